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


ARCHIVE_WORDS = 60_000
PER_TOPIC, PER_STORY = 800, 120
OF_STORY, OF_TOPIC = 0.45, 0.15
"""Words a topic and a story have of their own, and the part of an article that is made of them. Articles of one story
are then 0.1 to 0.3 alike (cosine), unrelated ones 0.01."""


def make_archive(n: int, rng: np.random.Generator) -> tuple[Subjects, NDArray[np.int64]]:
    """Return `n` generated articles and the story of each: a few stories are told hundreds of times, many once.

    Stories belong to topics, which they share words with. An article takes six in ten of its story's words.
    """
    sizes = np.minimum(1 + 3 * rng.pareto(1.2, n), n / 20 + 5).astype(np.int64)
    story = rng.permutation(np.repeat(np.arange(n), sizes)[:n])
    story = np.unique(story, return_inverse=True)[1]
    stories = int(story.max()) + 1
    topic = rng.integers(max(10, stories // 60), size=stories)
    zipf = 1 / (np.arange(ARCHIVE_WORDS) + 30.0)
    of_topic = _words_like(zipf**0.7, (int(topic.max()) + 1, PER_TOPIC), rng)
    of_story = _words_like(zipf**0.5, (stories, PER_STORY), rng)
    article = np.repeat(np.arange(n), rng.integers(5, 13, size=n))
    shape = (len(article), PARAGRAPH_WORDS)
    angle = rng.integers(PER_STORY, size=n)[article][:, None]
    told, about = story[article][:, None], topic[story[article]][:, None]
    kind = rng.random(shape)
    own = (angle + (0.6 * PER_STORY * rng.random(shape) ** 1.5).astype(np.int64)) % PER_STORY
    words = np.where(kind < OF_STORY, of_story[told, own], _words_like(zipf, shape, rng))
    rare = (PER_TOPIC * rng.random(shape) ** 2).astype(np.int64)
    words = np.where((kind >= OF_STORY) & (kind < OF_STORY + OF_TOPIC), of_topic[about, rare], words)
    starts = np.arange(0, words.size + 1, PARAGRAPH_WORDS)
    counts = sparse.csr_array((np.ones(words.size), words.ravel(), starts), shape=(len(article), ARCHIVE_WORDS))
    counts.sum_duplicates()
    gather = sparse.csr_array((np.ones(len(article)), (article, np.arange(len(article)))))
    standing = np.bincount(sparse.csr_array(gather @ counts).indices, minlength=ARCHIVE_WORDS)
    kept = np.flatnonzero(standing)
    corpus = Subjects(
        articles=tuple(str(number) for number in range(n)),
        article=article,
        words=tuple(f"w{column}" for column in kept),
        shared=standing[kept] >= SHARED,
        counts=counts[:, kept],
    )
    return corpus, story


def _words_like(weight: FloatArray, shape: tuple[int, ...], rng: np.random.Generator) -> NDArray[np.int32]:
    """Return words drawn as often as `weight` (words,) says."""
    edges = np.cumsum(weight / weight.sum())
    return np.minimum(np.searchsorted(edges, rng.random(shape)), len(weight) - 1).astype(np.int32)


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
