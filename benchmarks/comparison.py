"""Comparison and stories at the size of an archive, each beside what it is an other way of doing.

    python benchmarks/comparison.py            # all parts, about twenty minutes of processor time
    python benchmarks/comparison.py --quick    # a tenth of the size
    python benchmarks/comparison.py --only tests

Seconds are processor time; memory is the most that the part's own process held, libraries and input with it. Every part
says how it was checked: p-values beside SciPy's permutation test and beside a dealing for each pair, false alarms by
splitting outlets that do not differ, stories beside those that the texts were made from.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import combinations
from pathlib import Path
from statistics import median

import calibration
import numpy as np
from measuring import run, seconds
from numpy.typing import NDArray
from scipy import stats
from scipy.cluster.hierarchy import fcluster
from sklearn.metrics import adjusted_rand_score, silhouette_score
from stories import make_archive

from framing.compare import cluster, outlets
from framing.compare.cluster import group
from framing.compare.grouping import SAME_STORY, cut, distances, tree
from framing.compare.outlets import compare_units
from framing.compare.permute import permutation_p
from framing.compare.splitting import LEAST, split
from framing.compare.subject import Subjects
from framing.compare.together import Contest, together_p
from framing.model import Measure, ScoredDocument, Scores, Setting
from framing.pipeline import read, score
from framing.score.measure import UnitTable, measures, unit_table

DEALS = 9999
RUNS = 5
MEASURES = 6
SEEDS = Path(__file__).parents[1] / "seeds"

IntArray = NDArray[np.int64]


def make_table(number: int, articles: int, seed: int = 1) -> UnitTable:
    """Return `number` outlets of `articles` articles of 5 to 60 sentences, whose shares of the frames differ."""
    rng = np.random.default_rng(seed)
    outlet = np.repeat(np.arange(number), articles)
    sentences = rng.integers(5, 60, len(outlet))
    mean = rng.beta(2, 18, (number, MEASURES))[outlet]
    carrying = rng.binomial(sentences[:, None], rng.beta(4 * mean + 1e-3, 4 * (1 - mean)))
    return UnitTable(
        unit="article",
        outlets=tuple(f"outlet {place:02d}" for place in range(number)),
        measures=tuple(Measure(f"frame {place}") for place in range(MEASURES)),
        outlet=outlet,
        articles=np.arange(len(outlet)),
        sentences=sentences,
        tokens=20 * sentences,
        carrying=carrying,
        hits=carrying + rng.poisson(carrying / 5),
    )


def measure_equal(_: float) -> Iterator[str]:
    """Yield the p of all differences of six outlets of 60 articles, by three ways, and what each way costs."""
    table = make_table(6, 60)
    pairs = list(combinations(range(6), 2))
    contests = [Contest(*pair) for pair in pairs]
    ways: dict[str, Callable[[], NDArray[np.float64]]] = {
        "shared deals": lambda: together_p(
            table.carrying, table.sentences, table.outlet, contests, permutations=DEALS, seed=0
        ),
        "a dealing for each pair": lambda: np.array([_alone(table, pair) for pair in pairs]),
        "scipy.stats.permutation_test": lambda: np.array([_scipys(table, pair) for pair in pairs]),
    }
    yield f"{len(pairs)} pairs of outlets of 60 articles, {MEASURES} measures, {DEALS:,} deals, median of {RUNS}:\n"
    yield "| way | CPU | largest difference of 90 p from SciPy's, in its standard errors |\n|---|---|---|"
    found = {name: way() for name, way in ways.items()}
    known = found["scipy.stats.permutation_test"]
    error = np.sqrt(2 * np.maximum(known * (1 - known), 1 / DEALS) / DEALS)  # both sides are drawn
    for name, way in ways.items():
        cost = median(seconds(way) for _ in range(RUNS))
        yield f"| {name} | {cost:.2f} s | {np.abs((found[name] - known) / error).max():.1f} |"


def _alone(table: UnitTable, pair: tuple[int, int]) -> NDArray[np.float64]:
    both = np.isin(table.outlet, pair)
    first = table.outlet[both] == pair[0]
    return permutation_p(table.carrying[both], table.sentences[both], first, permutations=DEALS, seed=0)


def _scipys(table: UnitTable, pair: tuple[int, int]) -> NDArray[np.float64]:
    """Return SciPy's p of the same statistic, written down a second time for whole arrays of deals."""
    rows = tuple(np.flatnonzero(table.outlet == outlet) for outlet in pair)
    return np.array([_scipys_p(table, rows, column) for column in range(MEASURES)])


def _scipys_p(table: UnitTable, rows: tuple[IntArray, ...], column: int) -> float:
    x, y = table.sentences.astype(float), table.carrying[:, column].astype(float)
    pooled = y[np.concatenate(rows)].sum() / x[np.concatenate(rows)].sum()

    def statistic(first: IntArray, second: IntArray, axis: int) -> NDArray[np.float64]:
        sides = []
        for units in (first, second):
            a, b = x[units], y[units]
            total = a.sum(axis=axis, keepdims=True)
            ratio = b.sum(axis=axis, keepdims=True) / total
            size = units.shape[axis]
            seen = ((b - ratio * a) ** 2).sum(axis=axis, keepdims=True) * size / (size - 1) / total**2
            sides.append((ratio, np.maximum(seen, pooled * (1 - pooled) / total)))
        (one, error), (two, other) = sides
        found: NDArray[np.float64] = np.squeeze(np.abs(one - two) / np.sqrt(error + other), axis=axis)
        return found

    found = stats.permutation_test(
        rows, statistic, n_resamples=DEALS, alternative="greater", vectorized=True, batch=500, rng=7
    )
    return float(found.pvalue)


def measure_tests(size: float) -> Iterator[str]:
    """Yield the cost of whole comparisons of fifty outlets, once compiled."""
    yield f"50 outlets, {MEASURES} measures, {DEALS:,} deals, every pair and every outlet against the rest:\n"
    yield "| articles | rate | way | differences | CPU |\n|---|---|---|---|---|"
    rates = (("share", Setting()), ("per 1,000 words", replace(Setting(), rate="per_1000")))
    compare_units(make_table(50, outlets.TOGETHER // 50 + 1), setting=replace(Setting(), permutations=99))
    for articles in (100, int(2000 * size)):
        table = make_table(50, articles)
        for name, setting in rates:
            comparison = compare_units(table, setting=replace(setting, permutations=99))
            cost = seconds(partial(compare_units, table, setting=setting))
            way = "shared deals" if len(table.outlet) > outlets.TOGETHER else "pair by pair"
            yield (
                f"| {len(table.outlet):,} | {name} | {way} "
                f"| {len(comparison.pairs) + len(comparison.against_rest):,} | {cost:.1f} s |"
            )


def measure_alarms(size: float) -> Iterator[str]:
    """Yield how often articles of one outlet, dealt at random to two names, are called different in any frame."""
    splits = int(400 * size)
    yield f"False alarms in {splits} splits of one outlet, share 0.1, ICC 0.1 (5 % are allowed):\n"
    yield "| articles | pair by pair | shared deals |\n|---|---|---|"
    before = outlets.TOGETHER
    for articles, uneven in ((10, 1.0), (10, 3.0), (40, 1.0), (40, 3.0)):
        world = calibration.World(articles=articles, share=0.1, icc=0.1)
        rates = []
        for together in (before, 0):
            outlets.TOGETHER = together
            found = calibration.false_alarms(world, splits=splits, seed=1, uneven=uneven)
            rates.append(f"{found.ours / splits:.1%}")
        yield f"| {articles} and {articles * uneven:.0f} | {' | '.join(rates)} |"
    outlets.TOGETHER = before


def measure_counting(size: float) -> Iterator[str]:
    """Yield what counting scored articles into the table costs, which every comparison begins with."""
    known = score(read([SEEDS]))
    scored = known.documents
    number = int(3000 * size) // len(scored) * len(scored)
    many = tuple(_renamed(one, copy) for copy in range(number // len(scored)) for one in scored)
    scores = Scores(lexicons=known.lexicons, documents=many)
    shown = measures(scores.lexicons)
    cost = median(seconds(partial(unit_table, scores, shown, unit="article")) for _ in range(RUNS))
    yield f"Counting {number:,} scored articles of the seeds into the table: {1e3 * cost / number:.2f} ms each."


def _renamed(scored: ScoredDocument, copy: int) -> ScoredDocument:
    article = scored.document.article
    return replace(scored, document=replace(scored.document, article=replace(article, id=f"{article.id}-{copy}")))


def measure_groups(size: float) -> Iterator[str]:
    """Yield how near to the truth two ways of grouping come, where the matrix of all pairs can still be made."""
    yield "Stories found in generated archives, beside those that the texts were made from (adjusted Rand index):\n"
    yield "| articles | stories | way | found | index | index with the matrix | CPU |\n|---|---|---|---|---|---|---|"
    _near_pairs(make_archive(50, np.random.default_rng(1))[0])
    for n in (int(2000 * size), int(5000 * size)):
        corpus, truth = make_archive(n, np.random.default_rng(1))
        exact, cost = _timed(partial(_by_matrix, corpus))
        found = {"matrix of all pairs": (exact, cost)}
        found["near pairs"] = _timed(partial(_near_pairs, corpus))
        for name, (labels, cost) in found.items():
            known, own = (adjusted_rand_score(other, labels) for other in (truth, exact))
            yield (
                f"| {n:,} | {truth.max() + 1:,} | {name} | {labels.max() + 1:,} | {known:.4f} | {own:.4f} "
                f"| {cost:.1f} s |"
            )


def _timed(call: Callable[[], IntArray]) -> tuple[IntArray, float]:
    kept: list[IntArray] = []
    cost = seconds(lambda: kept.append(call()))
    return kept[0], cost


def _near_pairs(corpus: Subjects) -> IntArray:
    grouping = split(corpus, np.arange(len(corpus.articles)), seed=0, resamples=0).grouping
    return np.zeros(len(corpus.articles), dtype=np.int64) if grouping is None else grouping.labels


def _by_matrix(corpus: Subjects) -> IntArray:
    """Return the groups of the whole dendrogram, cut where the mean silhouette of all texts is best."""
    gaps = distances(corpus.vectors())
    joints = tree(gaps)
    least, most = (len(gaps) - int(np.searchsorted(joints[:, 2], distance)) for distance in (1 - LEAST, SAME_STORY))
    tried = np.unique(np.geomspace(max(least, 2), min(most, len(gaps) - 1), 40).astype(int)).tolist()
    scores = {k: silhouette_score(gaps, fcluster(joints, k, "maxclust"), metric="precomputed") for k in tried}
    best = max(scores, key=lambda k: float(scores[k]))
    return cut(joints, best, distances(corpus.vectors(every_word=True)))


def measure_stories(size: float) -> Iterator[str]:
    """Yield what grouping an archive costs, with names for the stories, without and with ten resamples."""
    corpus, truth = make_archive(int(100_000 * size), np.random.default_rng(1))
    cluster.LARGE = min(cluster.LARGE, len(truth) - 1)
    _near_pairs(make_archive(50, np.random.default_rng(1))[0])
    yield "| articles | words | stories | resamples | found | adjusted Rand index | CPU |"
    yield "|---|---|---|---|---|---|---|"
    for resamples in (0, 10):
        labels, cost = _timed(partial(_stories, corpus, resamples))
        index = adjusted_rand_score(truth, labels)
        yield (
            f"| {len(truth):,} | {int(corpus.counts.sum()):,} | {truth.max() + 1:,} | {resamples} "
            f"| {labels.max() + 1:,} | {index:.4f} | {cost:.0f} s |"
        )


def _stories(corpus: Subjects, resamples: int) -> IntArray:
    return np.array(group(corpus, resamples=resamples).labels)


PARTS: dict[str, Callable[[float], Iterator[str]]] = {
    "equal": measure_equal,
    "tests": measure_tests,
    "alarms": measure_alarms,
    "counting": measure_counting,
    "groups": measure_groups,
    "stories": measure_stories,
}


def main(arguments: Sequence[str] | None = None) -> None:
    """Run each part in a process of its own, so that its memory is its own, and print what it says."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--only", choices=PARTS, help="run this part, in this process")
    parser.add_argument("--quick", action="store_true", help="a tenth of the size")
    given = parser.parse_args(arguments)
    if given.only:
        for line in PARTS[given.only](0.1 if given.quick else 1.0):
            print(line, flush=True)
        return
    for part in PARTS:
        command = [sys.executable, __file__, "--only", part, *(["--quick"] if given.quick else [])]
        print(f"\nPeak memory: {run(command).memory / 1e6:,.0f} MB.\n", flush=True)


if __name__ == "__main__":
    main()
