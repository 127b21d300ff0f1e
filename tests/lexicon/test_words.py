"""When two words are the same word."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from term_reference import fits, forms

from framing.lexicon.words import folded_forms, glob_regex, normal, written_forms

GLOBS = st.text(alphabet="ab*?", max_size=7)


@given(GLOBS, st.text(alphabet="ab", max_size=8))
def test_a_wildcard_fits_what_trying_every_way_fits(glob: str, word: str) -> None:
    """The linear expression finds the same words as plain recursion."""
    assert (glob_regex(glob).fullmatch(word) is not None) == fits(glob, word)


@given(st.text(max_size=8))
def test_forms_are_those_of_the_documentation(word: str) -> None:
    """Written and folded forms of any word equal the reference's."""
    assert set(written_forms(word)) == forms(word, exact=True)
    assert set(folded_forms(word)) == forms(word, exact=False)


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("Ukraine’s", ("ukraine's", "ukraine")),
        ("'tis", ("tis",)),
        ("U.S.", ("u.s",)),
        ("U.S.’s", ("u.s.'s", "u.s")),
        ("Straße", ("strasse",)),
        ("İ", ("i\u0307",)),
        ("nu\u00adclear", ("nuclear",)),
        ("cafe\u0301", ("café",)),
        ("'s", ("s",)),
        ("...", ()),
        ("", ()),
    ],
)
def test_examples_of_forms(word: str, expected: tuple[str, ...]) -> None:
    """Apostrophes, possessives, full stops, folding, invisible characters, composed letters."""
    assert folded_forms(word) == tuple(unicodedata.normalize("NFC", form) for form in expected)


def test_a_terms_word_keeps_its_wildcards_and_its_case_where_exact() -> None:
    """The form of a term's word is that of a text's word, wildcards untouched."""
    assert normal("Zelensk?’S*", exact=False) == "zelensk?'s*"
    assert normal("Zelensk?y", exact=True) == "Zelensk?y"
    assert normal("'", exact=False) == ""
