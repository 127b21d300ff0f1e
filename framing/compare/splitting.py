"""Group the texts of an archive by subject: the same average linkage, from the pairs of texts that are alike."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from framing.compare.grouping import COHERENT, SAME_STORY, SILHOUETTE_SAMPLE, Grouping, first_seen
from framing.compare.joining import Forest, cut_at, group_likeness, join
from framing.compare.nearest import SLACK, Pairs, likeness_of, near_pairs, rows_of
from framing.compare.rows import Rows
from framing.compare.subject import Matrix, Subjects

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]

LEAST = 0.1
"""Mean cosine similarity under which two groups are not joined: a baseline too holds nothing under it to be the same
story. Articles of one story of the seeds are 0.2 to 0.3 alike, unrelated ones of generated archives 0.01."""

NEAREST = 100
"""Texts that a text is held beside at the most. In stories of thousands not every pair is needed to join them: 50 gave
the same groups as every pair (benchmarks/comparison.py)."""

REFINED = 8
"""Cuts tried on each side of the best one of the coarse steps."""

LOOKED_AT = 10
"""Texts of a group by which it is decided whether the group coheres, where the near pairs leave it open."""

BLOCK = 50
"""Texts held beside all others at once: 50 x 100,000 similarities are 40 MB."""


class Archive(NamedTuple):
    """The best split of the texts that have words, None where there is none, and the groups of each resample.

    `apart` is the mean cosine distance of all pairs of the texts over all words.
    """

    grouping: Grouping | None
    again: list[IntArray]
    apart: float


def split(found: Subjects, worded: IntArray, *, seed: int, resamples: int) -> Archive:
    """Return the groups of the texts `worded` (indexes of articles) and those of `resamples` with paragraphs redrawn.

    Texts are joined by average linkage on cosine distance as far as groups have a mean similarity of LEAST, and cut
    where the mean silhouette of a sample of SILHOUETTE_SAMPLE texts, each beside all others, is best. Cuts under the
    distance SAME_STORY are not considered; groups that do not cohere over all words are let go. A resample joins the
    pairs that were found at first, with the similarities of the redrawn paragraphs, and is cut to as many groups.

    Memory grows with the words of the texts and with NEAREST x texts, never with the pairs of all texts.
    """
    if len(worded) < 3:
        return Archive(None, [], _apart(found, worded))
    rng = np.random.default_rng(seed)
    texts = _texts(found, worded)
    sample = np.sort(rng.choice(len(worded), min(SILHOUETTE_SAMPLE, len(worded)), replace=False))
    pairs = near_pairs(texts.rows, least=LEAST, most=NEAREST)
    forest = join(texts.rows, pairs, least=LEAST)
    best = _best(texts, forest, sample)
    if best is None:
        return Archive(None, [], _apart(found, worded))
    labels = _let_go(texts, pairs, best.labels)
    whole = labels if labels.max() + 1 < len(labels) else np.zeros_like(labels)
    grouping = best._replace(labels=whole) if whole.any() else None
    again = [_again(found, worded, pairs, best.k, rng) for _ in range(resamples if grouping else 0)]
    return Archive(grouping, again, _apart(found, worded))


class _Texts(NamedTuple):
    """The texts over the words they share: `vectors` of length 1, and the same as `rows`.

    `part` (n,) is how much of its length over all words a text has there: over all words two texts are as alike as
    here, times the part of both.
    """

    vectors: Matrix
    rows: Rows
    part: FloatArray

    def every_word(self) -> Rows:
        return self.rows._replace(weights=self.rows.weights * np.repeat(self.part, np.diff(self.rows.start)))


def _texts(found: Subjects, worded: IntArray, times: IntArray | None = None) -> _Texts:
    every = found.vectors(times, every_word=True)[worded]
    shared = found.shared[every.indices]
    of_text = np.repeat(np.arange(len(worded)), np.diff(every.indptr))[shared]
    part = np.sqrt(np.bincount(of_text, weights=every.data[shared] ** 2, minlength=len(worded)))
    vectors = found.vectors(times)[worded]
    return _Texts(vectors, rows_of(vectors, least=LEAST), part)


def _best(texts: _Texts, forest: Forest, sample: IntArray) -> Grouping | None:
    """Return the cut with the largest mean silhouette: coarse steps first, then fine ones around the best of them."""
    most = forest.n - int(np.searchsorted(forest.distance, SAME_STORY, side="left"))
    least = max(2, forest.n - len(forest.distance))
    coarse = _steps(least, most)
    if not coarse:
        return None
    found = _groupings(texts.vectors, forest, coarse, sample)
    place = coarse.index(_top(found).k)
    low, high = coarse[max(place - 1, 0)], coarse[min(place + 1, len(coarse) - 1)]
    fine = np.unique(np.linspace(low, high, 2 * REFINED + 1).astype(int)).tolist()
    top = _top([*found, *_groupings(texts.vectors, forest, fine, sample)])
    return top if top.labels.any() else None


def _steps(least: int, most: int) -> list[int]:
    """Return the numbers of groups from `least` to `most`, in steps of a quarter, and at least of one."""
    found = []
    k = least
    while k < most:
        found.append(k)
        k += max(1, k // 4)
    return [*found, most] if most >= least else []


def _groupings(vectors: Matrix, forest: Forest, counts: Sequence[int], sample: IntArray) -> list[Grouping]:
    """Return the cut to each number of groups with the mean silhouette of the sample."""
    cuts = [cut_at(forest, forest.n - k) for k in counts]
    near = _silhouettes(vectors, cuts, sample)
    return [Grouping(labels, float(own.mean()), k) for labels, own, k in zip(cuts, near, counts, strict=True)]


def _top(found: Sequence[Grouping]) -> Grouping:
    """Return the grouping with the largest silhouette, the fewest groups where tied."""
    return min(found, key=lambda grouping: (-grouping.silhouette, grouping.k))


def _silhouettes(vectors: Matrix, cuts: Sequence[IntArray], chosen: IntArray) -> FloatArray:
    """Return the silhouette of each chosen text in each of some cuts (cuts, chosen), on cosine distance.

    Every chosen text is held beside all others; a lone one has 0.
    """
    sizes = [np.bincount(labels) for labels in cuts]
    members = [sparse.csr_array((np.ones(len(own)), (own, np.arange(len(own))))) for own in cuts]
    turned = sparse.csr_array(vectors.T)
    found = np.zeros((len(cuts), len(chosen)))
    for first in range(0, len(chosen), BLOCK):
        some = chosen[first : first + BLOCK]
        places = np.arange(len(some))
        likeness = np.asarray((vectors[some] @ turned).toarray()).T
        itself = likeness[some, places]
        for cut, (labels, size, member) in enumerate(zip(cuts, sizes, members, strict=True)):
            own = labels[some]
            sums = member @ likeness
            inside = (sums[own, places] - itself) / np.maximum(size[own] - 1, 1)
            means = sums / size[:, None]
            means[own, places] = -1.0
            near = _silhouette(inside, means.max(axis=0))
            found[cut, first : first + BLOCK] = np.where(size[own] > 1, near, 0.0)
    return found


def _silhouette(inside: FloatArray, outside: FloatArray) -> FloatArray:
    """Return silhouettes from the mean similarity with the own group and with the nearest other one."""
    a, b = np.clip(1 - inside, 0.0, 1.0), np.clip(1 - outside, 0.0, 1.0)
    top = np.maximum(a, b)
    return np.divide(b - a, top, out=np.zeros_like(top), where=top > 0)


def _let_go(texts: _Texts, pairs: Pairs, labels: IntArray) -> IntArray:
    """Return the labels with the texts of each group that does not cohere over all words in groups of their own.

    The near pairs bound how near a text is to other groups, which decides nearly all; of a group that is left open
    LOOKED_AT texts are held beside all others.
    """
    sizes = np.bincount(labels)
    inside, outside = group_likeness(texts.every_word(), pairs, labels)
    surely = _means(_silhouette(inside, np.maximum(outside, LEAST)), labels)
    perhaps = _means(_silhouette(inside, outside), labels)
    open_ = np.flatnonzero((sizes > 1) & (surely < COHERENT) & (perhaps >= COHERENT))
    loose = (sizes > 1) & (perhaps < COHERENT)
    if len(open_):
        chosen = _first_of(labels, open_)
        vectors = sparse.csr_array(sparse.diags_array(texts.part) @ texts.vectors)
        near = _silhouettes(vectors, [labels], chosen)[0]
        counted = np.bincount(labels[chosen], minlength=len(sizes))
        mean = np.bincount(labels[chosen], weights=near, minlength=len(sizes)) / np.maximum(counted, 1)
        loose[open_] = mean[open_] < COHERENT
    return first_seen(np.where(loose[labels], len(sizes) + np.arange(len(labels)), labels))


def _means(values: FloatArray, labels: IntArray) -> FloatArray:
    return np.asarray(np.bincount(labels, weights=values) / np.bincount(labels))


def _first_of(labels: IntArray, groups: IntArray) -> IntArray:
    """Return the first LOOKED_AT texts of each of some groups."""
    order = np.argsort(labels, kind="stable")
    before = np.searchsorted(labels[order], labels[order], side="left")
    rank = np.empty(len(labels), dtype=np.int64)
    rank[order] = np.arange(len(labels)) - before
    return np.flatnonzero(np.isin(labels, groups) & (rank < LOOKED_AT))


def _again(found: Subjects, worded: IntArray, pairs: Pairs, k: int, rng: np.random.Generator) -> IntArray:
    """Return the groups of the texts with their paragraphs redrawn, cut to k groups or as near to k as they join."""
    texts = _texts(found, worded, found.resampled(rng))
    likeness = likeness_of(texts.rows, pairs)
    near = likeness >= LEAST
    redrawn = Pairs(pairs.left[near], pairs.right[near], likeness[near])
    forest = join(texts.rows, redrawn, least=LEAST)
    return _let_go(texts, redrawn, cut_at(forest, min(forest.n - k, len(forest.distance))))


def _apart(found: Subjects, worded: IntArray) -> float:
    """Return the mean cosine distance of all pairs of the texts over all words, 0 where there is no pair."""
    vectors = found.vectors(every_word=True)[worded]
    n = len(worded)
    if n < 2:
        return 0.0
    alike = float((np.asarray(vectors.sum(axis=0)) ** 2).sum() - (vectors.data**2).sum())
    apart = 1 - alike / (n * (n - 1))
    # Copies of one text miss 1 by rounding; they are not apart at all.
    return 0.0 if apart < SLACK else min(1.0, apart)
