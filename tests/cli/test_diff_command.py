"""`framing lexicon diff` as a user and a CI job run it."""

from __future__ import annotations

import csv
import json
import subprocess
from io import StringIO
from pathlib import Path

import pytest
from jsonschema import validate
from running import Runner

from framing.report.diff_data import schema
from framing.tune.diff import GATES

SEEDS = Path(__file__).parents[2] / "seeds"
CODED = SEEDS / "coded_sentences.tsv"
HEAD = """format: framing-lexicon/1
name: mine
title: Mine
version: {}
facets:
  war:
    title: War
    terms: [{}]
"""


@pytest.fixture
def framing(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Runner:
    """Give the command line in a folder with two versions of a lexicon."""
    (tmp_path / "old.yaml").write_text(HEAD.format("1.0.0", "war*, red line*"), encoding="utf-8")
    (tmp_path / "new.yaml").write_text(HEAD.format("1.1.0", "war, red line*, zeppelin"), encoding="utf-8")
    return Runner(tmp_path, capsys, monkeypatch)


def test_the_table_says_what_moved(framing: Runner) -> None:
    """Counts on top, then terms, hits in context and outlets."""
    ran = framing("lexicon", "diff", "old.yaml", "new.yaml", SEEDS, "-q")
    assert ran.code == 0, ran.err
    assert ran.out.startswith("old.yaml to new.yaml on ATACMS decision\n")
    for part in ("Terms that differ", "Hits lost", "Hits changed", "Outlets that moved"):
        assert f"\n{part}\n" in ran.out
    assert "[warned]" in ran.out


def test_nothing_moves_where_nothing_differs(framing: Runner) -> None:
    """A version beside itself is said to move nothing."""
    ran = framing("lexicon", "diff", "old.yaml", "old.yaml", SEEDS, "-q")
    assert "0 lost, 0 gained, 0 changed; nothing moves" in ran.out
    assert "Outlets that moved" not in ran.out


def test_json_csv_and_html_hold_the_same(framing: Runner, tmp_path: Path) -> None:
    """The document fits its schema; the rows are its hits; the page says their number."""
    for name in ("diff.json", "diff.csv", "diff.html"):
        assert framing("lexicon", "diff", "old.yaml", "new.yaml", SEEDS, "-o", name, "-q").code == 0
    document = json.loads((tmp_path / "diff.json").read_text("utf-8"))
    validate(document, schema())
    assert set(document["values"]) == set(GATES)
    rows = list(csv.DictReader(StringIO((tmp_path / "diff.csv").read_text("utf-8"))))
    assert [row["kind"] for row in rows] == [hit["kind"] for hit in document["hits"]]
    lost = sum(row["kind"] == "lost" for row in rows)
    assert lost == document["values"]["lost"] > 0
    assert f"<h1>{lost} hits lost" in (tmp_path / "diff.html").read_text("utf-8")


def test_validity_needs_a_table_about_the_frame(framing: Runner) -> None:
    """The columns are mapped as for `validate`."""
    words = ("lexicon", "diff", "old.yaml", "new.yaml", SEEDS, "-q", "--coded", CODED)
    ran = framing(*words, "--map", "er=mine:1", "--format", "json")
    assert ran.code == 0, ran.err
    (measure,) = json.loads(ran.out)["validity"]
    assert measure["measure"] == "mine"
    assert measure["before"]["recall"] >= measure["after"]["recall"] > 0
    assert measure["f1_change"] == pytest.approx(measure["after"]["f1"] - measure["before"]["f1"], abs=1e-6)
    refused = framing(*words)
    assert refused.code == 3
    assert "no column is about mine" in refused.err


@pytest.mark.parametrize(
    ("rule", "code"),
    [
        ("lost > 0", 1),
        ("lost > 500", 0),
        ("dead-added >= 1", 1),
        ("gained > 0", 0),
        ("share-change > 0", 1),
        ("verdict-changes < 0", 0),
    ],
)
def test_a_rule_that_holds_fails_the_run(framing: Runner, rule: str, code: int) -> None:
    """Exit code 1 and the value on stderr, even when quiet; the output is there all the same."""
    ran = framing("lexicon", "diff", "old.yaml", "new.yaml", SEEDS, "-q", "--fail-if", rule)
    assert ran.code == code
    assert ran.out
    assert (f"failed: {' '.join(rule.split())}: " in ran.err) is (code == 1)


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["--fail-if", "lots > 5"], 3, "did you mean lost"),
        (["--fail-if", "lost"], 3, "write NAME > NUMBER"),
        (["--fail-if", "f1-drop > 0.1"], 2, "give them with --coded"),
        (["--map", "er=mine:1"], 2, "give it with --coded"),
        (["-o", "missing/diff.html"], 5, "missing"),
    ],
)
def test_a_gate_that_could_not_work_is_refused_before_it(
    framing: Runner, words: list[str], code: int, said: str
) -> None:
    """A rule that never holds would let everything pass."""
    ran = framing("lexicon", "diff", "old.yaml", "new.yaml", "nowhere", *words)
    assert ran.code == code
    assert said in ran.err


@pytest.mark.parametrize(
    ("old", "said"),
    [("odl.yaml", "there is no such file"), ("escalation-rsk", "did you mean escalation-risk")],
)
def test_a_version_that_is_not_there_is_refused(framing: Runner, old: str, said: str) -> None:
    """A typo in a file or a name."""
    ran = framing("lexicon", "diff", old, "new.yaml", SEEDS, "-q")
    assert ran.code == 4
    assert said in ran.err


@pytest.fixture
def repository(framing: Runner, tmp_path: Path) -> Path:
    """Keep the old version, and cue lists, in the first commit of a repository."""
    from framing.lexicon.catalog import house

    (tmp_path / "mine.yaml").write_bytes((tmp_path / "old.yaml").read_bytes())
    (tmp_path / "cues").mkdir()
    for path in house("cues").glob("*.yaml"):
        (tmp_path / "cues" / path.name).write_bytes(path.read_bytes())
    for words in (
        ("init", "-q", "-b", "main"),
        ("add", "mine.yaml", "cues"),
        ("-c", "user.email=a@example.org", "-c", "user.name=A", "commit", "-q", "-m", "first"),
    ):
        subprocess.run(["git", *words], cwd=tmp_path, check=True, capture_output=True)
    return tmp_path


def test_a_revision_stands_beside_the_working_file(framing: Runner, repository: Path) -> None:
    """OLD is as it was committed, NEW as it lies there; hits are those of the two files."""
    (repository / "mine.yaml").write_bytes((repository / "new.yaml").read_bytes())
    ran = framing("lexicon", "diff", "main:mine.yaml", "mine.yaml", SEEDS, "-q", "--format", "csv")
    assert ran.code == 0, ran.err
    assert ran.out == framing("lexicon", "diff", "old.yaml", "new.yaml", SEEDS, "-q", "--format", "csv").out


def test_a_fault_in_a_revision_names_it(framing: Runner, repository: Path) -> None:
    """A lexicon that does not parse is named by revision, path, line and column."""
    ran = framing("lexicon", "diff", "main:cues/stance.yaml", "new.yaml", SEEDS, "-q")
    assert ran.code == 4
    assert ran.err.startswith("framing: main:cues/stance.yaml:")


def test_cue_lists_of_a_revision_move_stances(framing: Runner, repository: Path) -> None:
    """The same lexicon under other cues: hits change in stance or voice and none comes or goes."""
    same = framing("lexicon", "diff", "mine.yaml", "mine.yaml", SEEDS, "-q", "--cues", "main:cues")
    assert "nothing moves" in same.out
    reporting = repository / "cues" / "reporting.yaml"
    deaf = reporting.read_text("utf-8")
    for verb in ("(say | says | said | saying)", "(warn | warns | warned | warning)", "according to"):
        deaf = deaf.replace(verb, "zeppelin")
    reporting.write_text(deaf, encoding="utf-8")
    ran = framing(
        "lexicon", "diff", "mine.yaml", "mine.yaml", SEEDS, "-q", "--format", "json",
        "--old-cues", "main:cues", "--cues", "cues",
    )  # fmt: skip
    assert ran.code == 0, ran.err
    found = json.loads(ran.out)
    assert found["old"]["cues_sha256"] != found["new"]["cues_sha256"]
    assert {change for hit in found["hits"] for change in hit["changes"]} >= {"voice"}
    assert found["values"]["lost"] == found["values"]["gained"] == 0
