"""Words set an outlet apart when it uses them more than the others do, in more than one article."""

from __future__ import annotations

import math

import pytest
from makers import make_lexicon, make_scores

from framing.compare.keyness import keywords
from framing.compare.words import display, stop_words, word
from framing.errors import InputError
from framing.model import Document, Keyword

FILL = "Officials discussed budget plans and harvest prices near the border town again. "


def found(*texts: tuple[str, str]) -> dict[str, tuple[Keyword, ...]]:
    documents: list[Document] = [scored.document for scored in make_scores(texts, make_lexicon()).documents]
    return keywords(documents)


def test_a_word_of_one_outlet_is_its_word() -> None:
    """Used in both articles of one outlet and nowhere else, a word comes first, with its counts; lexicon terms too."""
    texts = [("A", FILL * 3 + "War looms over war. War Kyiv's war.")] * 2 + [("B", FILL * 6)] * 2
    first = found(*texts)["A"][0]
    assert (first.word, first.count, first.rest_count, first.articles) == ("war", 8, 0, 2)
    assert first.z > 1.96
    assert found(*texts)["B"] == ()


def test_log_odds_by_hand() -> None:
    """The figure is equation 16 of Monroe, Colaresi and Quinn with the corpus as prior, worth one average outlet."""
    row = next(r for r in found(("A", "Alpha. " * 30 + "Beta. " * 10), ("B", "Beta. " * 60))["A"] if r.word == "Alpha")
    size = 50
    here, there = 30 + size * 30 / 100, size * 30 / 100
    log_odds = math.log(here / (40 + size - here)) - math.log(there / (60 + size - there))
    assert row.log_odds == pytest.approx(log_odds)
    assert row.z == pytest.approx(log_odds / math.sqrt(1 / here + 1 / there))


def test_one_article_does_not_make_an_outlets_word() -> None:
    """Where the outlet has two articles, a word must stand in two of them; with one article it must be used twice."""
    texts = [("A", FILL * 3 + "Zebra. " * 9), ("A", FILL * 3), ("B", FILL * 6)]
    assert "Zebra" not in {row.word for row in found(*texts)["A"]}
    assert "Zebra" in {row.word for row in found(texts[0], texts[2])["A"]}
    once = ("A", "Zebra. " + FILL)
    assert found(once, ("B", FILL))["A"] == ()


def test_one_outlet_has_nothing_to_stand_apart_from() -> None:
    """Without another outlet there are no keywords, and without texts no outlets."""
    assert found(("A", FILL)) == {"A": ()}
    assert found() == {}


@pytest.mark.parametrize(
    ("written", "counted"),
    [
        ("Kyiv’s", "kyiv"),
        ("allies'", "allies"),
        ("The", None),
        ("don't", None),
        ("don’t", None),
        ("it's", None),
        ("US", "us"),
        ("us", None),
        ("U.S.", "u.s"),
        ("2024", None),
        ("X", None),
        ("Łódź", "łódź"),
        ("fire", "fire"),
    ],
)
def test_what_counts_as_a_word(written: str, counted: str | None) -> None:
    """Possessives fold, stop words and numbers go, names in capitals stay."""
    assert word(written, stop=stop_words()) == counted


def test_words_are_shown_as_they_are_written() -> None:
    """The commonest writing is shown, without a possessive; a tie goes to lower case."""
    from collections import Counter

    assert display(Counter({"Kyiv": 2, "Kyiv's": 2, "KYIV": 3})) == "Kyiv"
    assert display(Counter({"War": 1, "war": 1})) == "war"


def test_a_broken_word_list_is_refused() -> None:
    """A list of another format, or with a word YAML read as something else, is an error that says what to do."""
    from framing.compare.words import parse

    with pytest.raises(InputError, match="framing-words/1"):
        parse("format: other/1")
    with pytest.raises(InputError, match="quotation marks"):
        parse("format: framing-words/1\nwords: {a: [1.0]}")
