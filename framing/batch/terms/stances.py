"""Which hits are discounted, and by which cue: `Judge.read` and `Judge.decide`, on arrays."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from framing.batch.compiled import compiled, inlined
from framing.batch.layout import (
    GAP_COLON,
    Bools,
    Codes,
    Hits,
    Ints,
    Phrases,
    Sentences,
    Words,
)
from framing.batch.terms.weighing import (
    OUTCOMES,
    QUESTIONS,
    Cues,
    Work,
    any_denial,
    keep_live,
    nearest,
    number_thoughts,
)
from framing.score.stance import QUESTION_TAIL

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


class Decided(NamedTuple):
    """The cue that discounts each hit, (h,): words `start:end` of the batch, both -1 where the hit is asserted."""

    start: Ints
    end: Ints


def decide(codes: Codes, sentences: Sentences, words: Words, hits: Hits, cues: Phrases, rules: Rules) -> Decided:
    """Return what discounts each hit. `cues` are those of the sentences that have hits that can be discounted."""
    found = Decided(np.full(len(hits.term), -1, np.int64), np.full(len(hits.term), -1, np.int64))
    most = len(cues.term) + len(hits.term)
    longest = int(np.diff(words.first).max(initial=0))
    kind, start, end = (np.empty(most, np.int64) for _ in range(3))
    by_cue = Cues(kind, start, end, np.empty(most, np.bool_))
    work = Work(by_cue, np.empty(longest, np.int64), np.empty(longest, np.int64))
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
def _judge(words: Words, hits: Hits, cues: Phrases, rules: Rules, work: Work, asks: Bools, found: Decided) -> None:
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
            question = _opening_question(words, sentence, work.cues, count) if asks[sentence] else -1
            if question >= 0:
                for one in range(hit, behind):
                    _discount(found, one, work.cues, question, words.first[sentence])
            elif any_denial(work.cues, count):
                _decide(words, sentence, hits, (hit, behind), work, count, found)
        hit = behind


@compiled
def _gather(begin: int, hits: Hits, group: tuple[int, int], cues: tuple[Phrases, int], rules: Rules, out: Cues) -> int:
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
            out.kind[count] = OUTCOMES
            out.start[count] = hits.start[hit] - begin
            out.end[count] = hits.end[hit] - begin
            count += 1
    return count


@compiled
def _opening_question(words: Words, sentence: int, cues: Cues, count: int) -> int:
    """Return the cue of a question that expects a no and opens the sentence, or the speech behind a colon, or -1."""
    begin = words.first[sentence]
    for cue in range(count):
        if cues.kind[cue] == QUESTIONS:
            start = cues.start[cue]
            if start <= 1 or words.gap[begin + start] & GAP_COLON != 0:
                return cue
    return -1


@inlined
def _discount(found: Decided, hit: int, cues: Cues, cue: int, begin: int) -> None:
    found.start[hit] = begin + cues.start[cue]
    found.end[hit] = begin + cues.end[cue]


@compiled
def _decide(
    words: Words, sentence: int, hits: Hits, group: tuple[int, int], work: Work, count: int, found: Decided
) -> None:
    """Discount the hits that a live cue reaches, and those in one thought with such a hit."""
    begin = words.first[sentence]
    thought, shared = work.thought, work.mark
    number_thoughts(words, sentence, work, count)
    if not keep_live(work, count):
        return
    for place in range(words.first[sentence + 1] - begin):
        shared[place] = -1
    for hit in range(group[0], group[1]):
        start = hits.start[hit] - begin
        cue = nearest(work, count, start, hits.end[hit] - begin)
        if cue >= 0:
            _discount(found, hit, work.cues, cue, begin)
            if shared[thought[start]] < 0:
                shared[thought[start]] = cue
    for hit in range(group[0], group[1]):
        cue = shared[thought[hits.start[hit] - begin]]
        if cue >= 0 and found.start[hit] < 0:
            _discount(found, hit, work.cues, cue, begin)
