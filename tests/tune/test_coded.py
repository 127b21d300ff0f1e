"""Coded tables: cells into rows, rows into documents."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing.errors import InputError
from framing.text.cleaning import normalise
from framing.text.reading import read_sources
from framing.text.sentences import layout
from framing.tune.coded import CodedTable, documents, parse_coded, read_coded
from framing.tune.coding import coding_from_options, default_coding, parse_coding

SEEDS = Path(__file__).parents[2] / "seeds" / "coded_sentences.tsv"
HEADER = "id\tpara\ter\tua\tusp\tvoice\ttext\n"
ROW = "m-01\t0\t1\t0\t0\tO\tThe harbour may burn.\n"
FEAR = coding_from_options(["fear=fear:1"])


def read(text: str, *, origin: str = "t.tsv") -> CodedTable:
    """Return the table that `text` holds, read with the house coding."""
    return parse_coded(text.encode(), origin=origin)


def test_the_shipped_table_is_read_whole() -> None:
    """The seeds' table gives 149 rows of five articles, coded as the codebook's own table counts them."""
    table = read_coded(SEEDS)
    assert len(table.rows) == 149
    assert [sum(row.article == name for row in table.rows) for name in table.articles] == [23, 15, 38, 48, 25]
    asserted = [row.article for row in table.rows if row.codes["er"] == "1"]
    assert [asserted.count(name) for name in table.articles] == [3, 0, 7, 11, 2]
    assert table.rows[0].article == "000"
    assert table.rows[0].number == 2


def test_quotation_marks_are_data_between_tabs() -> None:
    """In a TSV a quotation mark is part of the text, paired or not; in a CSV it quotes the cell."""
    table = read(HEADER + 'm-01\t0\t0\t0\t0\tS\t"It burns,\nm-02\t0\t0\t0\t0\tS\tand ""burns"".\n')
    assert [row.text for row in table.rows] == ['"It burns,', 'and ""burns"".']
    text = 'id,fear,text\nm-1,1,"""It burns"", he said,\nand left."\nm-2,0,No.\n'
    coding = coding_from_options(["fear=fear:1"], paragraph=None)
    found = parse_coded(text.encode(), origin="t.csv", coding=coding)
    assert [row.text for row in found.rows] == ['"It burns", he said,\nand left.', "No."]
    assert [row.number for row in found.rows] == [2, 3]


@pytest.mark.parametrize(
    ("origin", "delimiter"), [("t.csv", ","), ("t.csv", ";"), ("t.txt", "\t"), ("t.txt", ";"), ("t.tab", "\t")]
)
def test_delimiter_by_suffix_else_by_header(origin: str, delimiter: str) -> None:
    """A .tsv or .tab has tabs; any other table says itself what parts its columns."""
    text = "id,para,fear,text\nm-1,4,1,Fire\n".replace(",", delimiter)
    (row,) = parse_coded(text.encode(), origin=origin, coding=FEAR).rows
    assert (row.id, row.paragraph, row.codes, row.text) == ("m-1", 4, {"fear": "1"}, "Fire")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1250"])
def test_encoding_is_found(encoding: str) -> None:
    """A table need not be UTF-8: what a spreadsheet saves is read too."""
    sentence = "W Łodzi i w Gdańsku mówią, że wojna może się rozszerzyć, a żołnierze już się boją. " * 5
    data = (HEADER + ROW.replace("The harbour may burn.", sentence)).encode(encoding)
    assert parse_coded(data, origin="t.tsv").rows[0].text == sentence.strip()


def test_spreadsheets_change_codes_and_are_understood() -> None:
    """Spaces, a typographic minus, 1.0 and empty lines are a spreadsheet's doing, not the coder's."""
    table = read(HEADER + "\n" + "m-01\t0.0\t −1 \t2.0\t0\tS\tNo.\n" + "\t\t\t\t\t\t\n")
    assert [row.codes for row in table.rows] == [{"er": "-1", "ua": "2", "usp": "0", "voice": "S"}]
    assert table.rows[0].number == 3


def test_articles_come_from_ids_or_a_column() -> None:
    """The article is what stands before the number in the id, unless the coding names a column."""
    text = "id\tpara\tfear\tpaper\ttext\nnorth-sea-1\t0\t1\tDaily\tFire\nplain\t0\t0\tEcho\tRain\n"
    by_id = parse_coded(text.encode(), origin="t.tsv", coding=FEAR)
    assert by_id.articles == ("north-sea", "plain")
    named = coding_from_options(["fear=fear:1"], article="paper")
    assert parse_coded(text.encode(), origin="t.tsv", coding=named).articles == ("Daily", "Echo")


def test_paragraphs_may_be_missing() -> None:
    """A table without the paragraph column is read: each article is then one paragraph."""
    table = read("id\ter\tua\tusp\tvoice\ttext\nm-1\t0\t0\t0\tO\tOne.\nm-2\t0\t0\t0\tO\tTwo.\n")
    (document,) = documents(table)
    assert document.article.text == "One. Two."
    with pytest.raises(InputError, match="paragraph number"):
        read(HEADER + ROW.replace("m-01\t0", "m-01\t"))


def test_a_coders_sheet_needs_no_text() -> None:
    """A second coder's sheet may leave out text and paragraph, and cells; a table for validation may not."""
    text = "id\ter\tua\tusp\tvoice\nm-01\t1\t\t0\tS\n"
    (row,) = parse_coded(text.encode(), origin="t.tsv", sheet=True).rows
    assert (row.text, row.paragraph, row.codes["ua"]) == ("", 0, "")
    with pytest.raises(InputError, match="no column"):
        read(text)


def test_an_empty_cell_can_be_a_code() -> None:
    """A coding that lists the empty code as ignored says that an empty cell says nothing."""
    coding = parse_coding(
        "format: framing-coding/1\ncolumns: {paragraph: para}\ncodes: {er: ['', 1, 0]}\n"
        "judgements: [{column: er, frame: escalation-risk, positive: [1], ignored: ['']}]\n",
        where="c.yaml",
    )
    table = parse_coded((HEADER + ROW.replace("\t1\t", "\t\t")).encode(), origin="t.tsv", coding=coding)
    assert coding.judgements[0].read(table.rows[0].codes["er"]) is None


@pytest.mark.parametrize(
    ("text", "where", "what"),
    [
        ("", "t.tsv", "empty"),
        ("\n \n", "t.tsv", "empty"),
        (HEADER, "t.tsv", "no rows"),
        (HEADER.replace("usp", "ups") + ROW, "t.tsv: row 1", "did you mean ups?"),
        (HEADER.replace("text", "er") + ROW, "t.tsv: row 1", "no column 'text'"),
        (HEADER[:-1] + "\ter\n" + ROW[:-1] + "\t1\n", "t.tsv: row 1", "'er' occurs twice"),
        (HEADER + ROW.replace("\t1\t", "\t3\t"), "t.tsv: row 2, column er", "the codes are: -1, 0, 1"),
        (HEADER + ROW.replace("\tO\t", "\to\t"), "t.tsv: row 2, column voice", "'o' is no code"),
        (HEADER + ROW.replace("\t1\t", "\t \t"), "t.tsv: row 2, column er", "the cell is empty"),
        (HEADER + ROW.replace("The harbour may burn.", " "), "t.tsv: row 2, column text", "the text is empty"),
        (HEADER + ROW.replace("m-01", " "), "t.tsv: row 2, column id", "the id is empty"),
        (HEADER + ROW.replace("m-01\t0", "m-01\tone"), "t.tsv: row 2, column para", "no paragraph number"),
        (HEADER + ROW.replace("m-01\t0", "m-01\t-1"), "t.tsv: row 2, column para", "no paragraph number"),
        (HEADER + ROW + "\n" + ROW, "t.tsv: row 4, column id", "repeats row 2"),
        (HEADER + ROW + "m-02\t0\t1\n", "t.tsv: row 3", "3 cells under 7 columns"),
        (HEADER + ROW[:-1] + "\tmore\n", "t.tsv: row 2", "8 cells under 7 columns"),
        (HEADER + ROW + "m\x00-02", "t.tsv", "not a text"),
    ],
)
def test_bad_tables_say_row_and_column(text: str, where: str, what: str) -> None:
    """A table that cannot be used is an error with its row and column, and says what to do."""
    with pytest.raises(InputError) as caught:
        read(text)
    assert caught.value.where == where
    assert what in str(caught.value)
    assert caught.value.remedy


def test_missing_columns_offer_the_nearest() -> None:
    """A column that is not there is answered with the one that was probably meant."""
    with pytest.raises(InputError, match="did you mean voices"):
        read(HEADER.replace("voice", "voices") + ROW)


def test_broken_csv_and_binary_files_are_refused(tmp_path: Path) -> None:
    """An open quotation mark in a CSV, a binary file, a folder and a missing file are errors that name the file."""
    with pytest.raises(InputError, match=r"t.csv: row 2.*quoted"):
        parse_coded(b'id,para,fear,text\nm-1,0,1,"Fire\n', origin="t.csv", coding=FEAR)
    (tmp_path / "x.tsv").write_bytes(bytes(range(256)) * 8)
    for path in (tmp_path / "x.tsv", tmp_path, tmp_path / "none.tsv"):
        with pytest.raises(InputError, match=path.name):
            read_coded(path)


def test_documents_keep_rows_paragraphs_and_articles() -> None:
    """Every row is one sentence with its id, in the article and paragraph the coder read it in."""
    table = read_coded(SEEDS)
    found = documents(table)
    assert tuple(document.article.id for document in found) == table.articles
    sentences = [sentence for document in found for sentence in document.sentences]
    assert [sentence.row for sentence in sentences] == [row.id for row in table.rows]
    assert [sentence.paragraph for sentence in sentences] == [row.paragraph for row in table.rows]
    assert found[0].article.text.count("\n\n") == len({row.paragraph for row in table.rows if row.article == "000"}) - 1


def test_rows_stand_as_the_reader_of_corpora_puts_them() -> None:
    """Validation sees the articles and rows that scoring a table row by row sees, normalised as every article is."""
    sources, skipped = read_sources([SEEDS], as_is=True)
    found = documents(read_coded(SEEDS))
    assert skipped == ()
    texts = [normalise(layout(source.rows)[0], unwrap=False) for source in sources]
    assert texts == [document.article.text for document in found]
    assert [row[0] for source in sources for row in source.rows] == [s.row for d in found for s in d.sentences]


WORDS = st.text(st.sampled_from("ab ,;\"'“\n"), min_size=1, max_size=12).filter(lambda text: bool(text.strip()))


@given(st.lists(WORDS, min_size=1, max_size=6), st.sampled_from([",", ";"]))
def test_csv_texts_come_back(texts: list[str], delimiter: str) -> None:
    """Whatever a spreadsheet writes into a CSV cell is what the row's text says."""
    file = io.StringIO()
    writer = csv.writer(file, delimiter=delimiter)
    writer.writerow(["id", "para", "fear", "text"])
    writer.writerows([f"m-{number}", 0, 1, text] for number, text in enumerate(texts))
    table = parse_coded(file.getvalue().encode(), origin="t.csv", coding=FEAR)
    assert [row.text for row in table.rows] == [text.strip() for text in texts]


def test_house_coding_is_the_default() -> None:
    """A table read without a coding is read with the house coding."""
    assert read(HEADER + ROW).coding == default_coding()
