"""Which word heads a noun phrase, on arrays.

The rules are those of `framing/text/voices/clause.py`; a kernel that has the name of a function there does the same.
"""

from __future__ import annotations

from framing.batch.compiled import inner
from framing.batch.layout import CAPITAL, ENDS_ED, ENDS_ING, POSSESSIVE, bits
from framing.batch.voices.lines import (
    ADVERB,
    BREAK,
    DOCUMENT,
    ENDING,
    FILLER,
    FIRST_PERSON,
    KINDS,
    KNOWN,
    NAME,
    NAMED,
    NONE,
    OTHER,
    PERHAPS,
    PRONOUN,
    SOURCES,
    Line,
    first_of,
    has,
)
from framing.text.voices.clause import DESCRIPTION, LEADING_WORDS

FINITE = bits("finite")
PREPOSITIONS = bits("prepositions")
_AUXILIARIES = bits("auxiliaries")
_TITLES = bits("titles")
_NAMES_SOMEBODY = KNOWN | PRONOUN | FIRST_PERSON | DOCUMENT


@inner
def head_of(line: Line, start: int, end: int) -> tuple[int, int]:
    """Return the word that heads the noun phrase `start:end`, and its kind; -1 and NONE where there is none."""
    start = _past_fillers(line, start, end)
    if start >= end:
        return -1, NONE
    stop = first_of(line.marks, ENDING, start, end)
    head = (stop if stop > start else end) - 1
    kind = line.marks[head] & KINDS
    if kind != OTHER:
        return head, kind
    if head == 0 and line.marks[0] & CAPITAL != 0 and line.marks[0] & FILLER == 0:
        return head, PERHAPS
    known = _described(line, start, head) if stop > start else -1
    return (head, kind) if known < 0 else (known, line.marks[known] & KINDS)


@inner
def leading_noun_phrase(line: Line, start: int, stop: int) -> tuple[int, int, int]:
    """Return the end, head and kind of the noun phrase that opens `start:stop`, judged by its first telling word."""
    for index in range(start, stop):
        marks = line.marks[index]
        if marks & ENDING != 0:
            break
        if marks & NAME != 0 and marks & POSSESSIVE != 0:
            continue
        if index == 0 and marks & OTHER != 0 and _stands_alone(line):
            return 1, 0, PERHAPS
        if marks & _NAMES_SOMEBODY != 0:
            end = _goes_on(line, index, stop)
            return end, end - 1, line.marks[end - 1] & KINDS
        if index - start >= LEADING_WORDS:
            break
    head, kind = head_of(line, start, stop)
    return stop, head, OTHER if kind & KNOWN != 0 else kind


@inner
def _past_fillers(line: Line, start: int, end: int) -> int:
    while start < end and line.marks[start] & FILLER != 0 and line.marks[start] & NAMED == 0:
        alone = start == end - 1 or has(line.flags, PREPOSITIONS, start + 1)
        if alone and line.marks[start] & OTHER == 0:
            break
        start += 1
    return start


@inner
def _described(line: Line, start: int, head: int) -> int:
    """Return the source noun or name that the words up to `head` only describe, or -1: "people briefed"."""
    if line.flags[head] & FINITE != 0:
        return -1
    known, first = head, max(start, head - DESCRIPTION)
    while known >= first and line.marks[known] & KNOWN == 0:
        known -= 1
    if known < first or line.flags[known] & SOURCES == 0:
        return -1
    return known if line.marks[known + 1] & (ENDS_ED | ENDS_ING) != 0 else -1


@inner
def _stands_alone(line: Line) -> bool:
    """Say whether the sentence's first word is a subject by itself, so probably a name: "Berlin followed suit"."""
    if line.marks[0] & CAPITAL == 0 or line.marks[0] & FILLER != 0 or line.flags[0] & _TITLES != 0:
        return False
    return line.marks[1] & (BREAK | ADVERB | ENDS_ED) != 0 or has(line.flags, _AUXILIARIES, 1)


@inner
def _goes_on(line: Line, index: int, stop: int) -> int:
    """Return the end of the name or the sources that word `index` begins."""
    end = index + 1
    if line.marks[index] & KNOWN != 0:
        while end < stop and line.marks[end] & (BREAK | ENDING) == 0 and line.marks[end] & KNOWN != 0:
            end += 1
    return end
