"""What the sentences of a batch call their sources, on arrays: `evidence_in` and `called_in` of framing/text/voices."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from framing.batch.compiled import compiled, inner
from framing.batch.layout import (
    GAP_COMMA,
    GAP_INTRODUCES,
    LISTS,
    POSSESSIVE,
    Bools,
    Codes,
    Ints,
    Reading,
    Sentences,
    Words,
    bits,
)
from framing.batch.voices.clauses import clause_of
from framing.batch.voices.evidence import attributes, is_cue
from framing.batch.voices.lines import (
    BREAK,
    FIRST_PERSON,
    KNOWN,
    NAME,
    NONE,
    PERHAPS,
    PRONOUN,
    SOURCE,
    SOURCES,
    Line,
    first_of,
    first_phrase,
    has,
    line_of,
)
from framing.batch.voices.names import Named, Spelled, group, is_title, may_be_name, name_run, named, spelled_of
from framing.batch.voices.nouns import head_of
from framing.batch.voices.readings import Readings, reading_of
from framing.batch.voices.sayings import ACTS, CLAIMS, SPEECH
from framing.batch.voices.subjects import first_subject
from framing.text.voices.evidence import SOURCE_WITHIN
from framing.text.voices.speaker import LONGEST_NAME

WORDS, MARKS = 1, 2  # what makes a sentence a source's: words, or quotation marks alone
A_NAME, A_GROUP, A_PRONOUN = 1, 2, 3
_PHRASES = LISTS.index("phrases")
_VIEWS = LISTS.index("views")
# The cues beside verbs, in the order in which they are asked.
_OTHERS = tuple(LISTS.index(name) for name in ("phrases", "asides", "views", "nouns"))
_OWNERS = bits("owners")


class Callings(NamedTuple):
    """What each sentence calls its source, (s,) each: `framing.text.voices.people.Called`.

    `by` is what makes the sentence a source's by itself (WORDS, MARKS, 0 for nothing), `how` what it calls the source
    (A_NAME, A_GROUP, A_PRONOUN, 0 for nothing that is safe): words `start:end` of the batch. `before` is how many words
    stand before a pronoun, `listed` is that of `Called`, and `stop` says that the full stop behind belongs to the name.
    """

    by: Ints
    how: Ints
    start: Ints
    end: Ints
    before: Ints
    listed: Bools
    stop: Bools


class Evidence(NamedTuple):
    """Why a sentence is a source's: the fields of `framing.text.voices.evidence.Evidence`, the cue as `by`."""

    by: int
    start: int
    end: int
    head: int
    kind: int
    asks_back: bool


def callings(
    codes: Codes, sentences: Sentences, words: Words, readings: Readings, source: Bools, spoken: Bools
) -> Callings:
    """Return what the sentences that are a source's by themselves, `source` (s,), call it.

    `spoken` (w,) are the quoted words that may be speech.
    """
    size = len(source)
    by, how, start, end, before = (np.zeros(size, np.int64) for _ in range(5))
    found = Callings(by, how, start, end, before, np.zeros(size, np.bool_), np.zeros(size, np.bool_))
    marks = np.empty(int(np.diff(words.first).max(initial=0)) + 1, np.int64)
    _call_all(codes, sentences, words, readings, (source, spoken, marks), found)
    return found


@compiled
def _call_all(
    codes: Codes,
    sentences: Sentences,
    words: Words,
    readings: Readings,
    heard: tuple[Bools, Bools, Ints],
    found: Callings,
) -> None:
    source, spoken, marks = heard
    for sentence in range(len(source)):
        if source[sentence]:
            first, last = words.first[sentence], words.first[sentence + 1]
            reading = reading_of(readings, sentence)
            line = line_of(reading, spoken[first:last], marks)
            evidence = _evidence(reading, line, spoken[first:last])
            spelled = spelled_of(codes, sentences, words, sentence)
            found.by[sentence] = evidence.by
            _call(reading, line, spelled, evidence, (sentence, first), found)


@inner
def _evidence(reading: Reading, line: Line, spoken: Bools) -> Evidence:
    """Return what makes the sentence a source's claim: `framing.text.voices.evidence.evidence_in`."""
    verb = _first_verb(reading, line)
    if verb.kind == NAME:
        return verb
    for name in _OTHERS:
        found = _first_other(reading, line, name)
        if found.by != 0:
            return found
    return verb if verb.by != 0 else _quotation(reading, line, spoken)


@inner
def _told(start: int, end: int, head: int, kind: int, asks_back: bool) -> Evidence:
    return Evidence(WORDS, start, end, head, kind, asks_back)


@inner
def _nothing(by: int) -> Evidence:
    return Evidence(by, 0, 0, -1, NONE, False)


@inner
def _first_verb(reading: Reading, line: Line) -> Evidence:
    """Return the first verb that reports, in the order of the text; of one word's lists the first."""
    best, number = -1, 0
    while number < len(reading.phrase_list) and reading.phrase_list[number] <= ACTS:
        sooner = best < 0 or reading.phrase_start[number] < reading.phrase_start[best]
        if sooner and is_cue(reading, number) and attributes(reading, line, number):
            best = number
        number += 1
    if best < 0:
        return _nothing(0)
    inverts = reading.phrase_list[best] in (SPEECH, CLAIMS)
    clause = clause_of(line, reading.phrase_start[best], reading.phrase_end[best], inverts)
    subject = clause.subject
    kind = NONE if clause.verb.passive else NAME if subject.kind == PERHAPS else subject.kind
    return _told(subject.start, subject.end, subject.head, kind, False)


@inner
def _first_other(reading: Reading, line: Line, name: int) -> Evidence:
    """Return the first cue of the list `name` that attributes the sentence."""
    number = first_phrase(reading, name, 0)
    while number < len(reading.phrase_list) and reading.phrase_list[number] == name:
        if is_cue(reading, number) and attributes(reading, line, number):
            start, end = reading.phrase_start[number], reading.phrase_end[number]
            if name == _PHRASES:
                return _following(line, end)
            return _view(line, start, end) if name == _VIEWS else _nothing(WORDS)
        number += 1
    return _nothing(0)


@inner
def _following(line: Line, end: int) -> Evidence:
    """Return the source that follows "according to" and the like, up to the next break."""
    stop = first_of(line.marks, BREAK, end + 1, min(len(line.flags), end + SOURCE_WITHIN))
    head, kind = head_of(line, end, stop)
    return _told(end, stop, head, kind, False)


@inner
def _view(line: Line, start: int, end: int) -> Evidence:
    """Return who holds the view: "in Kyiv's view", "by his own account"."""
    holder = first_of(line.marks, POSSESSIVE, start + 1, end - 1)
    if holder < end - 1:
        head, kind = head_of(line, start + 1, holder + 1)
        return _told(start + 1, holder + 1, head, kind, False)
    owner = first_of(line.flags, _OWNERS, start + 1, end - 1)
    return _told(owner, owner, owner, NONE, True)


@inner
def _quotation(reading: Reading, line: Line, spoken: Bools) -> Evidence:
    """Return whom a colon before the first words that are spoken names."""
    first = 0
    while not spoken[first]:
        first += 1
    if first == 0 or not has(reading.gaps, GAP_INTRODUCES, first):
        return _nothing(MARKS)
    subject = first_subject(line, first)
    kind = NONE if subject.kind == FIRST_PERSON else subject.kind
    return Evidence(MARKS, subject.start, subject.end, subject.head, kind, False)


@inner
def _call(
    reading: Reading, line: Line, spelled: Spelled, evidence: Evidence, at: tuple[int, int], found: Callings
) -> None:
    """Say what a sentence calls its source: `framing.text.voices.speaker.called_in`. `at` is the sentence's number."""
    sentence, first = at
    head = evidence.head
    if evidence.asks_back or evidence.kind == PRONOUN:
        found.how[sentence] = A_PRONOUN
        found.start[sentence], found.end[sentence] = first + head, first + head + 1
        found.before[sentence] = 0 if evidence.asks_back else evidence.start
        return
    if evidence.kind & KNOWN == 0 or evidence.start >= evidence.end:
        return
    name = name_run(reading, spelled, evidence.start, head + 1)
    if name.start < 0 and evidence.kind == SOURCE:
        name = _appositive(reading, line, spelled, head + 1)
    if name.start >= 0:
        found.how[sentence] = A_NAME
        found.start[sentence], found.end[sentence] = first + name.start, first + name.end
        found.stop[sentence] = name.stop
        found.listed[sentence] = reading.flags[head] & SOURCES != 0
    elif not is_title(reading, head):
        start = group(reading, spelled, evidence.start, head + 1)
        if start >= 0:
            found.how[sentence] = A_GROUP
            found.start[sentence], found.end[sentence] = first + start, first + head + 1


@inner
def _appositive(reading: Reading, line: Line, spelled: Spelled, start: int) -> Named:
    """Return the name that stands between commas right behind a description: "a Kremlin spokesman, Dmitri Peskov,"."""
    size = len(reading.flags)
    start = first_of(line.marks, BREAK, start, size)
    if start >= size or reading.gaps[start] & GAP_COMMA == 0:
        return named(-1, start, False)
    end = first_of(line.marks, BREAK, start + 1, size)
    if end - start > LONGEST_NAME or not may_be_name(reading, start, end):
        return named(-1, start, False)
    head, kind = head_of(line, start, end)
    if kind != NAME or head != end - 1:
        return named(-1, start, False)
    return name_run(reading, spelled, start, end)
