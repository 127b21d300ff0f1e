"""Term lists as arrays: what a type is worth does not depend on when it was learned, or on the lists beside."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from term_reference import TREES, WORDS

from framing.batch.terms.terms import TermTable
from framing.batch.words.characters import texts_of
from framing.lexicon.pattern import parse
from framing.lexicon.syntax import Node, Word

LISTS = st.lists(st.lists(TREES, max_size=4), min_size=1, max_size=3)


def known(table: TermTable, which: int) -> list[tuple[list[int], list[int], list[int]]]:
    """Return of each type what it is to a list: bits of its classes, triggers, and terms that it is."""
    of, held, triggers_first, triggers, straight_first, straight = (column.tolist() for column in table.profiles(which))
    return [
        (
            held[profile],
            triggers[triggers_first[profile] : triggers_first[profile + 1]],
            straight[straight_first[profile] : straight_first[profile + 1]],
        )
        for profile in of
    ]


@given(LISTS, st.lists(WORDS, max_size=12), st.integers(0, 12))
def test_types_may_be_learned_in_parts(lists: list[list[Node]], forms: list[str], cut: int) -> None:
    """Each type is to its own list, in order, what that list alone would give it."""
    table = TermTable(lists)
    table.learn(texts_of(forms[:cut]))
    table.learn(texts_of(forms[cut:]))
    assert len(known(table, 0)) == len(forms)
    for which, terms in enumerate(lists):
        alone = TermTable([terms])
        alone.learn(texts_of(forms))
        assert known(table, which) == known(alone, 0)


def test_what_a_type_is() -> None:
    """Words of terms that are longer are held, the rarest-looking of a term is its trigger, others are terms."""
    table = TermTable([[Word("a*"), parse("of uncommon words"), Word("b")]])
    table.learn(texts_of(["ab", "of", "uncommon", "words", "b", "x"]))
    assert [straight for _, _, straight in known(table, 0)] == [[0], [], [], [], [2], []]
    assert [len(triggers) for _, triggers, _ in known(table, 0)] == [0, 0, 1, 0, 0, 0]
    assert [held[0].bit_count() for held, _, _ in known(table, 0)] == [0, 1, 1, 1, 0, 0]


def test_many_types_are_kept() -> None:
    """The arrays grow, and types that belong to the same words of terms have one profile."""
    table = TermTable([[Word(f"a{number}*") for number in range(1000)], [Word("b")]])
    table.learn(texts_of([f"a{number}-{end}" for number in range(1000) for end in "xyz"]))
    table.learn(texts_of(["b"] * 2000))
    assert len(known(table, 0)) == 5000
    assert len(table.profiles(0).held) < 1002
    assert [row[2] for row in known(table, 0)[2997:3001]] == [[9, 99, 999]] * 3 + [[]]
    assert [row[2] for row in known(table, 1)[2999:3001]] == [[], [0]]
