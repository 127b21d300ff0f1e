"""A wrong term is refused with the place, what was expected, and the nearest right spelling."""

from __future__ import annotations

import pytest

from framing.errors import LexiconError
from framing.lexicon.pattern import PatternError, compile_terms, parse

SETS: dict[str, tuple[str, ...]] = {
    "ukraine": ("Kyiv", "Ukrain*"),
    "empty": (),
    "loop": ("a", "@pool"),
    "pool": ("@loop",),
    "uses-empty": ("@empty",),
}


@pytest.mark.parametrize(
    ("pattern", "column", "message"),
    [
        ("", 1, "a word, @set or `(` was expected"),
        (" - ", 3, "a word, @set or `(` was expected"),
        ("*", 1, "`*` alone would match every word"),
        ("red ?? line", 5, "`??` alone would match every word"),
        ("pre-*", 5, "`*` alone would match every word"),
        ("a BEFOR/4 b", 3, "did you mean BEFORE/4?"),
        ("a BEFROE/12 b", 3, "did you mean BEFORE/12?"),
        ("a near/5 b", 3, "did you mean NEAR/5?"),
        ("a Not near/5 b", 7, "did you mean NEAR/5?"),
        ("a NOTNEAR/5 b", 3, "did you mean NOT NEAR/5?"),
        ("a w/5 b", 3, "did you mean NEAR/5?"),
        ("a pre/5 b", 3, "did you mean BEFORE/5?"),
        ("a NEAR5 b", 3, "did you mean NEAR/5?"),
        ("a NEAR/ 5 b", 3, "did you mean NEAR/n?"),
        ("a NEAR/5.5 b", 3, "a whole number from 1 to 999"),
        ("a XYZZY/5 b", 3, "the operators are BEFORE/n, AFTER/n, NEAR/n"),
        ("km/h", 1, "(km | h)"),
        ("a NEAR b", 3, "NEAR needs a distance"),
        ("a NOT b", 3, "NOT is followed by NEAR/n, BEFORE/n or AFTER/n"),
        ("a NOT", 3, "NOT is followed by"),
        ("a AND b", 3, "AND is not an operator"),
        ("a OR b", 3, "write (a | b)"),
        ("a NEAR/0 b", 8, "a distance is a number from 1 to 999, not 0"),
        ("a NEAR/" + "9" * 5000 + " b", 8, "a distance is a number from 1 to 999"),
        ("NEAR/5 a", 1, "a word, @set or `(` was expected, not `NEAR/5`"),
        ("a NEAR/5", 9, "was expected after NEAR/5"),
        ("a NEAR/5 BEFORE/2 b", 10, "not `BEFORE/2`"),
        ("a NEAR/5 )", 10, "`)` without an opening parenthesis"),
        ("(a | b", 1, "the parenthesis is never closed"),
        ("(a (b | c)", 1, "the parenthesis is never closed"),
        ("a)", 2, "`)` without an opening parenthesis"),
        ("a | b", 3, "`|` stands outside parentheses"),
        ("(a | )", 6, "an alternative is empty"),
        ("( | a)", 3, "an alternative is empty"),
        ("(a || b)", 5, "an alternative is empty"),
        ("(a |", 5, "an alternative is empty"),
        ("()", 2, "nothing between the parentheses"),
        ("= US", 1, "right after `=`"),
        ("a=b", 2, "`=` stands inside a word"),
        ("@", 1, "the name of a set was expected"),
        ("@1st", 2, "`1` is not part of a set's name"),
        ("@ukraine's army", 9, "a possessive is matched anyway"),
        ("@ukrain army", 1, "did you mean @ukraine?"),
        ("the @Ukraine", 5, "did you mean @ukraine?"),
        ('"red line', 1, "the quotation mark is never closed"),
        ('a "" b', 3, "nothing between the quotation marks"),
        ("strike, threat", 7, "`,` is not part of any word"),
        ("“NEAR” miss", 1, "straight quotation marks"),
        ("a 😀", 3, "`😀` is not part of any word"),
        ("AT&T", 3, "write the words on both sides in a row"),
        ("example.org", 8, "`.` is not part of any word"),
        ('a "-" b', 4, "a word was expected"),
        ("a '*'", 3, "`'*'` holds no letter or digit"),
        ("\u0301", 1, "holds no letter or digit"),
        ("a \x00", 3, "U+0000 is not part of any word"),
        ("@empty", 1, "the set @empty is empty and matches nothing"),
        ("(" * 41 + "a" + ")" * 41, 41, "more than 40 parentheses"),
        ("a" + " NEAR/1 a" * 41, 363, "more than 40 operators"),
        ("x NOT NEAR/3 x", 3, "the guard always holds"),
        ("red line NOT NEAR/3 RED", 10, "the guard always holds"),
        ("(ab | ac) NOT NEAR/3 a*", 11, "the guard always holds"),
        ("a BEFORE/2 b NOT NEAR/1 (c | b)", 14, "the guard always holds"),
        ("y (x NOT NEAR/3 x)", 6, "the guard always holds"),
        ("a NOT BEFORE/3 b BEFORE/2 b", 18, "forbids exactly what is asked for"),
    ],
)
def test_the_message_names_the_column_and_the_remedy(pattern: str, column: int, message: str) -> None:
    """Column (from 1) of the fault, and the words that help."""
    with pytest.raises(PatternError) as caught:
        parse(pattern, SETS)
    assert message in str(caught.value)
    assert caught.value.at + 1 == column
    assert caught.value.where == f"term `{pattern}`, column {column}"


@pytest.mark.parametrize("name", ["loop", "uses-empty"])
def test_a_fault_inside_a_set_names_the_entry(name: str) -> None:
    """A set that holds itself or an empty one is an error wherever a term uses it."""
    with pytest.raises(PatternError, match=r"holds itself \(@loop -> @pool -> @loop\)|@empty is empty"):
        parse(f"@{name} army", SETS)


@pytest.mark.parametrize(
    "pattern",
    [
        "x NOT BEFORE/3 x",
        "x NEAR/3 x",
        "a NOT NEAR/3 a b",
        "a NOT BEFORE/2 b BEFORE/3 b",
        "=US NOT NEAR/2 =us",
        "near not",
    ],
)
def test_terms_that_can_match_are_accepted(pattern: str) -> None:
    """The search for impossible terms errs on the safe side."""
    assert len(compile_terms([pattern])) == 1


def test_the_caller_is_named() -> None:
    """`where` stands before the place in the term; without it the term alone is named."""
    with pytest.raises(PatternError, match=r"^term `a near/5 b`, column 3"):
        compile_terms(["fine", "a near/5 b"])
    with pytest.raises(LexiconError) as caught:
        compile_terms(["fine", "a near/5 b"], where="cues: negators")
    assert str(caught.value) == (
        "cues: negators: term `a near/5 b`, column 3: `near/5` is not an operator; did you mean NEAR/5?"
    )
