"""The forms in which words are compared with those of terms, on arrays: `framing.lexicon.words.forms_of` for ASCII."""

from __future__ import annotations

import numpy as np

from framing.batch.compiled import compiled, inlined
from framing.batch.layout import Codes, Ints, Texts
from framing.batch.words.forms import ASCII
from framing.lexicon.words import APOSTROPHES, IGNORABLE

WRITTEN, FOLDED = range(2)
"""Rows of letters: with their case, and for comparison without regard to it."""

_APOSTROPHE, _STOP = ord("'"), ord(".")
_APOSTROPHES = tuple(ord(mark) for mark in APOSTROPHES if not mark.isascii())
_IGNORABLE = tuple(map(ord, IGNORABLE))
_TIDIED = np.array(_APOSTROPHES + _IGNORABLE, np.uint32)
_A, _Z, _SMALL = ord("A"), ord("Z"), ord("a") - ord("A")
_S = ord("s")


def not_ascii(forms: Texts) -> Ints:
    """Return which of the forms have a letter beyond ASCII, in order: what they are compared as, no kernel can say."""
    beyond = np.flatnonzero(forms.codes >= ASCII)
    beyond = beyond[~np.isin(forms.codes[beyond], _TIDIED)]
    return np.unique(np.searchsorted(forms.starts, beyond, side="right") - 1)


@inlined
def is_plain(codes: Codes, start: int, end: int) -> bool:
    """Say whether a form is compared as ASCII."""
    for at in range(start, end):
        if codes[at] >= ASCII and codes[at] not in _APOSTROPHES and codes[at] not in _IGNORABLE:
            return False
    return True


@compiled
def compared(codes: Codes, start: int, end: int, letters: Codes) -> tuple[int, int]:
    """Write the tidied letters of a form, as written and then folded, (2, n); return how many they are.

    And how many without a possessive: 0 where there is none, or nothing before it.
    """
    count = 0
    for at in range(start, end):
        code = int(np.int64(codes[at]))
        if code in _APOSTROPHES:
            code = _APOSTROPHE
        if code in _IGNORABLE or (code == _APOSTROPHE and count == 0):
            continue
        letters[WRITTEN, count] = code
        letters[FOLDED, count] = code + _SMALL if _A <= code <= _Z else code
        count += 1
    while count > 0 and letters[WRITTEN, count - 1] in (_APOSTROPHE, _STOP):
        count -= 1
    return count, _without_possessive(letters[FOLDED], count)


@compiled
def _without_possessive(folded: Codes, count: int) -> int:
    if count < 2 or folded[count - 1] != _S or folded[count - 2] != _APOSTROPHE:
        return 0
    while count > 0:
        if folded[count - 1] in (_APOSTROPHE, _STOP):
            count -= 1
        elif count > 1 and folded[count - 1] == _S and folded[count - 2] == _APOSTROPHE:
            count -= 2
        else:
            break
    return count
