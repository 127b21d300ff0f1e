"""Which words are somebody's name or a group, on arrays.

The rules are those of `framing/text/voices/speaker.py`; a kernel that has the name of a function there does the same,
and says which words it would return.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from framing.batch.compiled import compiled, inner
from framing.batch.layout import (
    CAPITAL,
    DIGITS,
    ENDS_S,
    POSSESSIVE,
    Bools,
    Codes,
    Ints,
    Reading,
    Sentences,
    Words,
    bits,
)
from framing.batch.voices.lines import has
from framing.batch.voices.readings import Readings, reading_of
from framing.text.voices.speaker import COUNTING_WORDS, FUNCTION_WORDS, GROUP_WORDS, LONGEST_NAME, LONGEST_TITLES

_BODIES = bits("bodies")
_DETERMINERS = bits("determiners")
_IN_NAMES = bits("particles", "titles")
_PARTICLES = bits("particles")
_SEVERAL = bits("plurals", "bodies")
_SOURCES = bits("sources")
_SUFFIXES = bits("suffixes")
_TITLED = bits("titles", "demonyms")
_TITLES = bits("titles")
_COUNTING = bits(*COUNTING_WORDS)
_FUNCTION = bits(*FUNCTION_WORDS)

_STOP = ord(".")
_SMALL = 32  # what a letter of ASCII differs by from its capital
_T, _H, _E, _O, _F, _R = (ord(letter) for letter in "theofr")


class Spelled(NamedTuple):
    """How the words of a sentence are written: word i is `codes[start[i]:end[i]]`, and the sentence ends at `close`."""

    codes: Codes
    start: Ints
    end: Ints
    close: int


class Named(NamedTuple):
    """Words `start:end` that are a name, `start` -1 for none; `stop` says that the full stop behind belongs to it."""

    start: int
    end: int
    stop: bool


class FullNames(NamedTuple):
    """The full names of a batch, (n,) each: words `start:end` of the batch, in a sentence; `stop` as in `Named`."""

    sentence: Ints
    start: Ints
    end: Ints
    stop: Bools


def full_names(codes: Codes, sentences: Sentences, words: Words, readings: Readings) -> FullNames:
    """Return the runs of capitalised words that may be full names: all of `framing.text.voices.speaker.full_names`.

    Beside these, runs whose words are written without white space between them.
    """
    room = len(words.start) // 2 + 1
    sentence, start, end = (np.empty(room, np.int64) for _ in range(3))
    found = FullNames(sentence, start, end, np.empty(room, np.bool_))
    count = _find_names(codes, sentences, words, readings, found)
    return FullNames(sentence[:count], start[:count], end[:count], found.stop[:count])


@inner
def spelled_of(codes: Codes, sentences: Sentences, words: Words, sentence: int) -> Spelled:
    """Return how the words of a sentence are written: slices, nothing is copied."""
    first, last = words.first[sentence], words.first[sentence + 1]
    return Spelled(codes, words.start[first:last], words.end[first:last], sentences.end[sentence])


@inner
def named(start: int, end: int, stop: bool) -> Named:
    """Return a name of 64-bit integers, whatever is written at the call."""
    return Named(start, end, stop)


@inner
def name_run(reading: Reading, spelled: Spelled, start: int, end: int) -> Named:
    """Return the name that ends before word `end`, without the titles before it."""
    first = _first_of_name(reading, start, end)
    if first == end:
        return named(-1, end, False)
    if reading.flags[end - 1] & _SOURCES != 0:
        whole = end - first > 1 or reading.flags[first] & _BODIES != 0
        return named(first if whole and reading.flags[end - 1] & _BODIES != 0 else -1, end, False)
    begin = _past_titles(reading, first, end)
    if reading.traits[begin] & CAPITAL == 0 or end - begin > LONGEST_NAME:
        return named(-1, end, False)
    return named(begin, end, _full_stop(reading, spelled, end))


@inner
def group(reading: Reading, spelled: Spelled, start: int, end: int) -> int:
    """Return where the words for a group or a role begin that end before word `end`, or -1."""
    pointed = False
    while start < end and reading.flags[start] & _SOURCES == 0 and _drops(reading, start):
        pointed = _is_the(spelled, start)
        start += 1
    if start >= end or end - start > GROUP_WORDS:
        return -1
    several = reading.traits[end - 1] & ENDS_S != 0 or reading.flags[end - 1] & _SEVERAL != 0
    return -1 if pointed and end - start == 1 and not several else start


@inner
def may_be_name(reading: Reading, start: int, end: int) -> bool:
    """Say whether all of the words begin with a capital or are particles of names."""
    for index in range(start, end):
        if reading.traits[index] & CAPITAL == 0 and reading.flags[index] & _PARTICLES == 0:
            return False
    return True


@inner
def is_title(reading: Reading, index: int) -> bool:
    """Say whether a word with a capital is a title or a role and no institution."""
    capital = reading.traits[index] & CAPITAL != 0
    return bool(capital and reading.flags[index] & _TITLES != 0 and reading.flags[index] & _BODIES == 0)


@compiled
def _find_names(codes: Codes, sentences: Sentences, words: Words, readings: Readings, found: FullNames) -> int:
    count = 0
    for sentence in range(len(sentences.start)):
        reading = reading_of(readings, sentence)
        spelled = spelled_of(codes, sentences, words, sentence)
        first, size = words.first[sentence], len(reading.flags)
        index = 0
        while index < size:
            if reading.traits[index] & CAPITAL == 0 or reading.quotes[index] >= 0:
                index += 1
                continue
            end = _end_of_run(reading, index)
            if end > index + 1:
                name = name_run(reading, spelled, index, end)
                if name.start >= 0 and end > name.start + 1 and not _in_institution(reading, spelled, index):
                    found.sentence[count] = sentence
                    found.start[count] = first + name.start
                    found.end[count] = first + end
                    found.stop[count] = name.stop
                    count += 1
            index = end
    return count


@inner
def _end_of_run(reading: Reading, index: int) -> int:
    """Return the end of the capitalised words, with particles among them, that word `index` begins."""
    end = index + 1
    while end < len(reading.flags) and not reading.breaks[end] and reading.traits[end - 1] & POSSESSIVE == 0:
        if reading.traits[end] & CAPITAL == 0 and reading.flags[end] & _PARTICLES == 0:
            break
        end += 1
    while reading.traits[end - 1] & CAPITAL == 0:
        end -= 1
    return end


@inner
def _in_institution(reading: Reading, spelled: Spelled, index: int) -> bool:
    """Say whether capitals are part of an institution's name: "the Atlantic Council", "Institute for Peace Studies"."""
    if _is_the(spelled, index - 1):
        return True
    of = _spells(spelled, index - 1, 2, (_O, _F, _F)) or _spells(spelled, index - 1, 3, (_F, _O, _R))
    return of and has(reading.traits, CAPITAL, index - 2)


@inner
def _first_of_name(reading: Reading, start: int, end: int) -> int:
    """Return where a name with its titles begins, or `end`."""
    first = end
    while first > start and end - first < LONGEST_NAME + LONGEST_TITLES and _in_name(reading, first - 1, end):
        first -= 1
        if first > start and (reading.traits[first - 1] & POSSESSIVE != 0 or reading.breaks[first]):
            break
    while first < end and reading.traits[first] & CAPITAL == 0:
        first += 1
    while first < end and not reading.name[first] and (reading.flags[first] & _DETERMINERS != 0 or first == 0):
        if reading.flags[first] & _DETERMINERS == 0 and (reading.name[0] or reading.flags[0] & _FUNCTION == 0):
            break
        first += 1
    return first


@inner
def _past_titles(reading: Reading, first: int, end: int) -> int:
    """Return the word behind the last title that has more than suffixes behind it, or `first`."""
    suffixes = True
    for index in range(end - 1, first - 1, -1):
        title = reading.flags[index] & _TITLED != 0 or reading.traits[index] & POSSESSIVE != 0
        if title and not suffixes:
            return index + 1
        suffixes = suffixes and reading.flags[index] & _SUFFIXES != 0
    return first


@inner
def _full_stop(reading: Reading, spelled: Spelled, end: int) -> bool:
    """Say whether the full stop behind the name belongs to the suffix it ends with ("Jr.")."""
    if reading.flags[end - 1] & _SUFFIXES == 0:
        return False
    at = spelled.end[end - 1]
    behind = spelled.start[end] if end < len(spelled.start) else spelled.close
    return bool(at < behind and spelled.codes[at] == _STOP)


@inner
def _in_name(reading: Reading, index: int, end: int) -> bool:
    if reading.quotes[index] != reading.quotes[end - 1]:
        return False
    if reading.traits[index] & CAPITAL != 0:
        return True
    return bool(index + 1 < end and reading.flags[index] & _IN_NAMES != 0)


@inner
def _drops(reading: Reading, index: int) -> bool:
    return bool(reading.traits[index] & DIGITS != 0 or reading.flags[index] & _COUNTING != 0)


@inner
def _is_the(spelled: Spelled, index: int) -> bool:
    return _spells(spelled, index, 3, (_T, _H, _E))


@inner
def _spells(spelled: Spelled, index: int, size: int, letters: tuple[int, int, int]) -> bool:
    """Say whether a word, in lower case, is the first `size` of some letters; there may be no such word."""
    if index < 0 or index >= len(spelled.start) or spelled.end[index] - spelled.start[index] != size:
        return False
    at = 0
    while at < size and spelled.codes[spelled.start[index] + at] | _SMALL == letters[at]:
        at += 1
    return at == size
