"""Lists of terms as arrays: the nodes of each list, and for every word type the word classes it belongs to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate
from typing import NamedTuple

import numpy as np

from framing.batch.layout import Ints
from framing.lexicon.nodes import AnyOf, AnyWord, Near, NodeTable, Part, Row
from framing.lexicon.syntax import Node
from framing.lexicon.word_index import WordIndex

ANY_WORD, ROW, ANY_OF, NEAR, GUARD = range(5)
FORWARD, BACKWARD = 1, 2
HINTS = 4  # a type of the topic of a lexicon belongs to some 25 of its classes
_SIEVED = 3  # needs that are looked at before a term is tried: more of them rule out no more terms of the house
_SIDES = {"BEFORE": FORWARD, "AFTER": BACKWARD, "NEAR": FORWARD | BACKWARD}


class Plan(NamedTuple):
    """The nodes of one list of terms. What belongs to x is `of[first[x]:first[x + 1]]` of a pair of arrays.

    By node, (n,): `kind`, and `value`, the class of an ANY_WORD, the FORWARD and BACKWARD of a NEAR or GUARD; `reach`,
    the words between. `parts` are the nodes a node is made of, which come before it; `needs`, of terms and of branches
    of ANY_OF, are classes without which it cannot match. By term, (t,): `root`, its node. By class: `tried`, the terms
    to try where the class is there, the rarest-looking they need; and `straight`, the terms that are a word of the
    class and nothing more.

    The classes below `triggers` are those of `tried`, those below `sieved` the ones of all `needs`, and from `inner` on
    come those of `straight`, which has a row for each of them. `depth` is that of the deepest term.
    """

    kind: Ints
    value: Ints
    reach: Ints
    parts_first: Ints
    parts: Ints
    needs_first: Ints
    needs: Ints
    root: Ints
    tried_first: Ints
    tried: Ints
    straight_first: Ints
    straight: Ints
    triggers: int
    sieved: int
    inner: int
    depth: int


class TypeClasses(NamedTuple):
    """The classes of one list that each word type belongs to: those of type t are `classes[first[t]:first[t + 1]]`.

    They are in the order of their numbers. `hints`, (HINTS t,), rule out most others: a type does not belong to class c
    unless bit `c % 64` is set in its hint `c // 64 % HINTS`.
    """

    first: Ints
    classes: Ints
    hints: Ints


class TermTable:
    """Lists of terms, resolved, ready to be found: what `Terms.find` finds, on arrays.

    A word form is looked up once, when it is learned, for all lists together.
    """

    def __init__(self, lists: Sequence[Sequence[Node]]) -> None:
        listed = [_Listed(NodeTable(terms)) for terms in lists]
        self.plans = tuple(one.plan for one in listed)
        self._bases = [0, *accumulate(len(one.classes) for one in listed)]
        self._index = WordIndex(
            (atoms, base + number)
            for one, base in zip(listed, self._bases, strict=False)
            for number, atoms in enumerate(one.classes)
        )
        self._known = [Rows() for _ in listed]

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
            of = classes_of(form)
            counts.append(len(of))
            if of:
                found.extend(of)
        places = np.repeat(np.arange(len(forms)), counts) * self._bases[-1] + np.array(found, np.int64)
        places.sort()
        types, classes = np.divmod(places, self._bases[-1] or 1)
        for known, base, end in zip(self._known, self._bases, self._bases[1:], strict=False):
            own = (classes >= base) & (classes < end)
            known.add(len(forms), types[own], classes[own] - base)

    def classes(self, which: int) -> TypeClasses:
        """Return the classes of list `which` for the types learned so far."""
        return self._known[which].arrays


class Rows:
    """Rows of numbers that grow at their end, in arrays with room to spare."""

    def __init__(self) -> None:
        self.rows = 0
        self._first: Ints = np.zeros(1024, np.int64)
        self._values: Ints = np.zeros(1024, np.int64)
        self._hints: Ints = np.zeros(HINTS * 1024, np.int64)

    @property
    def arrays(self) -> TypeClasses:
        """The rows: where each begins, and their numbers."""
        first = self._first[: self.rows + 1]
        return TypeClasses(first, self._values[: first[-1]], self._hints[: HINTS * self.rows])

    def add(self, count: int, row: Ints, values: Ints) -> None:
        """Put so many rows behind the last; `row` says of each value to which of them it belongs, in order."""
        used, rows = int(self._first[self.rows]), self.rows + count
        self._first = roomy(self._first, rows + 1)
        self._values = roomy(self._values, used + len(values))
        self._hints = roomy(self._hints, HINTS * rows)
        self._first[self.rows + 1 : rows + 1] = used + np.cumsum(np.bincount(row, minlength=count))
        self._values[used : used + len(values)] = values
        hints = HINTS * (self.rows + row) + (values >> 6) % HINTS
        np.bitwise_or.at(self._hints, hints, np.left_shift(np.int64(1), values & 63))
        self.rows = rows


def roomy(array: Ints, size: int) -> Ints:
    """Return the array, or a copy twice as long or as long as asked, with zeros at its end."""
    if size <= len(array):
        return array
    larger = np.zeros(max(size, 2 * len(array)), np.int64)
    larger[: len(array)] = array
    return larger


class _Listed:
    """One list of terms: its plan, and the words of each class, in the order of the plan's numbers."""

    def __init__(self, table: NodeTable) -> None:
        nodes, roots = table.nodes, table.roots
        rows = {root for root in roots if not isinstance(nodes[root], AnyWord)}
        branches = {branch for part in nodes if isinstance(part, AnyOf) for branch in part.branches}
        needs = [table.needed(node)[:_SIEVED] if node in rows | branches else [] for node in range(len(nodes))]
        tried: dict[int, list[int]] = {}
        straight: dict[int, list[int]] = {}
        for term, root in enumerate(roots):
            part = nodes[root]
            if isinstance(part, AnyWord):
                straight.setdefault(part.number, []).append(term)
            else:
                tried.setdefault(needs[root][0], []).append(term)
        sieved = list(dict.fromkeys((*tried, *(number for row in needs for number in row))))
        inner = list(dict.fromkeys((*sieved, *_inner(nodes, rows))))
        words = list(table.classes)
        self.classes = [words[number] for number in (*inner, *straight)]
        place = {number: at for at, number in enumerate(inner)}
        parts_first, parts = _rows([_parts(part) for part in nodes])
        needs_first, needs_of = _rows([[place[number] for number in row] for row in needs])
        tried_first, tried_terms = _rows(list(tried.values()))
        straight_first, straight_terms = _rows(list(straight.values()))
        described = np.array([_described(part, place) for part in nodes], np.int64).reshape(-1, 3).T.copy()
        self.plan = Plan(
            kind=described[0],
            value=described[1],
            reach=described[2],
            parts_first=parts_first,
            parts=parts,
            needs_first=needs_first,
            needs=needs_of,
            root=np.array(roots, np.int64),
            tried_first=tried_first,
            tried=tried_terms,
            straight_first=straight_first,
            straight=straight_terms,
            triggers=len(tried),
            sieved=len(sieved),
            inner=len(inner),
            depth=_depth(nodes),
        )


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


def _inner(nodes: Sequence[Part], roots: Iterable[int]) -> list[int]:
    """Return the classes that the terms of `roots` ask for."""
    found: list[int] = []
    seen: set[int] = set()
    left = list(roots)
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
