"""Counts add, follow the setting, and agree with the arrays that statistics are made of."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from makers import make_lexicon, make_scores

from framing.model import Counts, Measure, Scores, Setting, Unit
from framing.score.measure import by_article, by_outlet, counts, measures, total, unit_table
from framing.score.tallies import positions, speaker_counts, term_counts

RISK = make_lexicon()
ACTOR = make_lexicon("actor", {"agent": ["kyiv"], "patient": ["ally"]}, compare_by="facets", stance="asserted")

TEXT = 'They fear war and a strike. There is not a war. "War is near," said Olena.\n\nKyiv bakes bread. Peace may come.'
SCORES = make_scores([("A", TEXT), ("B", "Bread is cheap. A strike came."), ("A", "War.")], RISK, ACTOR)

SENTENCES = st.sampled_from(
    [
        "They fear war.",
        "No war, not now.",
        "There is not a war.",
        '"A strike came," said Ann.',
        "Bread.",
        "Peace and war.",
    ]
)
TEXTS = st.lists(
    st.tuples(st.sampled_from("ABC"), st.lists(st.lists(SENTENCES, max_size=4), max_size=4)), max_size=6
).map(lambda found: [(outlet, "\n\n".join(" ".join(p) for p in paragraphs)) for outlet, paragraphs in found])
SETTINGS = st.builds(
    Setting,
    voice=st.sampled_from(["all", "outlet", "source"]),
    stance=st.sampled_from(["cues", "ignored"]),
    without_terms=st.sampled_from([(), ("risk/war/war",)]),
)


def test_measures_follow_how_a_lexicon_is_compared() -> None:
    """A frame gives its asserted and discounted whole, facets give each facet, and nothing is discounted if ignored."""
    assert measures([RISK, ACTOR]) == (
        Measure("risk"),
        Measure("risk", None, "discounted"),
        Measure("actor", "agent"),
        Measure("actor", "patient"),
    )
    assert measures([RISK], stance="ignored") == (Measure("risk"),)
    assert measures([replace(RISK, stance="asserted")]) == (Measure("risk"),)


def test_counts_of_an_article_by_hand() -> None:
    """Sentences count once however many hits they hold, hits count each, and both stances are kept apart."""
    assert counts(SCORES.documents[0], Measure("risk")) == Counts(
        sentences=5, tokens=22, carrying=4, asserted=3, discounted=1, asserted_hits=4, discounted_hits=1, weight=4.0
    )
    facet = counts(SCORES.documents[0], Measure("risk", "peace"))
    assert (facet.asserted, facet.discounted, facet.salience) == (1, 0, 0.2)


@pytest.mark.parametrize(
    ("setting", "sentences", "asserted", "discounted"),
    [
        (Setting(voice="outlet"), 4, 2, 1),
        (Setting(voice="source"), 1, 1, 0),
        (Setting(stance="ignored"), 5, 4, 0),
        (Setting(without_terms=("risk/war/war",)), 5, 2, 0),
    ],
)
def test_counts_follow_the_setting(setting: Setting, sentences: int, asserted: int, discounted: int) -> None:
    """Voice narrows the sentences, ignored stance asserts every hit, and terms left out do not count."""
    found = counts(SCORES.documents[0], Measure("risk"), setting=setting)
    assert (found.sentences, found.asserted, found.discounted) == (sentences, asserted, discounted)


def test_totals_by_article_and_outlet() -> None:
    """Articles keep their order, outlets the order of first appearance, and an outlet is the sum of its articles."""
    articles = by_article(SCORES, Measure("risk"))
    outlets = by_outlet(SCORES, Measure("risk"))
    assert list(articles) == ["a0", "a1", "a2"]
    assert list(outlets) == ["A", "B"]
    assert outlets["A"] == articles["a0"] + articles["a2"]


@given(texts=TEXTS, setting=SETTINGS)
def test_counts_add_exactly(texts: list[tuple[str, str]], setting: Setting) -> None:
    """The corpus is the sum of its outlets, the outlets of their articles, and both voices make the whole."""
    scores = make_scores(texts, RISK)
    measure = Measure("risk")
    whole = total(scores, measure, setting=setting)
    assert sum(by_outlet(scores, measure, setting=setting).values(), Counts()) == whole
    assert sum(by_article(scores, measure, setting=setting).values(), Counts()) == whole
    voices = [total(scores, measure, setting=replace(setting, voice=voice)) for voice in ("outlet", "source")]
    assert voices[0] + voices[1] == total(scores, measure, setting=replace(setting, voice="all"))


@given(texts=TEXTS, setting=SETTINGS, unit=st.sampled_from(["article", "paragraph"]))
def test_units_hold_what_the_counts_hold(texts: list[tuple[str, str]], setting: Setting, unit: Unit) -> None:
    """Summed over units, sentences, words, carrying sentences and hits are the counts of the outlet."""
    scores = make_scores(texts, RISK)
    shown = (Measure("risk"), Measure("risk", None, "discounted"), Measure("risk", "peace"))
    table = unit_table(scores, shown, setting=setting, unit=unit)
    assert (table.sentences > 0).all()
    for outlet, found in by_outlet(scores, shown[0], setting=setting).items():
        mask = table.outlet == table.outlets.index(outlet)
        assert table.sentences[mask].sum() == found.sentences
        assert table.tokens[mask].sum() == found.tokens
        assert table.carrying[mask, :2].sum(axis=0).tolist() == [found.asserted, found.discounted]
        assert table.hits[mask, :2].sum(axis=0).tolist() == [found.asserted_hits, found.discounted_hits]


def test_units_do_not_depend_on_the_order_of_documents() -> None:
    """Handing the articles in backwards gives the same rows, so a test by dealing units gives the same p."""
    backwards = Scores(lexicons=SCORES.lexicons, documents=SCORES.documents[::-1])
    one, two = (unit_table(s, [Measure("risk")], unit="paragraph") for s in (SCORES, backwards))
    names = [[t.outlets[index] for index in t.outlet] for t in (one, two)]
    assert names[0] == names[1]
    assert np.array_equal(one.hits, two.hits)
    assert np.array_equal(one.sentences, two.sentences)


def test_units_of_an_empty_corpus() -> None:
    """No texts give a table of no rows, with the right width."""
    table = unit_table(Scores(lexicons=(RISK,), documents=()), [Measure("risk")], unit="article")
    assert table.carrying.shape == (0, 1)
    assert table.outlets == ()


def test_terms_show_what_they_caught_and_which_are_dead() -> None:
    """Every term is listed with hits, discounted hits, articles, outlets and forms; capitals alone make no new form."""
    found = {row.pattern: row for row in term_counts(SCORES)}
    war = found["war"]
    assert (war.hits, war.discounted, war.articles, dict(war.outlets)) == (4, 1, 2, {"A": 4})
    assert war.forms == (("war", 4),)
    assert dict(found["strike"].outlets) == {"A": 1, "B": 1}
    assert found["ally"].hits == 0
    assert found["ally"].forms == ()
    outlet = {row.pattern: row.hits for row in term_counts(SCORES, setting=Setting(voice="source"))}
    assert (outlet["war"], outlet["strike"]) == (1, 0)


def test_speakers_are_counted_with_the_frames_they_carry() -> None:
    """A source without a name is kept under None, after the named ones of equal count."""
    scores = make_scores([("A", '"War," said Ann. "War." "Bread," said Ann.'), ("B", '"Bread," said Bo.')], RISK)
    rows = speaker_counts(scores, [Measure("risk")])
    assert [(row.speaker, row.sentences, row.carrying[Measure("risk")]) for row in rows] == [
        ("Ann", 2, 1),
        ("Bo", 1, 0),
        (None, 1, 1),
    ]
    assert rows[0].outlets == ("A",)


def test_positions_divide_articles_into_fifths() -> None:
    """Ten sentences give two a fifth; the shares of the carrying ones sum to 1, and are None where none carries."""
    scores = make_scores([("A", " ".join(["War."] * 3 + ["Bread."] * 6 + ["War."]))], RISK)
    found = positions(scores, Measure("risk"))
    assert found.sentences == (2, 2, 2, 2, 2)
    assert found.carrying == (2, 1, 0, 0, 1)
    assert found.shares == (0.5, 0.25, 0.0, 0.0, 0.25)
    assert positions(scores, Measure("risk"), outlet="B").sentences == (0, 0, 0, 0, 0)
    assert positions(scores, Measure("risk"), outlet="B").shares is None
