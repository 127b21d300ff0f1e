"""Spans of words in columns, each with a number beside it, and their order."""

from __future__ import annotations

from typing import NamedTuple

from framing.batch.compiled import compiled, inlined
from framing.batch.layout import Ints

FULL = -1


class Spans(NamedTuple):
    """Half-open word indexes in columns, and a number beside each: a term, or what a function keeps there."""

    start: Ints
    end: Ints
    tag: Ints


@inlined
def add(spans: Spans, top: int, start: int, end: int, tag: int) -> int:
    """Write one span at `top`; return the new top, or FULL where there is no room."""
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
