"""Which terms can never match, and which are already caught by another.

Every answer here is on the safe side: True is proved from the trees alone, False means "not proved".
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import lru_cache
from itertools import product
from math import prod
from typing import TypeGuard

from framing.lexicon.syntax import Alternatives, Node, Phrase, Proximity, SetRef, Word, phrase
from framing.lexicon.words import folded_forms, glob_regex, has_wildcard, normal, written_forms

MOST_BRANCHES = (
    400  # phrases written out of one term's alternatives; beyond, the alternatives are compared as they stand
)

_OTHER = "\0"  # stands for any character that neither of two globs names


def covers(outer: Node, inner: Node) -> bool:
    """Say whether every match of `inner` is, with the same span, a match of `outer`. Both are resolved."""
    if isinstance(outer, Word) and isinstance(inner, Word):
        return _word_covers(outer, inner)
    return _Cover(outer).covers(inner)


class _Cover:
    """A term split into its branches once, to be held against many others."""

    def __init__(self, outer: Node) -> None:
        self._branches = _branches(outer)
        # Words as they stand are looked up; the branches left are tried in turn.
        self._words = {normal(branch.text, exact=False) for branch in self._branches if _is_plain(branch)}
        self._others = [branch for branch in self._branches if not _is_plain(branch)]

    def covers(self, inner: Node) -> bool:
        """Say whether every branch of `inner` is covered by one of these; mostly the first is not, which ends it."""
        match inner:
            case Alternatives():
                return all(self.covers(choice) for choice in inner.choices)
            case Word():
                plain = not has_wildcard(inner.text) and not self._words.isdisjoint(folded_forms(inner.text))
                return plain or any(_covers(one, inner) for one in self._others)
            case Phrase():
                return all(any(_covers(one, branch) for one in self._others) for branch in _branches(inner))
            case _:
                return any(_covers(one, inner) for one in self._branches)


def _is_plain(node: Node) -> TypeGuard[Word]:
    return isinstance(node, Word) and not node.exact and not has_wildcard(node.text)


def never_matches(node: Node, *, sound: Collection[int] = ()) -> tuple[Proximity, str] | None:
    """Return the first part of a resolved term that can never match, and why; None where no part is known not to.

    A part may be an alternative or what a guard forbids: the rest could match, but what was written there is a mistake.
    `sound` are the ids of nodes that were looked at before.
    """
    if isinstance(node, (Word, SetRef)) or id(node) in sound:
        return None
    match node:
        case Phrase():
            return _first(node.parts, sound)
        case Alternatives():
            return _first(node.choices, sound)
        case Proximity():
            return _first((node.left, node.right), sound) or _contradiction(node)


def _first(nodes: tuple[Node, ...], sound: Collection[int]) -> tuple[Proximity, str] | None:
    for node in nodes:
        if not isinstance(node, Word):
            fault = never_matches(node, sound=sound)
            if fault:
                return fault
    return None


def _contradiction(node: Proximity) -> tuple[Proximity, str] | None:
    if node.guard:
        if node.relation == "NEAR" and _holds(node.left, _Cover(node.right)):
            return node, "the guard always holds: what it forbids is part of every match, so the term can never match"
        return None
    for guard in _guards(node.left):
        at_least_as_wide = node.distance <= guard.distance and guard.relation in {node.relation, "NEAR"}
        if at_least_as_wide and covers(guard.right, node.right):
            return node, "the guard before it forbids exactly what is asked for here, so the term can never match"
    return None


def _guards(node: Node) -> Iterator[Proximity]:
    while isinstance(node, Proximity) and node.guard:
        yield node
        node = node.left


def _holds(node: Node, wanted: _Cover) -> bool:
    """Say whether every match of `node` has a match of `wanted` within its span."""
    if wanted.covers(node):
        return True
    match node:
        case Alternatives():
            return all(_holds(choice, wanted) for choice in node.choices)
        case Phrase():
            rows = (node.parts[a:b] for a in range(len(node.parts)) for b in range(a + 1, len(node.parts) + 1))
            return any(_holds(phrase(row), wanted) for row in rows if len(row) < len(node.parts))
        case Proximity():
            return _holds(node.left, wanted) or (not node.guard and _holds(node.right, wanted))
        case _:
            return False


def _branches(node: Node) -> list[Node]:
    """Return the term without its top alternatives, written out as one term each."""
    match node:
        case Alternatives():
            return [branch for choice in node.choices for branch in _branches(choice)]
        case Phrase():
            parts = [_branches(part) for part in node.parts]
            if prod(len(part) for part in parts) > MOST_BRANCHES:
                return [node]
            return [phrase(row) for row in product(*parts)]
        case _:
            return [node]


def _covers(outer: Node, inner: Node) -> bool:
    if isinstance(outer, Word) and isinstance(inner, Word):
        return _word_covers(outer, inner)
    if isinstance(outer, Proximity):
        outer = _forward(outer)
    if isinstance(inner, Proximity):
        inner = _forward(inner)
        if inner.guard and covers(outer, inner.left):
            return True
    match outer, inner:
        case Phrase(), Phrase():
            pairs = zip(outer.parts, inner.parts, strict=False)
            return len(outer.parts) == len(inner.parts) and all(covers(one, other) for one, other in pairs)
        case Proximity(), Proximity():
            return outer.guard == inner.guard and _proximity_covers(outer, inner)
        case Proximity(guard=False), Phrase():
            return any(_sides_cover(outer, left, right) for left, right in _ends(inner, outer.distance - 1))
        case _:
            return False


def _proximity_covers(outer: Proximity, inner: Proximity) -> bool:
    """Compare two of a kind: a wider NEAR covers more, and a guard that forbids less covers more."""
    if not outer.guard:
        wider = inner.distance <= outer.distance and outer.relation in {inner.relation, "NEAR"}
        return wider and _sides_cover(outer, inner.left, inner.right)
    forbids_less = outer.distance <= inner.distance and inner.relation in {outer.relation, "NEAR"}
    return forbids_less and covers(outer.left, inner.left) and covers(inner.right, outer.right)


def _forward(node: Proximity) -> Proximity:
    """Return `b BEFORE/n a` for `a AFTER/n b`: the same matches."""
    if node.relation != "AFTER" or node.guard:
        return node
    return Proximity(node.right, "BEFORE", node.distance, node.left)


def _sides_cover(outer: Proximity, left: Node, right: Node) -> bool:
    if covers(outer.left, left) and covers(outer.right, right):
        return True
    return outer.relation == "NEAR" and covers(outer.left, right) and covers(outer.right, left)


def _ends(row: Phrase, most_between: int) -> Iterator[tuple[Node, Node]]:
    """Yield every beginning and end of a phrase with at most so many words between."""
    parts = row.parts
    for left in range(1, len(parts)):
        for right in range(left, len(parts)):
            between = parts[left:right]
            if len(between) <= most_between and all(isinstance(part, Word) for part in between):
                yield phrase(parts[:left]), phrase(parts[right:])


def _word_covers(outer: Word, inner: Word) -> bool:
    if outer.exact and not inner.exact:
        return False
    big = normal(outer.text, exact=outer.exact)
    if not has_wildcard(outer.text):
        return not has_wildcard(inner.text) and big in (written_forms if outer.exact else folded_forms)(inner.text)
    if not has_wildcard(inner.text):
        forms = written_forms(inner.text) if outer.exact else folded_forms(inner.text)
        return any(glob_regex(big).fullmatch(form) for form in forms)
    if outer.exact != inner.exact and "?" in outer.text + inner.text:
        return False  # folding may turn one letter into two
    return _glob_covers(big, normal(inner.text, exact=outer.exact))


@lru_cache(maxsize=1 << 16)
def _glob_covers(outer: str, inner: str) -> bool:
    """Say whether every word that fits `inner` fits `outer`: walk both at once in search of a word that does not."""
    letters = {*outer, *inner, _OTHER} - {"*", "?"}
    waiting = [(0, _opened(outer, {0}))]
    seen = set(waiting)
    while waiting:
        place, states = waiting.pop()
        if place == len(inner):
            if len(outer) not in states:
                return False
            continue
        char = inner[place]
        after = place if char == "*" else place + 1
        steps = [(after, _moved(outer, states, letter)) for letter in (letters if char in "*?" else {char})]
        if char == "*":
            steps.append((place + 1, states))
        for step in steps:
            if step not in seen:
                seen.add(step)
                waiting.append(step)
    return True


def _moved(glob: str, states: frozenset[int], letter: str) -> frozenset[int]:
    stays = {state for state in states if state < len(glob) and glob[state] == "*"}
    moves = {state + 1 for state in states if state < len(glob) and glob[state] in {letter, "?"}}
    return _opened(glob, stays | moves)


def _opened(glob: str, states: set[int]) -> frozenset[int]:
    """Return the states with those added that are reached by letting a `*` stand for nothing."""
    opened = set(states)
    for state in states:
        place = state
        while place < len(glob) and glob[place] == "*":
            place += 1
            opened.add(place)
    return frozenset(opened)
