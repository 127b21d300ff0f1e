"""Term lists as arrays: what a type is worth does not depend on when it was learned, or on the lists beside."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from term_reference import TREES, WORDS

from framing.batch.terms import TermTable
from framing.lexicon.nodes import NodeTable
from framing.lexicon.syntax import Node, Word
from framing.lexicon.word_index import WordIndex

LISTS = st.lists(st.lists(TREES, max_size=4), min_size=1, max_size=3)


@given(LISTS, st.lists(WORDS, max_size=12), st.integers(0, 12))
def test_types_may_be_learned_in_parts(lists: list[list[Node]], forms: list[str], cut: int) -> None:
    """Each type has the classes of its own list, as that list alone would give them."""
    table = TermTable(lists)
    table.learn(forms[:cut])
    table.learn(forms[cut:])
    assert len(table) == len(forms)
    for which, terms in enumerate(lists):
        alone = NodeTable(terms)
        for root in alone.roots:
            alone.needed(root)
        first, classes = table.classes(which)
        assert len(first) == len(forms) + 1
        same = {number: atoms for atoms, number in NodeTable(terms).classes.items()}
        index = WordIndex(alone.classes.items())
        for number, form in enumerate(forms):
            found = classes[first[number] : first[number + 1]].tolist()
            assert len(found) == len(set(found))
            assert same.keys() & set(found) == same.keys() & set(index.classes_of(form))


def test_many_types_are_kept() -> None:
    """The arrays grow."""
    table = TermTable([[Word("a*"), Word("b")]])
    table.learn([f"a{number}" for number in range(3000)])
    table.learn(["b"] * 2000)
    first, classes = table.classes(0)
    assert len(table) == 5000
    assert first.tolist() == [*range(3001), *range(3001, 5001)]
    assert classes.tolist() == [0] * 3000 + [1] * 2000


def test_no_lists() -> None:
    """A table of nothing learns nothing."""
    table = TermTable([])
    table.learn(["a"])
    assert len(table) == 0
