"""The word lists of the sentence splitter as one table over code points, to be asked without making a string."""

from __future__ import annotations

from dataclasses import fields
from functools import cache
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from framing.batch.characters import Folds, folds_of, holding, texts_of
from framing.batch.compiled import compiled, inlined
from framing.batch.layout import Bools, Codes, Ints
from framing.text.sentences.boundaries import Language

# How a word is folded before it is looked up: a row of `Listed.folded`.
AS_WRITTEN, LOWER, CASEFOLD = range(3)

_ABSENT, _MANY = -1, -2
UNSURE = -1

_LISTS = tuple(field.name for field in fields(Language))
ABBREVIATION, CAPITALISED, BEFORE_NUMBER, STARTER, REPORTING_VERB = (1 << number for number in range(len(_LISTS)))

_FACTOR = 0x01000193
_LOW = (1 << 31) - 1


class Listed(NamedTuple):
    """The words of all lists: word w is `codes[starts[w]:starts[w + 1]]`, and `lists[w]` says in bits which have it.

    `folded[how][code]` is the one code point that a character folds to, _ABSENT where no listed word has what it folds
    to, and _MANY where it becomes several or takes the word around it to say. `slots`, a power of two long, holds
    numbers of words, or -1. No word is longer than `longest`.
    """

    folded: NDArray[np.int32]
    slots: Ints
    codes: Codes
    starts: Ints
    lists: Ints
    longest: int


@cache
def listed(language: Language) -> Listed:
    """Return the table of a language's lists. Made once for a language; not to be written to."""
    words = sorted(frozenset[str]().union(*(getattr(language, name) for name in _LISTS)))
    codes, starts = texts_of(words)
    bits = [sum(1 << n for n, name in enumerate(_LISTS) if word in getattr(language, name)) for word in words]
    slots = np.full(4 << len(words).bit_length(), -1, dtype=np.int64)
    for number, word in enumerate(words):
        slot = _hash(word) & (len(slots) - 1)
        while slots[slot] >= 0:
            slot = (slot + 1) & (len(slots) - 1)
        slots[slot] = number
    lists = np.array(bits, dtype=np.int64)
    return Listed(_folded("".join(words)), slots, codes, starts, lists, max(map(len, words)))


@compiled
def lists_of(listed: Listed, how: int, codes: Codes, start: int, end: int) -> int:
    """Return in bits the lists that have the word `codes[start:end]`, or UNSURE where only str can fold it."""
    if end - start > listed.longest or start >= end:
        return 0
    key = 0
    unsure = False
    for at in range(start, end):
        code = _fold(listed.folded, how, codes[at])
        if code == _ABSENT:
            return 0
        unsure = unsure or code == _MANY
        key = ((key ^ code) * _FACTOR) & _LOW
    return UNSURE if unsure else _found(listed, key, (how, start, end), codes)


@compiled
def _found(listed: Listed, key: int, word: tuple[int, int, int], codes: Codes) -> int:
    mask = len(listed.slots) - 1
    slot = key & mask
    while listed.slots[slot] >= 0:
        number = listed.slots[slot]
        if _is(listed, number, word, codes):
            return int(listed.lists[number])
        slot = (slot + 1) & mask
    return 0


@compiled
def _is(listed: Listed, number: int, word: tuple[int, int, int], codes: Codes) -> bool:
    how, start, end = word
    first = listed.starts[number]
    if listed.starts[number + 1] - first != end - start:
        return False
    at = start
    while at < end and _fold(listed.folded, how, codes[at]) == listed.codes[first + at - start]:
        at += 1
    return at == end


@inlined
def _fold(folded: NDArray[np.int32], how: int, code: int) -> int:
    return int(folded[how, code]) if code < folded.shape[1] else _ABSENT


def _hash(word: str) -> int:
    key = 0
    for character in word:
        key = ((key ^ ord(character)) * _FACTOR) & _LOW
    return key


def _folded(alphabet: str) -> NDArray[np.int32]:
    rows = [_row(folds_of(fold), holding(alphabet)) for fold in (str, str.lower, str.casefold)]
    if not set(alphabet).isdisjoint("σς"):
        rows[LOWER][ord("Σ")] = _MANY  # which of the two it becomes, the letters around it say
    made = np.stack(rows)
    return made[:, : np.flatnonzero((made != _ABSENT).any(axis=0))[-1] + 1].copy()


def _row(folds: Folds, alphabet: Bools) -> NDArray[np.int32]:
    made = np.where(alphabet[folds.single], folds.single.astype(np.int32), np.int32(_ABSENT))
    for code, (start, end) in zip(folds.several, pairwise(folds.starts), strict=True):
        if alphabet[folds.codes[start:end]].all():
            made[code] = _MANY
    return made
