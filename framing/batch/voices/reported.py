"""What stands around a reporting verb and shows that it reports something, on arrays: a clause, a quotation, a comma.

The rules are those of `framing/text/voices/verbs.py`; a kernel that has the name of a function there does the same.
"""

from __future__ import annotations

from typing import NamedTuple

from framing.batch.compiled import inner
from framing.batch.layout import IS_THAT, IS_TO, bits
from framing.batch.voices.clauses import Clause
from framing.batch.voices.lines import (
    ADVERB,
    BREAK,
    COLON,
    COMMA,
    FIRST_PERSON,
    QUOTED,
    SEMICOLON,
    SPOKEN,
    Line,
    first_of,
    has,
)
from framing.batch.voices.nouns import FINITE, PREPOSITIONS
from framing.batch.voices.subjects import CONJUNCTIONS
from framing.text.voices.verbs import (
    ASIDE_WORDS,
    CLAIM_WORDS,
    CLAUSE_WITHIN,
    INTRODUCTION,
    QUOTED_WITHIN,
    SPOKEN_WORDS,
    THAT_WITHIN,
)

_ADDRESSING = bits("addressing")
_BEHIND = bits("prepositions", "times", "adverbs")
_CLAUSE_SUBJECTS = bits("clause_subjects")
_INTRODUCING = bits("prepositions", "subordinators")
_PASSIVES = bits("passives")
_PLACING = bits("prepositions", "times")
_STOPS = bits("conjunctions", "relatives", "subordinators")
_TIMES = bits("times")


class Saying(NamedTuple):
    """A reporting verb to be judged: its clause, the lists of its first word, and whether a that-clause follows."""

    line: Line
    clause: Clause
    lists: int
    that: bool


@inner
def saying_of(line: Line, clause: Clause) -> Saying:
    """Return the verb of a clause, ready to be judged."""
    lists = line.flags[clause.verb.start]
    return Saying(line, clause, lists, _that(line, clause.verb.end, lists & _ADDRESSING != 0))


@inner
def _that(line: Line, end: int, addresses: bool) -> bool:
    """Say whether a that-clause follows, next to the verb or behind a time, a place or an addressee."""
    behind = addresses or has(line.flags, _BEHIND, end)
    if not behind and not has(line.marks, IS_THAT, end):
        return False
    size = len(line.flags)
    for index in range(end, min(end + THAT_WITHIN, size)):
        if line.marks[index] & QUOTED != 0 or (index > end and _parted(line, index)):
            return False
        if line.marks[index] & IS_THAT != 0:
            return index + 1 < size and (index == end or line.flags[index - 1] & PREPOSITIONS == 0)
    return False


@inner
def _parted(line: Line, index: int) -> bool:
    """Say whether a comma that sets off no adverb stands before the word."""
    return has(line.marks, COMMA, index) and (line.marks[index - 1] | line.marks[index]) & ADVERB == 0


@inner
def bare_clause(saying: Saying) -> bool:
    """Say whether a clause without "that" follows: something finite before the next break."""
    line, end = saying.line, saying.clause.verb.end
    if end >= len(line.flags) or line.marks[end] & (BREAK | IS_TO) != 0:
        return False
    if line.flags[end] & (PREPOSITIONS | CONJUNCTIONS) != 0:
        return False
    if line.flags[end] & (_CLAUSE_SUBJECTS | _STOPS) != 0:
        return has(line.flags, _CLAUSE_SUBJECTS, end)
    for index in range(end + 1, min(end + CLAUSE_WITHIN, len(line.flags))):
        if line.marks[index] & BREAK != 0 or line.flags[index] & _STOPS != 0:
            return False
        if line.flags[index] & FINITE != 0:
            return True
    return False


@inner
def announces(saying: Saying) -> bool:
    """Say whether the sentence ends with a colon right behind the verb and a place: "wrote in her report:"."""
    line, end = saying.line, saying.clause.verb.end
    size = len(line.flags)
    if line.marks[size] & COLON == 0 or size - end > ASIDE_WORDS:
        return False
    return first_of(line.marks, BREAK, end, size) >= size and first_of(line.flags, FINITE, end, size) >= size


@inner
def quotes(saying: Saying, known: bool) -> bool:
    """Say whether quoted words belong to the verb: next to it, or, of a known source, in its part of the sentence."""
    marks, verb, size = saying.line.marks, saying.clause.verb, len(saying.line.flags)
    beside = has(marks, SPOKEN, verb.end) or has(marks, SPOKEN, verb.start - 1)
    if beside or has(marks, SPOKEN, saying.clause.subject.start - 1):
        return True
    if not known:
        return False
    near, first, last = 0, -1, -1
    for index in range(max(0, verb.start - QUOTED_WITHIN), min(verb.start + QUOTED_WITHIN, size)):
        if marks[index] & SPOKEN != 0:
            first = index if near == 0 else first
            near, last = near + 1, index
    if near < SPOKEN_WORDS:
        return False
    return _together(saying.line, first, verb.start) or _together(saying.line, last, verb.start)


@inner
def _together(line: Line, index: int, verb: int) -> bool:
    """Say whether no semicolon stands between a word and the verb."""
    place, last = min(index, verb) + 1, max(index, verb)
    while place <= last and line.marks[place] & SEMICOLON == 0:
        place += 1
    return place > last


@inner
def set_off(saying: Saying) -> bool:
    """Say whether the attribution is set off from the claim: ", the ministry reported on Tuesday."."""
    clause, line, end = saying.clause, saying.line, saying.clause.verb.end
    size, start = len(line.flags), clause.subject.start
    inside = end < size and has(line.marks, BREAK, end)  # ", she noted,"
    if not clause.set_off or start < (1 if inside else CLAIM_WORDS):
        return False
    if not _trails(line, end):
        return False
    return line.flags[0] & _INTRODUCING == 0 or _parted_before(line, min(start, INTRODUCTION))


@inner
def _trails(line: Line, end: int) -> bool:
    """Say whether nothing but a time or a place stands between the verb's end and the next break."""
    size, stop = len(line.flags), end
    while stop < size and stop - end <= ASIDE_WORDS and line.marks[stop] & BREAK == 0:
        if line.flags[stop] & FINITE != 0 and line.flags[stop] & _TIMES == 0:
            return False
        stop += 1
    return stop == end or (stop - end <= ASIDE_WORDS and has(line.flags, _PLACING, end))


@inner
def _parted_before(line: Line, end: int) -> bool:
    return first_of(line.marks, BREAK, 1, end) < end


@inner
def passive(saying: Saying) -> bool:
    """Count "was told that" and ", we were told,": a source that is not named speaks."""
    clause, line = saying.clause, saying.line
    if saying.lists & _PASSIVES == 0:
        return False
    if clause.subject.kind != FIRST_PERSON and saying.that:  # "we have been told that" is the author's complaint
        return True
    return clause.set_off and clause.subject.start > 0 and has(line.marks, BREAK, clause.verb.end)
