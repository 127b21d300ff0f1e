"""Every sentence as the voice rules see it: brackets, breaks and proper names, on the arrays of a batch."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from framing.batch.compiled import compiled
from framing.batch.layout import (
    CAPITAL,
    GAP_BRACKET,
    GAP_BREAK,
    GAP_SPACE,
    SHOUTED_NAME,
    Bools,
    Codes,
    Ints,
    Reading,
    Sentences,
    Words,
)

_OPENING = (ord("("), ord("["))
_CLOSING = (ord(")"), ord("]"))


class Types(NamedTuple):
    """What is known of each word type, (t,) each: the bits of its form, and the number of its bare form."""

    traits: Ints
    bare: Ints


class Readings(NamedTuple):
    """The readings of all sentences of a batch, to be cut out with `reading_of`.

    By word, (w,): `flags`, `traits`, `quotes`, `aside`, `name`. By edge, (w + s,): `gaps` and `breaks`, where sentence
    s has one entry more than words, from `first[s] + s` on. The phrases of sentence s are
    `phrase_first[s]:phrase_first[s + 1]`.
    """

    first: Ints
    flags: Ints
    traits: Ints
    gaps: Ints
    breaks: Bools
    quotes: Ints
    aside: Bools
    name: Bools
    phrase_first: Ints
    phrase_list: Ints
    phrase_start: Ints
    phrase_end: Ints


class Found(NamedTuple):
    """The voice cues of a batch: the lists of each word as bits, (w,), and phrases, (p,) each, by sentence."""

    flags: Ints
    phrase_first: Ints
    phrase_list: Ints
    phrase_start: Ints
    phrase_end: Ints


@compiled
def reading_of(readings: Readings, sentence: int) -> Reading:
    """Return the reading of one sentence: slices, nothing is copied."""
    start, end = readings.first[sentence], readings.first[sentence + 1]
    low, high = readings.phrase_first[sentence], readings.phrase_first[sentence + 1]
    return Reading(
        readings.flags[start:end],
        readings.traits[start:end],
        readings.gaps[start + sentence : end + sentence + 1],
        readings.breaks[start + sentence : end + sentence + 1],
        readings.quotes[start:end],
        readings.aside[start:end],
        readings.name[start:end],
        readings.phrase_list[low:high],
        readings.phrase_start[low:high],
        readings.phrase_end[low:high],
    )


def read(codes: Codes, sentences: Sentences, words: Words, quotes: Ints, types: Types, found: Found) -> Readings:
    """Return the readings of a batch. `quotes` (w,) numbers the quotation each word stands in, or is -1."""
    count, parts = len(words.type), len(words.tail)
    traits = np.empty(count, np.int64)
    gaps = np.empty(count + parts, np.int64)
    breaks = np.empty(count + parts, np.bool_)
    aside = np.zeros(count, np.bool_)
    name = np.empty(count, np.bool_)
    _fill_edges(words, quotes, types.traits, (traits, gaps, breaks))
    _fill_asides(codes, sentences, words, aside)
    seen = np.full(len(types.bare), -1, np.int64)  # the last article that writes the bare form with a capital inside
    _fill_names(sentences.article, words, quotes, types, (seen, name))
    return Readings(
        words.first,
        found.flags,
        traits,
        gaps,
        breaks,
        quotes,
        aside,
        name,
        found.phrase_first,
        found.phrase_list,
        found.phrase_start,
        found.phrase_end,
    )


@compiled
def _fill_edges(words: Words, quotes: Ints, traits_of: Ints, out: tuple[Ints, Ints, Bools]) -> None:
    traits, gaps, breaks = out
    for sentence in range(len(words.tail)):
        start, end = words.first[sentence], words.first[sentence + 1]
        for word in range(start, end):
            traits[word] = traits_of[words.type[word]]
            gap = words.gap[word]
            edge = word + sentence
            gaps[edge] = gap
            breaks[edge] = word == start or gap & GAP_BREAK != 0 or quotes[word] != quotes[word - 1]
        gaps[end + sentence] = words.tail[sentence]
        breaks[end + sentence] = True


@compiled
def _fill_asides(codes: Codes, sentences: Sentences, words: Words, aside: Bools) -> None:
    for sentence in range(len(words.tail)):
        start, end = words.first[sentence], words.first[sentence + 1]
        brackets = words.tail[sentence]
        for word in range(start, end):
            brackets |= words.gap[word]
        if brackets & GAP_BRACKET != 0:
            _mark_asides(codes, (sentences.start[sentence], sentences.end[sentence]), words, (start, end), aside)


@compiled
def _mark_asides(codes: Codes, span: tuple[int, int], words: Words, within: tuple[int, int], aside: Bools) -> None:
    """Mark the words between brackets that are closed inside the sentence, unless those are all its words."""
    start, end = within
    opened = -1
    marked = 0
    place = span[0]
    for word in range(start, end + 1):
        stop = words.start[word] if word < end else span[1]
        for at in range(place, stop):
            code = codes[at]
            if code in _OPENING:
                opened = word if opened < 0 else opened
            elif code in _CLOSING and opened >= 0:
                for inside in range(opened, word):
                    aside[inside] = True
                marked += word - opened
                opened = -1
        place = words.end[word] if word < end else stop
    if marked == end - start:
        aside[start:end] = False


@compiled
def _fill_names(article: Ints, words: Words, quotes: Ints, types: Types, out: tuple[Ints, Bools]) -> None:
    """Mark the proper names, as far as capitals tell. The words an article writes with a capital inside are its own."""
    seen, name = out
    sentence = 0
    while sentence < len(article):
        here = article[sentence]
        behind = sentence
        while behind < len(article) and article[behind] == here:
            for word in range(words.first[behind] + 1, words.first[behind + 1]):
                if words.gap[word] & GAP_SPACE != 0 and types.traits[words.type[word]] & CAPITAL != 0:
                    seen[types.bare[words.type[word]]] = here
            behind += 1
        for one in range(sentence, behind):
            _name_words((words.first[one], words.first[one + 1]), words, quotes, types, (seen, here, name))
        sentence = behind


@compiled
def _name_words(
    span: tuple[int, int], words: Words, quotes: Ints, types: Types, names: tuple[Ints, int, Bools]
) -> None:
    seen, here, name = names
    for word in range(span[0], span[1]):
        kind = words.type[word]
        traits = types.traits[kind]
        opens = word == span[0] or (quotes[word] > -1 and quotes[word] != quotes[word - 1])
        known = not opens or seen[types.bare[kind]] == here or traits & SHOUTED_NAME != 0
        name[word] = traits & CAPITAL != 0 and known
