"""Compared -> results.json of a comparison: every count, place, difference and hit, in the format framing-comparison/1.

The format is described by `comparison.schema.json` beside the other one. Texts are their publishers' and are not
copied; hits carry the words they matched.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from importlib.resources import files
from typing import Any

from framing.model import BaselineFacts, Compared, Drift, Matched, Placement, Standing
from framing.report.data import (
    article_row,
    difference_row,
    encoded,
    hit_row,
    iso_day,
    leverage_row,
    measure_id,
    measure_row,
    provenance_row,
    sensitivity_row,
    sentence_rows,
    setting_row,
    validity_row,
)

FORMAT = "framing-comparison/1"


def results(compared: Compared) -> bytes:
    """Return the comparison as JSON in UTF-8; the same comparison, the same bytes."""
    return encoded(document(compared))


def schema() -> dict[str, Any]:
    """Return the JSON Schema of the format."""
    loaded: dict[str, Any] = json.loads(
        files("framing.report").joinpath("comparison.schema.json").read_text(encoding="utf-8")
    )
    return loaded


def document(compared: Compared) -> dict[str, Any]:
    """Return the comparison as plain JSON values."""
    found = compared.standings
    return {
        "format": FORMAT,
        "name": compared.name,
        "provenance": provenance_row(compared.provenance),
        "setting": setting_row(found.setting),
        "measures": [measure_row(compared.scores.lexicons, m) for m in found.measures],
        "baseline": _baseline(found.baseline),
        "standings": [standing_row(s) for s in found.standings],
        "articles": [article_row(d) for d in compared.corpus.documents],
        "sentences": [s for d in compared.corpus.documents for s in sentence_rows(d)],
        "skipped": [asdict(s) for s in compared.corpus.skipped],
        "hits": [hit_row(d, h) for d in compared.scores.documents for h in d.hits],
        "validity": [validity_row(v) for v in compared.validity.values()],
    }


def standing_row(standing: Standing) -> dict[str, Any]:
    """Return everything found about one new outlet."""
    return {
        "outlet": standing.outlet,
        "articles": standing.articles,
        "sentences": standing.sentences,
        "words": standing.words,
        "unit": standing.unit,
        "leading": None if standing.leading is None else measure_id(standing.leading),
        "placements": [placement_row(p) for p in standing.placements],
        "matched": _matched(standing.matched),
        "leverage": [leverage_row(x) for x in standing.leverage],
        "sensitivity": [sensitivity_row(x) for x in standing.sensitivity],
        "over": [asdict(k) for k in standing.over],
        "under": [asdict(k) for k in standing.under],
        "frames_like": [asdict(x) for x in standing.frames_like],
        "words_like": [asdict(x) for x in standing.words_like],
        "drift": [_drift(d) for d in standing.drift],
        "by_voice": {voice: [placement_row(p) for p in placed] for voice, placed in standing.by_voice.items()},
    }


def placement_row(placement: Placement) -> dict[str, Any]:
    """Return where a new outlet stands on one measure."""
    return {
        "measure": measure_id(placement.measure),
        "new": asdict(placement.new),
        "shrunk": None if placement.shrunk is None else asdict(placement.shrunk),
        "baseline": asdict(placement.baseline),
        "outlets": {outlet: asdict(e) for outlet, e in placement.outlets.items()},
        "percentile": None if placement.percentile is None else asdict(placement.percentile),
        "difference": difference_row(placement.difference),
        "nearest": None if placement.nearest is None else difference_row(placement.nearest),
        "farthest": None if placement.farthest is None else difference_row(placement.farthest),
        "detectable": placement.detectable,
        "needed": [{"difference": gap, "articles": articles} for gap, articles in placement.needed],
    }


def _matched(matched: Matched) -> dict[str, Any]:
    return {
        "articles": list(matched.articles),
        "outlets": list(matched.outlets),
        "stories": list(matched.stories),
        "first": iso_day(matched.first),
        "last": iso_day(matched.last),
        "placements": [placement_row(p) for p in matched.placements],
        "reason": matched.reason,
    }


def _drift(drift: Drift) -> dict[str, Any]:
    spans = [{"first": iso_day(a), "last": iso_day(b), **asdict(e)} for a, b, e in drift.periods]
    new = None
    if drift.new is not None:
        new = {"first": iso_day(drift.new[0]), "last": iso_day(drift.new[1]), **asdict(drift.new[2])}
    return {"measure": measure_id(drift.measure), "periods": spans, "new": new}


def _baseline(facts: BaselineFacts) -> dict[str, Any]:
    return {
        **asdict(facts),
        "outlets": dict(facts.outlets),
        "lexicons": dict(facts.lexicons),
        "first": iso_day(facts.first),
        "last": iso_day(facts.last),
    }
