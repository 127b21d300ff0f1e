"""Lists of terms ready to be found on arrays, and for every word type the word classes it belongs to."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

import numpy as np

from framing.batch.layout import Ints
from framing.batch.terms.plans import plan_of
from framing.batch.words.vocabulary import Mark, Vocabulary
from framing.lexicon.syntax import Node
from framing.lexicon.word_index import WordIndex

HINTS = 4  # a type of the topic of a lexicon belongs to some 25 of its classes


class TypeClasses(NamedTuple):
    """The classes of one list that each word type belongs to: those of type t are `classes[first[t]:first[t + 1]]`.

    They are in the order of their numbers. `hints`, (HINTS t,), rule out most others: a type does not belong to class c
    unless bit `c % 64` is set in its hint `c // 64 % HINTS`.
    """

    first: Ints
    classes: Ints
    hints: Ints


class TermTable:
    """Lists of terms, resolved, ready to be found: what `Terms.find` finds, on arrays.

    A word form is looked up once, when it is learned, for all lists together.
    """

    def __init__(self, lists: Sequence[Sequence[Node]]) -> None:
        planned = [plan_of(terms) for terms in lists]
        self.plans = tuple(plan for plan, _ in planned)
        self._bases = [0, *accumulate(len(words) for _, words in planned)]
        every = (words for _, classes in planned for words in classes)
        self._index = WordIndex((words, number) for number, words in enumerate(every))
        self._known = [Rows() for _ in planned]
        self._mark = Mark()

    def __len__(self) -> int:
        """Return the number of types learned."""
        return self._known[0].rows if self._known else 0

    def forget(self) -> None:
        """Forget every type: the next to be learned is the first."""
        self._known = [Rows() for _ in self.plans]

    def follow(self, vocabulary: Vocabulary) -> int:
        """Look up the forms that are new in the vocabulary: once a batch. Return the type that is first of them."""
        self._mark, first = vocabulary.news(self._mark)
        if first == 0:
            self.forget()
        self.learn(vocabulary.written[first:])
        return first

    def learn(self, forms: Sequence[str]) -> None:
        """Look up the forms of the next word types, in the order of their numbers."""
        counts: list[int] = []
        found: list[int] = []
        classes_of = self._index.classes_of
        for form in forms:
            of = classes_of(form)
            counts.append(len(of))
            if of:
                found.extend(of)
        places = np.repeat(np.arange(len(forms)), counts) * self._bases[-1] + np.array(found, np.int64)
        places.sort()
        types, classes = np.divmod(places, self._bases[-1] or 1)
        for known, base, end in zip(self._known, self._bases, self._bases[1:], strict=False):
            own = (classes >= base) & (classes < end)
            known.add(len(forms), types[own], classes[own] - base)

    def classes(self, which: int) -> TypeClasses:
        """Return the classes of list `which` for the types learned so far."""
        return self._known[which].arrays


class Rows:
    """Rows of numbers that grow at their end, in arrays with room to spare."""

    def __init__(self) -> None:
        self.rows = 0
        self._first: Ints = np.zeros(1024, np.int64)
        self._values: Ints = np.zeros(1024, np.int64)
        self._hints: Ints = np.zeros(HINTS * 1024, np.int64)

    @property
    def arrays(self) -> TypeClasses:
        """The rows: where each begins, and their numbers."""
        first = self._first[: self.rows + 1]
        return TypeClasses(first, self._values[: first[-1]], self._hints[: HINTS * self.rows])

    def add(self, count: int, row: Ints, values: Ints) -> None:
        """Put so many rows behind the last; `row` says of each value to which of them it belongs, in order."""
        used, rows = int(self._first[self.rows]), self.rows + count
        self._first = roomy(self._first, rows + 1)
        self._values = roomy(self._values, used + len(values))
        self._hints = roomy(self._hints, HINTS * rows)
        self._first[self.rows + 1 : rows + 1] = used + np.cumsum(np.bincount(row, minlength=count))
        self._values[used : used + len(values)] = values
        hints = HINTS * (self.rows + row) + (values >> 6) % HINTS
        np.bitwise_or.at(self._hints, hints, np.left_shift(np.int64(1), values & 63))
        self.rows = rows


def roomy(array: Ints, size: int) -> Ints:
    """Return the array, or a copy twice as long or as long as asked, with zeros at its end."""
    if size <= len(array):
        return array
    larger = np.zeros(max(size, 2 * len(array)), np.int64)
    larger[: len(array)] = array
    return larger
