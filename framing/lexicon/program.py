"""Terms made ready to run: words in an index, and the operators over the places where the words stand.

A sentence is looked at in three steps. Every token is looked up once, which gives the word classes it belongs to (a
class is one word of a term, or all one-word entries of a set). A term is tried only where its rarest-looking class
occurs, and with it every other class that a match must hold: nine of ten terms are ruled out by that. What is left is
arithmetic on short lists of spans; equal parts of terms are one node, worked out once.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from itertools import accumulate
from typing import TypeAlias

from framing.lexicon.syntax import Alternatives, Node, Phrase, Proximity, Relation, SetRef, Word
from framing.lexicon.words import (
    IGNORABLE,
    folded_forms,
    glob_regex,
    has_wildcard,
    literal_prefix,
    normal,
    written_forms,
)
from framing.model import Token

Spans: TypeAlias = list[tuple[int, int]]  # half-open token indexes, sorted, each once
Atom: TypeAlias = tuple[str, bool]  # a word in its normal form, and whether its case counts
Needs: TypeAlias = frozenset[frozenset[Atom]]  # of every one of these, a word must be there
Step: TypeAlias = Callable[["View"], Spans]

REMEMBERED_WORDS = 200_000  # about the vocabulary of a million news sentences; then the memory starts afresh

# What may stand between two words in a row, where the text is known: white space, hyphens, quotation marks and the full
# stop of an abbreviation ("Gen. Milley"). A comma, a colon, a parenthesis or a dash (— or a spaced one) ends the row.
_QUOTES = r"""['"“”„‟‘’‚‛«»‹›]*"""
_JOINT = re.compile(rf"{_QUOTES}\.?{_QUOTES}([\s{IGNORABLE}]*|[-‐‑‒–−]\s*){_QUOTES}")


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
        return _JOINT.fullmatch(self.text, self.tokens[index].end, self.tokens[index + 1].start) is not None


class Program:
    """Terms, resolved (no set names left), as one set of nodes. Built once, then only read."""

    def __init__(self, terms: Sequence[Node]) -> None:
        self._classes: dict[frozenset[Atom], int] = {}
        self._nodes: dict[tuple[object, ...], int] = {}
        self._steps: list[Step] = []
        self._trees: dict[int, int] = {}  # id of a tree -> node; the trees stay alive in `terms`
        self._needs: list[Needs] = []  # of each node: of every one of these, a word must be there
        roots = [self._add(term) for term in terms]
        self._roots = roots
        self._sieve = self._sieve_of(roots)
        self._index = _WordIndex(self._classes)
        self._kept = terms

    def run(self, tokens: Sequence[Token], text: str | None) -> list[tuple[int, int, int]]:
        """Return (start, end, term) of every match, sorted."""
        classes = [self._index.classes_of(token.text) for token in tokens]
        present = frozenset().union(*classes)
        candidates = self._sieve.left(present)
        if not candidates:
            return []
        view = View(tokens, text, classes, present)
        found = [(start, end, term) for term in candidates for start, end in self._spans(self._roots[term], view)]
        found.sort()
        return found

    def _spans(self, node: int, view: View) -> Spans:
        known = view.known.get(node)
        if known is None:
            known = view.known[node] = self._steps[node](view)
        return known

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
                return self._row([self._add(part) for part in tree.parts])
            case Alternatives():
                return self._choice(tree.choices)
            case Proximity():
                left, right = self._add(tree.left), self._add(tree.right)
                return self._proximity(tree, left, right)
            case SetRef():
                raise ValueError(f"@{tree.name} was not resolved")

    def _words(self, atoms: frozenset[Atom]) -> int:
        number = self._class(atoms)
        return self._node(("words", number), lambda view: view.words(number), frozenset({atoms}))

    def _row(self, parts: list[int]) -> int:
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

        return self._node(("row", *parts), step, _all_of(self._needs[part] for part in parts))

    def _choice(self, choices: Iterable[Node]) -> int:
        words = frozenset(
            (normal(choice.text, exact=choice.exact), choice.exact) for choice in choices if isinstance(choice, Word)
        )
        branches = [self._add(choice) for choice in choices if not isinstance(choice, Word)]
        if words:
            branches.append(self._words(words))
        if len(branches) == 1:
            return branches[0]
        # One of the rarest-looking words of any branch: a choice between whole needs is not worth its time.
        rarest = (min(self._needs[branch], key=_commonness) for branch in branches)
        needs: Needs = frozenset({frozenset(atom for atoms in rarest for atom in atoms)})
        sieve = self._sieve_of(branches)

        def step(view: View) -> Spans:
            left = sieve.left(view.present)
            return _distinct([span for number in left for span in self._spans(branches[number], view)])

        return self._node(("any", *sorted(set(branches))), step, needs)

    def _proximity(self, tree: Proximity, left: int, right: int) -> int:
        key = (tree.relation, tree.distance, tree.guard, left, right)
        reach = tree.distance - 1  # words between
        if tree.guard:

            def guarded(view: View) -> Spans:
                spans = self._spans(left, view)
                against = self._spans(right, view) if spans else []
                return unblocked(tree.relation, spans, against, reach) if against else spans

            return self._node(key, guarded, self._needs[left])

        def near(view: View) -> Spans:
            first = self._spans(left, view)
            second = self._spans(right, view) if first else []
            forward = _followed(first, second, reach) if tree.relation != "AFTER" else []
            backward = _followed(second, first, reach) if tree.relation != "BEFORE" else []
            return _distinct(forward + backward) if second else []

        return self._node(key, near, self._needs[left] | self._needs[right])

    def _sieve_of(self, nodes: Sequence[int]) -> _Sieve:
        needs = [sorted(self._needs[node], key=_commonness) for node in nodes]
        return _Sieve([[self._class(atoms) for atoms in one] for one in needs])

    def _node(self, key: tuple[object, ...], step: Step, needs: Needs) -> int:
        if key not in self._nodes:
            self._nodes[key] = len(self._steps)
            self._steps.append(step)
            self._needs.append(needs)
        return self._nodes[key]


class _Sieve:
    """Some nodes by the classes that each needs, the rarest-looking first: which of them can match at all."""

    __slots__ = ("_by_first", "_first", "_needs")

    def __init__(self, needs: Sequence[Sequence[int]]) -> None:
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


class _WordIndex:
    """Word -> the classes it belongs to. Literal words by hash, wildcards by what stands before the first of them."""

    def __init__(self, classes: dict[frozenset[Atom], int]) -> None:
        holding: dict[Atom, set[int]] = {}
        for atoms, number in classes.items():
            for atom in atoms:
                holding.setdefault(atom, set()).add(number)
        self._literal: dict[Atom, set[int]] = {}
        self._globs: dict[Atom, list[tuple[re.Pattern[str] | None, set[int]]]] = {}
        for (word, exact), numbers in holding.items():
            if not has_wildcard(word):
                self._literal[word, exact] = numbers
                continue
            prefix = literal_prefix(word)
            regex = None if word == prefix + "*" else glob_regex(word)
            self._globs.setdefault((prefix, exact), []).append((regex, numbers))
        self._lengths = sorted({len(prefix) for prefix, _ in self._globs})
        self._memory: dict[str, frozenset[int]] = {}

    def classes_of(self, word: str) -> frozenset[int]:
        """Return the classes of a word as the text writes it."""
        known = self._memory.get(word)
        if known is None:
            if len(self._memory) >= REMEMBERED_WORDS:
                self._memory.clear()
            known = self._memory[word] = frozenset(self._looked_up(word))
        return known

    def _looked_up(self, word: str) -> set[int]:
        found: set[int] = set()
        for exact, forms in ((False, folded_forms(word)), (True, written_forms(word))):
            for form in forms:
                found |= self._literal.get((form, exact), set())
                for length in self._lengths:
                    for regex, numbers in self._globs.get((form[:length], exact), ()) if length <= len(form) else ():
                        if regex is None or regex.fullmatch(form):
                            found |= numbers
        return found


def _all_of(needs: Iterable[Needs]) -> Needs:
    return frozenset().union(*needs)


def _commonness(atoms: frozenset[Atom]) -> float:
    """Guess how often one of the words occurs: many short words are common, few long ones are rare."""
    return sum(1.0 / max(1, len(word.strip("*?"))) ** 3 for word, _ in atoms)


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
