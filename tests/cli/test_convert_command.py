"""`framing lexicon convert`, and dictionaries of other programs where a lexicon is asked for."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from running import Runner

FILES = Path(__file__).parents[1] / "lexicon" / "exchange" / "files"
ARTICLE = " ".join(["The war over Kyiv is warm and kind of sad, they said."] * 8)


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Runner:
    """Return the command line in an empty folder."""
    return Runner(tmp_path, capsys, monkeypatch)


def test_a_dictionary_becomes_a_lexicon(run: Runner, tmp_path: Path) -> None:
    """The losses are printed and saved, the file is written and loads under its new name."""
    ran = run("lexicon", "convert", FILES / "oddities.dic", "morals.yaml", "--report", "losses.json")
    assert ran.code == 0
    assert "line 19: `:)` in Harm: there is no word in it" in ran.out
    assert "wrote morals.yaml" in ran.err
    report = json.loads((tmp_path / "losses.json").read_text("utf-8"))
    assert (report["format"], report["whole"]) == ("framing-conversion/1", False)
    assert report["counts"]["in"]["rows"] == 13
    assert {item["line"] for item in report["lost"]} == {8, 15, 16, 17, 18, 19, 23}
    shown = run("lexicon", "show", "morals.yaml")
    assert shown.code == 0
    assert "morals 1" in shown.out
    assert run("lexicon", "check", "morals.yaml").code == 0


def test_strict_writes_nothing_where_something_is_lost(run: Runner, tmp_path: Path) -> None:
    """Exit code 1 and no file; the report is there all the same. Where nothing is lost, it is written."""
    ran = run("lexicon", "convert", FILES / "oddities.dic", "a.yaml", "--strict", "--report", "losses.txt")
    assert ran.code == 1
    assert not (tmp_path / "a.yaml").exists()
    assert "lost: 7" in (tmp_path / "losses.txt").read_text("utf-8")
    assert run("lexicon", "convert", FILES / "oddities.2004.ykd", "a.yaml", "--strict", "-q").code == 0
    assert (tmp_path / "a.yaml").exists()


def test_yaml_of_ours_becomes_yaml_of_quanteda(run: Runner, tmp_path: Path) -> None:
    """Between two YAML files the other format is meant; --to says otherwise."""
    assert run("lexicon", "convert", FILES / "oddities.lc3", "a.yaml", "-q").code == 0
    assert run("lexicon", "convert", "a.yaml", "b.yaml", "-q").code == 0
    assert (tmp_path / "b.yaml").read_text("utf-8").startswith("'negative':\n  - 'war*'\n")
    assert run("lexicon", "convert", "b.yaml", "c.yaml", "-q").code == 0
    assert (tmp_path / "c.yaml").read_text("utf-8").startswith("# Converted by framing")
    printed = run("lexicon", "convert", "a.yaml", "d.txt", "--to", "wordstat", "--json")
    assert json.loads(printed.out)["target"] == {"format": "wordstat"}


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (["nope.dic", "a.yaml"], 4, "nope.dic: there is no such file"),
        ([FILES / "oddities.dic", "a.unknown"], 4, "a.unknown: the suffix names no format; add --to"),
        ([FILES / "oddities.dic", "no/such/a.yaml"], 5, "the folder no/such does not exist"),
        ([FILES / "oddities.dic", FILES / "oddities.dic"], 5, "this file is read or written already"),
        ([FILES / "oddities.dic", "a.yaml", "--report", "a.yaml"], 5, "this file is read or written already"),
        ([FILES / "oddities.dic", "a.yaml", "--from", "wordstat"], 4, "a WordStat dictionary has entries such as"),
        ([FILES / "oddities.dic", "a.yaml", "--from", "word"], 2, "Invalid value for '--from'"),
    ],
)
def test_what_cannot_be_converted_is_an_error(run: Runner, words: list[str], code: int, message: str) -> None:
    """The error names the file or option, what is wrong and what to do; nothing is written."""
    ran = run("lexicon", "convert", *words)
    assert ran.code == code
    assert message in ran.err


def test_a_dictionary_scores_articles(run: Runner, tmp_path: Path) -> None:
    """`--lexicon FILE.dic` works as with a lexicon of ours; the losses are noted on stderr, not with -q."""
    (tmp_path / "a.txt").write_text(ARTICLE, encoding="utf-8")
    ran = run("score", "a.txt", "--lexicon", FILES / "oddities.dic", "--format", "csv", "--min-words", "0")
    assert ran.code == 0
    facets = {row.split(",")[3]: row.split(",")[6] for row in ran.out.splitlines()[1:]}
    assert facets["Harm"] == facets["Harm.Vice"] == "8"
    assert f"{FILES / 'oddities.dic'}: not carried over: 7" in ran.err
    quiet = run("score", "a.txt", "-q", "--lexicon", FILES / "oddities.dic", "--format", "csv", "--min-words", "0")
    assert (quiet.out, quiet.err) == (ran.out, "")
    assert "not carried over" in run("lexicon", "show", FILES / "oddities.dic").err


def test_a_broken_dictionary_is_an_error_wherever_it_is_used(run: Runner, tmp_path: Path) -> None:
    """Scoring says the line of the dictionary, as converting does."""
    (tmp_path / "a.txt").write_text(ARTICLE, encoding="utf-8")
    (tmp_path / "bad.dic").write_text("war\t1\n", encoding="utf-8")
    ran = run("score", "a.txt", "--lexicon", "bad.dic")
    assert ran.code == 4
    assert "bad.dic:1: a LIWC dictionary begins with a line `%`" in ran.err


def test_a_dictionary_is_not_edited(run: Runner, tmp_path: Path) -> None:
    """Commands that write into a lexicon ask for one of ours."""
    from framing.errors import LexiconError
    from framing.lexicon.edit import Draft

    with pytest.raises(LexiconError, match=r"framing lexicon convert .*oddities.dic oddities.yaml"):
        Draft.open(FILES / "oddities.dic")
