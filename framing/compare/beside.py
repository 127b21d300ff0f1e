"""The loop that holds each text beside its own group and the others."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from framing.batch.compiled import compiled, inner
from framing.compare.rows import Rows, clear, lay_out, product

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]


class Groups(NamedTuple):
    """The `label` of each text (n,), the texts by group (n,) and where each group `begins`, and the near texts of each.

    `near` (2 x pairs,) holds those of text t at `start[t]` to `start[t + 1]`.
    """

    label: IntArray
    texts: IntArray
    begins: IntArray
    near: IntArray
    start: IntArray


@compiled
def beside(
    rows: Rows, groups: Groups, own: FloatArray, seen: IntArray, inside: FloatArray, outside: FloatArray
) -> None:
    """Write the mean similarity of each text with its own group and with the most alike of those it is near to.

    `own` (words,) is 0 and `seen` (n,) is NOTHING.
    """
    for group in range(len(groups.begins) - 1):
        first, end = groups.begins[group], groups.begins[group + 1]
        for place in range(first, end):
            lay_out(rows, groups.texts[place], own)
        for place in range(first, end):
            text = groups.texts[place]
            inside[text] = _mean_of_others(rows, text, own, end - first)
            for entry in range(groups.start[text], groups.start[text + 1]):
                near = groups.near[entry]
                if groups.label[near] != group and seen[near] != group:
                    seen[near] = group
                    outside[near] = max(outside[near], product(rows, near, own) / (end - first))
        for place in range(first, end):
            clear(rows, groups.texts[place], own)


@inner
def _mean_of_others(rows: Rows, text: int, own: FloatArray, size: int) -> float:
    """Return the mean similarity of a text with the others of its group, which is laid out; 0 without others."""
    total = 0.0
    for entry in range(rows.start[text], rows.start[text + 1]):
        total += (own[rows.words[entry]] - rows.weights[entry]) * rows.weights[entry]
    return total / (size - 1) if size > 1 else 0.0
