"""Matches of the lexicons' terms become hits: `Matcher.match`, on arrays."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from framing.batch.compiled import compiled
from framing.batch.layout import Hits, Ints, Phrases
from framing.batch.spans import Spans, sort
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
    while low < len(matches.term):
        high = low + 1
        while high < len(matches.term) and matches.sentence[high] == matches.sentence[low]:
            high += 1
        if high == low + 1:
            kept[count] = low
            count += 1
        else:
            count = _keep_in_sentence(matches, places, (low, high), work, kept, count)
        low = high
    return count


@compiled
def _keep_in_sentence(
    matches: Phrases, places: Places, within: tuple[int, int], work: _Work, kept: Ints, count: int
) -> int:
    low, high = within
    order = work.order
    for match in range(low, high):
        order.start[match - low] = places.facet[matches.term[match]]
        order.end[match - low] = matches.start[match] - matches.end[match]
        order.tag[match - low] = match
    sort(order, 0, high - low)
    left = 0
    for place in range(high - low):
        match = order.tag[place]
        if _takes(work.taken, matches.start[match], matches.end[match], order.start[place]):
            order.start[left] = places.lexicon[matches.term[match]]
            order.end[left] = 0
            order.tag[left] = match
            left += 1
    sort(order, 0, left)
    for place in range(left):
        kept[count + place] = order.tag[place]
    return count + left


@compiled
def _takes(taken: Ints, start: int, end: int, facet: int) -> bool:
    """Take the words for a hit of the facet, where none of them is taken."""
    for word in range(start, end):
        if taken[word] == facet:
            return False
    for word in range(start, end):
        taken[word] = facet
    return True
