"""Candidate terms: where they come from, what they would do, in which order they stand."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from suggest_texts import CODED, write_all

from framing import pipeline
from framing.compare.words import stop_words
from framing.errors import InputError, LexiconError
from framing.lexicon.edit import Draft
from framing.lexicon.load import load_cues, load_lexicon
from framing.lexicon.pattern import compile_terms
from framing.model import Article, Corpus
from framing.pipeline import Reading
from framing.pipeline.validating import score_coded
from framing.score.scorer import Scorer
from framing.score.stance import Judge
from framing.text.sentences import segment
from framing.tune.coded import read_coded
from framing.tune.coding import Coding, coding_from_options
from framing.tune.suggesting import Candidate, Coded, Suggestions, Wanted
from framing.tune.suggesting.grams import as_pattern, grams
from framing.tune.suggesting.plain import candidate_rows, plain_suggestions
from framing.tune.validate import validate

EVERY = Wanted(top=None, lowering=True)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the invented texts once."""
    made = tmp_path_factory.mktemp("suggest")
    write_all(made)
    return made


@pytest.fixture(scope="module")
def corpus(folder: Path) -> Corpus:
    """Read the articles."""
    return pipeline.read([folder / "articles"], options=Reading(min_words=5))


@pytest.fixture(scope="module")
def coding() -> Coding:
    """Read the column of the coded table."""
    return coding_from_options(["heat=heat:1"])


@pytest.fixture(scope="module")
def found(folder: Path, corpus: Corpus, coding: Coding) -> Suggestions:
    """Weigh everything once."""
    return pipeline.suggest(corpus, folder / "heat.yaml", coded=folder / "coded.tsv", coding=coding, wanted=EVERY)


def candidate(found: Suggestions, pattern: str) -> Candidate:
    """Return the candidate with a pattern, or with it as another wording."""
    return next(each for each in found.candidates if pattern in (each.pattern, *each.alike))


def test_the_word_that_three_articles_miss_comes_first(found: Suggestions) -> None:
    """A word of several missed sentences, right on articles that did not speak for it, is the best candidate."""
    best = found.candidates[0]
    assert (best.pattern, best.facet) == ("blaze", "fire")
    assert "in 3 of 3 coded sentences that are missed, and in 1 coded no" in best.evidence[0].detail
    assert (best.hits, best.articles, best.outlets, best.new) == (5, 4, 2, 5)
    (effect,) = best.effects
    assert (effect.right, effect.wrong, effect.lost) == (("a-2", "b-1", "c-1"), ("d-1",), ())
    assert effect.texts["d-1"] == CODED[10][2]
    assert effect.crossed is not None
    assert (effect.crossed.accepted, effect.crossed.articles) == (5, 5)
    assert effect.crossed.change.value == effect.change.value > 0
    assert effect.change.low <= effect.change.value <= effect.change.high
    assert found.missed == 3


def test_a_word_of_one_article_gains_nothing_held_out(found: Suggestions) -> None:
    """What is right in one article only is never accepted for that article, and is said not to hold."""
    river = candidate(found, "river")
    (effect,) = river.effects
    assert effect.change.value > 0
    assert effect.crossed is not None
    assert effect.crossed.change.value == 0
    assert "the gain does not hold on articles left out of the choice" in river.cautions
    assert "stands in one article only" in river.cautions


def test_other_wordings_of_the_same_sentences_stand_beside_a_candidate(found: Suggestions) -> None:
    """Runs that would find the very same are one candidate."""
    listed = [each.pattern for each in found.candidates] + [other for each in found.candidates for other in each.alike]
    assert len(listed) == len(set(listed))
    assert candidate(found, "river") is candidate(found, "spread")


def test_variants_are_other_forms_of_the_terms(folder: Path, corpus: Corpus) -> None:
    """A plural and an American spelling are proposed for the facet of their term, with its line."""
    variants = pipeline.suggest(corpus, folder / "heat.yaml", wanted=replace(EVERY, kinds=("variant",)))
    said = {each.pattern: each.evidence[0].detail for each in variants.candidates}
    assert said == {
        "fires": "another form of `fire` (line 11)",
        "defense line": "another form of `defence line` (line 12)",
    }
    assert {each.facet for each in variants.candidates} == {"fire"}


def test_a_language_without_a_dictionary_has_its_own_forms_only(folder: Path, corpus: Corpus, tmp_path: Path) -> None:
    """No lemmatiser knows the language: spelling still counts, and nothing fails."""
    mine = tmp_path / "heat.yaml"
    written = (folder / "heat.yaml").read_text("utf-8").replace("name: heat\n", "name: heat\nlanguage: xx\n")
    mine.write_text(written, "utf-8")
    variants = pipeline.suggest(corpus, mine, wanted=replace(EVERY, kinds=("variant",)))
    assert [each.pattern for each in variants.candidates] == ["defense line"]


def test_what_a_facet_finds_everywhere_is_no_candidate(folder: Path, corpus: Corpus, tmp_path: Path) -> None:
    """With a wildcard in the file, the plural needs no term of its own."""
    mine = tmp_path / "heat.yaml"
    mine.write_text((folder / "heat.yaml").read_text("utf-8").replace("- fire ", "- fire* "), "utf-8")
    assert "fires" not in {each.pattern for each in pipeline.suggest(corpus, mine, wanted=EVERY).candidates}


def test_neighbours_need_more_than_chance(tmp_path: Path) -> None:
    """A word that stands by the hits again and again is proposed; one spread over the text is not."""
    near = "The fire crew worked by the gate. Bread was sold at the market. "
    far = "The road runs along the valley. Bread was sold by the gate. Rain fell. Trees grow there. People walk home. "
    (tmp_path / "x.txt").write_text((near + far) * 8, "utf-8")
    write_all(tmp_path)
    read = pipeline.read([tmp_path / "x.txt"], options=Reading(outlet="x", min_words=5))
    only = pipeline.suggest(read, tmp_path / "heat.yaml", wanted=replace(EVERY, kinds=("collocation",)))
    said = {each.pattern: each.evidence[0].detail for each in only.candidates}
    assert "8 of its 8 places are within 5 words of a hit of fire" in said["crew"]
    assert "bread" not in said


def test_carrying_sentences_are_held_against_the_others(tmp_path: Path, coding: Coding) -> None:
    """Log-odds name words of sentences coded yes or with a hit; no word that a hit covers is among them."""
    write_all(tmp_path)
    yes, no = "The fire and the smoke came near.", "The road runs along the quiet valley."
    (tmp_path / "x.txt").write_text(f"{yes} {no} " * 8, "utf-8")
    rows = [f"x-{number}\t{int(number % 2)}\t{yes if number % 2 else no}" for number in range(1, 17)]
    (tmp_path / "coded.tsv").write_text("\n".join(["id\theat\ttext", *rows]) + "\n", "utf-8")
    read = pipeline.read([tmp_path / "x.txt"], options=Reading(outlet="x", min_words=5))
    only = pipeline.suggest(
        read,
        tmp_path / "heat.yaml",
        coded=tmp_path / "coded.tsv",
        coding=coding,
        wanted=replace(EVERY, kinds=("contrast",)),
    )
    smoke = candidate(only, "smoke")
    assert [one.detail.partition(",")[0] for one in smoke.evidence] == [
        "8 times in 8 sentences coded yes",
        "8 times in 8 sentences with a hit",
    ]
    assert "adds no sentence: wherever it stands, something is found already" in smoke.cautions
    assert not {"fire", "road"} & {each.pattern for each in only.candidates}


def test_figures_are_those_of_validating_the_edited_file(
    found: Suggestions, folder: Path, coding: Coding, tmp_path: Path
) -> None:
    """The effect of every candidate is what `validate` says once the term stands in the file."""
    table = read_coded(folder / "coded.tsv", coding)
    (tmp_path / "heat.yaml").write_bytes((folder / "heat.yaml").read_bytes())
    draft = Draft.open(tmp_path / "heat.yaml")
    tried = [each for each in found.candidates if each.effects][:12]
    assert len(tried) > 5
    for each in tried:
        lexicon = draft.add_term(each.facet, each.pattern).lexicon
        scores = score_coded(Scorer([lexicon], load_cues(None)), table, lambda *_: None)
        after = {one.judgement.label: one.figures for one in validate(scores, table).findings}
        for effect in each.effects:
            assert effect.after == after[effect.judgement]


def test_those_that_lower_f1_are_left_out_and_counted(folder: Path, corpus: Corpus, coding: Coding) -> None:
    """Only who asks sees what would make the lexicon worse; the rest is best first."""
    kept = pipeline.suggest(
        corpus, folder / "heat.yaml", coded=folder / "coded.tsv", coding=coding, wanted=Wanted(top=None)
    )
    assert kept.left_out > 0
    assert len(kept.candidates) == kept.found - kept.left_out
    gains = [each.effects[0].change.value if each.effects else 0.0 for each in kept.candidates]
    assert min(gains) >= 0
    assert [each.number for each in kept.candidates] == list(range(1, len(gains) + 1))


def test_the_same_input_gives_the_same_suggestions(
    found: Suggestions, folder: Path, corpus: Corpus, coding: Coding
) -> None:
    """Nothing depends on the order of sets or of the run."""
    again = pipeline.suggest(corpus, folder / "heat.yaml", coded=folder / "coded.tsv", coding=coding, wanted=EVERY)
    assert plain_suggestions(again) == plain_suggestions(found)


def test_only_one_facet_and_an_unknown_one(folder: Path, corpus: Corpus) -> None:
    """`facet` keeps to one facet; a typo is answered with the nearest."""
    only = pipeline.suggest(corpus, folder / "heat.yaml", wanted=replace(EVERY, facet="fire"))
    assert {each.facet for each in only.candidates} == {"fire"}
    with pytest.raises(LexiconError, match="there is no facet fyre; did you mean fire"):
        pipeline.suggest(corpus, folder / "heat.yaml", wanted=Wanted(facet="fyre"))


def test_a_coded_file_about_another_frame_is_refused(folder: Path, corpus: Corpus) -> None:
    """A table that cannot judge the lexicon is no evidence."""
    with pytest.raises(InputError, match="no column is about heat; map one to it"):
        pipeline.suggest(
            corpus,
            folder / "heat.yaml",
            coded=folder / "coded.tsv",
            coding=coding_from_options(["heat=cold:1"]),
        )


def test_weights_of_a_sample_count(folder: Path, coding: Coding, tmp_path: Path) -> None:
    """A row that stands for ten sentences weighs ten in the change of F1."""
    lines = [
        f"{line}\t{weight}"
        for line, weight in zip(_lines(folder), ("weight", *("1",) * 10, "10", *("1",) * 5), strict=True)
    ]
    (tmp_path / "weighted.tsv").write_text("\n".join(lines) + "\n", "utf-8")
    lexicon = load_lexicon(folder / "heat.yaml")
    scorer = Scorer([lexicon], load_cues(None))
    gains = []
    for path, asked in ((folder / "coded.tsv", coding), (tmp_path / "weighted.tsv", replace(coding, weight="weight"))):
        table = read_coded(path, asked)
        tried = Coded(score_coded(scorer, table, lambda *_: None), table, Judge(scorer.cues))
        (trial,) = tried.trials("blaze", "fire")
        gains.append(trial.gain)
    before = 2 * 2 / (2 * 2 + 3)
    assert gains == [
        pytest.approx(2 * 5 / (2 * 5 + 1) - before),
        pytest.approx(2 * 5 / (2 * 5 + 10) - before),
    ]


def test_rows_for_a_spreadsheet_hold_no_formula(found: Suggestions) -> None:
    """A candidate in exact letters does not begin with an equals sign in a table, and reads back as it was."""
    exact = replace(found, candidates=(replace(found.candidates[0], pattern="=US"),))
    (row,) = candidate_rows(exact)
    assert row["term"] == "(=US)"
    assert row["lexicon_sha256"] == found.lexicon_sha256
    assert plain_suggestions(exact)["format"] == "framing-suggestions/1"


WORDS = st.sampled_from(
    ["red", "line", "U.S.", "US", "NOT", "Kyiv’s", "F-16", "AND", "rule", "of", "law", "2022", "ёлка", "naïve", "İzmir"]
)


@settings(max_examples=60)
@given(words=st.lists(WORDS, min_size=1, max_size=8), joint=st.sampled_from([" ", ", ", "-", " – "]))
def test_a_run_as_a_term_finds_the_run(words: list[str], joint: str) -> None:
    """Whatever the run, its pattern matches the words it was made from."""
    text = joint.join(words) + " and so on."
    document = segment(Article(id="a", outlet="x", text=text, origin="a", sha256=""))
    stop = stop_words()
    for sentence in document.sentences:
        for gram in grams(document, sentence, stop=stop):
            pattern = as_pattern(gram.words, stop=stop)
            if pattern is not None:
                matches = compile_terms([pattern]).find(sentence.tokens, text=text)
                assert (gram.start, gram.end) in {(match.start, match.end) for match in matches}, pattern


def _lines(folder: Path) -> list[str]:
    return (folder / "coded.tsv").read_text("utf-8").splitlines()
