"""The brief of a comparison: claims no more than the verdicts, keeps its format, and stands every shape of it."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import jsonschema
import pikepdf
import pytest
import standing_fixtures
from browsing import serious_findings
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser
from report_outline import assert_golden, outline
from standing_fixtures import make_compared, replaced, too_little
from test_brief_html import NASTY, Page

from framing.model import Compared, Setting
from framing.report import data as brief_data
from framing.report import pdf
from framing.report.html import page_html, render
from framing.report.numbers import in_words
from framing.report.standing.build import build
from framing.report.standing.context import make_context
from framing.report.standing.data import results, schema
from framing.report.standing.tables import matched_table
from framing.report.standing.wording import headline, place_words, told

SHAPES: dict[str, Callable[[], Compared]] = {
    "one outlet": lambda: make_compared(quotes=True),
    "three outlets": lambda: make_compared(new=3, articles=4),
    "one article, nothing found": lambda: make_compared(contrast=0.0, articles=1, matched=False, dated=False),
    "too little text": too_little,
    "many outlets": lambda: make_compared(new=25, articles=1, known=40, sentences=8),
    "a rate": lambda: _as_rate(make_compared(articles=2)),
}


def _as_rate(compared: Compared) -> Compared:
    return replace(compared, standings=replace(compared.standings, setting=Setting(rate="per_1000")))


@pytest.mark.parametrize("shape", SHAPES)
def test_results_keep_to_their_schema(shape: str) -> None:
    """Every shape of a comparison keeps to the documented format, and the same comparison gives the same bytes."""
    jsonschema.Draft202012Validator.check_schema(schema())
    written = results(SHAPES[shape]())
    jsonschema.validate(json.loads(written), schema())
    assert written == results(SHAPES[shape]())


def test_both_formats_describe_their_common_parts_alike() -> None:
    """What the results of a brief and of a comparison share is described by the same words."""
    ours, theirs = schema(), brief_data.schema()
    for part in ("provenance", "measures", "articles", "sentences", "skipped", "hits", "validity"):
        assert ours["properties"][part] == theirs["properties"][part]
    assert ours["$defs"]["setting"] == theirs["$defs"]["setting"]


def test_no_text_is_copied_into_the_results() -> None:
    """Hits carry the words they matched; the texts themselves stay their publishers'."""
    compared = make_compared(articles=2)
    whole = compared.corpus.documents[0].article.text
    assert whole[:200] not in results(compared).decode()
    hits = json.loads(results(compared))["hits"]
    assert len(hits) == sum(len(d.hits) for d in compared.scores.documents)


@settings(max_examples=25)
@given(
    contrast=st.floats(0, 1),
    new=st.integers(1, 3),
    articles=st.integers(1, 4),
    sentences=st.integers(2, 30),
    matched=st.booleans(),
)
def test_a_headline_claims_what_a_verdict_says(
    contrast: float, new: int, articles: int, sentences: int, matched: bool
) -> None:
    """Each claim of a headline is a verdict of the same outlet, measure and direction; without one, none is made."""
    compared = make_compared(contrast=contrast, new=new, articles=articles, sentences=sentences, matched=matched)
    found = headline(make_context(compared))
    for claim in found.claims:
        standing = next(s for s in compared.standings.standings if s.outlet == claim.outlet)
        placements = standing.matched.placements if claim.matched else standing.placements
        verdict = next(p.difference.verdict for p in placements if p.measure == claim.measure)
        assert verdict == claim.direction
    if not found.claims:
        assert not re.search(r"\b(more|less)\b", found.text)


def test_nothing_found_is_said_with_what_could_have_been(caplog: pytest.LogCaptureFixture) -> None:
    """Where nothing is distinguishable the headline says so and page one says how large a difference would be seen."""
    report = build(SHAPES["one article, nothing found"]())
    assert report.cover.headline.startswith("Nothing sets Meridian Post’s article apart")
    assert any(box.title == "What this much text could show" for box in report.cover.boxes)
    assert "from 20 seen" in outline(report.sections)
    assert "What makes the widest gap" in outline(report.sections)


def test_an_outlet_that_the_baseline_holds_is_named() -> None:
    """An outlet compared with a baseline that it is part of is said to be so."""
    compared = make_compared(articles=2)
    facts = compared.standings.baseline
    within = replace(facts, outlets={**facts.outlets, "Meridian Post": 3})
    compared = replace(compared, standings=replace(compared.standings, baseline=within))
    boxes = " ".join(p for box in build(compared).cover.boxes for p in box.paragraphs)
    assert "Meridian Post is itself in the baseline" in boxes


def test_sentences_that_carry_the_difference_come_from_many_articles() -> None:
    """A sentence of each article comes before a second of any, and every one of them has a hit marked."""
    (section,) = build(make_compared(articles=4, quotes=True)).sections
    own = [q for q in section.evidence.sentences if q.outlet.outlet == "Meridian Post"]
    assert len({q.source.split(", paragraph")[0] for q in own[:4]}) == 4
    assert all(any(run.marks for run in q.runs) for q in section.evidence.sentences)


@pytest.mark.parametrize("shape", SHAPES)
def test_pages_keep_an_order_a_screen_reader_can_follow(shape: str) -> None:
    """One H1, no level skipped, scopes on every head, ids of their own, a description with numbers for each chart."""
    text = page_html(build(SHAPES[shape]()), fonts="")
    page = Page(text)
    assert page.headings[0] == 1
    assert page.headings.count(1) == 1
    assert all(b - a <= 1 for a, b in pairwise(page.headings))
    assert all(attrs.get("scope") for tag, attrs in page.tags if tag == "th")
    ids = re.findall(r'\bid="([^"]+)"', text)
    assert len(ids) == len(set(ids))
    linked = set(re.findall(r'href="#([\w-]+)"', re.sub(r"<svg.*?</svg>", "", text, flags=re.DOTALL)))
    assert linked <= set(ids)
    titles = re.findall(r"<svg[^>]*>\s*<title>(.*?)</title>", text, flags=re.DOTALL)
    assert len(titles) == text.count("<svg")
    assert all(re.search(r"\d", title) for title in titles)


def test_a_page_is_short_whatever_is_compared() -> None:
    """Tables of a comparison of many outlets stay under 300 rows: the rest is in the attachment."""
    text = page_html(build(make_compared(new=60, articles=1, known=80, sentences=4)), fonts="")
    assert text.count("<tr") < 300
    assert "more in results.json" in text


def test_the_page_needs_nothing_but_itself() -> None:
    """The HTML has its fonts inside, no script and no address to fetch."""
    text = render(build(make_compared(articles=1, sentences=8)))
    assert text.count("data:font/woff2;base64,") == 4
    assert "<script" not in text
    assert [s for s in re.findall(r"""(?:src|href)=["']([^"'#][^"']*)""", text) if not s.startswith("data:")] == []


def test_the_pdf_is_both_standards_with_results_attached_and_the_same_twice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """PDF/A-3a and PDF/UA-1 at once, results.json attached as it is, nothing of the clock, hostile names and all."""
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    compared = replaced(make_compared(articles=2, sentences=12, quotes=True), outlet="Meridian Post")
    facts = replace(compared.standings.baseline, name=NASTY)
    compared = replace(compared, standings=replace(compared.standings, baseline=facts))
    report, numbers = build(compared), results(compared)
    with caplog.at_level(logging.WARNING, logger="weasyprint"):
        pdf.write(report, tmp_path / "new.pdf", numbers)
    assert [r.getMessage() for r in caplog.records if r.name == "weasyprint"] == []
    assert pdf.render_bytes(report, numbers) == (tmp_path / "new.pdf").read_bytes()
    with pikepdf.open(tmp_path / "new.pdf") as brief:
        with brief.open_metadata() as metadata:
            assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("3", "A")
            assert metadata["{http://www.aiim.org/pdfua/ns/id/}part"] == "1"
        assert brief.attachments["results.json"].get_file().read_bytes() == numbers
        assert 4 <= len(brief.pages) <= 10


def test_texts_cannot_break_out_of_the_page() -> None:
    """Markup in names is shown as text."""
    compared = make_compared(articles=1, sentences=6)
    facts = replace(compared.standings.baseline, name=NASTY, outlets={NASTY: 3})
    text = page_html(build(replace(compared, standings=replace(compared.standings, baseline=facts))), fonts="")
    assert {tag for tag, _ in Page(text).tags}.isdisjoint({"script", "b", "img", "iframe", "link", "object"})


def test_a_screen_reader_and_a_narrow_screen_can_read_the_page(browser: Browser, tmp_path: Path) -> None:
    """Axe finds nothing serious in a real browser, and no page is wider than its window."""
    (tmp_path / "new.html").write_text(render(build(SHAPES["three outlets"]())), encoding="utf-8")
    page = browser.new_page(viewport={"width": 420, "height": 900})
    page.goto((tmp_path / "new.html").as_uri())
    assert serious_findings(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.close()


GOLDEN = Path(__file__).parent.parent / "golden" / "standing"
PARTS = ("cover", "sections", "basis", "method", "reproduce")


@pytest.fixture(scope="module")
def golden() -> Any:
    return build(make_compared(articles=4, quotes=True))


@pytest.mark.parametrize("part", [*PARTS, "overview"])
def test_each_part_says_what_its_golden_file_says(golden: Any, part: str) -> None:
    """Each part of the made-up comparison reads as it was last reviewed; UPDATE_GOLDEN=1 writes it anew."""
    report = golden if part in PARTS else build(SHAPES["three outlets"]())
    assert_golden(GOLDEN / f"{part}.txt", outline(getattr(report, part)))


def test_a_long_outlet_name_is_cut_wherever_it_is_told_of(monkeypatch: pytest.MonkeyPatch) -> None:
    """A name of 300 letters, of a new outlet or of the baseline's, is printed cut, so that it fits its place."""
    monkeypatch.setattr(standing_fixtures, "NEW", ("C" * 300,))
    monkeypatch.setattr(standing_fixtures, "_known_name", lambda i: f"{i}{'B' * 300}")
    report = outline(build(make_compared(quotes=True)))
    assert "C" * 20 in report
    assert "B" * 20 in report
    assert "C" * 60 not in report
    assert "B" * 60 not in report


def test_like_articles_show_the_share_they_are_held_against() -> None:
    """Where only some of the new texts tell the story, the table shows their own share, and its gaps add up."""
    some = make_compared(articles=12)
    standing = some.standings.standings[0]
    same = tuple(
        replace(p, new=plain.new) for p, plain in zip(standing.matched.placements, standing.placements, strict=True)
    )
    every = replaced(some, matched=replace(standing.matched, placements=same))
    shown = [matched_table(make_context(c), c.standings.standings[0]) for c in (every, some)]
    titles = [[column.title for column in table.columns] for table in shown if table is not None]
    assert ["New there" in found for found in titles] == [False, True]
    assert all(
        len(row.cells) + 1 == len(found)
        for table, found in zip(shown, titles, strict=True)
        if table
        for row in table.rows
    )


def test_the_outlet_told_of_is_the_one_farthest_away_where_adjusted_p_are_tied() -> None:
    """Where nothing holds and several outlets share the smallest q, the one with the widest gap gets the section."""
    compared = make_compared(new=5, contrast=0.0)
    flat = tuple(
        replace(
            s,
            placements=tuple(
                replace(p, difference=replace(p.difference, q=0.2, value=0.1 * i, verdict="not distinguishable"))
                for p in s.placements
            ),
        )
        for i, s in enumerate(compared.standings.standings)
    )
    context = make_context(replace(compared, standings=replace(compared.standings, standings=flat)))
    assert [s.outlet for s in told(context)] == [flat[-1].outlet]


def test_the_place_among_outlets_that_are_all_as_high_is_level() -> None:
    """A share that all outlets of the baseline have is level with them, and one above none says so."""
    placement = make_compared().standings.standings[0].placements[0]
    same = {name: replace(e, value=0.0) for name, e in placement.outlets.items()}
    level = replace(placement, new=replace(placement.new, value=0.0), outlets=same)
    assert place_words(level) == f"level with all {in_words(len(same))}"
    one_up = {**same, next(iter(same)): replace(placement.new, value=0.5)}
    assert place_words(replace(level, outlets=one_up)) == f"above none of {in_words(len(same))}"


def test_a_baseline_of_one_outlet_says_nothing_of_what_a_text_reads_like() -> None:
    """The only outlet there is is the nearest in every resample, which is no finding."""
    compared = make_compared()
    standing = compared.standings.standings[0]
    lone = replaced(compared, frames_like=standing.frames_like[:1], words_like=standing.words_like[:1])
    assert "What it reads like" in render(build(compared))
    assert "reads most like" not in render(build(lone))
    assert "What it reads like" not in render(build(lone))
