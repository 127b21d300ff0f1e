"""Rows of hits and sentences on arrays against the objects: the same columns, whatever the text."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from random import Random

import numpy as np
import pytest
from batch_makers import nasty_texts
from hypothesis import given, settings
from hypothesis import strategies as st
from voice_sentences import written

from framing.batch.rows import BatchRows
from framing.errors import InputError
from framing.lexicon.load import load_cues
from framing.model import Article
from framing.pipeline.scoring import load_lexicons
from framing.score.row_table import ShownUnit, row_table_of
from framing.score.scorer import Scorer
from framing.text.cleaning import words_digest
from framing.text.sentences import Row, layout, segment
from framing.text.sentences.parts import LONGEST_PARAGRAPH
from framing.text.voices import attribute

ROOT = Path(__file__).parents[2]
UNITS: tuple[ShownUnit, ...] = ("hit", "sentence")
# What makes speakers: names in full and in part, titles, groups, pronouns, speeches over paragraphs, colons.
VOICES = (
    "Gen. Mark Milley said there would be no war. ",
    "“There is no red line,” Milley said. ",
    "He added that Kyiv’s forces would not escalate. ",
    "“We will strike back. ",
    "It is war,” she said. ",
    "“And it goes on. ",
    "Jorge Ruiz Jr. and Ana Ruiz met in Kyiv. ",
    "Ruiz warned of an escalatory spiral. ",
    "Russian officials, they said, do not fear a nuclear reply. ",
    "Their spokesman, Dmitri Peskov, denied it. ",
    "Three of the officials told reporters that Moscow would retaliate. ",
    "The Institute for the Study of War reported that the Moskva sank. ",
    "According to Ukraine's Defense Ministry, missiles hit Odesa. ",
    "In his view, the strikes could lead to war. ",
    "In Putin’s view, nothing had happened. ",
    "The minister wrote in her report: ",
    "Ana Ruiz said:\n\n",
    "Wasn’t that supposed to start World War III? ",
    "(The Kremlin denies it.) ",
    "Q: Will it escalate?\n\nA: No, it won't.\n\nQ: Why?\n\nSmith: We must not provoke Moscow.\n\n",
    "\n\n",
)


@cache
def scorers() -> tuple[BatchRows, Scorer]:
    """Both ways to find rows, with the lexicons and cues of the house."""
    lexicons, cues = load_lexicons(()), load_cues(None)
    return BatchRows(lexicons, cues), Scorer(lexicons, cues)


def same(texts: Sequence[str], rows: Sequence[Sequence[Row]] | None = None) -> list[str | None]:
    """Hold both ways against each other, and return the speakers of the sentences."""
    by_arrays, by_objects = scorers()
    articles = [Article(id=f"{n}", outlet="Smith", text=text, origin=f"{n}", sha256="") for n, text in enumerate(texts)]
    coded = rows or [()] * len(articles)
    scores = by_objects.score(
        [attribute(segment(article, rows=row), by_objects.cues) for article, row in zip(articles, coded, strict=True)]
    )
    for unit in UNITS:
        found, expected = by_arrays.table(articles, unit, rows=rows, words=True), row_table_of(scores, unit)
        assert found.words == [words_digest(article) for article in articles]
        assert found.sizes == expected.sizes
        assert found.values == expected.values
        assert [*found.values] == [*expected.values]
        np.testing.assert_array_equal(found.counts, expected.counts)
    return found.values["speaker"]


def test_articles_of_the_seeds_have_the_rows_of_the_objects() -> None:
    """Real news, each text once in a batch of all and once alone."""
    texts = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "seeds").glob("*.txt"))]
    assert {*same(texts)} > {None, "Vladimir Putin"}
    same(texts[:1])


def test_coded_texts_have_the_rows_of_the_objects() -> None:
    """Sentences invented to be hard, one after another as lines."""
    same([path.read_text(encoding="utf-8")[:4000] for path in sorted((ROOT / "tests" / "coded").glob("*.tsv"))])


@settings(max_examples=60)
@given(st.lists(nasty_texts | st.lists(st.sampled_from(VOICES), max_size=12).map("".join), max_size=5))
def test_any_texts_have_the_rows_of_the_objects(texts: list[str]) -> None:
    """Texts of odd characters and of sentences in which somebody speaks, in one batch: none changes another's rows."""
    same(texts)


@settings(max_examples=60)
@given(st.randoms(use_true_random=True))
def test_invented_news_has_the_rows_of_the_objects(random: Random) -> None:
    """Articles put together from the shapes in which news attributes."""
    same(["".join(written(random) + random.choice((" ", " ", "\n\n")) for _ in range(8)) for _ in range(2)])


def test_interviews_and_coded_rows_are_left_to_the_objects() -> None:
    """Where names decide who speaks, or sentences came with the text, the rows are the same and in their place."""
    interview = "Q: Is it war?\n\nA: It is war.\n\nQ: Will Moscow attack?\n\nA: Moscow will attack."
    rows: list[Row] = [("a1", 0, "They fear war."), ("a2", 0, ""), ("a3", 1, "“No war,” he said.")]
    same([interview, layout(rows)[0], "It is war.", interview], [(), rows, (), ()])
    same(["It is war.", interview, layout(rows)[0], "No war.", interview, ""], [(), (), rows, (), (), ()])


def test_a_paragraph_too_long_is_refused_as_the_objects_refuse_it() -> None:
    """The error names the text."""
    article = Article(id="a", outlet="o", text="x" * (LONGEST_PARAGRAPH + 1), origin="long.txt", sha256="")
    with pytest.raises(InputError, match=r"long\.txt"):
        scorers()[0].table([article], "hit")


@pytest.mark.parametrize("unit", UNITS)
def test_no_articles_have_no_rows(unit: ShownUnit) -> None:
    """A batch may be empty, and so may its texts."""
    assert scorers()[0].table([], unit).sizes == []
    article = Article(id="a", outlet="o", text="", origin="a.txt", sha256="")
    table = scorers()[0].table([article], unit)
    assert (table.sizes, table.counts.shape[0]) == ([0], 0)
