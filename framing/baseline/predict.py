"""Ask whether a few articles could be some of the baseline's: a test by prediction, where there is nothing to deal."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray
from scipy import special, stats

from framing.compare.intervals import PER, SENTENCE_WORDS, Interval, typical_size
from framing.model import Setting

IntArray = NDArray[np.int64]

LONGEST = 20_000
"""Sentences above which counts are not summed one by one: the prediction is then all but continuous, and the same share
of LONGEST sentences is asked about."""


def predictive_p(
    count: IntArray, size: IntArray, reference: Interval, *, setting: Setting, icc: float, freedom: float
) -> float:
    """Return the two-sided p of what a few articles count, given what the baseline leads one to expect of them.

    `count` and `size` (articles,) are carrying sentences and sentences, or hits and words for a rate. What is predicted
    is beta-binomial (negative binomial for a rate): its mean is the reference's, its variance that of articles with the
    correlation `icc` plus that of the reference itself. `freedom` is what the correlation was estimated from: the
    tail is read from Student's t with that many degrees of freedom, for a spread seen in few articles is no sure one.
    """
    n, found = int(size.sum()), int(count.sum())
    typical = typical_size(size)
    if reference.value is None or reference.effective is None:
        raise ValueError("the reference has no text")
    if setting.rate == "share":
        effect = 1 + (typical - 1) * icc
        below, above = _of_share(found, n, reference.value, reference.effective, effect)
    else:
        effect = 1 + typical / SENTENCE_WORDS * icc
        below, above = _of_rate(found, n, reference.value, reference.effective, effect)
    tail = min(below, above, 0.5)
    if tail <= 0:
        return float(np.finfo(np.float64).tiny)
    return min(1.0, 2 * float(stats.t.sf(stats.norm.isf(tail), freedom)))


def _of_share(found: int, n: int, share: float, effective: float, effect: float) -> tuple[float, float]:
    """Return the chances of at most and of at least `found` of n sentences."""
    mean = (share * effective + 0.5) / (effective + 1)
    if n > LONGEST:
        found, effect, n = round(found / n * LONGEST), max(1.0, effect * LONGEST / n), LONGEST
    if n < 2:
        return (1.0, mean) if found else (1 - mean, 1.0)
    correlation = (effect / n + 1 / effective - 1 / n) * n / (n - 1)
    if correlation >= 1:
        return 1.0, 1.0
    strength = (1 - correlation) / max(correlation, 1e-9)
    a, b = mean * strength, (1 - mean) * strength
    k = np.arange(n + 1)
    chances = np.exp(
        special.gammaln(n + 1)
        - special.gammaln(k + 1)
        - special.gammaln(n - k + 1)
        + special.betaln(k + a, n - k + b)
        - special.betaln(a, b)
    )
    return float(chances[: found + 1].sum()), float(chances[found:].sum())


def _of_rate(found: int, n: int, rate: float, hits: float, effect: float) -> tuple[float, float]:
    """Return the chances of at most and of at least `found` hits in n words."""
    words = hits * PER / rate if rate else PER * math.log(2)
    mean = (hits + 0.5) / words * n
    variance = mean * effect + mean * mean / (hits + 0.5)
    size = mean * mean / max(variance - mean, 1e-9)
    law = stats.nbinom(size, size / (size + mean))
    return float(law.cdf(found)), float(law.sf(found - 1))
