"""Rows of hits and sentences from columns are, byte for byte, those from dictionaries."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from makers import make_lexicon, make_scores

from framing.model import Scores
from framing.pipeline.encoding import Form, encode
from framing.pipeline.shown_rows import encode_rows
from framing.score.columns import columns
from framing.score.row_table import ShownUnit, row_table_of
from framing.score.rows import nested_counts, rows_by_article

RISK = make_lexicon()
ACTOR = make_lexicon('the "100%s", or', {"agent": ["kyiv"], "pa,tient %d": ["ally"]})
SENTENCES = st.sampled_from(
    [
        "They fear war.",
        "There is not a war.",
        '"A strike came," said Ann Lee.',
        "Bread, 5 % of it.",
        "Peace, war\x1f, ally.",
        "Žluť 🐎 of Kyiv\tand so on.",
        "A «war» and a\\war.",
    ]
)
NAMES = st.sampled_from(["a", "", "Kyiv, today", 'the "Post"', "two\nlines", "žluť 🐎", "-1", " x ", "\x1f\t\\", "%s"])
TEXTS = st.lists(st.tuples(NAMES, NAMES, st.lists(SENTENCES, max_size=6).map(" ".join)), max_size=6)


def named(texts: list[tuple[str, str, str]]) -> Scores:
    """Return the scores of texts with the ids and outlets given."""
    scores = make_scores([(outlet, text) for _, outlet, text in texts], RISK, ACTOR)
    documents = tuple(
        replace(scored, document=replace(scored.document, article=replace(scored.document.article, id=name)))
        for scored, (name, _, _) in zip(scores.documents, texts, strict=True)
    )
    return replace(scores, documents=documents)


@pytest.mark.parametrize("form", ["jsonl", "csv", "parquet"])
@pytest.mark.parametrize("unit", ["hit", "sentence"])
@given(texts=TEXTS)
def test_rows_from_columns_are_the_rows(unit: ShownUnit, form: Form, texts: list[tuple[str, str, str]]) -> None:
    """Whatever the names and texts, bytes and sizes are those of the rows written one by one."""
    scores = named(texts)
    names = columns(unit, scores.lexicons)
    made = encode_rows(row_table_of(scores, unit), form, names, nested_counts(unit, scores.lexicons))
    assert made == encode(rows_by_article(scores, unit), form, names)


@given(texts=TEXTS, apart=st.lists(st.booleans(), min_size=6, max_size=6))
@pytest.mark.parametrize("unit", ["hit", "sentence"])
def test_articles_are_filled_in_where_they_belong(
    unit: ShownUnit, texts: list[tuple[str, str, str]], apart: list[bool]
) -> None:
    """A table of some articles and one of the others make the table of all."""
    scores = named(texts)
    whole = row_table_of(scores, unit)
    later = [place for place in range(len(texts)) if apart[place]]
    kept = tuple(
        replace(scored, document=replace(scored.document, sentences=()), hits=()) if apart[place] else scored
        for place, scored in enumerate(scores.documents)
    )
    others = replace(scores, documents=tuple(scores.documents[place] for place in later))
    made = row_table_of(replace(scores, documents=kept), unit).filled(later, row_table_of(others, unit))
    assert (made.sizes, made.values, made.counts.tolist()) == (whole.sizes, whole.values, whole.counts.tolist())
