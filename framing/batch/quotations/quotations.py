"""Which stretches of the articles stand in quotation marks, on arrays: `framing.text.voices.quotes.pair`."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from framing.batch.compiled import compiled
from framing.batch.layout import Codes, Ints, Quotations, Sentences, Texts, Words
from framing.batch.quotations.elisions import Elisions
from framing.batch.quotations.marks import continues, pair_at, read_marks, recover
from framing.batch.quotations.paragraph import FAMILY, NONE, STATES, Paragraph, shapes
from framing.batch.words.characters import Classes

_CODES_PER_MARK = 32  # marks are rarer in news: room for those of a batch at first


class Quoted(NamedTuple):
    """The quotations of a batch; those of article a are `first[a]:first[a + 1]`."""

    quotations: Quotations
    first: Ints


class _Spans(NamedTuple):
    """The paragraphs, (p,) each, from their first sentence to their last; the marks of p are `first[p]:first[p + 1]`.

    `filled[0]` are filled in.
    """

    article: Ints
    start: Ints
    end: Ints
    first: Ints
    filled: Ints


class _Marks(NamedTuple):
    """Every quotation mark that stands in a paragraph, (m,) each, and what is needed to pair them; see `Paragraph`."""

    at: Ints
    said: Ints
    ends: Ints
    stack: Ints
    state: Ints


class _Article(NamedTuple):
    """What an article's next quotation needs to know: the family left open, and the speeches and quotations so far."""

    unclosed: int
    speech: int
    found: int


def quotations_of(texts: Texts, sentences: Sentences, elisions: Elisions) -> Quoted:
    """Return the outermost quotations of all articles in order, each inside a paragraph of the sentences."""
    number = len(sentences.start)
    spans = _Spans(*(np.zeros(size, np.int64) for size in (number, number, number, number + 1, 1)))
    _fill_spans(sentences, spans)
    at = np.empty(len(texts.codes) // _CODES_PER_MARK + 1, np.int64)
    while not _find_marks(texts.codes, spans, shapes(), at):
        at = np.empty(2 * len(at), np.int64)
    count = int(spans.first[spans.filled[0]])
    marks = _Marks(at[:count], *(np.zeros(size, np.int64) for size in (count, count, count, STATES)))
    found = Quotations(
        start=np.empty(count, np.int64),
        end=np.empty(count, np.int64),
        speech=np.empty(count, np.int64),
        closed=np.empty(count, np.bool_),
    )
    first = np.zeros(len(texts.starts), np.int64)
    _pair(texts.codes, (shapes(), elisions), spans, marks, found, first)
    whole = slice(0, first[-1])
    return Quoted(
        Quotations(found.start[whole], found.end[whole], found.speech[whole], found.closed[whole]),
        first,
    )


def quotes_of(sentences: Sentences, words: Words, quoted: Quoted) -> Ints:
    """Return the number of the quotation of the batch that each word stands in, (w,), or -1."""
    quotes = np.empty(len(words.start), np.int64)
    _number(sentences.article, words, quoted, quotes)
    return quotes


@compiled
def _fill_spans(sentences: Sentences, spans: _Spans) -> None:
    """Put sentences of one paragraph that follow each other together."""
    last = -1
    for one in range(len(sentences.start)):
        article = sentences.article[one]
        same = one > 0 and sentences.article[one - 1] == article
        if not same or sentences.paragraph[one - 1] != sentences.paragraph[one]:
            last += 1
            spans.article[last] = article
            spans.start[last] = sentences.start[one]
            spans.end[last] = sentences.end[one]
        spans.end[last] = max(spans.end[last], sentences.end[one])
    spans.filled[0] = last + 1


@compiled
def _find_marks(codes: Codes, spans: _Spans, shapes: Classes, found: Ints) -> bool:
    """Find the marks of all paragraphs; False where `found` has no room for them."""
    count = 0
    for span in range(spans.filled[0]):
        for at in range(spans.start[span], spans.end[span]):
            if shapes[codes[at]] & FAMILY:
                if count == len(found):
                    return False
                found[count] = at
                count += 1
        spans.first[span + 1] = count
    return True


@compiled
def _pair(
    codes: Codes,
    tables: tuple[Classes, Elisions],
    spans: _Spans,
    marks: _Marks,
    found: Quotations,
    first: Ints,
) -> None:
    """Fill in the quotations, and up to which of them each article has its own."""
    count = 0
    before = _Article(NONE, 0, 0)
    for span in range(spans.filled[0]):
        article = spans.article[span]
        if span > 0 and spans.article[span - 1] != article:
            before = _Article(NONE, 0, 0)
        low, high = spans.first[span], spans.first[span + 1]
        paragraph = Paragraph(
            codes,
            tables[0],
            spans.start[span],
            spans.end[span],
            marks.at[low:high],
            marks.said[low:high],
            marks.ends[low:high],
            marks.stack[low:high],
            marks.state,
        )
        read_marks(paragraph, tables[1])
        unclosed = recover(paragraph)
        made, speech = _outermost(paragraph, before, found, count)
        before = _Article(unclosed, speech, before.found + made - count)
        count = made
        first[article + 1] = count
    for article in range(1, len(first)):
        first[article] = max(first[article], first[article - 1])


@compiled
def _outermost(paragraph: Paragraph, before: _Article, found: Quotations, count: int) -> tuple[int, int]:
    """Add the pairs that lie in no other; return how many quotations there are then, and the last one's speech."""
    speech = before.speech
    made = count
    behind = 0
    for mark in range(-1, len(paragraph.at)):
        start, end, closed = pair_at(paragraph, mark, before.unclosed)
        if end == 0 or start < behind:
            continue
        if made > count or (before.found > 0 and not continues(paragraph, start, before.unclosed)):
            speech += 1
        found.start[made] = start
        found.end[made] = end
        found.speech[made] = speech
        found.closed[made] = closed
        behind = end
        made += 1
    return made, speech


@compiled
def _number(article: Ints, words: Words, quoted: Quoted, quotes: Ints) -> None:
    at = 0
    for sentence in range(len(article)):
        at = max(at, quoted.first[article[sentence]])
        last = quoted.first[article[sentence] + 1]
        for word in range(words.first[sentence], words.first[sentence + 1]):
            while at < last and quoted.quotations.end[at] <= words.start[word]:
                at += 1
            inside = at < last and quoted.quotations.start[at] <= words.start[word]
            quotes[word] = at if inside else -1
