"""The nodes of a term worked out in one sentence: parts first, and no more than the answer needs."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from framing.batch.compiled import inlined, inner
from framing.batch.layout import Ints
from framing.batch.terms.masks import ALL, Sets, followed, joined, moved, unblocked, united
from framing.batch.terms.plans import (
    ANY_OF,
    BACKWARD,
    END,
    FIRST,
    FORWARD,
    GUARD,
    KIND,
    NEED,
    OTHER,
    REACH,
    ROW,
    VALUE,
    WORDS,
    Plan,
)
from framing.batch.terms.spans import FULL

_NOTHING = -1  # a node of which no span is left
LOW, HIGH = range(2)


class Memory(NamedTuple):
    """What is known of the sentence that is looked at.

    By class, (c,): `seen`, the number of its mask, which is `class_bits[w n:w (n + 1)]` where the sentence has masks of
    w integers; `present` are the triggers met. `joints` is the mask of the words that stand in a row with the one
    before. `state`, (n, 2), has of each node its sets, LOW to HIGH. `stack` and `step` are the nodes being worked out,
    and which of their parts.

    Numbers in `seen` and `state` go on from sentence to sentence: what is smaller than the first number of this one is
    not known of it.
    """

    seen: Ints
    class_bits: Ints
    present: Ints
    joints: Ints
    state: Ints
    sets: Sets
    stack: Ints
    step: Ints


class Here(NamedTuple):
    """The sentence: how many integers its masks have, and the first numbers of its classes and of its sets."""

    width: int
    classes: int
    sets: int


def memory_of(plan: Plan, room: int, width: int) -> Memory:
    """Return a memory with room for so many masks of one integer, and for sentences whose masks have `width`."""
    depth = plan.depth + 1
    return Memory(
        seen=np.full(plan.inner, -1, np.int64),
        class_bits=np.empty(room, np.int64),
        present=np.empty(plan.triggers, np.int64),
        joints=np.empty(width, np.int64),
        state=np.full((len(plan.nodes), 2), -1, np.int64),
        sets=Sets(np.empty(room, np.int64), np.empty(room, np.int64)),
        stack=np.empty(depth, np.int64),
        step=np.empty(depth, np.int64),
    )


@inlined
def work_out(plan: Plan, memory: Memory, here: Here, root: int, top: int) -> int:
    """Work out a node and whatever it depends on, writing sets from `top` on."""
    if memory.state[root, LOW] >= here.sets:
        return top
    if plan.nodes[root, KIND] <= WORDS:
        return _words(plan, memory, here, root, top)
    depth = 0
    memory.stack[0] = root
    memory.step[0] = 0
    while depth >= 0:
        node = memory.stack[depth]
        top, step = _next_part(plan, memory, here, node, (memory.step[depth], top))
        if top == FULL:
            return FULL
        if step >= 0 and plan.nodes[node, FIRST] + step < plan.nodes[node, END]:
            memory.step[depth] = step
            depth += 1
            memory.stack[depth] = plan.parts[plan.nodes[node, FIRST] + step]
            memory.step[depth] = 0
            continue
        memory.state[node, LOW] = memory.state[node, HIGH] = here.sets + top
        if step != _NOTHING:
            top = _operate(plan, memory, here, node, top)
            if top == FULL:
                return FULL
        depth -= 1
    return top


@inlined
def _next_part(plan: Plan, memory: Memory, here: Here, node: int, at: tuple[int, int]) -> tuple[int, int]:
    """Work out the parts that are words; return the top and the next part to work out.

    That is the number of parts where all are worked out, and _NOTHING where the node has no span. `at` is the part to
    begin with, and the top.
    """
    step, top = at
    first, kind = plan.nodes[node, FIRST], plan.nodes[node, KIND]
    parts = plan.nodes[node, END] - first
    while step < parts:
        part = plan.parts[first + step]
        optional = kind == ANY_OF or (kind == GUARD and step == 1)
        if memory.state[part, LOW] < here.sets and not (optional and not _possible(plan, memory, here, part)):
            if plan.nodes[part, KIND] > WORDS:
                return top, step
            top = _words(plan, memory, here, part, top)
            if top == FULL:
                return FULL, step
        if not optional and memory.state[part, LOW] == memory.state[part, HIGH]:
            return top, _NOTHING
        step += 1
    return top, int(parts)


@inlined
def _possible(plan: Plan, memory: Memory, here: Here, node: int) -> bool:
    """Say whether the classes that a node needs are there."""
    first, second = plan.nodes[node, NEED], plan.nodes[node, OTHER]
    return bool(memory.seen[first] >= here.classes and memory.seen[second] >= here.classes)


@inner
def _words(plan: Plan, memory: Memory, here: Here, node: int, top: int) -> int:
    """Write where a word of a class stands, or words of several in a row."""
    width, sets = here.width, memory.sets
    first, end = plan.nodes[node, FIRST], plan.nodes[node, END]
    if (top + 1) * width > len(sets.bits):
        return FULL
    memory.state[node, LOW] = memory.state[node, HIGH] = here.sets + top
    for step in range(first, end):
        if memory.seen[plan.parts[step]] < here.classes:
            return top
    found = 0
    for part in range(width):
        starts = ALL
        for step in range(first, end):
            at = (memory.seen[plan.parts[step]] - here.classes) * width
            starts &= moved(memory.class_bits, at, width, part, step - first)
            if step > first:
                starts &= moved(memory.joints, 0, width, part, step - first)
            if starts == 0:
                break
        sets.bits[top * width + part] = starts
        found |= starts
    if found == 0:
        return top
    sets.length[top] = end - first
    memory.state[node, HIGH] += 1
    return top + 1


@inlined
def _operate(plan: Plan, memory: Memory, here: Here, node: int, top: int) -> int:
    """Write the spans of a node whose parts are worked out, and note where they are."""
    kind = plan.nodes[node, KIND]
    if kind == ANY_OF:
        high = _either(plan, memory, here, node, top)
    elif kind == ROW:
        high = _in_a_row(plan, memory, here, node, top)
    else:
        high = _near(plan, memory, here, node, top)
    if high == FULL:
        return FULL
    memory.state[node, HIGH] = here.sets + high
    return high


@inlined
def _either(plan: Plan, memory: Memory, here: Here, node: int, top: int) -> int:
    """Write the spans of every branch that could match."""
    low = top
    for at in range(plan.nodes[node, FIRST], plan.nodes[node, END]):
        top = united(memory.sets, _sets_of(memory, here, plan.parts[at]), low, top, here.width)
        if top == FULL:
            return FULL
    return top


@inlined
def _in_a_row(plan: Plan, memory: Memory, here: Here, node: int, top: int) -> int:
    """Write the spans over the parts in a row, and set LOW where they begin."""
    first = plan.nodes[node, FIRST]
    one = _sets_of(memory, here, plan.parts[first])
    for at in range(first + 1, plan.nodes[node, END]):
        low = top
        top = joined(memory.sets, one, _sets_of(memory, here, plan.parts[at]), memory.joints, top, here.width)
        if top == FULL:
            return FULL
        one = (low, top)
    memory.state[node, LOW] = here.sets + one[0]
    return top


@inlined
def _near(plan: Plan, memory: Memory, here: Here, node: int, top: int) -> int:
    """Write the spans over two parts near each other, or those of the left that no right one is near to."""
    first = plan.nodes[node, FIRST]
    one, other = _sets_of(memory, here, plan.parts[first]), _sets_of(memory, here, plan.parts[first + 1])
    sides, reach, low = plan.nodes[node, VALUE], plan.nodes[node, REACH], top
    if plan.nodes[node, KIND] == GUARD:
        return unblocked(memory.sets, one, other, (sides, reach), top, here.width)
    if sides & FORWARD != 0:
        top = followed(memory.sets, one, other, reach, (low, top), here.width)
    if sides & BACKWARD != 0 and top != FULL:
        top = followed(memory.sets, other, one, reach, (low, top), here.width)
    return top


@inlined
def _sets_of(memory: Memory, here: Here, node: int) -> tuple[int, int]:
    """Return which sets are those of a node, none where it was not worked out: the sentence lacks what it needs."""
    low = memory.state[node, LOW] - here.sets
    return (low, memory.state[node, HIGH] - here.sets) if low >= 0 else (0, 0)
