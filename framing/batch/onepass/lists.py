"""Lists of terms that are words, and words in a row, as tries of letters and rows of words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import accumulate, product
from typing import NamedTuple

import numpy as np

from framing.batch.layout import Bools, Ints
from framing.batch.lookup.building import class_index_of, ragged
from framing.batch.lookup.index import ClassIndex
from framing.batch.lookup.trie import has_branches
from framing.lexicon.nodes import AnyOf, AnyWord, Atom, Near, NodeTable, Row
from framing.lexicon.syntax import Node
from framing.lexicon.word_index import WordIndex, classes_by_word

_MOST_ROWS = 1000  # of one term: alternatives in a row multiply


class Rows(NamedTuple):
    """Words in a row as states, which rows that begin alike share. State 0 is before the first word.

    A word of class c leads from state `source[i]` to state `target[i]`, for i from `first[c]` up to `first[c + 1]`. By
    state: `length`, the words so far; `goes_on`, whether there is a longer row; and the categories of the rows that are
    complete, `ends[end_first[s]:end_first[s + 1]]`.
    """

    first: Ints
    source: Ints
    target: Ints
    length: Ints
    goes_on: Bools
    end_first: Ints
    ends: Ints


class Lists(NamedTuple):
    """What is counted: a word of class c is a hit of category c where c is below `categories`, else one of the rows.

    `by_end` says whether any words are known by what they end with.
    """

    categories: int
    words: ClassIndex
    rows: Rows
    by_end: bool


def lists_of(terms: Sequence[Node], category: Sequence[int], categories: int) -> tuple[Lists, WordIndex] | None:
    """Return terms, resolved, by the category of each, and the classes of words that are not compared as ASCII.

    None where a term is more than words in a row.
    """
    table = NodeTable(terms)
    words = list(table.classes)
    numbers: list[tuple[frozenset[Atom], int]] = []
    rows: dict[tuple[int, ...], set[int]] = {}
    for root, own in zip(table.roots, category, strict=True):
        spelled = _rows_of(table, root)
        if spelled is None:
            return None
        for row in spelled:
            if len(row) > 1:
                rows.setdefault(row, set()).add(own)
            else:
                numbers.append((words[row[0]], own))
    place = {word: at for at, word in enumerate(sorted({word for row in rows for word in row}))}
    numbers += [(words[word], categories + at) for word, at in place.items()]
    index = class_index_of(classes_by_word(numbers))
    states = _states({tuple(place[word] for word in row): ends for row, ends in rows.items()}, len(place))
    return Lists(categories, index, states, has_branches(index.slots, index.end)), WordIndex(numbers)


def _rows_of(table: NodeTable, node: int) -> list[tuple[int, ...]] | None:
    """Return every row of classes that a node matches, or None where it is not that simple."""
    match table.nodes[node]:
        case AnyWord(number):
            return [(number,)]
        case AnyOf(branches):
            several = [_rows_of(table, branch) for branch in branches]
            found = [row for rows in several for row in rows or ()]
            return None if None in several or len(found) > _MOST_ROWS else found
        case Row(parts):
            found = [()]
            for part in parts:
                rows = _rows_of(table, part)
                if rows is None or len(found) * len(rows) > _MOST_ROWS:
                    return None
                found = [before + behind for before, behind in product(found, rows)]
            return found
        case Near():
            return None


def _states(rows: Mapping[tuple[int, ...], set[int]], classes: int) -> Rows:
    """Return the states of rows of classes, by the categories of each row."""
    numbers: dict[tuple[int, ...], int] = {(): 0}
    steps: list[list[tuple[int, int]]] = [[] for _ in range(classes)]
    for row in sorted(rows):
        for length in range(1, len(row) + 1):
            begun = row[:length]
            if begun not in numbers:
                numbers[begun] = len(numbers)
                steps[begun[-1]].append((numbers[begun[:-1]], numbers[begun]))
    first = np.array([0, *accumulate(map(len, steps))], np.int64)
    every = np.array([step for of in steps for step in of], np.int64).reshape(-1, 2)
    goes_on = np.zeros(len(numbers), np.bool_)
    goes_on[every[:, 0]] = True
    return Rows(
        first,
        every[:, 0].copy(),
        every[:, 1].copy(),
        np.array([len(begun) for begun in numbers], np.int64),
        goes_on,
        *ragged([rows.get(begun, set()) for begun in numbers]),
    )
