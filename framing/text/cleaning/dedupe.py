"""The same text twice counts once; nearly the same text is said, and kept."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from hashlib import sha256
from typing import Any

import numpy as np

from framing.model import Article, Skipped
from framing.text.sentences import words

SHINGLE = 5
# Measured on the five seeds (tests/text/cleaning/test_dedupe.py): with one sentence in ten rewritten an article keeps a
# similarity of 0.86 to 0.93 with itself, with one in four 0.60 to 0.71; no two of the five share more than 0.004.
NEAR_DUPLICATE = 0.8
# Rows of the similarity matrix worked out at a time: memory stays flat however many articles there are.
ROWS_AT_A_TIME = 512


def deduplicate(articles: Iterable[Article]) -> tuple[tuple[Article, ...], tuple[Skipped, ...]]:
    """Keep the first of the articles whose bodies are the same words in the same order, and say which were left out."""
    kept: dict[bytes, Article] = {}
    skipped: list[Skipped] = []
    for article in articles:
        first = kept.setdefault(words_digest(article), article)
        if first is not article:
            skipped.append(
                Skipped(
                    origin=article.origin,
                    reason="duplicate",
                    detail=said_of_duplicate(first.id, first.outlet, first.origin),
                    outlet=article.outlet,
                    title=article.title,
                )
            )
    return tuple(kept.values()), tuple(skipped)


def words_digest(article: Article) -> bytes:
    """Return the SHA-256 of an article's words with case folded: the same for articles that count once."""
    return sha256(one_form(" ".join(words(article.text))).encode()).digest()


def one_form(text: str) -> str:
    """Return words with case folded and straight apostrophes, as `words_digest` compares them."""
    return text.casefold().replace("’", "'")


def said_of_duplicate(first: str, outlet: str, origin: str) -> str:
    """Return why a duplicate is left out, by the id, outlet and origin of the article that is kept."""
    return f"the same text as {first} ({outlet}, {origin}), which is kept"


def near_duplicates(
    articles: Sequence[Article], *, threshold: float = NEAR_DUPLICATE
) -> tuple[tuple[str, str, float], ...]:
    """Return (id, id, similarity) of the pairs whose word 5-grams have a Jaccard similarity of `threshold` or more.

    Pairs come in the order of the articles; a similarity is in [threshold, 1]. Articles of fewer than five words have
    none.

    Source: Broder (1997), On the resemblance and containment of documents.
    """
    matrix = _shingles(articles)
    sizes = np.diff(matrix.indptr)
    found: list[tuple[str, str, float]] = []
    for start in range(0, len(articles), ROWS_AT_A_TIME):
        shared = (matrix[start : start + ROWS_AT_A_TIME] @ matrix.T).tocoo()
        rows, columns = shared.row + start, shared.col
        union = sizes[rows] + sizes[columns] - shared.data
        similarity = shared.data / union
        chosen = (rows < columns) & (similarity >= threshold)
        pairs = zip(rows[chosen], columns[chosen], similarity[chosen], strict=True)
        found.extend((articles[i].id, articles[j].id, float(value)) for i, j, value in sorted(pairs))
    return tuple(found)


def _shingles(articles: Sequence[Article]) -> Any:
    """Return the (articles, 5-grams) sparse matrix of zeros and ones."""
    from scipy.sparse import csr_matrix  # a sixth of a second, for a brief only

    columns: dict[tuple[str, ...], int] = {}
    indices: list[int] = []
    starts = [0]
    for article in articles:
        told = _words(article)
        grams = {tuple(told[i : i + SHINGLE]) for i in range(len(told) - SHINGLE + 1)}
        indices.extend(columns.setdefault(gram, len(columns)) for gram in sorted(grams))
        starts.append(len(indices))
    ones = np.ones(len(indices), dtype=np.int32)
    return csr_matrix((ones, indices, starts), shape=(len(articles), max(1, len(columns))))


def _words(article: Article) -> list[str]:
    return [one_form(word) for word in words(article.text)]
