"""What is called contained is contained, and what is called impossible never matches."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from term_reference import GLOBS, RELATIONS, TEXTS, TREES, fits, places

from framing.lexicon.contain import covers, never_matches
from framing.lexicon.pattern import parse
from framing.lexicon.syntax import Node, Proximity, Word, to_text
from framing.text.sentences import tokenize

SMALL: st.SearchStrategy[Node] = st.builds(
    Word, st.sampled_from(["a", "A", "b", "a*", "*b", "ab", "a's"]), st.booleans()
)
PAIRS = st.recursive(
    SMALL,
    lambda inner: st.builds(Proximity, inner, RELATIONS, st.integers(1, 3), inner, st.booleans()),
    max_leaves=3,
)
SMALL_TEXTS = st.lists(st.sampled_from(["a", "A", "b", "ab", "a's", "A’s", "c"]), max_size=7).map(" ".join)


@settings(max_examples=200, deadline=None)
@given(PAIRS | TREES, PAIRS | TREES, SMALL_TEXTS | TEXTS)
def test_a_covered_term_matches_nowhere_else(outer: Node, inner: Node, text: str) -> None:
    """covers(outer, inner): every span of the inner term is a span of the outer one, in any text."""
    tokens = tokenize(text)
    if covers(outer, inner):
        assert places(inner, tokens, text, {}) <= places(outer, tokens, text, {})


@settings(max_examples=200, deadline=None)
@given(PAIRS, SMALL_TEXTS)
def test_an_impossible_term_matches_nowhere(tree: Node, text: str) -> None:
    """never_matches: the part of a term that is refused has no match in any text."""
    fault = never_matches(tree)
    if fault:
        assert places(fault[0], tokenize(text), text, {}) == set()


@given(GLOBS, GLOBS, st.text(alphabet="abséSS", max_size=5))
def test_a_covered_wildcard_fits_no_other_word(outer: str, inner: str, word: str) -> None:
    """Every word that fits the inner wildcard fits the outer one."""
    if covers(Word(outer, exact=True), Word(inner, exact=True)):
        assert fits(outer, word) or not fits(inner, word)


@pytest.mark.parametrize(
    ("outer", "inner", "expected"),
    [
        ("escalat*", "escalation", True),
        ("escalation", "escalat*", False),
        ("e*n", "es?*an", True),
        ("a*b", "a**b", True),
        ("us", "=US", True),
        ("=US", "us", False),
        ("Ukraine", "Ukraine's", True),
        ("Ukraine's", "Ukraine", False),
        ("a BEFORE/3 b", "a b", True),
        ("a BEFORE/2 b", "a x b", True),
        ("a BEFORE/1 b", "a x b", False),
        ("a b", "a BEFORE/1 b", False),
        ("a NEAR/3 b", "b AFTER/2 a", True),
        ("a NEAR/3 b", "b NEAR/3 a", True),
        ("a NEAR/2 b", "a NEAR/3 b", False),
        ("(direct | open) conflict", "open conflict", True),
        ("direct conflict", "(direct | open) conflict", False),
        ("red line", "red line NOT NEAR/3 metro", True),
        ("a NOT NEAR/2 b", "a NOT NEAR/3 (b | c)", True),
        ("a NOT NEAR/3 b", "a NOT BEFORE/3 b", False),
        ("a NOT BEFORE/3 b", "a NOT NEAR/3 b", True),
    ],
)
def test_examples_of_containment(outer: str, inner: str, expected: bool) -> None:
    """Wildcards, case, possessives, alternatives, distances and guards."""
    assert covers(parse(outer), parse(inner)) is expected


def test_very_many_alternatives_are_answered_at_once() -> None:
    """Where writing all alternatives out would never end, the answer is the safe one."""
    many = "(" + " | ".join(f"w{n}" for n in range(40)) + ")"
    row = parse(" ".join([many] * 12))
    assert covers(row, row)
    assert not covers(row, parse(to_text(row) + " x"))
