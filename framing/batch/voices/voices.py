"""Whose words each sentence is: the outlet's own or a source's, on the arrays of a batch."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from framing.batch.compiled import compiled
from framing.batch.layout import CAPITAL, GAP_COLON, Bools, Codes, Ints, Place, Quotations, Sentences, Words
from framing.batch.voices.evidence import speaks
from framing.batch.voices.mentions import goes_on, spoken_words
from framing.batch.voices.readings import Readings, reading_of
from framing.batch.words.characters import IS_SPACE, Classes
from framing.text.voices.turns import FEWEST_TURNS, LONGEST_LABEL

_COLON = ord(":")


class _Work(NamedTuple):
    """What `_listen` fills: whether a source speaks in each sentence, (s,), which words, (w,), may be speech.

    `marks` is room to work in, for the longest sentence.
    """

    source: Bools
    spoken: Bools
    marks: Ints


def listen(
    codes: Codes, sentences: Sentences, words: Words, readings: Readings, quotations: Quotations
) -> tuple[Bools, Bools]:
    """Return which sentences, (s,), are a source's by themselves: by quotation marks or by words that attribute.

    And which words, (w,), are quoted and may be speech.
    """
    number = len(sentences.start)
    longest = int(np.diff(words.first).max(initial=0))
    work = _Work(
        source=np.empty(number, np.bool_),
        spoken=np.zeros(len(words.start), np.bool_),
        marks=np.empty(longest + 1, np.int64),
    )
    _listen(codes, sentences, words, readings, quotations, work)
    return work.source, work.spoken


def announce(codes: Codes, classes: Classes, sentences: Sentences, source: Bools) -> None:
    """Let a paragraph that ends with a colon and attributes clearly speak for the next one: `source` is changed."""
    _announce(codes, classes, sentences, source)


def interviews(readings: Readings, sentences: Sentences, articles: int) -> Bools:
    """Return which articles, (articles,), may be interviews: enough paragraphs open with what may be a speaker's name.

    Who asks and who answers there turns on names, so these articles are read one by one (framing/text/voices/turns.py).
    """
    found = np.zeros(articles, np.int64)
    _count_labels(readings, sentences, found)
    return found > FEWEST_TURNS


@compiled
def _listen(
    codes: Codes, sentences: Sentences, words: Words, readings: Readings, quotations: Quotations, work: _Work
) -> None:
    for sentence in range(len(work.source)):
        first, last = words.first[sentence], words.first[sentence + 1]
        reading = reading_of(readings, sentence)
        place = Place(codes, sentences.start[sentence], sentences.end[sentence], words.end[first:last])
        spoken = work.spoken[first:last]
        spoken_words(reading, quotations, place, goes_on(reading, quotations, place), spoken)
        work.source[sentence] = speaks(reading, spoken, work.marks)


@compiled
def _announce(codes: Codes, classes: Classes, sentences: Sentences, source: Bools) -> None:
    for at in range(1, len(source)):
        article, paragraph = sentences.article[at], sentences.paragraph[at]
        if article != sentences.article[at - 1] or paragraph == sentences.paragraph[at - 1] or not source[at - 1]:
            continue
        end = sentences.end[at - 1]
        while end > sentences.start[at - 1] and classes[codes[end - 1]] & IS_SPACE != 0:
            end -= 1
        if end == sentences.start[at - 1] or codes[end - 1] != _COLON:
            continue
        index = at
        while index < len(source) and sentences.article[index] == article and sentences.paragraph[index] == paragraph:
            source[index] = True
            index += 1


@compiled
def _count_labels(readings: Readings, sentences: Sentences, found: Ints) -> None:
    """Count in `found`, by article, the paragraphs that open with capitals and a colon."""
    for at in range(len(sentences.article)):
        article = sentences.article[at]
        if at > 0 and article == sentences.article[at - 1] and sentences.paragraph[at] == sentences.paragraph[at - 1]:
            continue
        reading = reading_of(readings, at)
        for index in range(1, min(LONGEST_LABEL, len(reading.flags) - 1) + 1):
            if reading.traits[index - 1] & CAPITAL == 0:
                break
            if reading.gaps[index] & GAP_COLON != 0:
                found[article] += 1
                break
            if reading.breaks[index]:
                break
