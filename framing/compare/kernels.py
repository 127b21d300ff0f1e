"""The loops by which an archive is grouped, made into machine code: in one file, for callers keep what they call."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from framing.batch.compiled import compiled, inner

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]
Narrow = NDArray[np.int32]

NOTHING = -1
BOTH = -2


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


class Index(NamedTuple):
    """Which texts a rarer word stands in, and how long the part of each text is that common words make.

    `texts` and `weights` hold the texts of word w at `start[w]` to `start[w + 1]`; `common` (n,) are the lengths.
    """

    start: IntArray
    texts: Narrow
    weights: FloatArray
    common: FloatArray


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


class Groups(NamedTuple):
    """The `label` of each text (n,), the texts by group (n,) and where each group `begins`, and the near texts of each.

    `near` (2 x pairs,) holds those of text t at `start[t]` to `start[t + 1]`.
    """

    label: IntArray
    texts: IntArray
    begins: IntArray
    near: IntArray
    start: IntArray


class Near(NamedTuple):
    """Room for the pairs of some texts: `sums` (n,) and `own` (words,) of 0 to work in.

    `one`, `other` and `likeness` take the pairs, as many as there are texts times the most that a text keeps.
    """

    sums: FloatArray
    own: FloatArray
    one: IntArray
    other: IntArray
    likeness: FloatArray


class Joints(NamedTuple):
    """Room for joints: the groups `one` and `other` by a text of theirs, and their `distance`, of the shape (n,).

    `height` (n,) of 0 and `links` (n,) are for working in.
    """

    one: IntArray
    other: IntArray
    distance: FloatArray
    height: FloatArray
    links: IntArray


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
