"""`framing kwic` as a user runs it: what is printed, where, and what is said where there is nothing."""

from __future__ import annotations

import csv
import json
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from running import Runner

from framing.cli.aligned import print_concordance
from framing.tune.kwic import KwicLine

SEEDS = Path(__file__).parents[2] / "seeds"


@pytest.fixture
def framing(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Runner:
    """Give the command line in a folder of its own."""
    return Runner(tmp_path, capsys, monkeypatch)


class Terminal(StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        """Say so."""
        return True


def line(*, left: str = "they crossed a ", hit: str = "red line", right: str = " again", **changes: str) -> KwicLine:
    """Return a line of a concordance."""
    return KwicLine(
        article="a",
        outlet=changes.get("outlet", "North"),
        published=date(2026, 3, 1),
        sentence=0,
        left=left,
        hit=hit,
        right=right,
        frame="risk",
        facet="lines",
        term="red line*",
        voice="source" if "speaker" in changes else "outlet",
        speaker=changes.get("speaker"),
        stance="discounted" if "cue" in changes else "asserted",
        cue=changes.get("cue"),
        start=0,
        end=8,
    )


def printed(lines: list[KwicLine], monkeypatch: pytest.MonkeyPatch, *, columns: int) -> list[str]:
    """Return the concordance as a terminal of so many cells shows it, colours and all."""
    monkeypatch.setenv("COLUMNS", str(columns))
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    stream = Terminal()
    print_concordance(lines, stream=stream)
    return stream.getvalue().splitlines()


def bare(text: str) -> str:
    """Return a line without its colours."""
    parts = text.split("\x1b[")
    return parts[0] + "".join(part.partition("m")[2] for part in parts[1:])


def test_hits_stand_below_each_other_and_are_coloured(monkeypatch: pytest.MonkeyPatch) -> None:
    """The hit begins in one column whatever stands before it; colour and shape tell stance and voice."""
    lines = [line(), line(left="a "), line(left="", outlet="The South"), line(cue="no", speaker="Anna Berg")]
    shown = printed(lines, monkeypatch, columns=100)
    assert len({bare(one).index("red line") for one in shown[::2]}) == 1
    assert "\x1b[1;31mred line" in shown[0]
    assert "discounted by “no” · source: Anna Berg" in bare(shown[7])
    assert shown[6].split("red line")[0] != shown[0].split("red line")[0]


WIDE = st.text(st.sampled_from("aЛ戦争 é👍ｗ\u0301"), max_size=30)


@pytest.mark.parametrize("columns", [50, 80, 120])
@given(st.lists(st.tuples(WIDE, WIDE.map(lambda text: f"war{text}"), WIDE), min_size=1, max_size=4))
def test_no_line_is_wider_than_the_terminal(columns: int, texts: list[tuple[str, str, str]]) -> None:
    """Cells are counted as they are drawn: two for 戦, none for an accent."""
    lines = [line(left=left, hit=hit, right=right) for left, hit, right in texts]
    with pytest.MonkeyPatch.context() as patch:
        shown = [bare(one) for one in printed(lines, patch, columns=columns)]
    assert len(shown) == 2 * len(lines)
    assert max(map(cell_len, shown)) <= columns


def test_an_article_cannot_send_the_terminal_commands(monkeypatch: pytest.MonkeyPatch) -> None:
    """Escape codes in a text are left out."""
    shown = printed([line(left="a\x1b[2J ", right=" b\x1b]0;x\x07")], monkeypatch, columns=80)
    assert "\x1b[2J" not in "".join(shown)
    assert "\x1b]0" not in "".join(shown)


def test_in_a_pipe_and_in_a_file_lines_are_whole_and_bare(framing: Runner, tmp_path: Path) -> None:
    """No colours and no cut to a width that nothing has; the file holds what the pipe holds."""
    ran = framing("kwic", "red line*", SEEDS, "-q")
    assert "\x1b" not in ran.out
    assert len(ran.out.splitlines()) % 2 == 0
    assert framing("kwic", "red line*", SEEDS, "-q", "-o", "hits.txt").code == 0
    assert (tmp_path / "hits.txt").read_text("utf-8") == ran.out


def test_the_suffix_names_the_format(framing: Runner, tmp_path: Path) -> None:
    """CSV, JSON lines, Parquet and HTML hold the same hits."""
    import pyarrow.parquet as pq

    for name in ("hits.csv", "hits.jsonl", "hits.parquet", "hits.html"):
        assert framing("kwic", "red line*", SEEDS, "-q", "-o", name).code == 0
    rows = list(csv.DictReader(StringIO((tmp_path / "hits.csv").read_text("utf-8"))))
    assert [row["hit"] for row in rows] == [
        json.loads(text)["hit"] for text in (tmp_path / "hits.jsonl").read_text("utf-8").splitlines()
    ]
    assert pq.read_table(tmp_path / "hits.parquet").num_rows == len(rows) > 3
    assert (tmp_path / "hits.html").read_text("utf-8").count("<mark class") >= len(rows)


def test_sort_filter_and_limit_meet(framing: Runner) -> None:
    """What is kept is sorted, and the first of it shown; the note says how many there are in all."""
    words = ("kwic", "escalation-risk", SEEDS, "--format", "jsonl", "--where", "voice=source", "--sort", "outlet,-date")
    every = [json.loads(text) for text in framing(*words, "-q").out.splitlines()]
    assert {row["voice"] for row in every} == {"source"}
    assert [row["outlet"] for row in every] == sorted(row["outlet"] for row in every)
    ran = framing(*words, "-n", "2")
    assert [json.loads(text) for text in ran.out.splitlines()] == every[:2]
    assert f"{len(every)} hits in" in ran.err
    assert "without --where; the first 2 are shown" in ran.err


def test_dates_narrow_the_hits(framing: Runner) -> None:
    """`from` and `to` include their day."""
    ran = framing("kwic", "red line*", SEEDS, "-q", "--format", "jsonl", "--where", "to=2023-12-31")
    assert {json.loads(text)["published"] for text in ran.out.splitlines()} == {"2023-09-22"}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["zeppelin"], "no hit of zeppelin"),
        (["escalation-rsk"], "no hit of escalation-rsk; did you mean escalation-risk?"),
        (["escalation-risk", "--where", "outlet=TimesN"], "no hit has outlet=TimesN: did you mean TimesNG?"),
    ],
)
def test_no_hit_is_said_with_what_was_meant(framing: Runner, words: list[str], said: str) -> None:
    """Nothing found is no error; a slip of the pen is answered."""
    ran = framing("kwic", *words, SEEDS) if len(words) == 1 else framing("kwic", words[0], SEEDS, *words[1:])
    assert ran.code == 0
    assert ran.out == ""
    assert said in ran.err


def test_no_hit_is_an_empty_page_and_an_empty_table(framing: Runner, tmp_path: Path) -> None:
    """Every format can hold nothing."""
    for name in ("none.csv", "none.jsonl", "none.html", "none.txt"):
        assert framing("kwic", "zeppelin", SEEDS, "-q", "-o", name).code == 0
    assert "No hit in 5 articles." in (tmp_path / "none.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["red line", SEEDS, "--sort", "outlets"], 3, "did you mean outlet"),
        (["red line", SEEDS, "--where", "voice"], 3, "write NAME=VALUE"),
        (["escalation-risk:1", SEEDS], 4, "no term stands on this line"),
        (["(red line", SEEDS], 4, "the query"),
        (["red line", "nowhere"], 3, "nowhere"),
    ],
)
def test_what_cannot_be_read_is_refused(framing: Runner, words: list[str | Path], code: int, said: str) -> None:
    """Each with its place, before or after the corpus is read."""
    ran = framing("kwic", *words)
    assert ran.code == code
    assert said in ran.err
