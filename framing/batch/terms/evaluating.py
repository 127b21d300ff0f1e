"""The nodes of a term worked out in one sentence: parts first, and no more than the answer needs."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from framing.batch.compiled import inlined
from framing.batch.layout import Ints
from framing.batch.terms.masks import ALL, Sets, followed, joined, moved, spread_down, unblocked, united, width_of
from framing.batch.terms.plans import (
    ANY_OF,
    BACKWARD,
    END,
    FIRST,
    FORWARD,
    GUARD,
    KIND,
    LONGEST,
    NEED,
    OTHER,
    PART,
    REACH,
    ROW,
    SECOND,
    SIDES,
    THIRD,
    WORDS,
    Plan,
    Small,
)
from framing.batch.terms.profiles import LAST, SHIFT
from framing.batch.terms.spans import FULL

_NEEDS = 3  # of a term that are looked at before it is tried
_NOTHING = -1  # a node of which no span is left
LOW, HIGH = range(2)


class Memory(NamedTuple):
    """What is known of the sentence that is looked at, and room for more.

    By profile, (p,): `slot`, its number among those of the sentence, which are `profiles`; `held` as in `Profiles`. The
    first sets are the masks of the profiles. By class: `present`, a bit for each that a word of the sentence belongs
    to, as in `held`; `mask`, (c,), the set of its words; `met`, (m,), the sentence in which a trigger was met last, and
    `triggers` those of this one. `joints` is the mask of the words that stand in a row with the one before. `state`,
    (n, 2), has of each node its sets, LOW to HIGH. `stack` and `step` are the nodes being worked out, and which of
    their parts.

    Numbers in `slot`, `mask`, `met` and `state` go on from sentence to sentence: what is smaller than the first number
    of this one is not known of it.
    """

    slot: Ints
    profiles: Ints
    held: Ints
    present: Ints
    mask: Ints
    met: Ints
    triggers: Ints
    joints: Ints
    state: Ints
    sets: Sets
    stack: Ints
    step: Ints


class Here(NamedTuple):
    """The sentence: how many integers its masks have, its first number, and how many profiles it has."""

    width: int
    base: int
    profiles: int


def memory_of(plan: Plan, held: Ints, room: int, longest: int) -> Memory:
    """Return a memory with room for so many masks of one integer, and for sentences of so many words."""
    depth = plan.depth + 1
    return Memory(
        slot=np.full(len(held), -1, np.int64),
        profiles=np.empty(longest, np.int64),
        held=held,
        present=np.empty(held.shape[1], np.int64),
        mask=np.full(plan.inner, -1, np.int64),
        met=np.full(plan.triggers, -1, np.int64),
        triggers=np.empty(plan.triggers, np.int64),
        joints=np.empty(width_of(longest), np.int64),
        state=np.full((len(plan.nodes), 2), -1, np.int64),
        sets=Sets(np.empty(room, np.int64), np.empty(room, np.int64)),
        stack=np.empty(depth, np.int64),
        step=np.empty(depth, np.int64),
    )


@inlined
def is_there(memory: Memory, number: int) -> bool:
    """Say whether a word of the class is in the sentence."""
    return bool(memory.present[number >> SHIFT] >> (number & LAST) & 1 != 0)


@inlined
def in_reach(memory: Memory, here: Here, trigger: int, tried: Small, top: int) -> tuple[bool, int]:
    """Say whether words of the classes that a term needs stand near enough; return the top behind their masks too.

    Always so in a sentence whose masks have several integers.
    """
    if (top + _NEEDS) * here.width > len(memory.sets.bits):
        return False, FULL
    if here.width > 1:
        return True, top
    top = _mask(memory, here, trigger, top)
    top = _mask(memory, here, tried[SECOND], top)
    top = _mask(memory, here, tried[THIRD], top)
    starts = _begins(memory, here, trigger, tried[LONGEST])
    starts &= _begins(memory, here, tried[SECOND], tried[LONGEST])
    starts &= _begins(memory, here, tried[THIRD], tried[LONGEST])
    return starts != 0, top


@inlined
def _begins(memory: Memory, here: Here, number: int, words: int) -> int:
    """Return where rows of so many words begin that hold a word of the class."""
    return spread_down(memory.sets.bits[memory.mask[number] - here.base], words)


@inlined
def work_out(plan: Plan, memory: Memory, here: Here, root: int, top: int) -> int:
    """Work out a node and whatever it depends on, writing sets from `top` on."""
    if memory.state[root, LOW] >= here.base:
        return top
    depth = 0
    memory.stack[0] = root
    memory.step[0] = 0
    while depth >= 0:
        node = memory.stack[depth]
        step = _next_part(plan, memory, here, node, memory.step[depth])
        if step >= 0 and plan.nodes[node, FIRST] + step < plan.nodes[node, END]:
            memory.step[depth] = step
            depth += 1
            memory.stack[depth] = plan.parts[plan.nodes[node, FIRST] + step, PART]
            memory.step[depth] = 0
            continue
        memory.state[node, LOW] = memory.state[node, HIGH] = here.base + top
        if step != _NOTHING:
            top = _operate(plan, memory, here, node, top)
            if top == FULL:
                return FULL
        depth -= 1
    return top


@inlined
def _next_part(plan: Plan, memory: Memory, here: Here, node: int, step: int) -> int:
    """Return the next part to work out, the number of parts where all are, _NOTHING where the node has no span."""
    first, kind = plan.nodes[node, FIRST], plan.nodes[node, KIND]
    parts = plan.nodes[node, END] - first
    if kind == WORDS:
        return int(parts)
    while step < parts:
        optional = kind == ANY_OF or (kind == GUARD and step == 1)
        if not (optional and not _possible(plan, memory, first + step)):
            part = plan.parts[first + step, PART]
            if memory.state[part, LOW] < here.base:
                return step
            if not optional and memory.state[part, LOW] == memory.state[part, HIGH]:
                return _NOTHING
        step += 1
    return int(parts)


@inlined
def _possible(plan: Plan, memory: Memory, row: int) -> bool:
    """Say whether the classes that a part needs are there."""
    return is_there(memory, plan.parts[row, NEED]) and is_there(memory, plan.parts[row, OTHER])


@inlined
def _words(plan: Plan, memory: Memory, here: Here, node: int, top: int) -> int:
    """Work out where a word of a class stands, or words of several in a row."""
    first, end = plan.nodes[node, FIRST], plan.nodes[node, END]
    for step in range(first, end):
        if not is_there(memory, plan.parts[step, PART]):
            return top
    if (top + end - first + 1) * here.width > len(memory.sets.bits):
        return FULL
    for step in range(first, end):
        top = _mask(memory, here, plan.parts[step, PART], top)
    if end - first > 1:
        return _words_in_a_row(plan, memory, here, node, top)
    memory.state[node, LOW] = memory.mask[plan.parts[first, PART]]
    memory.state[node, HIGH] = memory.mask[plan.parts[first, PART]] + 1
    return top


@inlined
def _mask(memory: Memory, here: Here, number: int, top: int) -> int:
    """Write where words of a class stand, once a sentence."""
    if memory.mask[number] >= here.base:
        return top
    width, sets = here.width, memory.sets
    memory.mask[number] = here.base + top
    sets.length[top] = 1
    for part in range(width):
        starts = 0
        for slot in range(here.profiles):
            has = memory.held[memory.profiles[slot], number >> SHIFT] >> (number & LAST) & 1
            starts |= sets.bits[slot * width + part] & -has
        sets.bits[top * width + part] = starts
    return top + 1


@inlined
def _words_in_a_row(plan: Plan, memory: Memory, here: Here, node: int, top: int) -> int:
    width, sets = here.width, memory.sets
    first, end = plan.nodes[node, FIRST], plan.nodes[node, END]
    memory.state[node, LOW] = memory.state[node, HIGH] = here.base + top
    found = 0
    for part in range(width):
        starts = ALL
        for step in range(first, end):
            at = (memory.mask[plan.parts[step, PART]] - here.base) * width
            starts &= moved(sets.bits, at, width, part, step - first)
            if step > first:
                starts &= moved(memory.joints, 0, width, part, step - first)
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
    if kind == WORDS:
        return _words(plan, memory, here, node, top)
    if kind == ANY_OF:
        high = _either(plan, memory, here, node, top)
    elif kind == ROW:
        high = _in_a_row(plan, memory, here, node, top)
    else:
        high = _near(plan, memory, here, node, top)
    if high == FULL:
        return FULL
    memory.state[node, HIGH] = here.base + high
    return high


@inlined
def _either(plan: Plan, memory: Memory, here: Here, node: int, top: int) -> int:
    """Write the spans of every branch that could match."""
    low = top
    for at in range(plan.nodes[node, FIRST], plan.nodes[node, END]):
        if _possible(plan, memory, at):
            top = united(memory.sets, _sets_of(memory, here, plan.parts[at, PART]), low, top, here.width)
        if top == FULL:
            return FULL
    return top


@inlined
def _in_a_row(plan: Plan, memory: Memory, here: Here, node: int, top: int) -> int:
    """Write the spans over the parts in a row, and set LOW where they begin."""
    first = plan.nodes[node, FIRST]
    one = _sets_of(memory, here, plan.parts[first, PART])
    for at in range(first + 1, plan.nodes[node, END]):
        low = top
        top = joined(memory.sets, one, _sets_of(memory, here, plan.parts[at, PART]), memory.joints, top, here.width)
        if top == FULL:
            return FULL
        one = (low, top)
    memory.state[node, LOW] = here.base + one[0]
    return top


@inlined
def _near(plan: Plan, memory: Memory, here: Here, node: int, top: int) -> int:
    """Write the spans over two parts near each other, or those of the left that no right one is near to."""
    first = plan.nodes[node, FIRST]
    one, other = _sets_of(memory, here, plan.parts[first, PART]), _sets_of(memory, here, plan.parts[first + 1, PART])
    sides, reach, low = plan.nodes[node, SIDES], plan.nodes[node, REACH], top
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
    low = memory.state[node, LOW] - here.base
    return (low, memory.state[node, HIGH] - here.base) if low >= 0 else (0, 0)
