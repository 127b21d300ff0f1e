"""Which hits are discounted: `Judge.read` and `Judge.decide`, on arrays."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from framing.batch.compiled import compiled, inlined
from framing.batch.layout import (
    GAP_COLON,
    GAP_COMMA,
    GAP_THOUGHT,
    Bools,
    Codes,
    Hits,
    Ints,
    Phrases,
    Sentences,
    Words,
)
from framing.score.stance import DENIALS, KINDS, NEGATOR_REACH, OVERTAKEN_REACH, QUESTION_TAIL

_NUMBERS = {kind: number for number, kind in enumerate(KINDS)}
_NEGATORS, _FORWARD, _OVERTAKEN = _NUMBERS["negators"], _NUMBERS["forward"], _NUMBERS["overtaken"]
_DISCOUNTERS, _OUTCOMES = _NUMBERS["discounters"], _NUMBERS["outcomes"]
_AFFIRMERS, _CAUTIONS = _NUMBERS["affirmers"], _NUMBERS["cautions"]
_QUESTIONS, _CONTRASTS = _NUMBERS["negated_questions"], _NUMBERS["contrasts"]
_DENIALS = len(DENIALS)  # KINDS begins with them

_MARK = ord("?")
_TAIL = tuple(ord(char) for char in QUESTION_TAIL)


class Rules(NamedTuple):
    """What a hit's stance depends on beside the text.

    `kind` (t,) is the place in KINDS of each cue's kind, `denying` (f,) says which facets deny, and `judged` (l,) which
    lexicons have hits that can be discounted.
    """

    kind: Ints
    denying: Bools
    judged: Bools


class _Cues(NamedTuple):
    """The cues beside the hits of a lexicon in one sentence, in words of the sentence."""

    kind: Ints
    start: Ints
    end: Ints
    live: Bools


class _Work(NamedTuple):
    """`cues`, and by word of a sentence: its thought, and a mark."""

    cues: _Cues
    thought: Ints
    mark: Bools


def discounted(codes: Codes, sentences: Sentences, words: Words, hits: Hits, cues: Phrases, rules: Rules) -> Bools:
    """Return which hits are discounted, (h,). `cues` are those of the sentences that have hits that can be."""
    found = np.zeros(len(hits.term), np.bool_)
    most = len(cues.term) + len(hits.term)
    longest = int(np.diff(words.first).max(initial=0))
    kind, start, end = (np.empty(most, np.int64) for _ in range(3))
    by_cue = _Cues(kind, start, end, np.empty(most, np.bool_))
    work = _Work(by_cue, np.empty(longest, np.int64), np.empty(longest, np.bool_))
    asks = np.zeros(len(words.tail), np.bool_)
    _find_questions(codes, sentences, hits, asks)
    _judge(words, hits, cues, rules, work, asks, found)
    return found


@compiled
def _find_questions(codes: Codes, sentences: Sentences, hits: Hits, asks: Bools) -> None:
    """Mark the sentences with hits that end in a question mark, but for quotation marks behind it."""
    for hit in range(len(hits.sentence)):
        sentence = hits.sentence[hit]
        at = sentences.end[sentence] - 1
        while at >= sentences.start[sentence] and codes[at] in _TAIL:
            at -= 1
        asks[sentence] = at >= sentences.start[sentence] and codes[at] == _MARK


@compiled
def _judge(words: Words, hits: Hits, cues: Phrases, rules: Rules, work: _Work, asks: Bools, found: Bools) -> None:
    hit = 0
    cue = 0
    while hit < len(hits.sentence):
        sentence, lexicon = hits.sentence[hit], hits.lexicon[hit]
        behind = hit + 1
        while behind < len(hits.sentence) and hits.sentence[behind] == sentence and hits.lexicon[behind] == lexicon:
            behind += 1
        while cue < len(cues.sentence) and cues.sentence[cue] < sentence:
            cue += 1
        if rules.judged[lexicon]:
            count = _gather(words.first[sentence], hits, (hit, behind), (cues, cue), rules, work.cues)
            if asks[sentence] and _opens_question(words, sentence, work.cues, count):
                for one in range(hit, behind):
                    found[one] = True
            elif _any_denial(work.cues, count):
                _decide(words, sentence, hits, (hit, behind), work, count, found)
        hit = behind


@compiled
def _gather(begin: int, hits: Hits, group: tuple[int, int], cues: tuple[Phrases, int], rules: Rules, out: _Cues) -> int:
    """Write the cues of the sentence that begins with word `begin`, then the hits of facets that deny."""
    phrases, at = cues
    sentence = hits.sentence[group[0]]
    count = 0
    while at < len(phrases.sentence) and phrases.sentence[at] == sentence:
        out.kind[count] = rules.kind[phrases.term[at]]
        out.start[count] = phrases.start[at] - begin
        out.end[count] = phrases.end[at] - begin
        count += 1
        at += 1
    for hit in range(group[0], group[1]):
        if rules.denying[hits.facet[hit]]:
            out.kind[count] = _OUTCOMES
            out.start[count] = hits.start[hit] - begin
            out.end[count] = hits.end[hit] - begin
            count += 1
    return count


@inlined
def _any_denial(cues: _Cues, count: int) -> bool:
    there = False
    for cue in range(count):
        there |= cues.kind[cue] < _DENIALS
    return there


@compiled
def _opens_question(words: Words, sentence: int, cues: _Cues, count: int) -> bool:
    """Say whether a question that expects a no opens the sentence, or the speech behind a colon."""
    begin = words.first[sentence]
    for cue in range(count):
        if cues.kind[cue] == _QUESTIONS:
            start = cues.start[cue]
            if start <= 1 or words.gap[begin + start] & GAP_COLON != 0:
                return True
    return False


@compiled
def _decide(
    words: Words, sentence: int, hits: Hits, group: tuple[int, int], work: _Work, count: int, found: Bools
) -> None:
    """Discount the hits that a live cue reaches, and those in one thought with such a hit."""
    begin = words.first[sentence]
    thought, mark = work.thought, work.mark
    _number_thoughts(words, sentence, work, count)
    if not _keep_live(work, count):
        return
    for place in range(words.first[sentence + 1] - begin):
        mark[place] = False
    for hit in range(group[0], group[1]):
        start, end = hits.start[hit] - begin, hits.end[hit] - begin
        for cue in range(count):
            if work.cues.live[cue] and _reaches(work, cue, start, end):
                found[hit] = mark[thought[start]] = True
                break
    for hit in range(group[0], group[1]):
        if mark[thought[hits.start[hit] - begin]]:
            found[hit] = True


@compiled
def _number_thoughts(words: Words, sentence: int, work: _Work, count: int) -> None:
    """Give each word the number of its thought: one begins at each border (`framing.score.stance`)."""
    begin = words.first[sentence]
    size = words.first[sentence + 1] - begin
    cues, border, taken = work.cues, work.thought, work.mark
    for word in range(size):
        border[word] = 1 if word > 0 and words.gap[begin + word] & GAP_THOUGHT != 0 else 0
        taken[word] = False
    for cue in range(count):
        if cues.kind[cue] < _DENIALS:
            taken[cues.start[cue]] = True
    opening = False
    for cue in range(count):
        if cues.kind[cue] == _CONTRASTS and not taken[cues.start[cue]]:
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
def _keep_live(work: _Work, count: int) -> bool:
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
def _turned(cues: _Cues, cue: int, count: int) -> bool:
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
def _turns(work: _Work, turner: int, cue: int) -> bool:
    cues, thought = work.cues, work.thought
    kind = cues.kind[turner]
    if kind not in (_AFFIRMERS, _CAUTIONS) or (kind == _CAUTIONS and cues.kind[cue] != _NEGATORS):
        return False
    if cues.start[turner] >= cues.end[cue]:
        return False
    return bool(cues.start[cue] < cues.end[turner] or thought[cues.start[turner]] == thought[cues.start[cue]])


@inlined
def _reaches(work: _Work, cue: int, start: int, end: int) -> bool:
    """Say whether a live cue denies a hit on the words `start:end` of the sentence: `framing.score.stance.reaches`."""
    kind, at = work.cues.kind[cue], work.cues.start[cue]
    if work.thought[at] != work.thought[start]:
        return bool(kind == _OUTCOMES and end <= at)
    before = start - work.cues.end[cue]
    if kind in (_DISCOUNTERS, _OUTCOMES):
        return True
    if kind == _FORWARD:
        return bool(before >= 0 or start <= at < end)
    if kind == _OVERTAKEN:
        return bool(0 <= before < OVERTAKEN_REACH)
    return bool(0 <= before < NEGATOR_REACH or start < at < end)
