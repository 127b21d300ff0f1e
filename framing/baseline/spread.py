"""How unlike articles are: inside an outlet, and over the whole baseline. It is what makes few articles uncertain."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from framing.compare.intervals import (
    PRIOR_ICC,
    PRIOR_UNITS,
    SENTENCE_WORDS,
    Expected,
    Interval,
    rate_interval,
    ratio_variance,
    share_interval,
    typical_size,
)
from framing.model import Setting
from framing.score.measure import UnitTable

IntArray = NDArray[np.int64]
BoolArray = NDArray[np.bool_]

KNOWN = 12
"""Articles that the baseline's own correlation weighs at most in the interval of a new outlet: an outlet with more
articles than these is judged mostly by its own. Swept 4 to 40 with benchmarks/baseline_calibration.py coverage."""

MIN_FREEDOM = 3
"""Degrees of freedom inside outlets from which their articles say how unlike the articles of an outlet are; under it
all articles of the baseline are looked at together, whoever published them."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Spread:
    """The correlation of sentences inside an article, one for each of m measures.

    `within` is that of articles of one outlet, for intervals; `whole` that of all articles of the baseline, whoever
    published them, for asking whether a few new articles could be some of these. `freedom` are the degrees of freedom
    behind `whole`, those that the prior is worth included. For a rate it is the same over SENTENCE_WORDS words.
    """

    within: tuple[Expected, ...]
    whole: tuple[float, ...]
    freedom: float


def spread(table: UnitTable, *, setting: Setting) -> Spread:
    """Return how unlike the articles of a baseline are; with few articles mostly PRIOR_ICC."""
    everyone = np.zeros(len(table.outlet), dtype=np.int64)
    within: list[Expected] = []
    whole: list[float] = []
    for column in range(len(table.measures)):
        total, total_freedom = _correlation(table, everyone, column, setting=setting)
        inside, freedom = _correlation(table, table.outlet, column, setting=setting)
        if freedom < MIN_FREEDOM:
            inside, freedom = total, total_freedom
        within.append(Expected(_with_prior(inside, freedom), PRIOR_UNITS + min(freedom, KNOWN)))
        # An outlet's own mean hides a part of how unlike articles are: those of all are no more alike than its own.
        whole.append(max(_with_prior(total, total_freedom), _with_prior(inside, freedom)))
    return Spread(within=tuple(within), whole=tuple(whole), freedom=max(len(table.outlet) - 1, 0) + PRIOR_UNITS)


def interval(table: UnitTable, mask: BoolArray, column: int, *, setting: Setting, expected: Expected) -> Interval:
    """Return the share or rate of some articles on one measure, with its interval."""
    found = share_interval if setting.rate == "share" else rate_interval
    top, bottom = table.numerator(setting)[mask, column], table.denominator(setting)[mask]
    return found(top, bottom, confidence=setting.confidence, expected=expected)


def _correlation(table: UnitTable, group: IntArray, column: int, *, setting: Setting) -> tuple[float, int]:
    """Return the correlation inside articles over the groups in which it can be seen, with its degrees of freedom.

    Each group's design effect is weighed by its degrees of freedom. It is not kept from falling below 1 before they are
    averaged: that would find correlation where there is none.
    """
    found, freedom = 0.0, 0
    every, sizes = table.numerator(setting)[:, column], table.denominator(setting)
    for number in range(int(group.max(initial=-1)) + 1):
        mask = group == number
        top, bottom = every[mask], sizes[mask]
        n, count = int(bottom.sum()), int(top.sum())
        if len(top) < 2 or count == 0 or (setting.rate == "share" and count == n):
            continue
        variance = ratio_variance(top, bottom)
        typical = typical_size(bottom)
        if setting.rate == "share":
            effect = variance * n / (count / n * (1 - count / n))
            own = (effect - 1) / (typical - 1) if typical > 1 else PRIOR_ICC
        else:
            own = (variance * n * n / count - 1) / (typical / SENTENCE_WORDS)
        found += own * (len(top) - 1)
        freedom += len(top) - 1
    return (found / freedom, freedom) if freedom else (PRIOR_ICC, 0)


def _with_prior(icc: float, freedom: int) -> float:
    mixed = (PRIOR_ICC * PRIOR_UNITS + icc * freedom) / (PRIOR_UNITS + freedom)
    return max(mixed, 0.0)
