"""The classes of word forms on arrays are those of `WordIndex`, whatever the terms and the forms."""

from __future__ import annotations

from itertools import pairwise

from batch_makers import PIECES
from hypothesis import example, given
from hypothesis import strategies as st
from term_reference import GLOBS, WORDS

from framing.batch.terms.terms import TermTable
from framing.batch.words.characters import texts_of
from framing.batch.words.compared import not_ascii
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
    table = TermTable([terms])
    table.learn(texts_of(forms))
    index = WordIndex(NodeTable(terms).classes.items())
    # The plan has classes in an order of its own: those of a form are compared by their terms.
    alone = [TermTable([[term]]) for term in terms]
    for one, number in zip(alone, NodeTable(terms).roots, strict=True):
        one.learn(texts_of(forms))
        rows = pairwise(one.classes(0).first.tolist())
        found = [form for form, (start, end) in zip(forms, rows, strict=True) if end > start]
        assert found == [form for form in forms if number in index.classes_of(form)]
    first, classes = table.classes(0)
    for form, (start, end) in zip(forms, pairwise(first.tolist()), strict=True):
        assert len(set(classes[start:end].tolist())) == end - start == len(index.classes_of(form))


@given(st.lists(FORMS))
def test_only_letters_beyond_ascii_are_left_to_the_objects(forms: list[str]) -> None:
    """Curly apostrophes and invisible characters send no form another way."""
    tidied = str.maketrans(dict.fromkeys(APOSTROPHES, "'") | dict.fromkeys(IGNORABLE))
    foreign = not_ascii(texts_of(forms)).tolist()
    assert foreign == [at for at, form in enumerate(forms) if not form.translate(tidied).isascii()]


def test_long_words_with_wildcards_take_no_time() -> None:
    """The globs that make a regular expression try every way are compared letter by letter."""
    table = TermTable([[Word("*a*a*a*a*b"), Word("*aa?")]])
    table.learn(texts_of(["a" * 500, "a" * 500 + "b"]))
    first, classes = table.classes(0)
    assert first.tolist() == [0, 1, 3]
    assert classes[1:].tolist() == [0, 1]
