"""Matches of the lexicons' terms become hits: `Matcher.match`, on arrays."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from framing.batch.compiled import compiled, inlined
from framing.batch.layout import Hits, Ints, Phrases
from framing.batch.terms.spans import Spans, sort
from framing.model import Lexicon


class Places(NamedTuple):
    """Where terms belong, those of all lexicons one after another: `facet` and `lexicon`, (t,) each."""

    facet: Ints
    lexicon: Ints


class _Work(NamedTuple):
    taken: Ints  # by word: the last facet that a hit of which covers it
    order: Spans


def places_of(lexicons: Sequence[Lexicon]) -> Places:
    """Return the facet and the lexicon of every term, numbered over all lexicons."""
    facets = [(facet, number) for number, lexicon in enumerate(lexicons) for facet in lexicon.facets]
    return Places(
        np.array([at for at, (facet, _) in enumerate(facets) for _ in facet.terms], np.int64),
        np.array([number for facet, number in facets for _ in facet.terms], np.int64),
    )


def without_overlaps(matches: Phrases, places: Places, words: int) -> Hits:
    """Return the longest match wherever some of a facet overlap: `framing.score.match.without_overlaps`.

    `words` is the number of words in the batch.
    """
    count = len(matches.term)
    kept = np.empty(count, np.int64)
    order = Spans(*(np.empty(count, np.int64) for _ in range(3)))
    kept = kept[: _keep(matches, places, _Work(np.full(words, -1, np.int64), order), kept)]
    terms = matches.term[kept]
    return Hits(
        sentence=matches.sentence[kept],
        lexicon=places.lexicon[terms],
        facet=places.facet[terms],
        term=terms,
        start=matches.start[kept],
        end=matches.end[kept],
    )


@compiled
def _keep(matches: Phrases, places: Places, work: _Work, kept: Ints) -> int:
    """Write the matches to keep, in the order of their hits; return their number."""
    count = 0
    low = 0
    several = places.lexicon[-1] > 0 if len(places.lexicon) > 0 else False
    while low < len(matches.term):
        first = count
        sentence = matches.sentence[low]
        while low < len(matches.term) and matches.sentence[low] == sentence:
            high = _overlapping(matches, low)
            if high == low + 1:
                kept[count] = low
                count += 1
            else:
                count = _keep_of(matches, places, (low, high), work, kept, count)
            low = high
        if several and count > first + 1:
            _order(matches, places, work.order, kept, (first, count))
    return count


@inlined
def _overlapping(matches: Phrases, low: int) -> int:
    """Return where the matches end that overlap one another, of whatever facet."""
    reach = matches.end[low]
    high = low + 1
    while high < len(matches.term) and matches.start[high] < reach:  # a sentence begins where no match goes on
        reach = max(reach, matches.end[high])
        high += 1
    return high


@compiled
def _keep_of(matches: Phrases, places: Places, within: tuple[int, int], work: _Work, kept: Ints, count: int) -> int:
    """Write which of some matches that overlap to keep."""
    low, high = within
    order = work.order
    for match in range(low, high):
        order.start[match - low] = places.facet[matches.term[match]]
        order.end[match - low] = matches.start[match] - matches.end[match]
        order.tag[match - low] = match
    sort(order, 0, high - low)
    first = count
    for place in range(high - low):
        match = order.tag[place]
        if _takes(work.taken, matches.start[match], matches.end[match], order.start[place]):
            kept[count] = match
            count += 1
    _order(matches, places, order, kept, (first, count))
    return count


@compiled
def _order(matches: Phrases, places: Places, order: Spans, kept: Ints, within: tuple[int, int]) -> None:
    """Put matches in the order of their lexicons, and of a lexicon's in their own."""
    low, high = within
    for place in range(low, high):
        order.start[place - low] = places.lexicon[matches.term[kept[place]]]
        order.end[place - low] = 0
        order.tag[place - low] = kept[place]
    sort(order, 0, high - low)
    for place in range(low, high):
        kept[place] = order.tag[place - low]


@compiled
def _takes(taken: Ints, start: int, end: int, facet: int) -> bool:
    """Take the words for a hit of the facet, where none of them is taken."""
    for word in range(start, end):
        if taken[word] == facet:
            return False
    for word in range(start, end):
        taken[word] = facet
    return True
