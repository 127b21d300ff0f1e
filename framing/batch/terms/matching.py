"""Every match of a list of terms in the sentences of a batch: `Terms.find`, on arrays.

A sentence is looked at as `framing.lexicon.program` does. It is noted where the classes of its words stand; terms that
are one word of a class are found with that, and of the others those are tried whose needed classes are all there.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from framing.batch.compiled import compiled, inlined
from framing.batch.layout import GAP_JOINT, Bools, Ints, Phrases, Words
from framing.batch.terms.classes import TypeClasses
from framing.batch.terms.evaluating import HIGH, LOW, Here, Memory, memory_of, work_out
from framing.batch.terms.masks import BITS
from framing.batch.terms.plans import ROOT, SECOND, TERM, THIRD, Plan
from framing.batch.terms.spans import FULL, Spans, add, sort
from framing.batch.terms.terms import TermTable

_ROOM = 1024  # matches and masks that there is room for at first
_BYTE = 8


class _Search(NamedTuple):
    """What is looked at, what for, and where matches are written: `out`, and `sentence`, (n,), beside it."""

    words: Words
    known: TypeClasses
    plan: Plan
    memory: Memory
    out: Spans
    sentence: Ints


def find(table: TermTable, words: Words, which: int, sentences: Bools | None = None) -> Phrases:
    """Return the matches of list `which` of the table, overlaps left in, in the order of sentence, start, end and term.

    `sentences` (s,) are those to look at, all where it is None. Every type of `words` must have been learned.
    """
    chosen = np.ones(len(words.tail), np.bool_) if sentences is None else sentences
    plan, known = table.plans[which], table.classes(which)
    longest = int(np.diff(words.first).max(initial=0))
    room, at, found = _ROOM, 0, 0
    out = Spans(*(np.empty(room, np.int64) for _ in range(3)))
    of = np.empty(room, np.int64)
    while True:
        search = _Search(words, known, plan, memory_of(plan, room, longest // BITS + 1), out, of)
        at, found = _find(search, chosen, at, found)
        if at == len(chosen):
            return Phrases(of[:found], out.start[:found], out.end[:found], out.tag[:found])
        room *= 2
        out, of = Spans(*(_doubled(column) for column in out)), _doubled(of)


def _doubled(column: Ints) -> Ints:
    larger = np.empty(2 * len(column), np.int64)
    larger[: len(column)] = column
    return larger


@compiled
def _find(search: _Search, chosen: Bools, begin: int, found: int) -> tuple[int, int]:
    """Look at the sentences from `begin` on; return the one that there was no room for, and the number of matches."""
    classes = sets = 0
    for sentence in range(begin, len(chosen)):
        if not chosen[sentence]:
            continue
        top, classes, sets = _in_sentence(search, sentence, found, (classes, sets))
        if top == FULL:
            return sentence, found
        if top > found + 1:
            sort(search.out, found, top)
        for place in range(found, top):
            search.sentence[place] = sentence
        found = top
    return len(chosen), found


@inlined
def _in_sentence(search: _Search, sentence: int, top: int, numbers: tuple[int, int]) -> tuple[int, int, int]:
    """Write the matches of one sentence from `top` on, in any order.

    Return the new top and the first numbers, of classes and of sets, for the next sentence.
    """
    words, plan, memory = search.words, search.plan, search.memory
    size = words.first[sentence + 1] - words.first[sentence]
    here = Here((size + BITS - 1) // BITS, numbers[0], numbers[1])
    top, classes, present = _look_through(search, here, sentence, top)
    sets = 0
    for met in range(present):
        number = memory.present[met]
        for at in range(plan.tried_first[number], plan.tried_first[number + 1]):
            row = plan.tried[at]
            if top != FULL and memory.seen[row[SECOND]] >= here.classes and memory.seen[row[THIRD]] >= here.classes:
                sets = work_out(plan, memory, here, row[ROOT], sets)
                top = FULL if sets == FULL else _write(search, here, row, words.first[sentence], top)
                sets = max(sets, 0)
    # A node without spans is known by the number behind the last set.
    return top, here.classes + classes, here.sets + sets + 1


@inlined
def _look_through(search: _Search, here: Here, sentence: int, top: int) -> tuple[int, int, int]:
    """Write the straight terms and note where classes stand; return top, and how many classes and triggers are."""
    words, plan, memory, known = search.words, search.plan, search.memory, search.known
    classes = present = 0
    part, bit = 0, 1
    for at in range(here.width):
        memory.joints[at] = 0
    for word in range(words.first[sentence], words.first[sentence + 1]):
        memory.joints[part] |= bit if words.gap[word] & GAP_JOINT != 0 else 0
        kind = words.type[word]
        at, end = known.first[kind], known.first[kind + 1]
        if (classes + end - at) * here.width > len(memory.class_bits):
            return FULL, 0, 0
        while at < end and known.classes[at] < plan.inner:
            number = known.classes[at]
            if memory.seen[number] < here.classes:
                memory.seen[number] = here.classes + classes
                for empty in range(classes * here.width, (classes + 1) * here.width):
                    memory.class_bits[empty] = 0
                classes += 1
                if number < plan.triggers:
                    memory.present[present] = number
                    present += 1
            memory.class_bits[(memory.seen[number] - here.classes) * here.width + part] |= bit
            at += 1
        top = _straight(plan, known, (at, end), word, search.out, top) if top != FULL else FULL
        if top == FULL:
            return FULL, 0, 0
        bit <<= 1
        if bit > 1 << (BITS - 1):
            part, bit = part + 1, 1
    return top, classes, present


@inlined
def _straight(plan: Plan, known: TypeClasses, classes: tuple[int, int], word: int, out: Spans, top: int) -> int:
    """Write the terms that are a word of one of these classes and nothing more."""
    for at in range(classes[0], classes[1]):
        row = known.classes[at] - plan.inner
        for place in range(plan.straight_first[row], plan.straight_first[row + 1]):
            top = add(out, top, word, word + 1, plan.straight[place]) if top != FULL else FULL
    return top


@inlined
def _write(search: _Search, here: Here, tried: Ints, begin: int, top: int) -> int:
    """Write the spans of a term that is worked out. The sentence begins with word `begin`."""
    sets, width, state = search.memory.sets, here.width, search.memory.state[tried[ROOT]]
    for number in range(state[LOW] - here.sets, state[HIGH] - here.sets):
        for part in range(width):
            word = begin + BITS * part
            left = sets.bits[number * width + part]
            while left != 0 and top != FULL:
                while left & ((1 << _BYTE) - 1) == 0:
                    left >>= _BYTE
                    word += _BYTE
                if left & 1 != 0:
                    top = add(search.out, top, word, word + sets.length[number], tried[TERM])
                left >>= 1
                word += 1
    return top
