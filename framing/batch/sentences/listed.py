"""The word lists of the sentence splitter as one table over code points, to be asked without making a string."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from functools import cache
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from framing.batch.compiled import compiled, inlined, inner
from framing.batch.layout import Bools, Codes, Ints
from framing.batch.words.characters import folds_of, holding, texts_of
from framing.text.sentences.boundaries import Language

Folding = NDArray[np.int32]

_ABSENT, _MANY = -1, -2
UNSURE = -1

_LISTS = tuple(field.name for field in fields(Language))
ABBREVIATION, CAPITALISED, BEFORE_NUMBER, STARTER, REPORTING_VERB = (1 << number for number in range(len(_LISTS)))

_FACTOR = 0x01000193
_LOW = (1 << 31) - 1


class Listed(NamedTuple):
    """The words of all lists: word w is `codes[starts[w]:starts[w + 1]]`, and `lists[w]` says in bits which have it.

    `lower[code]` is the one code point that a character becomes, _ABSENT where no listed word has what it becomes, and
    _MANY where it becomes several or takes the word around it to say; `casefold` and `as_written` likewise. `slots`, a
    power of two long, holds numbers of words, or -1. No word is longer than `longest`.
    """

    as_written: Folding
    lower: Folding
    casefold: Folding
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
    return Listed(*_foldings("".join(words)), slots, codes, starts, lists, max(map(len, words)))


@compiled
def lists_of(listed: Listed, folding: Folding, codes: Codes, start: int, end: int) -> int:
    """Return in bits the lists that have the word `codes[start:end]`, or UNSURE where only str can fold it.

    `folding` is one of the table's.
    """
    if end - start > listed.longest or start >= end:
        return 0
    key = 0
    unsure = False
    for at in range(start, end):
        code = _fold(folding, codes[at])
        if code == _ABSENT:
            return 0
        unsure = unsure or code == _MANY
        key = ((key ^ code) * _FACTOR) & _LOW
    return UNSURE if unsure else _found(listed, key, folding, codes[start:end])


@inner
def _found(listed: Listed, key: int, folding: Folding, word: Codes) -> int:
    mask = len(listed.slots) - 1
    slot = key & mask
    while listed.slots[slot] >= 0:
        number = listed.slots[slot]
        if _is(listed.codes[listed.starts[number] : listed.starts[number + 1]], folding, word):
            return int(listed.lists[number])
        slot = (slot + 1) & mask
    return 0


@inlined
def _is(known: Codes, folding: Folding, word: Codes) -> bool:
    at = 0
    while at < len(word) and at < len(known) and _fold(folding, word[at]) == known[at]:
        at += 1
    return at == len(word) and at == len(known)


@inlined
def _fold(folding: Folding, code: int) -> int:
    return int(folding[code]) if code < len(folding) else _ABSENT


def _hash(word: str) -> int:
    key = 0
    for character in word:
        key = ((key ^ ord(character)) * _FACTOR) & _LOW
    return key


def _foldings(alphabet: str) -> tuple[Folding, Folding, Folding]:
    known = holding(alphabet)
    lower = _folding(str.lower, known)
    if not set(alphabet).isdisjoint("σς"):
        lower[ord("Σ")] = _MANY  # which of the two it becomes, the letters around it say
    return _folding(str, known), lower, _folding(str.casefold, known)


def _folding(fold: Callable[[str], str], known: Bools) -> Folding:
    folds = folds_of(fold)
    made = np.where(known[folds.single], folds.single.astype(np.int32), np.int32(_ABSENT))
    for code, (start, end) in zip(folds.several, pairwise(folds.starts), strict=True):
        if known[folds.codes[start:end]].all():
            made[code] = _MANY
    return made[: np.flatnonzero(made != _ABSENT)[-1] + 1].copy()
