"""Which cues of a sentence keep their force, and how far each reaches: `weigh` and `reaches`, on arrays."""

from __future__ import annotations

from typing import NamedTuple

from framing.batch.compiled import compiled, inlined
from framing.batch.layout import GAP_COMMA, GAP_THOUGHT, Bools, Ints, Words
from framing.score.stance import DENIALS, KINDS, NEGATOR_REACH, OVERTAKEN_REACH

_NUMBERS = {kind: number for number, kind in enumerate(KINDS)}
OUTCOMES, QUESTIONS = _NUMBERS["outcomes"], _NUMBERS["negated_questions"]
_NEGATORS, _FORWARD, _OVERTAKEN = _NUMBERS["negators"], _NUMBERS["forward"], _NUMBERS["overtaken"]
_DISCOUNTERS = _NUMBERS["discounters"]
_AFFIRMERS, _CAUTIONS = _NUMBERS["affirmers"], _NUMBERS["cautions"]
_CONTRASTS = _NUMBERS["contrasts"]
_DENIALS = len(DENIALS)  # KINDS begins with them


class Cues(NamedTuple):
    """The cues beside the hits of a lexicon in one sentence, in words of the sentence."""

    kind: Ints
    start: Ints
    end: Ints
    live: Bools


class Work(NamedTuple):
    """`cues`, and by word of a sentence: its thought, and a mark (by thought: the cue that its hits share, or -1)."""

    cues: Cues
    thought: Ints
    mark: Ints


@inlined
def any_denial(cues: Cues, count: int) -> bool:
    """Say whether one of the cues can deny anything."""
    there = False
    for cue in range(count):
        there |= cues.kind[cue] < _DENIALS
    return there


@inlined
def nearest(work: Work, count: int, start: int, end: int) -> int:
    """Return the nearest live cue that reaches a hit on the words `start:end` of the sentence, the first of such."""
    cues = work.cues
    nearest, least, first = -1, 0, 0
    for cue in range(count):
        if cues.live[cue] and _reaches(work, cue, start, end):
            gap = max(start - cues.end[cue], cues.start[cue] - end, 0)
            if nearest < 0 or gap < least or (gap == least and cues.start[cue] < first):
                nearest, least, first = cue, gap, cues.start[cue]
    return nearest


@compiled
def number_thoughts(words: Words, sentence: int, work: Work, count: int) -> None:
    """Give each word the number of its thought: one begins at each border (`framing.score.stance`)."""
    begin = words.first[sentence]
    size = words.first[sentence + 1] - begin
    cues, border, taken = work.cues, work.thought, work.mark
    for word in range(size):
        border[word] = 1 if word > 0 and words.gap[begin + word] & GAP_THOUGHT != 0 else 0
        taken[word] = 0
    for cue in range(count):
        if cues.kind[cue] < _DENIALS:
            taken[cues.start[cue]] = 1
    opening = False
    for cue in range(count):
        if cues.kind[cue] == _CONTRASTS and taken[cues.start[cue]] == 0:
            border[cues.start[cue]] = 1
            opening |= cues.start[cue] == 0 and cues.end[cue] == 1
    border[0] = 0
    if opening:
        word = 2
        while word < size and words.gap[begin + word] & GAP_COMMA == 0:
            word += 1
        if word < size:
            border[word] = 1
    for word in range(1, size):
        border[word] += border[word - 1]


@compiled
def keep_live(work: Work, count: int) -> bool:
    """Mark the cues that keep their force; say whether there is one."""
    cues = work.cues
    alive = False
    for cue in range(count):
        cues.live[cue] = cues.kind[cue] < _DENIALS and not _turned(cues, cue, count)
        if cues.live[cue]:
            for turner in range(count):
                if _turns(work, turner, cue):
                    cues.live[cue] = False
                    break
        alive |= cues.live[cue]
    return alive


@compiled
def _turned(cues: Cues, cue: int, count: int) -> bool:
    """Say whether the cue is a negator right before a longer one, or that longer one."""
    kind = cues.kind[cue]
    if kind not in (_NEGATORS, _FORWARD, _DISCOUNTERS):
        return False
    for other in range(count):
        if kind == _NEGATORS and cues.kind[other] in (_FORWARD, _DISCOUNTERS):
            negator, longer = cue, other
        elif kind != _NEGATORS and cues.kind[other] == _NEGATORS:
            negator, longer = other, cue
        else:
            continue
        if cues.end[negator] <= cues.start[longer] <= cues.start[negator] + 2:
            return True
    return False


@inlined
def _turns(work: Work, turner: int, cue: int) -> bool:
    cues, thought = work.cues, work.thought
    kind = cues.kind[turner]
    if kind not in (_AFFIRMERS, _CAUTIONS) or (kind == _CAUTIONS and cues.kind[cue] != _NEGATORS):
        return False
    if cues.start[turner] >= cues.end[cue]:
        return False
    return bool(cues.start[cue] < cues.end[turner] or thought[cues.start[turner]] == thought[cues.start[cue]])


@inlined
def _reaches(work: Work, cue: int, start: int, end: int) -> bool:
    """Say whether a live cue denies a hit on the words `start:end` of the sentence: `framing.score.stance.reaches`."""
    kind, at = work.cues.kind[cue], work.cues.start[cue]
    if work.thought[at] != work.thought[start]:
        return bool(kind == OUTCOMES and end <= at)
    before = start - work.cues.end[cue]
    if kind in (_DISCOUNTERS, OUTCOMES):
        return True
    if kind == _FORWARD:
        return bool(before >= 0 or start <= at < end)
    if kind == _OVERTAKEN:
        return bool(0 <= before < OVERTAKEN_REACH)
    return bool(0 <= before < NEGATOR_REACH or start < at < end)
