"""Lists of terms as arrays: the nodes of each list, and for every word type the word classes it belongs to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import NamedTuple

import numpy as np

from framing.batch.layout import Bools, Ints
from framing.lexicon.nodes import AnyOf, AnyWord, Near, NodeTable, Part, Row
from framing.lexicon.syntax import Node
from framing.lexicon.word_index import WordIndex

ANY_WORD, ROW, ANY_OF, NEAR, GUARD = range(5)
FORWARD, BACKWARD = 1, 2
_SIDES = {"BEFORE": FORWARD, "AFTER": BACKWARD, "NEAR": FORWARD | BACKWARD}


class Plan(NamedTuple):
    """The nodes of one list of terms. What belongs to x is `of[first[x]:first[x + 1]]` of a pair of arrays.

    By node, (n,): `kind`, and `value`, the class of an ANY_WORD, the FORWARD and BACKWARD of a NEAR or GUARD; `reach`,
    the words between. `parts` are the nodes a node is made of, which come before it, and `needs` the classes it needs,
    the rarest-looking first (of terms and of the branches of ANY_OF only). By term, (t,): `root`, its node. By class,
    (c,): `straight`, the terms that are a word of the class and nothing more; `tried`, other terms, of whose classes it
    looks the rarest; and `inner`, whether those others ask for it at all. `depth` is that of the deepest term.
    """

    kind: Ints
    value: Ints
    reach: Ints
    parts_first: Ints
    parts: Ints
    needs_first: Ints
    needs: Ints
    root: Ints
    straight_first: Ints
    straight: Ints
    tried_first: Ints
    tried: Ints
    inner: Bools
    depth: int


class TypeClasses(NamedTuple):
    """The classes of one list that each word type belongs to: those of type t are `classes[first[t]:first[t + 1]]`."""

    first: Ints
    classes: Ints


class TermTable:
    """Lists of terms, resolved, ready to be found: what `Terms.find` finds, on arrays.

    A word form is looked up once, when it is learned, for all lists together.
    """

    def __init__(self, lists: Sequence[Sequence[Node]]) -> None:
        tables = [NodeTable(terms) for terms in lists]
        self.plans = tuple(_plan(table) for table in tables)
        self._bases = [0, *accumulate(len(table.classes) for table in tables)]
        self._index = WordIndex(
            (atoms, base + number)
            for table, base in zip(tables, self._bases, strict=False)
            for atoms, number in table.classes.items()
        )
        self._known = [Rows() for _ in tables]

    def __len__(self) -> int:
        """Return the number of types learned."""
        return self._known[0].rows if self._known else 0

    def forget(self) -> None:
        """Forget every type: the next to be learned is the first."""
        self._known = [Rows() for _ in self.plans]

    def learn(self, forms: Sequence[str]) -> None:
        """Look up the forms of the next word types, in the order of their numbers."""
        counts: list[int] = []
        found: list[int] = []
        classes_of = self._index.classes_of
        for form in forms:
            classes = classes_of(form)
            counts.append(len(classes))
            if classes:
                found.extend(classes)
        classes_found = np.array(found, np.int64)
        types = np.repeat(np.arange(len(forms)), counts)
        for known, base, end in zip(self._known, self._bases, self._bases[1:], strict=False):
            own = (classes_found >= base) & (classes_found < end)
            known.add(np.bincount(types[own], minlength=len(forms)), classes_found[own] - base)

    def classes(self, which: int) -> TypeClasses:
        """Return the classes of list `which` for the types learned so far."""
        return self._known[which].arrays


class Rows:
    """Rows of numbers that grow at their end, in arrays with room to spare."""

    def __init__(self) -> None:
        self.rows = 0
        self._first: Ints = np.zeros(1024, np.int64)
        self._values: Ints = np.zeros(1024, np.int64)

    @property
    def arrays(self) -> TypeClasses:
        """The rows: where each begins, and their numbers."""
        first = self._first[: self.rows + 1]
        return TypeClasses(first, self._values[: first[-1]])

    def add(self, counts: Ints, values: Ints) -> None:
        """Put rows of so many values behind the last."""
        used, rows = int(self._first[self.rows]), self.rows + len(counts)
        self._first = roomy(self._first, rows + 1)
        self._values = roomy(self._values, used + len(values))
        self._first[self.rows + 1 : rows + 1] = used + np.cumsum(counts)
        self._values[used : used + len(values)] = values
        self.rows = rows


def roomy(array: Ints, size: int) -> Ints:
    """Return the array, or a copy twice as long or as long as asked, with zeros at its end."""
    if size <= len(array):
        return array
    larger = np.zeros(max(size, 2 * len(array)), np.int64)
    larger[: len(array)] = array
    return larger


def _plan(table: NodeTable) -> Plan:
    nodes = table.nodes
    plain = [isinstance(nodes[root], AnyWord) for root in table.roots]
    others = {root for root, alone in zip(table.roots, plain, strict=True) if not alone}
    branches = {branch for part in nodes if isinstance(part, AnyOf) for branch in part.branches}
    needs = [table.needed(node) if node in others or node in branches else [] for node in range(len(nodes))]
    straight, tried = _by_class(table, needs)
    parts_first, parts = _rows([_parts(part) for part in nodes])
    needs_first, needs_of = _rows(needs)
    straight_first, straight_terms = _rows(straight)
    tried_first, tried_terms = _rows(tried)
    described = np.array([_described(part) for part in nodes], np.int64).reshape(-1, 3).T.copy()
    return Plan(
        kind=described[0],
        value=described[1],
        reach=described[2],
        parts_first=parts_first,
        parts=parts,
        needs_first=needs_first,
        needs=needs_of,
        root=np.array(table.roots, np.int64),
        straight_first=straight_first,
        straight=straight_terms,
        tried_first=tried_first,
        tried=tried_terms,
        inner=_inner(table, others, needs),
        depth=_depth(nodes),
    )


def _by_class(table: NodeTable, needs: Sequence[Sequence[int]]) -> tuple[list[list[int]], list[list[int]]]:
    """Return for each class the terms that are a word of it, and the others of which it is the rarest-looking."""
    straight: list[list[int]] = [[] for _ in table.classes]
    tried: list[list[int]] = [[] for _ in table.classes]
    for term, root in enumerate(table.roots):
        part = table.nodes[root]
        if isinstance(part, AnyWord):
            straight[part.number].append(term)
        else:
            tried[needs[root][0]].append(term)
    return straight, tried


def _described(part: Part) -> tuple[int, int, int]:
    """Return the kind of a node, its value and its reach."""
    match part:
        case AnyWord(number):
            return ANY_WORD, number, 0
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


def _inner(table: NodeTable, roots: Iterable[int], needs: Sequence[Sequence[int]]) -> Bools:
    """Say of each class whether the terms of `roots` ask for it."""
    inner = np.zeros(len(table.classes), np.bool_)
    seen: set[int] = set()
    left = list(roots)
    while left:
        node = left.pop()
        if node in seen:
            continue
        seen.add(node)
        part = table.nodes[node]
        inner[needs[node]] = True
        if isinstance(part, AnyWord):
            inner[part.number] = True
        left.extend(_parts(part))
    return inner


def _depth(nodes: Sequence[Part]) -> int:
    depths: list[int] = []
    for part in nodes:
        depths.append(1 + max((depths[inner] for inner in _parts(part)), default=0))
    return max(depths, default=0)


def _rows(rows: Sequence[Sequence[int]]) -> tuple[Ints, Ints]:
    """Return rows as where each begins in one array, and that array."""
    first = np.array([0, *accumulate(len(row) for row in rows)], np.int64)
    return first, np.array([value for row in rows for value in row], np.int64)
