"""The rows of articles as bytes, straight from arrays of counts: what `encode` makes of dictionaries, and faster."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from math import isnan
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from framing.pipeline.encoding import Form, arrow_schema, encode_table, said_once
from framing.score.columns import Columns
from framing.score.count_table import CountTable

_NAMES = ("article", "outlet", "title", "date")
_TEXTS = (*_NAMES, "frame", "facet")


def encode_counts(table: CountTable, form: Form, columns: Columns) -> tuple[bytes, list[int]]:
    """Return the rows of articles as bytes without a header, and the size of each article's, as `encode` does."""
    if form == "parquet":
        return encode_table(_arrow(table, columns)), [len(table.measures)] * len(table.ids)
    counted = [name for name in columns if name not in _TEXTS]
    parts = list(_csv(table, counted) if form == "csv" else _json(table, counted))
    return b"".join(parts), [len(part) for part in parts]


def _arrow(table: CountTable, columns: Columns) -> Any:
    articles, measures = len(table.ids), len(table.measures)
    owner = pa.array(np.repeat(np.arange(articles), measures))
    measure = pa.array(np.tile(np.arange(measures), articles))
    values = (table.ids, table.outlets, table.titles, table.dates)
    found: dict[str, Any] = {
        name: pa.array(texts, pa.string()).take(owner) for name, texts in zip(_NAMES, values, strict=True)
    }
    for name, texts in (("frame", [m.frame for m in table.measures]), ("facet", [m.facet for m in table.measures])):
        found[name] = pa.array(texts, pa.string()).take(measure)
    found |= {name: pa.array(numbers) for name, numbers in table.numbers().items()}
    found |= {name: pa.array(np.nan_to_num(rates), mask=np.isnan(rates)) for name, rates in table.rates().items()}
    return pa.table({name: found[name] for name in columns}, schema=arrow_schema(columns))


def _json(table: CountTable, columns: Sequence[str]) -> Iterator[bytes]:
    def record(texts: Mapping[str, str | None]) -> str:
        return json.dumps(texts, ensure_ascii=False)[1:-1]

    names = [f"{{{record(dict(zip(_NAMES, texts, strict=True)))}, " for texts in table.names]
    measures = [record({"frame": measure.frame, "facet": measure.facet}) for measure in table.measures]
    end = "".join(f', "{column}": %s' for column in columns) + "}\n"
    return _lines(names, measures, _ends(table, columns, end, missing="null"))


def _csv(table: CountTable, columns: Sequence[str]) -> Iterator[bytes]:
    def record(texts: Sequence[str | None]) -> str:
        stream = io.StringIO(newline="")
        csv.writer(stream, lineterminator="\n").writerow(texts)
        return stream.getvalue()[:-1]

    names = [f"{record(texts)}," for texts in table.names]
    measures = [record((measure.frame, measure.facet)) for measure in table.measures]
    return _lines(names, measures, _ends(table, columns, ",%s" * len(columns) + "\n", missing=""))


def _lines(names: Sequence[str], measures: Sequence[str], ends: Sequence[str]) -> Iterator[bytes]:
    """Yield the lines of each article: its names, then those of a measure, then the numbers."""
    place = 0
    for name in names:
        mine = ends[place : place + len(measures)]
        place += len(measures)
        yield "".join([name + measure + end for measure, end in zip(measures, mine, strict=True)]).encode()


def _ends(table: CountTable, columns: Sequence[str], form: str, *, missing: str) -> list[str]:
    """Return what `form` makes of the numbers of each row. Many rows hold the same, and each is made once."""
    numbers, rates = table.numbers(), table.rates()

    def say(chosen: NDArray[np.int64]) -> Iterator[str]:
        said = [
            numbers[name][chosen].tolist()
            if name in numbers
            else [missing if isnan(rate) else repr(rate) for rate in rates[name][chosen].tolist()]
            for name in columns
        ]
        return (form % row for row in zip(*said, strict=True))

    return said_once(np.stack(list(numbers.values()), axis=1), say)
