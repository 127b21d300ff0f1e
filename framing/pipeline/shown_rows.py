"""The rows of hits or sentences as bytes, straight from columns: what `encode` makes of dictionaries, and faster."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice, repeat
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from framing.pipeline.encoding import Form, arrow_schema, encode_table, said_once
from framing.score.columns import Columns
from framing.score.row_table import RowTable

_EACH = json.JSONEncoder(ensure_ascii=False, separators=("\n", ": "))


def encode_rows(table: RowTable, form: Form, columns: Columns, nested: Mapping[str, Any]) -> tuple[bytes, list[int]]:
    """Return the rows of a table as bytes without a header, and the size of each article's, as `encode` does.

    `nested` is how JSON lines show the counts behind the other columns: mappings whose innermost values, in order,
    stand for the columns of `RowTable.counts`.
    """
    if form == "parquet":
        return encode_table(_arrow(table, columns)), [*table.sizes]
    parts = list(_csv(table) if form == "csv" else _json(table, columns, nested))
    return b"".join(parts), [len(part) for part in parts]


def _arrow(table: RowTable, columns: Columns) -> Any:
    schema = arrow_schema(columns)
    numbers = [table.counts[:, place] for place in range(table.counts.shape[1])]
    held = zip(schema, [*table.values.values(), *numbers], strict=True)
    return pa.table([pa.array(values, field.type) for field, values in held], schema=schema)


def _csv(table: RowTable) -> Iterator[bytes]:
    rows = zip(*table.values.values(), *table.counts.T.tolist(), strict=True)
    for size in table.sizes:
        stream = io.StringIO(newline="")
        csv.writer(stream, lineterminator="\n").writerows(islice(rows, size))
        yield stream.getvalue().encode()


def _json(table: RowTable, columns: Columns, nested: Mapping[str, Any]) -> Iterator[bytes]:
    names = ", ".join(f"{_name(name)}: %s" for name in table.values)
    said = [_said(values, columns[name]) for name, values in table.values.items()]
    end = (f", {_pairs(nested)}" if nested else "") + "}\n"
    ends = _ends(table.counts, end)
    form = "{" + names + "%s"
    lines = (form % row for row in zip(*said, ends, strict=True))
    for size in table.sizes:
        yield "".join(islice(lines, size)).encode()


def _ends(counts: NDArray[np.int64], end: str) -> Iterable[str]:
    """Return the end of each line, with its counts."""
    if not counts.shape[1]:
        return repeat(end, len(counts))
    return said_once(counts, lambda chosen: (end % tuple(row) for row in counts[chosen].tolist()))


def _said(values: Sequence[Any], kind: type) -> Iterable[Any]:
    """Return values as JSON says them. Many rows have the same text, and each is said once."""
    if kind is int:
        return values
    if kind is float:
        return _each(values)
    texts = [*dict.fromkeys(values)]
    said = dict(zip(texts, _each(texts), strict=True))
    return map(said.__getitem__, values)


def _each(values: Sequence[Any]) -> list[str]:
    # No JSON has a line feed in it that was not put there.
    return _EACH.encode(values)[1:-1].split("\n") if values else []


def _pairs(nested: Mapping[str, Any]) -> str:
    return ", ".join(f"{_name(name)}: {_nest(value)}" for name, value in nested.items())


def _nest(value: Any) -> str:
    return f"{{{_pairs(value)}}}" if isinstance(value, Mapping) else "%s"


def _name(name: str) -> str:
    return json.dumps(name, ensure_ascii=False).replace("%", "%%")
