"""The index leaves out no term that covers another."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from term_reference import TREES

from framing.lexicon.contain import covers
from framing.lexicon.coverers import Coverers
from framing.lexicon.pattern import parse
from framing.lexicon.syntax import Node


@settings(max_examples=300)
@given(st.lists(TREES, min_size=2, max_size=6))
def test_whatever_covers_a_term_is_found(trees: list[Node]) -> None:
    """of(n): all terms but n that cover term n, in order; perhaps others too."""
    coverers = Coverers(trees)
    for inner, tree in enumerate(trees):
        found = coverers.of(inner)
        assert found == sorted(set(found) - {inner})
        assert {outer for outer, other in enumerate(trees) if outer != inner and covers(other, tree)} <= set(found)


def test_words_that_begin_otherwise_are_left_out() -> None:
    """A dictionary of plain words is compared in as many steps as it has words."""
    trees = [parse(word) for word in ("war", "war*", "peace", "war crime", "warm*", "=War", "(war | peace)")]
    assert Coverers(trees).of(0) == [1, 5, 6]
    assert Coverers(trees).of(4) == [1, 6]
    assert Coverers(trees).of(3) == [6]
