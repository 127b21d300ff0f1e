"""A sieve never holds back a line that a pattern matches."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
import regex
from hypothesis import assume, given
from hypothesis import strategies as st

from framing.text.cleaning.expression import NotUnderstoodError, facts_of
from framing.text.cleaning.page import page_of
from framing.text.cleaning.rules import Rule, load_rules
from framing.text.cleaning.sieve import Sieve

RULES = load_rules()
PATTERNS = [rule for rule in RULES.rules if rule.pattern is not None]
LINES = [example for rule in RULES.rules for example in (*rule.removes, *rule.keeps) if "\n" not in example]


@dataclass(frozen=True)
class Expression:
    """A pattern that is nothing but its expression."""

    expression: str | None


def left(expression: str, text: str) -> bool:
    """Whether a line may match an expression, by a sieve of it alone."""
    return bool(Sieve([Expression(expression)]).left([text], page_of(text)))


# Small alphabets, so that an expression and a text meet often.
ATOMS = st.sampled_from(
    [
        "a",
        "b",
        "K",
        "s",
        "i",
        "read",
        "by ",
        r"\.",
        r"\?",
        "“",
        "·",
        "/",
        "1",
        r"\d",
        r"\s",
        r"\w",
        r"\p{L}",
        r"\p{Lu}",
        ".",
    ]
) | st.sampled_from(
    ["[ab]", "[^a]", "[^A-Z.]", r"[\s|·]", r"[\d.,]", "[a-c0-9]", "[]a]", "[a-]", r"\b", "(?=.*b)", "(?!a)", "(?<!s)"]
)


def _longer(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    group = st.tuples(st.sampled_from(["(", "(?:", "(?i:", "(?-i:"]), inner).map(lambda parts: f"{parts[0]}{parts[1]})")
    counted = st.tuples(group, st.sampled_from(["?", "*", "+", "{2}", "{1,3}", "{2,}", "*?", "++"])).map("".join)
    return group | counted | st.tuples(inner, inner).map("".join) | st.tuples(inner, inner).map("|".join)


EXPRESSIONS = st.recursive(ATOMS, _longer, max_leaves=12)
TEXTS = st.lists(
    st.sampled_from(
        [
            "a",
            "b",
            "A",
            "k",
            "K",
            "K",
            "ſ",
            "S",
            "İ",
            "ı",
            "i",
            "read",
            "By ",
            " ",
            ".",
            "?",
            "“",
            "·",
            "/",
            "1",
            "٣",
            "é",
            "ﬁ",
            "|",
        ]
    ),
    min_size=1,
    max_size=10,
).map(lambda parts: " ".join("".join(parts).split()))


@given(expression=EXPRESSIONS, text=TEXTS)
def test_what_an_expression_matches_is_left(expression: str, text: str) -> None:
    """Whatever the expression and the line, a match is never sieved out, with and without regard to case."""
    assume(text)
    for flags in (0, regex.IGNORECASE):
        if regex.compile(expression, flags).fullmatch(text):
            assert left(expression, text)


@pytest.mark.parametrize("rule", PATTERNS, ids=lambda rule: rule.id)
def test_the_examples_of_a_rule_are_left(rule: Rule) -> None:
    """What a shipped rule removes passes the sieve of all rules, in any case of its letters."""
    for example in rule.removes:
        if "\n" in example:
            continue
        for text in (example, example.upper(), example.lower()):
            page = page_of(text)
            if rule.matches(page.lines[0]):
                assert rule in RULES.sieve.left([text], page)[0]


@given(
    lines=st.lists(
        st.tuples(
            st.sampled_from(LINES),
            st.sampled_from(["", " ", ".", ")", "|", "ſ", "İ", "“", ": ", "1"]),
            st.sampled_from(["", *LINES]),
            st.sampled_from([str, str.upper, str.lower, str.title]),
        ),
        min_size=1,
        max_size=4,
    )
)
def test_lines_like_the_examples_are_left_where_a_rule_matches(lines: list[tuple[str, str, str, type[str]]]) -> None:
    """On a page of examples run together and changed, the sieve leaves each line to the rules that match it."""
    texts = [" ".join(change(first + between + last).split()) for first, between, last, change in lines]
    page = page_of("\n".join(texts))
    found = RULES.sieve.left([line.text for line in page.lines], page)
    for index, line in enumerate(page.lines):
        assert {rule.id for rule in PATTERNS if rule.matches(line)} <= {rule.id for rule in found.get(index, ())}


def test_nearly_nothing_is_left_of_running_text() -> None:
    """Sentences of news are left to no rule, or the sieve would save no time."""
    page = page_of(
        "Nobody in the first car had slept.\n\n“It was late,” she said.\n\nThe vote was close, and he knew it."
    )
    assert RULES.sieve.left([line.text for line in page.lines], page) == {}


@pytest.mark.parametrize(
    "expression", ["(?P<x>a)b", "[[a]&&[b]]", "(?>a)b", "a{e<=1}", r"\N{DIGIT ONE}", "é", "a(", "(?i)a", "+a"]
)
def test_what_is_not_understood_is_left_to_the_expression(expression: str) -> None:
    """An expression in a manner that the sieve does not read lets every line pass."""
    with pytest.raises(NotUnderstoodError):
        facts_of(expression)
    assert left(expression, "Nobody in the first car had slept.")


def test_facts_say_how_texts_begin_and_end_and_what_is_in_them() -> None:
    """Of each alternative, the openings, endings and necessary wordings are read."""
    first, second = facts_of(r"(?:read (?:more|on)[.:]?)|(?:.{1,40} by \p{Lu}+)")
    assert first.openings == {("read m", False), ("read o", False)}
    assert first.endings == frozenset("en.:")
    assert second.openings == {("", False)}
    assert frozenset({" by "}) in second.needs
