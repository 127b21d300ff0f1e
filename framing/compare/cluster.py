"""Find which texts tell the same story, say how sure that is, and say so too when it cannot be told."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from sklearn import config_context
from sklearn.utils.extmath import randomized_svd

from framing.compare.grouping import (
    Grouping,
    best_cut,
    clades,
    cut,
    distances,
    first_seen,
    jaccard,
    leaves,
    mean_gap,
    tree,
)
from framing.compare.naming import naming_words
from framing.compare.subject import Subjects, subjects
from framing.compare.telling import (
    found_stories,
    needed_silhouette,
    nothing_to_split,
    refusal_of,
)
from framing.model import Clustering, Merge, Scores

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]

LARGE = 1000
"""Articles above which no n x n matrix is made, and stories are joined from the pairs that are alike: grouping and
resampling takes three seconds at the limit, and 5,000 texts would hold 200 MB a matrix, several at a time."""


def cluster(
    scores: Scores, *, seed: int = 0, resamples: int | None = None, stop: frozenset[str] | None = None
) -> Clustering:
    """Return the stories of the corpus: groups of texts by subject, with a stability figure and a verdict in words.

    Vectors are TF-IDF over words without the lexicons' hits and without `stop` words (None: the packaged list). Up to
    LARGE texts are joined by average linkage on cosine distance and cut where the silhouette is best; above, by the
    same linkage from the pairs of texts that are alike (`splitting.split`).
    `resamples` (None: 200, fewer for many texts) draw the paragraphs of each article anew. Groups are given only where
    silhouette and stability clear the thresholds above; otherwise every label is 0 and the verdict says why.

    Source: Rousseeuw 1987 (silhouettes); Hennig 2007 (stability).
    """
    return group(subjects(scores, stop=stop), seed=seed, resamples=resamples)


def group(found: Subjects, *, seed: int = 0, resamples: int | None = None) -> Clustering:
    """Return the stories of articles that are already word counts; `cluster` is this after counting."""
    n = len(found.articles)
    times = _resamples(n) if resamples is None else resamples
    return (_few if n <= LARGE else _many)(found, seed=seed, resamples=times)


class _Answer(NamedTuple):
    """What is said of a grouping."""

    labels: IntArray
    silhouette: float | None
    stability: tuple[float | None, ...]
    verdict: str


def _resamples(n: int) -> int:
    return 200 if n <= 100 else 50 if n <= 400 else 20 if n <= LARGE else 10


class _Gaps(NamedTuple):
    """Distances (n, n) over the words that texts share, which group them, and over all words, which check it."""

    shared: FloatArray
    every_word: FloatArray

    def of(self, places: IntArray) -> _Gaps:
        inside = np.ix_(places, places)
        return _Gaps(self.shared[inside], self.every_word[inside])


def _few(found: Subjects, *, seed: int, resamples: int) -> Clustering:
    n = len(found.articles)
    gaps = _gaps(found)
    joints = tree(gaps.shared) if n > 1 else np.zeros((0, 4))
    worded = np.flatnonzero(np.bincount(found.article, minlength=n))
    grouping = _best(gaps.of(worded))
    trees, groupings = _again(found, grouping, worded, seed=seed, resamples=resamples) if n > 2 else ([], [])
    answer = _answer(grouping, groupings, n, worded, apart=mean_gap(gaps.every_word, worded))
    return Clustering(
        articles=found.articles,
        labels=tuple(int(label) for label in answer.labels),
        silhouette=answer.silhouette,
        stability=answer.stability,
        words=naming_words(found, answer.labels),
        merges=_merges(joints, trees),
        order=leaves(joints, gaps.shared) if n > 1 else tuple(range(n)),
        points=_map(gaps.shared),
        verdict=answer.verdict,
        method=(
            "TF-IDF (sublinear) of words outside the lexicons' hits, cosine distance, average linkage, "
            f"number of groups by silhouette, stability over {resamples} resamples of paragraphs"
        ),
    )


def _gaps(found: Subjects, times: IntArray | None = None) -> _Gaps:
    shared, every_word = found.both(times)
    return _Gaps(distances(shared), distances(every_word))


def _best(gaps: _Gaps) -> Grouping | None:
    """Return the best split of texts that have words, or None where there is nothing to split."""
    if len(gaps.shared) < 3:
        return None
    found = best_cut(tree(gaps.shared), gaps.shared, gaps.every_word)
    return found if found.labels.any() else None


def _again(
    found: Subjects, grouping: Grouping | None, worded: IntArray, *, seed: int, resamples: int
) -> tuple[list[FloatArray], list[IntArray]]:
    """Return the dendrogram of each resample, and its groups where cut as `grouping` was."""
    rng = np.random.default_rng(seed)
    trees: list[FloatArray] = []
    groupings: list[IntArray] = []
    # What scikit-learn checks of its input held for the texts as they are: of resamples it is a fifth of the time.
    with config_context(assume_finite=True, skip_parameter_validation=True):
        for _ in range(resamples):
            gaps = _gaps(found, found.resampled(rng))
            trees.append(tree(gaps.shared))
            if grouping is not None:
                inside = gaps.of(worded)
                groupings.append(cut(tree(inside.shared), grouping.k, inside.every_word))
    return trees, groupings


def _answer(grouping: Grouping | None, again: Sequence[IntArray], n: int, worded: IntArray, *, apart: float) -> _Answer:
    one = np.zeros(n, dtype=np.int64)
    wordless = n - len(worded)
    if grouping is None:
        return _Answer(one, None, (None,) * min(n, 1), nothing_to_split(n, len(worded), apart))
    kept = len(worded)
    needed = needed_silhouette(kept)
    held = jaccard(grouping.labels, again) if again else ()
    refusal = refusal_of(grouping, held, needed=needed)
    if refusal is not None:
        return _Answer(one, None, (None,), refusal)
    labels = np.full(n, grouping.labels.max() + 1)
    labels[worded] = grouping.labels
    ordered = first_seen(labels)
    pairs = zip(ordered[worded], grouping.labels, strict=True)
    of_group = {int(new): held[old] if held else None for new, old in pairs}
    stability = tuple(of_group.get(group) for group in range(int(ordered.max()) + 1))
    verdict = found_stories(grouping, held, needed=needed, n=kept)
    if wordless:
        verdict += f" {wordless} without words to count stand apart."
    return _Answer(ordered, grouping.silhouette, stability, verdict)


def _merges(joints: FloatArray, trees: Sequence[FloatArray]) -> tuple[Merge, ...]:
    """Return the joints with their support; that of the last is None, for it holds every text in any case."""
    seen = [set(clades(other)) for other in trees]
    members = clades(joints)
    return tuple(
        Merge(
            left=int(left),
            right=int(right),
            distance=float(distance),
            size=int(size),
            support=sum(members[number] in other for other in seen) / len(seen)
            if seen and size <= len(joints)
            else None,
        )
        for number, (left, right, distance, size) in enumerate(joints)
    )


def _map(gaps: FloatArray) -> tuple[tuple[float, float], ...]:
    """Return two coordinates an article by classical scaling of the distances."""
    n = len(gaps)
    if n < 2:
        return ((0.0, 0.0),) * n
    centre = np.eye(n) - 1 / n
    values, axes = np.linalg.eigh(-0.5 * centre @ (gaps**2) @ centre)
    return _coordinates(axes[:, ::-1][:, :2] * np.sqrt(np.maximum(values[::-1][:2], 0.0)))


def _coordinates(axes: FloatArray) -> tuple[tuple[float, float], ...]:
    flat = np.zeros((len(axes), 2))
    # Eigenvectors have no sign of their own, and their last digits differ between machines: fix both.
    flat[:, : axes.shape[1]] = np.round(axes, 6)
    top = flat[np.abs(flat).argmax(axis=0), [0, 1]]
    flat = flat * np.where(top < 0, -1.0, 1.0) + 0.0
    return tuple((float(x), float(y)) for x, y in flat)


def _many(found: Subjects, *, seed: int, resamples: int) -> Clustering:
    """Group many texts without a matrix of pairs and without a dendrogram, by the rules for few."""
    # Compiled code takes a second to load, which only many texts are worth.
    from framing.compare.splitting import LEAST, NEAREST, split

    n = len(found.articles)
    worded = np.flatnonzero(np.bincount(found.article, minlength=n))
    parted = split(found, worded, seed=seed, resamples=resamples)
    answer = _answer(parted.grouping, parted.again, n, worded, apart=parted.apart)
    return Clustering(
        articles=found.articles,
        labels=tuple(answer.labels.tolist()),
        silhouette=answer.silhouette,
        stability=answer.stability,
        words=naming_words(found, answer.labels),
        merges=(),
        order=tuple(np.argsort(answer.labels, kind="stable").tolist()),
        points=_plane(found, seed=seed),
        verdict=answer.verdict,
        method=(
            "TF-IDF (sublinear) of words outside the lexicons' hits, cosine distance, average linkage of groups with a "
            f"mean similarity of at least {LEAST}, each text beside its {NEAREST} nearest, number of groups by "
            f"silhouette on a sample, stability over {resamples} resamples of paragraphs"
        ),
    )


def _plane(found: Subjects, *, seed: int) -> tuple[tuple[float, float], ...]:
    """Return two coordinates an article: its place along the two directions in which subjects differ most."""
    vectors = found.vectors()
    if not vectors.nnz:
        return ((0.0, 0.0),) * len(found.articles)
    axes, lengths, _ = randomized_svd(vectors, min(2, *vectors.shape), n_iter=5, random_state=seed)
    return _coordinates(axes * lengths)
