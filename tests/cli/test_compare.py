"""`framing compare` as a user runs it: the brief, the rules that fail a run, and what is refused."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
import pikepdf
import pytest
from comparing_setup import LEXICON, article, make_baseline, write_table
from jsonschema import validate

from framing.cli import app
from framing.errors import FramingError, InputError, LexiconError, OutputError
from framing.report.standing.data import schema

Run = Callable[..., Any]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made")
    make_baseline(folder)
    write_table(folder / "new.csv", {"Meridian Post": 6}, articles=9, start=20)
    return folder


@pytest.fixture
def run(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run the command line in a folder of its own; return exit code, what was printed and what was said beside it."""
    for path in made.iterdir():
        shutil.copy(path, tmp_path)
    monkeypatch.chdir(tmp_path)

    def invoke(*words: str) -> tuple[int, str, str]:
        code = app.main(["compare", *words], standalone_mode=False)
        printed, said = capsys.readouterr()
        return code, printed, said

    return invoke


WAY = ("-b", "known.baseline", "-l", "prices.yaml", "--min-words", "5")


def test_new_articles_are_held_against_a_baseline(run: Run, tmp_path: Path) -> None:
    """One command writes PDF, HTML and results.json; a rule that is met exits with 1 and says so, after the brief."""
    code, _, said = run(
        "new.csv", *WAY, "-o", "new.pdf", "--html", "new.html", "--fail-if", "different > 0",
        "--fail-if", "prices.share >= 99",
    )  # fmt: skip
    assert code == 1
    assert "Meridian Post says more about" in said
    assert "framing: rule met: Meridian Post: different is 1 (different > 0)" in said
    assert "prices.share" not in said
    found = json.loads((tmp_path / "results.json").read_bytes())
    validate(found, schema())
    (standing,) = found["standings"]
    (placement,) = standing["placements"]
    assert (standing["outlet"], standing["articles"], placement["difference"]["verdict"]) == (
        "Meridian Post", 9, "higher",
    )  # fmt: skip
    assert set(placement["outlets"]) == {"North Star", "Die Wächter", "Quay Weekly"}
    assert found["provenance"]["inputs"]["known.baseline"] == found["baseline"]["sha256"]
    with pikepdf.open(tmp_path / "new.pdf") as brief:
        assert brief.attachments["results.json"].get_file().read_bytes() == (tmp_path / "results.json").read_bytes()
    page = (tmp_path / "new.html").read_text("utf-8")
    assert "Sentences that carry it" in page
    assert "kept with the baseline" in page


@pytest.mark.parametrize(
    ("words", "error", "message"),
    [
        (("new.csv", "-b", "knwon.baseline", "-o", "x.pdf"), InputError, "did you mean known.baseline?"),
        (("new.csv", "-b", "new.csv", "-o", "x.pdf"), InputError, "this is no baseline"),
        (("new.csv", "-b", "known.baseline", "-o", "x.pdf"), InputError, "not one of the house's; give its file"),
        (("nwe.csv", *WAY, "-o", "x.pdf"), InputError, "did you mean new.csv"),
        (("known.csv", *WAY, "-o", "x.pdf"), InputError, "the baseline holds all 24 texts; give texts that are not in"),
        (("empty.txt", *WAY, "-o", "x.pdf"), InputError, "no article is left to analyse"),
        (("new.csv", *WAY, "-o", "known.baseline"), OutputError, "this is one of the inputs"),
        (("new.csv", *WAY, "-o", "nowhere/x.pdf"), OutputError, "mkdir -p nowhere"),
        (("new.csv", *WAY, "-o", "x.pdf", "--html", "x.pdf"), OutputError, "two outputs have this name"),
        (("new.csv", *WAY, "-o", "x.pdf", "--fail-if", "diferent > 0"), InputError, "did you mean different or"),
        (("new.csv", *WAY, "-o", "x.pdf", "--fail-if", "prices.quotient > 0"), InputError, "nothing is called"),
        (("new.csv", *WAY, "-o", "x.pdf", "--fail-if", "too much"), InputError, "this is no rule"),
        (("new.csv", *WAY, "-o", "x.pdf", "-l", "nowhere.yaml"), LexiconError, "there is no such file"),
        (("--watch", "nowhere", *WAY, "-o", "briefs"), InputError, "there is no such folder"),
    ],
)
def test_what_cannot_be_done_is_refused(
    run: Run, tmp_path: Path, words: tuple[str, ...], error: type[FramingError], message: str
) -> None:
    """Each mistake is said with what to do about it, and no brief is written."""
    (tmp_path / "empty.txt").write_text("  \n", encoding="utf-8")
    with pytest.raises(error) as caught:
        run(*words)
    assert message in str(caught.value)
    assert not (tmp_path / "x.pdf").exists()


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("-o", "x.pdf"), "give articles to compare, or a folder with --watch"),
        (("new.csv", "--watch", ".", "-o", "briefs"), "exclude each other"),
        (("--watch", ".", "-o", "briefs", "--html", "x.html"), "--html does not go with --watch"),
    ],
)
def test_a_command_that_says_nothing_whole_is_wrong_usage(run: Run, words: tuple[str, ...], message: str) -> None:
    """NEW or --watch, not both and not neither."""
    with pytest.raises(click.UsageError, match=message):
        run(*words, *WAY)


def test_a_baseline_of_another_lexicon_is_refused_with_the_difference(run: Run, tmp_path: Path) -> None:
    """Counts of two versions of a lexicon are never held beside each other: both are named, and how to build again."""
    newer = LEXICON.replace("1.0.0", "1.1.0").replace("expensive", "dear")
    (tmp_path / "prices.yaml").write_text(newer, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        run("new.csv", *WAY, "-o", "x.pdf")
    message = str(caught.value)
    assert "lexicon prices is version 1.0.0" in message
    assert "version 1.1.0" in message
    assert "framing baseline build" in message


def test_a_bare_article_takes_the_outlet_it_is_given(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One text file is enough: --outlet names it; half a file of copies is left out with the reason."""
    monkeypatch.setattr("framing.report.pdf.write", lambda report, path, numbers: path.write_bytes(b"%PDF"))
    (tmp_path / "one.txt").write_text(article("Lowe", dear=5), encoding="utf-8")
    code, _, said = run("one.txt", "known.csv", *WAY, "-o", "one.pdf", "--outlet", "The Post", "--name", "Lowe")
    assert code == 0
    assert "left out: known.csv" in said
    assert "the baseline holds this text already" in said
    found = json.loads((tmp_path / "results.json").read_bytes())
    assert [s["outlet"] for s in found["standings"]] == ["The Post"]
    assert found["name"] == "Lowe"
    assert len(found["skipped"]) == 24
