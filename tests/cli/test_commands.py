"""The commands as a user runs them, in a process of their own where exit codes and streams matter."""

from __future__ import annotations

import csv
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from importlib import resources
from io import StringIO
from pathlib import Path

import pytest
from jsonschema import validate as validate_schema

from framing.cli import guard

Result = subprocess.CompletedProcess[str]
SEEDS = Path(__file__).parents[2] / "seeds"
ARTICLE = (
    "The minister said that the missiles would not lead to a nuclear war. Critics disagreed loudly. "
    "Ukraine has wanted the weapons for two years, and its forces plan to use them against depots behind the front. "
    "The White House approved the transfer on Tuesday after months of debate in Congress about the package. "
    "Nobody in the capital expected the decision to come before the election, and few believed it would change much."
)


@pytest.fixture
def framing(tmp_path: Path) -> Callable[..., Result]:
    """Run the command line in a folder of its own, so that nothing depends on the checkout."""

    def run(*arguments: str | Path) -> Result:
        words = [sys.executable, "-c", "from framing.cli import main; main()", *map(str, arguments)]
        return subprocess.run(words, capture_output=True, text=True, cwd=tmp_path, check=False)

    return run


def test_help_names_every_command(framing: Callable[..., Result]) -> None:
    """`--help` lists the commands with a line each, and says what exit codes mean."""
    result = framing("--help")
    assert result.returncode == 0
    for name in (
        "report",
        "compare",
        "score",
        "cluster",
        "clean",
        "kwic",
        "validate",
        "agree",
        "tune",
        "lexicon",
        "baseline",
    ):
        assert f"\n  {name} " in result.stdout
    assert "Exit codes" in result.stdout
    assert "\\b" not in result.stdout
    assert "\n  framing score article.txt" in result.stdout


@pytest.mark.parametrize(
    "command",
    ["report", "compare", "score", "cluster", "clean", "kwic", "validate", "agree", "tune", "lexicon", "baseline"],
)
def test_every_command_has_help(framing: Callable[..., Result], command: str) -> None:
    """Each command explains itself."""
    result = framing(command, "--help")
    assert result.returncode == 0
    assert "Usage:" in result.stdout


def test_help_is_quick_because_nothing_heavy_is_imported() -> None:
    """The help page needs none of the libraries behind the commands."""
    code = "import sys, framing.cli; print([m for m in ('sklearn', 'scipy', 'weasyprint') if m in sys.modules])"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "[]"


def test_scoring_texts_loads_no_library_that_texts_do_not_need(tmp_path: Path) -> None:
    """Pages, tables, Markdown, foreign dictionaries, statistics and pictures cost a command nothing without them."""
    (tmp_path / "a.txt").write_text("A nuclear war is possible. " * 20, encoding="utf-8")
    heavy = "trafilatura pyarrow markdown_it charset_normalizer sklearn scipy weasyprint matplotlib numba"
    code = (
        "import sys; from framing.cli import main\n"
        f"sys.argv = ['framing', 'score', {str(tmp_path / 'a.txt')!r}, '--quiet']\n"
        f"try: main()\nfinally: print([m for m in {heavy.split()} if m in sys.modules], file=sys.stderr)"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stderr.strip() == "[]"


@pytest.mark.parametrize(("own", "expected"), [({}, "4"), ({"OPENBLAS_THREAD_TIMEOUT": "20"}, "20")])
def test_threads_of_linear_algebra_do_not_wait_busily(own: dict[str, str], expected: str) -> None:
    """A command takes no processor time while it has nothing to do, unless its user wants it so."""
    code = (
        "import os, sys; from framing.cli import main; sys.argv = ['framing', '--version']\n"
        "try: main()\nfinally: print(os.environ['OPENBLAS_THREAD_TIMEOUT'])"
    )
    clean = {name: value for name, value in os.environ.items() if name != "OPENBLAS_THREAD_TIMEOUT"}
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=clean | own)
    assert result.stdout.split()[-1] == expected


def test_memory_is_not_searched_for_cycles_at_the_end() -> None:
    """A process that ends leaves its memory to the system, and what asked to be told of the end is told."""
    code = (
        "import atexit, gc, sys, tempfile; from framing.cli import main\n"
        "folder = tempfile.TemporaryDirectory()\n"
        "atexit.register(lambda: print(gc.isenabled(), gc.get_freeze_count() > 0, file=sys.stderr))\n"
        "sys.argv = ['framing', '--version']\n"
        "try: main()\nfinally: print(folder.name, gc.isenabled(), file=sys.stderr)"
    )
    result = subprocess.run([sys.executable, "-W", "ignore", "-c", code], capture_output=True, text=True, check=True)
    folder, *seen = result.stderr.split()
    assert seen == ["True", "False", "True"]
    assert not Path(folder).exists()


def test_cycles_are_looked_for_seldom_in_a_command_that_ends() -> None:
    """A command that ends hardly looks for cycles of objects; one that runs on looks more often from then on."""
    code = (
        "import gc, sys; from framing.cli import main, guard; sys.argv = ['framing', '--version']\n"
        "try: main()\nfinally: print(gc.get_threshold()[0]); guard.run_on(); print(gc.get_threshold()[0])"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout.split()[-2:] == [str(guard.ALLOCATIONS), str(guard.RUNNING_ON)]
    assert guard.RUNNING_ON < guard.ALLOCATIONS


@pytest.mark.parametrize("fault", [OSError, TypeError, AttributeError])
def test_a_system_without_glibc_runs_commands_all_the_same(fault: type[Exception]) -> None:
    """Where the C library cannot be told how to hold memory, nothing is told."""
    code = (
        "import sys, ctypes; from framing.cli import main; sys.argv = ['framing', '--version']\n"
        f"def missing(name): raise {fault.__name__}\n"
        "ctypes.CDLL = missing\n"
        "main()"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout.startswith("framing, version")


def test_sentences_have_the_documented_shape(framing: Callable[..., Result]) -> None:
    """Every line of `--unit sentence --format jsonl` fits the schema, and offsets point at the text."""
    result = framing("score", SEEDS, "--unit", "sentence", "--format", "jsonl", "--quiet")
    assert result.returncode == 0, result.stderr
    schema = json.loads(resources.files("framing.score").joinpath("sentence.schema.json").read_text("utf-8"))
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    assert len(rows) == 149
    for row in rows:
        validate_schema(row, schema)
        assert row["end"] - row["start"] == len(row["text"])
    assert set(rows[0]["frames"]) == {"escalation-risk", "ukrainian-agency", "us-politics"}


def test_rows_of_a_coded_table_stay_rows(framing: Callable[..., Result]) -> None:
    """With --as-is every row is one sentence under its own id, in the order of the table, its text untouched."""
    table = SEEDS / "coded_sentences.tsv"
    result = framing("score", table, "--unit", "sentence", "--as-is", "--format", "jsonl", "--quiet")
    assert result.returncode == 0, result.stderr
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    coded = [line.split("\t") for line in table.read_text("utf-8").splitlines()[1:]]
    assert [row["article"] for row in rows] == [line[0] for line in coded]
    assert [row["text"] for row in rows] == [line[6] for line in coded]
    assert {row["index"] for row in rows} == {0}
    assert {row["start"] for row in rows} == {0}


def test_short_rows_are_not_dropped(framing: Callable[..., Result], tmp_path: Path) -> None:
    """A row of one word, and an empty one, are rows all the same."""
    (tmp_path / "rows.csv").write_text("id,text\na,No.\nb,\nc,A nuclear war is possible.\n", encoding="utf-8")
    result = framing("score", "rows.csv", "--unit", "sentence", "--as-is", "--format", "jsonl")
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    assert [row["text"] for row in rows] == ["No.", "", "A nuclear war is possible."]
    assert rows[2]["frames"]["escalation-risk"]["asserted"] > 0


@pytest.mark.parametrize("unit", ["hit", "sentence", "article", "outlet"])
def test_every_unit_is_a_table_csv_and_parquet(framing: Callable[..., Result], tmp_path: Path, unit: str) -> None:
    """The three forms hold the same rows."""
    import pyarrow.parquet as pq

    lines = framing("score", SEEDS, "--unit", unit, "--json", "-q").stdout.splitlines()
    table = list(csv.DictReader(StringIO(framing("score", SEEDS, "--unit", unit, "--format", "csv", "-q").stdout)))
    result = framing("score", SEEDS, "--unit", unit, "--format", "parquet", "-o", "out.parquet", "-q")
    assert result.returncode == 0, result.stderr
    assert len(table) == len(lines) == pq.read_table(tmp_path / "out.parquet").num_rows
    assert framing("score", SEEDS, "--unit", unit, "-q").stdout.count("\n") > len(lines)


def test_parquet_needs_a_file(framing: Callable[..., Result]) -> None:
    """Binary output is not thrown at a terminal."""
    result = framing("score", SEEDS, "--format", "parquet")
    assert result.returncode == 5
    assert "-o FILE.parquet" in result.stderr


def test_clean_shows_what_went_and_why(framing: Callable[..., Result]) -> None:
    """Removed lines carry a minus and a reason, kept lines do not."""
    result = framing("clean", SEEDS / "washington-examiner.txt")
    removed = [line for line in result.stdout.splitlines() if " - " in line[:10]]
    assert any("TRUMP LOOKING FORWARD" in line and "[" in line for line in removed)
    assert any(line.lstrip().startswith("4   Ukrainian President") for line in result.stdout.splitlines())


def test_cluster_finds_the_two_stories_of_the_seeds(framing: Callable[..., Result]) -> None:
    """September 2023 apart from November 2024."""
    result = framing("cluster", SEEDS, "--json", "-q")
    found = json.loads(result.stdout)
    assert dict(zip(found["articles"], found["labels"], strict=True)) == {
        "000": 0,
        "001": 0,
        "002": 1,
        "003": 1,
        "004": 1,
    }


def test_kwic_shows_voice_stance_cue_and_speaker(framing: Callable[..., Result]) -> None:
    """A free query is judged like any term."""
    result = framing("kwic", "red line*", SEEDS, "--format", "csv", "-q")
    rows = list(csv.DictReader(StringIO(result.stdout)))
    assert len(rows) >= 5
    echols = next(row for row in rows if row["speaker"] == "Connor Echols")
    assert (echols["voice"], echols["stance"], echols["hit"]) == ("source", "discounted", "red line")
    assert echols["cue"]
    assert "red line" in framing("kwic", "red line*", SEEDS, "-q").stdout


def test_kwic_of_a_facet_shows_only_that_facet(framing: Callable[..., Result]) -> None:
    """`lexicon/facet` narrows the concordance."""
    result = framing("kwic", "us-politics/domestic", SEEDS, "--format", "jsonl", "-q")
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    assert {row["facet"] for row in rows} == {"domestic"}


def test_validate_prints_figures_beside_the_plain_count(framing: Callable[..., Result]) -> None:
    """The command that README quotes, as a table and as JSON."""
    result = framing("validate", SEEDS / "coded_sentences.tsv", "--by-article")
    assert result.returncode == 0, result.stderr
    assert "plain count F1" in result.stdout
    assert "escalation-risk discounted" in result.stdout
    value = json.loads(framing("validate", SEEDS / "coded_sentences.tsv", "--format", "json").stdout)
    assert value["sentences"] == 149


def test_agree_measures_two_coders(framing: Callable[..., Result], tmp_path: Path) -> None:
    """A table agrees with itself, and a changed code is listed."""
    text = (SEEDS / "coded_sentences.tsv").read_text("utf-8")
    (tmp_path / "anna.tsv").write_text(text, encoding="utf-8")
    (tmp_path / "ben.tsv").write_text(text.replace("\t0\t0\t-1\t0\tO\t", "\t0\t1\t-1\t0\tO\t", 1), encoding="utf-8")
    changed = text.replace("000-01\t0\t0\t-1", "000-01\t0\t1\t-1")
    (tmp_path / "ben.tsv").write_text(changed, encoding="utf-8")
    result = framing("agree", "anna.tsv", "ben.tsv")
    assert result.returncode == 0, result.stderr
    assert "er: alpha 0.9" in result.stdout
    assert "000-01  anna" in result.stdout


def test_lexicons_are_listed_shown_and_checked(framing: Callable[..., Result]) -> None:
    """An analyst finds the house lexicons from any folder, and they pass their own check."""
    assert "escalation-risk" in framing("lexicon", "list").stdout
    assert "red line*" in framing("lexicon", "show", "escalation-risk").stdout
    assert json.loads(framing("lexicon", "show", "us-politics", "--json").stdout)["name"] == "us-politics"
    result = framing("lexicon", "check")
    assert result.returncode == 0, result.stdout


def test_a_lexicon_that_fails_its_examples_fails_the_check(framing: Callable[..., Result], tmp_path: Path) -> None:
    """`lexicon check` exits 1 and names file and line."""
    (tmp_path / "mine.yaml").write_text(
        "format: framing-lexicon/1\nname: mine\ntitle: Mine\nversion: 1.0.0\n"
        "facets:\n  a:\n    title: A\n    hits: [Nothing of the kind.]\n    misses: [Else.]\n    terms: [war*]\n",
        encoding="utf-8",
    )
    result = framing("lexicon", "check", "mine.yaml")
    assert result.returncode == 1
    assert "mine.yaml:6: error: no term of a hits its example" in result.stdout


def test_a_term_that_hits_nowhere_in_a_corpus_is_dead(framing: Callable[..., Result], tmp_path: Path) -> None:
    """`--corpus` says where a term should hit; without one no term is called dead."""
    (tmp_path / "mine.yaml").write_text(
        "format: framing-lexicon/1\nname: mine\ntitle: Mine\nversion: 1.0.0\nfacets:\n  a:\n    title: A\n"
        "    hits: [A zeppelin.]\n    misses: [Else.]\n    terms: [zeppelin, missile*]\n",
        encoding="utf-8",
    )
    result = framing("lexicon", "check", "mine.yaml", "--corpus", SEEDS)
    assert result.returncode == 0
    assert "`zeppelin` hits nowhere in 5 articles" in result.stdout
    assert "missile" not in result.stdout
    assert "zeppelin" not in framing("lexicon", "check", "mine.yaml").stdout


def test_voices_add_up_in_every_row(framing: Callable[..., Result]) -> None:
    """What the outlet and its sources say is all that is said, in sentences and in both stances."""
    for unit in ("article", "outlet"):
        for line in framing("score", SEEDS, "--unit", unit, "--json", "-q").stdout.splitlines():
            row = json.loads(line)
            for what in ("sentences", "asserted", "discounted"):
                assert row[what] == row[f"outlet_{what}"] + row[f"source_{what}"]


class TestBadInput:
    """Every fault is one line on stderr with place, cause and remedy, an exit code, and no traceback."""

    @staticmethod
    def assert_refused(result: Result, code: int, *words: str) -> None:
        assert result.returncode == code, result.stderr
        assert result.stderr.startswith("framing: ")
        assert "Traceback" not in result.stderr
        for word in words:
            assert word in result.stderr

    def test_a_missing_path_offers_near_names(self, framing: Callable[..., Result]) -> None:
        self.assert_refused(framing("score", SEEDS / "timesmg.txt"), 3, "timesmg.txt", "timesng.txt")

    def test_an_empty_file(self, framing: Callable[..., Result], tmp_path: Path) -> None:
        (tmp_path / "empty.txt").write_bytes(b"")
        self.assert_refused(framing("score", "empty.txt"), 3, "empty.txt", "the file is empty")

    def test_a_binary_file(self, framing: Callable[..., Result], tmp_path: Path) -> None:
        (tmp_path / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
        self.assert_refused(framing("score", "picture.txt"), 3, "picture.txt")

    def test_a_name_too_long(self, framing: Callable[..., Result], tmp_path: Path) -> None:
        (tmp_path / "a.txt").write_text(ARTICLE, encoding="utf-8")
        result = framing("score", "a.txt", "--format", "csv", "-o", f"{'b' * 300}.csv")
        self.assert_refused(result, 5, "bbbb", "give a shorter name")

    def test_a_file_of_boilerplate_only(self, framing: Callable[..., Result], tmp_path: Path) -> None:
        (tmp_path / "page.txt").write_text("Follow us on social\n\nAdvertisement\n\nRead more\n", encoding="utf-8")
        self.assert_refused(framing("score", "page.txt"), 3, "no article is left", "page.txt")

    def test_an_article_under_the_minimum_is_kept_out_and_said(
        self, framing: Callable[..., Result], tmp_path: Path
    ) -> None:
        (tmp_path / "long.txt").write_text(ARTICLE, encoding="utf-8")
        (tmp_path / "short.txt").write_text("The war goes on.", encoding="utf-8")
        result = framing("score", "long.txt", "short.txt")
        assert result.returncode == 0
        assert "left out: short.txt: 4 words" in result.stderr
        assert framing("score", "short.txt", "--min-words", "3").returncode == 0

    def test_duplicates_are_kept_once_and_said(self, framing: Callable[..., Result], tmp_path: Path) -> None:
        (tmp_path / "a.txt").write_text(ARTICLE, encoding="utf-8")
        (tmp_path / "b.txt").write_text(ARTICLE + "\n", encoding="utf-8")
        result = framing("score", "a.txt", "b.txt", "--format", "csv")
        assert "left out: b.txt: the same text as a" in result.stderr
        assert "b," not in result.stdout

    def test_a_foreign_encoding_is_read(self, framing: Callable[..., Result], tmp_path: Path) -> None:
        (tmp_path / "old.txt").write_bytes(ARTICLE.replace("minister", "Präsident – “minister”").encode("cp1252"))
        result = framing("score", "old.txt", "--unit", "sentence", "--json")
        assert "Präsident – “minister”" in json.loads(result.stdout.splitlines()[0])["text"]

    def test_a_lexicon_with_a_syntax_error(self, framing: Callable[..., Result], tmp_path: Path) -> None:
        (tmp_path / "bad.yaml").write_text(
            "format: framing-lexicon/1\nname: bad\ntitle: Bad\nversion: 1.0.0\n"
            "facets:\n  a:\n    title: A\n    terms:\n      - war BEFOR/3 peace\n",
            encoding="utf-8",
        )
        self.assert_refused(framing("score", SEEDS, "-l", "bad.yaml"), 4, "bad.yaml:9:", "BEFORE/3")

    def test_an_unknown_lexicon_offers_near_names(self, framing: Callable[..., Result]) -> None:
        self.assert_refused(framing("score", SEEDS, "-l", "escalation-rsk"), 4, "escalation-risk")

    def test_an_output_folder_that_is_missing_is_said_before_the_work(
        self, framing: Callable[..., Result], tmp_path: Path
    ) -> None:
        result = framing("report", "nowhere.txt", "-o", tmp_path / "missing" / "brief.pdf")
        self.assert_refused(result, 5, "missing")

    @pytest.mark.parametrize("command", [("score",), ("kwic", "war")])
    def test_a_table_that_cannot_be_saved_is_said_before_the_work(
        self, framing: Callable[..., Result], tmp_path: Path, command: tuple[str, ...]
    ) -> None:
        result = framing(*command, "nowhere.txt", "--format", "csv", "-o", tmp_path / "missing" / "table.csv")
        self.assert_refused(result, 5, "missing")

    def test_an_output_over_an_input_is_refused(self, framing: Callable[..., Result], tmp_path: Path) -> None:
        (tmp_path / "a.txt").write_text(ARTICLE, encoding="utf-8")
        self.assert_refused(framing("report", "a.txt", "-o", "a.txt"), 5, "a.txt", "one of the inputs")
        self.assert_refused(framing("report", "a.txt", "-o", "x.pdf", "--html", "x.pdf"), 5, "two outputs")
        assert (tmp_path / "a.txt").read_text("utf-8") == ARTICLE

    def test_a_line_of_megabytes_is_refused(self, framing: Callable[..., Result], tmp_path: Path) -> None:
        (tmp_path / "huge.txt").write_text("The war goes on and on. " * 60_000, encoding="utf-8")
        self.assert_refused(framing("score", "huge.txt"), 3, "huge.txt", "a paragraph of 1,4")

    def test_a_brief_under_another_kind_s_name_is_refused(self, framing: Callable[..., Result]) -> None:
        self.assert_refused(framing("report", SEEDS, "-o", "brief.docx"), 5, "brief.docx", "name it brief.pdf")

    def test_a_lexicon_given_twice_is_refused(self, framing: Callable[..., Result]) -> None:
        self.assert_refused(framing("score", SEEDS, "-l", "us-politics", "-l", "us-politics"), 4, "a second lexicon")

    def test_an_unknown_facet_offers_those_there_are(self, framing: Callable[..., Result]) -> None:
        self.assert_refused(framing("kwic", "us-politics/domestik", SEEDS), 4, "no facet domestik", "domestic")

    def test_a_folder_without_outlets_says_how_to_name_them(
        self, framing: Callable[..., Result], tmp_path: Path
    ) -> None:
        (tmp_path / "corpus").mkdir()
        (tmp_path / "corpus" / "a.txt").write_text(ARTICLE, encoding="utf-8")
        self.assert_refused(framing("score", "corpus"), 3, "a.txt", "outlet")

    def test_debug_shows_the_traceback(self, framing: Callable[..., Result]) -> None:
        result = framing("--debug", "score", "nowhere.txt")
        assert "Traceback" in result.stderr

    def test_wrong_usage_is_exit_code_2(self, framing: Callable[..., Result]) -> None:
        assert framing("score").returncode == 2
        assert framing("socre").returncode == 2


def test_an_interrupted_report_leaves_nothing_behind(tmp_path: Path) -> None:
    """Ctrl-C in the middle: exit code 130, one line, and no file half-written."""
    words = [sys.executable, "-c", "from framing.cli import main; main()", "report", str(SEEDS), "-o", "brief.pdf"]
    with subprocess.Popen(words, cwd=tmp_path, stderr=subprocess.PIPE, text=True, start_new_session=True) as process:
        time.sleep(1.5)
        os.killpg(process.pid, signal.SIGINT)
        _, errors = process.communicate(timeout=60)
    assert process.returncode == 130, errors
    assert "interrupted" in errors
    assert list(tmp_path.iterdir()) == []
