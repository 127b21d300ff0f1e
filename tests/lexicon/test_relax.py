"""A term let go of its guards, orders and distances."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from term_reference import TEXTS, TREES_WITH_SETS

from framing.lexicon.pattern import PatternError, compile_terms, parse
from framing.lexicon.relax import relaxed
from framing.lexicon.syntax import Node, Proximity, to_text
from framing.text.sentences import tokenize

SETS: dict[str, tuple[str, ...]] = {"small-set": ("a", "b a", "=B", "é*")}


@settings(max_examples=200)
@given(TREES_WITH_SETS, st.one_of(TEXTS, st.text(max_size=20)))
def test_what_a_term_catches_its_relaxed_form_catches_too(tree: Node, text: str) -> None:
    """Letting go loses no sentence: nearly hit is a wider notion than hit."""
    pattern = to_text(tree)
    try:
        parse(pattern, SETS)
    except PatternError:  # a guard that always holds
        return
    tokens = tokenize(text)
    if compile_terms([pattern], sets=SETS).find(tokens):
        assert compile_terms([to_text(relaxed(tree))], sets=SETS).find(tokens)


@given(TREES_WITH_SETS)
def test_nothing_is_left_to_relax(tree: Node) -> None:
    """Relaxing twice is relaxing once, and no guard is left."""
    once = relaxed(tree)
    assert relaxed(once) == once
    assert not any(isinstance(part, Proximity) and part.guard for part in _parts(once))


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("red line* NOT NEAR/4 metro", "The metro has a red line."),
        ("war BEFORE/2 nuclear", "Nuclear plants fear a war."),
        ("missile* NEAR/2 Moscow", "A missile that flew past every other city reached Moscow."),
    ],
)
def test_an_order_a_distance_and_a_guard_are_let_go(pattern: str, text: str) -> None:
    """A sentence with the words and without the relation is near."""
    tokens = tokenize(text)
    assert not compile_terms([pattern]).find(tokens)
    assert compile_terms([to_text(relaxed(parse(pattern)))]).find(tokens)


def _parts(tree: Node) -> list[Node]:
    inner = getattr(tree, "parts", ()) or getattr(tree, "choices", ())
    sides = [side for side in (getattr(tree, "left", None), getattr(tree, "right", None)) if side is not None]
    return [tree, *(part for each in (*inner, *sides) for part in _parts(each))]
