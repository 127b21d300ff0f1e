"""The parts of a run are joined in order to one output, without the texts that count twice."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import accumulate, pairwise
from typing import IO, Any, Protocol

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from framing.model import Counts, Measure, Skipped
from framing.pipeline.encoding import arrow_schema, csv_header, csv_lines, decode_table, json_lines, renamed
from framing.pipeline.streaming.job import Identity, Job
from framing.pipeline.streaming.journal import Journal
from framing.pipeline.streaming.settle import Settled, settle
from framing.score.columns import columns
from framing.score.rows import Row, outlet_rows
from framing.text.cleaning import said_of_duplicate
from framing.text.reading import Batch

SCORES_FORMAT = "framing-scores/1"
SHOWN = 10  # texts left out that are named where the rest is counted
# The counts of an article from which those of its outlet are summed: of all sentences, the outlet's, its sources'.
SUMMED = ("sentences", "tokens", "asserted", "discounted", "asserted_hits", "discounted_hits")
BY_VOICE = ("sentences", "asserted", "discounted")
# What becomes of the rows of a text: another id, or None where they go.
Changes = Mapping[int, str | None]


@dataclass(frozen=True, kw_only=True, slots=True)
class Finished:
    """How many articles were scored, how many texts were left out by reason with the first of them, and outlets' rows.

    `outlets` is empty where rows are smaller.
    """

    articles: int
    left_out: Mapping[str, int]
    examples: tuple[Skipped, ...]
    outlets: tuple[Row, ...] = ()


class Writer(Protocol):
    """What rows are written with, part by part."""

    def add(self, rows: bytes, sizes: Sequence[int], changes: Changes) -> None:
        """Add the rows of a part."""

    def close(self) -> None:
        """Write what is still to be written."""


def finish(
    job: Job,
    journal: Journal,
    batches: Sequence[Batch],
    *,
    output: IO[bytes] | None,
    skipped: IO[bytes],
    about: Identity,
) -> Finished:
    """Write the output and what was left out, and return what there is to say of it.

    Without an `output` the rows of outlets are only returned.
    """
    settled = settle(_each(journal, batches), _each(journal, batches))
    outlets = _Outlets(job, output, about) if job.unit == "outlet" else None
    writer = outlets or (_Table(job, output, about) if job.form == "parquet" else _Lines(job, output))
    left_out: Counter[str] = Counter()
    examples: list[Skipped] = []
    place = articles = 0
    for number, ledger in journal.ledgers(batches):
        entries = ledger.to_pylist()
        changes: dict[int, str | None] = {}
        for offset, entry in enumerate(entries):
            item = _left_out(entry, settled, place + offset)
            if item is not None:
                changes[offset] = None
                left_out[item.reason] += 1
                examples += [item] if len(examples) < SHOWN else []
                skipped.write(json.dumps(asdict(item), ensure_ascii=False).encode() + b"\n")
            elif place + offset in settled.names and _named_by_article(job):
                changes[offset] = settled.names[place + offset]
            articles += item is None
        if outlets is not None:
            outlets.count(
                entry["outlet"] for offset, entry in enumerate(entries) if changes.get(offset, "") is not None
            )
        writer.add(journal.rows(number), ledger.column("size").to_pylist(), changes)
        place += len(entries)
    writer.close()
    rows = () if outlets is None else tuple(outlets.rows())
    return Finished(articles=articles, left_out=dict(left_out), examples=tuple(examples), outlets=rows)


def _each(journal: Journal, batches: Sequence[Batch]) -> Iterator[Any]:
    return (ledger for _, ledger in journal.ledgers(batches))


def _named_by_article(job: Job) -> bool:
    """Whether rows go by the id of their article; those of single sentences go by the id of their table row."""
    return not (job.reading.as_is and job.unit in ("hit", "sentence"))


def _left_out(entry: Mapping[str, Any], settled: Settled, place: int) -> Skipped | None:
    reason, detail = entry["reason"], entry["detail"]
    first = settled.first.get(place)
    if first is not None:
        reason, detail = "duplicate", said_of_duplicate(*settled.known[first])
    if reason is None:
        return None
    return Skipped(origin=entry["origin"], reason=reason, detail=detail, outlet=entry["outlet"], title=entry["title"])


class _Lines:
    """JSON lines or CSV: the bytes of the parts one after another."""

    def __init__(self, job: Job, output: IO[bytes] | None) -> None:
        self._job = job
        self._output = output
        self._header = csv_header(job.part_columns) if job.form == "csv" else b""

    def add(self, rows: bytes, sizes: Sequence[int], changes: Changes) -> None:
        if changes:
            ends = pairwise(accumulate(sizes, initial=0))
            rows = b"".join(self._changed(rows[a:b], offset, changes) for offset, (a, b) in enumerate(ends))
        if rows and self._output is not None:
            # A header over nothing would be a table where the smaller run writes none.
            self._output.write(self._header + rows)
            self._header = b""

    def close(self) -> None:
        pass

    def _changed(self, rows: bytes, offset: int, changes: Changes) -> bytes:
        if offset not in changes:
            return rows
        name = changes[offset]
        return b"" if name is None else renamed(rows, self._job.form, self._job.part_columns, name)


class _Table:
    """Parquet: one row group a part."""

    def __init__(self, job: Job, output: IO[bytes] | None, about: Identity) -> None:
        self._writer = pq.ParquetWriter(output, arrow_schema(job.part_columns, _metadata(about)))

    def add(self, rows: bytes, sizes: Sequence[int], changes: Changes) -> None:
        table = _changed(decode_table(rows), sizes, changes)
        if table.num_rows:
            self._writer.write_table(table.cast(self._writer.schema))

    def close(self) -> None:
        self._writer.close()


class _Outlets:
    """Counts of articles summed by outlet, in order of first appearance."""

    def __init__(self, job: Job, output: IO[bytes] | None, about: Identity) -> None:
        self._job = job
        self._output = output
        self._about = about
        self._articles: Counter[str] = Counter()
        self._sums: dict[tuple[str, Measure], tuple[Counts, Counts, Counts]] = {}
        self._measures = [
            Measure(lexicon.name, facet)
            for lexicon in job.lexicons
            for facet in (None, *(facet.name for facet in lexicon.facets))
        ]

    def count(self, outlets: Iterator[str]) -> None:
        """Count the articles of outlets."""
        self._articles.update(outlets)

    def add(self, rows: bytes, sizes: Sequence[int], changes: Changes) -> None:
        table = _changed(decode_table(rows), sizes, changes)
        summed = [*SUMMED, *(f"{voice}_{name}" for voice in ("outlet", "source") for name in BY_VOICE)]
        grouped = table.group_by(["outlet", "frame", "facet"]).aggregate([(name, "sum") for name in summed])
        for row in grouped.to_pylist():
            key = (row["outlet"], Measure(row["frame"], row["facet"]))
            found = (
                Counts(**{name: row[f"{name}_sum"] for name in SUMMED}),
                Counts(**{name: row[f"outlet_{name}_sum"] for name in BY_VOICE}),
                Counts(**{name: row[f"source_{name}_sum"] for name in BY_VOICE}),
            )
            known = self._sums.get(key, (Counts(), Counts(), Counts()))
            self._sums[key] = (known[0] + found[0], known[1] + found[1], known[2] + found[2])

    def rows(self) -> Iterator[Row]:
        """Yield the rows of the outlets."""
        ordered = {(outlet, m): self._sums[outlet, m] for outlet in self._articles for m in self._measures}
        return outlet_rows(self._articles, ordered)

    def close(self) -> None:
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


def _changed(table: Any, sizes: Sequence[int], changes: Changes) -> Any:
    """Return a table without the rows of some texts, and with other ids of others."""
    if not any(sizes[offset] for offset in changes):
        return table
    owner = np.repeat(np.arange(len(sizes)), sizes)
    names = {offset: name for offset, name in changes.items() if name is not None}
    if names:
        articles = table.column("article").to_pylist()
        articles = [names.get(offset, name) for offset, name in zip(owner.tolist(), articles, strict=True)]
        table = table.set_column(table.schema.get_field_index("article"), "article", pa.array(articles, pa.string()))
    gone = [offset for offset, name in changes.items() if name is None]
    return table.filter(pa.array(~np.isin(owner, gone)))


def _metadata(about: Identity) -> dict[str, str]:
    return {"framing.format": SCORES_FORMAT, "framing.run": json.dumps(about, ensure_ascii=False, sort_keys=True)}
