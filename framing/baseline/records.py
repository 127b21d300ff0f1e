"""What a baseline says in words as lines of JSON: articles, terms, quotations; and back."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np

from framing.baseline.derive import TermName
from framing.baseline.fields import parsed_lines
from framing.baseline.sound import DamagedError
from framing.baseline.values import Baseline, BaselineArticle, IntArray
from framing.model import BaselineQuote, Measure

TERM = ("frame", "facet", "term", "label")


class Articles(NamedTuple):
    """The articles of a file, the story of each (-1 for none), and the hash of the file each came from."""

    articles: tuple[BaselineArticle, ...]
    story: IntArray
    inputs: Mapping[str, str]


def articles_lines(baseline: Baseline) -> bytes:
    """Return one line an article."""
    return _lines(
        {
            "id": article.id,
            "outlet": article.outlet,
            "title": article.title,
            "published": None if article.published is None else article.published.isoformat(),
            "story": int(story),
            "text_sha256": article.sha256,
            "words_sha256": article.words_sha256,
            "input_sha256": baseline.inputs[article.id],
        }
        for article, story in zip(baseline.articles, baseline.stories.story, strict=True)
    )


def read_articles(content: bytes) -> Articles:
    """Return the articles in some lines. Raises DamagedError for a line that is none."""
    articles: list[BaselineArticle] = []
    story: list[int] = []
    inputs: dict[str, str] = {}
    for line in parsed_lines(content, "an article"):
        article = BaselineArticle(
            id=line.text("id"),
            outlet=line.text("outlet"),
            title=line.text_or_none("title"),
            published=line.day_or_none("published"),
            sha256=line.sha256("text_sha256"),
            words_sha256=line.sha256("words_sha256"),
        )
        articles.append(article)
        story.append(line.number("story", least=-1))
        inputs[article.id] = line.sha256("input_sha256")
    return Articles(tuple(articles), np.array(story, dtype=np.int64), inputs)


def terms_lines(baseline: Baseline) -> bytes:
    """Return one line a term."""
    return _lines(dict(zip(TERM, term, strict=True)) for term in baseline.terms.terms)


def read_terms(content: bytes) -> tuple[TermName, ...]:
    """Return the terms in some lines. Raises DamagedError for a line that is none."""
    found = []
    for line in parsed_lines(content, "a term"):
        frame, facet, term, label = (line.text(key) for key in TERM)
        found.append((frame, facet, term, label))
    return tuple(found)


def quotes_lines(baseline: Baseline) -> bytes:
    """Return one line a quotation; article and measure are numbered from 0."""
    place = {article.id: number for number, article in enumerate(baseline.articles)}
    column = {measure: number for number, measure in enumerate(baseline.tally.measures)}
    return _lines(
        {
            "article": place[quote.article],
            "measure": column[quote.measure],
            "text": quote.text,
            "hits": [list(span) for span in quote.hits],
        }
        for quote in baseline.quotes
    )


def read_quotes(
    content: bytes, articles: Sequence[BaselineArticle], measures: Sequence[Measure]
) -> Iterator[BaselineQuote]:
    """Yield the quotations in some lines. Raises DamagedError for a line that is none."""
    for line in parsed_lines(content, "a quotation"):
        number, column = line.number("article"), line.number("measure")
        if number >= len(articles) or column >= len(measures):
            raise DamagedError("a quotation is of no article or measure")
        article = articles[number]
        yield BaselineQuote(
            outlet=article.outlet,
            article=article.id,
            title=article.title,
            published=article.published,
            measure=measures[column],
            text=line.text("text"),
            hits=line.spans("hits"),
        )


def forms_lines(forms: Iterable[str]) -> bytes:
    """Return one line a writing: no word holds a line end."""
    return "".join(f"{form}\n" for form in forms).encode()


def read_forms(content: bytes) -> tuple[str, ...]:
    """Return the writings in some lines. Raises DamagedError for what is no text."""
    try:
        text = content.decode()
    except UnicodeDecodeError as error:
        raise DamagedError("a word cannot be read") from error
    if text and not text.endswith("\n"):
        raise DamagedError("its words break off")
    return tuple(text.split("\n")[:-1])


def _lines(records: Iterable[Mapping[str, Any]]) -> bytes:
    written = (json.dumps(record, ensure_ascii=False, separators=(",", ":")) for record in records)
    return "".join(f"{line}\n" for line in written).encode()
