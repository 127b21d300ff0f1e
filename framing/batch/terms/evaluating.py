"""The nodes of a term worked out in one sentence: parts first, and no more than the answer needs."""

from __future__ import annotations

from framing.batch.compiled import inlined
from framing.batch.terms.masks import ALL, followed, joined, moved, unblocked, united
from framing.batch.terms.memory import Here, Memory, is_there, mask_of
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
    PART,
    REACH,
    ROW,
    SIDES,
    WORDS,
    Plan,
)
from framing.batch.terms.spans import FULL

_NOTHING = -1  # a node of which no span is left
LOW, HIGH = range(2)


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
        top = mask_of(memory, here, plan.parts[step, PART], top)
    if end - first > 1:
        return _words_in_a_row(plan, memory, here, node, top)
    memory.state[node, LOW] = memory.mask[plan.parts[first, PART]]
    memory.state[node, HIGH] = memory.mask[plan.parts[first, PART]] + 1
    return top


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
