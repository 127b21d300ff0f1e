"""How small a difference so much text can show, and how much text a difference of a given size asks for."""

from __future__ import annotations

import math
from dataclasses import dataclass

from scipy import special

from framing.baseline.place import FEW
from framing.compare.intervals import PER, SENTENCE_WORDS
from framing.compare.outlets import MIN_ARTICLES

POINTS = (0.05, 0.10, 0.20)
"""Differences of a share that a reader is told the number of articles for."""

TRIES = 0.8
"""Share of tries in which a difference is to be seen: the usual four of five."""

MOST_ARTICLES = 10_000
"""Articles above which a difference is called out of reach."""

ROUNDS = 30


@dataclass(frozen=True, kw_only=True, slots=True)
class Ground:
    """What a difference is looked for against, on one measure.

    `value` is the pooled baseline's share (or rate per 1,000 words), `effective` its effective sample size (hits),
    `articles` those behind it; `icc` the correlation inside an article and `freedom` what it was estimated from; `size`
    is how many sentences (words) a new article has, `alpha` the level a single test is held to among all those shown.
    """

    value: float
    effective: float
    articles: int
    icc: float
    freedom: float
    size: float
    alpha: float
    rate: bool = False


def detectable(ground: Ground, *, articles: int) -> float | None:
    """Return the smallest difference upward that so many new articles show in four of five tries, in the rate's unit.

    None where even the largest possible difference would not be seen. Calculated from the standard error of both sides
    and Student's t; benchmarks/baseline_calibration.py measures what is seen.
    """
    most = 10 * PER if ground.rate else 1 - ground.value
    if most <= 0 or articles < 1 or not _seen(ground, articles, most):
        return None
    low, high = 0.0, most
    for _ in range(ROUNDS):
        middle = (low + high) / 2
        low, high = (low, middle) if _seen(ground, articles, middle) else (middle, high)
    return high


def needed(ground: Ground, gap: float) -> int | None:
    """Return how many new articles show a difference of `gap` upward in four of five tries; None for over 10,000."""
    if not ground.rate and ground.value + gap >= 1:
        return None
    if not _seen(ground, MOST_ARTICLES, gap):
        return None
    low, high = 0, MOST_ARTICLES
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if _seen(ground, middle, gap) else (middle, high)
    return high


def _seen(ground: Ground, articles: int, gap: float) -> bool:
    """Return whether a difference of `gap` is as large as four of five tries ask for."""
    small = min(articles, ground.articles)
    # Few articles are judged by prediction, with the baseline's spread; more by dealing out, with their own.
    freedom = ground.freedom if small < FEW else small - 1
    if freedom < 1 or articles + ground.articles <= MIN_ARTICLES:
        return False
    reach = -float(special.stdtrit(freedom, ground.alpha / 2)) + float(special.stdtrit(freedom, TRIES))
    return gap >= reach * math.sqrt(_variance(ground, articles, gap) + _own_variance(ground))


def _variance(ground: Ground, articles: int, gap: float) -> float:
    raised = ground.value + gap
    whole = articles * ground.size
    if ground.rate:
        effect = 1 + ground.size / SENTENCE_WORDS * ground.icc
        return raised / whole * PER * effect
    return max(raised * (1 - raised), 0.0) / whole * (1 + max(ground.size - 1, 0.0) * ground.icc)


def _own_variance(ground: Ground) -> float:
    """Return the variance of the baseline's own share or rate, that of half a count where it has none."""
    if ground.rate:
        return ground.value**2 / max(ground.effective, 0.5)
    inside = max(ground.value, 0.5 / max(ground.effective, 1.0))
    return inside * (1 - inside) / max(ground.effective, 1.0)
