"""Texts as rows of weighted words, and how alike two of them are; what the loops over an archive share."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from framing.batch.compiled import compiled, inner

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]
Narrow = NDArray[np.int32]

NOTHING = -1


class Rows(NamedTuple):
    """Sparse rows as plain arrays, common words first; the columns from `common` on are the rarer words.

    `middle` (n,) is where the rarer words of a row start in `words` and `weights`.
    """

    start: IntArray
    middle: IntArray
    words: Narrow
    weights: FloatArray
    columns: int
    common: int


@inner
def lay_out(rows: Rows, text: int, own: FloatArray) -> None:
    """Add the weights of a text to `own` (words,)."""
    for entry in range(rows.start[text], rows.start[text + 1]):
        own[rows.words[entry]] += rows.weights[entry]


@inner
def clear(rows: Rows, text: int, own: FloatArray) -> None:
    """Put `own` (words,) back to 0 where a text has words."""
    for entry in range(rows.start[text], rows.start[text + 1]):
        own[rows.words[entry]] = 0.0


@inner
def product(rows: Rows, text: int, own: FloatArray) -> float:
    """Return the similarity of a text with what is laid out in `own` (words,)."""
    total = 0.0
    for entry in range(rows.start[text], rows.start[text + 1]):
        total += own[rows.words[entry]] * rows.weights[entry]
    return total


@compiled
def compare(rows: Rows, left: IntArray, right: IntArray, own: FloatArray, found: FloatArray) -> None:
    """Write the similarity of each pair; pairs of one left text stand in a row, and `own` (words,) is 0."""
    before = NOTHING
    for pair in range(len(left)):
        if left[pair] != before:
            if before != NOTHING:
                clear(rows, before, own)
            before = left[pair]
            lay_out(rows, before, own)
        found[pair] = product(rows, right[pair], own)
