"""The paragraphs and sentences of a batch, on arrays: what `framing.text.sentences.segment` finds."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from framing.batch.compiled import compiled, inlined
from framing.batch.layout import Bools, Ints, Sentences, Texts
from framing.batch.sentences.boundaries import join
from framing.batch.sentences.listed import UNSURE
from framing.batch.sentences.pieces import Pieces, cut
from framing.batch.sentences.signs import LINE_FEED, MARKS, ODD, Rules, rules
from framing.batch.words.characters import text_of
from framing.text.sentences import sentence_spans
from framing.text.sentences.parts import LONGEST_PARAGRAPH


class _Paragraphs(NamedTuple):
    """The paragraphs in order, (p,) each; `unsure` are those that are left to the objects.

    The places of the marks in paragraph p, from its start on, are `marks[first[p]:first[p + 1]]`.
    """

    article: Ints
    number: Ints
    start: Ints
    end: Ints
    unsure: Bools
    first: Ints
    marks: Ints


def sentences_of(texts: Texts) -> tuple[Sentences, Bools]:
    """Return the sentences of a batch, and which of its articles, (a,), the objects must refuse.

    Those have a paragraph longer than LONGEST_PARAGRAPH, and no sentence here.
    """
    known = rules()
    aside = np.zeros(len(texts.starts) - 1, dtype=np.bool_)
    paragraphs = _paragraphs_of(texts, known, aside)
    # Every piece and every sentence ends at a mark of its own, or with the paragraph.
    room = len(paragraphs.marks) + len(paragraphs.start) + 1
    sentences = Sentences(*(np.empty(room, dtype=np.int64) for _ in range(4)))
    work = Pieces(np.empty(room, dtype=np.int64), np.empty(room, dtype=np.int64))
    count = _fill(texts, paragraphs, aside, known, (sentences, work))
    sentences = Sentences(*(column[:count] for column in sentences))
    return _with_unsure(texts, paragraphs, aside, sentences), aside


def _paragraphs_of(texts: Texts, known: Rules, aside: Bools) -> _Paragraphs:
    # As many as there can be: room that is not written to costs nothing.
    room = len(texts.codes) + 1
    article, number, start, end, marks = (np.empty(room, dtype=np.int64) for _ in range(5))
    unsure = np.zeros(room, dtype=np.bool_)
    found = _Paragraphs(article, number, start, end, unsure, np.zeros(room + 1, dtype=np.int64), marks)
    count = _read(texts, known, found, aside)
    return _Paragraphs(
        article[:count],
        number[:count],
        start[:count],
        end[:count],
        unsure[:count],
        found.first[: count + 1],
        marks[: found.first[count]],
    )


@compiled
def _read(texts: Texts, known: Rules, found: _Paragraphs, aside: Bools) -> int:
    """Write down the paragraphs with their marks, and which articles have too long a one; return how many."""
    count = 0
    for article in range(len(aside)):
        at, end = texts.starts[article], texts.starts[article + 1]
        number = 0
        while at < end:
            if known.signs[texts.codes[at]] & LINE_FEED:
                at += 1
                continue
            found.article[count], found.number[count], found.start[count] = article, number, at
            at = _paragraph_end(texts, (at, end), known, found, count)
            aside[article] |= at - found.start[count] > LONGEST_PARAGRAPH
            found.end[count] = at
            number += 1
            count += 1
    return count


@inlined
def _paragraph_end(texts: Texts, span: tuple[int, int], known: Rules, found: _Paragraphs, paragraph: int) -> int:
    """Write down the marks of a paragraph; return where it ends: before two line feeds, or one that ends the text."""
    marks = found.first[paragraph]
    start, end = span
    at = start
    while at < end:
        sign = known.signs[texts.codes[at]]
        if sign & (LINE_FEED | MARKS | ODD):
            if sign & MARKS:
                found.marks[marks] = at - start
                marks += 1
            elif sign & ODD:
                found.unsure[paragraph] = True
            elif at + 1 == end or known.signs[texts.codes[at + 1]] & LINE_FEED:
                break
        at += 1
    found.first[paragraph + 1] = marks
    return at


@compiled
def _fill(texts: Texts, paragraphs: _Paragraphs, aside: Bools, known: Rules, out: tuple[Sentences, Pieces]) -> int:
    """Write down the sentences of the paragraphs that are sure; return how many there are."""
    sentences, pieces = out
    count = 0
    for paragraph in range(len(paragraphs.start)):
        if paragraphs.unsure[paragraph] or aside[paragraphs.article[paragraph]]:
            continue
        start = paragraphs.start[paragraph]
        codes = texts.codes[start : paragraphs.end[paragraph]]
        marks = paragraphs.marks[paragraphs.first[paragraph] : paragraphs.first[paragraph + 1]]
        spans = Pieces(sentences.start[count:], sentences.end[count:])
        found = cut(codes, marks, known, pieces)
        if found != UNSURE:
            found = join(codes, marks, known, (pieces, found), spans)
        if found == UNSURE:
            paragraphs.unsure[paragraph] = True
            continue
        for number in range(count, count + found):
            sentences.article[number] = paragraphs.article[paragraph]
            sentences.paragraph[number] = paragraphs.number[paragraph]
            sentences.start[number] += start
            sentences.end[number] += start
        count += found
    return count


def _with_unsure(texts: Texts, paragraphs: _Paragraphs, aside: Bools, sentences: Sentences) -> Sentences:
    """Return the sentences with those of the paragraphs that the objects must split."""
    unsure = np.flatnonzero(paragraphs.unsure & ~aside[paragraphs.article])
    if not len(unsure):
        return sentences
    rows = [
        (paragraphs.article[paragraph], paragraphs.number[paragraph], start + span.start, start + span.end)
        for paragraph in unsure
        for start in [paragraphs.start[paragraph]]
        for span in sentence_spans(text_of(texts.codes[start : paragraphs.end[paragraph]]))
    ]
    added = Sentences(*np.array(rows, dtype=np.int64).reshape(-1, 4).T)
    order = np.argsort(np.concatenate((sentences.start, added.start)), kind="stable")
    return Sentences(*(np.concatenate(pair)[order] for pair in zip(sentences, added, strict=True)))
