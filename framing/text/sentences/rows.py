"""Coded sentences laid out as a text: the one place that says where each row stands."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from framing.model import Span

Row: TypeAlias = tuple[str, int, str]
"""The row's id, its paragraph, its text as handed in."""


def layout(rows: Sequence[Row]) -> tuple[str, tuple[Span, ...]]:
    """Return the text the rows make, and the span of each row in it.

    A blank line parts paragraphs and a space parts the sentences of one; the text of a row is not touched, and may be
    empty.
    """
    parts: list[str] = []
    spans: list[Span] = []
    place = 0
    for number, (_, paragraph, text) in enumerate(rows):
        if number:
            gap = " " if paragraph == rows[number - 1][1] else "\n\n"
            parts.append(gap)
            place += len(gap)
        parts.append(text)
        spans.append(Span(place, place + len(text)))
        place += len(text)
    return "".join(parts), tuple(spans)
