"""What word types are to lists of terms, by profile: types that are words of the same classes have one."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from framing.batch.compiled import compiled, inlined
from framing.batch.layout import Ints, roomy
from framing.batch.lookup.rows import Rows
from framing.batch.terms.plans import Plan
from framing.batch.words.forms import EMPTY, hashed

SHIFT, LAST = 6, 63  # of 64 classes in an integer


class Profiles(NamedTuple):
    """What word types are to one list of terms. Types of the same classes share one of some thousand profiles.

    `of`, (t,), is the profile of each type. By profile, (p, n): `held` has bit `c % 64` of integer `c // 64` set for
    each of the inner classes that such a word belongs to. `triggers` are those of them that have terms to try, and
    `straight` the terms that are such a word and nothing more, those of p from `first[p]` to `first[p + 1]`.
    """

    of: Ints
    held: Ints
    triggers_first: Ints
    triggers: Ints
    straight_first: Ints
    straight: Ints


class ListProfiles:
    """The profiles of one list, whose classes are numbered from `base` on: arrays that grow at their end."""

    def __init__(self, plan: Plan, base: int) -> None:
        self._plan = plan
        self._base = base
        self._width = (plan.inner >> SHIFT) + 1
        self._held: Ints = np.zeros(256 * self._width, np.int64)
        self._triggers, self._straight = _Growing(), _Growing()

    @property
    def arrays(self) -> tuple[Ints, Ints, Ints, Ints, Ints]:
        """The columns of `Profiles` behind its first."""
        held = self._held[: len(self._triggers) * self._width].reshape(-1, self._width)
        return held, *self._triggers.arrays, *self._straight.arrays

    def add(self, rows: Rows) -> None:
        """Put profiles behind the last. The classes of each are those of all lists, in order."""
        plan, known, count = self._plan, len(self._triggers), len(rows.first) - 1
        row = np.repeat(np.arange(count), np.diff(rows.first))
        classes = rows.values - self._base
        own = (classes >= 0) & (classes < plan.inner + len(plan.straight_first) - 1)
        row, classes = row[own], classes[own]
        self._held = roomy(self._held, (known + count) * self._width)
        inner = classes < plan.inner
        places = (known + row[inner]) * self._width + (classes[inner] >> SHIFT)
        np.bitwise_or.at(self._held, places, np.left_shift(np.int64(1), classes[inner] & LAST))
        tried = classes < plan.triggers
        self._triggers.add(count, row[tried], classes[tried])
        alone = classes[~inner] - plan.inner
        first, number = plan.straight_first[alone], np.diff(plan.straight_first)[alone]
        places = np.arange(number.sum()) + np.repeat(first - (np.cumsum(number) - number), number)
        self._straight.add(count, np.repeat(row[~inner], number), plan.straight[places])


class _Growing:
    """Rows of numbers that grow at their end, in arrays with room to spare."""

    def __init__(self) -> None:
        self._rows = 0
        self._first: Ints = np.zeros(256, np.int64)
        self._values: Ints = np.zeros(256, np.int64)

    def __len__(self) -> int:
        return self._rows

    @property
    def arrays(self) -> Rows:
        """The rows."""
        first = self._first[: self._rows + 1]
        return Rows(first, self._values[: first[-1]])

    def add(self, count: int, row: Ints, values: Ints) -> None:
        """Put so many rows behind the last; `row` says of each value to which of them it belongs, in order."""
        used, rows = int(self._first[self._rows]), self._rows + count
        self._first = roomy(self._first, rows + 1)
        self._values = roomy(self._values, used + len(values))
        self._first[self._rows + 1 : rows + 1] = used + np.cumsum(np.bincount(row, minlength=count))
        self._values[used : used + len(values)] = values
        self._rows = rows


class _Table(NamedTuple):
    """Rows, each once; `slots`, a power of two, hold their numbers by hash, or EMPTY; `sizes[0]` is their number."""

    slots: Ints
    rows: Rows
    sizes: Ints


class Distinct:
    """Numbers rows: equal ones have one number, given in the order in which they come."""

    def __init__(self) -> None:
        self._table = _empty(256, 4096)

    def __len__(self) -> int:
        return int(self._table.sizes[0])

    def rows(self, first: int) -> Rows:
        """Return the rows from that number on."""
        starts = self._table.rows.first[first : len(self) + 1]
        return Rows(starts - starts[0], self._table.rows.values[starts[0] : starts[-1]])

    def number(self, rows: Rows, out: Ints) -> None:
        """Write the number of each row."""
        at = 0
        while (at := _number(self._table, rows, out, at)) < len(out):
            old = self._table
            self._table = _empty(2 * len(old.rows.first), 2 * len(old.rows.values))
            known = Rows(old.rows.first[: old.sizes[0] + 1], old.rows.values)
            _number(self._table, known, np.empty(old.sizes[0], np.int64), 0)


def _empty(rows: int, values: int) -> _Table:
    """Return a table with room for so many rows, a power of two, and so many values of all of them."""
    table = Rows(np.zeros(rows, np.int64), np.empty(values, np.int64))
    return _Table(np.full(2 * rows, EMPTY, np.int64), table, np.zeros(1, np.int64))


@compiled
def _number(table: _Table, rows: Rows, out: Ints, at: int) -> int:
    """Write the numbers of rows from one on; return the first one for which room lacks."""
    mask = len(table.slots) - 1
    while at < len(out):
        low, high = rows.first[at], rows.first[at + 1]
        slot = hashed(rows.values, low, high) & mask
        while table.slots[slot] != EMPTY and not _is(table.rows, table.slots[slot], rows, at):
            slot = (slot + 1) & mask
        if table.slots[slot] == EMPTY:
            known = table.sizes[0]
            end = table.rows.first[known]
            if known + 1 == len(table.rows.first) or end + high - low > len(table.rows.values):
                break
            for place in range(high - low):
                table.rows.values[end + place] = rows.values[low + place]
            table.rows.first[known + 1] = end + high - low
            table.slots[slot] = known
            table.sizes[0] = known + 1
        out[at] = table.slots[slot]
        at += 1
    return at


@inlined
def _is(table: Rows, number: int, rows: Rows, at: int) -> bool:
    here, low = table.first[number], rows.first[at]
    size = rows.first[at + 1] - low
    if table.first[number + 1] - here != size:
        return False
    place = 0
    while place < size and table.values[here + place] == rows.values[low + place]:
        place += 1
    return bool(place == size)
