"""A batch becomes a part of the output: its rows as bytes, and a ledger of every text in it."""

from __future__ import annotations

from dataclasses import dataclass

from framing.model import Article
from framing.pipeline.streaming.analysing import analysis, cleaning
from framing.pipeline.streaming.job import Job
from framing.pipeline.streaming.ledger import encode_ledger
from framing.text.reading import Batch, read_batch


@dataclass(frozen=True, slots=True)
class Part:
    """The rows of a batch, and the ledger: one entry a text, in order, with the size of its rows or why it has none."""

    rows: bytes
    ledger: bytes


class BatchScorer:
    """A job ready for any number of batches: lexicons and cues are compiled once."""

    def __init__(self, job: Job) -> None:
        self._job = job
        self._clean = cleaning(job)
        self._analysis = analysis(job)

    def warm(self) -> None:
        """Make ready what is otherwise made with the first batch."""
        self._clean([])
        self._analysis.rows([])

    def score(self, batch: Batch) -> Part:
        """Return the part of the output that a batch makes. Raises InputError where a file cannot be read any more."""
        job = self._job
        sources, unread = read_batch(batch, as_is=job.reading.as_is)
        cleaned = list(zip(sources, self._clean(sources), strict=True))
        kept = [(source, result) for source, result in cleaned if isinstance(result, Article)]
        rows, sizes, words = self._analysis.rows(kept)
        return Part(rows=rows, ledger=encode_ledger(unread, cleaned, sizes=sizes, words=words, rows=rows))
