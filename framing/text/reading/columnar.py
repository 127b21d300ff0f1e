"""Parquet tables of any size, cut into ranges of rows and read forward."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache
from itertools import accumulate
from pathlib import Path, PurePath
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from framing.errors import InputError
from framing.text.reading.cuts import BATCH_BYTES, BATCH_TEXTS, Cut, RowEnd, cuts
from framing.text.reading.opening import Address, file_hash, file_system
from framing.text.reading.tables import Fault, TableRow, not_parquet, parquet_columns, parquet_rows

ARROW_ERRORS = (pa.ArrowInvalid, pa.ArrowNotImplementedError, OSError)
# A batch stays within a file; few are read at the same time by one process.
OPEN_FILES = 4


def cut_parquet(path: PurePath, *, as_is: bool) -> tuple[list[Cut], str]:
    """Return the cuts of a Parquet table as ranges of rows, and its hash. Raises InputError for what is none."""
    digest = file_hash(path)
    table = _table(path, digest)
    if as_is:
        return list(cuts(table.ends(), Cut(texts=0, start=0, stop=0), together=True)), digest
    made: list[Cut] = []
    for start, rows, size in table.groups():
        step = max(1, min(BATCH_TEXTS, BATCH_BYTES * rows // max(1, size)))
        made += [
            Cut(texts=min(step, start + rows - at), start=at, stop=min(at + step, start + rows), before=at)
            for at in range(start, start + rows, step)
        ]
    return made, digest


def read_parquet_cut(path: PurePath, cut: Cut, fault: Fault) -> Iterator[TableRow]:
    """Yield the rows of a cut; what is wrong with a row is told to `fault`."""
    table = _table(path, _version(path))
    yield from parquet_rows(path, table.rows(cut.start, cut.stop), table.columns, number=cut.start, fault=fault)


class _Table:
    """An open Parquet file, read forward: a row group of a million rows is not begun again for each cut of it."""

    def __init__(self, path: PurePath) -> None:
        try:
            # Without a buffer for whole row groups memory stays flat in their size.
            self._file = pq.ParquetFile(_handle(path), pre_buffer=False, buffer_size=2**20)
            self.columns = parquet_columns(path, self._file.schema_arrow.names)
        except ARROW_ERRORS as error:
            raise not_parquet(path, error) from error
        meta = self._file.metadata
        self._sizes = [meta.row_group(group).num_rows for group in range(meta.num_row_groups)]
        self._starts = [0, *accumulate(self._sizes)]
        self._path = path
        self._at = 0
        self._batches: Iterator[Any] | None = None
        self._left: Any = None

    def groups(self) -> Iterator[tuple[int, int, int]]:
        """Yield first row, rows, and bytes of the known columns of each row group."""
        meta = self._file.metadata
        wanted = set(self.columns.values())
        for group, rows in enumerate(self._sizes):
            chunks = [meta.row_group(group).column(column) for column in range(meta.num_columns)]
            size = sum(chunk.total_uncompressed_size for chunk in chunks if chunk.path_in_schema in wanted)
            yield self._starts[group], rows, size

    def ends(self) -> Iterator[RowEnd]:
        """Yield the end of each row, with its id."""
        name = self.columns.get("id")
        row = 0
        for batch in self._file.iter_batches(columns=[name] if name else [self.columns["text"]]):
            for value in batch.column(0).to_pylist():
                row += 1
                yield RowEnd(row, row + 1, str(value) if name and value is not None else "")

    def rows(self, start: int, stop: int) -> Iterator[dict[str, object]]:
        """Yield the values of the rows from `start` to `stop`."""
        group = bisect_right(self._starts, start) - 1
        try:
            if self._batches is None or start < self._at or self._starts[group] > self._at:
                self._begin(group)
            while self._at < stop:
                batch = self._next()
                skipped = min(max(0, start - self._at), batch.num_rows)
                taken = batch.slice(skipped, stop - self._at - skipped)
                used = skipped + taken.num_rows
                self._left = batch.slice(used) if used < batch.num_rows else None
                self._at += used
                yield from taken.to_pylist()
        except ARROW_ERRORS as error:
            self._batches = None
            raise not_parquet(self._path, error) from error

    def _begin(self, group: int) -> None:
        groups = list(range(group, len(self._sizes)))
        self._batches = self._file.iter_batches(BATCH_TEXTS, row_groups=groups, columns=list(self.columns.values()))
        self._at, self._left = self._starts[group], None

    def _next(self) -> Any:
        if self._left is not None:
            return self._left
        batch = next(self._batches or iter(()), None)
        if batch is None:
            raise InputError(str(self._path), "it has fewer rows than it had", "begin anew without --resume")
        return batch


@lru_cache(maxsize=OPEN_FILES)
def _table(path: PurePath, version: str) -> _Table:  # noqa: ARG001 - a changed file is another entry of the cache
    return _Table(path)


def _version(path: PurePath) -> str:
    """Return what tells a file from one that has taken its place, without reading it."""
    if isinstance(path, Address):
        return file_hash(path)
    try:
        known = Path(path).stat()
    except OSError as error:
        raise InputError(str(path), f"cannot be read ({error.strerror})", "put it back") from error
    return f"{known.st_mtime_ns} {known.st_size} {known.st_ino}"


def _handle(path: PurePath) -> Any:
    if isinstance(path, Address):
        system, inner = file_system(path)
        return system.open(inner, "rb")
    return str(path)
