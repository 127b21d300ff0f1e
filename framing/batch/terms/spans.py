"""Spans of words in columns: sorted, each once, and put together as the operators of the term language ask.

What an operator makes is written from `top` on. A function returns the new top, or FULL where the columns have no room:
then they are made larger, and the sentence is looked at again.
"""

from __future__ import annotations

from typing import NamedTuple

from framing.batch.compiled import compiled, inlined
from framing.batch.layout import GAP_JOINT, Ints
from framing.batch.terms.plans import BACKWARD, FORWARD

FULL = -1


class Spans(NamedTuple):
    """Half-open word indexes in columns, and a number beside each: a term, or what a function keeps there."""

    start: Ints
    end: Ints
    tag: Ints


@inlined
def add(spans: Spans, top: int, start: int, end: int, tag: int) -> int:
    """Write one span at `top`."""
    if top >= len(spans.start):
        return FULL
    spans.start[top] = start
    spans.end[top] = end
    spans.tag[top] = tag
    return top + 1


@compiled
def sort(spans: Spans, low: int, high: int) -> None:
    """Sort by start, end and tag: they are few, or nearly in order.

    Source: shell sort with the gaps of Knuth (1973).
    """
    gap = 1
    while gap < (high - low) // 3:
        gap = 3 * gap + 1
    while gap > 0:
        for place in range(low + gap, high):
            start, end, tag = spans.start[place], spans.end[place], spans.tag[place]
            at = place
            while at - gap >= low and _after(spans, at - gap, start, end, tag):
                _copy(spans, at - gap, at)
                at -= gap
            spans.start[at] = start
            spans.end[at] = end
            spans.tag[at] = tag
        gap //= 3


@compiled
def distinct(spans: Spans, low: int, high: int) -> int:
    """Sort spans, leave each once, and return where they end now."""
    sort(spans, low, high)
    kept = low
    for place in range(low, high):
        if place == low or spans.start[place] != spans.start[kept - 1] or spans.end[place] != spans.end[kept - 1]:
            _copy(spans, place, kept)
            kept += 1
    return kept


@compiled
def joined(spans: Spans, one: tuple[int, int], other: tuple[int, int], gaps: Ints, top: int) -> int:
    """Write the spans over one and another right behind it in a row."""
    for first in range(one[0], one[1]):
        middle = spans.end[first]
        second = _from(spans, other, middle)
        while second < other[1] and spans.start[second] == middle and gaps[middle] & GAP_JOINT != 0:
            top = add(spans, top, spans.start[first], spans.end[second], 0)
            if top == FULL:
                return FULL
            second += 1
    return top


@compiled
def followed(spans: Spans, one: tuple[int, int], other: tuple[int, int], reach: int, top: int) -> int:
    """Write the spans from one to another with at most `reach` words between them."""
    for first in range(one[0], one[1]):
        end = spans.end[first]
        second = _from(spans, other, end)
        while second < other[1] and spans.start[second] <= end + reach:
            top = add(spans, top, spans.start[first], spans.end[second], 0)
            if top == FULL:
                return FULL
            second += 1
    return top


@compiled
def unblocked(spans: Spans, one: tuple[int, int], against: tuple[int, int], guard: tuple[int, int], top: int) -> int:
    """Write the spans that a guard (its sides and its reach) leaves: `framing.lexicon.program.unblocked`.

    On the tags of `against` stands the largest end so far.
    """
    furthest = -1
    for place in range(against[0], against[1]):
        furthest = max(furthest, spans.end[place])
        spans.tag[place] = furthest
    for place in range(one[0], one[1]):
        start, end = spans.start[place], spans.end[place]
        if not _blocked(spans, start, end, against, guard):
            top = add(spans, top, start, end, 0)
            if top == FULL:
                return FULL
    return top


@compiled
def _blocked(spans: Spans, start: int, end: int, against: tuple[int, int], guard: tuple[int, int]) -> bool:
    sides, reach = guard
    last = _from(spans, against, start if sides == BACKWARD else end + reach + 1) - 1
    if last < against[0]:
        return False
    furthest = spans.tag[last]
    return bool(furthest > end if sides == FORWARD else furthest >= start - reach)


@compiled
def _from(spans: Spans, within: tuple[int, int], start: int) -> int:
    """Return the first of some sorted spans that starts at `start` or later."""
    low, high = within
    while low < high:
        middle = (low + high) // 2
        if spans.start[middle] < start:
            low = middle + 1
        else:
            high = middle
    return low


@inlined
def _after(spans: Spans, place: int, start: int, end: int, tag: int) -> bool:
    if spans.start[place] != start:
        return bool(spans.start[place] > start)
    if spans.end[place] != end:
        return bool(spans.end[place] > end)
    return bool(spans.tag[place] > tag)


@inlined
def _copy(spans: Spans, source: int, target: int) -> None:
    spans.start[target] = spans.start[source]
    spans.end[target] = spans.end[source]
    spans.tag[target] = spans.tag[source]
