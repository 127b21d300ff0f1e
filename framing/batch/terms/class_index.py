"""The words of terms made into tries."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from itertools import accumulate
from typing import NamedTuple

import numpy as np

from framing.batch.layout import Ints
from framing.batch.terms.classes import WAYS, ClassIndex
from framing.batch.words.characters import texts_of
from framing.batch.words.compared import FOLDED, WRITTEN
from framing.batch.words.trie import Node, branch, trie_of
from framing.lexicon.nodes import Atom
from framing.lexicon.words import has_wildcard, literal_pieces


class _Parts(NamedTuple):
    """What is told of words by the letters they begin or end with.

    The classes of the letters themselves, those of all such words, and the globs that such words are compared with.
    """

    whole: dict[str, Collection[int]]
    every: dict[str, Collection[int]]
    globs: dict[str, list[int]]


class _Rows:
    """Rows of classes and globs. The first is empty."""

    def __init__(self) -> None:
        self._classes: list[Collection[int]] = [()]
        self._globs: list[Collection[int]] = [()]

    def add(self, classes: Collection[int], globs: Collection[int] = ()) -> int:
        """Return the number of one more row."""
        self._classes.append(classes)
        self._globs.append(globs)
        return len(self._classes) - 1

    def arrays(self) -> tuple[Ints, Ints, Ints, Ints]:
        return *ragged(self._classes), *ragged(self._globs)


def class_index_of(numbers: Mapping[Atom, Collection[int]]) -> ClassIndex:
    """Return the words of terms as tries, by the classes of each word."""
    parts, globs = _parts_of(numbers)
    rows = _Rows()
    own = [rows.add(numbers[glob]) for glob in globs]
    slots = trie_of(_nodes(parts, rows))
    codes, starts = texts_of([word for word, _ in globs])
    first, classes, glob_first, to_try = rows.arrays()
    return ClassIndex(
        roots=np.array([branch(slots, _text(way, "")) for way in WAYS], np.int64),
        slots=slots,
        first=first,
        classes=classes,
        glob_first=glob_first,
        globs=to_try,
        codes=codes,
        starts=starts,
        row=np.array(own, np.int64),
    )


def ragged(rows: Sequence[Collection[int]]) -> tuple[Ints, Ints]:
    """Return where each row begins, with one entry more, and the numbers of all of them, those of a row in order."""
    ordered = [sorted(row) for row in rows]
    first = [0, *accumulate(map(len, ordered))]
    return np.array(first, np.int64), np.array([number for row in ordered for number in row], np.int64)


def _parts_of(numbers: Mapping[Atom, Collection[int]]) -> tuple[_Parts, list[Atom]]:
    """Return all words by the letters they begin or end with, and those with other wildcards than one there."""
    parts = _Parts({}, {}, {})
    globs: list[Atom] = []
    for (word, exact), classes in numbers.items():
        if not word.isascii():  # no form of ASCII is that word
            continue
        form = WRITTEN if exact else FOLDED
        if not has_wildcard(word):
            parts.whole[_text((form, 1), word)] = classes
            continue
        pieces = literal_pieces(word)
        text = _text((form, 1), pieces[0]) if pieces[0] else _text((form, -1), pieces[-1][::-1])
        if word in {pieces[0] + "*", "*" + pieces[-1]}:
            parts.every[text] = classes
        else:
            parts.globs.setdefault(text, []).append(len(globs))
            globs.append((word, exact))
    return parts, globs


def _nodes(parts: _Parts, rows: _Rows) -> list[Node]:
    """Return the texts in the order of the alphabet, with what each inherits from those it begins with."""
    roots = {_text(way, "") for way in WAYS}
    nodes: list[Node] = []
    above: list[tuple[str, set[int], set[int], int]] = [("", set(), set(), 0)]
    for text in sorted(roots.union(*parts)):
        while not text.startswith(above[-1][0]):
            above.pop()
        _, classes, globs, along = above[-1]
        if text in parts.every or text in parts.globs:
            classes, globs = classes.union(parts.every.get(text, ())), globs.union(parts.globs.get(text, ()))
            along = rows.add(classes, globs)
            above.append((text, classes, globs, along))
        whole = rows.add(classes.union(parts.whole[text]), globs) if text in parts.whole else along
        nodes.append(Node(text, along, whole))
    return nodes


def _text(way: tuple[int, int], letters: str) -> str:
    """Return letters with one before them that says in which of the tries they are."""
    return chr(WAYS.index(way)) + letters
