"""Intervals hold their value, stay inside their range, and widen where units are few or alike inside."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from framing.compare.intervals import (
    NO_TEXT,
    Effect,
    Interval,
    design_effect,
    difference_interval,
    pooled_effect,
    rate_interval,
    share_interval,
)

UNITS = st.lists(
    st.integers(1, 40).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))), min_size=1, max_size=30
)


def array(values: object) -> np.ndarray[tuple[int, ...], np.dtype[np.int64]]:
    return np.array(values, dtype=np.int64)


@given(units=UNITS)
def test_share_stays_in_its_range(units: list[tuple[int, int]]) -> None:
    """0 <= low <= value <= high <= 1, never of no width, and never surer than the sentences are many."""
    carrying, sentences = array(units).T
    value, low, high, effective = share_interval(carrying, sentences)
    assert value is not None
    assert low is not None
    assert high is not None
    assert effective is not None
    assert 0 <= low <= value <= high <= 1
    assert low < high
    assert 1 <= effective <= sentences.sum()


@given(units=UNITS)
def test_rate_stays_in_its_range(units: list[tuple[int, int]]) -> None:
    """0 <= low <= value < high for hits per 1,000 words."""
    hits, tokens = array(units).T
    value, low, high, _ = rate_interval(hits, tokens)
    assert value is not None
    assert low is not None
    assert high is not None
    assert 0 <= low <= value < high


def test_share_of_single_sentences_is_clopper_pearson() -> None:
    """With one sentence a unit there is no clustering, and the interval is the exact binomial one."""
    carrying = array([1] * 30 + [0] * 270)
    low, high = stats.binomtest(30, 300).proportion_ci(method="exact")
    found = share_interval(carrying, np.ones_like(carrying))
    assert found[1:3] == pytest.approx((low, high), abs=0.001)


def test_rate_of_single_words_is_garwood() -> None:
    """With one word a unit a count is Poisson, and the interval is the exact Poisson one."""
    hits = array([1] * 20 + [0] * 1980)
    found = rate_interval(hits, np.ones_like(hits))
    exact = [stats.chi2.ppf(0.025, 40) / 2 / 2, stats.chi2.ppf(0.975, 42) / 2 / 2]
    assert found[1:3] == pytest.approx(exact, rel=0.02)


def test_clustering_widens_an_interval() -> None:
    """The same share is less sure where a few articles hold all of it than where each holds a little."""
    sentences = array([20] * 10)
    even, heaped = share_interval(array([2] * 10), sentences), share_interval(array([20] + [0] * 9), sentences)
    assert even.value == heaped.value == 0.1
    assert heaped.high is not None
    assert even.high is not None
    assert heaped.high > even.high + 0.1


def test_zero_and_all_never_get_an_interval_of_no_width() -> None:
    """No carrying sentence gives 0 to something, every sentence carrying gives something to 1; few units give more."""
    few, many = share_interval(array([0] * 3), array([20] * 3)), share_interval(array([0] * 50), array([20] * 50))
    assert (few.low, many.low) == (0.0, 0.0)
    assert few.high is not None
    assert many.high is not None
    assert 0.1 < few.high < 0.5
    assert 0 < many.high < 0.05
    whole = share_interval(array([20] * 3), array([20] * 3))
    assert whole.high == 1.0
    assert whole.low == pytest.approx(1 - few.high)


def test_zero_borrows_the_clustering_seen_elsewhere() -> None:
    """What other outlets show about clustering widens or narrows the interval of an outlet with a zero."""
    none, sentences = array([0] * 10), array([20] * 10)
    loose = share_interval(none, sentences, pooled=Effect(1.0, 40)).high
    tight = share_interval(none, sentences, pooled=Effect(8.0, 40)).high
    assert loose is not None
    assert tight is not None
    assert loose < 0.05 < tight


def test_no_text_has_no_interval() -> None:
    """Where nothing was read there is no share, and no difference to anything."""
    nothing = array([])
    assert share_interval(nothing, nothing) == NO_TEXT
    assert rate_interval(nothing, nothing) == NO_TEXT
    assert difference_interval(NO_TEXT, share_interval(array([1, 2]), array([3, 4]))) == NO_TEXT


def test_difference_of_published_example() -> None:
    """56 of 70 against 48 of 80 from Wilson limits gives 0.0524 to 0.3339 (Newcombe 1998, table II, method 10)."""
    sides = []
    for count, n in ((56, 70), (48, 80)):
        low, high = stats.binomtest(count, n).proportion_ci(method="wilson")
        sides.append(Interval(count / n, float(low), float(high)))
    found = difference_interval(*sides)
    assert found.value == pytest.approx(0.2)
    assert found[1:3] == pytest.approx((0.0524, 0.3339), abs=0.0001)


@given(first=UNITS, second=UNITS)
def test_difference_turns_with_its_sides(first: list[tuple[int, int]], second: list[tuple[int, int]]) -> None:
    """Turned round, a difference is the same with its sign and its limits turned."""
    a, b = (share_interval(*array(units).T) for units in (first, second))
    one, two = difference_interval(a, b), difference_interval(b, a)
    assert one.low is not None
    assert two.high is not None
    assert one.low == pytest.approx(-two.high)


def test_design_effect_of_articles_that_are_all_or_nothing() -> None:
    """Where every sentence of an article is alike, m sentences are worth one: the effect is close to m."""
    found = design_effect(array([20, 0] * 20), array([20] * 40))
    assert found is not None
    assert found.size == pytest.approx(20, rel=0.03)
    assert found.freedom == 39


def test_pooled_effect_weighs_by_units() -> None:
    """An outlet of many units says more about clustering than one of few; what cannot be seen says nothing."""
    assert pooled_effect([Effect(2.0, 30), None, Effect(5.0, 10)]) == Effect(2.75, 40)
    assert pooled_effect([None]) is None
