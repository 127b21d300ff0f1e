"""Which hits one version has and the other has not, and which both have differently."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from framing.model import Hit, Lexicon, ScoredDocument, Scores
from framing.tune.diffing.terms import Terms
from framing.tune.diffing.values import Change, MovedHit
from framing.tune.kwic import kwic_line

Pair = tuple[Hit | None, Hit | None]


def moved_hits(before: Scores, after: Scores, terms: Terms, *, context: int) -> Iterator[MovedHit]:
    """Yield the hits that moved, in text order; both scores hold the same articles in the same order.

    A hit of both versions is the same place in the same facet. What is left over is paired where it overlaps in one
    facet (other words), then where it is the same place in another facet.
    """
    teller = _Teller(terms, _patterns(before.lexicons), _patterns(after.lexicons), context)
    for old, new in zip(before.documents, after.documents, strict=True):
        if old.hits == new.hits:
            continue
        pairs = _pairs(old.hits, new.hits)
        for one, other in sorted(pairs, key=_place):
            moved = teller.tell(old, new, (one, other))
            if moved is not None:
                yield moved


@dataclass(frozen=True, slots=True)
class _Teller:
    """Makes a moved hit of a pair of hits; `old` and `new` are the patterns of each version by term id."""

    terms: Terms
    old: Mapping[str, str]
    new: Mapping[str, str]
    context: int

    def tell(self, before: ScoredDocument, after: ScoredDocument, pair: Pair) -> MovedHit | None:
        one, other = pair
        first = None if one is None else kwic_line(before, one, pattern=self.old[one.term], context=self.context)
        second = None if other is None else kwic_line(after, other, pattern=self.new[other.term], context=self.context)
        if one is not None and other is not None:
            changes = tuple(_changes(one, other))
            return MovedHit(kind="changed", before=first, after=second, changes=changes) if changes else None
        if one is not None:
            return MovedHit(kind="lost", before=first, after=None, why=self.terms.why_lost(one.term))
        if other is not None:
            return MovedHit(kind="gained", before=None, after=second, why=self.terms.why_gained(other.term))
        return None


def _patterns(lexicons: Iterable[Lexicon]) -> dict[str, str]:
    return {term.id: term.pattern for lexicon in lexicons for term in lexicon.terms}


def _pairs(before: tuple[Hit, ...], after: tuple[Hit, ...]) -> list[Pair]:
    """Return every hit of either version once, with its other self where it has one."""
    found: list[Pair] = []
    places = {(hit.facet, hit.start, hit.end): hit for hit in after}
    left = []
    for hit in before:
        same = places.pop((hit.facet, hit.start, hit.end), None)
        if same is None:
            left.append(hit)
        else:
            found.append((hit, same))
    rest = list(places.values())
    for matched in (_overlapping(left, rest), _refaceted(left, rest)):
        found += matched
        taken = {id(hit) for pair in matched for hit in pair}
        left = [hit for hit in left if id(hit) not in taken]
        rest = [hit for hit in rest if id(hit) not in taken]
    return [*found, *((hit, None) for hit in left), *((None, hit) for hit in rest)]


def _overlapping(before: list[Hit], after: list[Hit]) -> list[tuple[Hit, Hit]]:
    """Return pairs that overlap in one facet, each hit once, from left to right."""
    found: list[tuple[Hit, Hit]] = []
    waiting: dict[str, list[Hit]] = {}
    for hit in sorted(after, key=lambda hit: hit.start):
        waiting.setdefault(hit.facet, []).append(hit)
    at = dict.fromkeys(waiting, 0)
    for hit in sorted(before, key=lambda hit: hit.start):
        others = waiting.get(hit.facet, [])
        while at.get(hit.facet, 0) < len(others) and others[at[hit.facet]].end <= hit.start:
            at[hit.facet] += 1
        place = at.get(hit.facet, 0)
        if place < len(others) and others[place].start < hit.end:
            found.append((hit, others[place]))
            at[hit.facet] += 1
    return found


def _refaceted(before: list[Hit], after: list[Hit]) -> list[tuple[Hit, Hit]]:
    """Return pairs on the same words in different facets, each hit once."""
    places: dict[tuple[int, int], list[Hit]] = {}
    for hit in after:
        places.setdefault((hit.start, hit.end), []).append(hit)
    return [(hit, others.pop(0)) for hit in before if (others := places.get((hit.start, hit.end)))]


def _changes(one: Hit, other: Hit) -> Iterator[Change]:
    if one.stance != other.stance:
        yield "stance"
    if (one.start, one.end) != (other.start, other.end):
        yield "words"
    if one.facet != other.facet:
        yield "facet"
    elif one.term != other.term:
        yield "term"
    if one.voice != other.voice:
        yield "voice"
    if one.weight != other.weight:
        yield "weight"


def _place(pair: Pair) -> tuple[int, int, str]:
    hit = pair[1] or pair[0]
    return (0, 0, "") if hit is None else (hit.start, hit.end, hit.facet)
