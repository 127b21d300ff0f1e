"""Join texts by average linkage from the pairs that are alike, without a matrix of all pairs."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from framing.compare.beside import Groups, beside
from framing.compare.chaining import Graph, Joints, chain, name
from framing.compare.grouping import first_seen
from framing.compare.nearest import SLACK, Pairs
from framing.compare.rows import NOTHING, Rows

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]


class Forest(NamedTuple):
    """The joints of a dendrogram up to a distance, nearest first: `left` and `right` (joints,), `distance` (joints,).

    Texts are numbered from 0 to n - 1, joints from n on, as in SciPy's linkage matrix.
    """

    n: int
    left: IntArray
    right: IntArray
    distance: FloatArray


def join(rows: Rows, pairs: Pairs, *, least: float) -> Forest:
    """Return the dendrogram of n texts by average linkage on cosine distance, as far as groups are `least` alike.

    A group is held beside those it has a near pair with. The mean similarity of such groups is exact, over all of their
    pairs; of groups without a near pair it must be under `least`, so where `pairs` holds every pair of at least
    `least`, the joints are those of the whole dendrogram up to the distance 1 - `least`, but for ties.

    Source: Murtagh 1983 for the chain of nearest neighbours; Dhulipala and others 2021, "Hierarchical agglomerative
    graph clustering in nearly-linear time", for linkage on the graph of near pairs.
    """
    n, edges = len(rows.middle), len(pairs.left)
    target = np.empty(2 * edges, dtype=np.int32)
    target[0::2], target[1::2] = pairs.right, pairs.left
    graph = Graph(
        target=target,
        after=np.full(2 * edges, NOTHING, dtype=np.int32),
        head=np.full(n, NOTHING, dtype=np.int32),
        total=pairs.likeness.copy(),
        size=np.ones(n, dtype=np.int64),
        member=np.full(n, NOTHING, dtype=np.int64),
        last=np.arange(n),
        own=np.zeros((2, rows.columns)),
        met=np.full(n, NOTHING, dtype=np.int64),
    )
    one, other, links = (np.empty(n, dtype=np.int64) for _ in range(3))
    distance = np.empty(n)
    joints = chain(rows, graph, least - SLACK, Joints(one, other, distance, np.zeros(n), links))
    order = np.argsort(distance[:joints], kind="stable")
    left, right = np.empty(joints, dtype=np.int64), np.empty(joints, dtype=np.int64)
    name(np.arange(n), one[order], other[order], left, right)
    return Forest(n, left, right, distance[order])


def cut_at(forest: Forest, joints: int) -> IntArray:
    """Return the labels (n,) after the nearest `joints` joints, numbered from 0 in order of first appearance."""
    parent = np.arange(forest.n + joints)
    inner = np.arange(forest.n, forest.n + joints)
    parent[forest.left[:joints]] = inner
    parent[forest.right[:joints]] = inner
    while True:
        above = parent[parent]
        if np.array_equal(above, parent):
            return first_seen(parent[: forest.n])
        parent = above


def group_likeness(rows: Rows, pairs: Pairs, labels: IntArray) -> tuple[FloatArray, FloatArray]:
    """Return each text's mean similarity with the others of its group and with the nearest other group, both (n,).

    Groups without a near pair with a text are not looked at for it; 0 where there is none, or no other text.
    """
    n = len(rows.middle)
    text, neighbour = np.concatenate([pairs.left, pairs.right]), np.concatenate([pairs.right, pairs.left])
    order = np.argsort(text, kind="stable")
    start = np.searchsorted(text[order], np.arange(n + 1))
    members = np.argsort(labels, kind="stable")
    groups = np.searchsorted(labels[members], np.arange(int(labels.max(initial=-1)) + 2))
    inside, outside = np.zeros(n), np.zeros(n)
    texts = Groups(labels, members, groups, neighbour[order], start)
    beside(rows, texts, np.zeros(rows.columns), np.full(n, NOTHING), inside, outside)
    return inside, outside
