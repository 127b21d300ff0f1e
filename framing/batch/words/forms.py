"""The word forms of a vocabulary as arrays, and their numbers: open-addressing tables over code points."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from framing.batch.compiled import compiled, inlined
from framing.batch.layout import Codes, Ints
from framing.batch.words.letters import EIGHT, MOST_LETTERS

# A hash and a number share one entry of the table. Products stay below 2**63.
HASH_BITS = 31
LOW = (1 << HASH_BITS) - 1
EMPTY = -1
FULL = -1
_FACTORS = (0x2C1B3C6D, 0x297A2D39, 0x45D9F3B3, 0x5BD1E995)
_SHIFT = 15

# Nearly all words are ASCII and not long: their letters fit two integers, and there is nothing more to compare.
ASCII = 128
_MIXED = 24  # the bits of a product above this depend on all letters
_ENTRY = 4  # integers: letters, more letters, the number, and one that keeps an entry from lying on two cache lines


class Forms(NamedTuple):
    """The forms known: that of type t is `codes[starts[t]:starts[t + 1]]`, and `sizes[0]` types are known.

    `slots` has at least twice as many entries as there is room for types, a power of two: a hash and its number
    in one integer, or EMPTY. `packed` is the same of packed forms, an entry of _ENTRY integers each, 0 where it is
    free. `traits` and `bare` hold what the types are, for as many as `sizes[1]`.
    """

    slots: Ints
    packed: Ints
    codes: Codes
    starts: Ints
    traits: Ints
    bare: Ints
    sizes: Ints


def empty(types: int, codes: int) -> Forms:
    """Return a table with room for so many types, a power of two, and so many code points of all their forms."""
    return Forms(
        slots=np.full(2 * types, EMPTY, dtype=np.int64),
        packed=np.zeros(2 * types * _ENTRY, dtype=np.int64),
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
    _move(forms, made)
    return made


@compiled
def type_of(forms: Forms, codes: Codes, start: int, end: int) -> int:
    """Return the number of the form `codes[start:end]`: the next one where it is new, FULL where it has no room."""
    return type_of_letters(forms, packed(codes, start, end), codes, start, end)


@inlined
def packed(codes: Codes, start: int, end: int) -> tuple[int, int]:
    """Return the letters of a form in two integers, a byte each; 0 where it is not ASCII, or too long."""
    if end - start > MOST_LETTERS:
        return 0, 0
    first = second = 0
    for at in range(start, end):
        code = codes[at]
        if code >= ASCII or code == 0:
            return 0, 0
        place = at - start
        if place < EIGHT:
            first |= int(np.int64(code)) << 8 * place
        else:
            second |= int(np.int64(code)) << 8 * (place - EIGHT)
    return first, second


@inlined
def type_of_letters(forms: Forms, letters: tuple[int, int], codes: Codes, start: int, end: int) -> int:
    """Return the number of a form whose letters are `packed`, FULL where it is new and has no room."""
    first, second = letters
    if first == 0:
        return _type_of_long(forms, codes, start, end)
    table = forms.packed
    mask = len(forms.slots) - 1
    slot = packed_hash(first, second) & mask
    while table[_ENTRY * slot] != first or table[_ENTRY * slot + 1] != second:
        if table[_ENTRY * slot] == 0:
            if not _has_room(forms, end - start):
                return FULL
            table[_ENTRY * slot] = first
            table[_ENTRY * slot + 1] = second
            table[_ENTRY * slot + 2] = forms.sizes[0]
            _append(forms, codes, start, end)
            break
        slot = (slot + 1) & mask
    return int(table[_ENTRY * slot + 2])


@compiled
def _type_of_long(forms: Forms, codes: Codes, start: int, end: int) -> int:
    """Return the number of a form that cannot be packed."""
    key = hashed(codes, start, end)
    mask = len(forms.slots) - 1
    slot = key & mask
    while forms.slots[slot] != EMPTY:
        entry = forms.slots[slot]
        if entry >> HASH_BITS == key and _is(forms, entry & LOW, codes, start, end):
            return int(entry & LOW)
        slot = (slot + 1) & mask
    if not _has_room(forms, end - start):
        return FULL
    number = forms.sizes[0]
    forms.slots[slot] = key << HASH_BITS | number
    _append(forms, codes, start, end)
    return int(number)


@inlined
def packed_hash(first: int, second: int) -> int:
    """Return a hash of packed letters, of more bits than any table has."""
    one = (first & LOW) * _FACTORS[0] ^ (first >> HASH_BITS) * _FACTORS[1]
    other = (second & LOW) * _FACTORS[2] ^ (second >> HASH_BITS) * _FACTORS[3]
    return (one ^ other) >> _MIXED


@inlined
def hashed(codes: Codes | Ints, start: int, end: int) -> int:
    """Return a hash of HASH_BITS of some code points, or of other numbers."""
    key = np.int64(0)
    for at in range(start, end):
        key = (key * _FACTORS[0] + np.int64(codes[at])) & LOW
    return int(key ^ key >> _SHIFT)


@inlined
def _is(forms: Forms, number: int, codes: Codes, start: int, end: int) -> bool:
    first = forms.starts[number]
    if forms.starts[number + 1] - first != end - start:
        return False
    at = 0
    while at < end - start and forms.codes[first + at] == codes[start + at]:
        at += 1
    return at == end - start


@inlined
def _has_room(forms: Forms, codes: int) -> bool:
    known = forms.sizes[0]
    return bool(known < len(forms.traits) and forms.starts[known] + codes <= len(forms.codes))


@compiled
def _append(forms: Forms, codes: Codes, start: int, end: int) -> None:
    number = forms.sizes[0]
    first = forms.starts[number]
    for at in range(end - start):
        forms.codes[first + at] = codes[start + at]
    forms.starts[number + 1] = first + end - start
    forms.sizes[0] = number + 1


@compiled
def _move(old: Forms, new: Forms) -> None:
    mask = len(new.slots) - 1
    for entry in old.slots:
        if entry != EMPTY:
            slot = (entry >> HASH_BITS) & mask
            while new.slots[slot] != EMPTY:
                slot = (slot + 1) & mask
            new.slots[slot] = entry
    for entry in range(0, len(old.packed), _ENTRY):
        first, second = old.packed[entry], old.packed[entry + 1]
        if first != 0:
            slot = packed_hash(first, second) & mask
            while new.packed[_ENTRY * slot] != 0:
                slot = (slot + 1) & mask
            new.packed[_ENTRY * slot] = first
            new.packed[_ENTRY * slot + 1] = second
            new.packed[_ENTRY * slot + 2] = old.packed[entry + 2]
