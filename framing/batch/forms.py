"""The word forms of a vocabulary as arrays, and their numbers: open-addressing tables over code points."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from framing.batch.compiled import compiled, inlined
from framing.batch.layout import Codes, Ints

# A hash and a number share one entry of the table. Products stay below 2**63.
HASH_BITS = 31
LOW = (1 << HASH_BITS) - 1
EMPTY = -1
_FACTOR, _OTHER_FACTOR = 0x2C1B3C6D, 0x297A2D39
_SHIFT = 15

# Most words are short and ASCII: their letters fit one integer, and there is nothing more to compare.
SHORT = 8  # letters
_LETTER_BITS = 7
ASCII = 1 << _LETTER_BITS
_ROOM_FOR_ONE_MORE = (1 << _LETTER_BITS * (SHORT - 1)) - 1
_HALF_BITS = 28
_HALF = (1 << _HALF_BITS) - 1
_MIXED = 24  # the bits of a product above this depend on all letters


class Forms(NamedTuple):
    """The forms known: that of type t is `codes[starts[t]:starts[t + 1]]`, and `sizes[0]` types are known.

    `slots` has at least twice as many entries as there is room for types, a power of two: a form's hash and its number
    in one integer, or EMPTY. `short` is the same of forms that are packed, each entry two integers: the letters, 0
    where it is free, and the number. `traits` and `bare` hold what the types are, for as many as `sizes[1]`.
    """

    slots: Ints
    short: Ints
    codes: Codes
    starts: Ints
    traits: Ints
    bare: Ints
    sizes: Ints


def empty(types: int, codes: int) -> Forms:
    """Return a table with room for so many types, a power of two, and so many code points of all their forms."""
    return Forms(
        slots=np.full(2 * types, EMPTY, dtype=np.int64),
        short=np.zeros(4 * types, dtype=np.int64),
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
def has_room(forms: Forms, types: int, codes: int) -> bool:
    """Say whether so many types more, and so many code points of their forms, have room."""
    known = forms.sizes[0]
    return bool(known + types <= len(forms.traits) and forms.starts[known] + codes <= len(forms.codes))


@compiled
def type_of(forms: Forms, codes: Codes, start: int, end: int) -> int:
    """Return the number of the form `codes[start:end]`: the next one where it is new. There must be room."""
    if end - start <= SHORT:
        letters = 0
        at = start
        while at < end and 0 < codes[at] < ASCII:
            letters = packed(letters, codes[at])
            at += 1
        if at == end and letters > 0:
            return type_of_short(forms, letters, codes, start, end)
    return type_of_long(forms, codes, start, end)


@inlined
def packed(letters: int, code: int) -> int:
    """Return packed letters, the last ones of a form, with an ASCII letter more."""
    return int((letters & _ROOM_FOR_ONE_MORE) << _LETTER_BITS | np.int64(code))


@inlined
def type_of_short(forms: Forms, letters: int, codes: Codes, start: int, end: int) -> int:
    """Return the number of a form of at most SHORT letters, all ASCII, given packed too."""
    mask = len(forms.short) // 2 - 1
    slot = _short_hash(letters) & mask
    while forms.short[2 * slot] != letters:
        if forms.short[2 * slot] == 0:
            forms.short[2 * slot] = letters
            forms.short[2 * slot + 1] = forms.sizes[0]
            _append(forms, codes, start, end)
            break
        slot = (slot + 1) & mask
    return int(forms.short[2 * slot + 1])


@inlined
def type_of_long(forms: Forms, codes: Codes, start: int, end: int) -> int:
    """Return the number of a form that cannot be packed."""
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
def _short_hash(letters: int) -> int:
    return ((letters & _HALF) * _FACTOR ^ (letters >> _HALF_BITS) * _OTHER_FACTOR) >> _MIXED


@inlined
def _hash(codes: Codes, start: int, end: int) -> int:
    key = np.int64(0)
    for at in range(start, end):
        key = (key * _FACTOR + np.int64(codes[at])) & LOW
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
    for entry in range(0, len(old.short), 2):
        letters = old.short[entry]
        if letters != 0:
            slot = _short_hash(letters) & mask
            while new.short[2 * slot] != 0:
                slot = (slot + 1) & mask
            new.short[2 * slot] = letters
            new.short[2 * slot + 1] = old.short[entry + 1]
