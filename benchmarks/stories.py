"""Measure what silhouettes chance gives: random articles of one subject, and how often two subjects are found.

    python benchmarks/stories.py

Articles are generated: a subject is a Dirichlet draw around Zipf word frequencies, an article a draw around its
subject (each author has an angle), a paragraph a draw around its article. With these settings two articles of one
subject have a cosine distance of 0.7 to 0.8 over all words, as the seeds' articles of one story do. The table goes to
standard output.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from framing.compare.cluster import group
from framing.compare.grouping import best_cut, distances, tree
from framing.compare.subject import SHARED, Subjects
from framing.compare.telling import needed_silhouette

VOCABULARY = 8000
PARAGRAPH_WORDS = 25
NEWS = 0.3
"""Part of an article that is the language of news, not of its subject."""

ANGLE = 200
OF_SUBJECT = 300
OF_ARTICLE = 400
"""Dirichlet concentrations: the smaller, the more an article differs from its subject."""

FloatArray = NDArray[np.float64]


def make_subjects(groups: Sequence[int], rng: np.random.Generator) -> Subjects:
    """Return generated articles, as many of each subject as `groups` says, of 120 to 450 counted words."""
    zipf = 1 / (np.arange(VOCABULARY) + 15.0)
    zipf /= zipf.sum()
    rows: list[NDArray[np.int64]] = []
    article: list[int] = []
    number = 0
    for size in groups:
        subject = _near(zipf, OF_SUBJECT, rng)
        for _ in range(size):
            own = _near((1 - NEWS) * subject + NEWS * zipf, ANGLE, rng)
            for _ in range(max(4, int(rng.integers(120, 450)) // PARAGRAPH_WORDS)):
                rows.append(rng.multinomial(PARAGRAPH_WORDS, _near(own, OF_ARTICLE, rng)))
                article.append(number)
            number += 1
    counts = np.array(rows)
    place = np.array(article)
    standing = np.array([counts[place == n].sum(axis=0) > 0 for n in range(number)]).sum(axis=0)
    kept = np.flatnonzero(standing)
    return Subjects(
        articles=tuple(str(n) for n in range(number)),
        article=place,
        words=tuple(f"w{column}" for column in kept),
        shared=(standing >= SHARED)[kept],
        counts=sparse.csr_array(counts[:, kept].astype(np.float64)),
    )


@dataclass(frozen=True, kw_only=True)
class Found:
    """What clustering said of generated corpora: best silhouettes, how often it split, how often rightly."""

    silhouettes: FloatArray
    split: float
    right: float


def stories(groups: Sequence[int], *, repeats: int, seed: int, resamples: int = 40) -> Found:
    """Return what clustering finds in `repeats` corpora with the subjects `groups`."""
    truth = np.repeat(np.arange(len(groups)), groups)
    silhouettes = np.zeros(repeats)
    split = right = 0
    for number in range(repeats):
        rng = np.random.default_rng([seed, number, *groups])
        corpus = make_subjects(groups, rng)
        gaps = distances(corpus.vectors())
        silhouettes[number] = best_cut(tree(gaps), gaps, distances(corpus.vectors(every_word=True))).silhouette
        found = group(corpus, seed=seed, resamples=resamples)
        split += found.n_clusters > 1
        right += bool(np.array_equal(found.labels, truth))
    return Found(silhouettes=silhouettes, split=split / repeats, right=right / repeats)


def _near(mean: FloatArray, concentration: float, rng: np.random.Generator) -> FloatArray:
    return np.asarray(rng.dirichlet(np.maximum(mean * concentration, 1e-8)))


def main() -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--repeats", type=int, default=100, help="corpora a row (default 100)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--articles", type=int, nargs="+", default=[3, 4, 5, 6, 8, 12, 20, 40])
    arguments = parser.parse_args()
    print("| one subject: articles | median | 95 % | needed | split % |\n|---:|---:|---:|---:|---:|")
    for n in arguments.articles:
        found = stories((n,), repeats=arguments.repeats, seed=arguments.seed)
        middle, high = np.quantile(found.silhouettes, [0.5, 0.95])
        print(f"| {n} | {middle:.2f} | {high:.2f} | {needed_silhouette(n):.2f} | {100 * found.split:.0f} |", flush=True)
    print("\n| several subjects: articles | median | split % | right % |\n|---:|---:|---:|---:|")
    for groups in ((2, 1), (2, 2), (3, 1), (3, 2), (4, 4), (10, 10), (17, 3), (2, 2, 2), (3, 1, 1), (6, 1, 1, 1)):
        found = stories(groups, repeats=arguments.repeats, seed=arguments.seed)
        shown = " + ".join(str(size) for size in groups)
        middle = np.median(found.silhouettes)
        print(f"| {shown} | {middle:.2f} | {100 * found.split:.0f} | {100 * found.right:.0f} |", flush=True)


if __name__ == "__main__":
    main()
