"""Sentences worth coding next."""

from __future__ import annotations

import dataclasses
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing import pipeline
from framing.errors import InputError
from framing.model import Corpus, Scores
from framing.tune.coding import coding_text, default_coding, parse_coding
from framing.tune.questions import questions
from framing.tune.sample import KINDS, coding_for, draw
from framing.tune.sample_file import parse_sample, sample_text

SEEDS = Path(__file__).parents[2] / "seeds"
FRAME = "escalation-risk"


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    """Read the seeds."""
    return pipeline.read([SEEDS])


@pytest.fixture(scope="module")
def scores(corpus: Corpus) -> Scores:
    """Score the seeds by one lexicon."""
    return pipeline.score(corpus, lexicons=[FRAME])


def test_a_sample_is_spread_over_verdicts_outlets_and_voices(scores: Scores) -> None:
    """Every kind of verdict gets its even share as far as it has sentences; so does every outlet within it."""
    sample = draw(scores, frame=FRAME, size=40)
    assert len(sample.drawn) == 40
    kinds = Counter(line.kind for line in sample.drawn)
    there = {kind: sum(s.sentences for s in sample.strata if s.kind == kind) for kind in KINDS}
    assert all(kinds[kind] >= min(10, there[kind]) for kind in KINDS)
    none = [stratum for stratum in sample.strata if stratum.kind == "none"]
    assert max(s.drawn for s in none) - min(s.drawn for s in none if s.drawn < s.sentences) <= 1


def test_weights_give_the_corpus_back(scores: Scores) -> None:
    """Within each verdict, the weights of the drawn sentences sum to the sentences there are."""
    for size in (5, 17, 60, 149):
        sample = draw(scores, frame=FRAME, size=size)
        for kind in {line.kind for line in sample.drawn}:
            there = sum(stratum.sentences for stratum in sample.strata if stratum.kind == kind)
            assert sum(line.weight for line in sample.drawn if line.kind == kind) == pytest.approx(there)


@settings(max_examples=10)
@given(order=st.permutations(range(5)), seed=st.integers(0, 3))
def test_the_same_seed_gives_the_same_sample_in_any_order(scores: Scores, order: list[int], seed: int) -> None:
    """The order in which articles were read does not matter, the seed does."""
    shuffled = dataclasses.replace(scores, documents=tuple(scores.documents[place] for place in order))
    sample = draw(scores, frame=FRAME, size=20, seed=seed)
    assert draw(shuffled, frame=FRAME, size=20, seed=seed) == sample
    assert {line.id for line in draw(scores, frame=FRAME, size=20, seed=seed + 1).drawn} != {
        line.id for line in sample.drawn
    }


def test_more_than_there_is_draws_all(scores: Scores) -> None:
    """A sample larger than the corpus is the corpus, each sentence for itself."""
    sample = draw(scores, frame=FRAME, size=10_000)
    assert len(sample.drawn) == sum(len(scored.document.sentences) for scored in scores.documents)
    assert {line.weight for line in sample.drawn} == {1.0}


def test_near_means_the_words_of_a_term_without_the_term(scores: Scores) -> None:
    """A near sentence has no hit; some are there in the seeds."""
    sample = draw(scores, frame=FRAME, size=10_000)
    hit = {(scored.document.article.id, hit.sentence + 1) for scored in scores.documents for hit in scored.hits}
    near = {(line.article, line.number) for line in sample.drawn if line.kind == "near"}
    assert near
    assert near.isdisjoint(hit)


def test_a_drawn_sentence_stands_in_its_paragraph(scores: Scores) -> None:
    """The lines beside a drawn one are those of its paragraph and of the one before, and are not to be coded."""
    sample = draw(scores, frame=FRAME, size=10)
    for line in sample.drawn:
        whole = next(s.document for s in scores.documents if s.document.article.id == line.article)
        around = {s.index + 1 for s in whole.sentences if s.paragraph in {line.paragraph - 1, line.paragraph}}
        assert around <= {other.number for other in sample.lines if other.article == line.article}
    assert any(not line.drawn for line in sample.lines)


def test_a_sample_file_reads_back_to_the_sample(scores: Scores) -> None:
    """Writing and reading loses nothing."""
    sample = draw(scores, frame=FRAME, size=12, corpus="Łódź “quotes”")
    assert parse_sample(sample_text(sample), where="sample.json") == sample


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "this is no sample file"),
        ("[1]", "the format is missing"),
        ('{"format": "framing-sample/9"}', "the format is framing-sample/9, not framing-sample/1"),
        ('{"format": "framing-sample/1"}', "a part of the sample is missing or amiss"),
    ],
)
def test_what_is_no_sample_is_refused(text: str, said: str) -> None:
    """The message names the file, the fault and the way out."""
    with pytest.raises(InputError, match=said) as error:
        parse_sample(text, where="x.json")
    assert str(error.value).startswith("x.json: ")
    assert "framing code sample" in str(error.value)


def test_a_sample_with_a_part_amiss_is_refused(scores: Scores) -> None:
    """A weight of 0, an unknown verdict and a doubled sentence are no sample."""
    text = sample_text(draw(scores, frame=FRAME, size=3))
    for old, new in (
        ('"weight": 1.0', '"weight": 0'),
        ('"kind": "none"', '"kind": "some"'),
        ('"number": ', '"number": "x'),
    ):
        assert old in text
        with pytest.raises(InputError):
            parse_sample(text.replace(old, new), where="x.json")


def test_a_frame_that_was_not_scored_is_answered_with_the_nearest(scores: Scores) -> None:
    """A typo in the frame's name."""
    with pytest.raises(InputError, match="did you mean escalation-risk"):
        draw(scores, frame="escalation-risks", size=3)


def test_a_frame_of_ones_own_gets_questions_of_its_own(tmp_path: Path) -> None:
    """A lexicon the house's coding does not know is asked about by frame, or by facet where facets are compared."""
    file = tmp_path / "mine.yaml"
    file.write_text(
        "format: framing-lexicon/1\nname: mine\ntitle: Mine\nversion: 1\nabout: a test\ncompare_by: facets\n"
        "stance: cues\nfacets:\n  fear:\n    title: Fear\n    terms: [afraid]\n  hope:\n    title: Hope\n"
        "    terms: [hope]\n",
        encoding="utf-8",
    )
    (lexicon,) = pipeline.load_lexicons([file])
    coding = coding_for(lexicon)
    assert coding.columns == ("fear", "hope")
    assert coding.codes["fear"] == ("-1", "0", "1", "")
    asked = questions(coding, lexicon)
    assert [question.title for question in asked] == ["Mine: Fear", "Mine: Hope"]
    assert [answer.label for answer in asked[0].answers] == ["discounted", "absent", "asserted"]


def test_the_house_questions_are_asked_in_words() -> None:
    """Codes of the house's table read as what they mean, two facets in one column too."""
    (lexicon,) = pipeline.load_lexicons(["ukrainian-agency"])
    (question,) = questions(coding_for(lexicon), lexicon)
    assert {answer.code: answer.label for answer in question.answers} == {
        "-1": "Ukraine as recipient",
        "0": "absent",
        "1": "Ukraine as agent",
        "2": "Ukraine as agent and Ukraine as recipient",
    }


def test_a_coding_reads_back_from_its_text() -> None:
    """The house's coding, written and read, is the same coding."""
    coding = default_coding()
    assert parse_coding(coding_text(coding), where="x") == coding
