"""Rows of articles from arrays of counts are, byte for byte, those from dictionaries."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from makers import make_lexicon, make_scores

from framing.model import Article, Scores
from framing.pipeline.counted_rows import encode_counts
from framing.pipeline.encoding import Form, encode
from framing.score.columns import columns
from framing.score.count_table import FIELDS, CountTable, count_table_of
from framing.score.measure import counts
from framing.score.rows import VOICES, rows_by_article

RISK = make_lexicon()
ACTOR = make_lexicon('the "actor", or patient', {"agent": ["kyiv"], "pa,tient": ["ally"]})
SENTENCES = st.sampled_from(
    ["They fear war.", "There is not a war.", '"A strike came," said Ann.', "Bread.", "Peace, war, ally.", "Kyiv."]
)
NAMES = st.sampled_from(["a", "", "Kyiv, today", 'the "Post"', "two\nlines", "žluť 🐎", "-1", " x ", "\x1f\t\\"])
TEXTS = st.lists(
    st.tuples(NAMES, NAMES, st.none() | NAMES, st.none() | st.dates(), st.lists(SENTENCES, max_size=6).map(" ".join)),
    max_size=6,
)


def named(texts: list[tuple[str, str, str | None, date | None, str]]) -> Scores:
    """Return the scores of texts with the ids, outlets, titles and dates given."""
    scores = make_scores([(outlet, text) for _, outlet, _, _, text in texts], RISK, ACTOR)

    def article(given: Article, name: str, title: str | None, day: date | None) -> Article:
        return replace(given, id=name, title=title, published=day)

    documents = tuple(
        replace(scored, document=replace(scored.document, article=article(scored.document.article, name, title, day)))
        for scored, (name, _, title, day, _) in zip(scores.documents, texts, strict=True)
    )
    return replace(scores, documents=documents)


@pytest.mark.parametrize("form", ["jsonl", "csv", "parquet"])
@given(texts=TEXTS)
def test_rows_from_counts_are_the_rows_of_articles(
    form: Form, texts: list[tuple[str, str, str | None, date | None, str]]
) -> None:
    """Whatever the names and counts, bytes and sizes are those of the rows written one by one."""
    scores = named(texts)
    names = columns("article", scores.lexicons)
    made = encode_counts(count_table_of(scores), form, names)
    assert made == encode(rows_by_article(scores, "article"), form, names)


def test_a_count_table_holds_the_counts_of_each_article() -> None:
    """Article, measure and voice are the first three axes."""
    scores = named([("a", "A", None, None, 'They fear war. There is not a war. "A strike came," said Ann. Peace.')])
    table = count_table_of(scores)
    assert table.counts.shape == (1, 6, 3, 7)
    for place, measure in enumerate(table.measures):
        for voice, setting in enumerate(VOICES):
            found = counts(scores.documents[0], measure, setting=setting)
            assert table.counts[0, place, voice].tolist() == [getattr(found, name) for name in FIELDS]


def test_rates_of_nothing_are_missing() -> None:
    """A text without sentences or words has no rates, and one of sentences without words no rate per word."""
    shape = (2, 1, 3, 7)
    held = np.zeros(shape, dtype=np.int64)
    held[1, ..., FIELDS.index("sentences")] = 2
    table = CountTable(
        ids=["a", "b"],
        outlets=["A", "A"],
        titles=[None, None],
        dates=[None, None],
        measures=count_table_of(make_scores([], make_lexicon(facets={}))).measures,
        counts=held,
    )
    assert {name: np.isnan(rates).tolist() for name, rates in table.rates().items()} == {
        "share": [True, False],
        "discounted_share": [True, False],
        "per_1000": [True, True],
    }
    lines = encode_counts(table, "csv", columns("article", []))[0].decode().splitlines()
    assert lines == ["a,A,,,risk,,0,0,0,0,0,0,,,,0,0,0,0,0,0", "b,A,,,risk,,2,0,0,0,0,0,0.0,0.0,,2,0,0,2,0,0"]
