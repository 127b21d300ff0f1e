"""A comparison says higher or lower only where it can, and does not depend on the order of anything."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from makers import make_lexicon, make_scores, make_table
from scipy import stats

from framing.compare.outlets import MIN_SENTENCES, choose_unit, compare
from framing.model import CellKey, Comparison, Difference, Measure, Scores, Setting, Unit
from framing.model.comparison import flipped
from framing.score.measure import by_outlet

WAR = Measure("risk")
QUICK = Setting(permutations=999)
LOW, HIGH = (
    [(1, 20), (2, 22), (1, 18), (0, 25), (2, 20), (1, 19)],
    [(9, 20), (8, 22), (9, 18), (12, 25), (7, 20), (8, 19)],
)


def pair(comparison: Comparison, outlet: str, other: str, measure: Measure = WAR) -> Difference:
    for found in comparison.pairs:
        if found.measure == measure and {found.outlet, found.other} == {outlet, other}:
            return found if found.outlet == outlet else flipped(found)
    raise AssertionError("no such pair")


def test_a_clear_difference_is_called() -> None:
    """Six articles at 6 % and six at 45 % are told apart, with signs that follow the outlet named first."""
    comparison = compare(make_table({"calm": LOW, "shrill": HIGH}), setting=QUICK)
    assert comparison.unit == "article"
    found = pair(comparison, "calm", "shrill")
    assert found.verdict == "lower"
    assert found.value == pytest.approx(7 / 124 - 53 / 124)
    assert found.high is not None
    assert found.high < 0
    assert pair(comparison, "shrill", "calm").verdict == "higher"


def test_equal_outlets_are_not_told_apart() -> None:
    """The same articles under two names differ in nothing."""
    comparison = compare(make_table({"one": LOW, "two": LOW}), setting=QUICK)
    assert {found.verdict for found in comparison.pairs} == {"not distinguishable"}
    assert pair(comparison, "one", "two").p == 1.0


def test_estimates_are_the_counts() -> None:
    """Value, carrying, total and units of a cell are what counting by outlet gives, for a share and for a rate."""
    scores = make_table({"calm": LOW, "shrill": HIGH})
    counted = by_outlet(scores, WAR)["shrill"]
    share = compare(scores, setting=QUICK).cells[CellKey("shrill", WAR)]
    assert (share.value, share.carrying, share.total, share.units) == (counted.salience, 53, 124, 6)
    rate = compare(scores, setting=replace(QUICK, rate="per_1000")).cells[CellKey("shrill", WAR)]
    assert rate.value == pytest.approx(counted.per_1000)
    assert (rate.carrying, rate.total) == (53, 5 * 124)


def test_zero_count_gets_an_interval() -> None:
    """An outlet that never carries a frame is still allowed to: its interval is not 0 to 0."""
    cell = compare(make_table({"mute": [(0, 20)] * 4, "loud": HIGH}), setting=QUICK).cells[CellKey("mute", WAR)]
    assert (cell.value, cell.low) == (0.0, 0.0)
    assert cell.high is not None
    assert cell.high > 0.02


@pytest.mark.parametrize(
    ("articles", "unit"),
    [
        ({"a": 1, "b": 1}, "paragraph"),
        ({"a": 2, "b": 2}, "paragraph"),
        ({"a": 1, "b": 5}, "article"),
        ({"a": 3, "b": 3}, "article"),
        ({"a": 1, "b": 1, "c": 9}, "paragraph"),
        ({"a": 3, "b": 3, "c": 1}, "article"),
        ({"a": 4}, "article"),
        ({}, "paragraph"),
    ],
)
def test_unit_is_the_article_where_articles_can_be_compared(articles: dict[str, int], unit: Unit) -> None:
    """One unit for all: the article as soon as two outlets (one of two) have three, else the paragraph."""
    assert choose_unit(make_table({outlet: [(1, 6)] * n for outlet, n in articles.items()})) == unit


def test_outlet_with_few_articles_beside_larger_ones_has_too_little_text() -> None:
    """One article beside outlets of six is not stretched into paragraphs: it is said to be too little."""
    comparison = compare(make_table({"calm": LOW, "shrill": HIGH, "new": [(9, 20)]}), setting=QUICK)
    assert comparison.unit == "article"
    assert comparison.too_little == ("new",)
    found = pair(comparison, "new", "calm")
    assert (found.verdict, found.p, found.q) == ("too little text", None, None)
    assert found.value == pytest.approx(9 / 20 - 7 / 124)
    assert pair(comparison, "calm", "shrill").verdict == "lower"


def test_too_few_sentences_are_too_little_text() -> None:
    """Five paragraphs of one sentence are enough units and not enough text."""
    lines = ["They spoke of war."] * (MIN_SENTENCES - 1)
    scores = make_scores([("short", "\n\n".join(lines)), ("long", "\n\n".join(lines * 4))], make_lexicon())
    assert compare(scores, setting=QUICK).too_little == ("short",)


def test_too_few_units_to_reach_any_verdict_are_too_little_text() -> None:
    """Three articles against three can give p = 0.1 at best: no verdict was possible, so none is pretended."""
    comparison = compare(make_table({"a": LOW[:3], "b": HIGH[:3]}), setting=QUICK)
    assert comparison.too_little == ()
    assert pair(comparison, "a", "b").verdict == "too little text"
    assert compare(make_table({"a": LOW[:4], "b": HIGH[:4]}), setting=QUICK).pairs[0].p == pytest.approx(2 / 70)


def test_q_is_adjusted_over_everything_shown() -> None:
    """Pairs are one Benjamini-Hochberg family over all measures, outlets against the rest another."""
    lexicons = make_lexicon(), make_lexicon("bread", {"bread": ["bread"]}, stance="asserted")
    comparison = compare(make_table({"a": LOW, "b": HIGH, "c": LOW[::-1]}, *lexicons), setting=QUICK)
    assert len(comparison.pairs) == 3 * 3
    assert len(comparison.against_rest) == 3 * 3
    for family in (comparison.pairs, comparison.against_rest):
        ps = [found.p for found in family if found.p is not None]
        assert [found.q for found in family] == pytest.approx(stats.false_discovery_control(ps).tolist())


def test_against_rest_pools_the_others() -> None:
    """An outlet is held against all other sentences, not against the mean of the other outlets."""
    comparison = compare(make_table({"a": LOW, "b": HIGH, "c": LOW}), setting=QUICK)
    found = next(d for d in comparison.against_rest if d.outlet == "b" and d.measure == WAR)
    assert found.other is None
    assert found.value == pytest.approx(53 / 124 - 14 / 248)
    assert found.verdict == "higher"


def test_setting_reaches_the_comparison() -> None:
    """Without the only term nothing is left to differ, and with stances ignored nothing is discounted."""
    scores = make_table({"calm": LOW, "shrill": HIGH})
    bare = compare(scores, setting=replace(QUICK, without_terms=("risk/war/war",)))
    assert pair(bare, "calm", "shrill").value == 0
    assert compare(scores, setting=replace(QUICK, stance="ignored")).measures == (WAR,)


@settings(max_examples=15)
@given(order=st.permutations(range(18)))
def test_nothing_depends_on_the_order_of_documents(order: list[int]) -> None:
    """Shuffled documents list outlets in another order and say the same of each pair, to the last digit."""
    scores = make_table({"a": LOW, "b": HIGH, "c": [(4, 20), (3, 22), (5, 18), (4, 25), (3, 20), (6, 19)]})
    shuffled = Scores(lexicons=scores.lexicons, documents=tuple(scores.documents[place] for place in order))
    one, two = compare(scores, setting=QUICK), compare(shuffled, setting=QUICK)
    assert one.cells == two.cells
    for outlet, other in (("a", "b"), ("b", "c"), ("a", "c")):
        assert pair(one, outlet, other) == pair(two, outlet, other)


def test_one_outlet_and_none() -> None:
    """A lone outlet has estimates and nothing to compare; an empty corpus has neither."""
    alone = compare(make_table({"a": LOW}), setting=QUICK)
    assert alone.cells[CellKey("a", WAR)].value == pytest.approx(7 / 124)
    assert alone.pairs == alone.against_rest == ()
    nothing = compare(Scores(lexicons=(make_lexicon(),), documents=()), setting=QUICK)
    assert dict(nothing.cells) == {}
    unread = compare(replace(make_table({"a": LOW, "b": HIGH}), lexicons=()), setting=QUICK)
    assert not unread.measures
    assert not unread.pairs


def test_voice_without_text_is_missing_not_zero() -> None:
    """Where no source speaks there is no share of what sources say."""
    scores = make_table({"a": LOW, "b": HIGH})
    comparison = compare(scores, setting=replace(QUICK, voice="source"))
    assert comparison.cells[CellKey("a", WAR)].value is None
    assert pair(comparison, "a", "b").verdict == "too little text"
    assert comparison.too_little == ("a", "b")
