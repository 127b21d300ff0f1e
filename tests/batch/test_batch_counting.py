"""Counts of terms alone: those of `Matcher`."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from batch_makers import document_of
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


@settings(max_examples=100)
@given(st.lists(st.lists(TEXTS, max_size=4), min_size=1, max_size=3))
def test_counts_are_those_of_the_matcher(batches: list[list[str]]) -> None:
    """Words, rows and distances, in one batch after another."""
    counter = TermCounter(SMALL)
    assert counter.categories == (("one", "words"), ("one", "rows"), ("two", "near"), ("two", "empty"))
    for texts in batches:
        assert counter.count(texts).tolist() == by_objects(SMALL, texts)


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


def test_a_faulty_term_is_refused() -> None:
    """The error names the lexicon and the term."""
    with pytest.raises(LexiconError, match="small: term `a near/2 b`"):
        TermCounter([lexicon_of("small", f=("a near/2 b",))])
