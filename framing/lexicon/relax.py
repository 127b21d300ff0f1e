"""A term with its guards, orders and distances let go: what it would catch if only its parts had to be there."""

from __future__ import annotations

from framing.lexicon.spelling import LONGEST_DISTANCE
from framing.lexicon.syntax import Alternatives, Node, Phrase, Proximity, SetRef, Word, alternatives, phrase


def relaxed(node: Node) -> Node:
    """Return a term whose parts may stand anywhere in the sentence, in any order, whatever else is there.

    It catches every sentence the term catches, and those it lets go by a guard, an order or a distance. Words in a row
    stay in a row, and sets stay as they are.
    """
    match node:
        case Word() | SetRef():
            return node
        case Phrase():
            return phrase(tuple(relaxed(part) for part in node.parts))
        case Alternatives():
            return alternatives(tuple(relaxed(choice) for choice in node.choices))
        case Proximity():
            left = relaxed(node.left)
            return left if node.guard else Proximity(left, "NEAR", LONGEST_DISTANCE, relaxed(node.right))
