"""What a vocabulary knows of word forms is what the objects say of them."""

from __future__ import annotations

import sys

import numpy as np
from batch_makers import PIECES, nasty_texts, written
from hypothesis import given
from hypothesis import strategies as st

from framing.batch import layout
from framing.batch.layout import Ints
from framing.batch.words.characters import texts_of
from framing.batch.words.forms import FULL, type_of
from framing.batch.words.vocabulary import Mark, Vocabulary
from framing.text.voices.cued import POSSESSIVES, bare

FORMS = st.lists(st.lists(st.sampled_from(PIECES), min_size=1, max_size=4).map("".join) | nasty_texts.filter(bool))


@given(FORMS)
def test_forms_have_one_number_each(forms: list[str]) -> None:
    """A form has one number, whatever is learned before and behind it, and is known by it."""
    vocabulary = Vocabulary()
    numbers = [number for form in forms for number in _learn(vocabulary, [form])]
    assert [written(vocabulary)[number] for number in numbers] == forms
    assert _learn(vocabulary, forms).tolist() == numbers
    assert len(set(written(vocabulary))) == len(vocabulary)


@given(FORMS)
def test_traits_are_those_of_the_objects(forms: list[str]) -> None:
    """Every bit of a form is what the methods of str and the rules of voice say."""
    vocabulary = Vocabulary()
    _learn(vocabulary, forms)
    assert vocabulary.traits.tolist() == [_traits(form) for form in written(vocabulary)]


@given(FORMS)
def test_types_share_the_number_of_their_bare_form(forms: list[str]) -> None:
    """The bare number is that of the form without its possessive."""
    vocabulary = Vocabulary()
    _learn(vocabulary, forms)
    assert [written(vocabulary)[number] for number in vocabulary.bare] == [bare(form) for form in written(vocabulary)]


def test_only_letters_of_ascii_become_its_letters_in_lower_case() -> None:
    """The endings sought in lower case may be sought letter by letter: no other letter gives one of theirs."""
    ascii_letters = set("abcdefghijlmnopqrstuvwxyz")  # the Kelvin sign becomes a "k"
    foreign = [chr(code) for code in range(128, sys.maxunicode + 1) if not ascii_letters.isdisjoint(chr(code).lower())]
    assert foreign == ["İ"]  # an "i" with a dot above, which ends no word that is sought
    assert not any(chr(code).lower()[-1] in ascii_letters for code in range(128, sys.maxunicode + 1))


def test_packed_forms_are_told_apart() -> None:
    """Short forms of ASCII letters, those at the edge of what is packed, and a form that begins with a zero."""
    forms = ["a", "\0a", "\0", "\0\0", "aa", "abcdefgh", "abcdefghi", "bcdefghi", "bcdefgh", "é", "~", "\x7f"]
    vocabulary = Vocabulary(types=4, codes=16)
    assert len(set(_learn(vocabulary, forms).tolist())) == len(forms)
    assert written(vocabulary) == forms
    assert len(set(_learn(vocabulary, forms).tolist())) == len(vocabulary) == len(forms)


def test_a_vocabulary_grows_and_keeps_what_it_knows() -> None:
    """More forms than there is room for at first keep their numbers, through every doubling."""
    vocabulary = Vocabulary(types=1, codes=1)
    forms = [f"w{number}{end}" for number in range(100) for end in ("’s", "", "abcdefghi")]
    numbers = _learn(vocabulary, forms)
    assert len(set(numbers.tolist())) == 300
    assert _learn(vocabulary, forms).tolist() == numbers.tolist()
    assert [written(vocabulary)[number] for number in numbers] == forms
    assert [written(vocabulary)[number] for number in vocabulary.bare[numbers]] == [bare(form) for form in forms]


def test_bare_forms_find_room_too() -> None:
    """A form may fill the room to the last letter, and its bare form be new; it may be nothing but a possessive."""
    vocabulary = Vocabulary(types=1, codes=3)
    _learn(vocabulary, ["b’s"])
    _learn(vocabulary, ["’s"])
    assert written(vocabulary) == ["b’s", "b", "’s", ""]
    assert vocabulary.bare.tolist() == [1, 1, 3, 3]
    assert vocabulary.traits.tolist() == [_traits(form) for form in written(vocabulary)]


def test_readers_learn_what_is_new_and_start_afresh_when_it_was_emptied() -> None:
    """The news since a mark are the types behind it, or all where the vocabulary was emptied."""
    vocabulary = Vocabulary(bound=2)
    _learn(vocabulary, ["a", "b"])
    mark, first = vocabulary.news(Mark())
    assert (mark.types, first) == (2, 0)
    _learn(vocabulary, ["b", "c"])
    assert vocabulary.news(mark) == (Mark(0, 3), 2)
    vocabulary.begin()
    _learn(vocabulary, ["d", "e", "f"])
    assert vocabulary.news(mark) == (Mark(1, 3), 0)
    assert vocabulary.news(Mark(1, 3)) == (Mark(1, 3), 3)


def _learn(vocabulary: Vocabulary, forms: list[str]) -> Ints:
    """Return the numbers of the forms, learned now."""
    texts = texts_of(forms)
    numbers = []
    for start, end in zip(texts.starts[:-1], texts.starts[1:], strict=True):
        while (number := type_of(vocabulary.arrays, texts.codes, start, end)) == FULL:
            vocabulary.grow()
        numbers.append(number)
    vocabulary.learn()
    return np.array(numbers, dtype=np.int64)


def _traits(form: str) -> int:
    low = form.lower()
    short = bare(form)
    said = {
        layout.CAPITAL: form[:1].isupper(),
        layout.SHOUTED: form.isupper(),
        layout.SHOUTED_NAME: short.isupper() and len(short) > 1,
        layout.POSSESSIVE: form.endswith(POSSESSIVES),
        layout.ENDS_S: low.endswith("s"),
        layout.ENDS_ING: low.endswith("ing"),
        layout.ENDS_ED: low.endswith("ed"),
        layout.DIGITS: low.isdigit(),
        layout.IS_US: form == "US",
        layout.IS_THAT: low == "that",
        layout.IS_TO: low == "to",
        layout.IS_BY: low == "by",
        layout.IS_AS: low == "as",
        layout.IS_WHO: low == "who",
        layout.IS_IT: low == "it",
        layout.IS_ONLY: low == "only",
        layout.IS_WITH: low == "with",
    }
    return sum(bit for bit, holds in said.items() if holds)
