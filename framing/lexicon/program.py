"""Terms made ready to run: words in an index, and the operators over the places where the words stand.

A sentence is looked at in three steps. Every token is looked up once, which gives the word classes it belongs to (a
class is one word of a term, or all one-word entries of a set). A term is tried only where its rarest-looking class
occurs, and with it every other class that a match must hold: nine of ten terms are ruled out by that. What is left is
arithmetic on short lists of spans; equal parts of terms are one node, worked out once.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from itertools import accumulate
from typing import TypeAlias

from framing.lexicon.nodes import AnyOf, AnyWord, Near, NodeTable, Part, Row
from framing.lexicon.syntax import Node, Relation
from framing.lexicon.word_index import WordIndex
from framing.lexicon.words import IGNORABLE
from framing.model import Token

Spans: TypeAlias = list[tuple[int, int]]  # half-open token indexes, sorted, each once
Step: TypeAlias = Callable[["View"], Spans]

REMEMBERED_WORDS = 200_000  # about the vocabulary of a million news sentences; then the memory starts afresh

# What may stand between two words in a row, where the text is known: white space, hyphens, quotation marks and the full
# stop of an abbreviation ("Gen. Milley"). A comma, a colon, a parenthesis or a dash (— or a spaced one) ends the row.
JOINT_QUOTES = "'\"“”„‟‘’‚‛«»‹›"
JOINT_HYPHENS = "-‐‑‒–−"
_QUOTES = f"[{JOINT_QUOTES}]*"
JOINT = re.compile(rf"{_QUOTES}\.?{_QUOTES}([\s{IGNORABLE}]*|[{JOINT_HYPHENS}]\s*){_QUOTES}")


class View:
    """One sentence as the terms see it: the classes of each token, and the spans of the nodes looked for so far."""

    __slots__ = ("classes", "known", "present", "text", "tokens")

    def __init__(
        self, tokens: Sequence[Token], text: str | None, classes: list[frozenset[int]], present: frozenset[int]
    ) -> None:
        self.tokens = tokens
        self.text = text
        self.classes = classes
        self.present = present
        self.known: dict[int, Spans] = {}

    def words(self, number: int) -> Spans:
        """Return where words of a class stand."""
        if number not in self.present:
            return []
        return [(index, index + 1) for index, found in enumerate(self.classes) if number in found]

    def joined(self, index: int) -> bool:
        """Say whether token `index` and the next one are words in a row."""
        if self.text is None:
            return True
        return JOINT.fullmatch(self.text, self.tokens[index].end, self.tokens[index + 1].start) is not None


class Program:
    """Terms, resolved (no set names left), as one set of nodes. Built once, then only read."""

    def __init__(self, terms: Sequence[Node]) -> None:
        table = NodeTable(terms)
        self._steps = [self._step(part, table) for part in table.nodes]
        self._roots = table.roots
        self._sieve = _Sieve(table, table.roots)
        self._index = WordIndex(table.classes.items())
        self._memory: dict[str, frozenset[int]] = {}

    def run(self, tokens: Sequence[Token], text: str | None) -> list[tuple[int, int, int]]:
        """Return (start, end, term) of every match, sorted."""
        classes = [self._classes_of(token.text) for token in tokens]
        present = frozenset().union(*classes)
        candidates = self._sieve.left(present)
        if not candidates:
            return []
        view = View(tokens, text, classes, present)
        found = [(start, end, term) for term in candidates for start, end in self._spans(self._roots[term], view)]
        found.sort()
        return found

    def _classes_of(self, word: str) -> frozenset[int]:
        known = self._memory.get(word)
        if known is None:
            if len(self._memory) >= REMEMBERED_WORDS:
                self._memory.clear()
            known = self._memory[word] = frozenset(self._index.classes_of(word))
        return known

    def _spans(self, node: int, view: View) -> Spans:
        known = view.known.get(node)
        if known is None:
            known = view.known[node] = self._steps[node](view)
        return known

    def _step(self, part: Part, table: NodeTable) -> Step:
        match part:
            case AnyWord(number):
                return lambda view: view.words(number)
            case Row(parts):
                return self._row(parts)
            case AnyOf(branches):
                return self._choice(branches, _Sieve(table, branches))
            case Near():
                return self._guarded(part) if part.guard else self._near(part)

    def _row(self, parts: Sequence[int]) -> Step:
        def step(view: View) -> Spans:
            ends = self._spans(parts[0], view)
            for part in parts[1:]:
                if not ends:
                    return []
                starts: dict[int, list[int]] = {}
                for start, end in self._spans(part, view):
                    starts.setdefault(start, []).append(end)
                ends = [
                    (first, last)
                    for first, middle in ends
                    if middle in starts and view.joined(middle - 1)
                    for last in starts[middle]
                ]
            return _distinct(ends)

        return step

    def _choice(self, branches: Sequence[int], sieve: _Sieve) -> Step:
        def step(view: View) -> Spans:
            left = sieve.left(view.present)
            return _distinct([span for number in left for span in self._spans(branches[number], view)])

        return step

    def _guarded(self, part: Near) -> Step:
        def step(view: View) -> Spans:
            spans = self._spans(part.left, view)
            against = self._spans(part.right, view) if spans else []
            return unblocked(part.relation, spans, against, part.reach) if against else spans

        return step

    def _near(self, part: Near) -> Step:
        def step(view: View) -> Spans:
            first = self._spans(part.left, view)
            second = self._spans(part.right, view) if first else []
            forward = _followed(first, second, part.reach) if part.relation != "AFTER" else []
            backward = _followed(second, first, part.reach) if part.relation != "BEFORE" else []
            return _distinct(forward + backward) if second else []

        return step


class _Sieve:
    """Some nodes by the classes that each needs, the rarest-looking first: which of them can match at all."""

    __slots__ = ("_by_first", "_first", "_needs")

    def __init__(self, table: NodeTable, nodes: Sequence[int]) -> None:
        needs = [table.needed(node) for node in nodes]
        self._needs = [frozenset(classes) for classes in needs]
        self._by_first: dict[int, list[int]] = {}
        for number, classes in enumerate(needs):
            self._by_first.setdefault(classes[0], []).append(number)
        self._first = frozenset(self._by_first)

    def left(self, present: frozenset[int]) -> list[int]:
        """Return the indexes of the nodes all of whose classes are present."""
        needs = self._needs
        return [node for first in self._first & present for node in self._by_first[first] if needs[node] <= present]


def unblocked(relation: Relation, spans: Spans, against: Spans, reach: int) -> Spans:
    """Return the spans that a guard leaves: those with none of `against` in that relation within `reach` words."""
    left = {"BEFORE": _blocked_after, "AFTER": _blocked_before, "NEAR": _blocked_around}[relation]
    return left(spans, against, reach)


def _distinct(spans: Spans) -> Spans:
    return sorted(set(spans)) if len(spans) > 1 else spans


def _followed(first: Spans, second: Spans, reach: int) -> Spans:
    """Return the spans from a first to a second with at most `reach` words between them."""
    starts = [start for start, _ in second]
    return [
        (start, second[index][1])
        for start, end in first
        for index in range(bisect_left(starts, end), bisect_right(starts, end + reach))
    ]


def _blocked_around(spans: Spans, against: Spans, reach: int) -> Spans:
    """Return the spans with none of `against` overlapping or within `reach` words on either side."""
    starts, furthest = _reaches(against)
    kept = []
    for start, end in spans:
        index = bisect_right(starts, end + reach) - 1
        if index < 0 or furthest[index] < start - reach:
            kept.append((start, end))
    return kept


def _blocked_after(spans: Spans, against: Spans, reach: int) -> Spans:
    """Return the spans after which none of `against` follows: one that reaches past the end counts as following."""
    starts, furthest = _reaches(against)
    kept = []
    for start, end in spans:
        index = bisect_right(starts, end + reach) - 1
        if index < 0 or furthest[index] <= end:
            kept.append((start, end))
    return kept


def _blocked_before(spans: Spans, against: Spans, reach: int) -> Spans:
    """Return the spans before which none of `against` stands: the mirror image of `_blocked_after`."""
    return _mirrored(_blocked_after(_mirrored(spans), _mirrored(against), reach))


def _mirrored(spans: Spans) -> Spans:
    return [(-end, -start) for start, end in reversed(spans)]


def _reaches(spans: Spans) -> tuple[list[int], list[int]]:
    """Return the starts in order, and up to each of them the largest end so far."""
    ordered = sorted(spans)
    return [start for start, _ in ordered], list(accumulate((end for _, end in ordered), max))
