"""`framing score` of archives: when it reads in parts, what it says, and what it refuses."""

from __future__ import annotations

import io
import json
import threading
from pathlib import Path

import pytest
from archives import cut_small, make_articles, write_archive
from click.testing import CliRunner, Result

from framing.cli import app, archive, show
from framing.errors import FramingError

LEXICON = """
format: framing-lexicon/1
name: talks
title: Talks
version: "1"
about: Made for a test.
language: en
facets:
  war:
    title: War
    terms: ["nuclear war", "red line*", "missile*"]
"""


@pytest.fixture
def table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Write an archive and a lexicon into the folder that the commands run in."""
    monkeypatch.chdir(tmp_path)
    cut_small(monkeypatch)
    Path("talks.yaml").write_text(LEXICON, "utf-8")
    return write_archive(tmp_path, "jsonl", make_articles(20))


def score(*words: str) -> Result:
    """Run `framing score` on the archive."""
    given = ["score", "archive.jsonl", "--lexicon", "talks.yaml", "--min-words", "0", *words]
    return CliRunner().invoke(app, given, standalone_mode=False)


def test_parts_print_what_the_whole_prints(table: Path) -> None:
    """To a terminal, a pipe or a file the rows are the same, read in parts or as a whole."""
    for words in ([], ["--unit", "hit", "--json"], ["--unit", "article", "--format", "csv"]):
        whole, parts = score("-q", *words), score("-q", "--workers", "1", *words) if words else score("--workers", "1")
        assert whole.exception is None
        assert parts.stdout == whole.stdout != ""
    assert score("-q", "--format", "table", "--workers", "1", "-o", "table.txt").exception is None
    assert "Outlet 0" in Path("table.txt").read_text()


def test_what_is_large_is_read_in_parts(table: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """From a size on an archive is read in parts unasked; what was left out is counted, and listed in a file."""
    assert not score("--unit", "hit", "--json", "-o", "small.jsonl").stderr.endswith("articles scored\n")
    monkeypatch.setattr(archive, "IN_PARTS_FROM", 1000)
    with table.open("a") as stream:
        stream.write("{\n")
    result = score("--unit", "hit", "--json", "-o", "large.jsonl", "--workers", "1")
    assert result.exception is None
    said = "18 articles scored; 3 texts left out (duplicate 2, unreadable 1), all in large.jsonl.skipped.jsonl\n"
    assert result.stderr.endswith(said)
    assert "left out: archive.jsonl:21:2: not a JSON object" in result.stderr
    skipped = [json.loads(line) for line in Path("large.jsonl.skipped.jsonl").read_text().splitlines()]
    assert skipped[-1]["origin"] == "archive.jsonl:21:2"
    about = json.loads(Path("large.jsonl.run.json").read_text())
    assert (about["format"], about["articles"]) == ("framing-run/1", 18)
    folder = table.parent / "many"
    folder.mkdir()
    write_archive(folder, "folder", make_articles(20))
    assert archive._is_large([str(folder)])
    assert not archive._is_large([str(folder / "archive" / "Outlet 0" / "000.txt")])


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--unit", "hit", "--workers", "2"], "a table of an archive is of outlets"),
        (["--resume"], "--resume needs a file to write"),
        (["--resume", "--json"], "--resume needs a file to write"),
        (["--engine", "dask", "--scheduler", "tcp://x:1", "--json"], "--engine dask needs a file to write"),
        (["--engine", "dask", "--json", "-o", "x"], "--scheduler ADDRESS belong together"),
        (["--scheduler", "tcp://x:1"], "--scheduler ADDRESS belong together"),
        (
            ["--engine", "dask", "--scheduler", "tcp://x:1", "--workers", "2", "--json", "-o", "x"],
            "is for this machine",
        ),
        (["--workers", "1", "--format", "parquet"], "Parquet is binary and needs a file"),
        (["--workers", "1", "--json", "-o", "none/x"], "does not exist"),
    ],
)
def test_what_cannot_be_is_refused_before_the_work(table: Path, words: list[str], said: str) -> None:
    """Options that do not go together, and outputs that cannot be, say so at once."""
    assert said in str(score(*words).exception)


def test_an_unfinished_run_is_not_overwritten(table: Path) -> None:
    """Parts that are there already are neither used unasked nor thrown away."""
    parts = table.parent / "out.jsonl.parts"
    parts.mkdir()
    (parts / "journal.json").write_text("{}")
    result = score("--workers", "1", "--json", "-o", "out.jsonl")
    assert isinstance(result.exception, FramingError)
    assert "add --resume, or delete" in str(result.exception)
    assert (parts / "journal.json").read_text() == "{}"


def test_a_long_run_tells_how_far_it_is(
    table: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where stderr is a log there is a line now and then, none with --quiet."""
    monkeypatch.setattr(show, "SECONDS_BETWEEN", 0)
    assert "scoring: 10 of 20 (50%)" in score("--workers", "1").stderr
    assert "scoring" not in score("--workers", "1", "-q").stderr


def test_a_cluster_is_asked_with_paths_it_can_read(table: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Paths go to a cluster whole: its workers stand in other folders."""
    options = {"engine": "dask"}
    paths = archive._seen_by_workers(["archive.jsonl", "s3://bucket/a.jsonl"], options)
    assert paths == [str(table.parent / "archive.jsonl"), "s3://bucket/a.jsonl"]
    result = score("--engine", "dask", "--scheduler", "nonsense", "--json", "-o", "out.jsonl")
    assert "no scheduler answers there" in str(result.exception)


class Terminal(io.StringIO):
    """Standard error as it is at a terminal."""

    def isatty(self) -> bool:
        """Say so."""
        return True


def test_bars_of_an_archive_need_no_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    """Worker processes are copies of the one that draws, at a terminal as elsewhere; each stage is seen at once."""
    monkeypatch.setattr(show, "SECONDS_DRAWN", 1e9)
    terminal = Terminal()
    monkeypatch.setattr("sys.stderr", terminal)
    before = {*threading.enumerate()}
    with show.progress(quiet=False, lines=True) as update:
        update("making ready", 0, 1)
        assert "making ready" in terminal.getvalue()
        assert {*threading.enumerate()} <= before
        update("scoring", 1, 7)
        assert "1/7" in terminal.getvalue()
        update("scoring", 2, 7)
        assert "2/7" not in terminal.getvalue()
        monkeypatch.setattr(show, "SECONDS_DRAWN", 0)
        update("scoring", 3, 7)
        assert "3/7" in terminal.getvalue()
