"""False alarms on one's own texts: counted over random splits, the same every time, refused where there is no text."""

from __future__ import annotations

import numpy as np
import pytest
from makers import make_lexicon, make_table

from framing.baseline.calibrate import calibrate, naive_alarm
from framing.errors import InputError
from framing.model import Scores, Setting

QUICK = Setting(permutations=199)


def clustered(outlets: dict[str, int], *, seed: int = 1) -> Scores:
    """Return outlets of so many articles, in one of five of which three sentences of four say "war", in others none."""
    dice = np.random.default_rng(seed)
    return make_table(
        {name: [(15 if dice.random() < 0.2 else 0, 20) for _ in range(size)] for name, size in outlets.items()},
        make_lexicon(),
    )


def test_sentences_cry_wolf_and_articles_do_not() -> None:
    """Where a frame sits in whole articles, counting sentences alarms in most splits, counting articles in few."""
    found = calibrate(clustered({"Alpha": 30}), splits=60, setting=QUICK)
    (one,) = found.outlets
    assert (one.outlet, one.articles, one.new, one.splits) == ("Alpha", 30, 10, 60)
    assert one.naive > 30
    assert one.alarms <= 6
    assert one.low <= one.rate == one.alarms / 60 <= one.high
    assert found.total.alarms == one.alarms


def test_the_same_splits_every_time_whatever_the_order() -> None:
    """Asking twice, or with the outlets in another order, gives the same figures; another seed may not."""
    scores = clustered({"Alpha": 12, "Beta": 15})
    backwards = Scores(lexicons=scores.lexicons, documents=tuple(reversed(scores.documents)))
    first = calibrate(scores, splits=20, setting=QUICK)
    assert first == calibrate(scores, splits=20, setting=QUICK)
    assert first == calibrate(backwards, splits=20, setting=QUICK)
    assert [one.outlet for one in first.outlets] == ["Alpha", "Beta"]
    assert first.total.splits == 40


def test_outlets_too_small_are_left_out_and_said() -> None:
    """An outlet of five articles is not split, and its number stands in the reason."""
    found = calibrate(clustered({"Alpha": 12, "Few": 5}), splits=20, setting=QUICK)
    assert found.left_out == {"Few": "5 articles of at least 6"}
    assert [one.outlet for one in found.outlets] == ["Alpha"]


def test_short_texts_are_left_out_too() -> None:
    """Twelve articles of one sentence cannot show anything."""
    scores = make_table({"Alpha": [(1, 20), (2, 20)] * 4, "Short": [(1, 1), (0, 1)] * 6}, make_lexicon())
    assert calibrate(scores, splits=20, setting=QUICK).left_out == {"Short": "only 12 sentences in 12 articles"}


def test_too_few_articles_are_refused_with_what_to_do() -> None:
    """Nothing that can be split is an error that names the fullest outlet, and the option that asked for too much."""
    with pytest.raises(
        InputError, match=r"takes 6 articles .* Beta, which has most, has 5 with 100; give more articles"
    ):
        calibrate(clustered({"Alpha": 2, "Beta": 5}))
    with pytest.raises(InputError, match=r"takes 13 articles .*--new"):
        calibrate(clustered({"Alpha": 12}), new=10)
    with pytest.raises(InputError, match="no sentence to split"):
        calibrate(clustered({"Alpha": 12}), setting=Setting(voice="source"))


def test_the_naive_test_by_hand() -> None:
    """10 of 20 against 2 of 20 sentences differ at 5 % (chi-square 7.6), 6 against 4 do not (0.5), all alike never."""
    sentences = np.array([20, 20])
    first = np.array([True, False])
    assert naive_alarm(np.array([[10], [2]]), sentences, first)
    assert not naive_alarm(np.array([[6], [4]]), sentences, first)
    assert not naive_alarm(np.array([[0], [0]]), sentences, first)
