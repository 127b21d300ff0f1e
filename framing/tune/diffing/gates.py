"""What a rule may ask of a comparison of two versions: `lost > 5`, `f1-drop > 0.02`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Final

from framing.model import Validity
from framing.tune.diffing.values import LexiconDiff

GATES: Final[Mapping[str, str]] = {
    "lost": "hits that only OLD has",
    "gained": "hits that only NEW has",
    "changed": "hits of both that differ in stance, words, term, facet, voice or weight",
    "restanced": "hits of both that are asserted in one and discounted in the other",
    "lost-share": "hits lost, as a part of OLD's hits, from 0 to 1",
    "gained-share": "hits gained, as a part of OLD's hits",
    "share-change": "the largest change of an outlet's share on a measure, in percentage points",
    "rank-changes": "outlets that stand elsewhere in the order, counted over the measures",
    "verdict-changes": "differences between outlets whose verdict is another one",
    "dead-added": "terms that NEW adds and that hit nowhere",
    "f1": "the lowest F1 of NEW on a measure (needs --coded)",
    "f1-drop": "the largest fall of F1 on a measure, from 0 to 1 (needs --coded)",
    "precision-drop": "the largest fall of precision on a measure (needs --coded)",
    "recall-drop": "the largest fall of recall on a measure (needs --coded)",
    "broken": "coded rows that only OLD gets right, counted over the measures (needs --coded)",
}
"""The names a rule may use, and what each counts."""

NEEDS_CODED: Final = frozenset({"f1", "f1-drop", "precision-drop", "recall-drop", "broken"})


def gate_values(found: LexiconDiff) -> dict[str, float | None]:
    """Return the value of every name; None where there is nothing to measure it on."""
    lost, gained, changed = (len(found.of_kind(kind)) for kind in ("lost", "gained", "changed"))
    moved = [abs(100 * move.change) for move in found.moves if move.change is not None]
    values: dict[str, float | None] = {
        "lost": lost,
        "gained": gained,
        "changed": changed,
        "restanced": sum("stance" in hit.changes for hit in found.hits),
        "lost-share": lost / found.hits_before if found.hits_before else None,
        "gained-share": gained / found.hits_before if found.hits_before else None,
        "share-change": max(moved, default=None),
        "rank-changes": sum(move.reranked for move in found.moves if move.before and move.after),
        "verdict-changes": len(found.verdicts),
        "dead-added": sum(change.kind == "added" and not change.hits_after for change in found.terms),
    }
    return values | _validity_values(found)


def _validity_values(found: LexiconDiff) -> dict[str, float | None]:
    if not found.validity:
        return dict.fromkeys(NEEDS_CODED)
    after = [move.after.f1 for move in found.validity if move.after is not None and move.after.f1 is not None]
    return {
        "f1": min(after, default=None),
        "f1-drop": _fall(found, lambda validity: validity.f1),
        "precision-drop": _fall(found, lambda validity: validity.precision),
        "recall-drop": _fall(found, lambda validity: validity.recall),
        "broken": sum(move.broken for move in found.validity),
    }


def _fall(found: LexiconDiff, figure: Callable[[Validity], float | None]) -> float | None:
    """Return the largest fall of a figure; a measure that is no longer there fell to nothing."""
    falls: list[float] = []
    for move in found.validity:
        then = None if move.before is None else figure(move.before)
        now = 0.0 if move.after is None else figure(move.after)
        if then is not None and now is not None:
            falls.append(then - now)
    return max(falls, default=None)


def without_coded(names: Iterable[str]) -> tuple[str, ...]:
    """Return the names that mean nothing without a coded table."""
    return tuple(name for name in names if name in NEEDS_CODED)
