"""One paragraph and its quotation marks: what is open, and what stands beside a mark, for the rules of marks.py."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import numpy as np

from framing.batch.compiled import compiled, inlined
from framing.batch.layout import Codes, Ints
from framing.batch.words.characters import IS_SPACE, Classes, classes, holding
from framing.text.voices import quotes

# Above the bits of characters.py: which family a mark is of, in three bits, and what a character beside a mark says.
_FAMILY_AT = 16
FAMILY = 7 << _FAMILY_AT
_BEFORE_OPENING, _AFTER_CLOSING, _LEADS = 1 << 19, 1 << 20, 1 << 21
NONE, _DOUBLE, SINGLE, _ANGLE, _SMALL_ANGLE = range(5)
_NUMBERS = {quotes.DOUBLE: _DOUBLE, quotes.SINGLE: SINGLE, quotes.ANGLE: _ANGLE, quotes.SMALL_ANGLE: _SMALL_ANGLE}

_SPACE = ord(" ")
# What is said of each mark of a paragraph, as bits.
NEXT_CLOSES, ANY_CLOSER, CLOSED = 1 << 0, 1 << 1, 1 << 2
# What a paragraph knows while it is read; from OPEN on, how many of each family are open.
DEPTH, PAIRS, ORPHAN_FAMILY, ORPHAN_AT, OPENED_AT, OPEN = range(6)
STATES = OPEN + len(_NUMBERS) + 1


class Paragraph(NamedTuple):
    """One paragraph, `codes[start:end]`, and its marks, (m,) each: where they stand, and what is said of them.

    `ends` is where the pair that a mark opens ends, 0 where it opens none. `stack` are the marks open, `state` the
    numbers that change.
    """

    codes: Codes
    shapes: Classes
    start: int
    end: int
    at: Ints
    said: Ints
    ends: Ints
    stack: Ints
    state: Ints


@cache
def shapes() -> Classes:
    """Return the bits of `classes` for every code point, with the families of marks and what stands beside them."""
    made = classes().copy()
    for mark, family in quotes.FAMILY.items():
        made[ord(mark)] |= _NUMBERS[family] << _FAMILY_AT
    for characters, bit in (
        ("".join(quotes.BEFORE_OPENING), _BEFORE_OPENING),
        ("".join(quotes.AFTER_CLOSING), _AFTER_CLOSING),
        (quotes.LEAD, _LEADS),
    ):
        made[holding(characters)] |= bit
    return made


@compiled
def open_mark(paragraph: Paragraph, mark: int) -> None:
    """Put the mark on the stack of those open."""
    state = paragraph.state
    paragraph.stack[state[DEPTH]] = mark
    state[DEPTH] += 1
    state[OPEN + family_of(paragraph, mark)] += 1
    state[OPENED_AT] = paragraph.at[mark]


@compiled
def close_mark(paragraph: Paragraph, mark: int, include: int) -> None:
    """Close the last mark open of the family, and drop those opened behind it; `include` is 1, or 0 for no mark."""
    state = paragraph.state
    family = family_of(paragraph, mark)
    while state[DEPTH] > 0:
        state[DEPTH] -= 1
        opened = paragraph.stack[state[DEPTH]]
        state[OPEN + family_of(paragraph, opened)] -= 1
        if family_of(paragraph, opened) == family:
            paragraph.ends[opened] = paragraph.at[mark] + include
            paragraph.said[opened] |= CLOSED if include else 0
            state[PAIRS] += 1
            return


@compiled
def opener_of(paragraph: Paragraph, family: int) -> int:
    """Return the last mark of the family that is open, which one must be, as a code point."""
    frame = paragraph.state[DEPTH] - 1
    while family_of(paragraph, paragraph.stack[frame]) != family:
        frame -= 1
    return int(np.int64(paragraph.codes[paragraph.at[paragraph.stack[frame]]]))


@compiled
def opens(paragraph: Paragraph, mark: int) -> bool:
    """Say whether the mark has the shape of an opening one."""
    before, after = around(paragraph, mark)
    free = paragraph.shapes[before] & (IS_SPACE | _BEFORE_OPENING) != 0
    free = free or paragraph.state[OPENED_AT] == paragraph.at[mark] - 1
    return free and not paragraph.shapes[after] & (IS_SPACE | _AFTER_CLOSING)


@compiled
def leads(paragraph: Paragraph, at: int) -> bool:
    """Say whether nothing but spaces and opening brackets stands before `at`."""
    place = paragraph.start
    while place < at and paragraph.shapes[paragraph.codes[place]] & _LEADS:
        place += 1
    return place == at


@inlined
def around(paragraph: Paragraph, mark: int) -> tuple[int, int]:
    """Return the code points before and after the mark; a space at the edges of the paragraph."""
    at = paragraph.at[mark]
    before = np.int64(paragraph.codes[at - 1]) if at > paragraph.start else np.int64(_SPACE)
    after = np.int64(paragraph.codes[at + 1]) if at + 1 < paragraph.end else np.int64(_SPACE)
    return int(before), int(after)


@inlined
def family_of(paragraph: Paragraph, mark: int) -> int:
    """Return the family of a mark."""
    return family_at(paragraph.codes[paragraph.at[mark]], paragraph.shapes)


@inlined
def family_at(code: int, shapes: Classes) -> int:
    """Return the family of a code point, NONE where it is no quotation mark."""
    return int(shapes[code] & FAMILY) >> _FAMILY_AT
