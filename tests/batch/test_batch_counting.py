"""Counts of terms alone: those of `Matcher`."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from batch_makers import nasty_texts
from documents import document_of
from hypothesis import given, settings
from hypothesis import strategies as st
from term_reference import TEXTS

from framing.batch.counting import TermCounter
from framing.errors import InputError, LexiconError
from framing.lexicon.load import load_lexicon
from framing.model import Facet, Lexicon, Term
from framing.score.match import Matcher

ROOT = Path(__file__).parents[2]


def lexicon_of(name: str, **facets: tuple[str, ...]) -> Lexicon:
    """Return a lexicon of these facets."""
    made = [
        Facet(name=facet, title=facet, terms=tuple(Term(id=f"{facet}/{p}", pattern=p, facet=facet) for p in patterns))
        for facet, patterns in facets.items()
    ]
    return Lexicon(name=name, title=name, version="1", about="", facets=tuple(made))


def by_objects(lexicons: list[Lexicon], texts: list[str]) -> list[list[int]]:
    """Return the same counts of the hits that `Matcher` finds."""
    rows = []
    for text in texts:
        hits = Counter((hit.lexicon, hit.facet) for one in lexicons for hit in Matcher(one).match(document_of(text)))
        rows.append([hits[lexicon.name, facet.name] for lexicon in lexicons for facet in lexicon.facets])
    return rows


SMALL = [
    lexicon_of("one", words=("a*", "b", "=A"), rows=("a b", "b a", "(a | b b) é*")),
    lexicon_of("two", near=("a NEAR/3 b", "b NOT BEFORE/2 a", "b"), empty=()),
]


# Words and words in a row alone are counted in one pass.
ROWS = [
    lexicon_of(
        "plain",
        words=("a*", "b", "=A", "*s", "é*", "=*B", "?b*a", "u.s", "=US", "don't", "ing", "10,000"),
        rows=("a b", "b a b", "a b a", "(a | b b) é*", "a a", "US that", "u.s. (ing | US | a)", "said kyiv", "a* *s"),
        both=("a", "a b", "kyiv", "(a | =US) (b | that (a | b))"),
    ),
    lexicon_of("two", more=("b", "a a a", "?s"), empty=()),
]
MIXED = st.one_of(
    TEXTS,
    nasty_texts,
    st.lists(
        st.sampled_from(["a", "b", "A", "bs", "US", "U.S.", "U.S.’s", "x.y.'s", "That", "ing", "é", "Kyiv's", "said"])
        | st.sampled_from([" ", " ", ". ", ".\n\n", "\n", "\n\n", ".” ", "-", "? ", "’ ", ", ", "\u00ad", "\x1c", "."]),
        max_size=30,
    ).map("".join),
)


@settings(max_examples=100)
@given(st.lists(st.lists(TEXTS, max_size=4), min_size=1, max_size=3))
def test_counts_are_those_of_the_matcher(batches: list[list[str]]) -> None:
    """Words, rows and distances, in one batch after another."""
    counter = TermCounter(SMALL)
    assert counter.categories == (("one", "words"), ("one", "rows"), ("two", "near"), ("two", "empty"))
    for texts in batches:
        assert counter.count(texts).tolist() == by_objects(SMALL, texts)


@settings(max_examples=300)
@given(st.lists(st.lists(MIXED, max_size=4), min_size=1, max_size=3))
def test_counts_of_one_pass_are_those_of_the_matcher(batches: list[list[str]]) -> None:
    """Words, rows, overlaps, sentences and paragraphs that part rows, odd words, in one batch after another."""
    counter = TermCounter(ROWS)
    for texts in batches:
        assert counter.count(texts).tolist() == by_objects(ROWS, texts)


@settings(max_examples=100)
@given(st.lists(st.lists(st.sampled_from("ab"), min_size=1, max_size=4), min_size=1, max_size=5), st.data())
def test_overlaps_of_any_rows(rows: list[list[str]], data: st.DataObject) -> None:
    """The longest of overlapping rows counts, then the first, whatever overlaps what."""
    lexicons = [lexicon_of("rows", all=tuple(" ".join(row) for row in rows), first=(" ".join(rows[0]),))]
    text = " ".join(data.draw(st.lists(st.sampled_from("aabbx"), max_size=20)))
    assert TermCounter(lexicons).count([text, text]).tolist() == by_objects(lexicons, [text, text])


def test_more_hits_are_held_back_than_there_is_room_for() -> None:
    """A row that goes on and on is counted by its sentences."""
    text = "a " * 3000
    lexicons = [lexicon_of("long", one=("a a", "a"))]
    assert TermCounter(lexicons).count([text, "a b"]).tolist() == [[1500], [1]]


def test_a_term_of_too_many_rows_is_counted_by_sentences() -> None:
    """Alternatives in a row are not multiplied without end."""
    choice = "(a | b c | d)"
    lexicons = [lexicon_of("many", one=(" ".join([choice] * 8),))]
    texts = ["a b c d " * 4, "a b"]
    assert TermCounter(lexicons).count(texts).tolist() == by_objects(lexicons, texts) == [[1], [0]]


def test_real_texts() -> None:
    """The house's lexicons in the beginnings of the seeds."""
    lexicons = [load_lexicon(path) for path in sorted((ROOT / "lexicons").glob("*.yaml"))]
    texts = [path.read_text(encoding="utf-8")[:2000] for path in sorted((ROOT / "seeds").glob("*.txt"))[:3]]
    counts = TermCounter(lexicons).count(texts)
    assert counts.tolist() == by_objects(lexicons, texts)
    assert counts.sum() > 0


def test_nothing_to_count() -> None:
    """No texts, no words, no lexicons: the shape stays."""
    assert TermCounter(SMALL).count([]).shape == (0, 4)
    assert TermCounter(SMALL).count(["", "..."]).tolist() == [[0] * 4] * 2
    assert TermCounter([]).count(["a"]).shape == (1, 0)


def test_a_paragraph_too_long_is_refused() -> None:
    """The error names the text by its number."""
    with pytest.raises(InputError, match="text 1: a paragraph of more than 1,000,000"):
        TermCounter(SMALL).count(["a", "x" * 1_000_001])
    with pytest.raises(InputError, match="text 2: a paragraph of more than 1,000,000"):
        TermCounter(ROWS).count(["a", "a b\n\n" * 200_000, "x" * 1_000_001])


def test_a_faulty_term_is_refused() -> None:
    """The error names the lexicon and the term."""
    with pytest.raises(LexiconError, match="small: term `a near/2 b`"):
        TermCounter([lexicon_of("small", f=("a near/2 b",))])
