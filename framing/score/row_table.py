"""The rows of hits or sentences as columns: what is written where there are too many for objects."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from framing.model import Scores
from framing.score.columns import columns, flat, frame_columns
from framing.score.rows import rows_by_article

ShownUnit = Literal["hit", "sentence"]


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class RowTable:
    """The rows of a articles, r in all, those of one article together.

    `sizes` (a,) are how many rows each article has. `values` has the columns by name, each (r,), None where a value is
    missing. `counts` (r, k) are the last k columns: whole numbers, of which many rows have the same. `words` are the
    digests by which texts count once, where they were asked for.
    """

    sizes: Sequence[int]
    values: dict[str, list[Any]]
    counts: NDArray[np.int64]
    words: Sequence[bytes] = ()

    def filled(self, places: Sequence[int], other: RowTable) -> RowTable:
        """Return the table with the rows of other articles, which have the `places` here, in order, and no rows yet."""
        ends = [*accumulate(self.sizes, initial=0)]
        edges = [0, *(ends[place] for place in places), ends[-1]]
        rows = [*pairwise(accumulate(other.sizes, initial=0)), (0, 0)]
        pieces = list(zip(pairwise(edges), rows, strict=True))
        sizes = list(self.sizes)
        for place, size in zip(places, other.sizes, strict=True):
            sizes[place] = size
        values: dict[str, list[Any]] = {}
        for name, column in self.values.items():
            values[name] = []
            for (start, end), (first, last) in pieces:
                values[name] += column[start:end]
                values[name] += other.values[name][first:last]
        counts = [part for (s, e), (f, t) in pieces for part in (self.counts[s:e], other.counts[f:t])]
        return replace(self, sizes=sizes, values=values, counts=np.concatenate(counts))


def row_table_of(scores: Scores, unit: ShownUnit) -> RowTable:
    """Return the rows of scores that are held as objects."""
    names = [*columns(unit, scores.lexicons)]
    counted = [*frame_columns(scores.lexicons)] if unit == "sentence" else []
    groups = [[flat(row) for row in rows] for rows in rows_by_article(scores, unit)]
    rows = [row for group in groups for row in group]
    counts = np.array([[row[name] for name in counted] for row in rows], dtype=np.int64)
    return RowTable(
        sizes=[len(group) for group in groups],
        values={name: [row[name] for row in rows] for name in names[: len(names) - len(counted)]},
        counts=counts.reshape(len(rows), len(counted)),
    )
