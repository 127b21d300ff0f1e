"""Intervals beside a baseline hold the truth about as often as they say, where articles are few and frames cluster.

The whole grid is measured in benchmarks/baseline_calibration.py; two corners are kept here against a slip.
"""

from __future__ import annotations

import numpy as np
import pytest

from framing.baseline.spread import interval, spread
from framing.model import Measure, Setting
from framing.score.measure import UnitTable

FRAMES = 250


def drawn(articles: int, outlets: int, *, share: float, icc: float, dice: np.random.Generator) -> UnitTable:
    """Return beta-binomial articles of 20 sentences, many frames at once."""
    strength = (1 - icc) / icc
    chances = dice.beta(share * strength, (1 - share) * strength, size=(articles, FRAMES))
    carrying = dice.binomial(20, chances)
    sizes = np.full(articles, 20)
    return UnitTable(
        unit="article",
        outlets=tuple(f"outlet {n}" for n in range(outlets)),
        measures=tuple(Measure(f"frame {n}") for n in range(FRAMES)),
        outlet=np.arange(articles) % outlets,
        articles=np.arange(articles),
        sentences=sizes,
        tokens=20 * sizes,
        carrying=carrying,
        hits=carrying,
    )


@pytest.mark.parametrize(("articles", "share", "icc"), [(3, 0.1, 0.3), (40, 0.05, 0.1)])
@pytest.mark.parametrize("rate", ["share", "per_1000"])
def test_intervals_cover(articles: int, share: float, icc: float, rate: str) -> None:
    """Of 250 intervals of 95 % between 229 and 248 hold the truth: a true 95 % misses that once in 100 seeds."""
    dice = np.random.default_rng(7)
    setting = Setting(rate="per_1000" if rate == "per_1000" else "share")
    known = spread(drawn(60, 3, share=share, icc=icc, dice=dice), setting=setting)
    new = drawn(articles, 1, share=share, icc=icc, dice=dice)
    truth = share if rate == "share" else 1000 * share / 20
    whole = np.ones(articles, dtype=bool)
    found = [interval(new, whole, n, setting=setting, expected=known.within[n]) for n in range(FRAMES)]
    held = sum((one.low or 0) <= truth <= (one.high or 0) for one in found)
    assert 229 <= held <= 248
