"""Two versions of a lexicon as a page and as JSON: what is said, and what must not break it."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from browsing import assert_sound
from jsonschema import validate
from makers import make_lexicon, make_scores
from playwright.sync_api import Browser

from framing import pipeline
from framing.lexicon.load import load_lexicon
from framing.model import Corpus, Lexicon
from framing.report.diff_data import diff_json, hit_rows, schema
from framing.report.diff_page import diff_page, headline
from framing.tune.diff import LexiconDiff, diff

ROOT = Path(__file__).parents[2]
SEEDS = ROOT / "seeds"


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    """Read the seeds once."""
    return pipeline.read([SEEDS])


@pytest.fixture(scope="module")
def found(corpus: Corpus) -> LexiconDiff:
    """Compare a house lexicon with one that lost its first live facet's terms, on articles and coded sentences."""
    old = load_lexicon(ROOT / "lexicons" / "escalation-risk.yaml")
    shorter = tuple(
        replace(facet, terms=facet.terms[::3]) if facet.name in ("spiral", "direct-war") else facet
        for facet in old.facets
    )
    new = replace(old, facets=shorter, origin="shorter.yaml")
    return pipeline.lexicon_diff(corpus, old, new, coded=(SEEDS / "coded_sentences.tsv", None))


def between(old: Lexicon, new: Lexicon, texts: list[tuple[str, str]]) -> LexiconDiff:
    return diff(make_scores(texts, old), make_scores(texts, new))


def test_the_json_has_the_documented_shape(found: LexiconDiff) -> None:
    """It fits its schema, holds every moved hit, and two runs give the same bytes."""
    written = diff_json(found, corpus="seeds")
    document = json.loads(written)
    validate(document, schema())
    assert diff_json(found, corpus="seeds") == written
    assert len(document["hits"]) == len(found.hits) == len(list(hit_rows(found))) > 5
    assert document["values"]["f1-drop"] > 0


def test_the_page_says_what_moved_and_is_the_same_twice(found: LexiconDiff, corpus: Corpus) -> None:
    """The title is made of the counts; hits lost stand in their context; validity stands first."""
    page = diff_page(found, corpus=corpus)
    assert page == diff_page(found, corpus=corpus)
    assert f"<h1>{headline(found)}</h1>" in page
    assert page.index("How right it is") < page.index("Hits lost")
    assert "F1 moves: escalation-risk from" in page
    assert str(SEEDS) not in page.split("<h2>")[1]


@pytest.mark.parametrize("width", [1280, 380])
def test_the_page_has_no_serious_fault(browser: Browser, found: LexiconDiff, corpus: Corpus, width: int) -> None:
    """It stays inside a wide and a narrow window, asks the network for nothing, and axe-core finds nothing serious."""
    assert_sound(browser, diff_page(found, corpus=corpus), width=width)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (["war"], ["war"], "No hit moves"),
        (["war"], ["zeppelin"], "1 hit lost; no verdict changes"),
        (["zeppelin"], ["war", "came"], "3 hits gained; no verdict changes"),
        (["war"], ["came"], "1 hit lost and 2 gained; no verdict changes"),
    ],
)
def test_the_headline_counts_what_moved(old: list[str], new: list[str], said: str) -> None:
    """Nothing is said of what did not move, and the noun stands once."""
    texts = [("North", "War came. Rain came.")]
    assert headline(between(make_lexicon("risk", {"war": old}), make_lexicon("risk", {"war": new}), texts)) == said


def test_nothing_moved_is_a_page_too(corpus: Corpus) -> None:
    """No table of nothing, and it is said that nothing moves."""
    lexicon = make_lexicon("risk", {"war": ["war"]})
    page = diff_page(between(lexicon, lexicon, [("North", "War came."), ("South", "Rain.")]), corpus=corpus)
    assert "No share, interval, rank or verdict of an outlet moves." in page
    assert "The versions have the same terms, weights and sets." in page
    assert "Hits lost" not in page


def test_what_an_article_says_is_never_markup(corpus: Corpus) -> None:
    """Context and outlet that look like markup are printed as they are."""
    texts = [("<i>North</i>", "The <script>alert(1)</script> war came.")]
    page = diff_page(
        between(make_lexicon("risk", {"war": ["war"]}), make_lexicon("risk", {"war": ["peace"]}), texts), corpus=corpus
    )
    assert "<i>North" not in page
    assert "&lt;script&gt;alert(1)" in page
    assert "<script" not in page


def test_verdicts_that_turn_are_a_table(corpus: Corpus) -> None:
    """Both verdicts are told, and the headline counts them."""
    filler = " ".join(["They met again in the town hall."] * 6)
    texts = [("North", f"War came. Bread was dear. {filler}")] * 12 + [("South", f"Bread was dear. {filler}")] * 12
    found = between(make_lexicon("risk", {"war": ["war"]}), make_lexicon("risk", {"war": ["bread"]}), texts)
    page = diff_page(found, corpus=corpus)
    assert "Verdicts that change" in page
    assert f"{len(found.verdicts)} verdicts change" in headline(found)


def test_more_hits_than_a_page_holds_are_counted(corpus: Corpus) -> None:
    """The first hundreds are printed, and the rest is said."""
    texts = [("North", "War came. " * 310)]
    found = between(make_lexicon("risk", {"war": ["war"]}), make_lexicon("risk", {"war": ["peace"]}), texts)
    assert "and 10 hits more, which the CSV holds" in diff_page(found, corpus=corpus)
