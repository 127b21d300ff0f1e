"""The parts of a run are joined in order to one output, without the texts that count twice."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import IO, Any, Protocol

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from numpy.typing import NDArray

from framing.model import Counts, Skipped
from framing.pipeline.encoding import arrow_schema, csv_header, csv_lines, decode_table, json_lines, renamed
from framing.pipeline.streaming.job import Identity, Job
from framing.pipeline.streaming.journal import Journal
from framing.pipeline.streaming.settle import Settled, settle
from framing.score.columns import columns
from framing.score.rows import ByVoice, Row, outlet_rows, row_measures
from framing.text.cleaning import said_of_duplicate
from framing.text.reading import Batch

SCORES_FORMAT = "framing-scores/1"
SHOWN = 10  # texts left out that are named where the rest is counted
# The counts of an article from which those of its outlet are summed: of all sentences, the outlet's, its sources'.
SUMMED = ("sentences", "tokens", "asserted", "discounted", "asserted_hits", "discounted_hits")
BY_VOICE = ("sentences", "asserted", "discounted")
# What becomes of the rows of a text: another id, or None where they go.
Changes = Mapping[int, str | None]
# How large the rows of each text of a part are: in bytes, of a table in rows.
Sizes = NDArray[np.int64]


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

    def add(self, rows: bytes, sizes: Sizes, changes: Changes) -> None:
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
        texts = range(place, place + ledger.num_rows)
        gone = dict(_left_out(ledger, settled, texts))
        for item in gone.values():
            left_out[item.reason] += 1
            examples += [item] if len(examples) < SHOWN else []
            skipped.write(json.dumps(asdict(item), ensure_ascii=False).encode() + b"\n")
        names = settled.names_in(texts) if _named_by_article(job) else {}
        changes: Changes = dict.fromkeys(gone) | {offset: names[offset] for offset in names if offset not in gone}
        if outlets is not None:
            outlets.begin(ledger.column("outlet"))
        writer.add(journal.rows(number), ledger.column("size").to_numpy(), changes)
        articles += ledger.num_rows - len(gone)
        place = texts.stop
    writer.close()
    rows = () if outlets is None else tuple(outlets.rows())
    return Finished(articles=articles, left_out=dict(left_out), examples=tuple(examples), outlets=rows)


def _each(journal: Journal, batches: Sequence[Batch]) -> Iterator[Any]:
    return (ledger for _, ledger in journal.ledgers(batches))


def _named_by_article(job: Job) -> bool:
    """Whether rows go by the id of their article; those of single sentences go by the id of their table row."""
    return not (job.reading.as_is and job.unit in ("hit", "sentence"))


def _left_out(ledger: Any, settled: Settled, texts: range) -> Iterator[tuple[int, Skipped]]:
    """Yield the texts of a ledger that are left out, by their place in it."""
    given = ledger.column("reason").is_valid().to_numpy()
    chosen = np.flatnonzero(given | settled.is_later[texts.start : texts.stop])
    for offset, entry in zip(chosen.tolist(), ledger.take(chosen).to_pylist(), strict=True):
        reason, detail = entry["reason"], entry["detail"]
        first = settled.first.get(texts[offset])
        if first is not None:
            reason, detail = "duplicate", said_of_duplicate(*settled.known[first])
        yield (
            offset,
            Skipped(origin=entry["origin"], reason=reason, detail=detail, outlet=entry["outlet"], title=entry["title"]),
        )


class _Lines:
    """JSON lines or CSV: the bytes of the parts one after another."""

    def __init__(self, job: Job, output: IO[bytes] | None) -> None:
        self._job = job
        self._output = output
        self._header = csv_header(job.part_columns) if job.form == "csv" else b""

    def add(self, rows: bytes, sizes: Sizes, changes: Changes) -> None:
        for part in self._parts(rows, sizes, changes):
            if part and self._output is not None:
                # A header over nothing would be a table where the smaller run writes none.
                self._output.write(self._header + part if self._header else part)
                self._header = b""

    def close(self) -> None:
        pass

    def _parts(self, rows: bytes, sizes: Sizes, changes: Changes) -> Iterator[bytes | memoryview]:
        """Yield the rows that are written: those between two texts that are changed stay in one piece."""
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


class _Table:
    """Parquet: one row group a part."""

    def __init__(self, job: Job, output: IO[bytes] | None, about: Identity) -> None:
        self._writer = pq.ParquetWriter(output, arrow_schema(job.part_columns, _metadata(about)))

    def add(self, rows: bytes, sizes: Sizes, changes: Changes) -> None:
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
        self._measures = row_measures(job.lexicons)
        self._numbers = [*job.part_columns]
        self._articles: dict[str, int] = {}
        self._sums: dict[str, NDArray[np.int64]] = {}
        self._outlets: Any = None

    def begin(self, outlets: Any) -> None:
        """Say of which outlets the texts of the next part are."""
        self._outlets = outlets

    def add(self, rows: bytes, sizes: Sizes, changes: Changes) -> None:
        table = decode_table(rows)
        held = np.stack([table.column(name).to_numpy() for name in self._numbers], axis=1)
        kept = _kept(len(sizes), changes)
        by_article = held.reshape(-1, len(self._measures), len(self._numbers))[kept[sizes > 0]]
        places: dict[str, list[int]] = {}
        for place, outlet in enumerate(self._outlets.filter(pa.array(kept)).to_pylist()):
            places.setdefault(outlet, []).append(place)
        for outlet, mine in places.items():
            self._articles[outlet] = self._articles.get(outlet, 0) + len(mine)
            self._sums[outlet] = self._sums.get(outlet, 0) + by_article[mine].sum(axis=0)

    def rows(self) -> Iterator[Row]:
        """Yield the rows of the outlets."""
        counted = {
            (outlet, measure): _by_voice(dict(zip(self._numbers, numbers, strict=True)))
            for outlet in self._articles
            for measure, numbers in zip(self._measures, self._sums[outlet].tolist(), strict=True)
        }
        return outlet_rows(self._articles, counted)

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


def _by_voice(numbers: Mapping[str, int]) -> ByVoice:
    return (
        Counts(**{name: numbers[name] for name in SUMMED}),
        Counts(**{name: numbers[f"outlet_{name}"] for name in BY_VOICE}),
        Counts(**{name: numbers[f"source_{name}"] for name in BY_VOICE}),
    )


def _changed(table: Any, sizes: Sizes, changes: Changes) -> Any:
    """Return a table without the rows of some texts, and with other ids of others."""
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
    return table.filter(pa.array(_kept(len(sizes), changes)[owner]))


def _kept(texts: int, changes: Changes) -> NDArray[np.bool_]:
    """Return which texts of a part keep their rows."""
    kept = np.ones(texts, dtype=bool)
    kept[[offset for offset, name in changes.items() if name is None]] = False
    return kept


def _metadata(about: Identity) -> dict[str, str]:
    return {"framing.format": SCORES_FORMAT, "framing.run": json.dumps(about, ensure_ascii=False, sort_keys=True)}
