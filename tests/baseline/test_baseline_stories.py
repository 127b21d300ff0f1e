"""Stories of a baseline have a centre of length 1 and a reach, few or thousands."""

from __future__ import annotations

import numpy as np
import pytest
from baseline_making import baseline_of, told

from framing.baseline.matching import told as told_by
from framing.baseline.space import vectors
from framing.baseline.stories import NO_STORY, found_stories, stories_of
from framing.baseline.values import Baseline
from framing.compare import cluster


@pytest.fixture(scope="module")
def baseline() -> Baseline:
    """Return a baseline of 24 articles on two subjects."""
    return baseline_of([told(number)._replace(id=f"story-{number}") for number in range(24)])


def test_centres_are_the_directions_of_the_summed_articles(baseline: Baseline) -> None:
    """A centre is the sum of its articles’ vectors at length 1, to the last digit; words and reach follow from it."""
    story = np.arange(24) % 3
    story[5] = NO_STORY
    found = stories_of(baseline.words, story)
    placed = vectors(baseline.words.subject, found.idf).toarray()
    for number in range(3):
        whole = placed[story == number].sum(axis=0)
        length = np.sqrt((whole**2).sum())
        assert np.array_equal(found.centres[[number]].toarray()[0], whole / length)
        best = np.lexsort((np.arange(len(whole)), -whole))[:8]
        assert found.words[number] == tuple(baseline.words.words[column] for column in best if whole[column] > 0)
        others = [whole - row for row in placed[story == number]]
        near = [row @ rest / np.linalg.norm(rest) for row, rest in zip(placed[story == number], others, strict=True)]
        assert found.reach[number] == pytest.approx(max(0.1, np.quantile(near, 0.1)))


def test_an_archive_has_the_stories_of_few_articles(baseline: Baseline, monkeypatch: pytest.MonkeyPatch) -> None:
    """Above the size at which near pairs take over, the articles are in the same stories, and tell them."""
    few = found_stories(baseline.words)
    assert few.max() == 1
    monkeypatch.setattr(cluster, "LARGE", 5)
    assert np.array_equal(found_stories(baseline.words), few)
    assert np.mean(told_by(baseline, baseline) == few) > 0.8
