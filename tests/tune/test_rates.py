"""Figures: counts against a coder, and their intervals."""

from __future__ import annotations

from statistics import mean

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics import accuracy_score, f1_score, precision_score, recall_score

from framing.tune.rates import Judged, Tally, f1_change, figures, tally, wilson

ROWS = st.lists(
    st.builds(
        Judged,
        st.booleans(),
        st.booleans(),
        st.sampled_from("abcd"),
        st.integers(0, 3),
        weight=st.one_of(st.just(1.0), st.floats(0.01, 1000)),
    ),
    min_size=1,
    max_size=60,
)


def rows(*counts: int, article: str = "a") -> list[Judged]:
    """Return rows with these numbers of tp, fp, fn, tn, each in a paragraph of its own."""
    said = [(True, True), (False, True), (True, False), (False, False)]
    pairs = [pair for pair, count in zip(said, counts, strict=True) for _ in range(count)]
    return [Judged(coded, found, article, number) for number, (coded, found) in enumerate(pairs)]


@given(ROWS)
def test_rates_are_those_of_scikit_learn(judged: list[Judged]) -> None:
    """Precision, recall, F1 and accuracy of a tally are the library's, and None exactly where it has 0/0."""
    coded, found = [row.coded for row in judged], [row.predicted for row in judged]
    counts = tally(judged)
    for ours, theirs in (
        (counts.precision, precision_score(coded, found, zero_division=np.nan)),
        (counts.recall, recall_score(coded, found, zero_division=np.nan)),
        (counts.f1, f1_score(coded, found, zero_division=np.nan)),
        (counts.accuracy, accuracy_score(coded, found)),
    ):
        assert theirs == pytest.approx(np.nan if ours is None else ours, nan_ok=True)


@given(ROWS)
@settings(max_examples=30, deadline=None)
def test_intervals_hold_their_value_and_stay_in_range(judged: list[Judged]) -> None:
    """An interval lies in [0, 1], holds its value, and is missing exactly where the value is."""
    found = figures(judged)
    for rate in (found.precision, found.recall, found.f1, found.accuracy):
        if rate.value is None:
            assert (rate.low, rate.high) == (None, None)
        else:
            assert rate.low is not None
            assert rate.high is not None
            assert -1e-12 <= rate.low <= rate.value + 1e-12
            assert rate.value - 1e-12 <= rate.high <= 1 + 1e-12
            assert rate.low < rate.high


@given(ROWS)
@settings(max_examples=30, deadline=None)
def test_rows_of_a_sample_count_by_their_weights(judged: list[Judged]) -> None:
    """The figures of a weighted table are those of the library with sample weights."""
    coded, machine = [row.coded for row in judged], [row.predicted for row in judged]
    weights = [row.weight for row in judged]
    found = figures(judged)
    for ours, theirs in (
        (found.precision, precision_score(coded, machine, zero_division=np.nan, sample_weight=weights)),
        (found.recall, recall_score(coded, machine, zero_division=np.nan, sample_weight=weights)),
        (found.f1, f1_score(coded, machine, zero_division=np.nan, sample_weight=weights)),
        (found.accuracy, accuracy_score(coded, machine, sample_weight=weights)),
    ):
        assert theirs == pytest.approx(np.nan if ours.value is None else ours.value, nan_ok=True)


@given(ROWS, ROWS)
def test_tallies_add(some: list[Judged], others: list[Judged]) -> None:
    """Counts of two parts are the counts of the whole."""
    assert tally(some) + tally(others) == tally(some + others)


def test_all_right_on_a_few_rows_is_not_certain() -> None:
    """Full marks on three articles with two positives each do not give an interval from 1 to 1."""
    judged = [row for article in "abc" for row in rows(2, 0, 0, 5, article=article)]
    found = figures(judged)
    assert found.f1.value == 1.0
    assert found.f1.low is not None
    assert 0.5 < found.f1.low < 0.8


def test_articles_that_differ_widen_the_interval() -> None:
    """The same counts are less certain where one article holds all the errors than where each has its share."""
    even = [row for article in "abcd" for row in rows(6, 1, 1, 10, article=article)]
    uneven = [row for article in "abc" for row in rows(8, 0, 0, 10, article=article)] + rows(0, 4, 4, 10, article="d")
    assert tally(even) == tally(uneven)
    narrow, wide = figures(even).f1, figures(uneven).f1
    assert narrow.low is not None
    assert wide.low is not None
    assert wide.low < narrow.low


@pytest.mark.parametrize(("articles", "unit", "units"), [("abc", "article", 3), ("ab", "paragraph", 8)])
def test_unit_is_the_article_from_three_on(articles: str, unit: str, units: int) -> None:
    """Three articles are drawn as articles, fewer as paragraphs, and the figures say which."""
    found = figures([row for article in articles for row in rows(1, 1, 1, 1, article=article)])
    assert (found.unit, found.units) == (unit, units)


def test_same_seed_same_interval() -> None:
    """The bootstrap depends on its seed alone, and the seed does move it."""
    judged = [row for i, article in enumerate("abcdefgh") for row in rows(3 + 2 * i, 7 - i, 9 - i, 9, article=article)]
    assert figures(judged, seed=1) == figures(judged, seed=1)
    assert figures(judged, seed=1) != figures(judged, seed=2)


def test_kappa_is_chance_corrected() -> None:
    """Kappa of Cohen's own 2 x 2 arithmetic: 20, 5, 10, 15 gives 0.4; without variation it is undefined."""
    assert figures(rows(20, 5, 10, 15)).kappa == pytest.approx(0.4)
    assert figures(rows(0, 0, 0, 9)).kappa is None


def test_empty_tables_have_no_rates() -> None:
    """Nothing judged is undefined, not zero."""
    found = figures([])
    assert found.tally == Tally()
    assert {found.precision, found.recall, found.f1, found.accuracy} == {(None, None, None)}


def test_wilson_matches_the_published_interval() -> None:
    """Newcombe 1998, table I: 81 of 263 is 0.2553 to 0.3662, and 0 of 20 is 0 to 0.1611."""
    assert wilson(81, 263) == pytest.approx((81 / 263, 0.2553, 0.3662), abs=5e-5)
    assert wilson(0, 20) == pytest.approx((0.0, 0.0, 0.1611), abs=5e-5)


@pytest.mark.parametrize("alike", [20.0, 1e6], ids=["articles differ", "articles alike"])
def test_interval_holds_the_truth(alike: float) -> None:
    """The F1 interval of five articles holds the true F1 in at least 85 of 100 runs, whether articles differ or not."""
    generator = np.random.default_rng(7)
    held = []
    for _ in range(100):
        judged = [
            Judged(coded, bool(generator.random() < (right if coded else (1 - right) * 3 / 7)), str(article), sentence)
            for article in range(5)
            for right in [generator.beta(0.75 * alike, 0.25 * alike)]
            for sentence, coded in enumerate([bool(n < 0.3) for n in generator.random(30)])
        ]
        found = figures(judged).f1
        held.append(found.low is not None and found.high is not None and found.low <= 0.75 <= found.high)
    assert mean(held) >= 0.85


@given(
    rows=st.lists(
        st.tuples(st.booleans(), st.booleans(), st.booleans(), st.sampled_from("abcd"), st.sampled_from([1.0, 2.5])),
        min_size=1,
        max_size=30,
    )
)
def test_a_change_of_f1_is_that_of_the_figures(rows: list[tuple[bool, bool, bool, str, float]]) -> None:
    """The change is the difference of the two weighted F1, within its interval; no change is exactly none."""
    before = [Judged(coded, old, article, 0, weight) for coded, old, _, article, weight in rows]
    after = [Judged(coded, new, article, 0, weight) for coded, _, new, article, weight in rows]
    change = f1_change(before, after)
    assert change.low <= change.value <= change.high
    assert change.low >= -1
    assert change.high <= 1
    assert change.value == pytest.approx((figures(after).f1.value or 0) - (figures(before).f1.value or 0))
    assert f1_change(before, before) == (0, 0, 0)


def test_a_change_that_every_article_shares_is_sure() -> None:
    """A paired interval is narrower than either figure's: what makes an article hard is there before and after."""
    before = [Judged(True, found, str(article), 0) for article in range(8) for found in [True] * article + [False] * 8]
    after = [Judged(True, True, row.article, 0) if row.predicted or n % 4 == 0 else row for n, row in enumerate(before)]
    change, alone = f1_change(before, after), figures(before).f1
    assert change.low > 0
    assert alone.low is not None
    assert alone.high is not None
    assert change.high - change.low < alone.high - alone.low
