"""Which words of terms a word is: the index gives what comparing with each of them would."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from term_reference import GLOBS, WORDS, word_fits

from framing.lexicon.syntax import Word
from framing.lexicon.word_index import WordIndex
from framing.lexicon.words import forms_of, normal

TERMS = st.builds(
    Word, st.one_of(WORDS, GLOBS, st.sampled_from(["*s", "*'s", "a*", "ab*", "abs*", "?b"])), st.booleans()
)


@given(st.lists(TERMS, max_size=8), st.one_of(WORDS, st.text(alphabet="abAsS'’.éßİ\u00ad", max_size=6)))
def test_the_index_equals_comparing_with_every_term(terms: list[Word], word: str) -> None:
    """Literal words, wildcards inside and at both ends, prefixes of prefixes; each class once."""
    index = WordIndex(
        (frozenset({(normal(term.text, exact=term.exact), term.exact)}), number) for number, term in enumerate(terms)
    )
    found = index.classes_of(word)
    assert len(found) == len(set(found))
    assert set(found) == {number for number, term in enumerate(terms) if word_fits(term, word)}


def test_a_word_may_have_two_forms() -> None:
    """A possessive is its word too, in the case it has and in none."""
    assert forms_of("Kyiv’s") == (("Kyiv's", "Kyiv"), ("kyiv's", "kyiv"))
    assert forms_of("Kyiv") == (("Kyiv",), ("kyiv",))
    assert forms_of("''") == ((), ())
