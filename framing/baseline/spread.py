"""How unlike articles are: inside an outlet, and over the whole baseline. It is what makes few articles uncertain."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import special

from framing.compare.intervals import (
    NO_TEXT,
    PER,
    PRIOR_ICC,
    PRIOR_UNITS,
    SENTENCE_WORDS,
    Effect,
    Expected,
    Interval,
    design_effect,
    effective_sentences,
    hits_effect,
    rate_design_effect,
    ratio_variance,
    typical_size,
)
from framing.model import Setting
from framing.score.measure import UnitTable

IntArray = NDArray[np.int64]
BoolArray = NDArray[np.bool_]

KNOWN = 12
"""Degrees of freedom that the baseline's own correlation weighs at most in the interval of a new outlet: one in which
more than 24 articles carry a frame is judged mostly by its own. Swept 6 to 20: with 6, three articles are covered a
point more often, with 20 a point less (benchmarks/baseline_calibration.py coverage)."""

BELIEVED = 0.5
"""Degrees of freedom that an article with a frame is worth when it comes to how the frame clusters: a few heavy
articles say most of it. With 1, 200 articles at a share of 0.01 and an ICC of 0.3 are covered in 91 % of draws, with
0.5 in 93 %; what does not cluster is covered a point more often."""

EXPECTED_UNITS = 0.5
"""Articles with a frame that PRIOR_ICC weighs in an interval once there is a baseline. Swept 0.5 to 4: with 4, a rare
frame that does not cluster is covered in 99 % of draws and not in 98 %; nothing else moves by more than a point."""

MIN_FREEDOM = 3
"""Degrees of freedom inside outlets from which their articles say how unlike the articles of an outlet are; under it
all articles of the baseline are looked at together, whoever published them."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Spread:
    """The correlation of sentences inside an article, one for each of m measures.

    `within` is that of articles of one outlet, for intervals; `whole` that of all articles of the baseline, whoever
    published them, for asking whether a few new articles could be some of these. `freedom` are the degrees of freedom
    behind each of `whole`, those that the prior is worth included. For a rate it is the same over SENTENCE_WORDS words.
    """

    within: tuple[Expected, ...]
    whole: tuple[float, ...]
    freedom: tuple[float, ...]


def spread(table: UnitTable, *, setting: Setting) -> Spread:
    """Return how unlike the articles of a baseline are; with few articles that carry a frame, mostly PRIOR_ICC."""
    everyone = np.zeros(len(table.outlet), dtype=np.int64)
    within: list[Expected] = []
    whole: list[float] = []
    freedoms: list[float] = []
    for column in range(len(table.measures)):
        total, total_freedom = _correlation(table, everyone, column, setting=setting)
        inside, freedom = _correlation(table, table.outlet, column, setting=setting)
        if freedom < MIN_FREEDOM:
            inside, freedom = total, total_freedom
        believed = BELIEVED * freedom
        own = _with_prior(inside, believed, units=EXPECTED_UNITS)
        within.append(Expected(own, EXPECTED_UNITS + min(believed, KNOWN)))
        # An outlet's own mean hides a part of how unlike articles are: those of all are no more alike than its own.
        both = (_with_prior(icc, free, units=PRIOR_UNITS) for icc, free in ((total, total_freedom), (inside, freedom)))
        whole.append(max(both))
        freedoms.append(total_freedom + PRIOR_UNITS)
    return Spread(within=tuple(within), whole=tuple(whole), freedom=tuple(freedoms))


def interval(table: UnitTable, mask: BoolArray, column: int, *, setting: Setting, expected: Expected) -> Interval:
    """Return the share or rate of some articles on one measure, with its interval by Jeffreys' prior.

    The effective size is that of `share_interval` and `rate_interval`, but a design effect is believed no further than
    there are articles that carry the frame: where two of forty do, forty say little of how it clusters. Exact limits
    would be wider than they need be, since `expected` is known from the baseline.

    Source: Korn and Graubard 1998 for the effective size; Brown, Cai and DasGupta 2001 for Jeffreys' limits, and
    Franco, Little, Louis and Slud 2019, "Comparative study of confidence intervals for proportions in complex sample
    surveys", for both together.
    """
    top, bottom = table.numerator(setting)[mask, column], table.denominator(setting)[mask]
    whole, count = int(bottom.sum()), int(top.sum())
    if not whole:
        return NO_TEXT
    tail = (1 - setting.confidence) / 2
    known = evidence(top, bottom, setting=setting)
    if setting.rate == "share":
        seen = _believed(design_effect(top, bottom), known)
        effective = effective_sentences(bottom, seen, confidence=setting.confidence, expected=expected)
        found = count / whole * effective
        a, b = found + 0.5, effective - found + 0.5
        low = 0.0 if count == 0 else float(special.betaincinv(a, b, tail))
        high = 1.0 if count == whole else float(special.betaincinv(a, b, 1 - tail))
        return Interval(count / whole, low, high, effective)
    seen = _believed(rate_design_effect(top, bottom), known)
    effect = hits_effect(bottom, seen, confidence=setting.confidence, expected=expected)
    scale = PER / whole * effect
    a = count / effect + 0.5
    low = 0.0 if count == 0 else float(special.gammaincinv(a, tail)) * scale
    return Interval(PER * count / whole, low, float(special.gammaincinv(a, 1 - tail)) * scale, count / effect)


def evidence(top: IntArray, bottom: IntArray, *, setting: Setting) -> int:
    """Return how many articles say something of how a frame clusters: at most those that carry it, or do not wholly."""
    found = min(len(top) - 1, int((top > 0).sum()))
    return min(found, int((top < bottom).sum())) if setting.rate == "share" else found


def _believed(seen: Effect | None, known: int) -> Effect | None:
    return None if seen is None or known < 1 else Effect(seen.size, BELIEVED * min(seen.freedom, known))


def _correlation(table: UnitTable, group: IntArray, column: int, *, setting: Setting) -> tuple[float, int]:
    """Return the correlation inside articles over the groups in which it can be seen, with its degrees of freedom.

    Each group's design effect is weighed by the articles that say something of it. It is not kept from falling below 1
    before they are averaged: that would find correlation where there is none.
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
        known = evidence(top, bottom, setting=setting)
        found += own * known
        freedom += known
    return (found / freedom, freedom) if freedom else (PRIOR_ICC, 0)


def _with_prior(icc: float, freedom: float, *, units: float) -> float:
    return max((PRIOR_ICC * units + icc * freedom) / (units + freedom), 0.0)
