"""`framing calibrate` as a user runs it: a table, JSON, and what is refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from comparing_setup import LEXICON, write_table

from framing.cli import app
from framing.errors import InputError

QUICK = ("--lexicon", "prices.yaml", "--min-words", "5", "--splits", "20")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in a folder with a lexicon and a table of two outlets, one of them small."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "prices.yaml").write_text(LEXICON, encoding="utf-8")
    write_table(tmp_path / "news.csv", {"North Star": 3, "Quay Weekly": 4}, articles=9)
    return tmp_path


def test_the_rate_is_printed_with_its_interval(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each outlet has a row, all of them have one, and a sentence says what it means."""
    app.main(["calibrate", "news.csv", *QUICK], standalone_mode=False)
    shown = capsys.readouterr().out
    assert "North Star" in shown
    assert "all of them" in shown
    assert "95 % interval" in shown
    assert "of splits, over 1 measures together" in shown


def test_json_says_the_same(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The JSON names its format and adds up."""
    app.main(["calibrate", "news.csv", *QUICK, "--new", "4", "--format", "json"], standalone_mode=False)
    found = json.loads(capsys.readouterr().out)
    assert found["format"] == "framing-calibration/1"
    assert found["total"]["splits"] == sum(one["splits"] for one in found["outlets"]) == 40
    assert {one["new"] for one in found["outlets"]} == {4}
    assert all(one["low"] <= one["rate"] <= one["high"] for one in found["outlets"])


def test_an_outlet_too_small_is_named(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What is left out is said below the table."""
    write_table(folder / "few.csv", {"Lowe Echo": 3}, articles=3)
    app.main(["calibrate", "news.csv", "few.csv", *QUICK], standalone_mode=False)
    assert "Left out: Lowe Echo, 3 articles of at least 6." in capsys.readouterr().out


def test_too_few_articles_are_refused(folder: Path) -> None:
    """A corpus in which nothing can be split is an input error that says what is needed."""
    write_table(folder / "few.csv", {"Lowe Echo": 3}, articles=3)
    with pytest.raises(InputError, match="takes 6 articles"):
        app.main(["calibrate", "few.csv", *QUICK], standalone_mode=False)
