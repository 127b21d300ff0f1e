"""Count rights and wrongs against a coder; derive precision, recall, F1, accuracy and kappa with their intervals."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.stats import binomtest
from sklearn.metrics import cohen_kappa_score

from framing.model import Unit

RESAMPLES: Final = 2000
"""Bootstrap resamples: the Monte-Carlo error of a 95 % limit is then under a twentieth of the interval's width."""

FEWEST_ARTICLES: Final = 3
"""With fewer articles there is nothing to resample, and paragraphs are drawn instead."""

CONFIDENCE: Final = 0.95

_FloatArray = NDArray[np.float64]

_CELLS: Final = ((True, True), (False, True), (True, False), (False, False))
"""What coder and machine say in a true positive, false positive, false negative and true negative."""


class Rate(NamedTuple):
    """A value in [0, 1] with its 95 % interval; all None where it is undefined."""

    value: float | None
    low: float | None
    high: float | None


class Change(NamedTuple):
    """A difference of two rates in [-1, 1] with its 95 % interval."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, kw_only=True, slots=True)
class Tally:
    """Rows by what the coder and the machine say; tallies add, and every rate is None where its denominator is 0."""

    tp: int = 0
    fp: int = 0
    fn: int = 0
    tn: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(**{f.name: getattr(self, f.name) + getattr(other, f.name) for f in fields(Tally)})

    @property
    def total(self) -> int:
        """The rows judged."""
        return self.tp + self.fp + self.fn + self.tn

    @property
    def positives(self) -> int:
        """The rows the coder said yes to."""
        return self.tp + self.fn

    @property
    def precision(self) -> float | None:
        """Share of the machine's yes that the coder shares."""
        return _share(self.tp, self.tp + self.fp)

    @property
    def recall(self) -> float | None:
        """Share of the coder's yes that the machine found."""
        return _share(self.tp, self.tp + self.fn)

    @property
    def f1(self) -> float | None:
        """Harmonic mean of precision and recall, from the counts: 0 where nothing was found that was there."""
        return _share(2 * self.tp, 2 * self.tp + self.fp + self.fn)

    @property
    def accuracy(self) -> float | None:
        """Share of rows on which both say the same."""
        return _share(self.tp + self.tn, self.total)


@dataclass(frozen=True, kw_only=True, slots=True)
class Figures:
    """How right one judgement is.

    `kappa` is Cohen's, in [-1, 1], None where neither varies. The intervals allow for rows of one article or paragraph
    (`unit`, of which there are `units`) being alike.
    """

    tally: Tally
    precision: Rate
    recall: Rate
    f1: Rate
    accuracy: Rate
    kappa: float | None
    unit: Unit
    units: int


class Judged(NamedTuple):
    """One row: what the coder said, what the machine says, where the row stands, and how many sentences it is for."""

    coded: bool
    predicted: bool
    article: str
    paragraph: int
    weight: float = 1.0


def tally(rows: Sequence[Judged]) -> Tally:
    """Count the rows."""
    pairs = [(row.coded, row.predicted) for row in rows]
    return Tally(
        tp=pairs.count((True, True)),
        fp=pairs.count((False, True)),
        fn=pairs.count((True, False)),
        tn=pairs.count((False, False)),
    )


def figures(rows: Sequence[Judged], *, seed: int = 0) -> Figures:
    """Return the figures of one judgement over `rows`.

    Every rate has the outer limits of two intervals: Wilson's, which takes rows for independent, and the percentiles
    of a bootstrap that draws whole articles (paragraphs, below FEWEST_ARTICLES). Neither is enough alone. Simulated
    with 5 to 24 articles of 30 rows, more and less alike, a nominal 95 % interval held the truth in 83 to
    98 % of runs for precision by Wilson and in 80 to 94 % for F1 by the bootstrap; the outer limits in 86 to 99 %.

    Rows of a sample count by their weights, and the Wilson interval is that of their effective number. The tally
    counts rows as they are.

    Source: Wilson 1927; Davison and Hinkley 1997, "Bootstrap methods and their application", section 3.8; Kish 1965,
    "Survey sampling", section 11.7, for the effective number.
    """
    counts = tally(rows)
    unit: Unit = "article" if len({row.article for row in rows}) >= FEWEST_ARTICLES else "paragraph"
    units = _by_unit(rows, unit)
    tp, fp, fn, tn = _resample(units, seed=seed).T
    jaccard = _share_of(rows, lambda row: row.coded or row.predicted)
    return Figures(
        tally=counts,
        precision=_outer(_share_of(rows, lambda row: row.predicted), tp, tp + fp),
        recall=_outer(_share_of(rows, lambda row: row.coded), tp, tp + fn),
        f1=_outer(Rate(*map(_f1_of_jaccard, jaccard)), 2 * tp, 2 * tp + fp + fn),
        accuracy=_outer(_share_of(rows, lambda _: True), tp + tn, tp + fp + fn + tn),
        kappa=_kappa(rows),
        unit=unit,
        units=len(units),
    )


def weighted_f1(rows: Sequence[Judged]) -> float:
    """Return F1 in [0, 1] with each row counted by its weight; 0 where neither coder nor machine says yes to any."""
    both = sum(row.weight for row in rows if row.coded and row.predicted)
    either = sum(row.weight for row in rows if row.coded != row.predicted)
    return 2 * both / (2 * both + either) if both else 0.0


def f1_change(before: Sequence[Judged], after: Sequence[Judged], *, seed: int = 0) -> Change:
    """Return F1 of `after` less that of `before`, the same rows judged twice, as `weighted_f1` counts it.

    The interval draws whole articles (paragraphs, below FEWEST_ARTICLES) for both at once: what makes a row hard is the
    same before and after, so that the change is surer than either figure.

    Source: Efron and Tibshirani 1993, "An introduction to the bootstrap", chapter 13.
    """
    value = weighted_f1(after) - weighted_f1(before)
    unit: Unit = "article" if len({row.article for row in before}) >= FEWEST_ARTICLES else "paragraph"
    cells = np.concatenate([_by_unit(before, unit), _by_unit(after, unit)], axis=1)
    drawn = _resample(cells, seed=seed)
    if not len(drawn):
        return Change(value, value, value)
    gains = _f1_of(drawn[:, len(_CELLS) :]) - _f1_of(drawn[:, : len(_CELLS)])
    low, high = (float(limit) for limit in np.quantile(gains, [(1 - CONFIDENCE) / 2, (1 + CONFIDENCE) / 2]))
    return Change(value, min(low, value), max(high, value))


def wilson(count: int, total: int) -> Rate:
    """Return the share with its Wilson interval, which holds for independent rows and small counts."""
    return Rate(count / total, *wilson_limits(count, total)) if total else Rate(None, None, None)


def wilson_limits(count: int, total: int) -> tuple[float, float]:
    """Return the limits of the Wilson interval of `count` in `total`, which is at least 1."""
    interval = binomtest(count, total).proportion_ci(confidence_level=CONFIDENCE, method="wilson")
    return float(interval.low), float(interval.high)


def _share_of(rows: Sequence[Judged], among: Callable[[Judged], bool]) -> Rate:
    """Return the weighted share of the rows `among` that coder and machine agree on, with its Wilson interval."""
    weights = np.array([row.weight for row in rows if among(row)], dtype=np.float64)
    right = np.array([row.coded == row.predicted for row in rows if among(row)], dtype=bool)
    if not len(weights):
        return Rate(None, None, None)
    if (weights == weights[0]).all():
        return wilson(int(right.sum()), len(right))
    share = float(weights[right].sum() / weights.sum())
    effective = max(1, round(float(weights.sum() ** 2 / (weights**2).sum())))
    low, high = wilson_limits(round(share * effective), effective)
    return Rate(share, min(low, share), max(high, share))


def _by_unit(rows: Sequence[Judged], unit: Unit) -> _FloatArray:
    """Return the weights of tp, fp, fn, tn of each unit, shape (units, 4)."""
    groups: dict[tuple[str, int], list[float]] = {}
    for row in rows:
        key = (row.article, row.paragraph if unit == "paragraph" else 0)
        cell = _CELLS.index((row.coded, row.predicted))
        groups.setdefault(key, [0.0] * len(_CELLS))[cell] += row.weight
    return np.array(list(groups.values()), dtype=np.float64).reshape(-1, len(_CELLS))


def _resample(units: _FloatArray, *, seed: int) -> _FloatArray:
    """Return the sums of RESAMPLES draws of as many units with replacement, shape (RESAMPLES, columns of `units`)."""
    n = len(units)
    if n == 0:
        return np.zeros((0, units.shape[1]))
    times = np.random.default_rng(seed).multinomial(n, np.full(n, 1 / n), size=RESAMPLES)
    return times.astype(np.float64) @ units


def _outer(rate: Rate, over: _FloatArray, under: _FloatArray) -> Rate:
    """Return `rate` with the outer limits of its own interval and of the resampled shares `over / under`."""
    if rate.value is None or rate.low is None or rate.high is None:
        return rate
    shares = over[under > 0] / under[under > 0]
    low, high = (float(limit) for limit in np.quantile(shares, [(1 - CONFIDENCE) / 2, (1 + CONFIDENCE) / 2]))
    return Rate(rate.value, min(low, rate.low), max(high, rate.high))


def _f1_of(cells: _FloatArray) -> _FloatArray:
    """Return the F1 of rows of tp, fp, fn, tn, 0 where it is undefined."""
    tp, fp, fn, _ = cells.T
    under = 2 * tp + fp + fn
    shares: _FloatArray = np.divide(2 * tp, under, out=np.zeros_like(under), where=under > 0)
    return shares


def _f1_of_jaccard(share: float | None) -> float | None:
    """Return the F1 that belongs to tp / (tp + fp + fn), which is a share of rows and so has a Wilson interval."""
    return None if share is None else 2 * share / (1 + share)


def _kappa(rows: Sequence[Judged]) -> float | None:
    coded, predicted = [row.coded for row in rows], [row.predicted for row in rows]
    if len({*coded, *predicted}) < 2:
        return None
    return float(cohen_kappa_score(coded, predicted, sample_weight=[row.weight for row in rows]))


def _share(count: int, total: int) -> float | None:
    return count / total if total else None
