"""Tables of any size are cut where rows end, and a cut is read without what stands before it."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import PurePath
from typing import IO, cast

from framing.errors import InputError
from framing.text.reading.coded import is_coded
from framing.text.reading.cuts import LONGEST_ROW, Cut, RowEnd, cuts
from framing.text.reading.decoding import refuse_other_kinds
from framing.text.reading.opening import BUFFER, Hashed, opened
from framing.text.reading.tables import (
    JSON_SPACE,
    JSON_SUFFIXES,
    Dialect,
    Fault,
    TableRow,
    delimited_rows,
    dialect,
    header,
    json_rows,
    read_records,
)

UTF8_MARK = b"\xef\xbb\xbf"
UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
# Whether a tab-separated table is quoted is decided on its beginning.
SAMPLE = 2**23
# A byte that is no UTF-8 is kept as half a character, so that its row can be named and passed over.
HALVES = "surrogateescape"


def cut_table(path: PurePath, *, as_is: bool) -> tuple[list[Cut], str]:
    """Return the cuts of a table in order, and the hash of its bytes. A table without rows is one cut of none.

    Rows of coded sentences that follow each other (`as_is`) are not parted.

    Raises InputError for a table without a column `text`, one in UTF-16, one whose rows do not end, and one of coded
    sentences without `as_is`, whose articles only a look at the whole table can put together.
    """
    made, digest = (_cut_columns if path.suffix.casefold() == ".parquet" else _cut_text)(path, as_is)
    if made and not as_is and is_coded(tuple(read_cut(path, made[0], lambda _: None))):
        what = "a table of coded sentences is not read in parts: its articles are put together from all of its rows"
        raise InputError(
            str(path),
            what,
            "add --as-is to score each row by itself, or hand it in as tables of less than 32 MB, without --workers",
        )
    return made or [Cut(texts=0, start=0, stop=0)], digest


def read_cut(path: PurePath, cut: Cut, fault: Fault) -> Iterator[TableRow]:
    """Yield the rows of a cut; what is wrong with a row is told to `fault`, and the row passed over."""
    if path.suffix.casefold() == ".parquet":
        from framing.text.reading.columnar import read_parquet_cut

        yield from read_parquet_cut(path, cut, fault)
        return
    with opened(path) as file:
        file.seek(cut.start)
        text = file.read(cut.stop - cut.start).decode("utf-8", HALVES)
    if path.suffix.casefold() in JSON_SUFFIXES:
        yield from json_rows(path, text.split("\n"), number=cut.before, line=cut.line, fault=fault)
        return
    records = read_records(io.StringIO(text, newline=""), Dialect(cut.delimiter, cut.quoting), line=cut.line)
    yield from delimited_rows(path, records, cut.header, number=cut.before, fault=fault)


def _cut_columns(path: PurePath, as_is: bool) -> tuple[list[Cut], str]:
    from framing.text.reading.columnar import cut_parquet  # Arrow is a tenth of a second, and few tables need it

    return cut_parquet(path, as_is=as_is)


def _cut_text(path: PurePath, as_is: bool) -> tuple[list[Cut], str]:
    with opened(path) as file:
        beginning = file.read(SAMPLE)
        refuse_other_kinds(beginning, path)
        if beginning.startswith(UTF16_MARKS) or b"\0" in beginning:
            raise InputError(str(path), "only UTF-8 is read in parts", f"iconv -f UTF-16 -t UTF-8 {path} > NEW")
        mark = len(UTF8_MARK) if beginning.startswith(UTF8_MARK) else 0
        file.seek(0)
        hashed = Hashed(file)
        with cast("IO[bytes]", io.BufferedReader(hashed, BUFFER)) as buffered:
            buffered.read(mark)
            if path.suffix.casefold() in JSON_SUFFIXES:
                made = list(
                    cuts(_lines(path, buffered, mark, as_is), Cut(texts=0, start=mark, stop=mark), together=as_is)
                )
            else:
                made = _cut_records(path, _Lines(path, buffered, mark), beginning[mark:], as_is)
    return made, hashed.digest()


def _lines(path: PurePath, file: IO[bytes], at: int, as_is: bool) -> Iterator[RowEnd]:
    """Yield the end of each JSON line that is not blank."""
    space = JSON_SPACE.encode()
    line = 1
    while raw := file.readline(LONGEST_ROW + 1):
        if len(raw) > LONGEST_ROW:
            raise _endless(path, line)
        at += len(raw)
        line += 1
        if raw.strip(space):
            yield RowEnd(at, line, _id(raw) if as_is else "")


def _id(raw: bytes) -> str:
    """Return the id that a JSON line names, if it can be read."""
    try:
        value = json.loads(raw)
        return next((str(value[name]) for name in value if name.strip().casefold() == "id"), "")
    except (ValueError, AttributeError, TypeError, RecursionError):
        return ""


class _Lines:
    """The lines of a file, byte for character, with how far they have been read."""

    def __init__(self, path: PurePath, file: IO[bytes], at: int) -> None:
        self._file = io.TextIOWrapper(file, encoding="latin-1", newline="")
        self._path = path
        self.at = at
        self.read = 0
        self._row = (at, 1)

    def __iter__(self) -> Iterator[str]:
        while line := self._file.readline(LONGEST_ROW + 1):
            self.at += len(line)
            self.read += 1
            if self.at - self._row[0] > LONGEST_ROW:
                raise _endless(self._path, self._row[1])
            yield line

    def end_row(self) -> None:
        """Say that a row ends here."""
        self._row = (self.at, self.read + 1)


def _cut_records(path: PurePath, lines: _Lines, beginning: bytes, as_is: bool) -> list[Cut]:
    text = beginning.decode("utf-8", HALVES)
    form = dialect(path, text if len(beginning) < SAMPLE - len(UTF8_MARK) else text[: text.rfind("\n") + 1])
    records = read_records(lines, form)
    first = next(records, None)
    if first is None:
        return []
    line, fields = first
    if isinstance(fields, csv.Error):
        raise _broken(path, line, fields)
    names = header([field.encode("latin-1").decode("utf-8", HALVES) for field in fields], f"{path}:{line}")
    lines.end_row()
    start = Cut(
        texts=0,
        start=lines.at,
        stop=lines.at,
        line=lines.read + 1,
        header=tuple(names),
        delimiter=form.delimiter,
        quoting=form.quoting,
    )
    column = names.index("id") if as_is and "id" in names else None
    return list(cuts(_record_ends(path, lines, records, column), start, together=as_is))


def _record_ends(
    path: PurePath, lines: _Lines, records: Iterator[tuple[int, list[str] | csv.Error]], column: int | None
) -> Iterator[RowEnd]:
    for line, fields in records:
        if isinstance(fields, csv.Error) and lines.read > line:
            raise _broken(path, line, fields)  # a quotation over several lines that goes wrong may hold whole rows
        lines.end_row()
        if isinstance(fields, csv.Error):
            yield RowEnd(lines.at, lines.read + 1, texts=0)
        else:
            name = "" if column is None or column >= len(fields) else fields[column]
            yield RowEnd(lines.at, lines.read + 1, name)


def _broken(path: PurePath, line: int, error: csv.Error) -> InputError:
    what = f"the table breaks off: {error}"
    return InputError(f"{path}:{line}", what, "check the quotation marks of this row")


def _endless(path: PurePath, line: int) -> InputError:
    what = f"the row that begins here goes on for more than {LONGEST_ROW // 2**20} MB"
    return InputError(f"{path}:{line}", what, "close its quotation mark, or write one row a line")
