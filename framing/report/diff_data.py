"""LexiconDiff -> plain values: one JSON document in the format framing-lexicon-diff/1, and one flat row a moved hit.

The format is described by `diff.schema.json` beside this module.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from importlib.resources import files
from typing import Any

from framing import __version__
from framing.model import Difference, Estimate, Validity
from framing.report.audit_data import lexicon_row
from framing.report.data import difference_row, encoded, iso_day, measure_id, measure_row, setting_row, validity_row
from framing.tune.diff import LexiconDiff, MovedHit, OutletMove, ValidityMove, VerdictMove, gate_values
from framing.tune.kwic import KwicLine

FORMAT = "framing-lexicon-diff/1"


def diff_json(found: LexiconDiff, *, corpus: str) -> bytes:
    """Return what moved as JSON in UTF-8; the same versions on the same corpus, the same bytes."""
    return encoded(document(found, corpus=corpus))


def schema() -> dict[str, Any]:
    """Return the JSON Schema of the format."""
    loaded: dict[str, Any] = json.loads(
        files("framing.report").joinpath("diff.schema.json").read_text(encoding="utf-8")
    )
    return loaded


def document(found: LexiconDiff, *, corpus: str) -> dict[str, Any]:
    """Return what moved as plain JSON values."""
    lexicons = (found.new, found.old)
    return {
        "format": FORMAT,
        "version": __version__,
        "corpus": corpus,
        "inputs": dict(found.inputs),
        "old": {**lexicon_row(found.old), "cues_sha256": found.cues_before},
        "new": {**lexicon_row(found.new), "cues_sha256": found.cues_after},
        "coded": {"origin": found.coded, "sha256": found.coded_sha256} if found.coded else None,
        "setting": setting_row(found.setting),
        "unit": found.unit,
        "hits_before": found.hits_before,
        "hits_after": found.hits_after,
        "dead": found.dead,
        "values": gate_values(found),
        "terms": [asdict(change) for change in found.terms],
        "measures": [measure_row(lexicons, measure) for measure in found.measures],
        "outlets": [_outlet(move) for move in found.moves],
        "verdicts": [_verdict(move) for move in found.verdicts],
        "validity": [_validity(move) for move in found.validity],
        "hits": [_hit(hit) for hit in found.hits],
    }


def hit_rows(found: LexiconDiff) -> Iterator[dict[str, Any]]:
    """Yield one flat row a moved hit, in the order of the corpus, for a spreadsheet: every row has the same columns."""
    for hit in found.hits:
        line = hit.line
        yield {
            "kind": hit.kind,
            "outlet": line.outlet,
            "published": iso_day(line.published),
            "article": line.article,
            "sentence": line.sentence,
            "left": line.left,
            "hit": line.hit,
            "right": line.right,
            "changes": " ".join(hit.changes),
            "why": hit.why,
            **_sides(hit, "facet"),
            **_sides(hit, "term"),
            **_sides(hit, "stance"),
            **_sides(hit, "voice"),
            **_sides(hit, "cue"),
            "hit_before": None if hit.before is None else hit.before.hit,
            "speaker": line.speaker,
            "start": line.start,
            "end": line.end,
        }


def _sides(hit: MovedHit, name: str) -> dict[str, Any]:
    return {
        f"{name}_before": None if hit.before is None else getattr(hit.before, name),
        f"{name}_after": None if hit.after is None else getattr(hit.after, name),
    }


def _outlet(move: OutletMove) -> dict[str, Any]:
    return {
        "outlet": move.outlet,
        "measure": measure_id(move.measure),
        "before": _estimate(move.before),
        "after": _estimate(move.after),
        "change": move.change,
        "rank_before": move.rank_before,
        "rank_after": move.rank_after,
        "rest_before": _difference(move.rest_before),
        "rest_after": _difference(move.rest_after),
    }


def _verdict(move: VerdictMove) -> dict[str, Any]:
    return {
        "measure": measure_id(move.measure),
        "outlet": move.outlet,
        "other": move.other,
        "before": _difference(move.before),
        "after": _difference(move.after),
    }


def _validity(move: ValidityMove) -> dict[str, Any]:
    change = move.f1_change
    return {
        "measure": measure_id(move.measure),
        "before": _figures(move.before),
        "after": _figures(move.after),
        "f1_change": None if change is None else change.value,
        "f1_change_interval": None if change is None else [change.low, change.high],
        "rows": [{**asdict(row), "mended": row.mended} for row in move.rows],
    }


def _hit(hit: MovedHit) -> dict[str, Any]:
    return {
        "kind": hit.kind,
        "changes": list(hit.changes),
        "why": hit.why,
        "before": _line(hit.before),
        "after": _line(hit.after),
    }


def _line(line: KwicLine | None) -> dict[str, Any] | None:
    return None if line is None else {**asdict(line), "published": iso_day(line.published)}


def _estimate(found: Estimate | None) -> dict[str, Any] | None:
    return None if found is None else asdict(found)


def _difference(found: Difference | None) -> dict[str, Any] | None:
    return None if found is None else difference_row(found)


def _figures(found: Validity | None) -> dict[str, Any] | None:
    return None if found is None else validity_row(found)
