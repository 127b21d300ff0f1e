"""What is known of the sentence that is looked at: which classes are there, and where their words stand."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from framing.batch.compiled import inlined
from framing.batch.layout import Ints
from framing.batch.terms.masks import BITS, Sets, spread, width_of
from framing.batch.terms.plans import LONGEST, SECOND, SIEVED, THIRD, Plan, Small
from framing.batch.terms.profiles import LAST, SHIFT
from framing.batch.terms.spans import FULL


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
    if (top + SIEVED) * here.width > len(memory.sets.bits):
        return False, FULL
    if here.width > 1:
        return True, top
    top = mask_of(memory, here, trigger, top)
    top = mask_of(memory, here, tried[SECOND], top)
    top = mask_of(memory, here, tried[THIRD], top)
    starts = _begins(memory, here, trigger, tried[LONGEST])
    starts &= _begins(memory, here, tried[SECOND], tried[LONGEST])
    starts &= _begins(memory, here, tried[THIRD], tried[LONGEST])
    return starts != 0, top


@inlined
def _begins(memory: Memory, here: Here, number: int, words: int) -> int:
    """Return where rows of so many words begin that hold a word of the class; no row is longer than the sentence."""
    return spread(memory.sets.bits[memory.mask[number] - here.base], min(words, BITS) - 1)


@inlined
def mask_of(memory: Memory, here: Here, number: int, top: int) -> int:
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
