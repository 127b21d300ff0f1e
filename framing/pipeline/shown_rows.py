"""The rows of hits or sentences as bytes, straight from columns: what `encode` makes of dictionaries, and faster."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice, pairwise, repeat
from typing import Any

import pyarrow as pa

from framing.pipeline.encoding import Form, arrow_schema, encode_table, said_once
from framing.score.columns import Columns
from framing.score.row_table import RowTable

_JSON = json.JSONEncoder(ensure_ascii=False, separators=("\n", ": "))
# What a form makes of each of some values.
_Say = Callable[[Sequence[Any]], list[str]]


def encode_rows(table: RowTable, form: Form, columns: Columns, nested: Mapping[str, Any]) -> tuple[bytes, list[int]]:
    """Return the rows of a table as bytes without a header, and the size of each article's, as `encode` does.

    `nested` is how JSON lines show the counts behind the other columns: mappings whose innermost values, in order,
    stand for the columns of `RowTable.counts`.
    """
    if form == "parquet":
        return encode_table(_arrow(table, columns)), [*table.sizes]
    lines = _csv(table, columns) if form == "csv" else _json(table, columns, nested)
    parts = ["".join(islice(lines, size)).encode() for size in table.sizes]
    return b"".join(parts), [len(part) for part in parts]


def _arrow(table: RowTable, columns: Columns) -> Any:
    schema = arrow_schema(columns)
    numbers = [table.counts[:, place] for place in range(table.counts.shape[1])]
    held = zip(schema, [*table.values.values(), *numbers], strict=True)
    return pa.table([pa.array(values, field.type) for field, values in held], schema=schema)


def _csv(table: RowTable, columns: Columns) -> Iterator[str]:
    form = ",".join("%s" for _ in table.values)
    return _lines(table, columns, _of_csv, form, ",%s" * table.counts.shape[1] + "\n")


def _json(table: RowTable, columns: Columns, nested: Mapping[str, Any]) -> Iterator[str]:
    form = "{" + ", ".join(f"{_name(name)}: %s" for name in table.values)
    return _lines(table, columns, _of_json, form, (f", {_pairs(nested)}" if nested else "") + "}\n")


def _lines(table: RowTable, columns: Columns, say: _Say, form: str, end: str) -> Iterator[str]:
    """Return the line of each row: what `form` makes of its values, then what `end` makes of its counts."""
    said = [_said(values, columns[name], say) for name, values in table.values.items()]
    counts = table.counts
    ends: Iterable[str] = repeat(end, len(counts))
    if counts.shape[1]:
        ends = said_once(counts, lambda chosen: (end % tuple(row) for row in counts[chosen].tolist()))
    form += "%s"
    return (form % row for row in zip(*said, ends, strict=True))


def _said(values: Sequence[Any], kind: type, say: _Say) -> Iterable[Any]:
    """Return values as a form says them. Many rows have the same text, and each is said once."""
    if kind is int:
        return values
    if kind is float:
        return say(values)
    texts = [*dict.fromkeys(values)]
    said = dict(zip(texts, say(texts), strict=True))
    return map(said.__getitem__, values)


def _of_json(values: Sequence[Any]) -> list[str]:
    # No JSON has a line feed in it that was not put there.
    return _JSON.encode(values)[1:-1].split("\n") if values else []


def _of_csv(values: Sequence[Any]) -> list[str]:
    """Return each value as it stands before another one."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\n")
    ends = [0]
    for value in values:
        writer.writerow((value, ""))
        ends.append(stream.tell())
    written = stream.getvalue()
    return [written[start : end - len(",\n")] for start, end in pairwise(ends)]


def _pairs(nested: Mapping[str, Any]) -> str:
    return ", ".join(f"{_name(name)}: {_nest(value)}" for name, value in nested.items())


def _nest(value: Any) -> str:
    return f"{{{_pairs(value)}}}" if isinstance(value, Mapping) else "%s"


def _name(name: str) -> str:
    return json.dumps(name, ensure_ascii=False).replace("%", "%%")
