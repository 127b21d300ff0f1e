"""Words that are not compared as ASCII: found first, and looked up one by one when they are new."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

import numpy as np

from framing.batch.compiled import compiled
from framing.batch.layout import Bools, Codes, Ints, Texts, roomy
from framing.batch.lookup.building import ragged
from framing.batch.lookup.compared import is_plain
from framing.batch.words.characters import Classes, text_of
from framing.batch.words.forms import ASCII, FULL, Forms, type_of
from framing.batch.words.letters import STARTS, Letters, next_beyond
from framing.batch.words.vocabulary import Mark, Vocabulary
from framing.batch.words.words import ENDS, kinds, word_end
from framing.lexicon.word_index import WordIndex


class Foreign(NamedTuple):
    """The classes of such words, by their numbers in `forms`: those of word w are `classes[first[w]:first[w + 1]]`."""

    forms: Forms
    first: Ints
    classes: Ints


class ForeignWords:
    """The classes of the words of texts that are not compared as ASCII."""

    def __init__(self, index: WordIndex) -> None:
        self._index = index
        self._vocabulary = Vocabulary(types=1 << 10, codes=1 << 13)
        self._mark = Mark()
        self._first: Ints = np.zeros(1, np.int64)
        self._classes: Ints = np.zeros(0, np.int64)

    def of(self, texts: Texts, letters: Letters, aside: Bools) -> Foreign:
        """Return the words that texts have, but for those aside, and others."""
        self._vocabulary.begin()
        article = 0
        while (article := _gather(texts, letters, kinds(), aside, self._vocabulary.arrays, article)) < len(aside):
            self._vocabulary.grow()
        self._vocabulary.learn()
        self._mark, known = self._vocabulary.news(self._mark)
        codes, starts = self._vocabulary.forms(known)
        words = (text_of(codes[start:end]) for start, end in pairwise(starts.tolist()))
        first, classes = ragged([self._index.classes_of(word) for word in words])
        low = int(self._first[known])
        self._first = roomy(self._first, known + len(first))
        self._first[known : known + len(first)] = low + first
        self._classes = roomy(self._classes, low + len(classes))
        self._classes[low : low + len(classes)] = classes
        return Foreign(self._vocabulary.arrays, self._first, self._classes)


@compiled
def _gather(texts: Texts, letters: Letters, kinds: Classes, aside: Bools, forms: Forms, article: int) -> int:
    """Give the words a number, of the articles from one on; return the first article there was no room for."""
    while article < len(aside):
        begin, end = texts.starts[article], texts.starts[article + 1]
        last = end if aside[article] else begin
        at = next_beyond(letters, last + article, end + article) - article
        while at < end:
            last = _number(texts.codes, (begin, last, at, end), kinds, forms)
            if last == FULL:
                return article
            at = next_beyond(letters, last + article, end + article) - article
        article += 1
    return article


@compiled
def _number(codes: Codes, place: tuple[int, int, int, int], kinds: Classes, forms: Forms) -> int:
    """Give the words around a letter a number; return where they end, or FULL. No word of them begins before `last`."""
    begin, last, letter, end = place
    at = letter
    while at > last and (codes[at - 1] >= ASCII or not kinds[codes[at - 1]] & ENDS):
        at -= 1
    while at <= letter:
        if not kinds[codes[at]] & STARTS:
            at += 1
            continue
        stop = word_end(codes, (begin, at, end), kinds)
        if not is_plain(codes, at, stop) and type_of(forms, codes, at, stop) == FULL:
            return FULL
        at = stop
    return at
