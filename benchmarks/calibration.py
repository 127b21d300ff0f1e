"""Measure how often the comparison cries wolf, and how often its intervals hold the truth.

    python benchmarks/calibration.py alarms    # one outlet split at random into two make-believe ones
    python benchmarks/calibration.py coverage  # intervals for a share and for a rate
    python benchmarks/calibration.py unlike    # no difference, but articles of 40 sentences against articles of 12
    python benchmarks/calibration.py power     # articles needed to see a difference

Articles are generated: sentences per article are lognormal (median 22), frames cluster in articles (beta-binomial, the
correlation `icc`) and again in paragraphs (PARAGRAPH_ICC on top). Every figure of docs/method-calibration.md comes from
here. Nothing is read or written but the table on standard output.
"""

from __future__ import annotations

import argparse
import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from framing.baseline.calibrate import naive_alarm
from framing.compare.intervals import rate_interval, share_interval
from framing.compare.outlets import compare_units
from framing.model import Measure, Setting
from framing.score.measure import UnitTable

IntArray = NDArray[np.int64]

PARAGRAPH_ICC = 0.1
"""Correlation of sentences of a paragraph beyond the article's; the coded seeds show 0.04 to 0.55, median 0.2."""

FRAMES = 5
SENTENCES_PER_PARAGRAPH = 3
WORDS_PER_SENTENCE = 23
HITS_PER_SENTENCE = 0.3
"""Further hits in a sentence that carries a frame (Poisson mean)."""


@dataclass(frozen=True, kw_only=True)
class Outlet:
    """Generated articles: sentences, words (n,), carrying sentences and hits (n, frames)."""

    sentences: IntArray
    tokens: IntArray
    carrying: IntArray
    hits: IntArray


@dataclass(frozen=True, kw_only=True)
class World:
    """What an outlet is like: articles in it, share of carrying sentences, and correlation within an article."""

    articles: int
    share: float
    icc: float
    frames: int = FRAMES


def make_outlet(
    world: World, rng: np.random.Generator, *, median: float = 22.0, shares: Sequence[float] | None = None
) -> Outlet:
    """Return articles of one outlet; `median` is the median number of sentences of an article.

    `shares` (frames,) are those of each frame; None takes the world's for all.
    """
    n, frames = world.articles, world.frames
    sentences = np.clip(np.rint(rng.lognormal(math.log(median), 0.45, n)), 4, None).astype(np.int64)
    of_article = _beta(np.tile([world.share] * frames if shares is None else shares, (n, 1)), world.icc, rng)
    carrying = np.zeros((n, frames), dtype=np.int64)
    left = sentences.copy()
    while left.any():
        size = np.minimum(left, SENTENCES_PER_PARAGRAPH)
        carrying += rng.binomial(size[:, None], _beta(of_article, PARAGRAPH_ICC, rng))
        left = left - size
    tokens = rng.poisson(WORDS_PER_SENTENCE * sentences)
    return Outlet(
        sentences=sentences,
        tokens=tokens.astype(np.int64),
        carrying=carrying,
        hits=carrying + rng.poisson(HITS_PER_SENTENCE * carrying),
    )


def join(outlet: Outlet, first: NDArray[np.bool_]) -> UnitTable:
    """Return the articles as two outlets, those of `first` and the others."""
    frames = outlet.carrying.shape[1]
    return UnitTable(
        unit="article",
        outlets=("baseline", "new"),
        measures=tuple(Measure(f"frame {number}") for number in range(frames)),
        outlet=np.where(first, 0, 1),
        articles=np.arange(len(outlet.sentences)),
        sentences=outlet.sentences,
        tokens=outlet.tokens,
        carrying=outlet.carrying,
        hits=outlet.hits,
    )


@dataclass(frozen=True, kw_only=True)
class Alarms:
    """Splits called different in at least one frame, out of how many, by the comparison and by sentence counting."""

    splits: int
    ours: int
    naive: int


def false_alarms(
    world: World,
    *,
    splits: int,
    seed: int,
    rate: Literal["share", "per_1000"] = "share",
    uneven: float = 1.0,
    permutations: int = 999,
) -> Alarms:
    """Return how often one outlet's articles, dealt at random to two names, are called different in any frame.

    Each of the two gets `world.articles` articles (the second `uneven` times as many). A new outlet is drawn every
    time.
    """
    rng = np.random.default_rng(seed)
    setting = Setting(permutations=permutations, rate=rate, seed=seed)
    second = round(world.articles * uneven)
    whole = World(articles=world.articles + second, share=world.share, icc=world.icc, frames=world.frames)
    ours = naive = 0
    for _ in range(splits):
        outlet = make_outlet(whole, rng)
        first = rng.permutation(whole.articles) < world.articles
        comparison = compare_units(join(outlet, first), setting=setting)
        ours += any(d.verdict in ("higher", "lower") for d in comparison.pairs)
        naive += naive_alarm(outlet.carrying, outlet.sentences, first)
    return Alarms(splits=splits, ours=ours, naive=naive)


def unlike(world: World, *, repeats: int, seed: int, permutations: int = 999) -> tuple[float, float]:
    """Return how often outlets of one share, but of long and of short articles, are called different in any frame.

    The second figure is how often the permutation test alone would have: units that are not alike are not quite
    exchangeable, which is why a verdict also asks that the interval of the difference leave out 0.
    """
    rng = np.random.default_rng(seed)
    called = tested = 0
    for _ in range(repeats):
        table = join(
            beside(make_outlet(world, rng, median=40.0), make_outlet(world, rng, median=12.0)),
            np.arange(2 * world.articles) < world.articles,
        )
        pairs = compare_units(table, setting=Setting(permutations=permutations)).pairs
        called += any(d.verdict in ("higher", "lower") for d in pairs)
        tested += any(d.q is not None and d.q <= 0.05 for d in pairs)
    return called / repeats, tested / repeats


@dataclass(frozen=True, kw_only=True)
class Coverage:
    """Share of intervals that hold the truth, and their mean width: ours for share and rate, and the naive Wald one."""

    share: float
    rate: float
    naive: float
    width: float
    naive_width: float


def coverage(world: World, *, repeats: int, seed: int) -> Coverage:
    """Return how often 95 % intervals of one outlet of `world` hold the share and the rate it was drawn from."""
    rng = np.random.default_rng(seed)
    truth = 1000 * world.share * (1 + HITS_PER_SENTENCE) / WORDS_PER_SENTENCE
    held = np.zeros(3)
    width = np.zeros(2)
    for _ in range(repeats):
        outlet = make_outlet(world, rng)
        for frame in range(world.frames):
            ours = share_interval(outlet.carrying[:, frame], outlet.sentences)
            rate = rate_interval(outlet.hits[:, frame], outlet.tokens)
            naive = wald(int(outlet.carrying[:, frame].sum()), int(outlet.sentences.sum()))
            for place, (low, high, aim) in enumerate(
                ((ours.low, ours.high, world.share), (rate.low, rate.high, truth), (*naive, world.share))
            ):
                held[place] += low is not None and high is not None and low <= aim <= high
            width += ((ours.high or 0) - (ours.low or 0), naive[1] - naive[0])
    held /= repeats * world.frames
    width /= repeats * world.frames
    return Coverage(share=held[0], rate=held[1], naive=held[2], width=width[0], naive_width=width[1])


def power(world: World, *, gap: float, repeats: int, seed: int, permutations: int = 999) -> float:
    """Return how often an outlet whose share of every frame is `gap` higher is found so in the first frame."""
    rng = np.random.default_rng(seed)
    other = World(articles=world.articles, share=world.share + gap, icc=world.icc, frames=1)
    found = 0
    for _ in range(repeats):
        # Only the first frame differs: the others stand in the family as frames without a difference do.
        plain, raised = make_outlet(world, rng), make_outlet(other, rng)
        alike = rng.binomial(raised.sentences[:, None], world.share, (world.articles, world.frames - 1))
        high = Outlet(
            sentences=raised.sentences,
            tokens=raised.tokens,
            carrying=np.concatenate([raised.carrying, alike], axis=1),
            hits=np.concatenate([raised.hits, alike], axis=1),
        )
        table = join(beside(plain, high), np.arange(2 * world.articles) < world.articles)
        found += compare_units(table, setting=Setting(permutations=permutations)).pairs[0].verdict == "lower"
    return found / repeats


def beside(first: Outlet, second: Outlet) -> Outlet:
    """Return the articles of both, those of the first before those of the second."""
    return Outlet(
        sentences=np.concatenate([first.sentences, second.sentences]),
        tokens=np.concatenate([first.tokens, second.tokens]),
        carrying=np.concatenate([first.carrying, second.carrying]),
        hits=np.concatenate([first.hits, second.hits]),
    )


def _beta(mean: NDArray[np.float64], icc: float, rng: np.random.Generator) -> NDArray[np.float64]:
    """Return shares around `mean` with correlation `icc`; a mean of 0 or 1 stays as it is."""
    if icc == 0:
        return mean
    concentration = (1 - icc) / icc
    inside = np.clip(mean, 1e-12, 1 - 1e-12)
    return np.asarray(
        rng.beta(np.maximum(inside * concentration, 1e-9), np.maximum((1 - inside) * concentration, 1e-9))
    )


def wald(count: int, n: int) -> tuple[float, float]:
    """Return the naive 95 % interval of a share, as if sentences were independent draws."""
    share = count / n
    half = 1.96 * math.sqrt(share * (1 - share) / n)
    return share - half, share + half


def show(header: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print a table in Markdown, each row as soon as it is there."""
    print("| " + " | ".join(header) + " |")
    print("|" + "---:|" * len(header))
    for row in rows:
        print("| " + " | ".join(row) + " |", flush=True)


def _alarm_rows(arguments: argparse.Namespace) -> Iterable[Sequence[str]]:
    for articles, share, icc in product(arguments.articles, arguments.share, arguments.icc):
        world = World(articles=articles, share=share, icc=icc)
        even = false_alarms(world, splits=arguments.repeats, seed=arguments.seed)
        uneven = false_alarms(world, splits=arguments.repeats, seed=arguments.seed + 1, uneven=3)
        rate = false_alarms(world, splits=arguments.repeats, seed=arguments.seed + 2, rate="per_1000")
        yield (
            f"{articles}",
            f"{share:.2f}",
            f"{icc:.1f}",
            *(f"{100 * result.ours / result.splits:.1f}" for result in (even, uneven, rate)),
            f"{100 * even.naive / even.splits:.1f}",
        )


def _coverage_rows(arguments: argparse.Namespace) -> Iterable[Sequence[str]]:
    for articles, share, icc in product(arguments.articles, arguments.share, arguments.icc):
        world = World(articles=articles, share=share, icc=icc)
        found = coverage(world, repeats=arguments.repeats, seed=arguments.seed)
        yield (
            f"{articles}",
            f"{share:.2f}",
            f"{icc:.1f}",
            *(f"{100 * value:.1f}" for value in (found.share, found.rate, found.naive, found.width, found.naive_width)),
        )


def _power_rows(arguments: argparse.Namespace) -> Iterable[Sequence[str]]:
    for articles, icc in product(arguments.articles, arguments.icc):
        world = World(articles=articles, share=0.1, icc=icc)
        found = [power(world, gap=gap, repeats=arguments.repeats, seed=arguments.seed) for gap in (0.05, 0.1, 0.2)]
        yield (f"{articles}", f"{icc:.1f}", *(f"{100 * value:.0f}" for value in found))


def _unlike_rows(arguments: argparse.Namespace) -> Iterable[Sequence[str]]:
    for articles, share, icc in product(arguments.articles, arguments.share, arguments.icc):
        world = World(articles=articles, share=share, icc=icc)
        called, tested = unlike(world, repeats=arguments.repeats, seed=arguments.seed)
        yield f"{articles}", f"{share:.2f}", f"{icc:.1f}", f"{100 * called:.1f}", f"{100 * tested:.1f}"


TABLES: dict[str, tuple[tuple[str, ...], Callable[[argparse.Namespace], Iterable[Sequence[str]]]]] = {
    "alarms": (("articles", "share", "ICC", "even %", "1 to 3 %", "per 1,000 %", "naive %"), _alarm_rows),
    "coverage": (
        ("articles", "share", "ICC", "share %", "rate %", "naive %", "width, points", "naive width"),
        _coverage_rows,
    ),
    "unlike": (("articles", "share", "ICC", "called %", "by the test alone %"), _unlike_rows),
    "power": (("articles", "ICC", "5 points %", "10 points %", "20 points %"), _power_rows),
}


def main() -> None:
    """Print one table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("table", choices=sorted(TABLES))
    parser.add_argument("--repeats", type=int, default=500, help="splits or outlets a row (default 500)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--articles", type=int, nargs="+", default=[3, 5, 10, 40, 200])
    parser.add_argument("--share", type=float, nargs="+", default=[0.01, 0.1, 0.5])
    parser.add_argument("--icc", type=float, nargs="+", default=[0.0, 0.1, 0.3])
    arguments = parser.parse_args()
    header, rows = TABLES[arguments.table]
    show(header, rows(arguments))


if __name__ == "__main__":
    main()
