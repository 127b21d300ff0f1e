"""The reader of terms gives what a parser generated from the grammar gives: the same trees, the same faults."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from grammar_reference import read
from hypothesis import example, given
from hypothesis import strategies as st

from framing.lexicon.grammar import read_term
from framing.lexicon.spelling import PatternError
from framing.lexicon.syntax import Node, Proximity, Word

PIECES = st.sampled_from(
    [
        *(
            "a",
            "War",
            "=US",
            "U.S.",
            "10,000",
            "long-range",
            "*ed",
            "n?t",
            "Łódź",
            "mother's",
            '"NEAR"',
            '="a b"',
            '"a"',
        ),
        *("@ukraine", "@not-here", "NEAR/5", "BEFORE/1", "AFTER/12", "NOT", "(", "(", ")", ")", "|", "|", "-", "="),
        *('"', "@", "/", "NEAR", "(a | b)", "(a", "b)"),
    ]
)
PATTERNS = st.lists(st.tuples(PIECES, st.sampled_from([" ", " ", "", "  ", "\n"])), max_size=12).map(
    lambda parts: "".join(piece + space for piece, space in parts)
)


def answer(reader: Callable[[str], Node], pattern: str) -> tuple[str, int]:
    """Return the tree in full, or the fault with its place."""
    try:
        return repr(reader(pattern)), -1
    except PatternError as error:
        return str(error), error.at


@given(PATTERNS)
@example("(a | b) NOT NEAR/4 (c | @d) BEFORE/2 =E f")
@example("((a | (b c)) NEAR/2 (d | e NOT AFTER/3 f)) g")
@example("(a | b) )")
@example('a " b')
def test_every_term_is_read_as_the_grammar_says(pattern: str) -> None:
    """Tree for tree and fault for fault, the reader is the grammar."""
    expected = answer(read, pattern)
    found = answer(read_term, pattern)
    # What is wrong inside a word is said only by the reader; every token is then in its place.
    assert found == expected or expected[1] == -1 != found[1]


@pytest.mark.parametrize(
    ("pattern", "at"),
    [("a, (b c& )", 1), ("a NEAR/0 b&", 10), ("a NEAR/0 b NEAR/0 c", 7), ("a NEAR/0 (b%", 9), ('("" | b,', 0)],
)
def test_the_first_fault_is_said_and_tokens_out_of_place_before_words(pattern: str, at: int) -> None:
    """Words and distances are looked at in the order of reading, once every token stands where one may stand."""
    with pytest.raises(PatternError) as caught:
        read_term(pattern)
    assert caught.value.at == at


def test_words_and_operators_know_their_places() -> None:
    """Each word and operator carries its offset in the term, for the message of a later fault."""
    tree = read_term("a NOT NEAR/4 =B")
    assert isinstance(tree, Proximity)
    assert isinstance(tree.left, Word)
    assert isinstance(tree.right, Word)
    assert (tree.left.at, tree.at, tree.right.at) == (0, 2, 14)
