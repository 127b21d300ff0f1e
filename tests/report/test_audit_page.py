"""An audit as JSON, as rows and as a page: what is said of the seeds, and what must not break a page."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from browsing import assert_sound
from jsonschema import validate
from makers import make_lexicon, make_scores
from playwright.sync_api import Browser

from framing import pipeline
from framing.model import Corpus, Setting
from framing.report.audit_data import audit_json, schema, term_rows
from framing.report.audit_page import audit_page
from framing.tune.audit import Audit, audit

SEEDS = Path(__file__).parents[2] / "seeds"


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    """Read the seeds once."""
    return pipeline.read([SEEDS])


@pytest.fixture(scope="module")
def found(corpus: Corpus) -> Audit:
    """Audit a house lexicon on the seeds once."""
    return pipeline.audit(corpus, "escalation-risk")


def test_the_json_has_the_documented_shape(found: Audit) -> None:
    """It fits its schema, and two runs give the same bytes."""
    written = audit_json(found, corpus="seeds")
    validate(json.loads(written), schema())
    assert audit_json(found, corpus="seeds") == written


def test_rows_hold_what_the_json_holds(found: Audit) -> None:
    """One row a term, dead ones too, all with the same columns; hits by outlet sum to hits."""
    rows = list(term_rows(found))
    assert len(rows) == len(found.terms)
    assert len({tuple(row) for row in rows}) == 1
    assert sum(row["hits"] for row in rows) == found.hits
    assert all(sum(row["hits_in"].values()) == row["hits"] for row in rows)


def test_the_page_says_the_counts_and_is_the_same_twice(found: Audit, corpus: Corpus) -> None:
    """Title and standfirst are made of the audit's numbers."""
    page = audit_page(found, corpus=corpus)
    assert page == audit_page(found, corpus=corpus)
    live = sum(term.status == "live" for term in found.terms)
    assert f"<h1>Escalation risk: {live} of {len(found.terms)} terms hit</h1>" in page
    assert "http://" not in page.replace("http://www.w3.org", "")
    assert "<script" not in page


@pytest.mark.parametrize("width", [1280, 380])
def test_the_page_has_no_serious_fault(browser: Browser, found: Audit, corpus: Corpus, width: int) -> None:
    """It stays inside a wide and a narrow window, asks the network for nothing, and axe-core finds nothing serious."""
    assert_sound(browser, audit_page(found, corpus=corpus), width=width)


def test_what_an_article_or_a_term_says_is_never_markup(corpus: Corpus) -> None:
    """A term and an outlet that look like markup are printed as they are."""
    lexicon = make_lexicon("risk", {"war": ["war"]})
    scores = make_scores([("<b>North</b>", "War <script>alert(1)</script> came."), ("South", "Bread.")], lexicon)
    page = audit_page(audit(scores), corpus=corpus)
    assert "<b>North" not in page
    assert "&lt;b&gt;North" in page
    assert "<script" not in page


def test_one_outlet_and_no_hits_are_pages_too(corpus: Corpus) -> None:
    """Nothing is compared, nothing is divided by zero."""
    lexicon = make_lexicon("risk", {"war": ["zeppelin"]})
    page = audit_page(audit(make_scores([("North", "War came.")], lexicon)), corpus=corpus)
    assert "0 of 1 term hit" in page
    assert "What carries the difference" not in page


def test_tables_of_large_lexicons_are_cut_and_say_so(corpus: Corpus) -> None:
    """A page of hundreds of terms says how many more there are."""
    words = [f"word{n}" for n in range(310)]
    lexicon = make_lexicon("risk", {"war": words})
    scores = make_scores([("North", " ".join(f"A {word} came." for word in words))], lexicon)
    page = audit_page(audit(scores, setting=Setting(permutations=99)), corpus=corpus)
    assert "and 10 more, which the CSV of this audit holds" in page
