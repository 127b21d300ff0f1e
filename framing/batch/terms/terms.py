"""Lists of terms ready to be found on arrays, and what every word type is to them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from itertools import accumulate

import numpy as np

from framing.batch.layout import Ints, Texts, roomy
from framing.batch.lookup.building import class_index_of, ragged
from framing.batch.lookup.compared import not_ascii
from framing.batch.lookup.rows import Given, Rows, learn
from framing.batch.terms.plans import plan_of
from framing.batch.terms.profiles import Distinct, ListProfiles, Profiles
from framing.batch.words.characters import text_of
from framing.batch.words.vocabulary import Mark, Vocabulary
from framing.lexicon.syntax import Node
from framing.lexicon.word_index import WordIndex, classes_by_word


class TermTable:
    """Lists of terms, resolved, ready to be found: what `Terms.find` finds, on arrays.

    A word form is looked up once, when it is learned, for all lists together.
    """

    def __init__(self, lists: Sequence[Sequence[Node]]) -> None:
        planned = [plan_of(terms) for terms in lists]
        self.plans = tuple(plan for plan, _ in planned)
        bases = [0, *accumulate(len(words) for _, words in planned)]
        self._lists = [ListProfiles(plan, base) for plan, base in zip(self.plans, bases, strict=False)]
        self._classes = list(enumerate(words for _, classes in planned for words in classes))
        self._index = class_index_of(classes_by_word((words, number) for number, words in self._classes))
        self._distinct = Distinct()
        self._values: Ints = np.empty(1024, np.int64)
        self._of: Ints = np.empty(1024, np.int64)
        self._types = 0
        self._mark = Mark()

    @cached_property
    def _foreign(self) -> WordIndex:
        """The index of the forms that are not compared as ASCII. Many a batch has none."""
        return WordIndex((words, number) for number, words in self._classes)

    def follow(self, vocabulary: Vocabulary) -> None:
        """Look up the forms that are new in the vocabulary: once a batch."""
        self._mark, first = vocabulary.news(self._mark)
        if first == 0:
            self._types = 0
        self.learn(vocabulary.forms(first))

    def learn(self, forms: Texts) -> None:
        """Look up the forms of the next word types, in the order of their numbers."""
        known = len(self._distinct)
        first, end = self._types, self._types + len(forms.starts) - 1
        self._of = roomy(self._of, end)
        self._distinct.number(self._rows(forms), self._of[first:end])
        self._types = end
        added = self._distinct.rows(known)
        for one in self._lists:
            one.add(added)

    def profiles(self, which: int) -> Profiles:
        """Return what the types learned so far are to list `which`."""
        return Profiles(self._of[: self._types], *self._lists[which].arrays)

    def _rows(self, forms: Texts) -> Rows:
        """Return the classes of each form, over all lists."""
        foreign = not_ascii(forms)
        written = [text_of(forms.codes[forms.starts[form] : forms.starts[form + 1]]) for form in foreign.tolist()]
        given = Given(foreign, *ragged([self._foreign.classes_of(form) for form in written]))
        letters = np.empty((2, int(np.diff(forms.starts).max(initial=0))), np.uint32)
        rows = Rows(np.zeros(len(forms.starts), np.int64), self._values)
        form = 0
        while (form := learn(self._index, forms, given, rows, letters, form)) < len(forms.starts) - 1:
            self._values = roomy(self._values, len(self._values) + 1)
            rows = rows._replace(values=self._values)
        return rows
