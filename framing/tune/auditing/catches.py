"""What each wildcard of a term caught: the words of a hit traced back to the words of the term."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache

from framing.lexicon.syntax import Alternatives, Node, Phrase, Proximity, SetRef, Word
from framing.lexicon.words import folded_forms, glob_regex, has_wildcard, normal, written_forms
from framing.tune.auditing.families import strangers
from framing.tune.auditing.values import Catch

Caught = frozenset[tuple[str, int]]  # wildcards, each with the index of the token it caught
_NOTHING: Caught = frozenset()


class Tracer:
    """One term, resolved, that says which of its wildcards caught which words of its hits."""

    def __init__(self, tree: Node) -> None:
        self._tree = tree
        self._wild = _has_wildcards(tree)
        self._known: dict[tuple[str, ...], tuple[tuple[str, str], ...]] = {}

    def caught(self, tokens: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
        """Return (wildcard, word) for the words of one hit, from its first to its last; words are folded.

        A word that several parts of the term could have caught counts for each of them once. Words between the two
        sides of NEAR, and words that a guard forbids, are caught by nothing.
        """
        if not self._wild:
            return ()
        if tokens not in self._known:
            found = _Reading(tokens).fits(self._tree, 0, len(tokens)) or _NOTHING
            self._known[tokens] = tuple((glob, _form(glob, tokens[place])) for glob, place in sorted(found))
        return self._known[tokens]


def to_catches(counted: Mapping[str, Counter[str]], *, language: str) -> tuple[Catch, ...]:
    """Return what each wildcard caught, most first, from the words counted for each."""
    found = []
    for wildcard, words in counted.items():
        ranked = tuple(sorted(words.items(), key=lambda item: (-item[1], item[0])))
        found.append(Catch(wildcard=wildcard, words=ranked, strangers=strangers(ranked, language=language)))
    return tuple(sorted(found, key=lambda catch: (-catch.count, catch.wildcard)))


class _Reading:
    """The words of one hit, and every way in which a term reads them."""

    def __init__(self, tokens: Sequence[str]) -> None:
        self._tokens = tokens
        self._known: dict[tuple[int, int, int], Caught | None] = {}

    def fits(self, node: Node, start: int, end: int) -> Caught | None:
        """Return what wildcards catch where `node` reads exactly these tokens, None where it does not."""
        key = (id(node), start, end)
        if key not in self._known:
            self._known[key] = self._read(node, start, end)
        return self._known[key]

    def _read(self, node: Node, start: int, end: int) -> Caught | None:
        match node:
            case Word():
                if end - start != 1 or not _fits(node.text, node.exact, self._tokens[start]):
                    return None
                return frozenset({(_shown(node), start)}) if has_wildcard(node.text) else _NOTHING
            case Phrase():
                return self._row(node.parts, start, end)
            case Alternatives():
                return _union([self.fits(choice, start, end) for choice in node.choices])
            case Proximity():
                return self._near(node, start, end)
            case SetRef():
                raise ValueError(f"@{node.name} was not resolved")

    def _row(self, parts: tuple[Node, ...], start: int, end: int) -> Caught | None:
        if not parts:
            return _NOTHING if start == end else None
        last = end - len(parts) + 1
        ways = []
        for middle in range(start + 1, last + 1):
            head = self.fits(parts[0], start, middle)
            ways.append(_both(head, None if head is None else self._row(parts[1:], middle, end)))
        return _union(ways)

    def _near(self, node: Proximity, start: int, end: int) -> Caught | None:
        if node.guard:
            return self.fits(node.left, start, end)
        sides = []
        if node.relation != "AFTER":
            sides.append((node.left, node.right))
        if node.relation != "BEFORE":
            sides.append((node.right, node.left))
        ways = []
        for first, second in sides:
            for left_end in range(start + 1, end):
                head = self.fits(first, start, left_end)
                if head is None:
                    continue
                furthest = min(end - 1, left_end + node.distance - 1)
                ways += [_both(head, self.fits(second, place, end)) for place in range(left_end, furthest + 1)]
        return _union(ways)


def _both(first: Caught | None, second: Caught | None) -> Caught | None:
    return None if first is None or second is None else first | second


def _union(ways: Sequence[Caught | None]) -> Caught | None:
    fitting = [way for way in ways if way is not None]
    return frozenset().union(*fitting) if fitting else None


def _has_wildcards(node: Node) -> bool:
    match node:
        case Word():
            return has_wildcard(node.text)
        case Phrase():
            return any(map(_has_wildcards, node.parts))
        case Alternatives():
            return any(map(_has_wildcards, node.choices))
        case Proximity():
            return _has_wildcards(node.left) or (not node.guard and _has_wildcards(node.right))
        case SetRef():
            return False


def _shown(word: Word) -> str:
    return f"={word.text}" if word.exact else word.text


@lru_cache(maxsize=1 << 16)
def _fits(text: str, exact: bool, token: str) -> bool:
    wanted = normal(text, exact=exact)
    forms = written_forms(token) if exact else folded_forms(token)
    if not has_wildcard(text):
        return wanted in forms
    return any(glob_regex(wanted).fullmatch(form) for form in forms)


def _form(shown: str, token: str) -> str:
    """Return the word as counted: without a possessive where the wildcard takes it so, and folded unless `=`."""
    exact = shown.startswith("=")
    forms = written_forms(token) if exact else folded_forms(token)
    regex = glob_regex(normal(shown.removeprefix("="), exact=exact))
    return next((form for form in reversed(forms) if regex.fullmatch(form)), token)
