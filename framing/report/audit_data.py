"""Audit -> plain values: one JSON document in the format framing-audit/1, and one flat row a term.

The format is described by `audit.schema.json` beside this module.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from importlib.resources import files
from typing import Any

from framing import __version__
from framing.model import Lexicon
from framing.report.data import difference_row, encoded, leverage_row, setting_row
from framing.tune.audit import Audit, Catch, Coverage, OutletRate, TermAudit

FORMAT = "framing-audit/1"


def audit_json(found: Audit, *, corpus: str) -> bytes:
    """Return an audit as JSON in UTF-8; the same audit, the same bytes. `corpus` is the name of the corpus."""
    return encoded(document(found, corpus=corpus))


def schema() -> dict[str, Any]:
    """Return the JSON Schema of the format."""
    loaded: dict[str, Any] = json.loads(
        files("framing.report").joinpath("audit.schema.json").read_text(encoding="utf-8")
    )
    return loaded


def document(found: Audit, *, corpus: str) -> dict[str, Any]:
    """Return an audit as plain JSON values."""
    return {
        "format": FORMAT,
        "version": __version__,
        "corpus": corpus,
        "inputs": dict(found.inputs),
        "cues_sha256": found.cues_sha256,
        "lexicon": lexicon_row(found.lexicon),
        "setting": setting_row(found.setting),
        "unit": found.unit,
        "coverage": [_coverage(coverage) for coverage in found.coverage],
        "leading": None if found.leading is None else difference_row(found.leading),
        "leverage": [leverage_row(row) for row in found.leverage],
        "terms": [_term(term) for term in found.terms],
        "overlaps": [asdict(overlap) for overlap in found.overlaps],
        "repeated": [asdict(note) for note in found.notes],
    }


def lexicon_row(lexicon: Lexicon) -> dict[str, Any]:
    """Return what names a lexicon: name, title, version, file and digest."""
    return {
        "name": lexicon.name,
        "title": lexicon.title,
        "version": lexicon.version,
        "origin": lexicon.origin,
        "sha256": lexicon.sha256,
    }


def term_rows(found: Audit) -> Iterator[dict[str, Any]]:
    """Yield one flat row a term, in the order of the file, for a spreadsheet: every row has the same columns."""
    outlets = [coverage.outlet for coverage in found.coverage if coverage.outlet is not None]
    for term in found.terms:
        carried = term.leverage
        yield {
            "line": term.line,
            "facet": term.facet,
            "term": " ".join(term.pattern.split()),
            "label": term.label,
            "weight": term.weight,
            "status": term.status,
            "hits": term.hits,
            "share": term.share,
            "asserted": term.hits - term.discounted,
            "discounted": term.discounted,
            "in_outlet_voice": term.hits - term.quoted,
            "in_source_voice": term.quoted,
            "sentences": term.sentences,
            "sole": term.sole,
            "articles": term.articles,
            "outlets": len(term.outlets),
            "matches": term.matches,
            "difference": None if carried is None else carried.published,
            "difference_without": None if carried is None else carried.remaining,
            "forms": listed(term.forms),
            "caught": " | ".join(f"{catch.wildcard}: {listed(catch.words)}" for catch in term.catches),
            "differs_in": "; ".join(f"{rate.outlet} {rate.verdict}" for rate in differing(term)),
            "reasons": "; ".join(risk.reason for risk in term.risks),
            "hits_in": {outlet: term.outlets.get(outlet, 0) for outlet in outlets},
        }


def differing(term: TermAudit) -> tuple[OutletRate, ...]:
    """Return the outlets in which a term stands more or less often than in the others."""
    return tuple(rate for rate in term.rates if rate.verdict in ("higher", "lower"))


def listed(counted: tuple[tuple[str, int], ...]) -> str:
    """Return words with their counts in one line."""
    return ", ".join(f"{word} {number}" for word, number in counted)


def _coverage(found: Coverage) -> dict[str, Any]:
    return {**asdict(found), "article_share": found.article_share, "sentence_share": found.sentence_share}


def _term(term: TermAudit) -> dict[str, Any]:
    return {
        "id": term.term,
        "facet": term.facet,
        "pattern": term.pattern,
        "label": term.label,
        "line": term.line,
        "weight": term.weight,
        "status": term.status,
        "matches": term.matches,
        "hits": term.hits,
        "share": term.share,
        "discounted": term.discounted,
        "quoted": term.quoted,
        "sentences": term.sentences,
        "sole": term.sole,
        "articles": term.articles,
        "outlets": dict(term.outlets),
        "forms": [{"form": form, "count": number} for form, number in term.forms],
        "catches": [_catch(catch) for catch in term.catches],
        "rates": [asdict(rate) for rate in term.rates],
        "leverage": None if term.leverage is None else leverage_row(term.leverage),
        "risks": [asdict(risk) for risk in term.risks],
    }


def _catch(catch: Catch) -> dict[str, Any]:
    odd = {word for word, _ in catch.strangers}
    return {
        "wildcard": catch.wildcard,
        "count": catch.count,
        "words": [{"word": word, "count": number, "stranger": word in odd} for word, number in catch.words],
    }
