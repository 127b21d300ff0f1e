"""Find the pairs of texts that are alike, among more texts than a matrix of all pairs has room for."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from framing.compare.rows import Rows, compare
from framing.compare.searching import Index, Near, search
from framing.compare.subject import Matrix

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]

COMMON = 0.4
"""Part of the likeness looked for that common words may make between two usual texts. They are left to the end: a word
of half of all texts brings every text together with half of all others, and weighs next to nothing."""

ROWS = 1000
"""Texts looked at in one go by a thread."""

SLACK = 1e-9
"""More than the rounding of a sum, and less than any difference that matters."""


class Pairs(NamedTuple):
    """Pairs of texts, `left` < `right` and sorted by both, with their cosine similarity; all of the shape (pairs,)."""

    left: IntArray
    right: IntArray
    likeness: FloatArray


def rows_of(vectors: Matrix, *, least: float) -> Rows:
    """Return vectors (n, words) of length 1 with the columns sorted by the texts that they stand in, commonest first.

    As many of these are common as leave a usual pair of texts a likeness of COMMON x `least` at the most.
    """
    n, columns = vectors.shape
    standing = np.bincount(vectors.indices, minlength=columns)
    order = np.argsort(-standing, kind="stable")
    rank = np.empty(columns, dtype=np.int32)
    rank[order] = np.arange(columns, dtype=np.int32)
    squares = np.bincount(vectors.indices, weights=vectors.data**2, minlength=columns)[order]
    common = int(np.searchsorted(np.cumsum(squares) / max(n, 1), COMMON * least, side="right"))
    renumbered = (vectors.data, rank[vectors.indices], vectors.indptr)
    sorted_rows = type(vectors)(renumbered, shape=vectors.shape, copy=True)
    sorted_rows.sort_indices()
    start = sorted_rows.indptr.astype(np.int64)
    before = np.concatenate([[0], np.cumsum(sorted_rows.indices < common)])
    return Rows(
        start=start,
        middle=start[:-1] + before[start[1:]] - before[start[:-1]],
        words=sorted_rows.indices.astype(np.int32),
        weights=sorted_rows.data,
        columns=columns,
        common=common,
    )


def near_pairs(rows: Rows, *, least: float, most: int) -> Pairs:
    """Return the pairs of texts whose cosine similarity is at least `least` (above 0), each found exactly.

    A text keeps its `most` nearest; a pair is there where one of the two keeps the other. Memory grows with the pairs
    that are returned, time with the pairs of texts that share a rarer word. The order of the work, and so every digit,
    is the same for any number of threads.

    Source: Bayardo, Ma and Srikant 2007, "Scaling up all pairs similarity search", for the bound on common words.
    """
    n = len(rows.middle)
    index = _index(rows)

    def pairs_of(first: int) -> Pairs:
        last = min(first + ROWS, n)
        room = (last - first) * min(most, n)
        one, other, likeness = np.empty(room, dtype=np.int64), np.empty(room, dtype=np.int64), np.empty(room)
        near = Near(np.zeros(n), np.zeros(rows.columns), one, other, likeness)
        found = search(rows, index, (first, last), least - SLACK, most, near)
        return Pairs(one[:found].copy(), other[:found].copy(), likeness[:found].copy())

    with ThreadPoolExecutor(max_workers=min(8, os.cpu_count() or 1)) as pool:
        found = list(pool.map(pairs_of, range(0, n, ROWS)))
    none = np.zeros(0, dtype=np.int64)
    one = np.concatenate([none, *(part.left for part in found)])
    other = np.concatenate([none, *(part.right for part in found)])
    likeness = np.concatenate([np.zeros(0), *(part.likeness for part in found)])
    left, right = np.minimum(one, other), np.maximum(one, other)
    _, first = np.unique(left * n + right, return_index=True)
    return Pairs(left[first], right[first], np.where(1 - likeness[first] < 1e-12, 1.0, likeness[first]))


def likeness_of(rows: Rows, pairs: Pairs) -> FloatArray:
    """Return the cosine similarity of each of the pairs, of shape (pairs,)."""
    found = np.zeros(len(pairs.left))
    compare(rows, pairs.left, pairs.right, np.zeros(rows.columns), found)
    return found


def _index(rows: Rows) -> Index:
    n = len(rows.middle)
    text = np.repeat(np.arange(n, dtype=np.int32), np.diff(rows.start))
    rare = rows.words >= rows.common
    order = np.argsort(rows.words[rare], kind="stable")
    squares = np.bincount(text[~rare], weights=rows.weights[~rare] ** 2, minlength=n)
    standing = np.bincount(rows.words[rare], minlength=rows.columns)
    return Index(
        start=np.concatenate([[0], np.cumsum(standing)]),
        texts=text[rare][order],
        weights=rows.weights[rare][order],
        common=np.sqrt(squares),
    )
