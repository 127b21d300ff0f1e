"""The classes of word forms on arrays are those of `WordIndex`, whatever the terms and the forms."""

from __future__ import annotations

import numpy as np
from batch_makers import PIECES
from hypothesis import example, given
from hypothesis import strategies as st
from term_reference import GLOBS, WORDS

from framing.batch.lookup.compared import not_ascii
from framing.batch.terms.terms import TermTable
from framing.batch.words.characters import texts_of
from framing.lexicon.nodes import NodeTable
from framing.lexicon.syntax import Word
from framing.lexicon.word_index import WordIndex
from framing.lexicon.words import APOSTROPHES, IGNORABLE

ODD = ["*s", "*'s", "a*", "ab*", "abs*", "?b", "*", "?", "??*s", "*ab*", "a*b*", "a**", "*a?", "é*", "*é", "a*é", "s's"]
LETTERS = st.text(alphabet="abAsSkK1'’.,é\u212a\u017f\u00ad\u200b", max_size=6)
TERMS = st.builds(Word, st.one_of(WORDS, GLOBS, st.sampled_from(ODD), LETTERS.filter(bool)), st.booleans())
FORMS = st.one_of(WORDS, LETTERS, st.sampled_from(PIECES))


@given(st.lists(TERMS, max_size=8), st.lists(FORMS, max_size=8))
@example([Word("*"), Word("a*b*")], ["ab", "A.'s's", "\u00ad", "aab\u017f", ""])
def test_classes_are_those_of_the_index(terms: list[Word], forms: list[str]) -> None:
    """Exact case, wildcards at either end and anywhere, letters beyond ASCII, possessives and invisible characters."""
    table = NodeTable(terms)
    index = WordIndex(table.classes.items())
    for form, found in zip(forms, terms_of(terms, forms), strict=True):
        assert sorted(found) == [term for term, root in enumerate(table.roots) if root in index.classes_of(form)]


def terms_of(terms: list[Word], forms: list[str]) -> list[list[int]]:
    """Return of each form which of the terms it is."""
    table = TermTable([terms])
    table.learn(texts_of(forms))
    profiles = table.profiles(0)
    rows = [row.tolist() for row in np.split(profiles.straight, profiles.straight_first[1:-1])]
    return [rows[profile] for profile in profiles.of.tolist()]


@given(st.lists(FORMS))
def test_only_letters_beyond_ascii_are_left_to_the_objects(forms: list[str]) -> None:
    """Curly apostrophes and invisible characters send no form another way."""
    tidied = str.maketrans(dict.fromkeys(APOSTROPHES, "'") | dict.fromkeys(IGNORABLE))
    foreign = not_ascii(texts_of(forms)).tolist()
    assert foreign == [at for at, form in enumerate(forms) if not form.translate(tidied).isascii()]


def test_long_words_with_wildcards_take_no_time() -> None:
    """The globs that make a regular expression try every way are compared letter by letter."""
    terms = [Word("*a*a*a*a*b"), Word("*aa?")]
    assert terms_of(terms, ["a" * 500, "a" * 500 + "b"]) == [[1], [0, 1]]
