"""The loop that finds the texts most like each text, by the rarer words that they share."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from framing.batch.compiled import compiled, inner
from framing.compare.rows import Rows, clear, lay_out

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]
Narrow = NDArray[np.int32]


class Index(NamedTuple):
    """Which texts a rarer word stands in, and how long the part of each text is that common words make.

    `texts` and `weights` hold the texts of word w at `start[w]` to `start[w + 1]`; `common` (n,) are the lengths.
    """

    start: IntArray
    texts: Narrow
    weights: FloatArray
    common: FloatArray


class Near(NamedTuple):
    """Room for the pairs of some texts: `sums` (n,) and `own` (words,) of 0 to work in.

    `one`, `other` and `likeness` take the pairs, as many as there are texts times the most that a text keeps.
    """

    sums: FloatArray
    own: FloatArray
    one: IntArray
    other: IntArray
    likeness: FloatArray


@compiled
def search(rows: Rows, index: Index, texts: tuple[int, int], least: float, most: int, near: Near) -> int:
    """Write each pair of a text from the first to before the second of `texts` and one of its `most` nearest.

    Returned is the number of pairs, which are at least `least` alike.
    """
    found = 0
    for text in range(texts[0], texts[1]):
        lay_out(rows, text, near.own)
        for entry in range(rows.middle[text], rows.start[text + 1]):
            word, weight = rows.words[entry], rows.weights[entry]
            for place in range(index.start[word], index.start[word + 1]):
                near.sums[index.texts[place]] += weight * index.weights[place]
        near.sums[text] = -1.0
        first = found
        for neighbour in range(len(rows.middle)):
            # Common words add no more to a likeness than the product of the two lengths they make.
            if near.sums[neighbour] + index.common[text] * index.common[neighbour] >= least:
                total = near.sums[neighbour]
                for entry in range(rows.start[neighbour], rows.middle[neighbour]):
                    total += near.own[rows.words[entry]] * rows.weights[entry]
                if total >= least:
                    found = _keep(near, first, found, most, neighbour, total)
            near.sums[neighbour] = 0.0
        clear(rows, text, near.own)
        for place in range(first, found):
            near.one[place] = text
    return found


@inner
def _keep(near: Near, first: int, found: int, most: int, text: int, likeness: float) -> int:
    """Put a text among the pairs from `first` on, in place of the least alike where there are `most`; return the end.

    The pairs are a heap, the least alike first; of equals the one that came first stays.
    """
    if found - first < most:
        place = found - first
        while place and near.likeness[first + (place - 1) // 2] > likeness:
            above = (place - 1) // 2
            near.other[first + place] = near.other[first + above]
            near.likeness[first + place] = near.likeness[first + above]
            place = above
        near.other[first + place], near.likeness[first + place] = text, likeness
        return found + 1
    if likeness <= near.likeness[first]:
        return found
    place = 0
    while 2 * place + 1 < most:
        below = 2 * place + 1
        if below + 1 < most and near.likeness[first + below + 1] < near.likeness[first + below]:
            below += 1
        if near.likeness[first + below] >= likeness:
            break
        near.other[first + place] = near.other[first + below]
        near.likeness[first + place] = near.likeness[first + below]
        place = below
    near.other[first + place], near.likeness[first + place] = text, likeness
    return found
