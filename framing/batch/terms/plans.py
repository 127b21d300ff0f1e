"""Lists of terms as plans: the nodes of each list in flat arrays, and the classes in the order they are looked at."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import accumulate
from typing import NamedTuple

import numpy as np

from framing.batch.layout import Ints
from framing.lexicon.nodes import AnyOf, AnyWord, Atom, Near, NodeTable, Part, Row
from framing.lexicon.syntax import Node

ANY_WORD, ROW, ANY_OF, NEAR, GUARD = range(5)
FORWARD, BACKWARD = 1, 2
_SIEVED = 3  # needs that are looked at before a term is tried: more of them rule out no more terms of the house
_SIDES = {"BEFORE": FORWARD, "AFTER": BACKWARD, "NEAR": FORWARD | BACKWARD}


# Columns of a node: what it is; the class of an ANY_WORD, the FORWARD and BACKWARD of a NEAR or GUARD; the words
# between; where its parts begin and end; and two classes without which it cannot match, where that is asked: of a
# branch of ANY_OF, and of what a GUARD is against.
KIND, VALUE, REACH, FIRST, END, NEED, OTHER = range(7)
_WIDTH = 8  # a row is as long as a cache line

# Columns of a term to try: its number, its node, and two classes without which it cannot match.
TERM, ROOT, SECOND, THIRD = range(4)


class Plan(NamedTuple):
    """The nodes of one list of terms. What belongs to x is `of[first[x]:first[x + 1]]` of a pair of arrays.

    `nodes`, (n, 8), has the columns above; `parts` are the nodes that nodes are made of, which come before them. By
    term, (t,): `root`, its node, and `anchor`, which part of words in a row looks the rarest. By class: `anchored`, the
    terms that are words in a row and looked for where that one is; `tried`, (k, 4), other terms to look for where the
    class is there, the rarest-looking they need; and `straight`, the terms that are a word of the class and nothing
    more.

    The classes below `anchors` are those of `anchored`. Of those from `marked` on it is noted that they occur; those
    below `triggers` may have terms to try, those below `sieved` are needed. The last, from `inner` on, are those of
    `straight`, which has a row for each of them. `depth` is that of the deepest term.
    """

    nodes: Ints
    parts: Ints
    root: Ints
    anchor: Ints
    anchored_first: Ints
    anchored: Ints
    tried_first: Ints
    tried: Ints
    straight_first: Ints
    straight: Ints
    anchors: int
    marked: int
    triggers: int
    sieved: int
    inner: int
    depth: int


def plan_of(terms: Sequence[Node]) -> tuple[Plan, list[frozenset[Atom]]]:
    """Return the plan of a list of terms, resolved, and the words of each class, in the order of the plan's numbers."""
    table = NodeTable(terms)
    needs = _needs(table)
    ways = _ways(table, needs)
    asked = {number for row in needs for number in row}
    alone = [number for number in ways.anchored if number not in asked]
    triggers = list(dict.fromkeys((*alone, *ways.anchored, *ways.tried)))
    sieved = list(dict.fromkeys((*triggers, *asked)))
    inner = list(dict.fromkeys((*sieved, *_within(table, ways))))
    words = list(table.classes)
    place = {number: at for at, number in enumerate(inner)}
    anchored_first, anchored = _rows([ways.anchored.get(number, []) for number in triggers])
    tried_first, tried = _rows([ways.tried.get(number, []) for number in triggers])
    straight_first, straight = _rows(list(ways.straight.values()))
    plan = Plan(
        nodes=_nodes(table, place, needs),
        parts=np.array([inner for part in table.nodes for inner in _parts(part)], np.int64),
        root=np.array(table.roots, np.int64),
        anchor=np.array(ways.anchor, np.int64),
        anchored_first=anchored_first,
        anchored=anchored,
        tried_first=tried_first,
        tried=_tried(table, place, needs, tried.tolist()),
        straight_first=straight_first,
        straight=straight,
        anchors=len(ways.anchored),
        marked=len(alone),
        triggers=len(triggers),
        sieved=len(sieved),
        inner=len(inner),
        depth=_depth(table.nodes),
    )
    return plan, [words[number] for number in (*inner, *ways.straight)]


def _nodes(table: NodeTable, place: Mapping[int, int], needs: Sequence[Sequence[int]]) -> Ints:
    rows: Ints = np.zeros((len(table.nodes), _WIDTH), np.int64)
    end = 0
    for number, part in enumerate(table.nodes):
        first, end = end, end + len(_parts(part))
        classes = [place[need] for need in needs[number]] or [-1]
        rows[number, : OTHER + 1] = (
            *_described(part, place),
            first,
            end,
            classes[0],
            classes[min(1, len(classes) - 1)],
        )
    return rows


def _tried(table: NodeTable, place: Mapping[int, int], needs: Sequence[Sequence[int]], terms: Sequence[int]) -> Ints:
    rows: Ints = np.zeros((len(terms), 4), np.int64)
    for at, term in enumerate(terms):
        root = table.roots[term]
        classes = [place[number] for number in needs[root]]
        rows[at] = (term, root, classes[min(1, len(classes) - 1)], classes[-1])
    return rows


class _Ways(NamedTuple):
    """How terms are looked for, by the class they wait for; and by term, which part is that class."""

    straight: dict[int, list[int]]
    anchored: dict[int, list[int]]
    tried: dict[int, list[int]]
    anchor: list[int]


def _ways(table: NodeTable, needs: Sequence[Sequence[int]]) -> _Ways:
    ways = _Ways({}, {}, {}, [0] * len(table.roots))
    for term, root in enumerate(table.roots):
        part = table.nodes[root]
        if isinstance(part, AnyWord):
            ways.straight.setdefault(part.number, []).append(term)
        elif needs[root]:
            ways.tried.setdefault(needs[root][0], []).append(term)
        else:
            rarest = table.needed(root)[0]
            ways.anchored.setdefault(rarest, []).append(term)
            ways.anchor[term] = _words(table, root).index(rarest)
    return ways


def _needs(table: NodeTable) -> list[list[int]]:
    """Return by node what is looked at before it is worked out: nothing for words in a row that are a term."""
    tried = {root for root in table.roots if not _words(table, root)}
    branches = {branch for part in table.nodes if isinstance(part, AnyOf) for branch in part.branches}
    branches |= {part.right for part in table.nodes if isinstance(part, Near) and part.guard}
    most = {**dict.fromkeys(branches, 2), **dict.fromkeys(tried, _SIEVED)}
    return [table.needed(node)[: most[node]] if node in most else [] for node in range(len(table.nodes))]


def _words(table: NodeTable, node: int) -> list[int]:
    """Return the classes of a node that is a word or words in a row, none for another one."""
    part = table.nodes[node]
    parts = part.parts if isinstance(part, Row) else (node,)
    words = [of.number for of in (table.nodes[inner] for inner in parts) if isinstance(of, AnyWord)]
    return words if len(words) == len(parts) else []


def _described(part: Part, place: Mapping[int, int]) -> tuple[int, int, int]:
    """Return the kind of a node, its value and its reach. A class without a place is that of straight terms only."""
    match part:
        case AnyWord(number):
            return ANY_WORD, place.get(number, -1), 0
        case Row():
            return ROW, 0, 0
        case AnyOf():
            return ANY_OF, 0, 0
        case Near():
            return GUARD if part.guard else NEAR, _SIDES[part.relation], part.reach


def _parts(part: Part) -> Sequence[int]:
    match part:
        case AnyWord():
            return ()
        case Row(parts):
            return parts
        case AnyOf(branches):
            return branches
        case Near():
            return part.left, part.right


def _within(table: NodeTable, ways: _Ways) -> list[int]:
    """Return the classes of the words in terms of more than a word."""
    found: list[int] = []
    seen: set[int] = set()
    nodes = table.nodes
    left = [table.roots[term] for terms in (*ways.anchored.values(), *ways.tried.values()) for term in terms]
    while left:
        node = left.pop()
        if node in seen:
            continue
        seen.add(node)
        part = nodes[node]
        if isinstance(part, AnyWord):
            found.append(part.number)
        left.extend(_parts(part))
    return found


def _depth(nodes: Sequence[Part]) -> int:
    depths: list[int] = []
    for part in nodes:
        depths.append(1 + max((depths[inner] for inner in _parts(part)), default=0))
    return max(depths, default=0)


def _rows(rows: Sequence[Sequence[int]]) -> tuple[Ints, Ints]:
    """Return rows as where each begins in one array, and that array."""
    first = np.array([0, *accumulate(len(row) for row in rows)], np.int64)
    return first, np.array([value for row in rows for value in row], np.int64)
