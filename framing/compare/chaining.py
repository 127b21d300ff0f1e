"""The loops that join groups of texts from nearest neighbour to nearest neighbour, on the edges between them."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from framing.batch.compiled import compiled, inner
from framing.compare.rows import NOTHING, Rows, clear, lay_out, product

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]
Narrow = NDArray[np.int32]

BOTH = -2


class Graph(NamedTuple):
    """Groups, each under the number of one of its texts, and the edges between those with a near pair.

    Edge e has two ends, 2e and 2e + 1: `target` is the group it leads to (NOTHING once the edge is gone), `after` the
    next end of the same group, which begin at `head` (n,). `total` (edges,) is the sum of the similarities of all pairs
    between the two groups, `size` (n,) how many texts a group has. `member` (n,) leads from a text to the next of its
    group, `last` (n,) is the last text of a group. `own` (2, words) and `met` (n,) are for working in.
    """

    target: Narrow
    after: Narrow
    head: Narrow
    total: FloatArray
    size: IntArray
    member: IntArray
    last: IntArray
    own: FloatArray
    met: IntArray


class Joints(NamedTuple):
    """Room for joints: the groups `one` and `other` by a text of theirs, and their `distance`, of the shape (n,).

    `height` (n,) of 0 and `links` (n,) are for working in.
    """

    one: IntArray
    other: IntArray
    distance: FloatArray
    height: FloatArray
    links: IntArray


@compiled
def chain(rows: Rows, graph: Graph, least: float, made: Joints) -> int:
    """Write the joints of groups that are nearest to each other, found from neighbour to nearest neighbour.

    Returned is the number of joints.
    """
    n = len(graph.head)
    for end in range(len(graph.target) - 1, -1, -1):
        group = graph.target[end ^ 1]
        graph.after[end] = graph.head[group]
        graph.head[group] = end
    joints, links, height = 0, made.links, made.height
    for text in range(n):
        links[0], length = text, int(graph.size[text] > 0)
        while length:
            group = links[length - 1]
            before = links[length - 2] if length > 1 else NOTHING
            nearest, likeness = _nearest(graph, group, before)
            if nearest == NOTHING:
                length -= 1
            elif nearest != before:
                links[length] = nearest
                length += 1
            else:
                # A group may be less far off than its own parts only where a text could not keep all its near ones.
                far = max(1 - likeness, height[group], height[nearest])
                _merge(rows, graph, group, nearest, least)
                made.one[joints], made.other[joints], made.distance[joints] = group, nearest, far
                height[group] = far
                joints += 1
                length -= 2
    return joints


@inner
def _nearest(graph: Graph, group: int, before: int) -> tuple[int, float]:
    """Return the group that is most alike, and by how much, or NOTHING; of equals `before`, else the first."""
    best, likeness = NOTHING, 0.0
    end, kept = graph.head[group], NOTHING
    while end != NOTHING:
        target, following = graph.target[end], graph.after[end]
        if target != NOTHING:
            mean = graph.total[end >> 1] / (graph.size[group] * graph.size[target])
            if mean > likeness or (mean == likeness and (target == before or (best != before and target < best))):
                best, likeness = target, mean
            kept = end
        elif kept == NOTHING:
            graph.head[group] = following
        else:
            graph.after[kept] = following
        end = following
    return best, likeness


@inner
def _merge(rows: Rows, graph: Graph, group: int, gone: int, least: float) -> None:
    """Put the texts and edges of `gone` to `group`, less the edges to groups that are then not `least` alike."""
    lacking = _meet(graph, group, gone)
    # What one part has an edge to and the other has none is looked up, text by text, in what the other has laid out.
    parts = (gone, group)
    for side in range(2):
        text = parts[side] if lacking[side] else NOTHING
        while text != NOTHING:
            lay_out(rows, text, graph.own[side])
            text = graph.member[text]
    graph.size[group] += graph.size[gone]
    head = _take_over(rows, graph, group, group, least, NOTHING)
    head = _take_over(rows, graph, gone, group, least, head)
    graph.head[group], graph.head[gone] = head, NOTHING
    for side in range(2):
        text = parts[side] if lacking[side] else NOTHING
        while text != NOTHING:
            clear(rows, text, graph.own[side])
            text = graph.member[text]
    graph.size[gone] = 0
    graph.member[graph.last[group]] = gone
    graph.last[group] = graph.last[gone]


@inner
def _meet(graph: Graph, group: int, gone: int) -> tuple[int, int]:
    """Add up the edges that two groups have to the same third ones, and end the edge between the two.

    Afterwards `met` is the end of an edge that `group` alone has, and the edges left at `gone` are those it alone has;
    returned is how many there are of each.
    """
    alone = theirs = 0
    end = graph.head[group]
    while end != NOTHING:
        target = graph.target[end]
        if target == gone:
            graph.target[end] = graph.target[end ^ 1] = NOTHING
        elif target != NOTHING:
            graph.met[target] = end
            alone += 1
        end = graph.after[end]
    end = graph.head[gone]
    while end != NOTHING:
        target = graph.target[end]
        if target != NOTHING and graph.met[target] == NOTHING:
            theirs += 1
        elif target != NOTHING:
            graph.total[graph.met[target] >> 1] += graph.total[end >> 1]
            graph.target[end] = graph.target[end ^ 1] = NOTHING
            graph.met[target] = BOTH
            alone -= 1
        end = graph.after[end]
    return alone, theirs


@inner
def _take_over(rows: Rows, graph: Graph, part: int, group: int, least: float, head: int) -> int:
    """Put the edges of one part of a new group before `head`, with their sums made whole, and return the new head."""
    side = int(part != group)
    end = graph.head[part]
    while end != NOTHING:
        target, following = graph.target[end], graph.after[end]
        if target != NOTHING:
            if side or graph.met[target] == end:
                text = target
                while text != NOTHING:
                    graph.total[end >> 1] += product(rows, text, graph.own[side])
                    text = graph.member[text]
            graph.met[target] = NOTHING
            if graph.total[end >> 1] < least * graph.size[group] * graph.size[target]:
                graph.target[end] = graph.target[end ^ 1] = NOTHING
            else:
                graph.target[end ^ 1] = group
                graph.after[end] = head
                head = end
        end = following
    return head


@compiled
def name(number: IntArray, one: IntArray, other: IntArray, left: IntArray, right: IntArray) -> None:
    """Write the numbers of the two sides of each joint, in the order given; `number` (n,) counts the texts up."""
    for joint in range(len(one)):
        left[joint], right[joint] = number[one[joint]], number[other[joint]]
        number[one[joint]] = len(number) + joint
