"""The permutation test is SciPy's, in both exact and drawn form, and knows what it cannot reach."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy import stats

from framing.compare import permute
from framing.compare.permute import permutation_p, smallest_p

RNG = np.random.default_rng(7)
SENTENCES = RNG.integers(5, 30, 12)
CARRYING = RNG.binomial(SENTENCES, np.r_[np.full(6, 0.1), np.full(6, 0.35)])[:, None]
FIRST = np.arange(12) < 6


def studentised(first: NDArray[np.int64], second: NDArray[np.int64]) -> float:
    """Return the statistic of one split given by row numbers, written down a second time."""
    parts = []
    pooled = CARRYING.sum() / SENTENCES.sum()
    for rows in (first.astype(int), second.astype(int)):
        x, y = SENTENCES[rows].astype(float), CARRYING[rows, 0].astype(float)
        ratio = y.sum() / x.sum()
        seen = len(x) / (len(x) - 1) * ((y - ratio * x) ** 2).sum() / x.sum() ** 2
        parts.append((ratio, max(seen, pooled * (1 - pooled) / x.sum())))
    return float(abs(parts[0][0] - parts[1][0]) / np.sqrt(parts[0][1] + parts[1][1]))


def test_exact_p_is_scipys() -> None:
    """Over all 924 splits of 12 articles, p is what scipy.stats.permutation_test gives for the same statistic."""
    rows = (np.flatnonzero(FIRST), np.flatnonzero(~FIRST))
    expected = stats.permutation_test(
        rows, studentised, alternative="greater", n_resamples=np.inf, vectorized=False
    ).pvalue
    found = permutation_p(CARRYING, SENTENCES, FIRST, permutations=9999, seed=0)
    assert found[0] == pytest.approx(expected)


def test_drawn_p_is_close_to_exact_and_never_zero() -> None:
    """Draws estimate the exact p, and the smallest they can give is 1 in draws + 1."""
    exact = permutation_p(CARRYING, SENTENCES, FIRST, permutations=9999, seed=0)[0]
    drawn = permutation_p(CARRYING, SENTENCES, FIRST, permutations=900, seed=0)[0]
    assert drawn == pytest.approx(exact, abs=0.02)
    sure = permutation_p(
        np.r_[np.zeros(30), np.full(30, 5)].astype(int)[:, None],
        np.full(60, 10),
        np.arange(60) < 30,
        permutations=99,
        seed=0,
    )
    assert sure[0] == 0.01


@settings(max_examples=30)
@given(seed=st.integers(0, 10_000), size=st.integers(2, 10))
def test_p_does_not_depend_on_which_group_comes_first(seed: int, size: int) -> None:
    """The test is two-sided: turning the groups round changes nothing."""
    rng = np.random.default_rng(seed)
    sentences = rng.integers(1, 20, 14)
    carrying = rng.binomial(sentences[:, None], 0.3, (14, 3))
    first = rng.permutation(14) < size
    one, two = (permutation_p(carrying, sentences, mask, permutations=200, seed=3) for mask in (first, ~first))
    assert ((one > 0) & (one <= 1)).all()
    if size != 7:
        # Of two groups of one size either may be drawn: the p then agree but for the luck of the draw.
        assert np.array_equal(one, two)


def test_same_seed_same_p() -> None:
    """Draws come from the seed and nothing else."""
    one, two, three = (permutation_p(CARRYING, SENTENCES, FIRST, permutations=500, seed=s)[0] for s in (5, 5, 6))
    assert one == two
    assert one != three


def test_drawing_in_blocks_is_drawing_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """How many deals are held at once, and whether they are kept for the next pair, changes no digit."""
    one = permutation_p(CARRYING, SENTENCES, FIRST, permutations=500, seed=5)
    monkeypatch.setattr(permute, "BLOCK", 1000)
    monkeypatch.setattr(permute, "REMEMBERED", 0)
    assert np.array_equal(permutation_p(CARRYING, SENTENCES, FIRST, permutations=500, seed=5), one)


def test_no_difference_is_no_evidence() -> None:
    """Where no unit carries anything, or each the same share, p is 1."""
    nothing = np.zeros((12, 1), dtype=np.int64)
    assert permutation_p(nothing, SENTENCES, FIRST, permutations=9999, seed=0)[0] == 1.0
    assert permutation_p(SENTENCES[:, None], SENTENCES, FIRST, permutations=9999, seed=0)[0] == 1.0


@pytest.mark.parametrize("counts", [False, True])
def test_a_lone_hit_is_no_more_evidence_than_chance(counts: bool) -> None:
    """One carrying sentence falls in some article: over all splits, p is small as often as it should be."""
    lone = np.zeros((8, 1), dtype=np.int64)
    lone[3] = 1
    sentences = np.array([5, 9, 12, 14, 17, 21, 26, 30])
    masks = [np.isin(np.arange(8), chosen) for chosen in combinations(range(8), 4)]
    ps = np.array([permutation_p(lone, sentences, m, permutations=9999, seed=0, counts=counts)[0] for m in masks])
    for level in (0.05, 0.1, 0.5):
        assert np.mean(ps <= level) <= level + 1e-9


def test_smallest_p_is_reached_by_the_clearest_case() -> None:
    """Three articles against four can give p = 1/35 and no less, three against three 2/20."""
    for sizes in ((3, 4), (3, 3), (2, 5)):
        carrying = np.array([0] * sizes[0] + [9] * sizes[1])[:, None]
        first = np.arange(sum(sizes)) < sizes[0]
        found = permutation_p(carrying, np.full(sum(sizes), 10), first, permutations=9999, seed=0)[0]
        assert found == pytest.approx(smallest_p(*sizes, permutations=9999))
    assert smallest_p(100, 100, permutations=999) == 0.001


def test_a_group_without_units_is_an_error() -> None:
    """There is nothing to deal out to an empty group."""
    with pytest.raises(ValueError, match="both groups"):
        permutation_p(CARRYING, SENTENCES, np.zeros(12, dtype=bool), permutations=99, seed=0)
