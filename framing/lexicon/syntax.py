"""A term as a tree, and the tree as text again."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

Relation = Literal["BEFORE", "AFTER", "NEAR"]
RELATIONS: tuple[Relation, ...] = ("BEFORE", "AFTER", "NEAR")
# Words an analyst may mean as operators: as plain words they must stand in quotation marks.
RESERVED = frozenset({*RELATIONS, "NOT", "AND", "OR"})
# An operator whose slash was forgotten is taken for a slip, so as a word it must stand in quotation marks too.
NO_SLASH = re.compile(r"(NEAR|BEFORE|AFTER)[0-9]+")


@dataclass(frozen=True, slots=True)
class Word:
    """One word, any case unless `exact`, with or without wildcards. `at` is its offset in the pattern."""

    text: str
    exact: bool = False
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class SetRef:
    """`@name`: any entry of a named set."""

    name: str
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Phrase:
    """Two or more parts in a row; no part is itself a phrase."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Alternatives:
    """Any of the choices; no choice is itself alternatives. Two or more when parsed, any number for a resolved set."""

    choices: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Proximity:
    """`left` that stands in `relation` to `right` within `distance` words, or, as a guard, that does not.

    The distance is the number of words between the two, plus 1: at distance 1 they are neighbours.
    """

    left: Node
    relation: Relation
    distance: int
    right: Node
    guard: bool = False
    at: int = field(default=0, compare=False)


Node: TypeAlias = Word | SetRef | Phrase | Alternatives | Proximity


def needs_quotes(word: str) -> bool:
    """Say whether a word would be taken for an operator unless it stands in quotation marks."""
    return word in RESERVED or NO_SLASH.fullmatch(word) is not None


def phrase(parts: tuple[Node, ...]) -> Node:
    """Return the parts in a row, with phrases inside dissolved."""
    flat = tuple(inner for part in parts for inner in (part.parts if isinstance(part, Phrase) else (part,)))
    return flat[0] if len(flat) == 1 else Phrase(flat)


def alternatives(choices: tuple[Node, ...]) -> Node:
    """Return any of the choices, with alternatives inside dissolved."""
    flat = tuple(
        inner for choice in choices for inner in (choice.choices if isinstance(choice, Alternatives) else (choice,))
    )
    return flat[0] if len(flat) == 1 else Alternatives(flat)


def to_text(node: Node) -> str:
    """Return the term syntax of a tree: parsing it gives the same tree."""
    match node:
        case Word():
            text = f'"{node.text}"' if needs_quotes(node.text) else node.text
            return f"={text}" if node.exact else text
        case SetRef():
            return f"@{node.name}"
        case Phrase():
            return " ".join(_operand(part) for part in node.parts)
        case Alternatives():
            return "(" + " | ".join(to_text(choice) for choice in node.choices) + ")"
        case Proximity():
            operator = ("NOT " if node.guard else "") + f"{node.relation}/{node.distance}"
            right = _operand(node.right) if isinstance(node.right, Proximity) else to_text(node.right)
            return f"{to_text(node.left)} {operator} {right}"


def _operand(node: Node) -> str:
    return f"({to_text(node)})" if isinstance(node, Proximity) else to_text(node)
