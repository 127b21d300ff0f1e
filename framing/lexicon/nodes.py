"""Terms as one table of nodes: equal parts of terms are one node, and every node knows what it needs.

What runs terms is made from this table: the steps of `Program`, and the arrays of `framing.batch`.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple, TypeAlias

from framing.lexicon.syntax import Alternatives, Node, Phrase, Proximity, Relation, SetRef, Word
from framing.lexicon.words import normal

Atom: TypeAlias = tuple[str, bool]  # a word in its normal form, and whether its case counts
Needs: TypeAlias = frozenset[frozenset[Atom]]  # of every one of these, a word must be there


class AnyWord(NamedTuple):
    """A word of a class: one word of a term, or all one-word entries of a set."""

    number: int


class Row(NamedTuple):
    """Nodes in a row."""

    parts: tuple[int, ...]


class AnyOf(NamedTuple):
    """Any of two or more nodes."""

    branches: tuple[int, ...]


class Near(NamedTuple):
    """Two nodes with at most `reach` words between them, or, as a guard, the left one where the right one is not."""

    left: int
    relation: Relation
    reach: int
    right: int
    guard: bool


_STEEP = 6.0  # "the" is as common as 60 words of six letters; 3 to 6 tried on news
_ABBREVIATION = 4  # "US" is as rare as a word of six letters

Part: TypeAlias = AnyWord | Row | AnyOf | Near


class NodeTable:
    """The nodes of some terms, resolved (no set names left). A node comes after those it is made of.

    `roots` are the nodes of the terms, in order; `classes` numbers the sets of words that the nodes ask for.
    """

    def __init__(self, terms: Sequence[Node]) -> None:
        self.nodes: list[Part] = []
        self._needs: list[Needs] = []
        self._classes: dict[frozenset[Atom], int] = {}
        self._numbers: dict[tuple[object, ...], int] = {}
        self._trees: dict[int, int] = {}  # id of a tree -> node; the trees stay alive in `_kept`
        self._kept = terms
        self.roots = [self._add(term) for term in terms]

    @property
    def classes(self) -> Mapping[frozenset[Atom], int]:
        """The words of each class so far: what `needed` returns may be new."""
        return self._classes

    def needed(self, node: int) -> list[int]:
        """Return classes of each of which a word must be there for the node to match, the rarest-looking first."""
        return [self._class(atoms) for atoms in sorted(self._needs[node], key=_commonness)]

    def _class(self, atoms: frozenset[Atom]) -> int:
        return self._classes.setdefault(atoms, len(self._classes))

    def _add(self, tree: Node) -> int:
        if id(tree) not in self._trees:
            self._trees[id(tree)] = self._built(tree)
        return self._trees[id(tree)]

    def _built(self, tree: Node) -> int:
        match tree:
            case Word():
                return self._words(frozenset({(normal(tree.text, exact=tree.exact), tree.exact)}))
            case Phrase():
                parts = tuple(self._add(part) for part in tree.parts)
                return self._node(Row(parts), _all_of(self._needs[part] for part in parts))
            case Alternatives():
                return self._choice(tree.choices)
            case Proximity():
                left, right = self._add(tree.left), self._add(tree.right)
                needs = self._needs[left] if tree.guard else self._needs[left] | self._needs[right]
                return self._node(Near(left, tree.relation, tree.distance - 1, right, tree.guard), needs)
            case SetRef():
                raise ValueError(f"@{tree.name} was not resolved")

    def _words(self, atoms: frozenset[Atom]) -> int:
        return self._node(AnyWord(self._class(atoms)), frozenset({atoms}))

    def _choice(self, choices: Iterable[Node]) -> int:
        words = frozenset(
            (normal(choice.text, exact=choice.exact), choice.exact) for choice in choices if isinstance(choice, Word)
        )
        branches = {self._add(choice) for choice in choices if not isinstance(choice, Word)}
        if words:
            branches.add(self._words(words))
        if len(branches) == 1:
            return branches.pop()
        # One of the rarest-looking words of any branch: a choice between whole needs is not worth its time.
        rarest = (min(self._needs[branch], key=_commonness) for branch in branches)
        needs: Needs = frozenset({frozenset(atom for atoms in rarest for atom in atoms)})
        return self._node(AnyOf(tuple(sorted(branches))), needs)

    def _node(self, part: Part, needs: Needs) -> int:
        key = (type(part), part)  # named tuples of equal fields are equal, whatever they are
        if key not in self._numbers:
            self._numbers[key] = len(self.nodes)
            self.nodes.append(part)
            self._needs.append(needs)
        return self._numbers[key]


def _all_of(needs: Iterable[Needs]) -> Needs:
    return frozenset().union(*needs)


def _commonness(atoms: frozenset[Atom]) -> float:
    """Guess how often one of the words occurs: many short words are common, few long ones are rare."""
    return sum(math.pow(_length(word, exact=exact) or 1, -_STEEP) for word, exact in atoms)


def _length(word: str, *, exact: bool) -> int:
    abbreviation = exact and word != word.lower()
    return len(word.strip("*?")) + (_ABBREVIATION if abbreviation else 0)
