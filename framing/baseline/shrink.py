"""Draw a short text's share toward the baseline, and find its place among the outlets, with what is unsure of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import special

from framing.compare.intervals import Interval
from framing.model import Percentile, Setting

FloatArray = NDArray[np.float64]

MIN_OUTLETS = 3
"""Outlets from which a baseline says how outlets differ: two show one difference, and no idea of its spread."""

UNLIKE = np.linspace(0.02, 0.7, 60)
"""Standard deviations between outlets that are held possible, as roots of the correlation inside an outlet, each as
likely as the other before looking: 0.02 is a point where the mean is 50 %, 0.7 is outlets that are nothing alike.
Source: Gelman 2006, "Prior distributions for variance parameters in hierarchical models", for the flat prior."""

POINTS = (np.arange(200) + 0.5) / 200
"""Quantiles at which a new outlet's share is looked at: one point of them is worth half a percent."""

HALVINGS = 50


@dataclass(frozen=True, kw_only=True, slots=True)
class Mixture:
    """Beta distributions `a`, `b` (n,) that together say where a share lies, with their `weight` (n,), summing to 1."""

    a: FloatArray
    b: FloatArray
    weight: FloatArray

    @property
    def mean(self) -> float:
        """The mean in (0, 1)."""
        return float(self.weight @ (self.a / (self.a + self.b)))

    def quantile(self, chances: FloatArray) -> FloatArray:
        """Return the quantiles at some chances (k,), of shape (k,)."""
        low, high = np.zeros(len(chances)), np.ones(len(chances))
        for _ in range(HALVINGS):
            middle = (low + high) / 2
            below = special.betainc(self.a[:, None], self.b[:, None], middle[None, :])
            above = self.weight @ below >= chances
            low, high = np.where(above, low, middle), np.where(above, middle, high)
        return (low + high) / 2


def shrunk(new: Interval, outlets: Sequence[Interval], *, confidence: float) -> Interval | None:
    """Return a share drawn toward the baseline's outlets with its credible interval; None where they cannot say how.

    Outlets' true shares follow a beta distribution, whose spread is what the outlets show: every spread is weighed by
    how well it explains them (an integrated beta-binomial likelihood over effective counts), the mean is theirs. The
    new outlet is one more draw from it. The less text there is of it, the nearer it lies to the others.

    Source: Lee and Sabavala 1987, "Bayesian estimation and prediction for the beta-binomial model"; Gelman 2006.
    """
    seen = [one for one in outlets if one.value is not None and one.effective is not None]
    if len(seen) < MIN_OUTLETS or new.value is None or new.effective is None:
        return None
    sizes = np.array([one.effective for one in seen], dtype=np.float64)
    counts = np.array([one.value for one in seen], dtype=np.float64) * sizes
    posterior = _posterior(counts, sizes, new.value * new.effective, new.effective)
    tail = (1 - confidence) / 2
    low, high = posterior.quantile(np.array([tail, 1 - tail]))
    return Interval(posterior.mean, float(low), float(high), new.effective)


def percentile(new: Interval, outlets: Sequence[Interval], *, setting: Setting) -> Percentile | None:
    """Return the share of outlets below the new one, those level with it counted half; None of under two outlets.

    The interval holds two doubts: where the new outlet and each outlet truly lie (beta or gamma distributions with
    Jeffreys' prior), and that the outlets are few (Jeffreys' interval for the share of all such outlets below).

    Source: Brown, Cai and DasGupta 2001 for Jeffreys' interval; the rest is the distribution of a sum of unlike trials.
    """
    seen = [one for one in outlets if one.value is not None]
    if new.value is None or len(seen) < 2:
        return None
    n = len(seen)
    lower = sum(one.value < new.value for one in seen if one.value is not None)
    level = sum(one.value == new.value for one in seen)
    value = 100 * (lower + level / 2) / n
    chances = _number_below(_law(new, setting).at(POINTS), seen, setting)
    k = np.arange(n + 1, dtype=np.float64)
    place = Mixture(a=k + 0.5, b=n - k + 0.5, weight=chances)
    tail = (1 - setting.confidence) / 2
    low, high = place.quantile(np.array([tail, 1 - tail]))
    return Percentile(value=value, low=min(value, 100 * float(low)), high=max(value, 100 * float(high)), outlets=n)


def _posterior(counts: FloatArray, sizes: FloatArray, count: float, size: float) -> Mixture:
    inside = UNLIKE**2
    strength = (1 - inside) / inside
    # The mean that fits each strength: an outlet weighs by what its text and the spread of outlets leave unsure.
    weights = sizes * strength[:, None] / (sizes + strength[:, None] + 1)
    mean = np.clip((weights * (counts / sizes)).sum(axis=1) / weights.sum(axis=1), 0.5 / (sizes.sum() + 1), None)
    mean = np.minimum(mean, 1 - 0.5 / (sizes.sum() + 1))
    # The mean is itself known from so many outlets only: a new one is that much further off.
    a, b = mean * strength, (1 - mean) * strength
    evidence = (special.betaln(a[:, None] + counts, b[:, None] + sizes - counts) - special.betaln(a, b)[:, None]).sum(
        axis=1
    )
    wider = np.maximum((strength + 1) / (1 + 1 / len(sizes)) - 1, 0.5)
    a, b = mean * wider, (1 - mean) * wider
    evidence = evidence + special.betaln(a + count, b + size - count) - special.betaln(a, b)
    weight = np.exp(evidence - evidence.max())
    return Mixture(a=a + count, b=b + size - count, weight=weight / weight.sum())


class _Law(NamedTuple):
    """What is known of an outlet's true share (beta) or rate (gamma with a `scale`): its distribution function."""

    a: float
    b: float
    scale: float | None = None

    def below(self, points: FloatArray) -> FloatArray:
        if self.scale is None:
            return np.asarray(special.betainc(self.a, self.b, points))
        return np.asarray(special.gammainc(self.a, points / self.scale))

    def at(self, chances: FloatArray) -> FloatArray:
        if self.scale is None:
            return np.asarray(special.betaincinv(self.a, self.b, chances))
        return np.asarray(special.gammaincinv(self.a, chances)) * self.scale


def _law(one: Interval, setting: Setting) -> _Law:
    if one.value is None or one.effective is None or one.high is None:
        raise ValueError("an outlet without text has no place")
    if setting.rate == "share":
        found = one.value * one.effective
        return _Law(found + 0.5, one.effective - found + 0.5)
    # Of no hits, the upper limit says how much text there was.
    top = float(special.gammaincinv(0.5, 1 - (1 - setting.confidence) / 2))
    return _Law(one.effective + 0.5, 0.0, one.value / one.effective if one.effective else one.high / top)


def _number_below(points: FloatArray, outlets: Sequence[Interval], setting: Setting) -> FloatArray:
    """Return the chances (outlets + 1,) that so many outlets lie below a new one that lies at `points` alike often."""
    chances = np.zeros((len(points), len(outlets) + 1))
    chances[:, 0] = 1.0
    for outlet in outlets:
        below = _law(outlet, setting).below(points)[:, None]
        more = chances * below
        chances *= 1 - below
        chances[:, 1:] += more[:, :-1]
    return np.asarray(chances.mean(axis=0))
