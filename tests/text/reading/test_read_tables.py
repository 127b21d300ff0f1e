"""Tables of every kind become the same sources."""

import json
from datetime import date, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st
from text_pages import SEEDS

from framing.errors import InputError
from framing.model import Article
from framing.text.cleaning import clean, load_rules
from framing.text.reading import read_sources
from framing.text.sentences import segment

ROWS = [
    {
        "id": "a",
        "outlet": "O",
        "title": "T",
        "date": "2024-11-19",
        "url": "u",
        "text": 'He said "no", twice.\nThen he left.',
    },
    {"id": "b", "outlet": "P", "title": "", "date": "", "url": "", "text": "Second; text.\tAnd more."},
]


def write_csv(path: Path, delimiter: str = ",") -> Path:
    lines = [delimiter.join([*ROWS[0], "extra"])]
    lines += [delimiter.join('"' + value.replace('"', '""') + '"' for value in [*row.values(), "x"]) for row in ROWS]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def write_jsonl(path: Path) -> Path:
    path.write_text("\n\n".join(json.dumps(row | {"extra": [1]}) for row in ROWS), encoding="utf-8")
    return path


def write_parquet(path: Path) -> Path:
    pq.write_table(pa.Table.from_pylist(ROWS), path)
    return path


@pytest.mark.parametrize(
    "name", ["t.csv", "semicolon.csv", "tab.csv", "t.tsv", "t.jsonl", "t.ndjson", "t.parquet", "T.CSV"]
)
def test_every_format_gives_the_same_sources(tmp_path: Path, name: str) -> None:
    """Known columns are taken, others passed over, empty values are missing, text is byte for byte that of the cell."""
    path = tmp_path / name
    if name.endswith("parquet"):
        write_parquet(path)
    elif name.endswith(("jsonl", "ndjson")):
        write_jsonl(path)
    else:
        write_csv(path, {"semicolon.csv": ";", "tab.csv": "\t", "t.tsv": "\t"}.get(name, ","))
    sources, skipped = read_sources([path])
    assert skipped == ()
    assert [source.text for source in sources] == [row["text"] for row in ROWS]
    assert [dict(source.metadata) for source in sources] == [
        {"id": "a", "outlet": "O", "title": "T", "date": "2024-11-19", "url": "u"},
        {"id": "b", "outlet": "P"},
    ]
    assert [source.origin for source in sources] == [f"{path}#row 1", f"{path}#row 2"]


def test_a_table_without_outlets_takes_the_one_given_or_its_name(tmp_path: Path) -> None:
    """By itself a table may do without a column outlet; in a folder it may not."""
    path = tmp_path / "march.csv"
    path.write_text("text\nOne.\nTwo.\n")
    assert {source.metadata["outlet"] for source in read_sources([path])[0]} == {"march"}
    assert {source.metadata["outlet"] for source in read_sources([path], outlet="X")[0]} == {"X"}
    assert [source.metadata["id"] for source in read_sources([path])[0]] == ["march-1", "march-2"]
    with pytest.raises(InputError, match="the outlet of this text is not known"):
        read_sources([tmp_path])


def test_bare_tab_separated_text_keeps_its_quotation_marks(tmp_path: Path) -> None:
    """A mark at the beginning of a field is text unless the table is quoted throughout."""
    path = tmp_path / "t.tsv"
    path.write_text('text\toutlet\n"No," he said.\tO\n"It is over."\tO\n"Open\tO\n')
    assert [source.text for source in read_sources([path])[0]] == ['"No," he said.', '"It is over."', '"Open']
    path.write_text('text\toutlet\n"They are getting it."\tO\n')
    assert [source.text for source in read_sources([path])[0]] == ['"They are getting it."']


def test_quoted_tab_separated_text_loses_them(tmp_path: Path) -> None:
    """As Excel writes: a field with a mark, a tab or a line end in it is quoted, and its marks are doubled."""
    path = tmp_path / "t.tsv"
    path.write_text('text\toutlet\n"He said ""no""."\tO\nPlain.\tO\n')
    assert [source.text for source in read_sources([path])[0]] == ['He said "no".', "Plain."]
    path.write_text('text\toutlet\n"One\nline\tmore"\tO\nPlain.\tO\n')
    assert [source.text for source in read_sources([path])[0]] == ["One\nline\tmore", "Plain."]


def test_a_very_long_field_is_read(tmp_path: Path) -> None:
    """An article is longer than the csv module's limit of 128 KiB."""
    path = tmp_path / "t.csv"
    path.write_text(f"text,outlet\n{'word ' * 60_000},O\n")
    assert len(read_sources([path])[0][0].text) == 300_000


def test_typed_values_become_texts(tmp_path: Path) -> None:
    """Dates, times and numbers of a Parquet table or of JSON are as good as their texts."""
    path = tmp_path / "t.parquet"
    row = {"id": 7, "outlet": "O", "date": datetime(2024, 11, 19, 5), "text": "x", "group": 1.0, "TITLE ": "T"}
    pq.write_table(pa.Table.from_pylist([row, row | {"date": None}]), path)
    first, second = read_sources([path])[0]
    assert first.metadata == {"id": "7", "outlet": "O", "date": "2024-11-19", "group": "1", "title": "T"}
    assert second.metadata["id"] == "7~2"
    pq.write_table(pa.Table.from_pylist([row | {"date": date(2024, 1, 2)}]), path)
    assert read_sources([path])[0][0].metadata["date"] == "2024-01-02"


def test_rows_without_text_are_left_out_and_said(tmp_path: Path) -> None:
    """An empty row is a value with its place."""
    path = tmp_path / "t.csv"
    path.write_text("id,outlet,text\na,O,\nb,O,Text.\nc,O,  \n")
    sources, skipped = read_sources([path])
    assert [source.metadata["id"] for source in sources] == ["b"]
    assert [(skip.reason, skip.origin) for skip in skipped] == [("empty", f"{path}#row 1"), ("empty", f"{path}#row 3")]


@pytest.mark.parametrize("content", ["", "text,outlet\n", " \n"])
def test_a_table_without_rows_is_left_out(tmp_path: Path, content: str) -> None:
    """It is empty, which is no error."""
    path = tmp_path / "t.csv"
    path.write_text(content)
    sources, (skip,) = read_sources([path])
    assert (sources, skip.reason) == ((), "empty")


@pytest.mark.parametrize(
    ("name", "content", "place", "what"),
    [
        ("t.csv", "id,body\n1,x\n", ":1", "the table has no column `text`; its columns are id, body"),
        ("t.csv", "text,text\nx,y\n", ":1", "two columns are called `text`"),
        ("t.csv", "text,outlet\nx,O\na, b, c,O\n", ":3", "4 values under 2 columns"),
        ("t.csv", 'text,outlet\n"x"y,O\n', ":2", "the table breaks off"),
        ("t.csv", 'text,outlet\nx,O\n"open,O\n', ":3", "the table breaks off"),
        ("t.csv", "text,outlet,date\nx,O,19.11.2024\n", ":2", "'19.11.2024' is not a date"),
        ("t.tsv", "id\tbody\n1\tx\n", ":1", "its columns are id, body"),
        ("t.jsonl", '{"text": "x"}\n{"text": "y",}\n', ":2:14", "not a JSON object"),
        ("t.jsonl", '["x"]\n', ":1:1", "a list instead of an object"),
        ("t.jsonl", '{"id": 1, "body": "x"}\n', ":1", "its columns are id, body"),
        ("t.jsonl", '{"text": 5}\n', ":1", "`text` is of type int, not a text"),
        ("t.jsonl", '{"text": "x", "title": ["y"]}\n', ":1", "`title` is of type list, not a text"),
        ("t.jsonl", "[" * 200_000 + "\n", ":1:", ""),
        ("t.parquet", "not parquet at all", "", "not a Parquet table"),
    ],
)
def test_a_malformed_table_is_an_error_with_its_place(
    tmp_path: Path, name: str, content: str, place: str, what: str
) -> None:
    """The message begins with the file and, where there are lines, the line."""
    path = tmp_path / name
    path.write_text(content)
    with pytest.raises(InputError) as caught:
        read_sources([path])
    assert str(caught.value).startswith(f"{path}{place}")
    assert what in str(caught.value)


def test_parquet_without_text_is_an_error(tmp_path: Path) -> None:
    """The columns there are, are listed."""
    path = tmp_path / "t.parquet"
    pq.write_table(pa.Table.from_pylist([{"id": "a", "body": "x"}]), path)
    with pytest.raises(InputError, match="its columns are id, body"):
        read_sources([path])


def test_ids_that_come_again_are_made_unique(tmp_path: Path) -> None:
    """The second row of an id keeps its text under an id of its own."""
    path = tmp_path / "t.csv"
    path.write_text("id,outlet,text\na,O,One.\na,O,Two.\n")
    assert [(s.metadata["id"], s.text) for s in read_sources([path])[0]] == [("a", "One."), ("a~2", "Two.")]


def test_the_coded_table_is_read_as_it_is() -> None:
    """149 rows are 149 sentences with ids, bytes and paragraphs, in the five articles of the manifest beside them."""
    sources, skipped = read_sources([SEEDS / "coded_sentences.tsv"], as_is=True)
    lines = (SEEDS / "coded_sentences.tsv").read_text(encoding="utf-8").splitlines()[1:]
    wanted = [(line.split("\t")[0], int(line.split("\t")[1]), line.split("\t")[6]) for line in lines]
    assert skipped == ()
    assert [row for source in sources for row in source.rows] == wanted
    assert [source.metadata["id"] for source in sources] == ["000", "001", "002", "003", "004"]
    assert sources[4].metadata["outlet"] == "TimesNG"
    rules = load_rules()
    texts = []
    for source in sources:
        article = clean(source, rules)
        assert isinstance(article, Article)
        document = segment(article, rows=source.rows)
        texts += [(s.row, s.paragraph, document.text_of(s)) for s in document.sentences]
    assert texts == wanted


def test_the_coded_table_is_put_together_to_articles() -> None:
    """Without --as-is the rows are the five articles, and cleaning finds nothing to take out of them."""
    sources, _ = read_sources([SEEDS / "coded_sentences.tsv"])
    assert [source.metadata["id"] for source in sources] == ["000", "001", "002", "003", "004"]
    rules = load_rules()
    for source in sources:
        article = clean(source, rules)
        assert isinstance(article, Article)
        assert article.removed == ()


def coded(path: Path, rows: list[tuple[str, str, str]], header: str = "id\tpara\ttext") -> Path:
    path.write_text("\n".join([header, *("\t".join(row) for row in rows)]) + "\n", encoding="utf-8")
    return path


def test_runs_are_articles_and_other_rows_stand_alone(tmp_path: Path) -> None:
    """Only rows that follow each other and count up by one are each other's context; no row is left out."""
    rows = [
        ("x-1", "0", "One."),
        ("x-2", "1", ""),
        ("x-4", "1", "Four."),
        ("note", "", "N"),
        ("y/01", "0", "A"),
        ("y/02", "0", "B"),
    ]
    sources, skipped = read_sources([coded(tmp_path / "t.tsv", rows)], as_is=True)
    assert skipped == ()
    assert [(s.metadata["id"], [row[0] for row in s.rows]) for s in sources] == [
        ("x", ["x-1", "x-2"]),
        ("x-4", ["x-4"]),
        ("note", ["note"]),
        ("y", ["y/01", "y/02"]),
    ]
    assert {source.media_type for source in sources} == {"sentences"}
    assert {source.metadata["outlet"] for source in sources} == {"t"}


def test_two_runs_of_one_article_have_two_ids(tmp_path: Path) -> None:
    """A table in another order is read, and each source has an id of its own."""
    rows = [("x-3", "0", "C"), ("x-4", "0", "D"), ("x-1", "0", "A"), ("x-2", "0", "B")]
    sources, _ = read_sources([coded(tmp_path / "t.tsv", rows)], as_is=True)
    assert [source.metadata["id"] for source in sources] == ["x", "x~2"]


def test_rows_without_ids_or_paragraphs_are_sentences_too(tmp_path: Path) -> None:
    """A table needs no more than a text; then every row stands alone, in paragraph 0."""
    path = tmp_path / "t.csv"
    path.write_text("text\nYes.\n\nNo.\n")
    sources, _ = read_sources([path], as_is=True)
    assert [source.rows for source in sources] == [(("t-1", 0, "Yes."),), (("t-2", 0, "No."),)]


def test_a_paragraph_that_is_not_said_is_the_one_before(tmp_path: Path) -> None:
    """Blank cells go on; anything but a number is an error with its row."""
    rows = [("x-1", "2", "A"), ("x-2", "", "B"), ("x-3", "3", "C")]
    (source,), _ = read_sources([coded(tmp_path / "t.tsv", rows)], as_is=True)
    assert [row[1] for row in source.rows] == [2, 2, 3]
    with pytest.raises(InputError, match=r"t\.tsv:3: paragraph 'two' is not a whole number"):
        read_sources([coded(tmp_path / "t.tsv", [("x-1", "2", "A"), ("x-2", "two", "B")])], as_is=True)


@pytest.mark.parametrize(
    "rows",
    [
        [("x-1", "0", "A"), ("x-2", "0", "B"), ("note", "0", "C")],
        [("x-2", "0", "A"), ("x-1", "0", "B")],
        [("x-1", "0", "A"), ("y-1", "0", "B"), ("x-2", "0", "C")],
        [("x-1", "0", "A"), ("y-1", "0", "B")],
    ],
)
def test_a_table_that_is_not_all_coded_sentences_is_documents(tmp_path: Path, rows: list[tuple[str, str, str]]) -> None:
    """Ids that do not count up article by article make each row a document."""
    sources, _ = read_sources([coded(tmp_path / "t.tsv", rows)])
    assert [source.text for source in sources] == [row[2] for row in rows]


@given(texts=st.lists(st.text(st.characters(exclude_categories=("Cs", "Cc"))), min_size=1, max_size=6))
def test_text_is_kept_byte_for_byte(tmp_path_factory: pytest.TempPathFactory, texts: list[str]) -> None:
    """Whatever a row of JSON holds is what the sentence is."""
    path = tmp_path_factory.mktemp("rows") / "t.jsonl"
    path.write_text(
        "\n".join(json.dumps({"id": f"x-{i}", "text": text}) for i, text in enumerate(texts)), encoding="utf-8"
    )
    sources, _ = read_sources([path], as_is=True)
    assert [row[2] for source in sources for row in source.rows] == texts
