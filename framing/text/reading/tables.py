"""Tables become rows: CSV, TSV, JSON lines and Parquet, each row with its place, its values as texts."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Literal

import pyarrow as pa
import pyarrow.parquet as pq
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


def read_table(path: Path, content: bytes) -> tuple[TableRow, ...]:
    """Return the rows of a table by the suffix of its name.

    Column names are taken without regard to case; unknown columns are passed over.

    Raises InputError for a table without a column `text`, for malformed lines (file:line:column) and rows (file:line).
    """
    if path.suffix.casefold() == ".parquet":
        return tuple(_parquet(path, content))
    text = decode(content, path).text
    if path.suffix.casefold() in (".jsonl", ".ndjson"):
        return tuple(_json_lines(path, text))
    return tuple(_delimited(path, text))


def _delimited(path: Path, text: str) -> Iterator[TableRow]:
    delimiter, quoting = _dialect(path, text)
    csv.field_size_limit(LONGEST_FIELD)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, quoting=quoting, strict=True)
    header: list[str] | None = None
    last = 0
    number = 0
    try:
        for fields in reader:
            line, last = last + 1, reader.line_num
            if header is None:
                header = _header(fields, f"{path}:{line}")
                continue
            if not fields:
                continue
            number += 1
            if len(fields) > len(header):
                what = f"{len(fields)} values under {len(header)} columns"
                raise InputError(f"{path}:{line}", what, "put a text that holds the separator in quotation marks")
            yield _row(number, line, dict(zip(header, fields, strict=False)))
    except csv.Error as error:
        what = f"the table breaks off: {error}"
        raise InputError(f"{path}:{last + 1}", what, "check the quotation marks of this row") from error


def _dialect(path: Path, text: str) -> tuple[str, Literal[0, 3]]:
    """Return the separator and the quoting of a table.

    A comma separates .csv files, or a semicolon or tab where the header has these and no comma. Tab-separated tables
    are written in two ways: bare, where a quotation mark is a character of the text, or as Excel does, where a field
    with a mark, tab or line end in it is quoted. They are read as bare unless every field that begins with a mark is
    quoted rightly and at least one of them needed it, or the header is quoted too.
    """
    first = text.lstrip("\r\n").split("\n", 1)[0]
    if path.suffix.casefold() == ".csv":
        delimiter = next((mark for mark in ",;\t" if mark in first), ",")
        return delimiter, csv.QUOTE_MINIMAL
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
    return "\t", csv.QUOTE_MINIMAL if quoted else csv.QUOTE_NONE


def _parses(text: str) -> bool:
    """Whether every row of a quoted tab-separated table has as many values as its header."""
    csv.field_size_limit(LONGEST_FIELD)
    try:
        rows = [row for row in csv.reader(io.StringIO(text, newline=""), delimiter="\t", strict=True) if row]
    except csv.Error:
        return False
    return len({len(row) for row in rows}) == 1


def _header(fields: Sequence[str], where: str) -> list[str]:
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


def _json_lines(path: Path, text: str) -> Iterator[TableRow]:
    number = 0
    for line, raw in enumerate(text.split("\n"), start=1):
        if not raw.strip(JSON_SPACE):
            continue
        number += 1
        try:
            value = json.loads(raw)
        except json.JSONDecodeError as error:
            where = f"{path}:{line}:{error.colno}"
            raise InputError(where, f"not a JSON object: {error.msg}", "write one object a line") from error
        except RecursionError as error:
            raise InputError(f"{path}:{line}:1", "the object is nested too deeply", "write one flat object") from error
        if not isinstance(value, dict):
            raise InputError(
                f"{path}:{line}:1", f"a {type(value).__name__} instead of an object", 'write `{"text": ...}`'
            )
        cells = {str(name).strip().casefold(): cell for name, cell in value.items()}
        _needs_text(list(cells), f"{path}:{line}")
        yield _row(number, line, {name: _said(cells[name], name, f"{path}:{line}") for name in cells if name in KNOWN})


def _parquet(path: Path, content: bytes) -> Iterator[TableRow]:
    try:
        file = pq.ParquetFile(io.BytesIO(content))
        names = {name.strip().casefold(): name for name in file.schema_arrow.names}
        _needs_text(list(names), str(path))
        wanted = {low: name for low, name in names.items() if low in KNOWN}
        table = file.read(columns=list(wanted.values()))
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError, OSError) as error:
        first = str(error).splitlines()[0]
        raise InputError(str(path), f"not a Parquet table: {first}", "write it again with pyarrow or pandas") from error
    number = 0
    for batch in table.to_batches():
        for values in batch.to_pylist():
            number += 1
            cells = {low: _said(values[name], low, f"{path}#row {number}") for low, name in wanted.items()}
            yield _row(number, number, cells)


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


def _row(number: int, line: int, values: Mapping[str, str]) -> TableRow:
    cells = {name: " ".join(value.split()) for name, value in values.items() if name in KNOWN and name != TEXT}
    return TableRow(
        number=number,
        line=line,
        text=values.get(TEXT, ""),
        cells={name: value for name, value in cells.items() if value},
    )
