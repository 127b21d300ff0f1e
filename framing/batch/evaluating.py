"""The nodes of a term worked out in one sentence: parts first, and no more than the answer needs."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from framing.batch.compiled import inlined
from framing.batch.layout import GAP_JOINT, Ints, Words
from framing.batch.plans import ANY_OF, ANY_WORD, BACKWARD, FORWARD, GUARD, NEAR, ROW, Plan
from framing.batch.spans import FULL, Spans, add, distinct, followed, joined, unblocked
from framing.batch.terms import HINTS, TypeClasses

_NOTHING = -1  # a node of which no span is left


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


class Search(NamedTuple):
    """What is looked at, what for, and where matches are written: `out`, and `sentence`, (n,), beside it."""

    words: Words
    known: TypeClasses
    plan: Plan
    memory: Memory
    out: Spans
    sentence: Ints


def memory_of(plan: Plan, room: int) -> Memory:
    """Return a memory with room for so many places and spans."""
    nodes, depth = len(plan.kind), plan.depth + 1
    return Memory(
        class_mark=np.zeros(plan.sieved, np.int64),
        present=np.empty(plan.triggers, np.int64),
        place=np.empty(room, np.int64),
        node_mark=np.zeros(nodes, np.int64),
        low=np.empty(nodes, np.int64),
        high=np.empty(nodes, np.int64),
        spans=columns(room),
        stack=np.empty(depth, np.int64),
        step=np.empty(depth, np.int64),
    )


def columns(room: int) -> Spans:
    """Return room for so many spans."""
    return Spans(*(np.empty(room, np.int64) for _ in range(3)))


@inlined
def work_out(search: Search, root: int, sentence: tuple[int, int], top: int) -> int:
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
            if kind == ANY_OF and not possible(plan, memory, part, mark):
                continue
            if kind == ROW and at > 0 and plan.kind[part] == ANY_WORD:  # asked of the next word alone
                continue
            return at
        if kind != ANY_OF and memory.low[part] == memory.high[part] and not (kind == GUARD and at == 1):
            return _NOTHING
    return int(parts)


@inlined
def _operate(search: Search, node: int, sentence: tuple[int, int], top: int) -> int:
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
def _places(search: Search, number: int, sentence: tuple[int, int], top: int) -> int:
    """Write where words of a class stand."""
    memory = search.memory
    mark, places = sentence
    if search.plan.marked <= number < search.plan.sieved and memory.class_mark[number] != mark:
        return top
    for place in range(places):
        word = memory.place[place]
        if belongs(search.known, search.words.type[word], number):
            top = add(memory.spans, top, word, word + 1, 0)
            if top == FULL:
                return FULL
    return top


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
def _in_a_row(search: Search, node: int, mark: int, top: int) -> int:
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
def _extended(search: Search, one: tuple[int, int], number: int, mark: int, top: int) -> int:
    """Write the spans over one and the next word in a row, where it is of a class."""
    words, spans = search.words, search.memory.spans
    behind = words.first[mark]  # a sentence's mark is the number of the next one
    for first in range(one[0], one[1]):
        word = spans.end[first]
        if word < behind and words.gap[word] & GAP_JOINT != 0 and belongs(search.known, words.type[word], number):
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


@inlined
def possible(plan: Plan, memory: Memory, node: int, mark: int) -> bool:
    """Say whether every class that the node needs is there."""
    for at in range(plan.needs_first[node], plan.needs_first[node + 1]):
        if memory.class_mark[plan.needs[at]] != mark:
            return False
    return True


@inlined
def belongs(known: TypeClasses, kind: int, number: int) -> bool:
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
