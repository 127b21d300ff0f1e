"""Lists of terms ready to be found on arrays, and for every word type the word classes it belongs to."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

import numpy as np

from framing.batch.layout import Ints, Texts, roomy
from framing.batch.terms.class_index import class_index_of, ragged
from framing.batch.terms.classes import Given, TypeClasses, learn
from framing.batch.terms.plans import plan_of
from framing.batch.words.characters import text_of
from framing.batch.words.compared import not_ascii
from framing.batch.words.vocabulary import Mark, Vocabulary
from framing.lexicon.nodes import Atom
from framing.lexicon.syntax import Node
from framing.lexicon.word_index import WordIndex, classes_by_word


class TermTable:
    """Lists of terms, resolved, ready to be found: what `Terms.find` finds, on arrays.

    A word form is looked up once, when it is learned.
    """

    def __init__(self, lists: Sequence[Sequence[Node]]) -> None:
        planned = [plan_of(terms) for terms in lists]
        self.plans = tuple(plan for plan, _ in planned)
        self._known = [_Known(words) for _, words in planned]
        self._mark = Mark()

    def __len__(self) -> int:
        """Return the number of types learned."""
        return self._known[0].rows if self._known else 0

    def follow(self, vocabulary: Vocabulary) -> int:
        """Look up the forms that are new in the vocabulary: once a batch. Return the type that is first of them."""
        self._mark, first = vocabulary.news(self._mark)
        if first == 0:
            for known in self._known:
                known.forget()
        self.learn(vocabulary.forms(first))
        return first

    def learn(self, forms: Texts) -> None:
        """Look up the forms of the next word types, in the order of their numbers."""
        foreign = not_ascii(forms)
        written = [text_of(forms.codes[forms.starts[form] : forms.starts[form + 1]]) for form in foreign.tolist()]
        for known in self._known:
            known.learn(forms, foreign, written)

    def classes(self, which: int) -> TypeClasses:
        """Return the classes of list `which` for the types learned so far."""
        return self._known[which].arrays


class _Known:
    """The classes of one list of terms, and what is known of the word types: rows that grow, with room to spare."""

    def __init__(self, words: Sequence[frozenset[Atom]]) -> None:
        self._classes = [(atoms, number) for number, atoms in enumerate(words)]
        self._index = class_index_of(classes_by_word(self._classes))
        self.forget()

    def forget(self) -> None:
        """Forget every type: the next to be learned is the first."""
        self.rows = 0
        self._first: Ints = np.zeros(1024, np.int64)
        self._values: Ints = np.zeros(1024, np.int64)

    @cached_property
    def _foreign(self) -> WordIndex:
        """The index of the forms that are not compared as ASCII. Many a batch has none."""
        return WordIndex(self._classes)

    @property
    def arrays(self) -> TypeClasses:
        """The rows: where each begins, and their numbers."""
        first = self._first[: self.rows + 1]
        return TypeClasses(first, self._values[: first[-1]])

    def learn(self, forms: Texts, foreign: Ints, written: Sequence[str]) -> None:
        """Put a row for each form behind the last; `written` are those that are not compared as ASCII."""
        count = len(forms.starts) - 1
        self._first = roomy(self._first, self.rows + count + 1)
        given = Given(foreign, *ragged([self._foreign.classes_of(form) for form in written]))
        letters = np.empty((2, int(np.diff(forms.starts).max(initial=0))), np.uint32)
        form = 0
        while True:
            out = TypeClasses(self._first, self._values)
            form = learn(self._index, forms, given, out, letters, (self.rows, form))
            if form == count:
                break
            self._values = roomy(self._values, len(self._values) + 1)
        self.rows += count
