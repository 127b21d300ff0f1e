"""Turn articles into subject vectors: TF-IDF without the words the lexicons hit, kept by paragraph for resampling."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sklearn.feature_extraction.text import TfidfTransformer
from sklearn.preprocessing import normalize

from framing.compare.words import count_words, display, stop_words
from framing.model import Lexicon, ScoredDocument, Scores, Sentence

SHARED = 2
"""Articles a word must stand in to group texts. A word of one article can group nothing, and only dilutes: the two
stories of the seeds have a silhouette of 0.24 without such words, where chance reaches 0.18, and of 0.07 with them,
where it reaches 0.06 (benchmarks/stories.py). Whether a group is one at all is then asked over all words."""

GAP = re.compile(r"(?:BEFORE|NEAR)/[0-9]")
"""The operators of the term language that leave room between two words."""

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]
Matrix = Any
"""A SciPy sparse array; SciPy has no types to name it by."""


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Subjects:
    """Word counts of every paragraph: `counts` (paragraphs, words), and `article` (paragraphs,) it belongs to.

    `words` are how the columns are shown; `shared` (words,) marks those that stand in SHARED articles (all, of fewer
    than three articles). Articles without a word to count have no paragraph here.
    """

    articles: tuple[str, ...]
    article: IntArray
    words: tuple[str, ...]
    shared: NDArray[np.bool_]
    counts: Matrix

    def vectors(self, times: IntArray | None = None, *, every_word: bool = False) -> Matrix:
        """Return TF-IDF vectors of length 1 (0 without words) over shared or all words, of shape (articles, words).

        `times` (paragraphs,) says how often each paragraph is taken, for resampling; None takes each once.
        """
        weights = self._weights(times)
        return _of_length_1(weights if every_word else weights[:, self.shared])

    def both(self, times: IntArray | None = None) -> tuple[Matrix, Matrix]:
        """Return the `vectors` over shared words, and those over all words: the weights are worked out once."""
        weights = self._weights(times)
        return _of_length_1(weights[:, self.shared]), _of_length_1(weights)

    def _weights(self, times: IntArray | None) -> Matrix:
        """Return the TF-IDF weights of every word, of shape (articles, words): a word's weight depends on no other."""
        taken = np.ones(len(self.article)) if times is None else times.astype(np.float64)
        places = (self.article, np.arange(len(self.article)))
        gather = sparse.csr_array((taken, places), shape=(len(self.articles), len(self.article)))
        bags = sparse.csr_array(gather @ self.counts)
        return TfidfTransformer(norm=None, sublinear_tf=True).fit_transform(bags) if bags.shape[1] else bags

    def resampled(self, rng: np.random.Generator) -> IntArray:
        """Return how often each paragraph is taken when every article redraws its own paragraphs, with replacement."""
        sizes = np.bincount(self.article, minlength=len(self.articles))
        first = np.cumsum(sizes) - sizes
        # Paragraphs of an article stand in a row: a uniform draw inside the row is a draw from the article.
        drawn = first[self.article] + np.floor(rng.random(len(self.article)) * sizes[self.article]).astype(np.int64)
        return np.bincount(drawn, minlength=len(self.article))


def _of_length_1(weights: Matrix) -> Matrix:
    return sparse.csr_array(normalize(weights) if weights.shape[1] else weights)


def subjects(scores: Scores, *, stop: frozenset[str] | None = None) -> Subjects:
    """Return the word counts of the corpus, without stop words and without the words a lexicon hit.

    Numbers are left out with them.
    """
    listed = stop_words() if stop is None else stop
    loose = loose_terms(scores.lexicons)
    article: list[int] = []
    writings: dict[str, Counter[str]] = {}
    standing: Counter[str] = Counter()
    # An archive has tens of millions of these: as Python objects they would take gigabytes.
    rows, columns, values = array("q"), array("q"), array("q")
    number_of: dict[str, int] = {}
    for number, document in enumerate(scores.documents):
        seen: set[str] = set()
        for bag in _paragraphs(document, listed, loose, writings):
            rows.extend([len(article)] * len(bag))
            columns.extend(number_of.setdefault(key, len(number_of)) for key in bag)
            values.extend(bag.values())
            article.append(number)
            seen.update(bag)
        standing.update(seen)
    kept = sorted(standing)
    column = np.zeros(len(kept), dtype=np.int64)
    column[[number_of[key] for key in kept]] = np.arange(len(kept))
    places = (_integers(rows), column[_integers(columns)])
    return Subjects(
        articles=tuple(d.document.article.id for d in scores.documents),
        article=np.array(article, dtype=np.int64),
        words=tuple(display(writings[key]) for key in kept),
        shared=np.array([len(scores.documents) < 3 or standing[key] >= SHARED for key in kept], dtype=bool),
        counts=sparse.csr_array((_integers(values).astype(np.float64), places), shape=(len(article), len(kept))),
    )


def _integers(values: array[int]) -> IntArray:
    return np.frombuffer(values, dtype=np.int64) if values else np.zeros(0, dtype=np.int64)


def _paragraphs(
    document: ScoredDocument, stop: frozenset[str], loose: frozenset[str], writings: dict[str, Counter[str]]
) -> Iterator[Counter[str]]:
    """Yield the words of each paragraph that has any, and note how they are written."""
    taken = hit_words(document, loose)
    for _, sentences in groupby(sorted(document.document.sentences, key=_paragraph), key=_paragraph):
        bag: Counter[str] = Counter()
        for key, written, count in count_words(sentences, stop=stop, without=taken):
            bag[key] += count
            writings.setdefault(key, Counter())[written] += count
        if bag:
            yield bag


def _paragraph(sentence: Sentence) -> int:
    return sentence.paragraph


def loose_terms(lexicons: Iterable[Lexicon]) -> frozenset[str]:
    """Return the ids of the terms that leave room between two words."""
    return frozenset(term.id for lexicon in lexicons for term in lexicon.terms if GAP.search(term.pattern))


def hit_words(document: ScoredDocument, loose: frozenset[str]) -> set[int]:
    """Return the offsets in the text at which the words start that a lexicon hit.

    Of a hit of a `loose` term, two words with others between them, only the outer ones are the lexicon's own: on the
    seeds such hits run to 92 letters, and the words between carry the subject.
    """
    starts = [token.start for sentence in document.document.sentences for token in sentence.tokens]
    taken: set[int] = set()
    for hit in document.hits:
        inside = starts[bisect_left(starts, hit.start) : bisect_left(starts, hit.end)]
        taken.update(inside[:1] + inside[-1:] if hit.term in loose else inside)
    return taken
