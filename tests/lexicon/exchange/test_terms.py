"""An entry of another program becomes the term that finds the same words, or is refused with the reason."""

from __future__ import annotations

from pathlib import Path

import pytest

from framing.lexicon.exchange.convert import read_dictionary, write_dictionary
from framing.lexicon.exchange.terms import NotCarriedError, carried
from framing.lexicon.load import load_lexicon


@pytest.mark.parametrize(
    ("entry", "pattern"),
    [
        ("war*", "war*"),
        ("long-range missile*", "long-range missile*"),
        ("NOT good", '"NOT" good'),
        ("BEFORE2", '"BEFORE2"'),
        ("'tis", "tis"),
        ("etc.", "etc"),
        ("U.S.*", "U.S.*"),
        ("10,000", "10,000"),
        ("don’t", "don’t"),
    ],
)
def test_the_same_words_are_found(entry: str, pattern: str) -> None:
    """What our language can say is carried over and nothing is noted."""
    term = carried(entry.split())
    assert (term.pattern, term.changes) == (pattern, ())


@pytest.mark.parametrize(
    ("entry", "pattern", "change"),
    [
        ("AT&T", "AT BEFORE/1 T", "`&` parts words here"),
        ("#metoo", "metoo", "`#` at its edge is no part of a word here"),
        ("(war)", "war", "`(` at its edge"),
        ("war!", "war", "`!` at its edge"),
        ("anti-*", "anti", "a hyphen parts words here"),
        ("'s", "s", "`'` at its beginning does not count"),
        ("new_york", "new york", "`_` is read as a space"),
        ("a * * b", "a BEFORE/3 b", "`*` for a word in between"),
        ("a?b", "a BEFORE/1 b", "`?` parts words here"),
    ],
)
def test_what_differs_is_noted(entry: str, pattern: str, change: str) -> None:
    """A term that finds a little more or less than the entry says in what it differs."""
    term = carried(entry.split())
    assert term.pattern == pattern
    assert change in term.changes[0]


@pytest.mark.parametrize(
    ("entry", "reason"),
    [
        (":)", "there is no word in it"),
        (":D", "what is left would mean something else"),
        ("C++", "what is left would mean something else"),
        ("*", "a wildcard alone stands for every word"),
        ("* war", "a wildcard alone"),
        ("war *", "a wildcard alone"),
        ("*-like", "a wildcard alone beside a mark"),
        ("10.*", "`.` is not part of any word"),
        ("", "there is no word in it"),
    ],
)
def test_what_cannot_be_said_is_refused(entry: str, reason: str) -> None:
    """No term is made up for an entry that is no word, or every word."""
    with pytest.raises(NotCarriedError, match=reason):
        carried(entry.split())


def test_a_lexicon_of_ours_is_written_whole(tmp_path: Path) -> None:
    """Sets, examples, notes, poles and disabled terms stand in the file that we write ourselves."""
    text = """format: framing-lexicon/1
name: small
title: 'Small: a test'
version: 1.0
licence: MIT
sources: [Here, 'there, too']
sets: {side: [Kyiv, '*ism', 'a | b']}
facets:
  one:
    title: One
    pole: agent
    hits: [Kyiv spoke.]
    terms:
      - term: '@side BEFORE/3 sa?d'
        weight: 0.5
        note: Why it is there.
        hits: ['Kyiv said: "no".']
        misses: [Nobody.]
      - term: old
        disabled: true
""".replace("'a | b'", "(a | b)")
    path = tmp_path / "small.yaml"
    path.write_text(text, encoding="utf-8")
    read = read_dictionary(path)
    again = tmp_path / "again.yaml"
    again.write_text(write_dictionary(read.lexicon, "framing").text, encoding="utf-8")
    before, after = load_lexicon(path), load_lexicon(again)
    for key in ("name", "title", "version", "licence", "sources", "sets", "compare_by", "stance"):
        assert getattr(before, key) == getattr(after, key)
    for one, other in zip(before.facets, after.facets, strict=True):
        assert (one.title, one.pole, one.hits) == (other.title, other.pole, other.hits)
        terms = [(t.id, t.weight, t.note, t.hits, t.misses) for t in (*one.terms, *one.disabled)]
        assert terms == [(t.id, t.weight, t.note, t.hits, t.misses) for t in (*other.terms, *other.disabled)]


def test_what_only_we_have_is_reported(tmp_path: Path) -> None:
    """A disabled term is lost; examples, notes and poles are noted; exact case and weights are changed."""
    path = tmp_path / "small.yaml"
    path.write_text(
        "format: framing-lexicon/1\nname: small\ntitle: Small\nversion: 1\nlicence: MIT\n"
        "facets:\n  one:\n    pole: agent\n    hits: [a]\n"
        "    terms: [{term: =US, weight: 2, note: Why.}, (a | b), {term: old, disabled: true}, a NEAR/2 b]\n",
        encoding="utf-8",
    )
    report = write_dictionary(read_dictionary(path).lexicon, "liwc").report
    assert [item.entry for item in report.lost] == ["old", "a NEAR/2 b"]
    assert [item.reason for item in report.changed] == [
        "its case counts here, there any case is found; its weight of 2 is not kept"
    ]
    assert report.notes == (
        "not kept: examples (hits and misses)",
        "not kept: notes of terms",
        "not kept: poles of facets",
        "not kept: about, licence and sources",
        "sets and alternatives are written out, an entry for each",
    )
