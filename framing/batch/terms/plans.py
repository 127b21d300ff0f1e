"""Lists of terms as plans: the nodes of each list in flat arrays, and the classes in the order they are looked at."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import accumulate
from typing import NamedTuple

import numpy as np

from framing.batch.layout import Ints
from framing.lexicon.nodes import AnyOf, AnyWord, Atom, Near, NodeTable, Part, Row
from framing.lexicon.syntax import Node

WORDS, ROW, ANY_OF, NEAR, GUARD = range(5)
FORWARD, BACKWARD = 1, 2
_SIEVED = 3  # needs that are looked at before a term is tried: more of them rule out no more terms of the house
_SIDES = {"BEFORE": FORWARD, "AFTER": BACKWARD, "NEAR": FORWARD | BACKWARD}


# Columns of a node: what it is; the FORWARD and BACKWARD of a NEAR or GUARD; the words between; where its parts begin
# and end; and two classes without which it cannot match, where that is asked: of a branch of ANY_OF, and of what a
# GUARD is against. The parts of WORDS, one or several in a row, are classes.
KIND, VALUE, REACH, FIRST, END, NEED, OTHER = range(7)
_WIDTH = 8  # a row is as long as a cache line

# Columns of a term to try: its number, its node, and two classes without which it cannot match.
TERM, ROOT, SECOND, THIRD = range(4)


class Plan(NamedTuple):
    """The nodes of one list of terms. What belongs to x is `of[first[x]:first[x + 1]]` of a pair of arrays.

    `nodes`, (n, 8), has the columns above; `parts` are the nodes that nodes are made of, which come before them, or
    classes. By class: `tried`, (k, 4), terms to look for where the class is there, the rarest-looking they need; and
    `straight`, the terms that are a word of the class and nothing more.

    The classes below `triggers` have terms to try. The last, from `inner` on, are those of `straight`, which has a row
    for each of them, and needed by no other term. `depth` is that of the deepest term.
    """

    nodes: Ints
    parts: Ints
    tried_first: Ints
    tried: Ints
    straight_first: Ints
    straight: Ints
    triggers: int
    inner: int
    depth: int


def plan_of(terms: Sequence[Node]) -> tuple[Plan, list[frozenset[Atom]]]:
    """Return the plan of a list of terms, resolved, and the words of each class, in the order of the plan's numbers."""
    table = NodeTable(terms)
    needs = _needs(table)
    straight, tried = _ways(table, needs)
    asked = [number for row in needs for number in row]
    inner = list(dict.fromkeys((*tried, *asked, *_within(table, tried))))
    place = {number: at for at, number in enumerate(inner)}
    words = list(table.classes)
    parts = [_parts(table, part, place) for part in table.nodes]
    tried_first, tried_terms = _rows(list(tried.values()))
    straight_first, straight_terms = _rows(list(straight.values()))
    plan = Plan(
        nodes=_nodes(table, parts, place, needs),
        parts=_rows(parts)[1],
        tried_first=tried_first,
        tried=_tried(table, place, needs, tried_terms.tolist()),
        straight_first=straight_first,
        straight=straight_terms,
        triggers=len(tried),
        inner=len(inner),
        depth=_depth(table.nodes),
    )
    return plan, [words[number] for number in (*inner, *straight)]


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
    most = {**dict.fromkeys(branches, 2), **dict.fromkeys(tried, _SIEVED)}
    return [table.needed(node)[: most[node]] if node in most else [] for node in range(len(table.nodes))]


def _within(table: NodeTable, tried: Mapping[int, Sequence[int]]) -> list[int]:
    """Return the classes of the words in terms of more than a word."""
    found: list[int] = []
    seen: set[int] = set()
    left = [table.roots[term] for terms in tried.values() for term in terms]
    while left:
        node = left.pop()
        if node in seen:
            continue
        seen.add(node)
        part = table.nodes[node]
        if isinstance(part, AnyWord):
            found.append(part.number)
        left.extend(_nodes_of(part))
    return found


def _parts(table: NodeTable, part: Part, place: Mapping[int, int]) -> Sequence[int]:
    """Return the parts of a node: classes where it is WORDS. A class of straight terms alone has no place."""
    words = _words(table, part)
    return [place.get(number, -1) for number in words] if words else _nodes_of(part)


def _words(table: NodeTable, part: Part) -> list[int]:
    """Return the classes of a word or of words in a row, none for another node."""
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


def _nodes(
    table: NodeTable, parts: Sequence[Sequence[int]], place: Mapping[int, int], needs: Sequence[Sequence[int]]
) -> Ints:
    rows: Ints = np.zeros((len(table.nodes), _WIDTH), np.int64)
    ends = [0, *accumulate(map(len, parts))]
    for number, part in enumerate(table.nodes):
        needed = [place[need] for need in needs[number]] or [-1]
        sides, reach = (_SIDES[part.relation], part.reach) if isinstance(part, Near) else (0, 0)
        kind = _kind(table, part)
        both = needed[0], needed[min(1, len(needed) - 1)]
        rows[number, : OTHER + 1] = (kind, sides, reach, ends[number], ends[number + 1], *both)
    return rows


def _kind(table: NodeTable, part: Part) -> int:
    if isinstance(part, Near):
        return GUARD if part.guard else NEAR
    if _words(table, part):
        return WORDS
    return ROW if isinstance(part, Row) else ANY_OF


def _tried(table: NodeTable, place: Mapping[int, int], needs: Sequence[Sequence[int]], terms: Sequence[int]) -> Ints:
    rows: Ints = np.zeros((len(terms), 4), np.int64)
    for at, term in enumerate(terms):
        root = table.roots[term]
        classes = [place[number] for number in needs[root]]
        rows[at] = (term, root, classes[min(1, len(classes) - 1)], classes[-1])
    return rows


def _depth(nodes: Sequence[Part]) -> int:
    depths: list[int] = []
    for part in nodes:
        depths.append(1 + max((depths[inner] for inner in _nodes_of(part)), default=0))
    return max(depths, default=0)


def _rows(rows: Sequence[Sequence[int]]) -> tuple[Ints, Ints]:
    """Return rows as where each begins in one array, and that array."""
    first = np.array([0, *accumulate(len(row) for row in rows)], np.int64)
    return first, np.array([value for row in rows for value in row], np.int64)
