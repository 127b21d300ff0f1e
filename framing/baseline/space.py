"""The subject space: articles as weighted words of length 1, and how near they are to a story's centre."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy import sparse

from framing.baseline.values import FloatArray, Matrix
from framing.compare.subject import SHARED


def inverse_frequencies(subject: Matrix) -> FloatArray:
    """Return the inverse document frequency of each word of `subject` (articles, words), of shape (words,).

    A word of fewer than SHARED articles (of three or more) weighs 0: it can bring no two articles together.

    Source: the smoothed form of scikit-learn's TfidfTransformer, ln((1 + n) / (1 + df)) + 1.
    """
    n, words = subject.shape
    standing = np.bincount(subject.tocoo().col, minlength=words)
    idf = np.log((1 + n) / (1 + standing)) + 1
    return np.where((standing >= SHARED) | ((n < SHARED + 1) & (standing > 0)), idf, 0.0)


def vectors(subject: Matrix, idf: FloatArray) -> Matrix:
    """Return the articles as TF-IDF vectors of length 1 (0 without a word of weight), of shape (articles, words).

    Counts are dampened (1 + ln), as the vectors are that stories are found with.
    """
    weighed = sparse.csr_array(subject, dtype=np.float64, copy=True)
    weighed.data = (np.log(weighed.data) + 1) * idf[weighed.indices]
    rows = np.repeat(np.arange(weighed.shape[0]), np.diff(weighed.indptr))
    length = np.sqrt(np.bincount(rows, weights=weighed.data**2, minlength=weighed.shape[0]))
    weighed.data /= np.where(length > 0, length, 1.0)[rows]
    weighed.eliminate_zeros()
    return weighed


def aligned(counts: Matrix, keys: Sequence[str], onto: Sequence[str]) -> Matrix:
    """Return `counts` (articles, keys) with the columns of `onto`; words that are not there are let go."""
    place = {key: number for number, key in enumerate(onto)}
    column = np.array([place.get(key, -1) for key in keys], dtype=np.int64)
    found = counts.tocoo()
    kept = column[found.col] >= 0 if len(keys) else np.zeros(0, dtype=bool)
    columns = column[found.col[kept]] if len(keys) else found.col
    return sparse.csr_array((found.data[kept], (found.row[kept], columns)), shape=(counts.shape[0], len(onto)))
