"""The parts of a run are joined in order to one output, without the texts that count twice."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, field
from itertools import islice
from typing import IO, Any, TypeVar

import numpy as np

from framing.model import Skipped
from framing.pipeline.streaming.job import Identity, Job
from framing.pipeline.streaming.journal import Journal
from framing.pipeline.streaming.settle import Settled, settle
from framing.pipeline.streaming.writers import Changes, Lines, Outlets, Table, Texts, Write, Writer
from framing.score.rows import Row
from framing.text.cleaning import said_of_duplicate
from framing.text.reading import Batch

SHOWN = 10  # texts left out that are named where the rest is counted
Item = TypeVar("Item")


@dataclass(frozen=True, kw_only=True, slots=True)
class Finished:
    """How many articles were scored, how many texts were left out by reason with the first of them, and outlets' rows.

    `outlets` is empty where rows are smaller.
    """

    articles: int
    left_out: Mapping[str, int]
    examples: tuple[Skipped, ...]
    outlets: tuple[Row, ...] = ()


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
    joining = _Joining(settle(_each(journal, batches), _each(journal, batches)), skipped, names=_named_by_article(job))
    outlets = Outlets(job, output, about) if job.unit == "outlet" else None
    writer: Writer = outlets or (Table(job, output, about) if job.form == "parquet" else Lines(job, output))
    for write in _one_ahead(joining.parts(journal, batches, writer)):
        write()
    writer.close()
    rows = () if outlets is None else tuple(outlets.rows())
    left_out, examples = dict(joining.left_out), tuple(joining.examples)
    return Finished(articles=joining.articles, left_out=left_out, examples=examples, outlets=rows)


@dataclass(slots=True)
class _Joining:
    """What is known of the parts joined so far: how many articles, and what was left out, by reason."""

    settled: Settled
    skipped: IO[bytes]
    names: bool
    articles: int = 0
    left_out: Counter[str] = field(default_factory=Counter)
    examples: list[Skipped] = field(default_factory=list)

    def parts(self, journal: Journal, batches: Sequence[Batch], writer: Writer) -> Iterator[Write]:
        """Yield what writes each part."""
        place = 0
        for number, ledger in journal.ledgers(batches):
            texts = range(place, place + ledger.num_rows)
            changes = self._changes(ledger, texts)
            outlets, sizes = ledger.column("outlet"), ledger.column("size").to_numpy()
            yield writer.taken(journal.rows(number), Texts(sizes, changes, outlets))
            place = texts.stop

    def _changes(self, ledger: Any, texts: range) -> Changes:
        gone = dict(_left_out(ledger, self.settled, texts))
        for item in gone.values():
            self._note(item)
        self.articles += len(texts) - len(gone)
        names = self.settled.names_in(texts) if self.names else {}
        return dict.fromkeys(gone) | {offset: names[offset] for offset in names if offset not in gone}

    def _note(self, item: Skipped) -> None:
        """Count a text that is left out, write it down, and hold on to the first ones."""
        self.left_out[item.reason] += 1
        if len(self.examples) < SHOWN:
            self.examples.append(item)
        self.skipped.write(json.dumps(asdict(item), ensure_ascii=False).encode() + b"\n")


def _one_ahead(items: Iterator[Item]) -> Iterator[Item]:
    """Yield the items, while a thread makes the next: Arrow lets it while it writes, a third of the time of joining."""

    def more() -> list[Item]:
        return list(islice(items, 1))

    with ThreadPoolExecutor(1) as thread:
        coming = thread.submit(more)
        while item := coming.result():
            coming = thread.submit(more)
            yield item[0]


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
