"""`framing code sample` and `framing code merge` as a user runs them, from articles to validity."""

from __future__ import annotations

import csv
import json
from io import StringIO
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from framing.cli import app
from framing.errors import FramingError, InputError, OutputError

SEEDS = Path(__file__).parents[2] / "seeds"
FRAME = ("--frame", "escalation-risk")


def run(*arguments: str | Path) -> Result:
    """Run the command line; what the user must mend is raised."""
    result = CliRunner().invoke(app, [str(argument) for argument in arguments])
    if isinstance(result.exception, FramingError):
        raise result.exception
    return result


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Draw a sample of the seeds once."""
    folder = tmp_path_factory.mktemp("drawn") / "coding"
    result = run("code", "sample", SEEDS, *FRAME, "-n", "30", "--seed", "2", "-o", folder)
    assert result.exit_code == 0
    assert "kind        outlet" in result.stdout
    assert "wrote 30 sentences to" in result.stderr
    return folder


@pytest.fixture(scope="module")
def answers() -> dict[str, str]:
    """Return the codes of the house's table by the words of the sentence."""
    table = (SEEDS / "coded_sentences.tsv").read_text("utf-8")
    rows = csv.DictReader(StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE)
    return {" ".join(row["text"].split()): row["er"] for row in rows}


def filled(drawn: Path, path: Path, answers: dict[str, str], *, wrong: int = 0) -> Path:
    """Fill a sheet in as a coder with a spreadsheet would, the first `wrong` rows otherwise than the house."""
    rows = list(csv.DictReader(StringIO((drawn / "sheet.csv").read_text("utf-8-sig"))))
    for number, row in enumerate(rows):
        told = answers.get(row["text"].removeprefix("'"), "0")
        row["er"] = {"1": "0", "0": "1", "-1": "0"}[told] if number < wrong else told
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.DictWriter(stream, list(rows[0]), delimiter=";")
        writer.writeheader()
        writer.writerows(rows)
    return path


def test_a_sample_is_coded_merged_settled_and_validated(drawn: Path, answers: dict[str, str], tmp_path: Path) -> None:
    """Two coders, one list of what they differ on, one coded table that `validate` takes with its weights."""
    ann, ben = filled(drawn, tmp_path / "ann.csv", answers), filled(drawn, tmp_path / "ben.csv", answers, wrong=2)
    table = tmp_path / "coded.tsv"
    first = run("code", "merge", drawn, ann, ben, "-o", table)
    assert first.exit_code == 0
    assert "30 sentences, coders: ann, ben; 0 not coded" in first.stdout
    assert "er (escalation-risk): alpha 0." in first.stdout
    assert first.stdout.count("  open: ") == 2
    assert f"framing validate {table} --coding {drawn / 'coding.yaml'}" in first.stderr
    opened = tmp_path / "coded-open.csv"
    rows = list(csv.DictReader(StringIO(opened.read_text("utf-8-sig"))))
    assert [row["er"] for row in rows] == ["", ""]
    assert rows[0]["said"].startswith("er: ann ")
    opened.write_text(opened.read_text("utf-8").replace(",,,", ",,0,"), "utf-8")
    second = run("code", "merge", drawn, ann, ben, "--settled", opened, "-o", table, "--format", "json", "-q")
    value = json.loads(second.stdout)
    assert (value["open"], value["settled"]) == ([], 2)
    assert value["agreement"]["columns"][0]["alpha_interval"][0] < value["agreement"]["columns"][0]["alpha"] < 1
    judged = run("validate", table, "--coding", drawn / "coding.yaml", "--examples", "0")
    assert judged.exit_code == 0
    assert "30 coded sentences of" in judged.stdout
    assert "rows count by the sentences they stand for (column weight)" in judged.stderr


def test_a_sample_is_the_same_for_the_same_seed(drawn: Path, tmp_path: Path) -> None:
    """Every file of the folder is byte for byte the same; the sheet's name in the browser follows the folder's."""
    again = tmp_path / "coding"
    run("code", "sample", SEEDS, *FRAME, "-n", "30", "--seed", "2", "-o", again, "-q")
    assert sorted(path.name for path in again.iterdir()) == ["coding.yaml", "sample.json", "sheet.csv", "sheet.html"]
    for path in again.iterdir():
        assert path.read_bytes() == (drawn / path.name).read_bytes()


def test_a_folder_with_codes_in_it_is_not_written_over(drawn: Path) -> None:
    """A second draw into the same folder is refused."""
    with pytest.raises(OutputError, match="name a new folder: codes may be in it"):
        run("code", "sample", SEEDS, *FRAME, "-o", drawn)


def test_a_small_sample_says_what_it_passes_over(tmp_path: Path) -> None:
    """With fewer sentences than kinds, some kind is not drawn, and that is said; more than there are draws all."""
    few = run("code", "sample", SEEDS, *FRAME, "-n", "3", "-o", tmp_path / "few")
    assert "sentences of kind none was drawn: draw more, or figures pass over them" in few.stderr
    every = run("code", "sample", SEEDS, *FRAME, "-n", "5000", "-o", tmp_path / "all")
    assert "the corpus has 149 sentences: all were drawn" in every.stderr


def test_inputs_are_not_written_over(drawn: Path, answers: dict[str, str], tmp_path: Path) -> None:
    """The table may not take the place of a sheet."""
    ann = filled(drawn, tmp_path / "ann.csv", answers)
    with pytest.raises(OutputError, match="this is one of the inputs"):
        run("code", "merge", drawn, ann, "-o", ann)
    one = run("code", "merge", drawn, ann, "-o", tmp_path / "coded.csv")
    assert "one coder: how far coders agree cannot be said" in one.stdout
    with pytest.raises(InputError, match="this sheet is given twice"):
        run("code", "merge", drawn, ann, ann, "-o", tmp_path / "coded.csv")


def test_what_is_no_sample_or_no_sheet_is_named(drawn: Path, tmp_path: Path) -> None:
    """A folder without a sample, a file of another kind, a code that there is not."""
    with pytest.raises(InputError, match=r"sample.json: there is no such file; give the folder"):
        run("code", "merge", tmp_path, drawn / "sheet.csv", "-o", tmp_path / "coded.tsv")
    bad = tmp_path / "bad.csv"
    sheet = (drawn / "sheet.csv").read_text("utf-8-sig").splitlines()
    bad.write_text("\n".join([sheet[0], sheet[1][:-1] + "7,", *sheet[2:]]), "utf-8")
    with pytest.raises(InputError, match=r"bad.csv: row 2, column er: '7' is no code; the codes are: -1, 0, 1"):
        run("code", "merge", drawn, bad, "-o", tmp_path / "coded.tsv")


def test_a_question_may_not_have_the_name_of_another_column(tmp_path: Path) -> None:
    """A coding whose column is called as one of the sheet's is refused before anything is drawn."""
    coding = tmp_path / "coding.yaml"
    coding.write_text(
        "format: framing-coding/1\nname: mine\njudgements:\n"
        "  - {column: note, frame: escalation-risk, positive: [1]}\n",
        encoding="utf-8",
    )
    with pytest.raises(InputError, match="mine: a sheet has a column note already"):
        run("code", "sample", SEEDS, *FRAME, "--coding", coding, "-o", tmp_path / "out")
