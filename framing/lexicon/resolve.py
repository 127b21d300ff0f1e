"""Names of sets become what the sets hold; terms that can never match are refused."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from framing.errors import nearest
from framing.lexicon.contain import never_matches
from framing.lexicon.grammar import read_term
from framing.lexicon.spelling import PatternError
from framing.lexicon.syntax import Alternatives, Node, Phrase, Proximity, SetRef, Word

REMEMBERED_SETS = 32  # files open at once, each with its own sets


def sets_of(sets: Mapping[str, Sequence[str]]) -> Sets:
    """Return the sets ready to resolve terms: the same ones for the same sets, so that a term is proved once a run."""
    return _remembered(tuple((name, tuple(entries)) for name, entries in sets.items()))


@lru_cache(maxsize=REMEMBERED_SETS)
def _remembered(items: tuple[tuple[str, tuple[str, ...]], ...]) -> Sets:
    return Sets(dict(items))


class Sets:
    """Named word sets; each is read once, when it is first asked for, and so is each term that is resolved."""

    def __init__(self, sets: Mapping[str, Sequence[str]]) -> None:
        self._sets = sets
        self._read: dict[str, Alternatives] = {}
        self._reading: list[str] = []
        self._resolved_terms: dict[str, tuple[Node, Node]] = {}
        self._proved: dict[str, Node] = {}
        self._sound: set[int] = set()  # ids of the sets' own nodes, which live as long as this object

    def term(self, pattern: str) -> Node:
        """Return the tree of a term, without names of sets. Raises PatternError as `read_term` and `resolve`."""
        return self._proved.get(pattern) or self.resolve(read_term(pattern), pattern)

    def remember(self, trees: Mapping[str, Node]) -> None:
        """Take the trees of terms that these sets resolved and proved in an earlier run."""
        self._proved.update(trees)

    def resolve(self, node: Node, pattern: str) -> Node:
        """Return the term without names of sets.

        Raises PatternError for an unknown set, a set that holds itself, an empty set, and a term that can never match.
        """
        known = self._resolved_terms.get(pattern)
        if known is not None and known[0] is node:
            return known[1]
        resolved = self._resolved(node, pattern)
        fault = never_matches(resolved, sound=self._sound)
        if fault:
            raise PatternError(pattern, fault[0].at, fault[1], "narrow what the guard forbids")
        self._resolved_terms[pattern] = node, resolved
        return resolved

    def _resolved(self, node: Node, pattern: str) -> Node:
        match node:
            case Word():
                return node
            case SetRef():
                return self._entries(node, pattern)
            case Phrase():
                return Phrase(tuple(self._resolved(part, pattern) for part in node.parts))
            case Alternatives():
                return Alternatives(tuple(self._resolved(choice, pattern) for choice in node.choices))
            case Proximity():
                left, right = self._resolved(node.left, pattern), self._resolved(node.right, pattern)
                return Proximity(left, node.relation, node.distance, right, node.guard, node.at)

    def _entries(self, reference: SetRef, pattern: str) -> Alternatives:
        name = reference.name
        if name not in self._sets:
            raise PatternError(pattern, reference.at, f"there is no set @{name}", nearest(name, self._sets, form="@{}"))
        if name in self._reading:
            path = " -> ".join(f"@{step}" for step in [*self._reading[self._reading.index(name) :], name])
            raise PatternError(pattern, reference.at, f"the set @{name} holds itself ({path})", "break the circle")
        if not self._sets[name]:
            raise PatternError(pattern, reference.at, f"the set @{name} is empty and matches nothing", "fill the set")
        if name not in self._read:
            self._reading.append(name)
            try:
                self._read[name] = Alternatives(
                    tuple(self.resolve(read_term(entry), entry) for entry in self._sets[name])
                )
            finally:
                self._reading.pop()
            self._sound.add(id(self._read[name]))
        return self._read[name]
