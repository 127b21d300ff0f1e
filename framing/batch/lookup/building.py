"""The words of terms made into tries."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from itertools import accumulate
from typing import NamedTuple

import numpy as np

from framing.batch.layout import Ints
from framing.batch.lookup.compared import FOLDED, WRITTEN
from framing.batch.lookup.index import ClassIndex
from framing.batch.lookup.trie import Node, branch, trie_of
from framing.batch.words.characters import texts_of
from framing.lexicon.nodes import Atom
from framing.lexicon.words import literal_pieces

_BEGIN, _END = "\0\1"


class _Parts(NamedTuple):
    """What is told of words by the letters they begin or end with, one before them that says which.

    The classes of the letters themselves, and those of all such words; likewise the words to compare with.
    """

    whole: dict[str, Collection[int]]
    every: dict[str, Collection[int]]
    whole_closer: dict[str, list[int]]
    every_closer: dict[str, list[int]]


class _Rows:
    """Rows of classes and of words to compare with. The first is empty."""

    def __init__(self) -> None:
        self._classes: list[Collection[int]] = [()]
        self._closer: list[Collection[int]] = [()]

    def add(self, classes: Collection[int], closer: Collection[int] = ()) -> int:
        """Return the number of one more row."""
        self._classes.append(classes)
        self._closer.append(closer)
        return len(self._classes) - 1

    def arrays(self) -> tuple[Ints, Ints, Ints, Ints]:
        return *ragged(self._classes), *ragged(self._closer)


def class_index_of(numbers: Mapping[Atom, Collection[int]]) -> ClassIndex:
    """Return the words of terms as tries, by the classes of each word."""
    parts, closer = _parts_of(numbers)
    rows = _Rows()
    own = [rows.add(numbers[atom]) for atom in closer]
    slots = trie_of(_nodes(parts, rows))
    codes, starts = texts_of([word for word, _ in closer])
    first, classes, closer_first, to_compare = rows.arrays()
    return ClassIndex(
        begin=branch(slots, _BEGIN),
        end=branch(slots, _END),
        slots=slots,
        first=first,
        classes=classes,
        closer_first=closer_first,
        closer=to_compare,
        codes=codes,
        starts=starts,
        form=np.array([WRITTEN if exact else FOLDED for _, exact in closer], np.int64),
        row=np.array(own, np.int64),
    )


def ragged(rows: Sequence[Collection[int]]) -> tuple[Ints, Ints]:
    """Return where each row begins, with one entry more, and the numbers of all of them, those of a row in order."""
    ordered = [sorted(row) for row in rows]
    first = [0, *accumulate(map(len, ordered))]
    return np.array(first, np.int64), np.array([number for row in ordered for number in row], np.int64)


def _parts_of(numbers: Mapping[Atom, Collection[int]]) -> tuple[_Parts, list[Atom]]:
    """Return all words by the letters they begin or end with, and those to compare with."""
    parts = _Parts({}, {}, {}, {})
    closer: list[Atom] = []
    for (word, exact), classes in numbers.items():
        if not word.isascii():  # no form of ASCII is that word
            continue
        pieces = literal_pieces(word.lower())
        text = _END + pieces[-1][::-1] if len(pieces) > 1 and not pieces[0] else _BEGIN + pieces[0]
        literal = len(pieces) == 1
        if exact or not (literal or word in {pieces[0] + "*", "*" + pieces[-1]}):
            (parts.whole_closer if literal else parts.every_closer).setdefault(text, []).append(len(closer))
            closer.append((word, exact))
        else:
            (parts.whole if literal else parts.every)[text] = classes
    return parts, closer


def _nodes(parts: _Parts, rows: _Rows) -> list[Node]:
    """Return the texts in the order of the alphabet, with what each inherits from those it begins with."""
    nodes: list[Node] = []
    above: list[tuple[str, set[int], set[int], int]] = [("", set(), set(), 0)]
    for text in sorted({_BEGIN, _END}.union(*parts)):
        while not text.startswith(above[-1][0]):
            above.pop()
        _, classes, closer, along = above[-1]
        if text in parts.every or text in parts.every_closer:
            classes = classes.union(parts.every.get(text, ()))
            closer = closer.union(parts.every_closer.get(text, ()))
            along = rows.add(classes, closer)
            above.append((text, classes, closer, along))
        whole = along
        if text in parts.whole or text in parts.whole_closer:
            ends = closer.union(parts.whole_closer.get(text, ()))
            whole = rows.add(classes.union(parts.whole.get(text, ())), ends)
        nodes.append(Node(text, along, whole))
    return nodes
