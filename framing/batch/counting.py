"""Counts of terms alone, for archives of which nothing else is asked: no sentences, no voice, no stance."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from framing.batch.characters import texts_of
from framing.batch.hits import places_of, without_overlaps
from framing.batch.layout import Ints, Sentences, Texts
from framing.batch.matching import find
from framing.batch.terms import TermTable
from framing.batch.vocabulary import Mark, Vocabulary
from framing.batch.words import words_of
from framing.model import Lexicon
from framing.score.match import Matcher


class TermCounter:
    """Lexicons ready to be counted in any number of batches of texts. A word form is looked up once.

    Raises LexiconError for a term that cannot be read or can never match.
    """

    def __init__(self, lexicons: Sequence[Lexicon]) -> None:
        self.categories = tuple((lexicon.name, facet.name) for lexicon in lexicons for facet in lexicon.facets)
        self._table = TermTable([[tree for lexicon in lexicons for tree in Matcher(lexicon).trees]])
        self._places = places_of(lexicons)
        self._vocabulary = Vocabulary()
        self._mark = Mark()

    def count(self, texts: Sequence[str]) -> Ints:
        """Return how often the terms of each category stand in each text, shape (texts, categories).

        `categories` names the columns: lexicon and facet. A text is one sentence, so words in a row, orders and
        distances reach over full stops as over spaces; a word counts once a category, as in `Matcher.match`.
        """
        batch = texts_of(texts)
        whole = _whole(batch)
        words = words_of(batch, whole, self._vocabulary)
        self._mark, first = self._vocabulary.news(self._mark)
        if first == 0:
            self._table.forget()
        self._table.learn(self._vocabulary.written[first:])
        hits = without_overlaps(find(self._table, words, 0), self._places, len(words.type))
        shape = (len(texts), len(self.categories))
        cells = hits.sentence * shape[1] + hits.facet
        return np.bincount(cells, minlength=shape[0] * shape[1]).astype(np.int64).reshape(shape)


def _whole(texts: Texts) -> Sentences:
    """Return every text as one sentence."""
    count = len(texts.starts) - 1
    starts, ends = texts.starts[:-1].copy(), texts.starts[1:].copy()
    return Sentences(article=np.arange(count), paragraph=np.zeros(count, np.int64), start=starts, end=ends)
