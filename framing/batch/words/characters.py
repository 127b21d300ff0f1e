"""What every character is, as bits, and articles as rows of code points.

Each class is taken from the very library that the rules ask (`regex`, `re` or str), because these may hold different
versions of Unicode.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from functools import cache
from typing import NamedTuple

import numpy as np
import regex
from numpy.typing import NDArray

from framing.batch.compiled import inlined
from framing.batch.layout import Bools, Codes, Ints, Texts
from framing.batch.tables import CODE_POINTS, table

Classes = NDArray[np.int32]

_ASCII = 128

# Classes of `regex`.
LETTER = 1 << 0  # \p{L}
MARK = 1 << 1  # \p{M}
NUMBER = 1 << 2  # \p{N}
DECIMAL = 1 << 3  # \p{Nd}
UPPER = 1 << 4  # \p{Lu}
LOWER = 1 << 5  # \p{Ll}
BLANK = 1 << 6  # \s
# Classes of str, for one character; those of `re` are the same: \s is isspace, \d isdecimal, \w isalnum and "_".
IS_SPACE = 1 << 7
IS_ALNUM = 1 << 8
IS_ALPHA = 1 << 9
IS_DIGIT = 1 << 10
IS_DECIMAL = 1 << 11
IS_UPPER = 1 << 12
IS_LOWER = 1 << 13
IS_TITLE = 1 << 14

_BY_REGEX = {
    LETTER: r"\p{L}",
    MARK: r"\p{M}",
    NUMBER: r"\p{N}",
    DECIMAL: r"\p{Nd}",
    UPPER: r"\p{Lu}",
    LOWER: r"\p{Ll}",
    BLANK: r"\s",
}
# NumPy asks the same functions of CPython as str does.
_BY_STR = {
    IS_SPACE: np.strings.isspace,
    IS_ALNUM: np.strings.isalnum,
    IS_ALPHA: np.strings.isalpha,
    IS_DIGIT: np.strings.isdigit,
    IS_DECIMAL: np.strings.isdecimal,
    IS_UPPER: np.strings.isupper,
    IS_LOWER: np.strings.islower,
    IS_TITLE: np.strings.istitle,
}


@cache
def classes() -> Classes:
    """Return the classes of every code point as bits, (CODE_POINTS,). Made once; not to be written to."""
    return table(f"classes {_BY_REGEX} {[*_BY_STR]}", _classes)


def _classes() -> Classes:
    made = np.zeros(CODE_POINTS, dtype=np.int32)
    for bit, pattern in _BY_REGEX.items():
        made[matching(pattern)] |= bit
    characters = _everything().view("<U1" if sys.byteorder == "little" else ">U1")
    for bit, holds in _BY_STR.items():
        made[holds(characters)] |= bit
    return made


class Folds(NamedTuple):
    """What a method of str makes of every code point by itself.

    `single`, (CODE_POINTS,), is that where it is one code point, and 0 where it is several. Those of `several[i]` are
    `codes[starts[i]:starts[i + 1]]`.
    """

    single: Codes
    several: Codes
    starts: Ints
    codes: Codes


@cache
def casefolds() -> Folds:
    """Return what case folding makes of every code point. Made once; not to be written to."""
    return folds_of(str.casefold)


def folds_of(fold: Callable[[str], str]) -> Folds:
    """Return what `str.casefold` or `str.lower` makes of every code point."""
    moved = table(f"folding {fold.__qualname__}", lambda: _moved(fold))
    single: Codes = (moved + np.arange(CODE_POINTS, dtype=np.int32)).view(np.uint32)
    several = np.flatnonzero(single[1:] == 0).astype(np.uint32) + np.uint32(1)
    codes, starts = texts_of([fold(chr(code)) for code in several.tolist()])
    return Folds(single, several, starts, codes)


def _moved(fold: Callable[[str], str]) -> Classes:
    """Return how far from each code point the one is that it is folded to, or 0 is where it is folded to several."""
    codes = _everything()
    folded = codes.copy()
    folded[:_ASCII] = [ord(fold(chr(code))) for code in range(_ASCII)]
    parted = np.zeros((CODE_POINTS - _ASCII, 2), dtype=np.uint32)  # a zero before each, which folding leaves alone
    parted[:, 1] = folded[_ASCII:]
    made = texts_of([fold(text_of(parted))]).codes
    ends = np.append(np.flatnonzero(made == 0), len(made))
    folded[_ASCII:] = np.where(np.diff(ends) == 2, made[ends[:-1] + 1], 0)
    return folded.view(np.int32) - codes.view(np.int32)


def matching(pattern: str) -> Bools:
    """Return for every code point whether `regex` finds it with this pattern of one character, (CODE_POINTS,)."""
    made = np.zeros(CODE_POINTS, dtype=np.bool_)
    for match in regex.finditer(f"(?:{pattern})+", text_of(_everything())):
        made[match.start() : match.end()] = True
    return made


def holding(characters: str) -> Bools:
    """Return for every code point whether it is one of `characters`, (CODE_POINTS,)."""
    made = np.zeros(CODE_POINTS, dtype=np.bool_)
    made[[ord(character) for character in characters]] = True
    return made


def texts_of(texts: Sequence[str]) -> Texts:
    """Return the texts of a batch as code points, one after another; lone surrogates are kept as they are."""
    starts: Ints = np.zeros(len(texts) + 1, dtype=np.int64)
    starts[1:] = np.fromiter(map(len, texts), dtype=np.int64, count=len(texts)).cumsum()
    whole = "".join(texts)
    return Texts(np.array([whole]).view(np.uint32)[: len(whole)], starts)  # NumPy keeps text as code points


def text_of(codes: Codes) -> str:
    """Return code points as text."""
    return codes.tobytes().decode(_UTF_32, "surrogatepass")


@inlined
def past(codes: Codes, at: int, end: int, table: Classes, kind: int) -> int:
    """Return the first place from `at` on, or `end`, whose character is not of the kind."""
    while at < end and table[codes[at]] & kind:
        at += 1
    return at


def _everything() -> Codes:
    return np.arange(CODE_POINTS, dtype=np.uint32)


_UTF_32 = "utf-32-le" if sys.byteorder == "little" else "utf-32-be"
