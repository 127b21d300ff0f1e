"""Lists of terms that are words, and words in a row, as tries of letters and rows of words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import accumulate, pairwise, product
from typing import NamedTuple

import numpy as np

from framing.batch.compiled import inlined
from framing.batch.layout import Bools, Ints
from framing.batch.lookup.building import class_index_of, ragged
from framing.batch.lookup.index import ClassIndex
from framing.batch.lookup.trie import has_branches
from framing.batch.terms.masks import BITS
from framing.lexicon.nodes import AnyOf, AnyWord, Atom, Near, NodeTable, Row
from framing.lexicon.syntax import Node
from framing.lexicon.word_index import WordIndex, classes_by_word

_MOST_ROWS = 1000  # of one term: alternatives in a row multiply


class Rows(NamedTuple):
    """Words in a row as states, which rows that begin alike share. State 0 is before the first word.

    A word of class c leads from state `source[i]` to state `target[i]`, for i from `first[c]` up to `first[c + 1]`. By
    state: `length`, the words so far; `goes_on`, whether there is a longer row; `after`, the class of the word where it
    is the only one so far, else -1; and the categories of the rows that are complete,
    `ends[end_first[s]:end_first[s + 1]]`.
    """

    first: Ints
    source: Ints
    target: Ints
    length: Ints
    goes_on: Bools
    after: Ints
    end_first: Ints
    ends: Ints


# What is known of a word by its row: the category where it counts once whatever stands beside it, `categories` where it
# never does, else one more; where the classes end that count; and as bits, what words may go on with a row of words it
# opens, and which of these it is.
ONLY, LAST, OPENS, GOES_ON = range(4)


class Lists(NamedTuple):
    """What is counted: a word of class c is a hit of category c where c is below `categories`, else one of the rows.

    `by_end` says whether any words are known by what they end with. `at_row`, (r + 1, 4), has the columns above by row
    of the index, and in the last place, `more`, of words that are at none.
    """

    categories: int
    words: ClassIndex
    at_row: Ints
    rows: Rows
    by_end: bool


@inlined
def more(lists: Lists) -> int:
    """Return the row of words that are at none."""
    return len(lists.words.first) - 1


@inlined
def count(lists: Lists, row: int, counts: Ints, times: int) -> None:
    """Count a word at a row, whatever stands beside it."""
    only = lists.at_row[row, ONLY]
    if only <= lists.categories:
        counts[only] += times
    else:
        for at in range(lists.words.first[row], lists.at_row[row, LAST]):
            counts[lists.words.classes[at]] += times


@inlined
def go_on(lists: Lists, last: int, row: int) -> bool:
    """Say whether a word at a row may go on with a row of words that one at the row `last` begins."""
    words, rows = lists.words, lists.rows
    if lists.at_row[last, OPENS] & lists.at_row[row, GOES_ON] == 0:
        return False
    for at in range(lists.at_row[row, LAST], words.first[row + 1]):
        number = words.classes[at] - lists.categories
        for step in range(rows.first[number], rows.first[number + 1]):
            after = rows.after[rows.source[step]] + lists.categories
            for before in range(lists.at_row[last, LAST], words.first[last + 1]):
                if words.classes[before] == after:
                    return True
    return False


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
    at_row = np.stack([*_alone(index, categories), *_beside(index, categories, states)], axis=1)
    by_end = has_branches(index.slots, index.end)
    return Lists(categories, index, at_row, states, by_end), WordIndex(numbers)


def _alone(index: ClassIndex, categories: int) -> tuple[Ints, Ints]:
    """Return the columns ONLY and LAST."""
    below = np.append(0, (index.classes < categories).cumsum())[index.first]
    number = np.diff(below, append=below[-1])
    first = np.append(index.classes, categories)[index.first]
    only = np.where(number == 0, categories, np.where(number == 1, first, categories + 1))
    return only, index.first + number


def _beside(index: ClassIndex, categories: int, rows: Rows) -> tuple[Ints, Ints]:
    """Return the columns OPENS and GOES_ON."""
    steps = [range(first, end) for first, end in pairwise(rows.first.tolist())]
    behind = np.zeros(len(rows.length), np.int64)  # by state, what goes on from there
    for number, of in enumerate(steps):
        behind[rows.source[of]] |= _bit(number)
    opens, goes_on = np.zeros((2, len(index.first)), np.int64)
    for row, (first, end) in enumerate(pairwise(index.first.tolist())):
        for number in index.classes[first:end].tolist():
            for step in steps[number - categories] if number >= categories else ():
                if rows.source[step] == 0:
                    opens[row] |= behind[rows.target[step]]
                else:
                    goes_on[row] |= _bit(number - categories)
    return opens, goes_on


def _bit(number: int) -> int:
    return 1 << number % BITS


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
        np.array([begun[0] if len(begun) == 1 else -1 for begun in numbers], np.int64),
        *ragged([rows.get(begun, set()) for begun in numbers]),
    )
