"""The nodes of a term worked out in one sentence: parts first, and no more than the answer needs."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from framing.batch.compiled import inlined
from framing.batch.layout import GAP_JOINT, Ints, Words
from framing.batch.terms.plans import (
    ANY_OF,
    ANY_WORD,
    BACKWARD,
    END,
    FIRST,
    FORWARD,
    GUARD,
    KIND,
    NEAR,
    NEED,
    OTHER,
    REACH,
    ROW,
    VALUE,
    Plan,
)
from framing.batch.terms.spans import FULL, Spans, add, distinct, followed, joined, unblocked
from framing.batch.terms.terms import HINTS, TypeClasses

_NOTHING = -1  # a node of which no span is left
MARK, LOW, HIGH = range(3)


class Memory(NamedTuple):
    """What is known of the sentence that is looked at; a mark of another sentence says that nothing is.

    By class, (c,): `class_mark`; `present` are the triggers met, and `place` the words that belong to any class, whose
    hints, once a term is tried, are `hints`, (HINTS, p). `state`, (n, 4), has of each node its mark, and its spans, LOW
    to HIGH of `spans`. `stack` and `step` are the nodes being worked out, and which of their parts.
    """

    class_mark: Ints
    present: Ints
    place: Ints
    hints: Ints
    state: Ints
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
    depth = plan.depth + 1
    return Memory(
        class_mark=np.zeros(plan.sieved, np.int64),
        present=np.empty(plan.triggers, np.int64),
        place=np.empty(room, np.int64),
        hints=np.empty(HINTS * room, np.int64),
        state=np.zeros((len(plan.nodes), 4), np.int64),
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
    if memory.state[root, MARK] == mark:
        return top
    depth = 0
    memory.stack[0] = root
    memory.step[0] = 0
    while depth >= 0:
        node = memory.stack[depth]
        step = _next_part(plan, memory, node, memory.step[depth], mark)
        if step >= 0 and plan.nodes[node, FIRST] + step < plan.nodes[node, END]:
            memory.step[depth] = step
            depth += 1
            memory.stack[depth] = plan.parts[plan.nodes[node, FIRST] + step]
            memory.step[depth] = 0
            continue
        memory.state[node, LOW] = memory.state[node, HIGH] = top
        memory.state[node, MARK] = mark
        if step != _NOTHING:
            top = _operate(search, node, sentence, top)
            if top == FULL:
                return FULL
        depth -= 1
    return top


@inlined
def _next_part(plan: Plan, memory: Memory, node: int, step: int, mark: int) -> int:
    """Return the next part to work out, the number of parts where all are, _NOTHING where the node has no span."""
    first, kind = plan.nodes[node, FIRST], plan.nodes[node, KIND]
    parts = plan.nodes[node, END] - first
    for at in range(step, parts):
        part = plan.parts[first + at]
        if memory.state[part, MARK] != mark:
            if (kind == ANY_OF or (kind == GUARD and at == 1)) and not _possible(plan, memory, part, mark):
                continue
            if kind == ROW and at > 0 and plan.nodes[part, KIND] == ANY_WORD:  # asked of the next word alone
                continue
            return at
        if kind != ANY_OF and memory.state[part, LOW] == memory.state[part, HIGH] and not (kind == GUARD and at == 1):
            return _NOTHING
    return int(parts)


@inlined
def _operate(search: Search, node: int, sentence: tuple[int, int], top: int) -> int:
    """Write the spans of a node whose parts are worked out, and note where they are."""
    plan, memory = search.plan, search.memory
    spans, kind = memory.spans, plan.nodes[node, KIND]
    if kind == ANY_WORD:
        high = _places(search, plan.nodes[node, VALUE], sentence, top)
    elif kind == ANY_OF:
        high = _either(plan, memory, node, sentence[0], top)
    elif kind == ROW:
        high = _in_a_row(search, node, sentence[0], top)
    else:
        high = _near(plan, memory, node, sentence[0], top)
    if high == FULL:
        return FULL
    if kind in (ROW, ANY_OF, NEAR) and high > memory.state[node, LOW] + 1:
        high = distinct(spans, memory.state[node, LOW], high)
    memory.state[node, HIGH] = high
    return int(high)


@inlined
def _places(search: Search, number: int, sentence: tuple[int, int], top: int) -> int:
    """Write where words of a class stand."""
    memory = search.memory
    mark, places = sentence
    if search.plan.marked <= number < search.plan.sieved and memory.class_mark[number] != mark:
        return top
    hint, bit = (number >> 6) % HINTS * len(memory.place), number & 63
    for place in range(places):
        if (memory.hints[hint + place] >> bit) & 1 != 0:
            word = memory.place[place]
            if _listed(search.known, search.words.type[word], number):
                top = add(memory.spans, top, word, word + 1, 0)
                if top == FULL:
                    return FULL
    return top


@inlined
def take_hints(search: Search, places: int) -> None:
    """Put the hints of the words side by side, to be looked through many times."""
    memory, known = search.memory, search.known
    for place in range(places):
        kind = search.words.type[memory.place[place]]
        for hint in range(HINTS):
            memory.hints[hint * len(memory.place) + place] = known.hints[HINTS * kind + hint]


@inlined
def _either(plan: Plan, memory: Memory, node: int, mark: int, top: int) -> int:
    """Write the spans of every branch that could match."""
    spans = memory.spans
    for at in range(plan.nodes[node, FIRST], plan.nodes[node, END]):
        branch = plan.parts[at]
        if memory.state[branch, MARK] != mark:
            continue
        for place in range(memory.state[branch, LOW], memory.state[branch, HIGH]):
            top = add(spans, top, spans.start[place], spans.end[place], 0)
            if top == FULL:
                return FULL
    return top


@inlined
def _in_a_row(search: Search, node: int, mark: int, top: int) -> int:
    """Write the spans over the parts in a row, and set `low` where they begin."""
    plan, memory = search.plan, search.memory
    first = plan.parts[plan.nodes[node, FIRST]]
    one = (memory.state[first, LOW], memory.state[first, HIGH])
    for at in range(plan.nodes[node, FIRST] + 1, plan.nodes[node, END]):
        part = plan.parts[at]
        memory.state[node, LOW] = top
        if memory.state[part, MARK] != mark:
            top = _extended(search, one, plan.nodes[part, VALUE], mark, top)
        else:
            top = joined(memory.spans, one, (memory.state[part, LOW], memory.state[part, HIGH]), search.words.gap, top)
        if top == FULL:
            return FULL
        one = (memory.state[node, LOW], top)
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
def _near(plan: Plan, memory: Memory, node: int, mark: int, top: int) -> int:
    """Write the spans over two parts near each other, or those of the left that no right one is near to."""
    left, right = plan.parts[plan.nodes[node, FIRST]], plan.parts[plan.nodes[node, FIRST] + 1]
    one, other = (
        (memory.state[left, LOW], memory.state[left, HIGH]),
        (memory.state[right, LOW], memory.state[right, HIGH]),
    )
    if memory.state[right, MARK] != mark:  # what a guard is against, and not there
        other = (0, 0)
    sides, reach, spans = plan.nodes[node, VALUE], plan.nodes[node, REACH], memory.spans
    if plan.nodes[node, KIND] == GUARD:
        return unblocked(spans, one, other, (sides, reach), top)
    if sides & FORWARD != 0:
        top = followed(spans, one, other, reach, top)
    if sides & BACKWARD != 0 and top != FULL:
        top = followed(spans, other, one, reach, top)
    return top


@inlined
def _possible(plan: Plan, memory: Memory, branch: int, mark: int) -> bool:
    """Say whether the classes that a branch needs are there."""
    first, second = plan.nodes[branch, NEED], plan.nodes[branch, OTHER]
    return bool(memory.class_mark[first] == mark and memory.class_mark[second] == mark)


@inlined
def belongs(known: TypeClasses, kind: int, number: int) -> bool:
    """Say whether the type is of the class."""
    if (known.hints[HINTS * kind + (number >> 6) % HINTS] >> (number & 63)) & 1 == 0:
        return False
    return _listed(known, kind, number)


@inlined
def _listed(known: TypeClasses, kind: int, number: int) -> bool:
    """Look for the class among those of the type: as many steps whichever it is, which a processor foresees."""
    low = known.first[kind]
    size = known.first[kind + 1] - low
    while size > 1:
        half = size // 2
        low += half if known.classes[low + half] <= number else 0
        size -= half
    return bool(size == 1 and known.classes[low] == number)
