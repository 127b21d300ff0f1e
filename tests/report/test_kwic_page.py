"""A concordance as a page: counts, every hit in its context, and nothing an article can break."""

from __future__ import annotations

from pathlib import Path

import pytest
from browsing import assert_sound
from makers import make_lexicon, make_scores
from playwright.sync_api import Browser

from framing import pipeline
from framing.model import Corpus
from framing.report.kwic_page import kwic_page
from framing.tune.kwic import KwicLine, concordance

SEEDS = Path(__file__).parents[2] / "seeds"


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    """Read the seeds once."""
    return pipeline.read([SEEDS])


@pytest.fixture(scope="module")
def lines(corpus: Corpus) -> list[KwicLine]:
    """Look for a frame once."""
    return pipeline.kwic(corpus, "escalation-risk")


def test_every_hit_is_marked_in_its_context(browser: Browser, corpus: Corpus, lines: list[KwicLine]) -> None:
    """One row a hit, in order; its mark tells stance and voice, and not by colour alone."""
    page = browser.new_page()
    page.set_content(kwic_page(lines, query="escalation-risk", corpus=corpus))
    marks = page.locator(".lines mark")
    assert marks.all_inner_texts() == [line.hit for line in lines]
    classes = [mark.get_attribute("class") or "" for mark in marks.all()]
    assert [("discounted" in name, "source" in name) for name in classes] == [
        (line.stance == "discounted", line.voice == "source") for line in lines
    ]
    styles = {
        name: page.locator(f".lines mark[class='{name}']").first.evaluate(
            "mark => getComputedStyle(mark).borderBottomStyle + getComputedStyle(mark).borderTopStyle"
        )
        for name in set(classes)
    }
    assert len(set(styles.values())) == len(styles)
    page.close()


@pytest.mark.parametrize("width", [1280, 380])
def test_the_page_has_no_serious_fault(browser: Browser, corpus: Corpus, lines: list[KwicLine], width: int) -> None:
    """It stays inside a wide and a narrow window, asks the network for nothing, and axe-core finds nothing serious."""
    assert_sound(browser, kwic_page(lines, query="escalation-risk", corpus=corpus), width=width)


def test_counts_are_those_of_the_lines(corpus: Corpus, lines: list[KwicLine]) -> None:
    """The standfirst counts what is there, and says when only a part is shown."""
    page = kwic_page(lines[:7], query="escalation-risk", corpus=corpus, found=len(lines))
    assert f"{len(lines)} hits in" in page
    assert "The first 7 are shown and counted below." in page
    assert page == kwic_page(lines[:7], query="escalation-risk", corpus=corpus, found=len(lines))


def test_no_hits_are_a_page_too(corpus: Corpus) -> None:
    """It says so, and has no empty table."""
    page = kwic_page([], query="zeppelin", corpus=corpus)
    assert "No hit in 5 articles." in page
    assert "<table" not in page


def test_what_an_article_says_is_never_markup(corpus: Corpus) -> None:
    """Query, outlet and context that look like markup are printed as they are."""
    scores = make_scores([("<i>North</i>", "The <script>alert(1)</script> war came.")], make_lexicon())
    page = kwic_page(list(concordance(scores)), query="<b>war</b>", corpus=corpus)
    assert "<i>North" not in page
    assert "<b>war" not in page
    assert "<script" not in page
    assert "&lt;script&gt;alert(1)" in page
