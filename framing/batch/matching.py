"""Every match of a list of terms in the sentences of a batch: `Terms.find`, on arrays.

A sentence is looked at as `framing.lexicon.program` does. The classes of its words are collected; terms that are one
word of a class are found with that; of the others those are tried whose needed classes are all there. The nodes of a
term are worked out from its root down, parts first, each once a sentence and only where the answer depends on it.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from framing.batch.compiled import compiled, inlined
from framing.batch.layout import GAP_JOINT, Bools, Ints, Phrases, Words
from framing.batch.spans import FULL, Spans, add, distinct, followed, joined, sort, unblocked
from framing.batch.terms import (
    ANY_OF,
    ANY_WORD,
    BACKWARD,
    FORWARD,
    GUARD,
    HINTS,
    NEAR,
    ROW,
    Plan,
    TermTable,
    TypeClasses,
)

_NOTHING = -1  # a node of which no span is left
_ROOM = 1024  # spans that there is room for at first


class Memory(NamedTuple):
    """What is known of the sentence that is looked at; a mark of another sentence says that nothing is.

    By class, (c,): `class_mark`; `present` are the triggers met, and `place` the words that belong to any class. By
    node, (n,): `node_mark`, and its spans, `low` to `high` of `spans`. `stack` and `step` are the nodes being worked
    out, and which of their parts.
    """

    class_mark: Ints
    present: Ints
    place: Ints
    node_mark: Ints
    low: Ints
    high: Ints
    spans: Spans
    stack: Ints
    step: Ints


class _Search(NamedTuple):
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
    room, at, found = _ROOM, 0, 0
    out, of = _spans(room), np.empty(room, np.int64)
    while True:
        search = _Search(words, known, plan, _memory(plan, room), out, of)
        at, found = _find(search, chosen, at, found)
        if at == len(chosen):
            return Phrases(of[:found], out.start[:found], out.end[:found], out.tag[:found])
        room *= 2
        out, of = Spans(*(_doubled(column) for column in out)), _doubled(of)


def _memory(plan: Plan, room: int) -> Memory:
    nodes, depth = len(plan.kind), plan.depth + 1
    return Memory(
        class_mark=np.zeros(plan.sieved, np.int64),
        present=np.empty(plan.triggers, np.int64),
        place=np.empty(room, np.int64),
        node_mark=np.zeros(nodes, np.int64),
        low=np.empty(nodes, np.int64),
        high=np.empty(nodes, np.int64),
        spans=_spans(room),
        stack=np.empty(depth, np.int64),
        step=np.empty(depth, np.int64),
    )


def _spans(room: int) -> Spans:
    return Spans(*(np.empty(room, np.int64) for _ in range(3)))


def _doubled(column: Ints) -> Ints:
    larger = np.empty(2 * len(column), np.int64)
    larger[: len(column)] = column
    return larger


@compiled
def _find(search: _Search, chosen: Bools, begin: int, found: int) -> tuple[int, int]:
    """Look at the sentences from `begin` on; return the one that there was no room for, and the number of matches."""
    for sentence in range(begin, len(chosen)):
        if not chosen[sentence]:
            continue
        top = _in_sentence(search, sentence, found)
        if top == FULL:
            return sentence, found
        if top > found + 1:
            sort(search.out, found, top)
        for place in range(found, top):
            search.sentence[place] = sentence
        found = top
    return len(chosen), found


@inlined
def _in_sentence(search: _Search, sentence: int, top: int) -> int:
    """Write the matches of one sentence from `top` on, in any order."""
    plan, memory = search.plan, search.memory
    mark = sentence + 1
    top, places, present = _look_through(search, sentence, top)
    if top == FULL:
        return FULL
    written = 0
    for met in range(present):
        number = memory.present[met]
        for at in range(plan.tried_first[number], plan.tried_first[number + 1]):
            term = plan.tried[at]
            if _possible(plan, memory, plan.root[term], mark):
                written = _work_out(search, plan.root[term], (mark, places), written)
                top = FULL if written == FULL else _write(search, term, top)
                if top == FULL:
                    return FULL
    return top


@inlined
def _look_through(search: _Search, sentence: int, top: int) -> tuple[int, int, int]:
    """Write the straight terms and note which classes are there; return top, and how many places and triggers are."""
    words, plan, memory, known = search.words, search.plan, search.memory, search.known
    mark = sentence + 1
    places = 0
    present = 0
    for word in range(words.first[sentence], words.first[sentence + 1]):
        kind = words.type[word]
        at, end = known.first[kind], known.first[kind + 1]
        if at == end:
            continue
        if places >= len(memory.place):
            return FULL, 0, 0
        memory.place[places] = word
        places += 1
        while at < end and known.classes[at] < plan.triggers:
            number = known.classes[at]
            if memory.class_mark[number] != mark:
                memory.class_mark[number] = mark
                memory.present[present] = number
                present += 1
            at += 1
        while at < end and known.classes[at] < plan.sieved:
            memory.class_mark[known.classes[at]] = mark
            at += 1
        top = _straight(plan, known, (at, end), word, search.out, top)
        if top == FULL:
            return FULL, 0, 0
    return top, places, present


@inlined
def _straight(plan: Plan, known: TypeClasses, classes: tuple[int, int], word: int, out: Spans, top: int) -> int:
    """Write the terms that are a word of one of the type's last classes and nothing more."""
    at = classes[1] - 1
    while at >= classes[0] and known.classes[at] >= plan.inner and top != FULL:
        row = known.classes[at] - plan.inner
        for place in range(plan.straight_first[row], plan.straight_first[row + 1]):
            top = add(out, top, word, word + 1, plan.straight[place]) if top != FULL else FULL
        at -= 1
    return top


@inlined
def _possible(plan: Plan, memory: Memory, node: int, mark: int) -> bool:
    """Say whether every class that the node needs is there."""
    for at in range(plan.needs_first[node], plan.needs_first[node + 1]):
        if memory.class_mark[plan.needs[at]] != mark:
            return False
    return True


@inlined
def _write(search: _Search, term: int, top: int) -> int:
    """Write the spans of a term's root, which is worked out."""
    memory = search.memory
    root = search.plan.root[term]
    for place in range(memory.low[root], memory.high[root]):
        top = add(search.out, top, memory.spans.start[place], memory.spans.end[place], term)
        if top == FULL:
            return FULL
    return top


@inlined
def _work_out(search: _Search, root: int, sentence: tuple[int, int], top: int) -> int:
    """Work out a node and whatever it depends on, writing spans from `top` on.

    `sentence` is its mark, and the number of its places.
    """
    plan, memory = search.plan, search.memory
    mark = sentence[0]
    if memory.node_mark[root] == mark:
        return top
    depth = 0
    memory.stack[0] = root
    memory.step[0] = 0
    while depth >= 0:
        node = memory.stack[depth]
        step = _next_part(plan, memory, node, memory.step[depth], mark)
        if step >= 0 and plan.parts_first[node] + step < plan.parts_first[node + 1]:
            memory.step[depth] = step
            depth += 1
            memory.stack[depth] = plan.parts[plan.parts_first[node] + step]
            memory.step[depth] = 0
            continue
        memory.low[node] = memory.high[node] = top
        memory.node_mark[node] = mark
        if step != _NOTHING:
            top = _operate(search, node, sentence, top)
            if top == FULL:
                return FULL
        depth -= 1
    return top


@inlined
def _next_part(plan: Plan, memory: Memory, node: int, step: int, mark: int) -> int:
    """Return the next part to work out, the number of parts where all are, _NOTHING where the node has no span."""
    first, kind = plan.parts_first[node], plan.kind[node]
    parts = plan.parts_first[node + 1] - first
    for at in range(step, parts):
        part = plan.parts[first + at]
        if memory.node_mark[part] != mark:
            if kind == ANY_OF and not _possible(plan, memory, part, mark):
                continue
            if kind == ROW and at > 0 and plan.kind[part] == ANY_WORD:  # asked of the next word alone
                continue
            return at
        if kind != ANY_OF and memory.low[part] == memory.high[part] and not (kind == GUARD and at == 1):
            return _NOTHING
    return int(parts)


@inlined
def _operate(search: _Search, node: int, sentence: tuple[int, int], top: int) -> int:
    """Write the spans of a node whose parts are worked out, and note where they are."""
    plan, memory = search.plan, search.memory
    spans, kind = memory.spans, plan.kind[node]
    if kind == ANY_WORD:
        high = _places(search, plan.value[node], sentence, top)
    elif kind == ANY_OF:
        high = _either(plan, memory, node, sentence[0], top)
    elif kind == ROW:
        high = _in_a_row(search, node, sentence[0], top)
    else:
        high = _near(plan, memory, node, top)
    if high == FULL:
        return FULL
    if kind in (ROW, ANY_OF, NEAR) and high > memory.low[node] + 1:
        high = distinct(spans, memory.low[node], high)
    memory.high[node] = high
    return int(high)


@inlined
def _places(search: _Search, number: int, sentence: tuple[int, int], top: int) -> int:
    """Write where words of a class stand."""
    memory = search.memory
    mark, places = sentence
    if number < search.plan.sieved and memory.class_mark[number] != mark:
        return top
    for place in range(places):
        word = memory.place[place]
        if _belongs(search.known, search.words.type[word], number):
            top = add(memory.spans, top, word, word + 1, 0)
            if top == FULL:
                return FULL
    return top


@inlined
def _belongs(known: TypeClasses, kind: int, number: int) -> bool:
    """Say whether the type is of the class."""
    if (known.hints[HINTS * kind + (number >> 6) % HINTS] >> (number & 63)) & 1 == 0:
        return False
    low, high = known.first[kind], known.first[kind + 1]
    end = high
    while low < high:
        middle = (low + high) // 2
        if known.classes[middle] < number:
            low = middle + 1
        else:
            high = middle
    return bool(low < end and known.classes[low] == number)


@inlined
def _either(plan: Plan, memory: Memory, node: int, mark: int, top: int) -> int:
    """Write the spans of every branch that could match."""
    spans = memory.spans
    for at in range(plan.parts_first[node], plan.parts_first[node + 1]):
        branch = plan.parts[at]
        if memory.node_mark[branch] != mark:
            continue
        for place in range(memory.low[branch], memory.high[branch]):
            top = add(spans, top, spans.start[place], spans.end[place], 0)
            if top == FULL:
                return FULL
    return top


@inlined
def _in_a_row(search: _Search, node: int, mark: int, top: int) -> int:
    """Write the spans over the parts in a row, and set `low` where they begin."""
    plan, memory = search.plan, search.memory
    first = plan.parts[plan.parts_first[node]]
    one = (memory.low[first], memory.high[first])
    for at in range(plan.parts_first[node] + 1, plan.parts_first[node + 1]):
        part = plan.parts[at]
        memory.low[node] = top
        if memory.node_mark[part] != mark:
            top = _extended(search, one, plan.value[part], mark, top)
        else:
            top = joined(memory.spans, one, (memory.low[part], memory.high[part]), search.words.gap, top)
        if top == FULL:
            return FULL
        one = (memory.low[node], top)
    return top


@inlined
def _extended(search: _Search, one: tuple[int, int], number: int, mark: int, top: int) -> int:
    """Write the spans over one and the next word in a row, where it is of a class."""
    words, spans = search.words, search.memory.spans
    behind = words.first[mark]  # a sentence's mark is the number of the next one
    for first in range(one[0], one[1]):
        word = spans.end[first]
        if word < behind and words.gap[word] & GAP_JOINT != 0 and _belongs(search.known, words.type[word], number):
            top = add(spans, top, spans.start[first], word + 1, 0)
            if top == FULL:
                return FULL
    return top


@inlined
def _near(plan: Plan, memory: Memory, node: int, top: int) -> int:
    """Write the spans over two parts near each other, or those of the left that no right one is near to."""
    left, right = plan.parts[plan.parts_first[node]], plan.parts[plan.parts_first[node] + 1]
    one, other = (memory.low[left], memory.high[left]), (memory.low[right], memory.high[right])
    sides, reach, spans = plan.value[node], plan.reach[node], memory.spans
    if plan.kind[node] == GUARD:
        return unblocked(spans, one, other, (sides, reach), top)
    if sides & FORWARD != 0:
        top = followed(spans, one, other, reach, top)
    if sides & BACKWARD != 0 and top != FULL:
        top = followed(spans, other, one, reach, top)
    return top
