"""Term lists as arrays: what a type is worth does not depend on when it was learned, or on the lists beside."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from term_reference import TREES, WORDS

from framing.batch.terms.terms import TermTable
from framing.batch.words.characters import texts_of
from framing.lexicon.syntax import Node, Word

LISTS = st.lists(st.lists(TREES, max_size=4), min_size=1, max_size=3)


@given(LISTS, st.lists(WORDS, max_size=12), st.integers(0, 12))
def test_types_may_be_learned_in_parts(lists: list[list[Node]], forms: list[str], cut: int) -> None:
    """Each type has the classes of its own list, in order, as that list alone would give them."""
    table = TermTable(lists)
    table.learn(texts_of(forms[:cut]))
    table.learn(texts_of(forms[cut:]))
    assert len(table) == len(forms)
    for which, terms in enumerate(lists):
        alone = TermTable([terms])
        alone.learn(texts_of(forms))
        for part, whole in zip(table.classes(which), alone.classes(0), strict=True):
            assert part.tolist() == whole.tolist()
        first, classes = table.classes(which)
        for start, end in pairwise(first.tolist()):
            assert classes[start:end].tolist() == sorted(set(classes[start:end].tolist()))


def test_many_types_are_kept() -> None:
    """The arrays grow."""
    table = TermTable([[Word("a*"), Word("b")]])
    table.learn(texts_of([f"a{number}" for number in range(3000)]))
    table.learn(texts_of(["b"] * 2000))
    first, classes = table.classes(0)
    assert len(table) == 5000
    assert first.tolist() == [*range(3001), *range(3001, 5001)]
    assert classes.tolist() == [0] * 3000 + [1] * 2000


def test_no_lists() -> None:
    """A table of nothing learns nothing."""
    table = TermTable([])
    table.learn(texts_of(["a"]))
    assert len(table) == 0
