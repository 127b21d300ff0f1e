"""Suggestions as plain values: one JSON object, and one flat row a candidate for a spreadsheet."""

from __future__ import annotations

from typing import Final

from framing import __version__
from framing.tune.plain import Plain, plain_figures, plain_number
from framing.tune.rates import Change
from framing.tune.suggesting.accepting import guarded
from framing.tune.suggesting.values import Candidate, Effect, Suggestions

FORMAT: Final = "framing-suggestions/1"


def plain_suggestions(found: Suggestions) -> dict[str, Plain]:
    """Return suggestions as plain values, candidates in their order."""
    return {
        "format": FORMAT,
        "version": __version__,
        "lexicon": found.lexicon,
        "lexicon_sha256": found.lexicon_sha256,
        "corpus_sha256": found.corpus_sha256,
        "coded": found.coded,
        "coded_sha256": found.coded_sha256 or None,
        "seed": found.seed,
        "sentences": found.sentences,
        "missed": found.missed,
        "found": found.found,
        "left_out": found.left_out,
        "candidates": [_candidate(candidate) for candidate in found.candidates],
    }


def candidate_rows(found: Suggestions) -> list[dict[str, str]]:
    """Return a row a candidate, with empty cells `accept`, `weight` and `note` for a person to fill in."""
    return [_row(candidate, found) for candidate in found.candidates]


def folded(text: str) -> str:
    """Return a text on one line."""
    return " ".join(text.split())


def _candidate(candidate: Candidate) -> dict[str, Plain]:
    return {
        "number": candidate.number,
        "term": candidate.pattern,
        "facet": candidate.facet,
        "evidence": [
            {"kind": one.kind, "detail": one.detail, "strength": plain_number(one.strength)}
            for one in candidate.evidence
        ],
        "hits": candidate.hits,
        "articles": candidate.articles,
        "outlets": candidate.outlets,
        "new_sentences": candidate.new,
        "alike": list(candidate.alike),
        "cautions": list(candidate.cautions),
        "effects": [_effect(effect) for effect in candidate.effects],
        "examples": [
            {
                "article": example.article,
                "outlet": example.outlet,
                "text": example.text,
                "marks": [[mark.start, mark.end] for mark in example.marks],
            }
            for example in candidate.examples
        ],
    }


def _effect(effect: Effect) -> dict[str, Plain]:
    crossed = effect.crossed
    return {
        "judgement": effect.judgement,
        "before": plain_figures(effect.before),
        "after": plain_figures(effect.after),
        "f1_change": _change(effect.change),
        "right": list(effect.right),
        "wrong": list(effect.wrong),
        "lost": list(effect.lost),
        "held_out": None
        if crossed is None
        else {
            "articles": crossed.articles,
            "accepted": crossed.accepted,
            "after": plain_figures(crossed.after),
            "f1_change": _change(crossed.change),
        },
    }


def _change(change: Change) -> dict[str, Plain]:
    return {
        "value": plain_number(change.value),
        "interval": [plain_number(change.low), plain_number(change.high)],
    }


def _row(candidate: Candidate, found: Suggestions) -> dict[str, str]:
    effect = candidate.effects[0] if candidate.effects else None
    crossed = effect.crossed if effect else None
    return {
        "accept": "",
        "term": guarded(candidate.pattern),
        "facet": candidate.facet,
        "weight": "",
        "note": "",
        "kinds": ", ".join(candidate.kinds),
        "hits": str(candidate.hits),
        "articles": str(candidate.articles),
        "outlets": str(candidate.outlets),
        "new_sentences": str(candidate.new),
        "judgement": effect.judgement if effect else "",
        "right": str(len(effect.right)) if effect else "",
        "wrong": str(len(effect.wrong)) if effect else "",
        "lost": str(len(effect.lost)) if effect else "",
        **_figures(effect),
        "held_out_f1_change": _number(crossed.change.value) if crossed else "",
        "held_out_low": _number(crossed.change.low) if crossed else "",
        "held_out_high": _number(crossed.change.high) if crossed else "",
        "accepted_in": f"{crossed.accepted} of {crossed.articles}" if crossed else "",
        "evidence": "; ".join(evidence.detail for evidence in candidate.evidence),
        "cautions": "; ".join(candidate.cautions),
        "alike": ", ".join(map(guarded, candidate.alike)),
        "example": folded(candidate.examples[0].text) if candidate.examples else "",
        "lexicon_sha256": found.lexicon_sha256,
    }


def _figures(effect: Effect | None) -> dict[str, str]:
    row: dict[str, str] = {}
    for name in ("precision", "recall", "f1"):
        for when in ("before", "after"):
            rate = getattr(getattr(effect, when), name) if effect else None
            row[f"{name}_{when}"] = _number(rate.value if rate else None)
            row[f"{name}_{when}_low"] = _number(rate.low if rate else None)
            row[f"{name}_{when}_high"] = _number(rate.high if rate else None)
    row["f1_change"] = _number(effect.change.value if effect else None)
    row["f1_change_low"] = _number(effect.change.low if effect else None)
    row["f1_change_high"] = _number(effect.change.high if effect else None)
    return row


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.4f}"
