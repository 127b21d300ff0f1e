"""The false-alarm rate and the coverage of intervals, small and seeded: a broken test or interval fails here."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

BENCH = runpy.run_path(str(Path(__file__).parents[2] / "benchmarks" / "calibration.py"))
World, false_alarms, coverage, power = (BENCH[name] for name in ("World", "false_alarms", "coverage", "power"))


@pytest.mark.parametrize(("articles", "share", "icc"), [(6, 0.1, 0.3), (12, 0.1, 0.3), (12, 0.5, 0.0), (12, 0.02, 0.1)])
def test_one_outlet_split_in_two_is_seldom_called_different(articles: int, share: float, icc: float) -> None:
    """Of 120 random splits at most 11 raise an alarm: a true rate of 5 % passes that in all but 2 of 100 seeds."""
    found = false_alarms(World(articles=articles, share=share, icc=icc), splits=120, seed=11, permutations=199)
    assert found.ours <= 11


def test_counting_sentences_cries_wolf() -> None:
    """The same splits judged by single sentences are called different most of the time: the units matter."""
    found = false_alarms(World(articles=12, share=0.1, icc=0.3), splits=60, seed=11, permutations=199)
    assert found.naive > 40
    assert found.ours <= 6


@pytest.mark.parametrize(
    ("articles", "share", "icc"), [(3, 0.1, 0.1), (5, 0.5, 0.3), (10, 0.1, 0.1), (40, 0.1, 0.3), (40, 0.5, 0.0)]
)
def test_intervals_cover(articles: int, share: float, icc: float) -> None:
    """Intervals of 300 outlets' frames hold the truth in at least 91 %, where those of single sentences do not."""
    found = coverage(World(articles=articles, share=share, icc=icc), repeats=60, seed=5)
    assert found.share >= 0.91
    assert found.rate >= 0.90
    if icc > 0:
        assert found.naive < 0.8


def test_a_true_difference_is_found() -> None:
    """Twenty points between outlets of forty articles are seen nearly always: silence is not calibration."""
    assert power(World(articles=40, share=0.1, icc=0.1), gap=0.2, repeats=20, seed=3, permutations=199) >= 0.9
