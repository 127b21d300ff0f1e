"""Each of the five seeds against a baseline of the other four, from files to numbers."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import validate

from framing import pipeline
from framing.baseline.build import build
from framing.errors import InputError
from framing.lexicon.load import load_cues
from framing.model import Compared, Corpus, Measure, Scores
from framing.pipeline.comparing import Opened, compare
from framing.report.standing.build import build as brief
from framing.report.standing.context import make_context
from framing.report.standing.data import results, schema
from framing.report.standing.wording import headline
from framing.score.measure import counts
from framing.score.scorer import Scorer

SEEDS = Path(__file__).parents[2] / "seeds"
FIFTHS = range(5)


@pytest.fixture(scope="module")
def seeds() -> tuple[Corpus, Scorer, Scores]:
    """Read and score the five once."""
    corpus = pipeline.read([SEEDS])
    scorer = Scorer(pipeline.load_lexicons(), load_cues(None))
    return corpus, scorer, scorer.score(corpus.documents)


@pytest.fixture(scope="module")
def compared(seeds: tuple[Corpus, Scorer, Scores], tmp_path_factory: pytest.TempPathFactory) -> dict[int, Compared]:
    """Hold each of the five against the baseline of the four others, saved and opened in between."""
    corpus, scorer, scores = seeds
    folder = tmp_path_factory.mktemp("baselines")
    found = {}
    for fifth in FIFTHS:
        four = tuple(d for number, d in enumerate(scores.documents) if number != fifth)
        path = folder / f"without-{fifth}.baseline"
        pipeline.save_baseline(
            build(Scores(lexicons=scores.lexicons, documents=four), name="ATACMS", cues_sha256=scorer.cues.sha256), path
        )
        opened = Opened(baseline=pipeline.open_baseline(path), where=str(path), scorer=scorer)
        alone = Corpus(documents=(corpus.documents[fifth],), skipped=(), name="fifth")
        found[fifth] = compare(alone, opened)
    return found


@pytest.mark.parametrize("fifth", FIFTHS)
def test_each_seed_stands_beside_the_other_four(
    compared: dict[int, Compared], seeds: tuple[Corpus, Scorer, Scores], fifth: int
) -> None:
    """Both sides are counted as a brief of the five counts them, and results.json keeps to its schema."""
    _, _, scores = seeds
    made = compared[fifth]
    found: dict[str, Any] = json.loads(results(made))
    validate(found, schema())
    (standing,) = made.standings.standings
    own = scores.documents[fifth]
    others = [d for number, d in enumerate(scores.documents) if number != fifth]
    assert standing.outlet == own.document.article.outlet
    assert set(made.standings.baseline.outlets) == {d.document.article.outlet for d in others}
    for placement in standing.placements:
        measure: Measure = placement.measure
        assert placement.new.carrying == getattr(counts(own, measure), measure.stance)
        assert placement.baseline.carrying == sum(getattr(counts(d, measure), measure.stance) for d in others)
        assert placement.baseline.total == sum(len(d.document.sentences) for d in others)
        assert placement.percentile is None or placement.percentile.outlets == 4


@pytest.mark.parametrize("fifth", FIFTHS)
def test_one_article_beside_four_claims_no_more_than_it_can(compared: dict[int, Compared], fifth: int) -> None:
    """The headline's claims are verdicts; where there is none the brief says how large a difference would be seen."""
    made = compared[fifth]
    (standing,) = made.standings.standings
    head = headline(make_context(made))
    verdicts = {p.measure: p.difference.verdict for p in standing.placements}
    assert all(claim.matched or verdicts[claim.measure] == claim.direction for claim in head.claims)
    report = brief(made)
    assert report.cover.headline == head.text
    if not head.claims:
        assert any(box.title == "What this much text could show" for box in report.cover.boxes)


def test_the_same_comparison_gives_the_same_numbers(
    compared: dict[int, Compared], seeds: tuple[Corpus, Scorer, Scores], tmp_path: Path
) -> None:
    """Nothing of the order of articles or of an earlier run gets in."""
    corpus, scorer, scores = seeds
    four = tuple(reversed(scores.documents[1:]))
    path = tmp_path / "again.baseline"
    pipeline.save_baseline(
        build(Scores(lexicons=scores.lexicons, documents=four), name="ATACMS", cues_sha256=scorer.cues.sha256), path
    )
    opened = Opened(baseline=pipeline.open_baseline(path), where=str(path), scorer=scorer)
    again = compare(Corpus(documents=corpus.documents[:1], skipped=(), name="fifth"), opened)
    assert again.standings == compared[0].standings


def test_an_article_is_not_new_beside_itself(seeds: tuple[Corpus, Scorer, Scores], tmp_path: Path) -> None:
    """What the baseline holds is left out with the reason; where nothing is left, that is an error."""
    corpus, scorer, scores = seeds
    four = build(Scores(lexicons=scores.lexicons, documents=scores.documents[1:]), name="ATACMS")
    opened = Opened(baseline=four, where="four.baseline", scorer=scorer)
    made = compare(corpus, opened)
    assert [s.outlet for s in made.standings.standings] == [corpus.documents[0].article.outlet]
    assert len(made.corpus.skipped) == 4
    with pytest.raises(InputError, match="the baseline holds all 4 texts; give texts that are not in"):
        compare(Corpus(documents=corpus.documents[1:], skipped=(), name="four"), opened)
