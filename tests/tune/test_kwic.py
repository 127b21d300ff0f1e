"""The concordance: every hit once, in its context, with what was decided about it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from makers import make_lexicon, make_scores

from framing import pipeline
from framing.errors import LexiconError
from framing.lexicon.load import load_cues
from framing.model import Article, Corpus
from framing.score.scorer import Scorer
from framing.text.sentences import segment
from framing.text.voices import attribute
from framing.tune.kwic import KwicLine, concordance, query_lexicon

SEEDS = Path(__file__).parents[2] / "seeds"
CUES = load_cues()


def lines_of(text: str, query: str, *, context: int = 60) -> list[KwicLine]:
    """Return the concordance of a query in one article, read and judged as a corpus is."""
    article = Article(id="a", outlet="North", text=text, origin="a", sha256="", published=date(2026, 3, 1))
    scores = Scorer([query_lexicon(query)], CUES).score([attribute(segment(article), CUES)])
    return list(concordance(scores, context=context))


def place(line: KwicLine) -> tuple[str, int, int, str, str]:
    """Return what tells one line from another."""
    return line.article, line.start, line.end, line.facet, line.term


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    """Read the seeds once."""
    return pipeline.read([SEEDS])


def test_a_line_has_the_words_on_both_sides_and_who_says_it() -> None:
    """Left, hit and right join to the paragraph; voice, speaker, stance and cue are the hit's."""
    text = "Rain came. “The red line holds,” said Anna Berg. There is no red line at all."
    first, second = lines_of(text, "red line")
    assert first.left + first.hit + first.right == text
    assert (first.voice, first.speaker, first.stance) == ("source", "Anna Berg", "asserted")
    assert (second.voice, second.stance) == ("outlet", "discounted")
    assert second.cue == "no"
    assert text[second.start : second.end] == second.hit == "red line"
    assert first.published == date(2026, 3, 1)


def test_context_ends_at_the_paragraph_and_holds_whole_words() -> None:
    """Words of the next paragraph are another thought; half a word is none."""
    text = "Before it all.\n\nA long approach to war and a long way back.\n\nAfter it all."
    (line,) = lines_of(text, "war", context=12)
    assert (line.left, line.right) == ("approach to ", " and a long")
    (whole,) = lines_of(text, "war", context=500)
    assert (whole.left, whole.right) == ("A long approach to ", " and a long way back.")
    (bare,) = lines_of(text, "war", context=0)
    assert (bare.left, bare.right) == ("", "")


def test_a_hit_over_a_line_break_stands_on_one_line() -> None:
    """A concordance has one line a hit, whatever the article's white space."""
    (line,) = lines_of("They spoke of a red\nline that day.", "red line")
    assert line.hit == "red line"


def test_words_without_spaces_are_cut_at_the_limit() -> None:
    """Where no space allows a whole word, the limit holds all the same."""
    (line,) = lines_of(f"{'x' * 90}-war {'y' * 90}", "war", context=20)
    assert len(line.left) <= 20
    assert len(line.right) <= 20


WORDS = st.lists(st.sampled_from(["war", "Łódź", "戦争", "peace", "“war”", "naïve"]), min_size=1, max_size=30)


@given(WORDS, st.integers(0, 40))
def test_no_side_is_longer_than_asked_and_nothing_is_made_up(words: list[str], context: int) -> None:
    """Left, hit and right are a piece of the article around the hit."""
    text = " ".join(words) + "."
    for line in lines_of(text, "war", context=context):
        assert len(line.left) <= context
        assert len(line.right) <= context
        assert line.left + line.hit + line.right in text
        assert text[line.start : line.end] == line.hit


def test_a_query_by_line_is_the_term_on_that_line(corpus: Corpus) -> None:
    """`lexicon:LINE` shows what the term there hits, and no other's."""
    every = pipeline.kwic(corpus, "escalation-risk")
    (lexicon,) = pipeline.load_lexicons(["escalation-risk"])
    line = next(term.line for term in lexicon.terms if term.pattern == every[0].term)
    found = pipeline.kwic(corpus, f"escalation-risk:{line}")
    assert found == [one for one in every if one.term == every[0].term]
    with pytest.raises(LexiconError, match="no term stands on this line; terms stand on lines"):
        pipeline.kwic(corpus, "escalation-risk:1")


def test_a_frame_is_the_sum_of_its_facets(corpus: Corpus) -> None:
    """Every hit of the frame is in one facet, and the order is that of the text."""
    every = pipeline.kwic(corpus, "us-politics")
    facets = pipeline.load_lexicons(["us-politics"])[0].facets
    parts = [line for facet in facets for line in pipeline.kwic(corpus, f"us-politics/{facet.name}")]
    assert sorted(map(place, parts)) == sorted(map(place, every))


def test_a_query_may_use_the_sets_of_a_lexicon(corpus: Corpus) -> None:
    """`--lexicon` gives a free query its word sets; without them the set is unknown."""
    assert pipeline.kwic(corpus, "@russia BEFORE/9 @war", lexicons=["escalation-risk"])
    with pytest.raises(LexiconError, match="@russia"):
        pipeline.kwic(corpus, "@russia BEFORE/9 @war")


def test_one_facet_or_term_of_given_scores() -> None:
    """Scores that are there already need not be made again."""
    scores = make_scores([("North", "War came. Peace came.")], make_lexicon())
    assert [line.hit for line in concordance(scores, facet="peace")] == ["Peace"]
    assert [line.hit for line in concordance(scores, term="risk/war/war")] == ["War"]
