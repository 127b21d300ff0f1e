"""Rules that fail a run."""

from __future__ import annotations

import pytest

from framing.errors import InputError
from framing.rules import Rule, broken, read_rules


def test_a_rule_is_a_name_an_operator_and_a_number() -> None:
    """White space does not matter; the number may be negative and have decimals."""
    assert read_rules(["lost > 5", "f1<-0.02"], known=["lost", "f1"]) == (Rule("lost", ">", 5), Rule("f1", "<", -0.02))


@pytest.mark.parametrize(
    ("op", "held"),
    [(">", False), ("<", False), (">=", True), ("<=", True), ("==", True), ("!=", False)],
)
def test_each_operator_compares_the_value_with_the_number(op: str, held: bool) -> None:
    """Equal values tell the six operators apart into those that admit equality and those that do not."""
    assert (broken([Rule("n", op, 5)], {"n": 5}) != ()) is held


def test_a_value_that_could_not_be_measured_breaks_no_rule() -> None:
    """None is missing, not zero."""
    assert broken([Rule("f1", "<", 1)], {"f1": None}) == ()


@pytest.mark.parametrize("written", ["lost", "lost > many", "> 5", "", "lost => 5"])
def test_what_is_no_rule_is_refused_with_the_form_to_write(written: str) -> None:
    """The message shows the form."""
    with pytest.raises(InputError, match=r"write NAME > NUMBER, as in lost > 0"):
        read_rules([written], known=["lost"])


def test_an_unknown_name_is_answered_with_the_nearest() -> None:
    """A typo is found before the work."""
    with pytest.raises(InputError, match="did you mean lost"):
        read_rules(["lots > 5"], known=["lost", "gained"])
