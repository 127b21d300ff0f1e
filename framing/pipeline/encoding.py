"""Rows as bytes: JSON lines, CSV, and tables of fixed columns."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Literal

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from framing.score.columns import Columns, flat
from framing.text.reading import LONGEST_FIELD

Form = Literal["jsonl", "csv", "parquet"]
_TYPES = {str: pa.string(), int: pa.int64(), float: pa.float64()}


def arrow_schema(columns: Columns, metadata: Mapping[str, str] | None = None) -> Any:
    """Return the Arrow schema of columns."""
    return pa.schema([(name, _TYPES[kind]) for name, kind in columns.items()], metadata=metadata)


def encode(groups: Iterable[Iterable[Mapping[str, Any]]], form: Form, columns: Columns) -> tuple[bytes, list[int]]:
    """Return rows that come in groups as bytes without a header, and the size of each group.

    A size is in bytes, in Parquet's place (an Arrow stream) in rows.
    """
    if form == "parquet":
        held: list[dict[str, Any]] = []
        sizes = []
        for group in groups:
            before = len(held)
            held += map(flat, group)
            sizes.append(len(held) - before)
        return encode_table(pa.Table.from_pylist(held, schema=arrow_schema(columns))), sizes
    lines = csv_lines if form == "csv" else json_lines
    encoded = [lines(group, columns) for group in groups]
    return b"".join(encoded), [len(part) for part in encoded]


def json_lines(rows: Iterable[Mapping[str, Any]], columns: Columns) -> bytes:  # noqa: ARG001 - one signature for both
    """Return rows as one JSON object a line, nested as they are."""
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode()


def csv_lines(rows: Iterable[Mapping[str, Any]], columns: Columns) -> bytes:
    """Return rows as lines of comma-separated values."""
    stream = io.StringIO(newline="")
    writer = csv.DictWriter(stream, fieldnames=list(columns), lineterminator="\n")
    writer.writerows(map(flat, rows))
    return stream.getvalue().encode()


def csv_header(columns: Columns) -> bytes:
    """Return the line that names the columns."""
    stream = io.StringIO(newline="")
    csv.writer(stream, lineterminator="\n").writerow(columns)
    return stream.getvalue().encode()


def renamed(content: bytes, form: Form, columns: Columns, name: str) -> bytes:
    """Return the lines of one article with another id in the column `article`."""
    text = content.decode()
    rows: Sequence[Mapping[str, Any]]
    if form == "csv":
        csv.field_size_limit(LONGEST_FIELD)
        rows = list(csv.DictReader(io.StringIO(text, newline=""), fieldnames=list(columns)))
        return csv_lines([{**row, "article": name} for row in rows], columns)
    return json_lines([{**json.loads(line), "article": name} for line in text.split("\n") if line], columns)


def said_once(numbers: NDArray[np.int64], say: Callable[[NDArray[np.int64]], Iterable[str]]) -> list[str]:
    """Return what is said of each row of whole numbers, shape (r, k). Many rows are the same, and each is said once.

    `say` is given the places of different rows in `numbers`, in order.
    """
    rows, width = numbers.shape
    keys: list[bytes] = np.ascontiguousarray(numbers).view(f"V{numbers.itemsize * width}").ravel().tolist()
    places = dict(zip(keys, range(rows), strict=True))
    chosen = np.fromiter(places.values(), dtype=np.int64, count=len(places))
    made = dict(zip(places, say(chosen), strict=True))
    return [made[key] for key in keys]


def encode_table(table: Any) -> bytes:
    """Return an Arrow table as a stream of bytes."""
    sink = io.BytesIO()
    options = pa.ipc.IpcWriteOptions(compression="lz4", use_threads=False)
    with pa.ipc.new_stream(sink, table.schema, options=options) as writer:
        writer.write_table(table)
    return sink.getvalue()


def decode_table(content: bytes) -> Any:
    """Return the Arrow table in a stream of bytes."""
    # The cores are taken by workers, and threads for a table of some hundred texts cost more than they save.
    with pa.ipc.open_stream(content, options=pa.ipc.IpcReadOptions(use_threads=False)) as reader:
        return reader.read_all()
