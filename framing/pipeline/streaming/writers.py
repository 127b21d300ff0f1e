"""The rows of a run's parts written one after another: lines, a table, or the sums of outlets."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import IO, Any, NamedTuple, Protocol

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from numpy.typing import NDArray

from framing.model import Counts
from framing.pipeline.encoding import arrow_schema, csv_header, csv_lines, decode_table, json_lines, renamed
from framing.pipeline.streaming.job import Identity, Job
from framing.score.columns import columns
from framing.score.rows import ByVoice, Row, outlet_rows, row_measures

SCORES_FORMAT = "framing-scores/1"
# The counts of an article from which those of its outlet are summed: of all sentences, the outlet's, its sources'.
SUMMED = ("sentences", "tokens", "asserted", "discounted", "asserted_hits", "discounted_hits")
BY_VOICE = ("sentences", "asserted", "discounted")
# What becomes of the rows of a text: another id, or None where they go.
Changes = Mapping[int, str | None]
# How large the rows of each text of a part are: in bytes, of a table in rows.
Sizes = NDArray[np.int64]


class Texts(NamedTuple):
    """The texts of a part: how large the rows of each are, what becomes of these, and its outlet as an Arrow column."""

    sizes: Sizes
    changes: Changes
    outlets: Any


Write = Callable[[], object]


class Writer(Protocol):
    """What rows are written with, part by part."""

    def taken(self, rows: bytes, texts: Texts) -> Write:
        """Return what writes the rows of a part. The parts come in order, from another thread than writes them."""

    def close(self) -> None:
        """Write what is still to be written."""


class Lines:
    """JSON lines or CSV: the bytes of the parts one after another."""

    def __init__(self, job: Job, output: IO[bytes] | None) -> None:
        self._job = job
        self._output = output
        self._header = csv_header(job.part_columns) if job.form == "csv" else b""

    def taken(self, rows: bytes, texts: Texts) -> Write:
        """Return what writes the rows of a part."""
        return partial(self._write, [*self._parts(rows, texts)])

    def close(self) -> None:
        """Do nothing: all is written."""

    def _write(self, parts: Sequence[bytes | memoryview]) -> None:
        for part in parts:
            if part and self._output is not None:
                # A header over nothing would be a table where the smaller run writes none.
                self._output.write(self._header + part if self._header else part)
                self._header = b""

    def _parts(self, rows: bytes, texts: Texts) -> Iterator[bytes | memoryview]:
        """Yield the rows that are written: those between two texts that are changed stay in one piece."""
        sizes, changes = texts.sizes, texts.changes
        held = memoryview(rows)
        ends = np.cumsum(sizes)
        place = 0
        for offset in sorted(changes):
            stop = int(ends[offset])
            start = stop - int(sizes[offset])
            yield held[place:start]
            name = changes[offset]
            if name is not None:
                yield renamed(rows[start:stop], self._job.form, self._job.part_columns, name)
            place = stop
        yield held[place:]


class Table:
    """Parquet: one row group a part."""

    def __init__(self, job: Job, output: IO[bytes] | None, about: Identity) -> None:
        self._writer = pq.ParquetWriter(output, arrow_schema(job.part_columns, _metadata(about)))

    def taken(self, rows: bytes, texts: Texts) -> Write:
        """Return what writes the rows of a part."""
        return partial(self._write, _changed(decode_table(rows), texts).cast(self._writer.schema))

    def close(self) -> None:
        """Write where the row groups are."""
        self._writer.close()

    def _write(self, table: Any) -> None:
        if table.num_rows:
            self._writer.write_table(table)


class Outlets:
    """Counts of articles summed by outlet, in order of first appearance."""

    def __init__(self, job: Job, output: IO[bytes] | None, about: Identity) -> None:
        self._job = job
        self._output = output
        self._about = about
        self._measures = row_measures(job.lexicons)
        self._numbers = [*job.part_columns]
        self._articles: dict[str, int] = {}
        self._sums: dict[str, NDArray[np.int64]] = {}

    def taken(self, rows: bytes, texts: Texts) -> Write:
        """Return what adds the counts of a part up."""
        table = decode_table(rows)
        held = np.stack([table.column(name).to_numpy() for name in self._numbers], axis=1)
        kept = _kept(texts)
        by_article = held.reshape(-1, len(self._measures), len(self._numbers))[kept[texts.sizes > 0]]
        return partial(self._add, by_article, texts.outlets.filter(pa.array(kept)).to_pylist())

    def rows(self) -> Iterator[Row]:
        """Yield the rows of the outlets."""
        counted = {
            (outlet, measure): _by_voice(dict(zip(self._numbers, numbers, strict=True)))
            for outlet in self._articles
            for measure, numbers in zip(self._measures, self._sums[outlet].tolist(), strict=True)
        }
        return outlet_rows(self._articles, counted)

    def close(self) -> None:
        """Write the rows of the outlets, if there is where to."""
        if self._output is None:
            return
        names = columns("outlet", self._job.lexicons)
        rows = list(self.rows())
        if self._job.form == "parquet":
            pq.write_table(pa.Table.from_pylist(rows, schema=arrow_schema(names, _metadata(self._about))), self._output)
        elif self._job.form == "csv":
            self._output.write(csv_header(names) + csv_lines(rows, names) if rows else b"")
        else:
            self._output.write(json_lines(rows, names))

    def _add(self, by_article: NDArray[np.int64], outlets: Sequence[str]) -> None:
        places: dict[str, list[int]] = {}
        for place, outlet in enumerate(outlets):
            places.setdefault(outlet, []).append(place)
        for outlet, mine in places.items():
            self._articles[outlet] = self._articles.get(outlet, 0) + len(mine)
            self._sums[outlet] = self._sums.get(outlet, 0) + by_article[mine].sum(axis=0)


def _by_voice(numbers: Mapping[str, int]) -> ByVoice:
    return (
        Counts(**{name: numbers[name] for name in SUMMED}),
        Counts(**{name: numbers[f"outlet_{name}"] for name in BY_VOICE}),
        Counts(**{name: numbers[f"source_{name}"] for name in BY_VOICE}),
    )


def _changed(table: Any, texts: Texts) -> Any:
    """Return a table without the rows of some texts, and with other ids of others."""
    sizes, changes = texts.sizes, texts.changes
    if not any(sizes[offset] for offset in changes):
        return table
    owner = np.repeat(np.arange(len(sizes)), sizes)
    names = {offset: name for offset, name in changes.items() if name is not None}
    renamed = np.isin(owner, [*names])
    if renamed.any():
        others = pa.array([names[offset] for offset in owner[renamed].tolist()], pa.string())
        column = table.column("article").combine_chunks()
        column = pc.replace_with_mask(column, pa.array(renamed), others)
        table = table.set_column(table.schema.get_field_index("article"), "article", column)
    return table.filter(pa.array(_kept(texts)[owner]))


def _kept(texts: Texts) -> NDArray[np.bool_]:
    """Return which texts of a part keep their rows."""
    kept = np.ones(len(texts.sizes), dtype=bool)
    kept[[offset for offset, name in texts.changes.items() if name is None]] = False
    return kept


def _metadata(about: Identity) -> dict[str, str]:
    return {"framing.format": SCORES_FORMAT, "framing.run": json.dumps(about, ensure_ascii=False, sort_keys=True)}
