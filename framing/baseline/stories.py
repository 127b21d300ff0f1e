"""Which stories a baseline tells: found from the words it keeps, with a centre and a reach for each."""

from __future__ import annotations

import numpy as np
from scipy import sparse

from framing.baseline.space import inverse_frequencies, vectors
from framing.baseline.values import FloatArray, IntArray, Matrix, Stories, Words

REACH = 0.1
"""Quantile of the members' own similarities that makes a story's reach: one member in ten is further off."""

FLOOR = 0.1
"""Similarity under which nothing is the same story."""

NO_STORY = -1

ROWS = 64
"""Stories held as full rows at once."""


def found_stories(words: Words) -> IntArray:
    """Return the story of each article, of shape (articles,), numbered by first appearance; -1 where it has none."""
    # scikit-learn takes longer to import than a baseline takes to open, and opening one looks for no stories.
    from threadpoolctl import threadpool_limits

    from framing.compare.cluster import group
    from framing.compare.subject import SHARED, Subjects

    subject = words.subject.tocsr()
    n = subject.shape[0]
    worded = np.flatnonzero(np.diff(subject.indptr))
    standing = np.bincount(subject.tocoo().col, minlength=subject.shape[1])
    found = Subjects(
        articles=tuple(str(number) for number in worded),
        article=np.arange(len(worded)),
        words=words.words,
        shared=(standing >= SHARED) | (len(worded) < SHARED + 1),
        counts=subject[worded].astype(np.float64),
    )
    story = np.full(n, NO_STORY, dtype=np.int64)
    # With one thread sums are made in one order, whatever the machine; several mostly wait for each other here (5,000
    # articles: 5 s of processor time with one, 30 s with two on a busy machine).
    with threadpool_limits(1):
        story[worded] = group(found, resamples=0).labels
    return story


def stories_of(words: Words, story: IntArray) -> Stories:
    """Return the subject space of the articles with the stories `story` (articles,): weights, centres, reach, words."""
    idf = inverse_frequencies(words.subject)
    placed = vectors(words.subject, idf)
    told = np.flatnonzero(story != NO_STORY)
    count = int(story.max(initial=NO_STORY)) + 1
    members = sparse.csr_array((np.ones(len(told)), (story[told], told)), shape=(count, len(story)))
    # A story has few of the words: as a full matrix the stories of 100,000 articles would take 4 GB.
    sums = sparse.csr_array(members @ placed)
    sums.sort_indices()
    squares = _squares(sums)
    near = _nearness(placed, sums, squares, story)
    return Stories(
        idf=idf,
        centres=_unit(sums, squares),
        story=story,
        words=tuple(_naming(words, sums, number) for number in range(count)),
        reach=np.array([_reach(near[story == number]) for number in range(count)]),
    )


def _squares(sums: Matrix) -> FloatArray:
    """Return the squared length of each row, of shape (rows,)."""
    blocks = [sums[first : first + ROWS].toarray() for first in range(0, sums.shape[0], ROWS)]
    return np.concatenate([np.zeros(0), *((block**2).sum(axis=1) for block in blocks)])


def _unit(sums: Matrix, squares: FloatArray) -> Matrix:
    length = np.sqrt(squares)
    unit = sums.copy()
    unit.data /= np.repeat(np.where(length > 0, length, 1.0), np.diff(sums.indptr))
    return unit


def _nearness(placed: Matrix, sums: Matrix, squares: FloatArray, story: IntArray) -> FloatArray:
    """Return the similarity of each article with the centre of the others of its story (0 without a story).

    Its own weight in the centre would make it look nearer than a new article of the same story can be.
    """
    rows = np.repeat(np.arange(len(story)), np.diff(placed.indptr))
    told = story[rows] != NO_STORY
    rows, columns, weight = rows[told], placed.indices[told], placed.data[told]
    of_story = np.asarray(sums[story[rows], columns]).ravel()
    with_total = np.bincount(rows, weights=weight * of_story, minlength=len(story))
    length = np.bincount(rows, weights=weight**2, minlength=len(story))
    whole = np.append(squares, 0.0)[story]
    return np.asarray((with_total - length) / np.sqrt(np.maximum(whole - 2 * with_total + length, 1e-12)))


def _reach(near: FloatArray) -> float:
    """Return the similarity with its centre from which an article tells the story; 1 for a story of one article."""
    return max(FLOOR, float(np.quantile(near, REACH))) if len(near) > 1 else 1.0


def _naming(words: Words, sums: Matrix, number: int) -> tuple[str, ...]:
    part = slice(sums.indptr[number], sums.indptr[number + 1])
    own, columns = sums.data[part], sums.indices[part]
    order = np.lexsort((columns, -own))[:8]
    return tuple(words.words[columns[place]] for place in order if own[place] > 0)
