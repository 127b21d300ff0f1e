"""What every character is."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable

import numpy as np
import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from framing.batch.words import characters
from framing.batch.words.characters import Folds, casefolds, classes, folds_of, holding, matching, text_of, texts_of

EVERYTHING = "".join(map(chr, range(sys.maxunicode + 1)))


@pytest.mark.parametrize(
    ("bit", "pattern"),
    [
        (characters.LETTER, r"\p{L}"),
        (characters.MARK, r"\p{M}"),
        (characters.NUMBER, r"\p{N}"),
        (characters.DECIMAL, r"\p{Nd}"),
        (characters.UPPER, r"\p{Lu}"),
        (characters.LOWER, r"\p{Ll}"),
        (characters.BLANK, r"\s"),
    ],
)
def test_classes_are_those_of_regex(bit: int, pattern: str) -> None:
    """A bit is set for exactly the characters that the pattern matches."""
    assert _with(bit) == regex.findall(pattern, EVERYTHING)


@pytest.mark.parametrize(
    ("bit", "holds"),
    [
        (characters.IS_SPACE, str.isspace),
        (characters.IS_ALNUM, str.isalnum),
        (characters.IS_ALPHA, str.isalpha),
        (characters.IS_DIGIT, str.isdigit),
        (characters.IS_DECIMAL, str.isdecimal),
        (characters.IS_UPPER, str.isupper),
        (characters.IS_LOWER, str.islower),
        (characters.IS_TITLE, str.istitle),
    ],
)
def test_classes_are_those_of_str(bit: int, holds: Callable[[str], bool]) -> None:
    """A bit is set for exactly the characters of which the method of str says so."""
    assert _with(bit) == list(filter(holds, EVERYTHING))


def test_re_sees_white_space_digits_and_words_as_str_does() -> None:
    """What is said of `re` in the table holds."""
    assert _with(characters.IS_SPACE) == re.findall(r"\s", EVERYTHING)
    assert _with(characters.IS_DECIMAL) == re.findall(r"\d", EVERYTHING)
    assert _with(characters.IS_ALNUM) == re.findall(r"[^\W_]", EVERYTHING)


def test_case_folding_is_that_of_str() -> None:
    """Every code point is folded to the one, or to the several, that `str.casefold` makes of it."""
    _folds_as(str.casefold, casefolds())


def test_lower_case_is_that_of_str() -> None:
    """The same for `str.lower`, of one letter by itself."""
    _folds_as(str.lower, folds_of(str.lower))


def test_nothing_is_folded_to_several() -> None:
    """A folding that makes no character several is allowed."""
    _folds_as(str, folds_of(str))


def _folds_as(fold: Callable[[str], str], folds: Folds) -> None:
    bounds = zip(folds.starts[:-1], folds.starts[1:], strict=True)
    several = {chr(code): folds.codes[start:end] for code, (start, end) in zip(folds.several, bounds, strict=True)}
    assert {char: text_of(codes) for char, codes in several.items()} == {
        char: fold(char) for char in EVERYTHING if len(fold(char)) > 1
    }
    expected = ["\0" if char in several else fold(char) for char in EVERYTHING]
    assert text_of(folds.single) == "".join(expected)


def test_chosen_characters_are_marked() -> None:
    """Exactly the characters named are marked."""
    assert np.flatnonzero(holding("“a😀")).tolist() == [ord("a"), ord("“"), ord("😀")]
    assert not holding("").any()
    assert np.flatnonzero(matching("[“a😀]|b")).tolist() == [ord("a"), ord("b"), ord("“"), ord("😀")]


@given(st.lists(st.text(st.characters(exclude_categories=()))))
def test_texts_keep_every_code_point(texts: list[str]) -> None:
    """Each text stands in the batch code point by code point, lone surrogates too."""
    made = texts_of(texts)
    assert made.codes.dtype == np.uint32
    assert made.codes.flags.writeable
    parts = [made.codes[start:end] for start, end in zip(made.starts, made.starts[1:], strict=False)]
    assert [list(part) for part in parts] == [list(map(ord, text)) for text in texts]
    assert made.starts[-1] == len(made.codes)


def _with(bit: int) -> list[str]:
    return [EVERYTHING[code] for code in np.flatnonzero(classes() & bit)]
