"""Which stories a baseline tells: found from the words it keeps, with a centre and a reach for each."""

from __future__ import annotations

import numpy as np

from framing.baseline.space import inverse_frequencies, vectors
from framing.baseline.values import FloatArray, IntArray, Matrix, Stories, Words

REACH = 0.1
"""Quantile of the members' own similarities that makes a story's reach: one member in ten is further off."""

FLOOR = 0.1
"""Similarity under which nothing is the same story."""

NO_STORY = -1


def found_stories(words: Words) -> IntArray:
    """Return the story of each article, of shape (articles,), numbered by first appearance; -1 where it has none."""
    # scikit-learn takes longer to import than a baseline takes to open, and opening one looks for no stories.
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
    story[worded] = group(found, resamples=0).labels
    return story


def stories_of(words: Words, story: IntArray) -> Stories:
    """Return the subject space of the articles with the stories `story` (articles,): weights, centres, reach, words."""
    idf = inverse_frequencies(words.subject)
    placed = vectors(words.subject, idf)
    count = int(story.max(initial=NO_STORY)) + 1
    sums = np.array([np.asarray(placed[story == number].sum(axis=0)) for number in range(count)])
    sums = sums.reshape(count, len(idf))
    return Stories(
        idf=idf,
        centres=_unit(sums),
        story=story,
        words=tuple(_naming(words, sums, number) for number in range(count)),
        reach=np.array([_reach(placed[story == number], sums[number]) for number in range(count)]),
    )


def _unit(rows: FloatArray) -> FloatArray:
    length = np.sqrt((rows**2).sum(axis=1, keepdims=True))
    return rows / np.where(length > 0, length, 1.0)


def _reach(members: Matrix, total: FloatArray) -> float:
    """Return the similarity with its centre from which an article tells the story; 1 for a story of one article.

    Each member is held against the centre of the others: its own weight in the centre would make it look nearer than a
    new article of the same story can be.
    """
    if members.shape[0] < 2:
        return 1.0
    with_total = np.asarray(members @ total)
    length = np.asarray(members.multiply(members).sum(axis=1))
    rest = np.sqrt(np.maximum(float(total @ total) - 2 * with_total + length, 1e-12))
    return max(FLOOR, float(np.quantile((with_total - length) / rest, REACH)))


def _naming(words: Words, sums: FloatArray, number: int) -> tuple[str, ...]:
    own = sums[number]
    order = np.lexsort((np.arange(len(own)), -own))[:8]
    return tuple(words.words[column] for column in order if own[column] > 0)
