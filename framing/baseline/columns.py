"""Columns of whole numbers as bytes: as narrow as their values allow, counted on where they rise; and back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from framing.baseline.sound import DamagedError
from framing.baseline.values import Bags, IntArray, Kept, Marks, Units

TABLES: Mapping[str, tuple[str, ...]] = {
    "units": ("article", "paragraph", "voice", "sentences", "tokens"),
    "hits": ("unit", "sentence", "term", "discounted", "count"),
    "words": ("article", "form", "count", "taken"),
}
"""The tables of numbers and their columns; one member of the file is one column, `units.article` and so on."""

RISING = frozenset({"units.article", "hits.unit", "words.article"})
"""Columns that never fall, written as the difference to the row before. `words.form` rises within an article, and is
written as the difference to the row before in the same article."""

KINDS: Mapping[str, int] = {"u1": 1, "u2": 2, "u4": 4}
"""Unsigned, little-endian, of so many bytes."""


class Column(NamedTuple):
    """A column as it is written: one of KINDS, and its bytes."""

    kind: str
    content: bytes


def columns_of(kept: Kept) -> dict[str, Column]:
    """Return every column of what is kept, by the name of its member."""
    tables = {"units": kept.units, "hits": kept.marks, "words": kept.bags}
    found = {f"{table}.{name}": getattr(tables[table], name) for table, names in TABLES.items() for name in names}
    found["words.form"] = _differences(found["words.form"], _starts(found["words.article"]))
    for name in RISING:
        found[name] = np.diff(found[name], prepend=0)
    return {name: _written(values) for name, values in found.items()}


def kept_of(columns: Mapping[str, IntArray], *, forms: tuple[str, ...], stop_sha256: str) -> Kept:
    """Return what is kept from its columns as `read_column` gave them. Raises DamagedError where lengths differ."""
    found = {name: np.cumsum(values) if name in RISING else values for name, values in columns.items()}
    parts = {table: {name: found[f"{table}.{name}"] for name in names} for table, names in TABLES.items()}
    for table, part in parts.items():
        if len({len(values) for values in part.values()}) > 1:
            raise DamagedError(f"the columns of {table} differ in length")
    words = parts["words"]
    words["form"] = _summed(words["form"], _starts(words["article"]))
    return Kept(
        units=Units(**parts["units"]),
        marks=Marks(**parts["hits"]),
        bags=Bags(forms=forms, stop_sha256=stop_sha256, **words),
    )


def read_column(name: str, column: Column, rows: int) -> IntArray:
    """Return the numbers of a column as they are written. Raises DamagedError where they are not `rows` of its kind."""
    if column.kind not in KINDS or len(column.content) != rows * KINDS[column.kind]:
        raise DamagedError(f"{name} has not the rows it should")
    return np.frombuffer(column.content, dtype=f"<{column.kind}").astype(np.int64)


def _written(values: IntArray) -> Column:
    most = int(values.max(initial=0))
    kind = next(kind for kind, size in KINDS.items() if most < 1 << (8 * size))
    return Column(kind, values.astype(f"<{kind}").tobytes())


def _starts(article: IntArray) -> IntArray:
    """Return the rows at which another article begins."""
    return np.flatnonzero(np.diff(article, prepend=-1))


def _differences(values: IntArray, starts: IntArray) -> IntArray:
    found = np.diff(values, prepend=0)
    found[starts] = values[starts]
    return found


def _summed(values: IntArray, starts: IntArray) -> IntArray:
    """Return running sums that begin anew at each of `starts`."""
    if not len(values):
        return values
    whole = np.cumsum(values)
    before = whole[starts] - values[starts]
    return whole - np.repeat(before, np.diff(starts, append=len(values)))
