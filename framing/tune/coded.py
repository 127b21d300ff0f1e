"""Read tables in which people coded sentences: one row a sentence, one column a question."""

from __future__ import annotations

import csv
import hashlib
import io
import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Final

from framing.errors import InputError
from framing.model import Article, Document
from framing.text.cleaning import normalise
from framing.text.reading import SENTENCE_ID, decode
from framing.text.sentences import layout, segment
from framing.tune.coding import Coding, default_coding, nearest

NOTE: Final = "note"

_DELIMITERS: Final = {".tsv": "\t", ".tab": "\t"}
_SNIFFED: Final = ("\t", ",", ";")
_WHOLE_FLOAT: Final = re.compile(r"([+-]?\d+)\.0+")


@dataclass(frozen=True, kw_only=True, slots=True)
class CodedRow:
    """One coded sentence.

    `codes` holds the cell of each coded column, "" where a coder left it empty; `paragraph` counts from 0 within its
    article and only ever means "the same paragraph as"; `number` counts rows as a spreadsheet does: the header is 1.
    `weight` is the number of sentences the row stands for, 1 in a table that is no sample. `note` is the cell of a
    column of that name, "" where there is none.
    """

    id: str
    article: str
    paragraph: int
    text: str
    codes: Mapping[str, str]
    number: int
    weight: float = 1.0
    note: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class CodedTable:
    """The rows of one file in its order, and how to read them; `sha256` is the hex digest of the file's bytes."""

    origin: str
    coding: Coding
    rows: tuple[CodedRow, ...]
    sha256: str

    @property
    def articles(self) -> tuple[str, ...]:
        """The articles, in order of first appearance."""
        return tuple(dict.fromkeys(row.article for row in self.rows))


def read_coded(path: Path, coding: Coding | None = None, *, sheet: bool = False) -> CodedTable:
    """Read a coded table from a file; see `parse_coded`."""
    try:
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise InputError(str(path), "there is no such file", "give the path of a coded table") from error
    except OSError as error:
        raise InputError(str(path), f"the table cannot be read ({error.strerror})", "give a readable file") from error
    return parse_coded(data, origin=str(path), coding=coding, sheet=sheet)


def parse_coded(data: bytes, *, origin: str, coding: Coding | None = None, sheet: bool = False) -> CodedTable:
    """Return the coded rows in the bytes of a table.

    The suffix of `origin` gives the delimiter (.tsv and .tab: tab), else the header does. Between tabs quotation marks
    are part of the text; in other tables the ordinary CSV quoting holds. Rows whose cells are all empty are no rows.
    Codes lose the white space around them, a typographic minus is a minus, and 1.0 is 1 (a spreadsheet's doing).

    A table without the paragraph column has one paragraph an article. `sheet` reads one coder's sheet: the text may be
    missing and cells may be empty (not coded).

    Raises InputError with file, row and column for a table that is empty, binary, in an unknown encoding or ragged, a
    missing column, an empty text, a paragraph that is no number, an unknown code, or an id that occurs twice.
    """
    reading = _Reading(origin=origin, coding=default_coding() if coding is None else coding, sheet=sheet)
    records = read_records(data, origin=origin)
    _, header = next(records, (0, []))
    if not header:
        raise InputError(origin, "the table is empty", "give a table with a header and at least one row")
    reading.check_header(header)
    rows = tuple(reading.row(number, dict(zip(header, cells, strict=True))) for number, cells in records)
    if not rows:
        raise InputError(origin, "the table has a header and no rows", "give a table with at least one coded row")
    first: dict[str, int] = {}
    for row in rows:
        if first.setdefault(row.id, row.number) != row.number:
            where = _place(origin, row.number, reading.coding.id)
            raise InputError(where, f"the id {row.id!r} repeats row {first[row.id]}", "give each row an id of its own")
    return CodedTable(origin=origin, coding=reading.coding, rows=rows, sha256=hashlib.sha256(data).hexdigest())


def documents(table: CodedTable) -> tuple[Document, ...]:
    """Return the table's articles as documents ready for voice and scoring: every row is one sentence, with its id.

    Rows stand in their articles and paragraphs, so that quotations and speakers run on from row to row as they did in
    what the coder read.
    """
    return tuple(_document(table, article) for article in table.articles)


def _document(table: CodedTable, name: str) -> Document:
    rows = [(row.id, row.paragraph, normalise(row.text, unwrap=False)) for row in table.rows if row.article == name]
    text, _ = layout(rows)
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    article = Article(id=name, outlet=name, text=text, origin=f"{table.origin}#{name}", sha256=sha256)
    return segment(article, rows=rows)


@dataclass(frozen=True, kw_only=True, slots=True)
class _Reading:
    """How the rows of one table become coded rows."""

    origin: str
    coding: Coding
    sheet: bool

    def check_header(self, header: Sequence[str]) -> None:
        coding = self.coding
        needed = [coding.id, *coding.columns]
        if not self.sheet:
            needed += [coding.text, *(column for column in (coding.article, coding.weight) if column is not None)]
        for column in needed:
            if column not in header:
                remedy = f"{nearest(column, header)}; --coding or --map say what the columns are"
                raise InputError(_place(self.origin, 1), f"there is no column {column!r}", remedy)
        twice = next((column for column in header if header.count(column) > 1), None)
        if twice is not None:
            raise InputError(_place(self.origin, 1), f"the column {twice!r} occurs twice", "rename or remove one")

    def row(self, number: int, cells: Mapping[str, str]) -> CodedRow:
        coding = self.coding
        row_id = cells[coding.id].strip()
        if not row_id:
            raise InputError(
                _place(self.origin, number, coding.id), "the id is empty", "give each row an id of its own"
            )
        text = cells.get(coding.text, "").strip()
        if not text and not self.sheet:
            raise InputError(
                _place(self.origin, number, coding.text), "the text is empty", "fill it in or remove the row"
            )
        return CodedRow(
            id=row_id,
            article=self._article(number, row_id, cells),
            paragraph=self._paragraph(number, cells),
            text=text,
            codes={column: self._code(number, column, cells[column]) for column in coding.columns},
            number=number,
            weight=self._weight(number, cells),
            note=" ".join(cells.get(NOTE, "").split()),
        )

    def _weight(self, number: int, cells: Mapping[str, str]) -> float:
        column = self.coding.weight
        if column is None or column not in cells:
            return 1.0
        cell = cells[column].strip()
        try:
            weight = float(cell)
        except ValueError:
            weight = math.nan
        if not 0 < weight < math.inf:
            raise InputError(_place(self.origin, number, column), f"{cell!r} is no weight", "a weight is above 0")
        return weight

    def _article(self, number: int, row_id: str, cells: Mapping[str, str]) -> str:
        column = self.coding.article
        if column is None or column not in cells:
            numbered = SENTENCE_ID.fullmatch(row_id)
            return numbered[1] if numbered else row_id
        named = cells[column].strip()
        if not named:
            raise InputError(_place(self.origin, number, column), "no article is named", "name the row's article")
        return named

    def _paragraph(self, number: int, cells: Mapping[str, str]) -> int:
        column = self.coding.paragraph
        cell = cells.get(column, "").strip() if column is not None else ""
        if not cell and (column not in cells or self.sheet):
            return 0
        paragraph = _plain(cell)
        if not paragraph.isdecimal():
            where = _place(self.origin, number, column)
            raise InputError(where, f"{cell!r} is no paragraph number", "number the paragraphs 0, 1, 2, ...")
        return int(paragraph)

    def _code(self, number: int, column: str, cell: str) -> str:
        codes = self.coding.codes.get(column)
        written = cell.strip()
        code = written if codes is not None and written in codes else _plain(written)
        if not code and (self.sheet or (codes is not None and "" in codes)):
            return code
        where = _place(self.origin, number, column)
        if not code:
            raise InputError(where, "the cell is empty", "code the row, or list the empty code '' as ignored")
        if codes is not None and code not in codes:
            raise InputError(where, f"{code!r} is no code", f"the codes are: {', '.join(codes)}")
        return code


def _plain(cell: str) -> str:
    """Return a code as written by hand: spreadsheets turn - into a minus sign and 1 into 1.0."""
    code = cell.strip().replace("−", "-")
    whole = _WHOLE_FLOAT.fullmatch(code)
    return whole[1] if whole else code


def read_records(data: bytes, *, origin: str) -> Iterator[tuple[int, list[str]]]:
    """Yield each row with content and its number in the file: the header, stripped, then rows of the same length.

    Raises InputError with file and row for a table that is binary, in an unknown encoding, ragged or badly quoted.
    """
    text = _decode(data, origin=origin)
    delimiter = _delimiter(text, suffix=PurePath(origin).suffix.lower())
    lines = io.StringIO(text, newline="")
    if delimiter == "\t":
        reader = csv.reader(lines, delimiter=delimiter, quoting=csv.QUOTE_NONE, strict=True)
    else:
        reader = csv.reader(lines, delimiter=delimiter, strict=True)
    width, number = 0, 0
    try:
        for number, cells in enumerate(reader, start=1):
            if not any(cell.strip() for cell in cells):
                continue
            if width and len(cells) != width:
                fault = f"there are {len(cells)} cells under {width} columns"
                raise InputError(_place(origin, number), fault, "make the row as long as the header")
            yield number, cells if width else [cell.strip() for cell in cells]
            width = len(cells)
    except csv.Error as error:
        place = _place(origin, number + 1)
        raise InputError(place, f"the row cannot be read ({error})", "close every quoted cell") from error


def _decode(data: bytes, *, origin: str) -> str:
    try:
        return decode(data, Path(origin)).text
    except InputError as error:
        raise InputError(error.where, error.what, "save the table as .tsv or .csv in UTF-8") from error


def _delimiter(text: str, *, suffix: str) -> str:
    header = text.lstrip().partition("\n")[0]
    # A tab wins a tie, and a .csv written by a spreadsheet in most of Europe is separated by semicolons.
    return _DELIMITERS.get(suffix) or max(_SNIFFED, key=header.count)


def _place(origin: str, number: int, column: str | None = None) -> str:
    return f"{origin}: row {number}" + ("" if column is None else f", column {column}")
