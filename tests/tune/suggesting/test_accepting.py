"""Accepted terms: read from options and tables, put at the end of their facet."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from suggest_texts import LEXICON

from framing import pipeline
from framing.errors import InputError, LexiconError
from framing.lexicon.edit import Draft
from framing.lexicon.grammar import read_term
from framing.tune.suggesting.accepting import Accepted, guarded, parse_accepted, read_option, unguarded

TABLE = "accept,term,facet,weight,note\nx,blaze,fire,2,all of them\n,barn,fire,,\nYes,(=US),storm,,\n0,town,fire,,\n"


@pytest.fixture
def draft(tmp_path: Path) -> Draft:
    """Open a lexicon of two facets."""
    path = tmp_path / "heat.yaml"
    path.write_text(LEXICON, encoding="utf-8")
    return Draft.open(path)


def test_ticked_rows_are_accepted() -> None:
    """A tick is x, yes or 1; weight and note go along, the guard against formulas does not."""
    first, second = parse_accepted(TABLE.encode("utf-8-sig"), origin="c.csv")
    assert (first.pattern, first.facet, first.weight, first.note) == ("blaze", "fire", 2.0, "all of them")
    assert (second.pattern, second.facet, second.weight, second.note) == ("(=US)", "storm", None, None)
    assert second.where == "c.csv: row 4"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", r"c.csv: row 1: there is no column 'accept'"),
        ("accept,facet\nx,fire\n", r"there is no column 'term'"),
        ("accept,term\nperhaps,blaze\n", r"c.csv: row 2, column accept: 'perhaps' says neither yes nor no"),
        ("accept,term\nx,\n", r"c.csv: row 2, column term: the term is empty"),
        ("accept,term,weight\nx,blaze,heavy\n", r"c.csv: row 2, column weight: 'heavy' is no weight"),
        ("accept,term,weight\nx,blaze,0\n", r"'0' is no weight"),
        ("accept,term\n,blaze\n", r"c.csv: no row is accepted; write x"),
        ("accept,term\nx,blaze,more\n", r"there are 3 cells under 2 columns"),
    ],
)
def test_a_table_with_a_fault_is_refused(text: str, said: str) -> None:
    """The message names the row and the column."""
    with pytest.raises(InputError, match=said):
        parse_accepted(text.encode(), origin="c.csv")


def test_a_spreadsheet_s_semicolons_and_commas_are_read() -> None:
    """A table saved by a European spreadsheet is the same table."""
    (row,) = parse_accepted(b"accept;term;facet;weight\nx;blaze;fire;1,5\n", origin="c.csv")
    assert (row.pattern, row.weight) == ("blaze", 1.5)


def test_the_facet_may_stand_before_the_term() -> None:
    """What is before a slash is a facet where there is one of that name, and part of the term where not."""
    assert read_option("fire/tit for tat", ["fire"]) == Accepted(
        pattern="tit for tat", facet="fire", where="--accept 'fire/tit for tat'"
    )
    assert read_option("hot NEAR/3 fire", ["fire"]).facet is None
    for empty in ("", "fire/ "):
        with pytest.raises(InputError, match="there is no term"):
            read_option(empty, ["fire"])


def test_terms_go_to_their_facet_and_nothing_else_moves(draft: Draft) -> None:
    """Given facet, proposed facet; comments, order and quotation marks stay."""
    accepted = [
        Accepted(pattern="blaze"),
        Accepted(pattern="(=US)", facet="storm"),
        Accepted(pattern="@x", facet="fire"),
    ]
    edited, notes = pipeline.accept_terms(draft, accepted[:2], proposed={"blaze": "fire"})
    assert notes == ()
    assert edited.text() == LEXICON.replace(
        "      - 'defence line'\n", "      - 'defence line'\n      - blaze\n"
    ).replace("[storm, 'gale']", "[storm, 'gale', =US]")
    with pytest.raises(LexiconError, match="there is no set @x"):
        pipeline.accept_terms(draft, accepted[2:])


def test_a_term_that_is_there_is_noted(draft: Draft) -> None:
    """Accepting twice changes nothing and says so."""
    edited, notes = pipeline.accept_terms(draft, [Accepted(pattern="fire", facet="fire")])
    assert not edited.changed
    assert notes == ("`fire` is in fire already (line 11)",)


def test_a_term_without_a_facet_needs_one(draft: Draft) -> None:
    """No facet is guessed for a term that nothing proposed; an unknown one is answered with the nearest."""
    with pytest.raises(InputError, match="`x` is no candidate, so no facet is proposed; name its facet: fire/x"):
        pipeline.accept_terms(draft, [Accepted(pattern="x")])
    with pytest.raises(LexiconError, match="there is no facet fyre; did you mean fire"):
        pipeline.accept_terms(draft, [Accepted(pattern="x", facet="fyre")])


def test_a_lexicon_that_came_with_framing_is_not_edited() -> None:
    """The next installation would overwrite the edit."""
    with pytest.raises(LexiconError, match="came with framing and is not edited; copy it: cp "):
        pipeline.open_draft("escalation-risk")


@given(st.sampled_from(["=US", "=U.S", "us", "(=US | america)", "(a | b) c", '="NOT"']))
def test_a_guarded_term_is_the_same_term(pattern: str) -> None:
    """The guard against formulas changes neither the meaning nor, once taken off, a letter."""
    assert not guarded(pattern).startswith("=")
    assert unguarded(guarded(pattern)) == pattern
    assert read_term(guarded(pattern)) == read_term(pattern)
