"""What makes a sentence a source's claim, on arrays: a reporting verb, an attribution, or the share of quoted words.

The rules are those of `framing/text/voices/evidence.py`; a kernel that has the name of a function there does the same.
Nobody asks here for the speaker, so the first evidence decides, in whatever order it is looked for.
"""

from __future__ import annotations

from framing.batch.compiled import compiled, inner
from framing.batch.layout import CAPITAL, GAP_INTRODUCES, LISTS, POSSESSIVE, Bools, Ints, Reading, bits
from framing.batch.voices.clauses import clause_of
from framing.batch.voices.lines import BREAK, FIRST_PERSON, Line, first_of, first_phrase, has, line_of
from framing.batch.voices.nouns import head_of
from framing.batch.voices.reported import saying_of
from framing.batch.voices.sayings import ACTS, CLAIMS, SPEECH, reports
from framing.text.voices.evidence import LONGEST_IDIOM, MOSTLY_QUOTED, SOURCE_WITHIN, WHOLLY_QUOTED
from framing.text.voices.verbs import RULES, SPOKEN_WORDS

_ASIDES = LISTS.index("asides")
_IDIOMS = LISTS.index("idioms")
_NO_SOURCES = LISTS.index("no_sources")
_PHRASES = LISTS.index("phrases")
_VIEWS = LISTS.index("views")
_FIRST_PERSONS = bits("first_persons")
_OWNERS = bits("owners")
_CUES = bits(*RULES, "phrases", "asides", "views", "nouns")


@compiled
def speaks(reading: Reading, spoken: Bools, marks: Ints) -> bool:
    """Say whether the sentence is a source's claim: whether `framing.text.voices.evidence.evidence_in` finds anything.

    `spoken`, (n,), are the words in quotation marks that are somebody's speech, as `spoken_words` says. `marks` is room
    to work in, n + 1 numbers or more.
    """
    if _quotation(reading.gaps, spoken):
        return True
    for number in range(len(reading.phrase_list)):
        if is_cue(reading, number):
            return _attributed(reading, line_of(reading, spoken, marks), number)
    return False


@inner
def is_cue(reading: Reading, number: int) -> bool:
    """Say whether phrase `number` is a cue that stands in neither quotation marks nor parentheses."""
    start = reading.phrase_start[number]
    if (1 << reading.phrase_list[number]) & _CUES == 0 or reading.aside[start]:
        return False
    return bool(reading.quotes[start] < 0)


@inner
def _attributed(reading: Reading, line: Line, first: int) -> bool:
    """Say whether one of the cues, the first of which is phrase `first`, makes the sentence a source's claim."""
    for number in range(first, len(reading.phrase_list)):
        if is_cue(reading, number) and attributes(reading, line, number):
            return True
    return False


@inner
def attributes(reading: Reading, line: Line, number: int) -> bool:
    """Say whether the phrase makes the sentence a source's claim."""
    name, start, end = reading.phrase_list[number], reading.phrase_start[number], reading.phrase_end[number]
    if name <= ACTS:
        return not _idle(reading, start) and _verb(line, name, start, end)
    if name == _PHRASES:
        return not _barred(reading, start) and _attribution(line, end)
    if name == _VIEWS:
        return _view(line, start, end)
    return name == _ASIDES or _noun(line, start, end)


@inner
def _idle(reading: Reading, start: int) -> bool:
    """Say whether the verb only is part of an idiom ("that said")."""
    number, size = first_phrase(reading, _IDIOMS, start - LONGEST_IDIOM + 1), len(reading.phrase_list)
    while number < size and reading.phrase_list[number] == _IDIOMS and reading.phrase_start[number] <= start:
        if start < reading.phrase_end[number]:
            return True
        number += 1
    return False


@inner
def _barred(reading: Reading, start: int) -> bool:
    """Say whether what follows is no source ("according to plan")."""
    number = first_phrase(reading, _NO_SOURCES, start)
    if number == len(reading.phrase_list) or reading.phrase_list[number] != _NO_SOURCES:
        return False
    return bool(reading.phrase_start[number] == start)


@inner
def _verb(line: Line, name: int, start: int, end: int) -> bool:
    marks = line.marks[start]
    if start > 0 and marks & CAPITAL != 0 and marks & BREAK == 0:
        return False
    clause = clause_of(line, start, end, name in (SPEECH, CLAIMS))
    if clause.subject.embedded or (clause.subject.kind == FIRST_PERSON and not clause.verb.passive):
        return False
    return reports(name, saying_of(line, clause))


@inner
def _attribution(line: Line, end: int) -> bool:
    """Say whether a source follows "according to" and the like, up to the next break."""
    size = len(line.flags)
    if end >= size:
        return False
    stop = first_of(line.marks, BREAK, end + 1, min(size, end + SOURCE_WITHIN))
    head, kind = head_of(line, end, stop)
    return head >= 0 and kind != FIRST_PERSON


@inner
def _view(line: Line, start: int, end: int) -> bool:
    """Say whether somebody holds the view: "in Kyiv's view", "by his own account"."""
    held = False
    for index in range(start + 1, end - 1):
        if line.flags[index] & _FIRST_PERSONS != 0 or line.marks[index] & BREAK != 0:
            return False
        held = held or line.flags[index] & _OWNERS != 0 or line.marks[index] & POSSESSIVE != 0
    return held


@inner
def _noun(line: Line, start: int, end: int) -> bool:
    """Say whether a name stands by the noun, and no first person: "the thinking in Brussels is that"."""
    first = max(0, start - SOURCE_WITHIN)
    if first_of(line.flags, _FIRST_PERSONS, first, end) < end:
        return False
    return first_of(line.marks, CAPITAL, max(first, 1), end) < end


@inner
def _quotation(gaps: Ints, spoken: Bools) -> bool:
    """Let the quoted share decide where no words do."""
    first, words = -1, 0
    for index in range(len(spoken)):
        if spoken[index]:
            first = index if words == 0 else first
            words += 1
    if words == 0:
        return False
    share = words / len(spoken)
    if share >= WHOLLY_QUOTED or (share >= MOSTLY_QUOTED and words >= SPOKEN_WORDS):
        return True
    return first > 0 and has(gaps, GAP_INTRODUCES, first)
