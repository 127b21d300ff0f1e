"""The whole analysis on arrays against the objects: the same counts, whatever the text."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from batch_makers import nasty_texts
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.batch.analysis import BatchScorer
from framing.errors import InputError
from framing.lexicon.load import load_cues
from framing.model import Article
from framing.pipeline.scoring import load_lexicons
from framing.score.count_table import count_table_of
from framing.score.scorer import Scorer
from framing.text.cleaning import words_digest
from framing.text.sentences import Row, layout, segment
from framing.text.sentences.parts import LONGEST_PARAGRAPH
from framing.text.voices import attribute

ROOT = Path(__file__).parents[2]
NEWS = (
    "Officials warned that the strikes could lead to war. ",
    "“There is no red line,” Gen. Mark Milley said. ",
    "Mr. Trump's aides, she noted, do not fear a nuclear reply. ",
    "Kyiv’s forces sank the Moskva, according to the U.S. Navy. ",
    "Wasn’t that supposed to start World War III? ",
    "(The Kremlin denies it.) ",
    "The ministry said in a statement:\n\n",
    "Q: Will it escalate?\n\n",
    "A: No, it won't.\n\n",
    "Smith: We must not provoke Moscow.\n\n",
    "\n\n",
)


@cache
def scorers() -> tuple[BatchScorer, Scorer]:
    """Both ways to count, with the lexicons and cues of the house."""
    lexicons, cues = load_lexicons(()), load_cues(None)
    return BatchScorer(lexicons, cues), Scorer(lexicons, cues)


def same(texts: Sequence[str], rows: Sequence[Sequence[Row]] | None = None) -> None:
    """Hold both ways against each other."""
    by_arrays, by_objects = scorers()
    articles = [Article(id=f"{n}", outlet="Smith", text=text, origin=f"{n}", sha256="") for n, text in enumerate(texts)]
    found = by_arrays.count(articles, rows=rows, words=True)
    assert found.words == [words_digest(article) for article in articles]
    coded = rows or [()] * len(articles)
    documents = [
        attribute(segment(article, rows=row), by_objects.cues) for article, row in zip(articles, coded, strict=True)
    ]
    expected = count_table_of(by_objects.score(documents))
    np.testing.assert_array_equal(found.counts, expected.counts)
    assert (found.ids, found.outlets, found.titles, found.dates, found.measures) == (
        expected.ids,
        expected.outlets,
        expected.titles,
        expected.dates,
        expected.measures,
    )


def test_articles_of_the_seeds_are_counted_as_the_objects_count_them() -> None:
    """Real news, each text once in a batch of all and once alone."""
    texts = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "seeds").glob("*.txt"))]
    assert texts
    same(texts)
    same(texts[:1])


def test_coded_texts_are_counted_as_the_objects_count_them() -> None:
    """Sentences invented to be hard, one after another as lines."""
    same([path.read_text(encoding="utf-8")[:4000] for path in sorted((ROOT / "tests" / "coded").glob("*.tsv"))])


@settings(max_examples=60)
@given(st.lists(nasty_texts | st.lists(st.sampled_from(NEWS), max_size=12).map("".join), max_size=5))
def test_any_texts_are_counted_as_the_objects_count_them(texts: list[str]) -> None:
    """Texts of odd characters and pieces of news, in one batch: none changes the counts of another."""
    same(texts)


def test_interviews_and_coded_rows_are_left_to_the_objects() -> None:
    """Where names decide who speaks, or sentences came with the text, the counts are the same too."""
    interview = "Q: Is it war?\n\nA: It is war.\n\nQ: Will Moscow attack?\n\nA: Moscow will attack."
    rows: list[Row] = [("a1", 0, "They fear war."), ("a2", 0, ""), ("a3", 1, "“No,” he said.")]
    same([interview, layout(rows)[0], "It is war."], [(), rows, ()])


def test_a_paragraph_too_long_is_refused_as_the_objects_refuse_it() -> None:
    """The error names the text."""
    article = Article(id="a", outlet="o", text="x" * (LONGEST_PARAGRAPH + 1), origin="long.txt", sha256="")
    with pytest.raises(InputError, match=r"long\.txt"):
        scorers()[0].count([article])


def test_no_articles_have_no_counts() -> None:
    """A batch may be empty."""
    assert scorers()[0].count([]).counts.shape[0] == 0
