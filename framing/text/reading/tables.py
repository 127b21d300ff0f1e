"""Tables become rows: CSV, TSV, JSON lines and Parquet, each row with its place, its values as texts."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import PurePath
from typing import Literal, NamedTuple

import regex

from framing.errors import InputError
from framing.text.reading.decoding import decode
from framing.text.reading.metadata import NAMES

TABLE_SUFFIXES = frozenset({".csv", ".tsv", ".jsonl", ".ndjson", ".parquet"})
TEXT = "text"
PARAGRAPH = ("para", "paragraph")
KNOWN = frozenset({*NAMES, TEXT, *PARAGRAPH})
# The largest value the csv module takes on every platform: an article in one field is longer than its default of 128
# KiB.
LONGEST_FIELD = 2**31 - 1
QUOTED_FIELD = regex.compile(r'"(?:[^"]|"")*"', regex.DOTALL)
JSON_SUFFIXES = frozenset({".jsonl", ".ndjson"})
JSON_SPACE = " \t\r\n"


@dataclass(frozen=True, kw_only=True, slots=True)
class TableRow:
    """One row: `number` counts from 1, `line` is where it begins in the file, `cells` are the known columns as texts.

    `text` is byte for byte what the table holds.
    """

    number: int
    line: int
    text: str
    cells: Mapping[str, str]


class Dialect(NamedTuple):
    """How the values of a line are parted, and whether quotation marks hold them together."""

    delimiter: str
    quoting: Literal[0, 3]


Fault = Callable[[InputError], None]
"""Told of a row that cannot be read; the row is passed over where this returns."""


def refuse(fault: InputError) -> None:
    """Raise the fault: a table that is read whole must be right from end to end."""
    raise fault


def read_table(path: PurePath, content: bytes) -> tuple[TableRow, ...]:
    """Return the rows of a table by the suffix of its name.

    Column names are taken without regard to case; unknown columns are passed over.

    Raises InputError for a table without a column `text`, for malformed lines (file:line:column) and rows (file:line).
    """
    if path.suffix.casefold() == ".parquet":
        return tuple(_parquet(path, content))
    text = decode(content, path).text
    if path.suffix.casefold() in JSON_SUFFIXES:
        return tuple(json_rows(path, text.split("\n")))
    return tuple(_delimited(path, text))


def json_rows(
    path: PurePath, lines: Iterable[str], *, number: int = 0, line: int = 1, fault: Fault = refuse
) -> Iterator[TableRow]:
    """Yield the rows of JSON lines; `number` rows stand before them, and the first is line `line` of the file."""
    for place, raw in enumerate(lines, start=line):
        if not raw.strip(JSON_SPACE):
            continue
        number += 1
        try:
            row = _json_row(path, raw, number, place)
        except InputError as error:
            fault(error)
        else:
            yield row


def delimited_rows(
    path: PurePath,
    records: Iterable[tuple[int, list[str] | csv.Error]],
    header: Sequence[str],
    *,
    number: int = 0,
    fault: Fault = refuse,
) -> Iterator[TableRow]:
    """Yield the rows of the `records` below a header; `number` rows stand before them."""
    for line, fields in records:
        if isinstance(fields, csv.Error):
            what = f"the table breaks off: {fields}"
            fault(InputError(f"{path}:{line}", what, "check the quotation marks of this row"))
            continue
        number += 1
        try:
            row = _delimited_row(path, fields, header, number, line)
        except InputError as error:
            fault(error)
        else:
            yield row


def read_records(
    lines: Iterable[str], dialect: Dialect, *, line: int = 1
) -> Iterator[tuple[int, list[str] | csv.Error]]:
    """Yield each record that is not empty with the line it begins on, or the error in its place."""
    csv.field_size_limit(LONGEST_FIELD)
    reader = csv.reader(lines, delimiter=dialect.delimiter, quoting=dialect.quoting, strict=True)
    last = 0
    while True:
        try:
            fields: list[str] | csv.Error | None = next(reader, None)
        except csv.Error as error:
            fields = error
        if fields is None:
            return
        begins, last = line + last, reader.line_num
        if fields:
            yield begins, fields


def parquet_columns(path: PurePath, names: Sequence[str]) -> dict[str, str]:
    """Return the known columns of a Parquet table: each by the name it has there."""
    found = {name.strip().casefold(): name for name in names}
    _needs_text(list(found), str(path))
    return {low: name for low, name in found.items() if low in KNOWN}


def parquet_rows(
    path: PurePath,
    values: Iterable[Mapping[str, object]],
    columns: Mapping[str, str],
    *,
    number: int = 0,
    fault: Fault = refuse,
) -> Iterator[TableRow]:
    """Yield the rows of a Parquet table read to values; `number` rows stand before them."""
    for place, each in enumerate(values, start=number + 1):
        where = f"{path}#row {place}"
        try:
            row = _row(place, place, {low: _said(each[name], low, where) for low, name in columns.items()}, where)
        except InputError as error:
            fault(error)
        else:
            yield row


def not_parquet(path: PurePath, error: Exception) -> InputError:
    """Return what to say of a file that is no Parquet table."""
    first = str(error).splitlines()[0]
    return InputError(str(path), f"not a Parquet table: {first}", "write it again with pyarrow or pandas")


def _delimited(path: PurePath, text: str) -> Iterator[TableRow]:
    records = read_records(io.StringIO(text, newline=""), dialect(path, text))
    for line, fields in records:
        if isinstance(fields, csv.Error):
            yield from delimited_rows(path, [(line, fields)], ())
            return
        yield from delimited_rows(path, records, header(fields, f"{path}:{line}"))


def _delimited_row(path: PurePath, fields: Sequence[str], header: Sequence[str], number: int, line: int) -> TableRow:
    where = f"{path}:{line}"
    if len(fields) > len(header):
        what = f"{len(fields)} values under {len(header)} columns"
        raise InputError(where, what, "put a text that holds the separator in quotation marks")
    return _row(number, line, dict(zip(header, fields, strict=False)), where)


def dialect(path: PurePath, text: str) -> Dialect:
    """Return the separator and the quoting of a table.

    A comma separates .csv files, or a semicolon or tab where the header has these and no comma. Tab-separated tables
    are written in two ways: bare, where a quotation mark is a character of the text, or as Excel does, where a field
    with a mark, tab or line end in it is quoted. They are read as bare unless every field that begins with a mark is
    quoted rightly and at least one of them needed it, or the header is quoted too.
    """
    first = text.lstrip("\r\n").split("\n", 1)[0]
    if path.suffix.casefold() == ".csv":
        delimiter = next((mark for mark in ",;\t" if mark in first), ",")
        return Dialect(delimiter, csv.QUOTE_MINIMAL)
    fields = [field for line in regex.split(r"\r\n|\n|\r", text) for field in line.split("\t")]
    marked = [field for field in fields if field.startswith('"')]
    quoted = first.startswith('"') or '"\t"' in first
    if not quoted:
        right = all(QUOTED_FIELD.fullmatch(field) for field in marked)
        quoted = right and any('""' in field[1:-1] for field in marked)
    if not quoted and marked:
        width = first.count("\t")
        uneven = any(line.count("\t") != width for line in regex.split(r"\r\n|\n|\r", text) if line)
        quoted = uneven and _parses(text)
    return Dialect("\t", csv.QUOTE_MINIMAL if quoted else csv.QUOTE_NONE)


def _parses(text: str) -> bool:
    """Whether every row of a quoted tab-separated table has as many values as its header."""
    csv.field_size_limit(LONGEST_FIELD)
    try:
        rows = [row for row in csv.reader(io.StringIO(text, newline=""), delimiter="\t", strict=True) if row]
    except csv.Error:
        return False
    return len({len(row) for row in rows}) == 1


def header(fields: Sequence[str], where: str) -> list[str]:
    """Return the names of the columns. Raises InputError where there is no `text`, or a known name stands twice."""
    names = [field.strip().casefold() for field in fields]
    _needs_text(names, where)
    for name in names:
        if name in KNOWN and names.count(name) > 1:
            raise InputError(where, f"two columns are called `{name}`", "rename one")
    return names


def _needs_text(names: Sequence[str], where: str) -> None:
    if TEXT not in names:
        said = ", ".join(names) if any(names) else "none"
        raise InputError(
            where, f"the table has no column `text`; its columns are {said}", "rename the column that holds it"
        )


def _json_row(path: PurePath, raw: str, number: int, line: int) -> TableRow:
    where = f"{path}:{line}"
    try:
        value = json.loads(raw)
    except json.JSONDecodeError as error:
        what = f"not a JSON object: {error.msg}"
        raise InputError(f"{where}:{error.colno}", what, "write one object a line") from error
    except RecursionError as error:
        raise InputError(f"{where}:1", "the object is nested too deeply", "write one flat object") from error
    if not isinstance(value, dict):
        raise InputError(f"{where}:1", f"a {type(value).__name__} instead of an object", 'write `{"text": ...}`')
    cells = {str(name).strip().casefold(): cell for name, cell in value.items()}
    _needs_text(list(cells), where)
    return _row(number, line, {name: _said(cells[name], name, where) for name in cells if name in KNOWN}, where)


def _parquet(path: PurePath, content: bytes) -> Iterator[TableRow]:
    import pyarrow as pa  # a tenth of a second with its Parquet, and few tables are such
    import pyarrow.parquet as pq

    try:
        file = pq.ParquetFile(io.BytesIO(content))
        columns = parquet_columns(path, file.schema_arrow.names)
        table = file.read(columns=list(columns.values()))
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError, OSError) as error:
        raise not_parquet(path, error) from error
    yield from parquet_rows(path, (row for batch in table.to_batches() for row in batch.to_pylist()), columns)


def _said(value: object, name: str, where: str) -> str:
    """Return a value of a typed table as a text; a number is as good as its digits, but a text must be one."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, datetime | date):
        return value.isoformat()
    if name == TEXT or isinstance(value, bool | list | dict | bytes):
        raise InputError(where, f"`{name}` is of type {type(value).__name__}, not a text", "write it as a text")
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def _row(number: int, line: int, values: Mapping[str, str], where: str) -> TableRow:
    cells = {name: " ".join(value.split()) for name, value in values.items() if name in KNOWN and name != TEXT}
    row = TableRow(
        number=number,
        line=line,
        text=values.get(TEXT, ""),
        cells={name: value for name, value in cells.items() if value},
    )
    for name, value in ((TEXT, row.text), *row.cells.items()):
        _whole(value, name, where)
    return row


def _whole(value: str, name: str, where: str) -> None:
    """Refuse a text with halves of characters: of a byte that is no UTF-8, or of an escape such as `\\ud83d` alone."""
    try:
        value.encode()
    except UnicodeEncodeError as error:
        code = ord(value[error.start])
        half = (
            f"byte {code - 0xDC00:#04x}, which is no UTF-8"
            if 0xDC80 <= code <= 0xDCFF
            else f"half a character (U+{code:04X})"
        )
        what = f"`{name}` holds {half}, at character {error.start + 1}"
        raise InputError(where, what, "save the table again as UTF-8") from error
