"""Which words of terms a word of a text is: literal words by hash, wildcards by the letters they begin or end with."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterable

from framing.lexicon.nodes import Atom
from framing.lexicon.words import forms_of, glob_regex, has_wildcard, literal_pieces, literal_prefix

_NONE: tuple[int, ...] = ()


class WordIndex:
    """Word -> the classes it belongs to. A class is the number of a set of words of terms."""

    def __init__(self, classes: Iterable[tuple[frozenset[Atom], int]]) -> None:
        words: tuple[dict[str, tuple[int, ...]], dict[str, tuple[int, ...]]] = ({}, {})
        for (word, exact), numbers in classes_by_word(classes).items():
            words[exact][word] = tuple(sorted(numbers))
        self._folded, self._exact = (_Words(of) for of in words)

    def classes_of(self, word: str) -> Collection[int]:
        """Return the classes of a word as the text writes it, each once."""
        written, folded = forms_of(word)
        if len(written) == 1:
            found, exact = self._folded.of(folded[0]), self._exact.of(written[0])
            return {*found, *exact} if found and exact else found or exact
        every: set[int] = set()
        for form, same in zip(written, folded, strict=True):
            every.update(self._folded.of(same), self._exact.of(form))
        return every


def classes_by_word(classes: Iterable[tuple[frozenset[Atom], int]]) -> dict[Atom, set[int]]:
    """Return the classes of each word of terms; a class is the number of a set of such words."""
    holding: dict[Atom, set[int]] = {}
    for atoms, number in classes:
        for atom in atoms:
            holding.setdefault(atom, set()).add(number)
    return holding


class _Words:
    """Words of terms whose case counts, or those whose case does not."""

    __slots__ = ("_above", "_begun", "_ended", "_literal", "_open", "_prefixes")

    def __init__(self, numbers: dict[str, tuple[int, ...]]) -> None:
        self._literal = {word: classes for word, classes in numbers.items() if not has_wildcard(word)}
        begun: dict[str, list[_Glob]] = {}
        for word in numbers.keys() - self._literal.keys():
            begun.setdefault(literal_prefix(word), []).append(_Glob(word, numbers[word]))
        open_ = begun.pop("", [])
        self._ended: dict[str, dict[str, list[_Glob]]] = {}  # last letter -> end -> globs
        for glob in open_:
            if glob.end:
                self._ended.setdefault(glob.end[-1], {}).setdefault(glob.end, []).append(glob)
        self._open = [glob for glob in open_ if not glob.end]
        self._prefixes = sorted(begun)
        self._begun = [begun[prefix] for prefix in self._prefixes]
        self._above = _nearest_above(self._prefixes)

    def of(self, form: str) -> Collection[int]:
        """Return the classes of a word in the form in which it is compared."""
        found: Collection[int] = self._literal.get(form, _NONE)
        # In the order of the alphabet, the longest prefix of the form stands before it, and whatever stands between
        # the two begins with that prefix: the way up from the nearest one comes past every prefix of the form.
        place = bisect_right(self._prefixes, form) - 1
        while place >= 0:
            if form.startswith(self._prefixes[place]):
                found = _with(found, self._begun[place], form)
            place = self._above[place]
        for end, globs in self._ended.get(form[-1:], _NO_GLOBS).items():
            if form.endswith(end):
                found = _with(found, globs, form)
        return _with(found, self._open, form) if self._open else found


class _Glob:
    """A word with wildcards, the letters after the last of them, and its longest run of letters.

    Without `regex`, whatever begins with the letters before its one wildcard, or ends with those after it, is the word.
    """

    __slots__ = ("classes", "end", "piece", "regex")

    def __init__(self, word: str, classes: tuple[int, ...]) -> None:
        self.classes = classes
        pieces = literal_pieces(word)
        self.end = pieces[-1]
        self.piece = max(pieces, key=len)
        self.regex = None if word in {literal_prefix(word) + "*", "*" + self.end} else glob_regex(word)


_NO_GLOBS: dict[str, list[_Glob]] = {}


def _with(found: Collection[int], globs: Iterable[_Glob], form: str) -> Collection[int]:
    """Return `found` and the classes of those globs that the form is."""
    for glob in globs:
        if glob.regex is None or (glob.piece in form and glob.regex.fullmatch(form)):
            found = {*found, *glob.classes} if found else glob.classes
    return found


def _nearest_above(prefixes: list[str]) -> list[int]:
    """Return the place of the longest other prefix that each, in the order of the alphabet, begins with, or -1."""
    above: list[int] = []
    for place, prefix in enumerate(prefixes):
        other = place - 1
        while other >= 0 and not prefix.startswith(prefixes[other]):
            other = above[other]
        above.append(other)
    return above
