"""`framing lexicon suggest` as a user runs it."""

from __future__ import annotations

import csv
import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from suggest_texts import write_all

from framing.cli import app
from framing.errors import FramingError, InputError, OutputError
from framing.lexicon.load import load_lexicon

MAP = ("--map", "heat=heat:1", "--min-words", "5")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Write the invented texts and go there."""
    write_all(tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str) -> Result:
    """Run the command; what the user must mend is raised."""
    result = CliRunner().invoke(app, ["lexicon", "suggest", *arguments])
    if isinstance(result.exception, FramingError):
        raise result.exception
    return result


def test_the_table_says_what_a_candidate_would_do(folder: Path) -> None:
    """Places, evidence, the change with its interval, the same on articles left out, and an example."""
    result = run("heat.yaml", "articles", "--coded", "coded.tsv", *MAP, "-n", "1")
    assert result.exit_code == 0
    for said in (
        "  1  blaze  [fire]",
        "5 places in 4 articles of 2 outlets; 5 sentences newly found",
        "missed: in 3 of 3 coded sentences that are missed, and in 1 coded no",
        "heat asserted: 3 more right, 1 more wrong; F1 +0.34 [",
        "wrong: d-1 A blaze of colour",
        "on articles left out of the choice: F1 +0.34",
        "north: A blaze took the second barn an hour later.",
    ):
        assert said in result.stdout
    assert "1 of " in result.stderr
    assert "would lower F1" in result.stderr


def test_csv_and_json_hold_the_same_candidates(folder: Path) -> None:
    """Both forms name the same terms, and say which lexicon and which coded file they are about."""
    coded = ("--coded", "coded.tsv", *MAP)
    value = json.loads(run("heat.yaml", "articles", *coded, "--format", "json", "-q").stdout)
    assert run("heat.yaml", "articles", *coded, "-o", "c.csv").exit_code == 0
    rows = list(csv.DictReader(StringIO((folder / "c.csv").read_text("utf-8-sig"))))
    assert [row["term"] for row in rows] == [each["term"] for each in value["candidates"]]
    assert value["format"] == "framing-suggestions/1"
    assert value["lexicon_sha256"] == load_lexicon(folder / "heat.yaml").sha256
    assert value["candidates"][0]["effects"][0]["after"]["recall_interval"] is not None
    assert run("heat.yaml", "articles", *coded, "-o", "c.txt").exit_code == 0
    assert "1  blaze  [fire]" in (folder / "c.txt").read_text("utf-8")


def test_without_coded_sentences_nothing_is_measured(folder: Path) -> None:
    """Evidence of the corpus alone gives candidates without effects."""
    result = run("heat.yaml", "articles", "--min-words", "5")
    assert "fires  [fire]" in result.stdout
    assert "precision" not in result.stdout


def test_accepting_shows_the_change_and_writes_only_when_told(folder: Path) -> None:
    """Without --write the file keeps its bytes and the change is shown; with it, one line is added."""
    before = (folder / "heat.yaml").read_bytes()
    shown = run("heat.yaml", "articles", "--coded", "coded.tsv", *MAP, "--accept", "blaze")
    assert "added `blaze` to fire" in shown.stdout
    assert "\n+      - blaze\n" in shown.stdout
    assert "nothing was written; add --write" in shown.stderr
    assert (folder / "heat.yaml").read_bytes() == before
    run("heat.yaml", "articles", "--coded", "coded.tsv", *MAP, "--accept", "blaze", "--write")
    assert (folder / "heat.yaml").read_bytes() == before.replace(b"line'\n", b"line'\n      - blaze\n")
    again = run("heat.yaml", "articles", "--min-words", "5", "--accept", "fire/blaze", "--write")
    assert "`blaze` is in fire already (line 13)" in again.stderr
    assert "nothing to add" in again.stderr


def test_an_edited_table_is_accepted_from(folder: Path) -> None:
    """Ticks in the saved table add terms; a lexicon that changed since is said."""
    run("heat.yaml", "articles", "--coded", "coded.tsv", *MAP, "-o", "c.csv", "-q")
    table = (folder / "c.csv").read_text("utf-8")
    (folder / "c.csv").write_text(table.replace("\n,blaze", "\nx,blaze"), "utf-8")
    first = run("heat.yaml", "articles", "--accept-from", "c.csv", "--write")
    assert "added `blaze` to fire" in first.stdout
    assert "changed since" not in first.stderr
    second = run("heat.yaml", "articles", "--accept-from", "c.csv")
    assert "heat.yaml was changed since c.csv was written" in second.stderr


def test_a_file_changed_meanwhile_is_not_overwritten(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody who saves while the candidates are weighed keeps what they saved."""
    from framing import pipeline

    weigh = pipeline.suggest
    theirs = (folder / "heat.yaml").read_text("utf-8") + "# theirs\n"

    def slow(*args: Any, **kwargs: Any) -> object:
        found = weigh(*args, **kwargs)
        (folder / "heat.yaml").write_text(theirs, "utf-8")
        return found

    monkeypatch.setattr(pipeline, "suggest", slow, raising=False)
    with pytest.raises(OutputError, match="changed since it was opened"):
        run("heat.yaml", "articles", "--min-words", "5", "--accept", "fires", "--write")
    assert (folder / "heat.yaml").read_text("utf-8") == theirs


def test_write_without_terms_is_wrong_usage(folder: Path) -> None:
    """There is nothing to write; a table that is not there is named."""
    result = run("heat.yaml", "articles", "--write")
    assert result.exit_code == 2
    assert "--write needs terms" in result.stderr
    with pytest.raises(InputError, match=r"none\.csv: there is no such file"):
        run("heat.yaml", "articles", "--accept-from", "none.csv")
