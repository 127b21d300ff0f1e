"""`framing lexicon audit` as a user runs it."""

from __future__ import annotations

import csv
import json
from io import StringIO
from pathlib import Path

import pytest
from running import Runner

SEEDS = Path(__file__).parents[2] / "seeds"
LEXICON = """format: framing-lexicon/1
name: mine
title: Mine
version: 1.0.0
facets:
  war:
    title: War
    terms: [war*, red line*, zeppelin]
"""


@pytest.fixture
def framing(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Runner:
    """Give the command line in a folder with a lexicon."""
    (tmp_path / "mine.yaml").write_text(LEXICON, encoding="utf-8")
    return Runner(tmp_path, capsys, monkeypatch)


def test_the_table_says_what_each_term_did(framing: Runner) -> None:
    """Head, terms, wildcards with counts, dead terms: each part is there."""
    ran = framing("lexicon", "audit", "mine.yaml", SEEDS, "-q")
    assert ran.code == 0, ran.err
    assert ran.out.startswith("mine 1.0.0 on ATACMS decision: ")
    for part in ("By outlet", "Terms\n", "Wildcards, and what they caught", "Terms that match nowhere"):
        assert part in ran.out
    assert "zeppelin" in ran.out
    assert "points" in ran.out


def test_a_limit_cuts_and_says_how_to_see_all(framing: Runner) -> None:
    """No row is lost without a word."""
    ran = framing("lexicon", "audit", "mine.yaml", SEEDS, "-n", "1", "-q")
    assert "... and 4 more; -n 5 shows all" in ran.out


def test_csv_and_json_hold_every_term(framing: Runner, tmp_path: Path) -> None:
    """The suffix of the output names the format; rows and document agree."""
    assert framing("lexicon", "audit", "mine.yaml", SEEDS, "-o", "terms.csv", "-q").code == 0
    assert framing("lexicon", "audit", "mine.yaml", SEEDS, "-o", "audit.json", "-q").code == 0
    rows = list(csv.DictReader(StringIO((tmp_path / "terms.csv").read_text("utf-8"))))
    document = json.loads((tmp_path / "audit.json").read_text("utf-8"))
    assert [row["term"] for row in rows] == ["war*", "red line*", "zeppelin"]
    assert [int(row["hits"]) for row in rows] == [term["hits"] for term in document["terms"]]
    assert document["format"] == "framing-audit/1"
    assert len(document["inputs"]) == 5


def test_html_is_one_page(framing: Runner, tmp_path: Path) -> None:
    """`-o audit.html` writes the page."""
    assert framing("lexicon", "audit", "mine.yaml", SEEDS, "-o", "audit.html", "-q").code == 0
    assert (tmp_path / "audit.html").read_text("utf-8").startswith("<!DOCTYPE html>")


def test_the_voice_narrows_what_is_looked_at(framing: Runner) -> None:
    """Hits in the outlets' voice and in their sources' are all hits."""
    hits = {
        voice: sum(
            term["hits"]
            for term in json.loads(
                framing("lexicon", "audit", "mine.yaml", SEEDS, "--voice", voice, "--format", "json", "-q").out
            )["terms"]
        )
        for voice in ("all", "outlet", "source")
    }
    assert hits["all"] == hits["outlet"] + hits["source"] > 0


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["escalation-rsk", SEEDS], 4, "did you mean escalation-risk"),
        (["mine.yaml", "nowhere.txt"], 3, "nowhere.txt"),
        (["mine.yaml", SEEDS, "-o", "missing/audit.html"], 5, "missing"),
        (["mine.yaml", SEEDS, "-o", "audit.pdf"], 5, "writes no pdf; write -o FILE.html and print it"),
        (["mine.yaml", SEEDS, "-o", "audit.parquet"], 5, "writes no parquet; there is table, csv, json, html"),
        (["mine.yaml"], 2, "Missing argument"),
    ],
)
def test_bad_input_is_refused_with_its_place(framing: Runner, words: list[str], code: int, said: str) -> None:
    """A typo in the lexicon, the corpus or the output has its exit code and one line."""
    ran = framing("lexicon", "audit", *words)
    assert ran.code == code
    assert said in ran.err
