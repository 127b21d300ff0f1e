"""The figures of a standing by hand: small cases whose answer can be worked out on paper."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from makers import make_lexicon, make_scores, make_table

from framing.baseline.build import build
from framing.baseline.carried import carried
from framing.baseline.likeness import frames_like, known_frames, words_like
from framing.baseline.power import Ground, detectable, needed
from framing.baseline.shrink import percentile, shrunk
from framing.baseline.spread import spread
from framing.baseline.units import unit_table
from framing.baseline.usage import usage
from framing.compare.intervals import Interval, share_interval
from framing.model import Measure, Setting

SHARE, RATE = Setting(), Setting(rate="per_1000")
WAR = Measure("risk")


def seen(count: float, size: float) -> Interval:
    """Return a share of `count` in `size` effective sentences; its limits are not looked at here."""
    return Interval(count / size, 0.0, 1.0, size)


def test_the_percentile_counts_level_outlets_half() -> None:
    """Above two of four outlets and level with one: (2 + 1/2) / 4."""
    found = percentile(seen(5, 50), [seen(1, 50), seen(2, 50), seen(5, 50), seen(9, 50)], setting=SHARE)
    assert found is not None
    assert found.value == 62.5
    assert found.outlets == 4
    assert found.low < 62.5 < found.high


def test_the_percentile_narrows_with_text_and_with_outlets() -> None:
    """Of much text above all, the interval is that of so many of so many outlets (Jeffreys): 4 of 4 begins at 55.5."""
    few, many = (percentile(seen(600, 1000), [seen(100, 1000)] * n, setting=SHARE) for n in (4, 40))
    assert few is not None
    assert many is not None
    assert few.low == pytest.approx(55.5, abs=0.1)
    assert many.low == pytest.approx(93.9, abs=0.1)
    short = percentile(seen(6, 10), [seen(1, 10)] * 4, setting=SHARE)
    assert short is not None
    assert short.low < few.low


def test_a_rate_has_a_percentile_too() -> None:
    """Hits per 1,000 words are ranked the same way, no hits included."""
    outlets = [Interval(0.0, 0.0, 1.5, 0.0), Interval(2.0, 1.0, 3.0, 20.0)]
    found = percentile(Interval(4.0, 3.0, 5.0, 60.0), outlets, setting=RATE)
    assert found is not None
    assert found.value == 100
    assert found.low > 25


@given(
    count=st.integers(0, 30),
    size=st.integers(30, 300),
    outlets=st.lists(st.tuples(st.integers(0, 50), st.integers(50, 400)), min_size=3, max_size=8),
)
def test_a_drawn_share_lies_between_and_inside_its_interval(
    count: int, size: int, outlets: list[tuple[int, int]]
) -> None:
    """Whatever was counted, the drawn share is inside (0, 1) and its limits, and no further out than all there is."""
    known = [seen(*one) for one in outlets]
    found = shrunk(seen(count, size), known, confidence=0.95)
    assert found is not None
    assert found.low is not None
    assert found.value is not None
    assert found.high is not None
    assert 0 < found.low < found.value < found.high < 1
    values = [count / size, *(one.value for one in known if one.value is not None)]
    # The model's mean may lie half a sentence outside the counts.
    assert min(values) - 0.02 <= found.value <= max(values) + 0.02


def test_alike_outlets_draw_more_than_unlike_ones() -> None:
    """Where outlets hardly differ, a new one is taken to be like them; where they do, it keeps what was counted."""
    alike = shrunk(seen(10, 20), [seen(n, 400) for n in (39, 40, 41, 40, 39, 41)], confidence=0.95)
    unlike = shrunk(seen(10, 20), [seen(n, 400) for n in (4, 80, 160, 240, 20, 120)], confidence=0.95)
    assert alike is not None
    assert unlike is not None
    assert (alike.value or 1) < 0.2
    assert 0.4 < (unlike.value or 0) < 0.5


def test_the_distance_of_frames_by_hand() -> None:
    """Half of the sentences against none: the root of the Jensen-Shannon divergence of (1/2, 1/2) and (0, 1)."""
    scores = make_table({"None": [(0, 20)] * 4, "Half": [(10, 20)] * 4}, make_lexicon())
    table = unit_table(build(scores, name="two"), (WAR,), unit="article")
    new = unit_table(build(make_table({"New": [(10, 20)] * 4}, make_lexicon()), name="new"), (WAR,), unit="article")
    near, far = frames_like(known_frames(table, seed=1), new, seed=1)
    assert (near.outlet, near.distance, near.support) == ("Half", 0.0, 1.0)
    middle = -(0.25 * math.log2(0.25) + 0.75 * math.log2(0.75))
    assert far.distance == pytest.approx(math.sqrt(middle - 1 / 2))
    assert far.support == 0


def test_words_tell_outlets_apart() -> None:
    """A text of one outlet's words reads like that outlet in nearly all resamples; one of no known word like none."""
    harbour = "The ferry left the quay with cargo. The pilot saw the tide."
    orchard = "The frost took the blossom. The cider press stood by the ladder."
    known = build(
        make_scores([("Sea", harbour), ("Sea", harbour), ("Land", orchard), ("Land", orchard)], make_lexicon()),
        name="k",
    )
    new = build(make_scores([("New", "The pilot left the quay. The ferry had cargo.")], make_lexicon()), name="n")
    (found,) = words_like(known, new, [np.array([0])], seed=0)
    assert found[0].outlet == "Sea"
    assert found[0].support > 0.9
    assert found[0].distance < 0.5 < found[1].distance == 1
    (nothing,) = words_like(
        known, build(make_scores([("New", "Zebra okapi.")], make_lexicon()), name="n"), [np.array([0])], seed=0
    )
    assert nothing == ()


def test_words_used_more_and_less() -> None:
    """A word all say is not listed; one that only the new texts say is over, one they never say is under."""
    known = build(make_scores([("Old", "The tram passed the common square. " * 12)] * 3, make_lexicon()), name="k")
    new = build(make_scores([("New", "The cellar lay under the common square. " * 12)] * 2, make_lexicon()), name="n")
    found = usage(known, new, np.array([0, 1]))
    over, under = {word.word: word for word in found.over}, {word.word: word for word in found.under}
    assert set(under) == {"tram", "passed"}
    assert "cellar" in over
    assert "square" not in over | under
    assert (over["cellar"].count, over["cellar"].rest_count, over["cellar"].articles) == (24, 0, 2)
    assert under["tram"].z < -1.96
    assert (under["tram"].count, under["tram"].rest_count) == (0, 36)


def test_leverage_by_hand() -> None:
    """Of 6 sentences with war or strike in 20, two have both: without "war" 3 are left, without the article none."""
    lines = ["They spoke of war again."] * 3 + ["War and strike came again."] * 1 + ["A strike came again."] * 2
    lines += ["They spoke of bread again."] * 14
    known = build(make_table({"Old": [(4, 20), (6, 20)]}, make_lexicon()), name="k")
    new = build(make_scores([("New", " ".join(lines))], make_lexicon()), name="n")
    rows = carried(known, new, np.array([0]), outlet="New", measure=WAR, setting=SHARE)
    war, strike, article = rows
    assert [row.left_out for row in rows] == ["risk/war/war", "risk/war/strike", "a0"]
    assert war.published == pytest.approx(6 / 20 - 10 / 40)
    assert (war.share, strike.share, article.share) == (4 / 7, 3 / 7, 1)
    assert war.remaining == pytest.approx(3 / 20 - 0)
    assert strike.remaining == pytest.approx(4 / 20 - 10 / 40)
    assert article.remaining is None


def test_what_can_be_seen_by_hand() -> None:
    """Ten articles of 20 sentences, no clustering, beside a baseline that is all but sure: t(9) times the error."""
    ground = Ground(value=0.1, effective=1e9, articles=10**6, icc=0.0, freedom=1e9, size=20, alpha=0.05)
    found = detectable(ground, articles=10)
    assert found is not None
    reach = 2.262157 + 0.883404
    assert found == pytest.approx(reach * math.sqrt((0.1 + found) * (0.9 - found) / 200), rel=1e-4)
    articles = needed(ground, 0.1)
    assert articles is not None
    assert (detectable(ground, articles=articles) or 1) <= 0.1 < (detectable(ground, articles=articles - 1) or 1)
    assert needed(ground, 0.95) is None
    assert detectable(ground, articles=0) is None


def test_more_clustering_asks_for_more_articles() -> None:
    """What clusters needs more articles, for a share and for a rate."""
    for rate, value in ((False, 0.1), (True, 5.0)):
        sizes = [
            detectable(
                Ground(
                    value=value,
                    effective=500,
                    articles=100,
                    icc=icc,
                    freedom=50,
                    size=400 if rate else 20,
                    alpha=0.01,
                    rate=rate,
                ),
                articles=20,
            )
            for icc in (0.0, 0.1, 0.3)
        ]
        assert sizes[0] is not None
        assert sizes == sorted(size for size in sizes if size is not None)


def test_a_frame_in_few_articles_is_believed_to_cluster_as_expected() -> None:
    """One article with the frame says nothing of how it clusters: the expected correlation stands in."""
    scores = make_table({"Alpha": [(0, 20)] * 9 + [(2, 20)], "Beta": [(0, 20)] * 10}, make_lexicon())
    rare = spread(unit_table(build(scores, name="k"), (WAR,), unit="article"), setting=SHARE)
    assert rare.within[0].icc > 0.05
    even = make_table({"Alpha": [(2, 20)] * 20, "Beta": [(2, 20)] * 20}, make_lexicon())
    common = spread(unit_table(build(even, name="k"), (WAR,), unit="article"), setting=SHARE)
    assert common.within[0].icc == 0
    assert common.freedom[0] > rare.freedom[0]


def test_a_known_correlation_makes_narrower_intervals_than_an_expected_one() -> None:
    """Three articles beside a baseline that hardly clusters have a narrower interval than three articles alone."""
    known = unit_table(
        build(make_table({"Alpha": [(3, 20), (4, 20)] * 20}, make_lexicon()), name="k"), (WAR,), unit="article"
    )
    expected = spread(known, setting=SHARE).within[0]
    counts, sizes = np.array([3, 4, 3]), np.array([20, 20, 20])
    alone, beside = share_interval(counts, sizes), share_interval(counts, sizes, expected=expected)
    assert (beside.high or 1) - (beside.low or 0) < (alone.high or 1) - (alone.low or 0)
