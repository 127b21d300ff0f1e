"""A term of ours as words in a row, which is all that most programs know: sets and alternatives are written out."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import product
from math import prod
from typing import NamedTuple, TypeAlias

from framing.lexicon.grammar import read_term
from framing.lexicon.syntax import Alternatives, Node, Phrase, Proximity, SetRef, Word

MOST_ROWS = 2_000  # of one phrase: more is a product of sets that nobody would want as single entries

_HYPHENS = re.compile(r"[‐‑‒–—−-]")


class Piece(NamedTuple):
    """One word: whether its case counts, and whether a hyphen (`-`) or a space joins it to the one before."""

    text: str
    exact: bool
    joint: str = " "


Row: TypeAlias = tuple[Piece, ...]


class WriteError(ValueError):
    """A term that the other program cannot hold; the message is the reason."""


def rows_of(pattern: str, sets: Mapping[str, Sequence[str]], *, node: Node | None = None) -> list[Row]:
    """Return every row of words that a term stands for, in order, each once; `node` is a part of it.

    Raises WriteError for a term with distances, and for one that stands for too many rows.
    """
    return list(dict.fromkeys(_Writing(sets).rows(read_term(pattern) if node is None else node, pattern)))


def joined(row: Row) -> str:
    """Return the words of a row with what joins them."""
    return "".join((piece.joint if index else "") + piece.text for index, piece in enumerate(row))


class _Writing:
    def __init__(self, sets: Mapping[str, Sequence[str]]) -> None:
        self._sets = sets
        self._held: dict[str, list[Row]] = {}

    def rows(self, node: Node, pattern: str) -> list[Row]:
        match node:
            case Word():
                glued = _HYPHENS.fullmatch(pattern[max(0, node.at - 1) : node.at]) and node.at > 1
                return [(Piece(node.text, node.exact, "-" if glued else " "),)]
            case Phrase():
                parts = [self.rows(part, pattern) for part in node.parts]
                number = prod(map(len, parts))
                if number > MOST_ROWS:
                    raise WriteError(f"it stands for {number:,} rows of words")
                return [tuple(piece for part in chosen for piece in part) for chosen in product(*parts)]
            case Alternatives():
                return [row for choice in node.choices for row in self.rows(choice, pattern)]
            case SetRef():
                return self._set(node.name)
            case Proximity():
                operator = ("NOT " if node.guard else "") + node.relation
                raise WriteError(f"{operator}/{node.distance}: it holds words in a row only")

    def _set(self, name: str) -> list[Row]:
        if name not in self._held:
            entries = self._sets.get(name, ())
            self._held[name] = [row for entry in entries for row in self.rows(read_term(entry), entry)]
        return self._held[name]
