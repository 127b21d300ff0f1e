"""Quotations are chosen by a rule and marked where the hits are."""

from __future__ import annotations

import dataclasses

import pytest
from report_arithmetic import MEASURES
from report_fixtures import analysis_of, make_analysis, scored_document

from framing.model import Hit, Voice
from framing.report.build import build
from framing.report.context import Context, make_context
from framing.report.quotes import QUOTATION_WORDS, furthest_above, quote, strongest, typical

Part = tuple[str, Voice, str | None]


def _context(parts: list[Part]) -> Context:
    scored = (scored_document("One", 0, 0, parts), scored_document("Two", 1, 0, [("Nothing at all.", "outlet", None)]))
    return make_context(analysis_of(scored, ["One", "Two"]))


def test_the_strongest_paragraph_has_most_hits_and_the_earliest_wins_a_tie() -> None:
    """Two floods beat one; of two paragraphs with two, the first is quoted."""
    weak: Part = ("A flood came.", "outlet", None)
    strong: Part = ("A flood, a collapse.", "outlet", None)
    lines = [weak] * 3 + [strong] * 6
    passage = strongest(_context(lines), "One", MEASURES[0])
    assert passage is not None
    assert passage.sentences[0].paragraph == 1


def test_an_outlet_without_the_measure_is_not_quoted() -> None:
    """No hit, no strongest paragraph, no typical one and no measure it stands out on."""
    context = _context([("A flood came.", "outlet", None)])
    assert strongest(context, "Two", MEASURES[0]) is None
    assert typical(context, "Two") is None
    assert furthest_above(context, "Two") is None


def test_runs_give_back_the_text_and_mark_each_hit_once() -> None:
    """The pieces of a quotation are its text; each hit is marked over its own words, and discounted ones apart."""
    context = _context([("The flood is overblown, residents decided.", "outlet", None), ("A flood.", "outlet", None)])
    passage = strongest(context, "One", MEASURES[1])
    assert passage is not None
    quotation = quote(context, passage)
    assert "".join(r.text for r in quotation.runs) == "The flood is overblown, residents decided. A flood."
    marked = [(r.text, r.letters, r.marks[0] < 0) for r in quotation.runs if r.marks]
    assert marked == [("flood", "F", True), ("residents decided", "A", False), ("flood", "F", False)]
    assert "discounted" in quotation.tally


def test_overlapping_hits_of_two_frames_are_both_marked() -> None:
    """Where hits of two frames cross, the shared words carry both marks and each letter stands at its own end."""
    context = _context([("A flood was given.", "outlet", None)])
    scored = context.by_outlet["One"][0]
    first, second = scored.hits
    crossing = (first, dataclasses.replace(second, start=first.start + 2))
    wide = dataclasses.replace(scored, hits=crossing)
    passage = strongest(dataclasses.replace(context, by_outlet={"One": (wide,)}), "One", MEASURES[0])
    assert passage is not None
    runs = quote(context, passage).runs
    assert [len(r.marks) for r in runs] == [0, 1, 2, 1, 0]
    assert [r.letters for r in runs if r.letters] == ["F", "R"]


@pytest.mark.parametrize("words", [5, 30, 400])
def test_a_long_paragraph_is_cut_to_sentences(words: int) -> None:
    """No quotation is longer than the limit unless a single sentence is, and a cut is shown."""
    line = ("tunnel " * words).strip() + "."
    context = _context([(line, "outlet", None), (line + " A flood.", "outlet", None), (line, "outlet", None)])
    passage = strongest(context, "One", MEASURES[0])
    assert passage is not None
    assert passage.words <= QUOTATION_WORDS or len(passage.sentences) == 1
    text = "".join(r.text for r in quote(context, passage).runs)
    assert ("…" in text) == (len(passage.sentences) < 3 or words == 400)


def test_marks_have_letters_of_their_own() -> None:
    """No two measures of a brief share the letter of their marks."""
    letters = [m.letter for m in make_context(make_analysis()).frame_marks.values()]
    assert len(set(letters)) == len(letters)


@pytest.mark.parametrize(("outlets", "articles", "sentences"), [(50, 2, 6), (3, 120, 4), (2, 1, 3), (1, 1, 1)])
def test_large_and_small_corpora_still_give_a_brief(outlets: int, articles: int, sentences: int) -> None:
    """Fifty outlets, hundreds of articles or one sentence: tables keep to their limits and say what is left out."""
    report = build(make_analysis(outlets=outlets, articles=articles, sentences=sentences))
    assert len(report.profiles.profiles) <= 8
    assert len(report.beside.table.rows) <= 22
    assert len(report.corpus.table.rows) <= 60
    assert sum(len(x.table.rows) for x in report.appendix.lexicons if x.table) <= 300
    if outlets > 8:
        assert "more outlets" in str(report.cover.figure.chart)
        assert "results.json" in report.beside.table.note


def test_hits_are_looked_up_under_the_published_setting() -> None:
    """What carries a measure follows the comparison's own setting: with stances ignored nothing is discounted."""
    analysis = make_analysis(sentences=20)
    setting = dataclasses.replace(analysis.comparison.setting, stance="ignored")
    ignored = dataclasses.replace(analysis, comparison=dataclasses.replace(analysis.comparison, setting=setting))
    context = make_context(ignored)
    assert not any(context.carried(d, MEASURES[1]) for d in analysis.scores.documents)
    hits: list[Hit] = [h for d in analysis.scores.documents for h in d.hits if h.lexicon == "flood-risk"]
    carried = sum(len(context.carried(d, MEASURES[0])) for d in analysis.scores.documents)
    assert carried == len({(h.article, h.sentence) for h in hits})
