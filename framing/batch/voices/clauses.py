"""Where the subject of a reporting verb stands, and how the verb is embedded, on arrays.

The rules are those of `framing/text/voices/clause.py`; a kernel that has the name of a function there does the same.
"""

from __future__ import annotations

from typing import NamedTuple

from framing.batch.compiled import inner
from framing.batch.layout import DIGITS, ENDS_ING, IS_AS, IS_BY, IS_ONLY, IS_TO, IS_WHO, IS_WITH, bits
from framing.batch.voices.lines import (
    ADVERB,
    BREAK,
    BRIDGED,
    KNOWN,
    NONE,
    OTHER,
    QUOTED,
    SEMICOLON,
    Line,
    first_of,
    has,
)
from framing.batch.voices.nouns import PREPOSITIONS, head_of
from framing.batch.voices.subjects import CONJUNCTIONS, Subject, first_subject, subject_behind, subject_of
from framing.text.voices.clause import WIDEST_BEFORE_VERB, WIDEST_SUBJECT

BEING = bits("being")
_NEGATORS = bits("negators")
_CONTRASTS = bits("contrasts")
_BEFORE_VERB = bits("auxiliaries", "negators")
_EMBEDDING = bits("subordinators", "relatives")


class Verb(NamedTuple):
    """A reporting verb, words `start:end`, with its auxiliaries and adverbs from `group` on."""

    start: int
    end: int
    group: int
    negated: bool
    passive: bool
    gerund: bool


class Clause(NamedTuple):
    """A reporting verb with its surroundings: the fields of `framing.text.voices.clause.Clause`."""

    verb: Verb
    subject: Subject
    negated: bool
    inverted: bool
    set_off: bool
    leads: bool


@inner
def clause_of(line: Line, start: int, end: int, inverts: bool) -> Clause:
    """Return the clause of the verb `start:end`; only a verb that `inverts` may have its subject behind it."""
    verb = _verb(line, start, end)
    left = verb.group
    if has(line.marks, IS_TO, left - 1):
        return _plain(verb, subject_of(left, left, -1, OTHER, line.marks[left] & BRIDGED == 0))
    if verb.gerund:
        return _plain(verb, _of_gerund(line, left))
    return _finite(line, verb, inverts)


@inner
def _plain(verb: Verb, subject: Subject) -> Clause:
    return Clause(verb, subject, verb.negated, False, False, False)


@inner
def _verb(line: Line, start: int, end: int) -> Verb:
    left = _before_verb(line, start)
    being = first_of(line.flags, BEING, left, start) < start
    ing = line.marks[start] & ENDS_ING != 0
    passive = (being and not ing and line.flags[start] & BEING == 0) or has(line.marks, IS_BY, end)
    return Verb(start, end, left, _negated(line, left, start), passive, ing and not being)


@inner
def _before_verb(line: Line, verb: int) -> int:
    """Return where the auxiliaries and adverbs before the verb begin ("has, however, repeatedly")."""
    index = verb
    while index > 0 and verb - index < WIDEST_BEFORE_VERB:
        back = index - 1
        if line.marks[index] & BREAK != 0:
            stop = back
            while stop >= 0 and line.marks[stop] & ADVERB != 0 and line.marks[stop] & BREAK == 0:
                stop -= 1
            if stop < 0 or line.marks[stop] & ADVERB == 0 or line.marks[stop] & QUOTED != 0:
                return index
            index = stop
        elif line.flags[back] & _BEFORE_VERB != 0 or line.marks[back] & ADVERB != 0:
            index = back
        else:
            return index
    return index


@inner
def _negated(line: Line, left: int, verb: int) -> bool:
    for index in range(verb - 1, left - 1, -1):
        if line.flags[index] & _NEGATORS != 0:
            return not has(line.marks, IS_ONLY, index + 1)
    return False


@inner
def _of_gerund(line: Line, left: int) -> Subject:
    """Read ", saying that ...": the gerund opens a stretch of its own, alone or behind "with the minister"."""
    if line.marks[left] & BREAK != 0 or has(line.flags, CONJUNCTIONS, left - 1):
        found = first_subject(line, left)
        return subject_of(found.start, found.end, found.head, found.kind, False)
    start = left
    while start > 0 and left - start < WIDEST_SUBJECT and line.marks[start] & BREAK == 0:
        start -= 1
    if line.marks[start] & IS_WITH != 0 and start < left - 1:
        head, kind = head_of(line, start + 1, left)
        return subject_of(start + 1, left, head, kind, head < 0)
    return subject_of(0, 0, -1, NONE, True)


@inner
def _finite(line: Line, verb: Verb, inverts: bool) -> Clause:
    left = verb.group
    start, connective = _reach(line, left)
    if connective >= 0 and _past_relative(line, connective, left):
        return _plain(verb, _main(line, connective))
    if start < left:
        head, kind = head_of(line, start, left)
        if head >= 0:
            embedded = connective >= 0 and _is_embedded(line, connective, left)
            return _of_subject(line, verb, subject_of(start, left, head, kind, embedded), connective)
    if connective >= 0:
        return _plain(verb, subject_of(0, 0, -1, NONE, True))
    if inverts and left == verb.start and not verb.negated:
        behind = subject_behind(line, left, verb.end)
        if behind.head >= 0:
            return Clause(verb, behind, verb.negated, True, False, False)
    return _plain(verb, _main(line, start))


@inner
def _reach(line: Line, left: int) -> tuple[int, int]:
    """Return how far left the words before a verb may be its subject, and the connective they follow, or -1."""
    start = left
    while start > 0 and left - start < WIDEST_SUBJECT and line.marks[start] & BREAK == 0:
        flags = line.flags[start - 1]
        if flags & CONJUNCTIONS != 0:
            break
        if flags & _EMBEDDING != 0:
            return start, start - 1
        start -= 1
    return start, -1


@inner
def _main(line: Line, before: int) -> Subject:
    """Return the subject of the main clause, for a verb that stands far behind it."""
    found = first_subject(line, before)
    return subject_of(found.start, found.end, found.head, found.kind, found.embedded or found.head < 0)


@inner
def _of_subject(line: Line, verb: Verb, subject: Subject, connective: int) -> Clause:
    start = subject.start
    parted = line.marks[start] & BREAK != 0 and line.marks[start] & SEMICOLON == 0
    set_off = parted and line.flags[start] & PREPOSITIONS == 0
    leads = not subject.embedded and _leads(line, connective, start)
    negated = verb.negated
    for index in range(start, subject.head + 1):
        negated = negated or _denies(line, index)
    return Clause(verb, subject, negated, False, set_off, leads)


@inner
def _denies(line: Line, index: int) -> bool:
    """Say whether the word denies, which it does not in "No 10"."""
    return has(line.flags, _NEGATORS, index) and not has(line.marks, DIGITS, index + 1)


@inner
def _is_embedded(line: Line, connective: int, left: int) -> bool:
    if connective == left - 1:
        return True
    if connective > 0 and line.flags[connective] & _CONTRASTS != 0 and line.marks[connective] & BREAK != 0:
        return False
    opens = connective == 0 or line.marks[connective - 1] & QUOTED != 0
    return not (opens and line.marks[connective] & IS_AS != 0)


@inner
def _leads(line: Line, connective: int, start: int) -> bool:
    """Say whether "As X pointed out" opens the sentence, also with the name set off ("As my colleague, X,")."""
    if connective >= 0:
        return has(line.marks, IS_AS, connective) and not has(line.flags, _CONTRASTS, connective)
    if line.marks[0] & IS_AS == 0 or not 1 < start <= WIDEST_BEFORE_VERB:
        return False
    return head_of(line, 1, start)[1] & KNOWN != 0


@inner
def _past_relative(line: Line, relative: int, left: int) -> bool:
    """Say whether a who-clause is over before the verb: "soldiers who fled told", not "the man who officials say"."""
    if line.marks[relative] & IS_WHO == 0 or relative == left - 1 or relative == 0:
        return False
    return head_of(line, relative + 1, left)[1] & (OTHER | NONE) != 0
