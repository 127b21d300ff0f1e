"""The five seeds, each held against a baseline of the other four."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from framing import pipeline
from framing.baseline.build import build
from framing.baseline.standing import stand
from framing.model import Scores, Setting, Standings

SEEDS = Path(__file__).parents[2] / "seeds"
OUTLETS = ("Responsible Statecraft", "The Asia Live", "The National Interest", "TimesNG", "Washington Examiner")
NOVEMBER = {"The Asia Live", "The National Interest", "TimesNG"}
"""The outlets whose articles are of one story: what was decided in November 2024."""


@cache
def scored() -> Scores:
    """Return the scores of the seeds."""
    return pipeline.score(pipeline.read([SEEDS]))


@cache
def fifth(outlet: str) -> Standings:
    """Return where one outlet's article stands beside the other four."""
    mine = [d.document.article.outlet == outlet for d in scored().documents]
    new, known = (
        Scores(
            lexicons=scored().lexicons,
            documents=tuple(d for d, own in zip(scored().documents, mine, strict=True) if own is which),
        )
        for which in (True, False)
    )
    return stand(build(known, name="four seeds"), new, setting=Setting(permutations=499))


@pytest.mark.parametrize("outlet", OUTLETS)
def test_one_article_beside_four_claims_nothing(outlet: str) -> None:
    """One article against four cannot be told apart on any measure, and what it could show is a wide gap."""
    found = fifth(outlet)
    (standing,) = found.standings
    assert standing.outlet == outlet
    assert set(found.baseline.outlets) == set(OUTLETS) - {outlet}
    for placement in standing.placements:
        assert placement.difference.verdict == "not distinguishable"
        assert placement.percentile is not None
        assert placement.percentile.outlets == 4
        assert placement.percentile.high - placement.percentile.low > 50
        assert placement.detectable is None or placement.detectable > 0.4
        assert placement.shrunk is not None
        assert {placement.nearest and placement.nearest.other, placement.farthest and placement.farthest.other} < {
            None,
            *found.baseline.outlets,
        }


@pytest.mark.parametrize("outlet", OUTLETS)
def test_the_counts_are_those_of_the_scores(outlet: str) -> None:
    """New and baseline counts add up to all that was found in the five."""
    for placement in fifth(outlet).standings[0].placements:
        measure = placement.measure
        sentences = {
            (hit.article, hit.sentence)
            for d in scored().documents
            for hit in d.hits
            if hit.lexicon == measure.frame and measure.facet in (None, hit.facet) and hit.stance == measure.stance
        }
        assert placement.new.carrying + placement.baseline.carrying == len(sentences)


@pytest.mark.parametrize("outlet", sorted(NOVEMBER))
def test_the_november_story_is_matched_with_its_own(outlet: str) -> None:
    """Each of the three articles on one decision is held beside the other two, which are of the same week."""
    matched = fifth(outlet).standings[0].matched
    assert set(matched.outlets) == NOVEMBER - {outlet}
    assert matched.reason == "2 articles of 2 outlets tell the same story within 30 days."


def test_what_it_reads_like_has_a_support() -> None:
    """All four are ranked by frames and by words, and the supports of each list make one."""
    for outlet in OUTLETS:
        (standing,) = fifth(outlet).standings
        for ranked in (standing.frames_like, standing.words_like):
            assert len(ranked) == 4
            assert sum(like.support for like in ranked) == pytest.approx(1)
            assert [like.distance for like in ranked] == sorted(like.distance for like in ranked)
