"""Which words are the subject of a reporting verb, on arrays: those of the main clause, or those behind the verb.

The rules are those of `framing/text/voices/clause.py`; a kernel that has the name of a function there does the same.
"""

from __future__ import annotations

from typing import NamedTuple

from framing.batch.compiled import inner
from framing.batch.layout import ENDS_ED, ENDS_ING, bits
from framing.batch.voices.lines import (
    ADVERB,
    ASIDE,
    BREAK,
    COLON,
    DOCUMENT,
    KNOWN,
    NAMED,
    NONE,
    PRONOUN,
    QUANTIFIER,
    QUOTED,
    RELATIVES,
    SEMICOLON,
    Line,
    first_of,
    has,
)
from framing.batch.voices.nouns import FINITE, PREPOSITIONS, head_of, leading_noun_phrase
from framing.text.voices.clause import INTRODUCTIONS, PARENTS, WIDEST_INVERTED

CONJUNCTIONS = bits("conjunctions")
PRONOUNS = bits("pronouns")
_SUBORDINATORS = bits("subordinators")
_INTRODUCTIONS = bits(*INTRODUCTIONS)
_BREAKS_SENTENCE = SEMICOLON | COLON
_SPEAKERS = KNOWN | PRONOUN | QUANTIFIER  # the subjects that may follow their verb


class Subject(NamedTuple):
    """The subject `start:end` of a verb: its head (-1 for none) and kind, and what else `Clause` says of it."""

    start: int
    end: int
    head: int
    kind: int
    embedded: bool


@inner
def first_subject(line: Line, before: int) -> Subject:
    """Return the subject of the main clause that word `before` belongs to.

    The first stretch between breaks that is no introduction ("In July,", "As he approached,") holds it.
    """
    embedded = False
    at = _sentence_start(line, before)
    while at < before:
        stop = first_of(line.marks, BREAK, at + 1, before)
        first = at
        while first < stop and (line.flags[first] & CONJUNCTIONS != 0 or line.marks[first] & ADVERB != 0):
            first += 1
        if (
            first < stop
            and not _introduces(line, first)
            and line.marks[first] & QUOTED == 0
            and line.marks[first] & ASIDE == 0
        ):
            end, head, kind = leading_noun_phrase(line, first, stop)
            if head >= 0:
                return subject_of(first, end, head, kind, False)
        embedded = embedded or (first < stop and line.flags[first] & _SUBORDINATORS != 0)
        at = stop
    return subject_of(before, before, -1, NONE, embedded)


@inner
def subject_behind(line: Line, left: int, end: int) -> Subject:
    """Return the subject of the verb `left:end` where it follows its verb, which follows the words it reports.

    '"...," said Alex Plitsas'. Its head is -1 where there is none.
    """
    cut = _behind(line, end)
    if cut < 0 or not (left == 0 or line.marks[left - 1] & QUOTED != 0 or _after_claim(line, left)):
        return subject_of(0, 0, -1, NONE, False)
    head, kind = head_of(line, end, cut)
    return subject_of(end, cut, head if kind & _SPEAKERS != 0 else -1, kind, False)


@inner
def subject_of(start: int, end: int, head: int, kind: int, embedded: bool) -> Subject:
    """Return a subject of 64-bit integers, whatever is written at the call."""
    return Subject(start, end, head, kind, embedded)


@inner
def _sentence_start(line: Line, before: int) -> int:
    """Return where the part of the sentence begins that word `before` stands in, as far back as is looked."""
    start = max(0, before - PARENTS)
    for index in range(before - 1, start, -1):
        if line.marks[index] & _BREAKS_SENTENCE != 0 and line.marks[index] & ASIDE == 0:
            return index
    return start


@inner
def _introduces(line: Line, first: int) -> bool:
    if line.flags[first] & _INTRODUCTIONS != 0:
        return True
    return first == 0 and line.marks[0] & NAMED == 0 and line.marks[0] & (ENDS_ING | ENDS_ED) != 0


@inner
def _behind(line: Line, end: int) -> int:
    """Return the end of the words that may be a subject behind a verb that ends at `end`, or -1."""
    size = len(line.flags)
    if end >= size or line.marks[end] & BREAK != 0:
        return -1
    stop, limit = end, min(size, end + WIDEST_INVERTED)
    while stop < limit and (stop == end or line.marks[stop] & BREAK == 0):
        if line.flags[stop] & FINITE != 0 and line.flags[stop] & RELATIVES == 0:
            break
        stop += 1
    cut = first_of(line.flags, RELATIVES, end, stop)
    finite = cut == stop and has(line.flags, FINITE, stop) and line.marks[stop] & BREAK == 0
    if finite or cut == end or (line.flags[end] & PRONOUNS != 0 and cut - end > 1):
        return -1
    return cut


@inner
def _after_claim(line: Line, left: int) -> bool:
    """Say whether a claim stands before the verb, and not just its subject ("Sullivan, an aide, told")."""
    subject = first_subject(line, left)
    if subject.kind == NONE or subject.start >= left:
        return left > 1
    if subject.kind == DOCUMENT:
        return True
    behind = subject.head + 1
    stop = first_of(line.marks, BREAK, behind, left)
    if (stop == behind and subject.kind & KNOWN != 0) or has(line.flags, PREPOSITIONS, behind):
        return first_of(line.flags, FINITE, behind, stop) < stop
    return True
