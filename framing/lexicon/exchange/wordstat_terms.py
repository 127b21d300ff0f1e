"""Our terms with distances as WordStat's rules."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from framing.lexicon.exchange.rows import Row, WriteError, rows_of
from framing.lexicon.exchange.wordstat_rules import OPERATOR
from framing.lexicon.grammar import read_term
from framing.lexicon.syntax import Node, Proximity, SetRef
from framing.model import Facet, Lexicon, Term

_RULE_NAME = re.compile(r"@[\w.-]+")


class RuleWriter:
    """Writes terms as rules. What stands for several words becomes a category, unless it is one already."""

    def __init__(self, lexicon: Lexicon, spell: Callable[[Row], str]) -> None:
        self._lexicon = lexicon
        self._spell = spell
        self._count = 0
        self.helpers: dict[str, list[str]] = {}

    def rule(self, term: Term) -> tuple[str, list[Row]]:
        """Return a term as a rule, and the rows of words in it. Raises WriteError where WordStat has no such rule."""
        node = read_term(term.pattern)
        if not isinstance(node, Proximity):
            raise WriteError("a distance inside a phrase or an alternative")
        used: list[Row] = []
        sides = [self._operand(side, term.pattern, used) for side in (node.left, node.right)]
        operator = ("NOT " if node.guard else "") + node.relation
        self._count += 1
        named = term.note is not None and _RULE_NAME.fullmatch(term.note)
        name = term.note if named else f"@RULE_{self._count}"
        return f"{name} [{sides[0]} {operator} {sides[1]} /S {node.distance}]", used

    def _operand(self, node: Node, pattern: str, used: list[Row]) -> str:
        if isinstance(node, Proximity):
            raise WriteError("a distance within a distance")
        rows = rows_of(pattern, self._lexicon.sets, node=node)
        used += rows
        words = list(dict.fromkeys(self._spell(row) for row in rows))
        if isinstance(node, SetRef):
            return "#" + (self._category(node.name) or self._helper(node.name, words))
        if len(words) > 1:
            known = next((name for name, held in self.helpers.items() if held == words), None)
            return "#" + (known or self._helper(f"SET-{len(self.helpers) + 1}", words))
        if OPERATOR.search(words[0]):
            raise WriteError(f"`{words[0]}` is an operator there")
        return words[0]

    def _helper(self, name: str, words: Sequence[str]) -> str:
        free = name
        while free in self.helpers and self.helpers[free] != list(words):
            free += "-again"
        self.helpers[free] = list(words)
        return free

    def _category(self, name: str) -> str | None:
        """Return the name of a category that holds exactly the words of a set and is the only one of its name."""
        wanted = set(self._lexicon.sets.get(name, ()))
        named: Mapping[str, list[Facet]] = _by_last_name(self._lexicon)
        for last, facets in named.items():
            words = {term.pattern for term in facets[0].terms if "@" not in term.pattern}
            if len(facets) == 1 and _like(last, name) and words == wanted:
                return last
        return None


def _by_last_name(lexicon: Lexicon) -> dict[str, list[Facet]]:
    found: dict[str, list[Facet]] = {}
    for facet in lexicon.facets:
        found.setdefault((facet.path or (facet.name,))[-1], []).append(facet)
    return found


def _like(category: str, name: str) -> bool:
    return re.sub(r"[^\w]+", "-", category).strip("-_").casefold() == name.casefold()
