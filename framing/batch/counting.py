"""Counts of terms alone, for archives of which nothing else is asked: no voice, no stance."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

import numpy as np

from framing.batch.layout import Ints
from framing.batch.onepass.counter import OnePass
from framing.batch.sentences.sentences import sentences_of
from framing.batch.terms.hits import places_of, without_overlaps
from framing.batch.terms.matching import find
from framing.batch.terms.terms import TermTable
from framing.batch.words.characters import texts_of
from framing.batch.words.vocabulary import Vocabulary
from framing.batch.words.words import words_of
from framing.errors import InputError
from framing.model import Lexicon
from framing.score.match import Matcher
from framing.text.sentences.parts import LONGEST_PARAGRAPH


class TermCounter:
    """Lexicons ready to be counted in any number of batches of texts.

    Raises LexiconError for a term that cannot be read or can never match.
    """

    def __init__(self, lexicons: Sequence[Lexicon]) -> None:
        self.categories = tuple((lexicon.name, facet.name) for lexicon in lexicons for facet in lexicon.facets)
        self._terms = [tree for lexicon in lexicons for tree in Matcher(lexicon).trees]
        self._places = places_of(lexicons)
        self._vocabulary = Vocabulary()
        self._once = OnePass.of(self._terms, self._places.facet.tolist(), len(self.categories))

    @cached_property
    def _table(self) -> TermTable:
        return TermTable([self._terms])

    def count(self, texts: Sequence[str]) -> Ints:
        """Return how often the terms of each category stand in each text, shape (texts, categories).

        `categories` names the columns: lexicon and facet. The hits are those of `Matcher.match`: terms end with the
        sentence, and a word counts once a category.

        Raises InputError for a text with a paragraph of more than LONGEST_PARAGRAPH characters, by its number from 0.
        """
        if self._once is None:
            return self._by_sentences(texts, range(len(texts)))
        counts, left = self._once.count(texts_of(texts))
        if len(left) > 0:
            numbers = left.tolist()
            counts[left] = self._by_sentences([texts[number] for number in numbers], numbers)
        return counts

    def _by_sentences(self, texts: Sequence[str], numbers: Sequence[int]) -> Ints:
        """Return the counts of texts whose sentences are looked for; `numbers` are those of the texts, for errors."""
        batch = texts_of(texts)
        sentences, too_long = sentences_of(batch)
        for at in np.flatnonzero(too_long).tolist():
            what = f"a paragraph of more than {LONGEST_PARAGRAPH:,} characters is no paragraph of an article"
            raise InputError(f"text {numbers[at]}", what, "put a blank line between paragraphs, or leave the text out")
        words = words_of(batch, sentences, self._vocabulary)
        self._table.follow(self._vocabulary)
        hits = without_overlaps(find(self._table, words, 0), self._places, len(words.type))
        shape = (len(texts), len(self.categories))
        cells = sentences.article[hits.sentence] * shape[1] + hits.facet
        return np.bincount(cells, minlength=shape[0] * shape[1]).astype(np.int64).reshape(shape)
