"""Every match of a list of terms in the sentences of a batch: `Terms.find`, on arrays.

A sentence is looked at as `framing.lexicon.program` does. It is noted where the profiles of its words stand; terms that
are one word of a class are found with that, and of the others those are tried whose needed classes are all there.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from framing.batch.compiled import compiled, inlined
from framing.batch.layout import GAP_JOINT, Bools, Ints, Phrases, Words, roomy
from framing.batch.terms.evaluating import HIGH, LOW, work_out
from framing.batch.terms.masks import BITS, width_of
from framing.batch.terms.memory import Here, Memory, in_reach, is_there, memory_of
from framing.batch.terms.plans import ROOT, SECOND, TERM, THIRD, Plan
from framing.batch.terms.profiles import Profiles
from framing.batch.terms.spans import FULL, Spans, add, sort
from framing.batch.terms.terms import TermTable

_ROOM = 1024  # matches and masks that there is room for at first
_BYTE = 8


class _Search(NamedTuple):
    """What is looked at, what for, and where matches are written: `out`, and `sentence`, (n,), beside it."""

    words: Words
    known: Profiles
    plan: Plan
    memory: Memory
    out: Spans
    sentence: Ints


def find(table: TermTable, words: Words, which: int, sentences: Bools | None = None) -> Phrases:
    """Return the matches of list `which` of the table, overlaps left in, in the order of sentence, start, end and term.

    `sentences` (s,) are those to look at, all where it is None. Every type of `words` must have been learned.
    """
    chosen = np.ones(len(words.tail), np.bool_) if sentences is None else sentences
    plan, known = table.plans[which], table.profiles(which)
    longest = int(np.diff(words.first).max(initial=0))
    room, at, found = _ROOM, 0, 0
    out = Spans(*(np.empty(room, np.int64) for _ in range(3)))
    of = np.empty(room, np.int64)
    while True:
        search = _Search(words, known, plan, memory_of(plan, known.held, room, longest), out, of)
        at, found = _find(search, chosen, at, found)
        if at == len(chosen):
            return Phrases(of[:found], out.start[:found], out.end[:found], out.tag[:found])
        room *= 2
        out, of = Spans(*(roomy(column, room) for column in out)), roomy(of, room)


@compiled
def _find(search: _Search, chosen: Bools, begin: int, found: int) -> tuple[int, int]:
    """Look at the sentences from `begin` on; return the one that there was no room for, and the number of matches."""
    base = 0
    for sentence in range(begin, len(chosen)):
        if not chosen[sentence]:
            continue
        top, base = _in_sentence(search, sentence, found, base)
        if top == FULL:
            return sentence, found
        if top > found + 1:
            sort(search.out, found, top)
        for place in range(found, top):
            search.sentence[place] = sentence
        found = top
    return len(chosen), found


@inlined
def _in_sentence(search: _Search, sentence: int, top: int, base: int) -> tuple[int, int]:
    """Write the matches of one sentence from `top` on, in any order; return the new top and the next first number."""
    words, plan, memory = search.words, search.plan, search.memory
    begin, end = words.first[sentence], words.first[sentence + 1]
    width = width_of(end - begin)
    if min(end - begin, len(memory.slot)) * width > len(memory.sets.bits):
        return FULL, base
    top, profiles = _look_through(search, (begin, end), top, (width, base))
    here = Here(width, base, profiles)
    sets = profiles
    for met in range(_meet(search, here)):
        number = memory.triggers[met]
        for at in range(plan.tried_first[number], plan.tried_first[number + 1]):
            row = plan.tried[at]
            if top == FULL or not (is_there(memory, row[SECOND]) and is_there(memory, row[THIRD])):
                continue
            near, sets = in_reach(memory, here, number, row, sets)
            if near:
                sets = work_out(plan, memory, here, row[ROOT], sets)
                top = FULL if sets == FULL else _write(search, here, row, begin, top)
            if sets == FULL:
                return FULL, base
    # A node without spans is known by the number behind the last set.
    return top, base + sets + 1


@inlined
def _look_through(search: _Search, span: tuple[int, int], top: int, masks: tuple[int, int]) -> tuple[int, int]:
    """Write the straight terms and where the profiles of words stand; return top, and how many profiles there are.

    `masks` are their width, and the first number of the sentence.
    """
    words, memory, known = search.words, search.memory, search.known
    width, base = masks
    profiles = part = 0
    bit = 1
    for at in range(width):
        memory.joints[at] = 0
    for word in range(span[0], span[1]):
        memory.joints[part] |= bit if words.gap[word] & GAP_JOINT != 0 else 0
        profile = known.of[words.type[word]]
        if memory.slot[profile] < base:
            memory.slot[profile] = base + profiles
            memory.profiles[profiles] = profile
            for at in range(profiles * width, (profiles + 1) * width):
                memory.sets.bits[at] = 0
            profiles += 1
        memory.sets.bits[(memory.slot[profile] - base) * width + part] |= bit
        for at in range(known.straight_first[profile], known.straight_first[profile + 1]):
            top = add(search.out, top, word, word + 1, known.straight[at]) if top != FULL else FULL
        bit <<= 1
        if bit > 1 << (BITS - 1):
            part, bit = part + 1, 1
    return top, profiles


@inlined
def _meet(search: _Search, here: Here) -> int:
    """Note which classes are there, and the triggers; return how many triggers."""
    memory, known = search.memory, search.known
    count = 0
    for at in range(len(memory.present)):
        memory.present[at] = 0
    for slot in range(here.profiles):
        profile = memory.profiles[slot]
        for at in range(len(memory.present)):
            memory.present[at] |= memory.held[profile, at]
        for at in range(known.triggers_first[profile], known.triggers_first[profile + 1]):
            number = known.triggers[at]
            if memory.met[number] < here.base:
                memory.met[number] = here.base
                memory.triggers[count] = number
                count += 1
    return count


@inlined
def _write(search: _Search, here: Here, tried: Ints, begin: int, top: int) -> int:
    """Write the spans of a term that is worked out. The sentence begins with word `begin`."""
    sets, width, state = search.memory.sets, here.width, search.memory.state[tried[ROOT]]
    for number in range(state[LOW] - here.base, state[HIGH] - here.base):
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
