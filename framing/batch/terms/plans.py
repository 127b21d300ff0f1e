"""Lists of terms as plans: the nodes of each list in flat arrays, and the classes in the order they are looked at."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from framing.batch.layout import Ints
from framing.batch.lookup.building import ragged
from framing.lexicon.nodes import AnyOf, AnyWord, Atom, Near, NodeTable, Part, Row
from framing.lexicon.syntax import Node

Small = NDArray[np.int32]  # what is read in every sentence: it should stay in the cache

WORDS, ROW, ANY_OF, NEAR, GUARD = range(5)
FORWARD, BACKWARD = 1, 2
SIEVED = 3  # needs that are looked at before a term is tried: more of them rule out no more terms of the house
_SIDES = {"BEFORE": FORWARD, "AFTER": BACKWARD, "NEAR": FORWARD | BACKWARD}


# Columns of a node: what it is; the FORWARD and BACKWARD of a NEAR or GUARD; the words between; and where its parts
# begin and end.
KIND, SIDES, REACH, FIRST, END = range(5)
_LONG = 1 << 20  # no sentence has so many words
_WIDTH = 8  # no row lies on two cache lines

# Columns of a part: its node, and two classes without which a branch of ANY_OF cannot match, or what a GUARD is
# against. The parts of WORDS, one or several in a row, are classes.
PART, NEED, OTHER = range(3)
_PART_WIDTH = 4

# Columns of a term to try: its number, its node, two classes without which it cannot match, and how many words a match
# can be long.
TERM, ROOT, SECOND, THIRD, LONGEST = range(5)


class Plan(NamedTuple):
    """The nodes of one list of terms. What belongs to x is `of[first[x]:first[x + 1]]` of a pair of arrays.

    `nodes`, (n, 8), and `parts`, (p, 4), have the columns above; the nodes that nodes are made of come before them. By
    class: `tried`, (k, 8), terms to look for where the class is there, the rarest-looking they need; and
    `straight`, the terms that are a word of the class and nothing more.

    The classes below `triggers` have terms to try. The last, from `inner` on, are those of `straight`, which has a row
    for each of them, and needed by no other term. `depth` is that of the deepest term.
    """

    nodes: Small
    parts: Small
    tried_first: Ints
    tried: Small
    straight_first: Ints
    straight: Ints
    triggers: int
    inner: int
    depth: int


def plan_of(terms: Sequence[Node]) -> tuple[Plan, list[frozenset[Atom]]]:
    """Return the plan of a list of terms, resolved, and the words of each class, in the order of the plan's numbers."""
    return _Planner(terms).planned()


class _Planner:
    """Numbers nodes and classes anew, and lays them out in arrays."""

    def __init__(self, terms: Sequence[Node]) -> None:
        self._table = NodeTable(terms)
        self._needs = _needs(self._table)
        self._straight, self._tried = _ways(self._table, self._needs)
        tried = [self._table.roots[term] for terms in self._tried.values() for term in terms]
        self._nodes = {node: at for at, node in enumerate(_used(self._table, tried))}
        asked = (number for node in self._nodes for number in self._needs[node])
        within = (number for node in self._nodes for number in _words(self._table, node))
        self._inner = {number: at for at, number in enumerate(dict.fromkeys((*self._tried, *asked, *within)))}

    def planned(self) -> tuple[Plan, list[frozenset[Atom]]]:
        """Return the plan and the words of its classes."""
        tried_first, _ = ragged(list(self._tried.values()))
        straight_first, straight = ragged(list(self._straight.values()))
        parts = [self._parts(node) for node in self._nodes]
        plan = Plan(
            nodes=self._described(parts),
            parts=np.array([row for rows in parts for row in rows], np.int32).reshape(-1, _PART_WIDTH),
            tried_first=tried_first,
            tried=self._to_try(),
            straight_first=straight_first,
            straight=straight,
            triggers=len(self._tried),
            inner=len(self._inner),
            depth=_depth(self._table.nodes),
        )
        words = list(self._table.classes)
        return plan, [words[number] for number in (*self._inner, *self._straight)]

    def _described(self, parts: Sequence[Sequence[object]]) -> Small:
        rows: Small = np.zeros((len(parts), _WIDTH), np.int32)
        ends = [0, *accumulate(map(len, parts))]
        for at, node in enumerate(self._nodes):
            part = self._table.nodes[node]
            sides, reach = (_SIDES[part.relation], part.reach) if isinstance(part, Near) else (0, 0)
            rows[at, : END + 1] = (_kind(self._table, node), sides, reach, ends[at], ends[at + 1])
        return rows

    def _parts(self, node: int) -> list[tuple[int, int, int, int]]:
        words = _words(self._table, node)
        if words:
            return [(self._inner[number], -1, -1, 0) for number in words]
        inner = _nodes_of(self._table.nodes[node])
        return [(self._nodes[part], *self._two(self._needs[part]), 0) for part in inner]

    def _to_try(self) -> Small:
        rows = []
        longest = _longest(self._table.nodes)
        for terms in self._tried.values():
            for term in terms:
                root = self._table.roots[term]
                both = self._two(self._needs[root][1:] or self._needs[root])
                rows.append((term, self._nodes[root], *both, min(longest[root], _LONG), 0, 0, 0))
        return np.array(rows, np.int32).reshape(-1, _WIDTH)

    def _two(self, needs: Sequence[int]) -> tuple[int, int]:
        """Return the first and the last of classes that are needed, -1 where there is none."""
        return (self._inner[needs[0]], self._inner[needs[-1]]) if needs else (-1, -1)


def _ways(table: NodeTable, needs: Sequence[Sequence[int]]) -> tuple[dict[int, list[int]], dict[int, list[int]]]:
    """Return the terms that are a word of a class, by it, and the others by the class that they wait for."""
    straight: dict[int, list[int]] = {}
    tried: dict[int, list[int]] = {}
    for term, root in enumerate(table.roots):
        part = table.nodes[root]
        if isinstance(part, AnyWord):
            straight.setdefault(part.number, []).append(term)
        else:
            tried.setdefault(needs[root][0], []).append(term)
    return straight, tried


def _needs(table: NodeTable) -> list[list[int]]:
    """Return by node what is looked at before it is worked out."""
    tried = (root for root in table.roots if not isinstance(table.nodes[root], AnyWord))
    branches = {branch for part in table.nodes if isinstance(part, AnyOf) for branch in part.branches}
    branches |= {part.right for part in table.nodes if isinstance(part, Near) and part.guard}
    most = {**dict.fromkeys(branches, 2), **dict.fromkeys(tried, SIEVED)}
    return [table.needed(node)[: most[node]] if node in most else [] for node in range(len(table.nodes))]


def _used(table: NodeTable, roots: Sequence[int]) -> list[int]:
    """Return the nodes that are worked out for some, those of each term together, because memory is read in pieces."""
    found: dict[int, None] = {}
    left = list(reversed(roots))
    while left:
        node = left.pop()
        if node not in found:
            found[node] = None
            left.extend(() if _words(table, node) else reversed(_nodes_of(table.nodes[node])))
    return list(found)


def _words(table: NodeTable, node: int) -> list[int]:
    """Return the classes of a word or of words in a row, none for another node."""
    part = table.nodes[node]
    if isinstance(part, AnyWord):
        return [part.number]
    parts = [table.nodes[inner] for inner in part.parts] if isinstance(part, Row) else []
    words = [inner.number for inner in parts if isinstance(inner, AnyWord)]
    return words if len(words) == len(parts) else []


def _nodes_of(part: Part) -> Sequence[int]:
    match part:
        case AnyWord():
            return ()
        case Row(parts):
            return parts
        case AnyOf(branches):
            return branches
        case Near():
            return part.left, part.right


def _kind(table: NodeTable, node: int) -> int:
    part = table.nodes[node]
    if isinstance(part, Near):
        return GUARD if part.guard else NEAR
    if _words(table, node):
        return WORDS
    return ROW if isinstance(part, Row) else ANY_OF


def _longest(nodes: Sequence[Part]) -> list[int]:
    """Return by node the most words that it can match."""
    longest: list[int] = []
    for part in nodes:
        inner = [longest[node] for node in _nodes_of(part)]
        match part:
            case AnyWord():
                longest.append(1)
            case Row():
                longest.append(sum(inner))
            case AnyOf():
                longest.append(max(inner))
            case Near():
                longest.append(inner[0] if part.guard else sum(inner) + part.reach)
    return longest


def _depth(nodes: Sequence[Part]) -> int:
    depths: list[int] = []
    for part in nodes:
        depths.append(1 + max((depths[inner] for inner in _nodes_of(part)), default=0))
    return max(depths, default=0)
