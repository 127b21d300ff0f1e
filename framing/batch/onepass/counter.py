"""The door: texts to counts of terms in one pass, where the terms are simple enough."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

import numpy as np

from framing.batch.layout import Bools, Ints, Texts
from framing.batch.onepass.foreign import ForeignWords
from framing.batch.onepass.lists import Lists, lists_of
from framing.batch.onepass.looking import Known, letter_kinds
from framing.batch.onepass.reading import Pass, read
from framing.batch.onepass.remembered import nothing_remembered
from framing.batch.onepass.taking import Between, Work
from framing.batch.sentences.sentences import sentences_of
from framing.batch.terms.spans import Spans
from framing.batch.words.gaps import signs
from framing.batch.words.letters import letters_of
from framing.lexicon.syntax import Node
from framing.lexicon.word_index import WordIndex
from framing.text.sentences.parts import LONGEST_PARAGRAPH

_ROOM = 1024  # hits held back: a row of words that each might go on is shorter


class OnePass:
    """Terms that are words and words in a row, counted in one pass."""

    def __init__(self, lists: Lists, foreign: WordIndex) -> None:
        self._lists = lists
        self._foreign = ForeignWords(foreign)
        self._remembered = nothing_remembered()

    @classmethod
    def of(cls, terms: Sequence[Node], category: Sequence[int], categories: int) -> OnePass | None:
        """Return terms, resolved, by the number of the category of each; None where one asks for more than that."""
        found = lists_of(terms, category, categories)
        return None if found is None else cls(*found)

    def count(self, texts: Texts) -> tuple[Ints, Ints]:
        """Return the counts, (texts, categories), and the numbers of the texts that cannot be counted so.

        Sentences are looked for only in the texts where a row of words is met across what may be the end of one.
        """
        aside = np.diff(texts.starts) > LONGEST_PARAGRAPH
        counts = self._read(texts, np.zeros(0, np.int64), aside, cut=False)
        unsure = np.flatnonzero(aside)
        if not len(unsure):
            return counts, unsure
        some = _chosen(texts, unsure)
        sentences, left = sentences_of(some)
        counts[unsure] = self._read(some, sentences.start, left, cut=True)
        return counts, unsure[left]

    def _read(self, texts: Texts, sentences: Ints, aside: Bools, *, cut: bool) -> Ints:
        counts = np.zeros((len(aside), self._lists.categories + 1), np.int64)
        between = Between(texts.codes, signs(), cut, sentences)
        letters = letters_of(texts)
        foreign = self._foreign.of(texts, letters, aside)
        longest = int(np.diff(texts.starts).max(initial=0))
        # Of each of two forms the classes of two rows and of all words it is compared with, at most.
        rows, words = self._lists.rows, self._lists.words
        classes = np.empty(2 * (2 * len(rows.first) + 2 * self._lists.categories + len(words.classes)), np.int64)
        known = Known(texts, letter_kinds(), self._lists, foreign, np.empty((2, longest), np.uint32), classes)
        one = Pass(letters, known, between, self._work(), self._remembered)
        read(one, aside, counts)
        return counts[:, :-1]

    def _work(self) -> Work:
        return Work(
            reached=np.full((2, len(self._lists.rows.length)), -1, np.int64),
            held=Spans(*(np.empty(_ROOM, np.int64) for _ in Spans._fields)),
            state=np.zeros(3, np.int64),
        )


def _chosen(texts: Texts, numbers: Ints) -> Texts:
    """Return some of the texts."""
    parts = [texts.codes[texts.starts[number] : texts.starts[number + 1]] for number in numbers.tolist()]
    starts = [0, *accumulate(map(len, parts))]
    return Texts(np.concatenate(parts), np.array(starts, np.int64))
