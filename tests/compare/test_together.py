"""Deals that all pairs of a large table share give each pair the p that a dealing of its own would."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy import stats

from framing.compare import outlets as room
from framing.compare import together
from framing.compare.outlets import compare_units
from framing.compare.permute import permutation_p, ways
from framing.compare.together import Contest, together_p
from framing.model import Measure
from framing.score.measure import UnitTable

IntArray = NDArray[np.int64]


def make_table(sizes: Sequence[int], seed: int, *, measures: int = 2) -> UnitTable:
    """Return articles of outlets that differ, as many of each as `sizes` says, the outlets in the order of names."""
    rng = np.random.default_rng(seed)
    outlet = np.repeat(np.arange(len(sizes)), sizes)
    sentences = rng.integers(5, 40, len(outlet))
    share = rng.beta(2, 8, (len(sizes), measures))[outlet]
    carrying = rng.binomial(sentences[:, None], share)
    return UnitTable(
        unit="article",
        outlets=tuple(f"outlet {number:02d}" for number in range(len(sizes))),
        measures=tuple(Measure(f"frame {number}") for number in range(measures)),
        outlet=outlet,
        articles=np.arange(len(outlet)),
        sentences=sentences,
        tokens=sentences * 20,
        carrying=carrying,
        hits=carrying + rng.poisson(carrying / 5),
    )


def every(table: UnitTable) -> list[Contest]:
    """Return every pair of outlets and every outlet against the rest."""
    numbers = range(len(table.outlets))
    return [*(Contest(a, b) for a, b in combinations(numbers, 2)), *(Contest(a, None) for a in numbers)]


def shared_p(table: UnitTable, contests: Sequence[Contest], *, permutations: int = 500) -> NDArray[np.float64]:
    return together_p(table.carrying, table.sentences, table.outlet, contests, permutations=permutations, seed=3)


@pytest.mark.parametrize("counts", [False, True])
def test_each_p_is_that_of_a_dealing_of_its_own(counts: bool) -> None:
    """For pairs and rests of uneven outlets, p lies as near to 20,000 deals of their own as 4,000 draws can."""
    table = make_table((9, 14, 25, 40), seed=1)
    contests = every(table)
    found = together_p(
        table.carrying, table.sentences, table.outlet, contests, permutations=4000, seed=0, counts=counts
    )
    for contest, ps in zip(contests, found, strict=True):
        first = table.outlet == contest.outlet
        both = first | (table.outlet == contest.other if contest.other is not None else ~first)
        own = permutation_p(
            table.carrying[both],
            table.sentences[both],
            first[both],
            permutations=20_000,
            seed=1,
            counts=counts,
        )
        assert np.all(np.abs(ps - own) <= 4 * np.sqrt(own * (1 - own) / 4000) + 2 / 4000)


def test_drawn_p_is_scipys() -> None:
    """Over all 1,716 splits of 13 articles, SciPy's exact p for the same statistic is what the draws come to."""
    table = make_table((6, 7, 5), seed=8, measures=1)
    rows = tuple(np.flatnonzero(table.outlet == number) for number in (0, 1))

    def studentised(first: IntArray, second: IntArray) -> float:
        groups = (first.astype(int), second.astype(int))
        pooled = table.carrying[np.r_[groups]].sum() / table.sentences[np.r_[groups]].sum()
        gap, error = 0.0, 0.0
        for sign, group in zip((1, -1), groups, strict=True):
            x, y = table.sentences[group].astype(float), table.carrying[group, 0].astype(float)
            ratio = y.sum() / x.sum()
            seen = len(x) / (len(x) - 1) * ((y - ratio * x) ** 2).sum() / x.sum() ** 2
            gap += sign * ratio
            error += max(seen, pooled * (1 - pooled) / x.sum())
        return float(abs(gap) / np.sqrt(error))

    exact = stats.permutation_test(
        rows, studentised, alternative="greater", n_resamples=np.inf, vectorized=False
    ).pvalue
    assert shared_p(table, [Contest(0, 1)], permutations=8000)[0, 0] == pytest.approx(exact, abs=0.02)


@pytest.mark.parametrize("contest", [Contest(0, 1), Contest(1, None)])
def test_every_deal_is_as_likely(contest: Contest) -> None:
    """Each of the splits of a contest's own units comes as often as the others, and no other unit is ever dealt."""
    outlet = np.array([0, 0, 0, 1, 1, 2, 2])
    units = np.exp2(np.arange(7.0))[:, None]
    table = together._Table.of(units, outlet)
    games = together._Games.of(table, [contest])
    dealt = Counter(int(value) for block in together._dealt(table, games, 20_000, 5) for value in block.ravel())
    allowed = range(5) if contest.other is not None else range(7)
    splits = {sum(2**unit for unit in chosen) for chosen in combinations(allowed, 2)}
    assert set(dealt) == splits
    assert stats.chisquare(list(dealt.values())).pvalue > 1e-3


@settings(max_examples=20, deadline=None)
@given(seed=st.integers(0, 1000), order=st.permutations(range(4)))
def test_order_of_outlets_does_not_matter(seed: int, order: list[int]) -> None:
    """Outlets numbered, and contests turned and listed, in another way have the same p to the last digit."""
    table = make_table((5, 12, 8, 12), seed)
    renumbered = np.array(order)[table.outlet]
    plain = shared_p(table, every(table), permutations=60)
    turned = [
        Contest(order[c.outlet], None) if c.other is None else Contest(order[c.other], order[c.outlet])
        for c in every(table)
    ]
    found = together_p(table.carrying, table.sentences, renumbered, turned, permutations=60, seed=3)
    assert np.array_equal(found, plain)


@settings(max_examples=10, deadline=None)
@given(cells=st.integers(1, 4000))
def test_drawing_in_blocks_is_drawing_at_once(cells: int) -> None:
    """How many deals are held at once changes no digit."""
    table = make_table((6, 9, 7), seed=2)
    plain = shared_p(table, every(table), permutations=100)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(together, "CELLS", cells)
        assert np.array_equal(shared_p(table, every(table), permutations=100), plain)


def test_no_difference_is_no_evidence_and_the_clearest_is_the_smallest_p() -> None:
    """Where no unit carries anything p is 1; where two outlets share nothing it is 1 in draws + 1."""
    outlet = np.repeat([0, 1], 30)
    carrying = np.stack([np.zeros(60, dtype=np.int64), np.where(outlet == 0, 0, 9)], axis=1)
    found = together_p(carrying, np.full(60, 10), outlet, [Contest(0, 1)], permutations=199, seed=0)
    assert found.tolist() == [[1.0, 1 / 200]]


@pytest.mark.parametrize("contest", [Contest(0, 7), Contest(7, None), Contest(1, 1)])
def test_a_group_without_units_is_an_error(contest: Contest) -> None:
    """There is nothing to deal out to an outlet that has no unit, or that is held against itself."""
    with pytest.raises(ValueError, match="both groups"):
        shared_p(make_table((4, 4), seed=0), [contest])


def test_an_outlet_alone_has_no_rest() -> None:
    """The rest of a single outlet is empty."""
    with pytest.raises(ValueError, match="both groups"):
        shared_p(make_table((4,), seed=0), [Contest(0, None)])


def test_a_large_table_is_tested_together(monkeypatch: pytest.MonkeyPatch) -> None:
    """Above the stated size everything but the p of drawn pairs stays as it is, and that moves by luck alone."""
    table = make_table((3, 4, 30, 45, 60), seed=4)
    plain = compare_units(table)
    monkeypatch.setattr(room, "TOGETHER", 100)
    large = compare_units(table)
    assert large.cells == plain.cells
    for one, other in zip([*plain.pairs, *plain.against_rest], [*large.pairs, *large.against_rest], strict=True):
        assert (one.measure, one.outlet, one.other, one.value, one.low) == (
            other.measure,
            other.outlet,
            other.other,
            other.value,
            other.low,
        )
        if one.p is None or (one.outlet, one.other) == (table.outlets[0], table.outlets[1]):
            # Three articles against four: all 35 splits are looked at, in a table of any size.
            assert one.p == other.p
        else:
            assert other.p is not None
            assert abs(one.p - other.p) <= 6 * np.sqrt(one.p / 9999) + 2e-4
    assert large.pairs != plain.pairs


@given(n=st.integers(1, 40), size=st.integers(0, 40), most=st.integers(1, 5000))
def test_ways_are_counted_as_far_as_they_matter(n: int, size: int, most: int) -> None:
    """Up to `most` the number of splits is exact, and above it is only known to be above."""
    size = min(size, n)
    exact = len(list(combinations(range(n), size))) if n <= 12 else None
    found = ways(n, size, most=most)
    if exact is not None:
        assert found == exact if exact <= most else found > most
    assert found == ways(n, n - size, most=most)
