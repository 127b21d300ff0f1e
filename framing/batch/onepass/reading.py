"""Texts read once, letter by letter, with the words of terms counted on the way."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import numpy as np

from framing.batch.compiled import compiled, inlined
from framing.batch.layout import Bools, Codes, Ints, Texts
from framing.batch.lookup.compared import is_plain
from framing.batch.lookup.index import ClassIndex, copy, in_order, look_up
from framing.batch.lookup.trie import ALONG, BEFORE, BEHIND, WHOLE
from framing.batch.onepass.foreign import Foreign
from framing.batch.onepass.lists import Lists
from framing.batch.onepass.taking import ALIVE, HELD, SEVERAL, Between, Met, Work, flush, take
from framing.batch.words.characters import Classes
from framing.batch.words.forms import ASCII, type_of
from framing.batch.words.words import APOSTROPHES, ENDS, PLAIN, STARTS, kinds, word_end

_FOLDED = 24  # from this bit on stands what an ASCII letter is without regard to case
_LOOK_UP = -1  # instead of a row of classes: more is to be looked at than the letters from the first one on
_STOP = ord(".")


class Pass(NamedTuple):
    """All that is read, and where. `letters` are those of `letter_kinds`."""

    texts: Texts
    lists: Lists
    foreign: Foreign
    letters: Classes
    between: Between
    work: Work


@cache
def letter_kinds() -> Classes:
    """Return what every code point is to words, and of ASCII ones what they are folded, (CODE_POINTS,)."""
    made = kinds().copy()
    made[:ASCII] |= np.array([ord(chr(code).lower()) for code in range(ASCII)], np.int32) << _FOLDED
    return made


@compiled
def read(one: Pass, aside: Bools, counts: Ints) -> None:
    """Count the hits of the articles by category, (a, categories), and set aside those for which it cannot be told.

    Those that are aside already are not read.
    """
    state = one.work.state
    for article in range(len(aside)):
        if not aside[article]:
            state[ALIVE] = state[HELD] = state[SEVERAL] = 0
            place = (one.texts.starts[article], one.texts.starts[article + 1])
            aside[article] = not _read_article(one, place, counts[article])
            if state[HELD] > 0:
                flush(one.work, counts[article])


@inlined
def _read_article(one: Pass, place: tuple[int, int], counts: Ints) -> bool:
    """Count the hits of one article, but for those held back; False where that cannot be told."""
    codes, letters, words = one.texts.codes, one.letters, one.lists.words
    begin, end = place
    at = before = begin
    word = begin  # a number that no word of another article has
    while at < end:
        if not letters[codes[at]] & STARTS:
            at += 1
            continue
        start = at
        row, other, at = _rows(one, (begin, at, end))
        if row != 0 or other != 0:
            classes = words.classes
            if row == _LOOK_UP:
                if _has_stop_inside(codes, start, at):
                    return False
                if is_plain(codes, start, at):
                    low, high = 0, look_up(words, codes, (start, at), one.work.letters, one.work.classes, 0)
                    high = in_order(one.work.classes, 0, high)
                    classes = one.work.classes
                else:
                    number = type_of(one.foreign.forms, codes, start, at)
                    low, high = one.foreign.first[number], one.foreign.first[number + 1]
                    classes = one.foreign.classes
            elif row == 0 or other == 0:
                low, high = words.first[row + other], words.first[row + other + 1]
            else:
                high = copy(words.classes, words.first[row], words.first[row + 1], one.work.classes, 0)
                high = copy(words.classes, words.first[other], words.first[other + 1], one.work.classes, high)
                low, high = 0, in_order(one.work.classes, 0, high)
                classes = one.work.classes
            met = Met(word, before, start, low, high)
            if not take(one.lists, one.work, one.between, met, classes, counts):
                return False
        else:
            if one.work.state[HELD] > 0:
                flush(one.work, counts)
            one.work.state[ALIVE] = 0
        word += 1
        before = at
    return True


@inlined
def _rows(one: Pass, place: tuple[int, int, int]) -> tuple[int, int, int]:
    """Return the rows of the word that starts there, by its beginning and by its end, and where it ends.

    The first is _LOOK_UP where more must be done to know its classes.
    """
    codes, letters, words = one.texts.codes, one.letters, one.lists.words
    begin, start, end = place
    slot = words.begin
    at = start
    while at < end and letters[codes[at]] & PLAIN:
        kind = letters[codes[at]]
        further = words.slots[slot, BEHIND] + (kind >> _FOLDED)
        if words.slots[further, BEFORE] != slot:
            break
        slot = further
        at += 1
    if at < end and letters[codes[at]] & PLAIN:
        row = words.slots[slot, ALONG]
        while at < end and letters[codes[at]] & PLAIN:
            at += 1
    else:
        row = words.slots[slot, WHOLE]
    if at < end and not letters[codes[at]] & ENDS:
        stop = word_end(codes, (begin, start, end), letters)
        if stop != at:
            return _LOOK_UP, 0, stop
    other = _row_by_end(one, start, at) if one.lists.by_end else 0
    if _asks(words, row) or _asks(words, other):
        return _LOOK_UP, 0, at
    return row, other, at


@inlined
def _asks(words: ClassIndex, row: int) -> bool:
    """Say whether a word at the row is to be compared with words of terms."""
    return bool(words.closer_first[row] < words.closer_first[row + 1])


@inlined
def _row_by_end(one: Pass, start: int, end: int) -> int:
    """Return the row of plain letters, by what they end with."""
    words = one.lists.words
    slot = words.end
    at = end
    while at > start:
        at -= 1
        further = words.slots[slot, BEHIND] + (one.letters[one.texts.codes[at]] >> _FOLDED)
        if words.slots[further, BEFORE] != slot:
            return int(words.slots[slot, ALONG])
        slot = further
    return int(words.slots[slot, WHOLE])


@inlined
def _has_stop_inside(codes: Codes, start: int, end: int) -> bool:
    """Say whether a sentence may end inside the word: behind the full stop of "U.S.'s"."""
    at = start
    while at + 1 < end and not (codes[at] == _STOP and codes[at + 1] in APOSTROPHES):
        at += 1
    return at + 1 < end
