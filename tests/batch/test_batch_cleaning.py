"""Cleaning on arrays gives the articles that cleaning one by one gives."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from batch_makers import nasty_texts
from hypothesis import given
from hypothesis import strategies as st

from framing.batch.cleaning.cleaning import BatchCleaner
from framing.batch.cleaning.furniture import BELOW, doubts_of, furniture_of
from framing.batch.cleaning.unchanged import unchanged
from framing.batch.words.characters import texts_of
from framing.model import Source
from framing.text.cleaning import clean, load_rules
from framing.text.cleaning.page import Page, lowered
from framing.text.cleaning.sieve import Sieve

RULES = load_rules()
SEEDS = Path(__file__).parents[2] / "seeds"
PAGES = Path(__file__).parents[1] / "text" / "cleaning" / "pages"
STANDFIRST = "The government has loosened some of the rules on what the army may buy abroad, after two years."
LINES = (
    STANDFIRST,
    f"A step too late: {STANDFIRST}",
    "The convoy left at dawn and did not stop before noon, although two of its cars had been hit on the way.",
    "Nobody in the first car had slept, and nobody in the last one would that night.",
    "“We shall not wait,” Ms Lindqvist said, and left the hall.",
    "Who will pay for the bridge?",
    "Who Will Pay for the Bridge?",
    "It was late.",
    "By then (and only then) was there any talk of pay: “Who will pay?” asked Ms Lindqvist, and nobody said a word.",
    "Army to buy bridges",
    "ARMY TO BUY THREE BRIDGES.",
    "Support our journalism.",
    "Comments by the minister were not helpful.",
    "Marta Zhuk contributed reporting from Kherson.",
    "# Three bridges.",
    "Jane Doe is a fellow of the Institute for Roads, where she writes about bridges.",
    "A soldier looks at the bridge. (Photo by Anna Lind/AFP)",
)
TITLES = st.sampled_from([None, "Army to buy bridges", "It was late", "Who will pay for the bridge?", STANDFIRST])
AUTHORS = st.sampled_from([None, "Jane Doe", "Anna Lind and others"])


def source(text: str, title: str | None = None, author: str | None = None) -> Source:
    """Return a source of plain text."""
    known = {"id": "a", "outlet": "o", "title": title, "author": author}
    said = {name: value for name, value in known.items() if value}
    return Source(origin="a.txt", media_type="text/plain", text=text, sha256="0", metadata=said)


def same(sources: Sequence[Source], least: int) -> None:
    """Hold both ways against each other."""
    found = BatchCleaner(RULES, min_words=least).clean(sources)
    assert found == [clean(each, RULES, min_words=least) for each in sources]


@given(
    texts=st.lists(
        st.tuples(
            st.lists(st.sampled_from(LINES) | nasty_texts, max_size=7),
            st.sampled_from(["\n\n", "\n", "\n\n\n", " \n"]),
            TITLES,
            AUTHORS,
        ),
        max_size=4,
    ),
    least=st.sampled_from([0, 20, 50]),
)
def test_any_texts_are_cleaned_as_one_by_one(
    texts: list[tuple[list[str], str, str | None, str | None]], least: int
) -> None:
    """Running text, furniture and odd characters in one batch: each becomes what it becomes alone."""
    same([source(between.join(lines), title, author) for lines, between, title, author in texts], least)


def test_pages_and_seeds_are_cleaned_as_one_by_one() -> None:
    """Real and invented pages, with what a page brings along."""
    paths = [*sorted(SEEDS.glob("*.txt")), *sorted(PAGES.glob("*.txt"))]
    same([source(path.read_text(encoding="utf-8")) for path in paths], 50)


EXAMPLES = [
    example
    for rule in RULES.rules
    for example in (*rule.removes, *rule.keeps)
    if "\n" not in example and max(example, default="") < chr(BELOW)
]


def page_of(line: str) -> Page:
    """Return a page of one line."""
    return Page(text=line, low=lowered(line), lines=())


def test_no_line_that_a_pattern_may_match_is_passed_over() -> None:
    """Lines that the objects try a pattern on are doubtful, whatever stands around the example; others need not be."""
    lines = [f"{before}{each}{behind}" for each in EXAMPLES for before in ("", "The ") for behind in ("", ".", "é")]
    texts = texts_of(lines)
    doubts = doubts_of(texts.codes, texts.starts[:-1], texts.starts[1:], furniture_of(RULES.sieve.shapes))
    for line, opening, anywhere in zip(lines, *doubts, strict=True):
        left = RULES.sieve.left_of(line, lowered(line), anywhere=bool(anywhere)) if opening or anywhere else []
        assert left == RULES.sieve.left([line], page_of(line)).get(0, [])
    assert 0 < (doubts.opening | doubts.anywhere).sum() < len(lines)


def test_what_an_expression_needs_is_looked_for_anywhere() -> None:
    """A rule of one's own without a known beginning leaves only lines with its words, wherever they stand."""
    sieve = Sieve([Expression(r".*(?:shown|taken) by: .*ministry[)\]]")])
    lines = ["Photo shown by: the Ministry)", "The photo was taken by: a ministry]", "It was shown by a ministry)"]
    texts = texts_of([*lines, f"{lines[0]}."])
    found = doubts_of(texts.codes, texts.starts[:-1], texts.starts[1:], furniture_of(sieve.shapes))
    assert found.anywhere.tolist() == [True, True, False, False]


@dataclass(frozen=True)
class Expression:
    """A pattern that is nothing but its expression."""

    expression: str | None


@pytest.mark.parametrize(
    ("text", "sure"),
    [
        ("\n\n".join(LINES[2:5]), True),
        ("\n".join(LINES[2:5]), True),  # lines too long to be wrapped ones
        ("\n\n".join([*LINES[2:5], LINES[2]]), False),
        ("\n\n".join(LINES[:3]), False),
        ("\n\n".join(LINES[2:6]), True),
        ("\n\n".join(["ARMY TO BUY THREE BRIDGES.", *LINES[2:5]]), False),
        (f"{LINES[2]} ", False),
        (f"{LINES[2]}\n", False),
        (f"{LINES[2]}\u00a0{LINES[3]}", False),
        ("", False),
    ],
)
def test_running_text_alone_is_left_as_it_is(text: str, sure: bool) -> None:
    """A text is sure to stay where every line is a sentence that no other says again, and nothing is to normalise."""
    assert unchanged(texts_of([text])).sure.tolist() == [sure]
