"""The words of a text in the tries of terms: at which row they are, or which classes they have."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import numpy as np

from framing.batch.compiled import inlined
from framing.batch.layout import Codes, Ints, Texts
from framing.batch.lookup.compared import is_plain
from framing.batch.lookup.index import ClassIndex, in_order, look_up
from framing.batch.lookup.trie import ALONG, BEFORE, BEHIND, WHOLE
from framing.batch.onepass.foreign import Foreign
from framing.batch.onepass.lists import Lists, more
from framing.batch.words.characters import Classes, past
from framing.batch.words.forms import ASCII, type_of
from framing.batch.words.letters import APOSTROPHES
from framing.batch.words.words import ENDS, PLAIN, kinds, word_end

_FOLDED = 24  # from this bit on stands what an ASCII letter is without regard to case
_STOP = ord(".")


class Known(NamedTuple):
    """What words are looked up in, and room for one of them: its letters, and its classes. See `letter_kinds`."""

    texts: Texts
    kinds: Classes
    lists: Lists
    foreign: Foreign
    letters: Codes
    classes: Ints


@cache
def letter_kinds() -> Classes:
    """Return what every code point is to words, and of ASCII ones what they are folded, (CODE_POINTS,)."""
    made = kinds().copy()
    made[:ASCII] |= np.array([ord(chr(code).lower()) for code in range(ASCII)], np.int32) << _FOLDED
    return made


@inlined
def row_at(one: Known, place: tuple[int, int, int], length: int) -> tuple[int, int]:
    """Return the row of the word that starts there, and where it ends: behind so many letters, if that is known.

    The row is `more` where its classes are not those of any one, or there is more to do to know them.
    """
    codes, kinds, words = one.texts.codes, one.kinds, one.lists.words
    begin, start, end = place
    stop = start + length
    if length == 0:
        stop = past(codes, start, end, kinds, PLAIN)
        if stop < end and not kinds[codes[stop]] & ENDS:
            plain, stop = stop, word_end(codes, (begin, start, end), kinds)
            if stop != plain:
                return more(one.lists), stop
    row = _row_by(one, words.begin, (start, stop), 1)
    other = _row_by(one, words.end, (start, stop), -1) if one.lists.by_end else 0
    if (row != 0 and other != 0) or _asks(words, row) or _asks(words, other):
        return more(one.lists), stop
    return row + other, stop


@inlined
def classes_at(one: Known, row: int, place: tuple[int, int]) -> tuple[Ints, int, int]:
    """Return where the classes of a word at a row, or at none, stand: an array, and from where to where, in order."""
    codes, words = one.texts.codes, one.lists.words
    start, stop = place
    if row != more(one.lists):
        return words.classes, words.first[row], words.first[row + 1]
    if is_plain(codes, start, stop):
        high = look_up(words, codes, place, one.letters, one.classes, 0)
        return one.classes, 0, in_order(one.classes, 0, high)
    number = type_of(one.foreign.forms, codes, start, stop)
    return one.foreign.classes, one.foreign.first[number], one.foreign.first[number + 1]


@inlined
def _row_by(one: Known, slot: int, place: tuple[int, int], step: int) -> int:
    """Return the row of plain letters by what they begin with, or by what they end with where the step is -1."""
    slots = one.lists.words.slots
    start, stop = place
    at = start if step > 0 else stop - 1
    while start <= at < stop:
        further = slots[slot, BEHIND] + (one.kinds[one.texts.codes[at]] >> _FOLDED)
        if slots[further, BEFORE] != slot:
            return int(slots[slot, ALONG])
        slot = further
        at += step
    return int(slots[slot, WHOLE])


@inlined
def _asks(words: ClassIndex, row: int) -> bool:
    """Say whether a word at the row is to be compared with words of terms."""
    return bool(words.closer_first[row] < words.closer_first[row + 1])


@inlined
def has_stop_inside(codes: Codes, start: int, end: int) -> bool:
    """Say whether a sentence may end inside the word: behind the full stop of "U.S.'s"."""
    at = start
    while at + 1 < end and not (codes[at] == _STOP and codes[at + 1] in APOSTROPHES):
        at += 1
    return at + 1 < end
