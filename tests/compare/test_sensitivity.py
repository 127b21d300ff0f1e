"""A comparison is repeated with one choice changed, and says whether its order of outlets stands."""

from __future__ import annotations

from dataclasses import replace

import pytest
from makers import make_lexicon, make_scores

from framing.compare.outlets import compare
from framing.compare.sensitivity import repeat, variants
from framing.model import Measure, Scores, Setting

RISK = make_lexicon()
WAR = Measure("risk")
BASE = Setting(permutations=199)
LOUD = "\n\n".join(['War is near. "War," said Ann. Bread.'] * 10)
QUIET = "\n\n".join(['Bread is near. "War," said Bo. "War," said Bo.'] * 10)
MILD = "\n\n".join(["Bread is near. There is not a war. Bread."] * 10)
SCORES = make_scores([("loud", LOUD), ("quiet", QUIET), ("mild", MILD)], RISK)


def test_variants_change_one_choice_each() -> None:
    """Each variant differs from the base in exactly one field, and what the base already chose is not repeated."""
    found = variants(BASE, strongest_term="risk/war/war")
    assert len(found) == 6
    for setting in found.values():
        changed = [name for name in Setting.__slots__ if getattr(setting, name) != getattr(BASE, name)]
        assert len(changed) == 1
    assert len(variants(replace(BASE, rate="per_1000", voice="outlet"))) == 3
    assert all(not setting.titles for setting in variants(BASE, titles=False).values())


def test_repeating_shows_what_the_answer_hangs_on() -> None:
    """The pair is read from the side asked for, and the order of outlets is compared with the published one."""
    base = compare(SCORES, setting=BASE)
    settings = variants(BASE, strongest_term="risk/war/war", titles=False)
    rows = {
        row.label: row for row in repeat(SCORES, base, measure=WAR, outlet="quiet", other="loud", settings=settings)
    }
    own = rows["outlet's own voice only"]
    assert (own.difference.outlet, own.difference.other) == ("quiet", "loud")
    assert own.difference.value == pytest.approx(-0.5)
    assert own.order_kept == pytest.approx(0.5)
    assert rows["hits per 1,000 words"].order_kept == pytest.approx(2 / 6**0.5)
    assert rows["sources' voice only"].difference.verdict == "not distinguishable"
    bare = rows["without the strongest term, risk/war/war"]
    assert bare.difference.value == 0
    assert bare.order_kept is None


def test_headlines_are_counted_by_scoring_again() -> None:
    """A setting that needs other scores gets them from the function handed in."""
    titled = make_scores([("loud", LOUD + "\n\nWar. War. War."), ("quiet", QUIET), ("mild", MILD)], RISK)

    def rescore(setting: Setting) -> Scores:
        return titled if setting.titles else SCORES

    settings = {"plain": BASE, "headlines": replace(BASE, titles=True)}
    plain, counted = repeat(
        rescore, compare(SCORES, setting=BASE), measure=WAR, outlet="loud", other="quiet", settings=settings
    )
    assert plain.difference.value == 0
    assert counted.difference.value == pytest.approx(23 / 33 - 2 / 3)


def test_a_measure_the_setting_does_not_know_is_left_out() -> None:
    """With stances ignored nothing is discounted, so there is no such row to show."""
    rows = repeat(
        SCORES,
        compare(SCORES, setting=BASE),
        measure=Measure("risk", None, "discounted"),
        outlet="loud",
        other="quiet",
        settings=variants(BASE, titles=False),
    )
    assert "every mention counted, discounted ones too" not in {row.label for row in rows}
    assert len(rows) == 3
