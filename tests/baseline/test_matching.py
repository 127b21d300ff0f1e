"""Like with like: covering another story is not framing differently, and it is said what was matched."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import cache

import numpy as np
import pytest
from makers import make_document, make_lexicon

from framing.baseline.build import build
from framing.baseline.standing import stand
from framing.baseline.values import Baseline
from framing.model import ScoredDocument, Scores, Setting, Standing

LEXICON = make_lexicon()
QUICK = Setting(permutations=499)
STORIES = (
    ("harbour", "ferry", "pilot", "quay", "tide", "cargo", "anchor", "crane", "dock", "sailor", "jetty", "net"),
    (
        "orchard",
        "frost",
        "cider",
        "blossom",
        "hail",
        "ladder",
        "apple",
        "pear",
        "beekeeper",
        "press",
        "barrel",
        "crate",
    ),
)
DAY = date(2024, 3, 1)


def article(name: str, outlet: str, story: int, *, war: int, published: date | None, seed: int) -> ScoredDocument:
    """Return a scored article of 20 sentences about a story, the first `war` of which say "war"."""
    dice = np.random.default_rng([seed, story])
    lines = []
    for number in range(20):
        words = dice.choice(STORIES[story], size=3)
        lines.append(
            f"The {words[0]} of the {words[1]} {'spoke of war' if number < war else 'stood by'} the {words[2]}."
        )
    scored = make_document(name, outlet, "\n\n".join(" ".join(lines[i : i + 5]) for i in range(0, 20, 5)), [LEXICON])
    known = replace(scored.document.article, published=published)
    return replace(scored, document=replace(scored.document, article=known))


def scores(documents: Sequence[ScoredDocument]) -> Scores:
    return Scores(lexicons=(LEXICON,), documents=tuple(documents))


@cache
def baseline(*, dated: bool = True) -> Baseline:
    """Return three outlets that tell both stories: war is in half of the harbour's sentences and in hardly another."""
    found = []
    for number in range(36):
        story = number % 2
        war = (10 if story == 0 else 1) + number % 3 - 1
        day = DAY + timedelta(days=number) if dated else None
        outlet = ("Alpha", "Beta", "Gamma")[number // 2 % 3]
        found.append(article(f"k{number}", outlet, story, war=war, published=day, seed=number))
    return build(scores(found), name="two stories")


def standing(story: int, *, war: int, published: date | None = DAY, known: Baseline | None = None) -> Standing:
    """Return where an outlet with twelve articles on one story stands."""
    new = [article(f"n{n}", "New", story, war=war + n % 3 - 1, published=published, seed=100 + n) for n in range(12)]
    return stand(known or baseline(), scores(new), setting=QUICK).standings[0]


def test_covering_another_story_is_not_framing_differently() -> None:
    """Only the harbour, worded as all word it: higher beside all of the baseline, not beside the harbour's articles."""
    found = standing(0, war=10)
    assert found.placements[0].difference.verdict == "higher"
    assert found.matched.placements[0].difference.verdict == "not distinguishable"
    assert len(found.matched.stories) == 1
    assert found.matched.outlets == ("Alpha", "Beta", "Gamma")
    assert all(int(name[1:]) % 2 == 0 for name in found.matched.articles)


def test_wording_a_story_differently_shows_within_it() -> None:
    """The orchard told as a war: like the whole baseline's mean, yet higher than the orchard's articles."""
    found = standing(1, war=5)
    assert found.matched.placements[0].difference.verdict == "higher"


def test_the_period_is_matched_by_dates() -> None:
    """Only articles within 30 days count; with new texts of another year nothing is matched, and it says so."""
    found = standing(0, war=10, published=DAY - timedelta(days=20))
    assert {int(name[1:]) for name in found.matched.articles} == {0, 2, 4, 6, 8, 10}
    assert found.matched.first == DAY - timedelta(days=50)
    assert "within 30 days" in found.matched.reason
    later = standing(0, war=10, published=DAY + timedelta(days=900)).matched
    assert (later.articles, later.placements) == ((), ())
    assert later.reason.startswith("No article of the baseline on the same story was published within 30 days")


@pytest.mark.parametrize("known", [True, False])
def test_without_dates_only_the_story_is_matched(known: bool) -> None:
    """Where either side has no dates the story alone is matched, and the reason says so."""
    found = standing(0, war=10, published=DAY if not known else None, known=baseline(dated=known)).matched
    assert len(found.articles) == 18
    assert (found.first, found.last) == (None, None)
    assert found.reason == "18 articles of 3 outlets tell the same story; without dates, no period was matched."


def test_a_story_the_baseline_does_not_tell_is_not_matched() -> None:
    """Texts about nothing the baseline writes of have no like."""
    strange = make_document(
        "n0", "New", " ".join(f"Zebra {n} met giraffe {n} near okapi water." for n in range(20)), [LEXICON]
    )
    found = stand(baseline(), scores([strange]), setting=QUICK).standings[0].matched
    assert found.reason == "The new texts tell none of the stories that the baseline’s articles tell."
    assert found.placements == ()


def test_one_story_without_dates_cannot_be_matched() -> None:
    """Where nothing parts the baseline, all of it is like, so nothing is matched."""
    one = [article(f"k{n}", f"Outlet {n % 3}", 0, war=5, published=None, seed=n) for n in range(9)]
    known = build(scores(one), name="one story")
    new = [article("n0", "New", 0, war=5, published=None, seed=50)]
    found = stand(known, scores(new), setting=QUICK).standings[0].matched
    assert found.articles == ()
    assert "do not part into stories" in found.reason
