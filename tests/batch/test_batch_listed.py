"""Words are found in the lists of the splitter as str would find them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing.batch.sentences.listed import UNSURE, listed, lists_of
from framing.batch.words.characters import texts_of
from framing.text.sentences.boundaries import Language
from framing.text.sentences.parts import language

GREEK = Language(
    abbreviations=frozenset(["κος", "i̇", "ss"]),
    capitalised=frozenset(["Κος", "\U0001d504"]),
    before_numbers=frozenset(["fig", "ss"]),
    starters=frozenset(["οσο"]),
    reporting_verbs=frozenset(["said"]),
)
FOLDS: dict[str, Callable[[str], str]] = {"as_written": str, "lower": str.lower, "casefold": str.casefold}
WORDS = sorted({word for field in fields(Language) for word in (*getattr(language(), field.name), "ſaid", "KAN")})
FORMS = (str, str.upper, str.capitalize, lambda word: word[:-1], lambda word: word + "s", lambda word: word + "é")


def test_every_word_is_found_in_its_lists() -> None:
    """Each word, its other forms and forms that are no words are in the lists that have them, whatever the folding."""
    for word in WORDS:
        for form in FORMS:
            _same(language(), form(word))


@pytest.mark.parametrize(
    "word", ["", "ΚΟΣ", "ΟΣΟ", "κος", "Κος", "İ", "ß", "SS", "ﬁg", "ﬁG", "\U0001d504", "\U0001d505", "\U0010ffff"]
)
def test_what_folds_to_several_letters_is_found_or_not_sure(word: str) -> None:
    """Lists may have any letters; a word is never said to be in a list, or in none, where str says otherwise."""
    _same(GREEK, word)


@given(st.text(st.sampled_from("ssSßſﬁgGFσςΣκοΚiİ\u0307ad"), max_size=4))
def test_any_word_is_found_or_not_sure(word: str) -> None:
    """The same for every word of letters that fold in several ways."""
    _same(GREEK, word)


def test_only_what_becomes_several_letters_is_not_sure() -> None:
    """Where no listed word has the letters that a character becomes, the word is known to be in no list."""
    assert _lists(GREEK, "casefold", "ﬁg") == UNSURE
    assert _lists(GREEK, "lower", "ΚΟΣ") == UNSURE
    assert _lists(language(), "lower", "ΚΟΣ") == 0
    assert _lists(language(), "lower", "Mİ") == 0


def _same(lists: Language, word: str) -> None:
    names = [field.name for field in fields(Language)]
    for how, fold in FOLDS.items():
        expected = sum(1 << bit for bit, name in enumerate(names) if fold(word) in getattr(lists, name))
        found = _lists(lists, how, word)
        assert found == expected or (found == UNSURE and how != "as_written" and not word.isascii()), (word, how)


def _lists(lists: Language, how: str, word: str) -> int:
    table = listed(lists)
    return lists_of(table, getattr(table, how), texts_of([f"x{word}x"]).codes, 1, 1 + len(word))
