"""Which terms of many could cover one of them: an index, so that a dictionary of thousands is compared in seconds.

A term covers another only if its first word covers the other's first word. So a literal word is looked up by its forms,
and a word with wildcards by what stands before the first of them.
"""

from __future__ import annotations

from collections.abc import Sequence

from framing.lexicon.syntax import Node, Phrase, Word
from framing.lexicon.words import folded_forms, has_wildcard, literal_prefix, normal


class Coverers:
    """Terms, resolved, ready to be asked which of them could cover one of them."""

    def __init__(self, trees: Sequence[Node]) -> None:
        self._trees = trees
        self._literal: dict[tuple[int, str], list[int]] = {}
        self._globs: dict[tuple[int, str], list[int]] = {}
        self._others: list[int] = []  # terms that are more than words in a row: they could cover anything
        for number, tree in enumerate(trees):
            row = _row(tree)
            if row is None:
                self._others.append(number)
                continue
            word = normal(row[0].text, exact=False)
            index = self._globs if has_wildcard(word) else self._literal
            index.setdefault((len(row), literal_prefix(word)), []).append(number)

    def of(self, number: int) -> list[int]:
        """Return the numbers of all terms that could cover that one, in order; it is not among them."""
        row = _row(self._trees[number])
        if row is None:
            return [other for other in range(len(self._trees)) if other != number]
        found = set(self._others)
        first = row[0].text
        for form in {normal(first, exact=False), *folded_forms(first)}:
            # What stands before a wildcard must fit too: where one word is open, the other cannot ask for a letter.
            begins = literal_prefix(form)
            for length in range(len(begins) + 1):
                found.update(self._globs.get((len(row), begins[:length]), ()))
            if not has_wildcard(form):
                found.update(self._literal.get((len(row), form), ()))
        return sorted(found - {number})


def _row(tree: Node) -> tuple[Word, ...] | None:
    """Return the words of a term that is nothing but words in a row."""
    if isinstance(tree, Word):
        return (tree,)
    if isinstance(tree, Phrase):
        words = tuple(part for part in tree.parts if isinstance(part, Word))
        return words if len(words) == len(tree.parts) else None
    return None
