"""Texts as bytes, eight of which are read at once: nine of ten words are a few ASCII letters, and need no loop."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from framing.batch.compiled import compiled, inlined
from framing.batch.layout import Ints, Texts
from framing.batch.words.characters import LETTER, MARK, NUMBER, classes

Bytes = NDArray[np.uint8]

STARTS = LETTER | NUMBER
GOES_ON = LETTER | MARK | NUMBER
APOSTROPHES = (ord("'"), ord("’"), ord("ʼ"))

EIGHT = 8
MOST_LETTERS = 2 * EIGHT

# A byte says what a character is to words. ASCII letters are what they are, and alone have the bit _LETTER.
_LETTER = 0x40
_ENDS = 0x80  # no word has it or goes on behind it; nor has or does it with _STOP
_STOP = 0xC0  # a full stop: not behind a single letter, which may be one of several dotted ones
_OTHER = 0x20  # digits and apostrophes: what stands around them tells
_BEYOND = 0x00  # letters, marks and numbers that are not ASCII

# Of eight bytes: the lowest bit of each, and the bit of letters; and what makes of 1 << 8 n a number whose highest byte
# is n.
_LOWEST = 0x0101010101010101
_LETTERS = _LOWEST * _LETTER
_PLACES = 0x0001020304050607
_HIGHEST = 56
_BYTE = 0xFF


class Letters(NamedTuple):
    """The bytes of articles, each with one more that ends words: that of character i of article a is `bytes[i + a]`.

    `eights[i]` are the bytes from i on in one integer, the first of them lowest.
    """

    bytes: Bytes
    eights: Ints


def letters_of(texts: Texts) -> Letters:
    """Return the articles as bytes."""
    size = len(texts.codes) + len(texts.starts)
    made = np.empty(size + MOST_LETTERS + EIGHT, np.uint8)
    _fill(texts, _kinds(), made)
    return Letters(made, np.ndarray(len(made) - EIGHT, "<i8", made, strides=(1,)))


@cache
def _kinds() -> Bytes:
    """Return the byte of every code point, (CODE_POINTS,)."""
    made = np.where(classes() & GOES_ON != 0, _BEYOND, _ENDS).astype(np.uint8)
    for code in range(128):
        character = chr(code)
        made[code] = code if character.isalpha() else _OTHER if character.isdigit() else _ENDS
    made[[*APOSTROPHES]] = _OTHER
    made[ord(".")] = _STOP
    return made


@compiled
def _fill(texts: Texts, kinds: Bytes, out: Bytes) -> None:
    last = len(texts.starts) - 1
    for article in range(last):
        start, end = texts.starts[article], texts.starts[article + 1]
        codes, made = texts.codes[start:end], out[start + article : end + article]
        for at in range(len(codes)):
            made[at] = kinds[codes[at]]
        out[end + article] = _ENDS
    for at in range(texts.starts[last] + last, len(out)):
        out[at] = _ENDS


@inlined
def next_word(letters: Letters, at: int, end: int) -> int:
    """Return the first place from `at` on at which a word may begin; `end` or more where there is none before it."""
    while at < end:
        others = ~int(letters.eights[at]) >> 7 & _LOWEST
        if others & 1:
            break
        at += EIGHT if others == 0 else _first(others & -others)
    return at


@inlined
def next_beyond(letters: Letters, at: int, end: int) -> int:
    """Return the first place from `at` on of what words have beyond ASCII but apostrophes; `end` or more if none is."""
    while at < end:
        eight = int(letters.eights[at])
        beyond = ~(eight >> 5 | eight >> 6 | eight >> 7) & _LOWEST
        if beyond != 0:
            return at + _first(beyond & -beyond)
        at += EIGHT
    return at


@inlined
def letters_at(letters: Letters, at: int) -> tuple[int, int, int]:
    """Return how many letters the word has that begins there, and the letters, packed as `forms.packed` does.

    All are 0 where it is not of ASCII letters alone, is too long, or may go on.
    """
    first = int(letters.eights[at])
    ends = first >> 7 & _LOWEST
    if ends != 0:
        lowest = ends & -ends
        length = _first(lowest)
        if not _are_letters(first, lowest - 1) or (length == 1 and letters.bytes[at + 1] == _STOP):
            return 0, 0, 0
        return length, first & lowest - 1, 0
    second = int(letters.eights[at + EIGHT])
    ends = second >> 7 & _LOWEST
    lowest = ends & -ends
    if ends == 0 or not _are_letters(first, -1) or not _are_letters(second, lowest - 1):
        return 0, 0, 0
    return EIGHT + _first(lowest), first, second & lowest - 1


@inlined
def folded(eight: int) -> int:
    """Return packed ASCII letters in lower case."""
    return eight | (eight & _LETTERS) >> 1


@inlined
def _are_letters(eight: int, mask: int) -> bool:
    return _LETTERS & mask & ~eight == 0


@inlined
def _first(lowest: int) -> int:
    """Return the number of the byte whose lowest bit alone is set."""
    return lowest * _PLACES >> _HIGHEST & _BYTE
