"""The word forms of a vocabulary as arrays, and their numbers: an open-addressing table over code points."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from framing.batch.compiled import compiled, inlined
from framing.batch.layout import Codes, Ints

# A hash and a number share one entry of the table. Products stay below 2**63.
HASH_BITS = 31
LOW = (1 << HASH_BITS) - 1
_FACTOR = 0x2C1B3C6D
_SHIFT = 15
EMPTY = -1


class Forms(NamedTuple):
    """The forms known: that of type t is `codes[starts[t]:starts[t + 1]]`, and `sizes[0]` types are known.

    `slots` has at least twice as many entries as there is room for types, a power of two: a form's hash and its number
    in one integer, or EMPTY. `traits` and `bare` hold what the types are, for as many as `sizes[1]`.
    """

    slots: Ints
    codes: Codes
    starts: Ints
    traits: Ints
    bare: Ints
    sizes: Ints


def empty(types: int, codes: int) -> Forms:
    """Return a table with room for so many types, a power of two, and so many code points of all their forms."""
    return Forms(
        slots=np.full(2 * types, EMPTY, dtype=np.int64),
        codes=np.empty(codes, dtype=np.uint32),
        starts=np.zeros(types + 1, dtype=np.int64),
        traits=np.zeros(types, dtype=np.int64),
        bare=np.zeros(types, dtype=np.int64),
        sizes=np.zeros(2, dtype=np.int64),
    )


def with_room(forms: Forms) -> Forms:
    """Return the table with twice the room, for types and for code points; what it holds stays as it is."""
    made = empty(2 * len(forms.traits), 2 * len(forms.codes))
    types = forms.sizes[0]
    made.codes[: forms.starts[types]] = forms.codes[: forms.starts[types]]
    made.starts[: types + 1] = forms.starts[: types + 1]
    made.traits[:types] = forms.traits[:types]
    made.bare[:types] = forms.bare[:types]
    made.sizes[:] = forms.sizes
    _move(forms.slots, made.slots)
    return made


@inlined
def has_room(forms: Forms, types: int, codes: int) -> bool:
    """Say whether so many types more, and so many code points of their forms, have room."""
    known = forms.sizes[0]
    return bool(known + types <= len(forms.traits) and forms.starts[known] + codes <= len(forms.codes))


@inlined
def type_of(forms: Forms, codes: Codes, start: int, end: int) -> int:
    """Return the number of the form `codes[start:end]`: the next one where it is new. There must be room."""
    key = _hash(codes, start, end)
    mask = len(forms.slots) - 1
    slot = key & mask
    while forms.slots[slot] != EMPTY:
        entry = forms.slots[slot]
        if entry >> HASH_BITS == key and _is(forms, entry & LOW, codes, start, end):
            return int(entry & LOW)
        slot = (slot + 1) & mask
    number = forms.sizes[0]
    forms.slots[slot] = key << HASH_BITS | number
    _append(forms, codes, start, end)
    return int(number)


@inlined
def _hash(codes: Codes, start: int, end: int) -> int:
    key = np.int64(0)
    for at in range(start, end):
        key = ((key ^ np.int64(codes[at])) * _FACTOR) & LOW
        key ^= key >> _SHIFT
    return int(key)


@inlined
def _is(forms: Forms, number: int, codes: Codes, start: int, end: int) -> bool:
    first = forms.starts[number]
    if forms.starts[number + 1] - first != end - start:
        return False
    at = 0
    while at < end - start and forms.codes[first + at] == codes[start + at]:
        at += 1
    return at == end - start


@compiled
def _append(forms: Forms, codes: Codes, start: int, end: int) -> None:
    number = forms.sizes[0]
    first = forms.starts[number]
    for at in range(end - start):
        forms.codes[first + at] = codes[start + at]
    forms.starts[number + 1] = first + end - start
    forms.sizes[0] = number + 1


@compiled
def _move(old: Ints, new: Ints) -> None:
    mask = len(new) - 1
    for entry in old:
        if entry != EMPTY:
            slot = (entry >> HASH_BITS) & mask
            while new[slot] != EMPTY:
                slot = (slot + 1) & mask
            new[slot] = entry
