"""What the rules of voice ask of each word of a sentence, worked out once and kept as bits of one number.

The rules are those of `framing/text/voices/clause.py` and `cued.py`.
"""

from __future__ import annotations

from typing import NamedTuple

from framing.batch.compiled import inner
from framing.batch.layout import (
    CAPITAL,
    DIGITS,
    GAP_COLON,
    GAP_COMMA,
    GAP_SEMICOLON,
    IS_IT,
    IS_US,
    LISTS,
    Bools,
    Ints,
    Reading,
    bits,
)

# The bits of a word's form, 0 to 16, stay where layout.py has them. What stands before the word:
BREAK = 1 << 24
COMMA = 1 << 25
COLON = 1 << 26
SEMICOLON = 1 << 27
BRIDGED = 1 << 28  # a phrase such as "went on to" ends here
# Where the word stands:
QUOTED = 1 << 29
SPOKEN = 1 << 30  # quoted, and may be somebody's speech
ASIDE = 1 << 31
# What the word is:
NAMED = 1 << 32  # a proper name
ADVERB = 1 << 33  # an adverb and no name
FILLER = 1 << 34  # it only counts, points or binds
ENDING = 1 << 35  # a noun phrase is over before it
# What it is as the head of a noun phrase, one of the kinds of `framing.text.voices.clause.Head`.
FIRST_PERSON, PRONOUN, QUANTIFIER, SOURCE, DOCUMENT, NAME, PERHAPS, IT, OTHER = (1 << bit for bit in range(40, 49))
NONE = 1 << 49  # of a subject: there is none
KINDS = FIRST_PERSON | PRONOUN | QUANTIFIER | SOURCE | DOCUMENT | NAME | IT | OTHER
KNOWN = SOURCE | NAME

RELATIVES = bits("relatives")
SOURCES = bits("sources")
_ADVERBS = bits("adverbs")
_BRIDGES = LISTS.index("bridges")
_DOCUMENTS = bits("documents")
_ENDING = bits("prepositions", "relatives", "auxiliaries")
_FILLERS = bits("determiners", "adverbs", "conjunctions")
_FIRST_PERSONS = bits("first_persons")
_PRONOUNS = bits("pronouns")
_QUANTIFIERS = bits("quantifiers")
_TELLING = _FIRST_PERSONS | _PRONOUNS | SOURCES | _DOCUMENTS | _QUANTIFIERS


class Line(NamedTuple):
    """A sentence of n words: the lists of each word as in `Reading.flags`, (n,), and its bits of this module, (n + 1,).

    Behind the last word, `marks` says what the sentence ends with.
    """

    flags: Ints
    marks: Ints


@inner
def line_of(reading: Reading, spoken: Bools, marks: Ints) -> Line:
    """Return the sentence with the marks of its words, written into `marks`, which has room for n + 1.

    `spoken`, (n,), says which words may be somebody's speech.
    """
    size = len(reading.flags)
    for index in range(size):
        flags, traits, name = reading.flags[index], reading.traits[index], reading.name[index]
        found = traits | _before(reading.gaps[index], reading.breaks[index]) | _word(flags, traits, name)
        if found & ENDING != 0 and index > 0 and flags & RELATIVES == 0:
            inside_name = traits & CAPITAL != 0 and reading.traits[index - 1] & CAPITAL != 0
            found ^= ENDING if inside_name else 0
        found |= QUOTED if reading.quotes[index] >= 0 else 0
        found |= ASIDE if reading.aside[index] else 0
        found |= SPOKEN if spoken[index] else 0
        marks[index] = found
    marks[size] = _before(reading.gaps[size], True)
    for number in range(len(reading.phrase_list)):
        if reading.phrase_list[number] == _BRIDGES:
            marks[reading.phrase_end[number]] |= BRIDGED
    return Line(reading.flags, marks)


@inner
def has(values: Ints, wanted: int, index: int) -> bool:
    """Say whether word `index` has one of the bits `wanted`; there may be no such word."""
    return 0 <= index < len(values) and values[index] & wanted != 0


@inner
def first_of(values: Ints, wanted: int, start: int, end: int) -> int:
    """Return the first of the words `start:end` that has one of the bits `wanted`, or `end`."""
    index = start
    while index < end and values[index] & wanted == 0:
        index += 1
    return index


@inner
def first_phrase(reading: Reading, name: int, start: int) -> int:
    """Return the number of the first phrase of the list `name` that begins at `start` or later, or of a later list."""
    low, high = 0, len(reading.phrase_list)
    while low < high:
        middle = (low + high) // 2
        before = reading.phrase_list[middle] == name and reading.phrase_start[middle] < start
        if before or reading.phrase_list[middle] < name:
            low = middle + 1
        else:
            high = middle
    return low


@inner
def _before(gap: int, breaks: bool) -> int:
    found = BREAK if breaks else 0
    if gap & (GAP_COMMA | GAP_COLON | GAP_SEMICOLON) != 0:
        found |= COMMA if gap & GAP_COMMA != 0 else 0
        found |= COLON if gap & GAP_COLON != 0 else 0
        found |= SEMICOLON if gap & GAP_SEMICOLON != 0 else 0
    return found


@inner
def _word(flags: int, traits: int, name: bool) -> int:
    found = _kind(flags, traits, name)
    if name:
        found |= NAMED
    elif flags & _ADVERBS != 0:
        found |= ADVERB
    if flags & _FILLERS != 0 or traits & DIGITS != 0:
        found |= FILLER
    if flags & _ENDING != 0 and flags & SOURCES == 0:
        found |= ENDING
    return found


@inner
def _kind(flags: int, traits: int, name: bool) -> int:
    if flags & _TELLING != 0:
        listed = _listed(flags, traits)
        if listed != OTHER:
            return listed
    if traits & IS_IT != 0:
        return IT
    return NAME if name else OTHER


@inner
def _listed(flags: int, traits: int) -> int:
    if flags & _FIRST_PERSONS != 0 and traits & IS_US == 0:
        return FIRST_PERSON
    if flags & _PRONOUNS != 0:
        return PRONOUN
    if flags & SOURCES != 0:
        return SOURCE
    if flags & _DOCUMENTS != 0:
        return DOCUMENT
    return QUANTIFIER if flags & _QUANTIFIERS != 0 else OTHER
