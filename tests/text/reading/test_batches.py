"""Archives read in parts give what reading them whole gives, and lose nothing."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from archives import cut_small, make_articles, write_archive
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from framing.errors import InputError
from framing.model import Skipped, Source
from framing.text.reading import cuts, cutting, plan, read_batch, read_sources


def in_parts(path: Path | str, *, as_is: bool = False, outlet: str | None = None) -> tuple[list[Source], list[Skipped]]:
    """Return what all batches of an archive hold."""
    sources: list[Source] = []
    skipped: list[Skipped] = []
    for batch in plan([path], as_is=as_is, outlet=outlet).batches:
        found, empty = read_batch(batch, as_is=as_is)
        sources += found
        skipped += empty
    return sources, skipped


def without_id(source: Source) -> Source:
    """Return a source without its id, which reading a whole corpus makes its own."""
    return replace(source, metadata={**source.metadata, "id": ""})


@pytest.mark.parametrize("form", ["jsonl", "csv", "tsv", "parquet", "folder"])
def test_parts_hold_what_the_whole_holds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, form: str) -> None:
    """Every text comes once, in order, with the same metadata, in batches of the size asked for."""
    cut_small(monkeypatch)
    path = write_archive(tmp_path, form, make_articles(33))
    whole, _ = read_sources([path])
    sources, skipped = in_parts(path)
    assert [without_id(source) for source in sources] == [without_id(source) for source in whole]
    assert not skipped
    batches = plan([path]).batches
    assert [batch.number for batch in batches] == list(range(len(batches)))
    assert all(batch.texts <= 5 for batch in batches)
    assert sum(batch.texts for batch in batches) == 33


FIELD = st.text(st.sampled_from('ab ,;"\n\r\té–'), max_size=12)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(st.lists(st.tuples(FIELD, FIELD), min_size=1, max_size=25), st.booleans())
def test_csv_is_cut_only_where_rows_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, values: list[tuple[str, str]], marked: bool
) -> None:
    """Line ends, separators and quotation marks inside fields do not end a row, whatever stands around them."""
    cut_small(monkeypatch, 2)
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerows([("title", "text"), *((title, f"x{text}") for title, text in values)])
    path = tmp_path / "table.csv"
    path.write_bytes((b"\xef\xbb\xbf" if marked else b"") + stream.getvalue().encode())
    whole, _ = read_sources([path])
    sources, skipped = in_parts(path)
    assert sources == list(whole)
    assert not skipped


def test_a_row_may_be_larger_than_a_batch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Batches are cut by their bytes too, and a row that is larger than one is a batch of its own."""
    monkeypatch.setattr(cuts, "BATCH_BYTES", 200)
    path = write_archive(tmp_path, "jsonl", [{"text": "a" * n} for n in (10, 50, 900, 10, 10)])
    assert [batch.texts for batch in plan([path]).batches] == [2, 1, 2]


def test_bad_rows_are_left_out_with_their_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A line that is no JSON, a date that is none, a byte that is no UTF-8: each is named, and the others are read."""
    cut_small(monkeypatch, 2)
    path = tmp_path / "table.jsonl"
    lines = [
        b'{"text": "one"}',
        b'{"text": "two"',
        b"",
        b'{"text": "three", "date": "11/12/2024"}',
        b'{"text": "caf\xe9"}',
        b'{"text": "\\ud83d"}',
        b'{"body": "six"}',
        b'{"text": ""}',
        b'{"text": "eight"}',
    ]
    path.write_bytes(b"\n".join(lines))
    sources, skipped = in_parts(path)
    assert [(source.text, source.metadata["id"]) for source in sources] == [("one", "table-1"), ("eight", "table-8")]
    reasons = {item.origin.removeprefix(str(path)): item.reason for item in skipped}
    assert reasons == {
        ":2:15": "unreadable",
        ":4": "unreadable",
        ":5": "unreadable",
        ":6": "unreadable",
        ":7": "unreadable",
        "#row 7": "empty",
    }
    assert "0xe9, which is no UTF-8, at character 4" in next(item.detail for item in skipped if ":5" in item.origin)


def test_bad_rows_of_csv_and_parquet_are_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A row with too many values or a stray quotation mark is left out; so is a Parquet row that holds no text."""
    cut_small(monkeypatch, 2)
    table = tmp_path / "table.csv"
    table.write_text('id,text\n1,one\n2,"two" more\n3,three,four\n5,five\n', "utf-8")
    sources, skipped = in_parts(table)
    assert [source.text for source in sources] == ["one", "five"]
    assert [item.origin for item in skipped] == [f"{table}:3", f"{table}:4"]
    rows = tmp_path / "table.parquet"
    pq.write_table(pa.table({"text": ["one", "two"], "date": ["2024-01-01", "never"]}), rows)
    sources, skipped = in_parts(rows)
    assert [source.text for source in sources] == ["one"]
    assert [item.origin for item in skipped] == [f"{rows}:2"]


def test_files_that_cannot_be_read_as_text_are_left_out(tmp_path: Path) -> None:
    """In a folder a picture that is called .txt, an empty file and a text without an outlet do not end the run."""
    folder = tmp_path / "BBC"
    folder.mkdir()
    (folder / "a.txt").write_text("Good.")
    (folder / "b.txt").write_bytes(b"\x89PNG\r\n")
    (folder / "c.txt").write_bytes(b"")
    (tmp_path / "d.txt").write_text("Whose?")
    sources, skipped = in_parts(tmp_path)
    assert [source.metadata["outlet"] for source in sources] == ["BBC"]
    assert {Path(item.origin).name: item.reason for item in skipped} == {
        "b.txt": "unreadable",
        "c.txt": "empty",
        "d.txt": "unreadable",
    }


def test_a_table_that_cannot_be_cut_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where it is not certain how many rows would be lost, the table is refused at the line."""
    path = tmp_path / "table.csv"
    path.write_text('text\none\n"two\nthree\nfour', "utf-8")
    with pytest.raises(InputError, match=r"table\.csv:3: the table breaks off"):
        plan([path])
    path.write_text('"te"xt\none', "utf-8")
    with pytest.raises(InputError, match=r"table\.csv:1: the table breaks off"):
        plan([path])
    monkeypatch.setattr(cutting, "LONGEST_ROW", 100)
    path.write_text('text\none\n"' + "two\n" * 40 + '"\n', "utf-8")
    with pytest.raises(InputError, match=r"table\.csv:3: the row that begins here goes on"):
        plan([path])
    lines = tmp_path / "table.jsonl"
    lines.write_text('{"text": "one"}\n[' + "1," * 100, "utf-8")
    with pytest.raises(InputError, match=r"table\.jsonl:2: the row that begins here goes on"):
        plan([lines])


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ('{"text": "a"}'.encode("utf-16"), "only UTF-8"),
        ('{"text": "a"}'.encode("utf-16-le"), "only UTF-8"),
        (b"\x1f\x8b\x08", "gzip"),
    ],
)
def test_what_is_no_utf8_says_so(tmp_path: Path, content: bytes, said: str) -> None:
    """UTF-16 and packed tables are refused with the remedy, not read as nonsense."""
    path = tmp_path / "table.jsonl"
    path.write_bytes(content)
    with pytest.raises(InputError, match=said):
        plan([path])


def test_a_table_without_rows_is_one_empty_batch(tmp_path: Path) -> None:
    """An empty table is left out by name, as it is where tables are read whole."""
    for name, content in (("a.jsonl", ""), ("b.csv", "text\n"), ("c.csv", "")):
        path = tmp_path / name
        path.write_text(content)
        sources, (skip,) = in_parts(path)
        assert not sources
        assert (skip.origin, skip.reason) == (str(path), "empty")


@pytest.mark.parametrize("form", ["jsonl", "csv", "parquet"])
def test_coded_sentences_are_not_parted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, form: str) -> None:
    """With `as_is` the rows of an article stay in one batch; without, such a table is refused."""
    cut_small(monkeypatch, 2)
    rows = [{"id": f"{a}-{n:02d}", "para": "0", "text": f"Sentence {n}."} for a in ("x", "y") for n in range(1, 6)]
    path = write_archive(tmp_path, form, rows)
    assert in_parts(path, as_is=True)[0] == list(read_sources([path], as_is=True)[0])
    assert [batch.texts for batch in plan([path], as_is=True).batches] == [5, 5]
    with pytest.raises(InputError, match="coded sentences"):
        plan([path])


def test_parquet_is_read_forward_and_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Batches may be read in any order, and one twice: a run that is gone on with leaves gaps."""
    cut_small(monkeypatch, 4)
    path = write_archive(tmp_path, "parquet", [{"text": f"text {n}"} for n in range(40)])
    batches = plan([path]).batches
    texts = [[source.text for source in read_batch(batch, as_is=False)[0]] for batch in batches]
    assert [text for part in texts for text in part] == [f"text {n}" for n in range(40)]
    for number in (7, 2, 2, 9, 0, 5):
        assert [source.text for source in read_batch(batches[number], as_is=False)[0]] == texts[number]


def test_a_file_that_has_gone_is_no_bad_row(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that cannot be read any more ends the run: its texts must not be counted as left out."""
    for form in ("jsonl", "parquet", "folder"):
        path = write_archive(tmp_path, form, make_articles(3))
        batch = plan([path]).batches[0]
        Path(batch.places[0].path).unlink()
        with pytest.raises(InputError, match="cannot be read"):
            read_batch(batch, as_is=False)


def test_the_hash_of_an_input_follows_its_bytes_and_manifest(tmp_path: Path) -> None:
    """Another byte in a file, or in the manifest beside a table, is another input."""
    for form in ("jsonl", "csv", "parquet", "folder"):
        path = write_archive(tmp_path, form, make_articles(3))
        before = plan([path]).inputs
        assert before == plan([path]).inputs
        write_archive(tmp_path, form, [*make_articles(2), {**make_articles(1)[0], "text": "Other words."}])
        assert plan([path]).inputs != before


def test_tables_at_an_address_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """An address names one table, a pattern or a folder; rows are those of the same table on this machine."""
    import fsspec

    cut_small(monkeypatch, 2)
    system = fsspec.filesystem("memory")
    rows = [json.dumps(row) for row in make_articles(5)]
    system.pipe_file("/news/part-1.jsonl", "\n".join(rows[:3]).encode())
    system.pipe_file("/news/part-2.jsonl", "\n".join(rows[3:]).encode())
    system.pipe_file("/news/_SUCCESS", b"")
    sink = io.BytesIO()
    pq.write_table(pa.table({"text": ["one"]}), sink)
    system.pipe_file("/columns/part-3.parquet", sink.getvalue())
    expected = [row["text"] for row in make_articles(5)]
    assert [source.text for source in in_parts("memory://news")[0]] == expected
    assert [source.text for source in in_parts("memory://news/part-*.jsonl")[0]] == expected
    (only,), _ = in_parts("memory://columns/part-3.parquet")
    assert (only.text, only.metadata["outlet"]) == ("one", "part-3")
    assert only.origin == "memory://columns/part-3.parquet#row 1"
    with pytest.raises(InputError, match="no table at this address"):
        plan(["memory://none"])
