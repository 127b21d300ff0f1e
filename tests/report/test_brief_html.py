"""The HTML brief: one file, offline, escaped, with an order a screen reader can follow."""

from __future__ import annotations

import importlib
import io
import re
from html.parser import HTMLParser
from itertools import pairwise
from typing import Any
from xml.parsers import expat

import pytest
from report_fixtures import analysis_of, make_analysis, scored_document

from framing.model import Analysis
from framing.report.build import build
from framing.report.html import environment, font_bytes, page_html, render, subset_font
from framing.report.view import LONG, Cell, Column, Row, Table

TTFont: Any = importlib.import_module("fontTools.ttLib").TTFont  # untyped, and read here only
NASTY = "<script>alert('x')</script> & \x00\x07 \u202e x" + "y" * 400 + " flood $a_1^b$ 👩‍👩‍👧 \u0301 </p>"


class Page(HTMLParser):
    """Collects what the tests ask about."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.headings: list[int] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))


def nasty_analysis() -> Analysis:
    """Return an analysis whose names, titles and sentences try to break out of the page."""
    names = ['<b onload="x">&"Outlet', "Very" + "long" * 60]
    scored = tuple(
        scored_document(name, i, 0, [(NASTY, "outlet", None), (NASTY, "source", "</td><script>")] * 4, title=NASTY)
        for i, name in enumerate(names)
    )
    return analysis_of(scored, names)


@pytest.fixture(scope="module")
def page() -> str:
    return page_html(build(make_analysis(sentences=12)), fonts="")


@pytest.fixture(scope="module")
def nasty() -> str:
    return page_html(build(nasty_analysis()), fonts="")


def test_the_page_needs_nothing_but_itself() -> None:
    """No script, no stylesheet or image from elsewhere; fonts are inside; the same report gives the same text."""
    report = build(make_analysis(outlets=2, sentences=6))
    text = render(report)
    assert text == render(report)
    assert "<script" not in text
    assert "http-equiv" not in text
    assert text.count("data:font/woff2;base64,") == 4
    sources = re.findall(r"""(?:src|href)=["']([^"'#][^"']*)""", text)
    assert [s for s in sources if not s.startswith("data:")] == []
    assert set(re.findall(r"url\(([^)]{0,12})", text)) <= {'"data:font/w', "#"} | {
        u for u in re.findall(r"url\(([^)]{0,12})", text) if u.startswith("#")
    }


def test_headings_start_at_one_and_skip_no_level(page: str) -> None:
    """There is one H1, it comes first, and no heading is more than one level below the one before."""
    levels = Page(page).headings
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(b - a <= 1 for a, b in pairwise(levels))


def test_every_table_head_has_a_scope_and_every_chart_its_numbers(page: str) -> None:
    """A th says what it heads; an SVG has a title with figures in it."""
    found = Page(page)
    assert all(attrs.get("scope") for tag, attrs in found.tags if tag == "th")
    titles = re.findall(r"<svg[^>]*>\s*<title>(.*?)</title>", page, flags=re.DOTALL)
    assert len(titles) == page.count("<svg")
    assert all(re.search(r"\d", title) for title in titles)


def test_ids_are_unique(page: str) -> None:
    """No two charts or parts share an id, so a reference finds its own."""
    ids = re.findall(r'\bid="([^"]+)"', page)
    assert len(ids) == len(set(ids))


def test_texts_cannot_break_out_of_the_page(nasty: str) -> None:
    """Markup in an article, a name or a title is shown as text, and control characters are gone."""
    assert "<script" not in nasty
    assert "<b onload" not in nasty
    assert "&lt;script&gt;" in nasty
    assert "\x00" not in nasty
    assert "\x07" not in nasty
    assert {tag for tag, _ in Page(nasty).tags}.isdisjoint({"script", "b", "img", "iframe", "link", "object"})


def test_every_chart_is_well_formed_xml(nasty: str) -> None:
    """A name with markup in it still gives charts an XML parser reads."""
    charts = re.findall(r"<svg.*?</svg>", nasty, flags=re.DOTALL)
    assert charts
    for svg in charts:
        assert expat.ParserCreate().Parse(svg, True) == 1


def test_only_house_fonts_are_given_out() -> None:
    """A font is fetched by its name alone: a path is no name."""
    with pytest.raises(KeyError):
        font_bytes("../data.py")


def test_a_font_subset_holds_the_letters_asked_for() -> None:
    """The fonts inside the page draw Łódź, Зеленський and Erdoğan with their own glyphs."""
    letters = "Łódź Зеленський Erdoğan"
    for name in ("SourceSans3-Regular.ttf", "SourceSerif4-Semibold.ttf"):
        small = TTFont(io.BytesIO(subset_font(name, letters)))
        whole = TTFont(io.BytesIO(font_bytes(name)))
        for letter in set(letters) - {" "}:
            code = ord(letter)
            assert (
                small["glyf"][small.getBestCmap()[code]].getCoordinates(small["glyf"])[0]
                == whole["glyf"][whole.getBestCmap()[code]].getCoordinates(whole["glyf"])[0]
            )


def test_only_cells_with_long_words_may_break_anywhere() -> None:
    """A word that is wider than its column may be, an address or a text without spaces, is marked; others are not."""
    long, short = "https://" + "x" * LONG, " ".join(["fifteen letters"] * 20)
    table = Table(
        title="Tea",
        subtitle="",
        columns=(Column(title=short), Column(title=long, align="right"), Column(title="", note=long)),
        rows=(
            Row(head=Cell(text=long), cells=(Cell(text=short, note=short), Cell(text="東" * LONG, tone="above"))),
            Row(head=Cell(text=short), cells=(Cell(text="", note=long), Cell(text="x" * (LONG - 1)))),
        ),
    )
    source = '{% import "macros.html" as m with context %}{{ m.table(t) }}'
    marked = re.findall(r"<(?:th|td)\b([^>]*)>", environment().from_string(source).render(t=table, draw=None))
    assert ["long" in attributes for attributes in marked] == [False, True, True, True, False, True, False, True, False]
    assert marked[5] == ' class="left above long"'
