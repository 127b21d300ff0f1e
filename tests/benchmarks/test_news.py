"""The generated news is always the same, of the size asked for, and like the seeds."""

from __future__ import annotations

import json
from itertools import islice
from pathlib import Path

import likeness
import pyarrow.parquet as pq
import pytest
from news import News, take, write_news

from framing.model import ScoredDocument
from framing.pipeline.streaming.job import Scoring, loaded


@pytest.fixture(scope="module")
def rows() -> list[dict[str, str]]:
    """Return a million bytes of news."""
    return list(take(1.0))


@pytest.fixture(scope="module")
def documents(rows: list[dict[str, str]], tmp_path_factory: pytest.TempPathFactory) -> list[ScoredDocument]:
    """Return sixty articles of it, scored."""
    path = tmp_path_factory.mktemp("news") / "news.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows[:60]), "utf-8")
    return likeness.scored([path], loaded(Scoring(unit="article", form="jsonl")))


def test_a_seed_gives_the_same_articles_whatever_size_is_asked_for(rows: list[dict[str, str]]) -> None:
    """The articles of a smaller file are the first of a larger one; another seed gives others."""
    assert list(take(0.1)) == rows[: len(list(take(0.1)))]
    assert next(News(2).articles())["text"] != rows[0]["text"]


def test_a_file_has_the_size_asked_for(tmp_path: Path, rows: list[dict[str, str]]) -> None:
    """Texts have the bytes asked for, and not an article more; JSON lines and Parquet hold the same."""
    sizes = [len(row["text"].encode()) for row in rows]
    assert sum(sizes) >= 1e6 > sum(sizes[:-1])
    assert write_news(tmp_path / "news.jsonl", mb=0.3) == write_news(tmp_path / "news.parquet", mb=0.3)
    lines = [json.loads(line) for line in (tmp_path / "news.jsonl").read_text("utf-8").splitlines()]
    assert pq.read_table(tmp_path / "news.parquet").to_pylist() == lines == rows[: len(lines)]


def test_every_article_has_an_id_of_its_own_and_all_fields(rows: list[dict[str, str]]) -> None:
    """Ids are unique and every field says something."""
    assert len({row["id"] for row in rows}) == len(rows)
    assert all(all(row.values()) for row in rows)


def test_no_gap_is_left_in_a_text(rows: list[dict[str, str]]) -> None:
    """Every symbol and slot of the grammar is filled, sentences begin with a capital, and marks are paired."""
    text = "\n\n".join(row["text"] for row in rows)
    assert not set("<>{}%") & set(text)
    assert "  " not in text
    assert text.count("“") == text.count("”") > 0
    assert all(paragraph.lstrip('“"$')[0] in paragraph.lstrip('“"$')[0].upper() for paragraph in text.split("\n\n"))


def test_shares_are_those_of_real_news(documents: list[ScoredDocument]) -> None:
    """Lengths, voices, quotations, reporting words and hits lie near those of the seeds (docs/performance.md)."""
    figures = likeness.measured(documents)
    assert 500 < figures.words_an_article < 720
    assert 19 < figures.words_a_sentence < 26
    assert 0.30 < figures.of_a_source < 0.50
    assert 0.18 < figures.with_a_quotation < 0.36
    assert 6 < figures.reporting_words < 13
    assert 55 < figures.hits < 95


def test_new_words_keep_coming() -> None:
    """The vocabulary grows by a power of the length, as in real text, and its tail is seen once."""
    words = " ".join(row["text"].lower() for row in islice(News().articles(), 1000)).split()
    small, large = len(set(words[:50_000])), len(set(words[:500_000]))
    assert 0.45 < likeness.exponent(50_000, small, 500_000, large) < 0.8
    assert large > 30_000


def test_articles_off_the_subject_hold_few_terms() -> None:
    """With none on the subject, the subject's phrases are not written."""
    texts = [row["text"] for row in islice(News(on_subject=0).articles(), 50)]
    assert not any("nuclear war" in text or "Ukrainian forces" in text for text in texts)
