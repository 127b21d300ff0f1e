"""The rows of the words read last: most words of a text are few, and stand near at hand."""

from __future__ import annotations

import numpy as np

from framing.batch.compiled import inlined
from framing.batch.layout import Ints
from framing.batch.words.forms import packed_hash

_SLOTS = 1 << 14  # a word each, of two integers: what the nearer caches of a processor hold
_LETTERS = (1 << 40) - 1  # the second integer: more letters, and above them the row
_ROW = 40
UNKNOWN = -1


def nothing_remembered() -> Ints:
    """Return room for the rows of words, which there are not yet."""
    return np.full(2 * _SLOTS, -1, np.int64)


@inlined
def row_of(remembered: Ints, first: int, second: int) -> int:
    """Return the row of a word by its packed letters, or UNKNOWN."""
    slot = packed_hash(first, second) & (_SLOTS - 1)
    entry = remembered[2 * slot + 1]
    if remembered[2 * slot] != first or entry & _LETTERS != second:
        return UNKNOWN
    return int(entry >> _ROW)


@inlined
def remember(remembered: Ints, first: int, second: int, row: int) -> None:
    """Remember the row of a word in place of another, but for what has no packed letters, or too many."""
    if first != 0 and second <= _LETTERS:
        slot = packed_hash(first, second) & (_SLOTS - 1)
        remembered[2 * slot] = first
        remembered[2 * slot + 1] = second | row << _ROW
