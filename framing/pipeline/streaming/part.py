"""A batch becomes a part of the output: its rows as bytes, and a ledger of every text in it."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import Any

import pyarrow as pa

from framing.model import Article, Skipped, Source
from framing.pipeline.encoding import decode_table, encode, encode_table
from framing.pipeline.streaming.job import Job
from framing.score.rows import rows_by_article
from framing.score.scorer import Scorer
from framing.text.cleaning import clean, words_digest
from framing.text.reading import Batch, read_batch
from framing.text.sentences import segment
from framing.text.voices import attribute

# `id` is missing where no text was found, `words` (the digest by which a text counts once) where it was left out.
LEDGER = pa.schema(
    {
        "id": pa.string(),
        "outlet": pa.string(),
        "title": pa.string(),
        "origin": pa.string(),
        "words": pa.binary(),
        "size": pa.int64(),
        "reason": pa.string(),
        "detail": pa.string(),
    }
)
ROWS_HASH = b"rows"


@dataclass(frozen=True, slots=True)
class Part:
    """The rows of a batch, and the ledger: one entry a text, in order, with the size of its rows or why it has none."""

    rows: bytes
    ledger: bytes


class BatchScorer:
    """A job ready for any number of batches: lexicons and cues are compiled once."""

    def __init__(self, job: Job) -> None:
        self._job = job
        self._scorer = Scorer(job.lexicons, job.cues)

    def score(self, batch: Batch) -> Part:
        """Return the part of the output that a batch makes. Raises InputError where a file cannot be read any more."""
        job = self._job
        sources, unread = read_batch(batch, as_is=job.reading.as_is)
        cleaned = [(source, clean(source, job.rules, min_words=job.reading.min_words)) for source in sources]
        documents = [
            attribute(segment(result, rows=source.rows), job.cues)
            for source, result in cleaned
            if isinstance(result, Article)
        ]
        rows, sizes = encode(
            rows_by_article(self._scorer.score(documents), job.part_unit), job.part_form, job.part_columns
        )
        size = iter(sizes)
        entries = [_left_out(item, None) for item in unread]
        for source, result in cleaned:
            if isinstance(result, Skipped):
                entries.append(_left_out(result, source))
            else:
                entries.append(_kept(result, next(size), once=not job.reading.as_is))
        table = pa.Table.from_pylist(entries, schema=LEDGER.with_metadata({ROWS_HASH: sha256(rows).hexdigest()}))
        return Part(rows=rows, ledger=encode_table(table))


def is_whole(rows: bytes, ledger: bytes) -> bool:
    """Whether a part that was read back is the one that was written."""
    try:
        said = decode_table(ledger).schema.metadata or {}
    except (pa.ArrowInvalid, OSError):
        return False
    return bool(said.get(ROWS_HASH) == sha256(rows).hexdigest().encode())


def _left_out(item: Skipped, source: Source | None) -> dict[str, Any]:
    return {
        "id": None if source is None else source.metadata["id"],
        "outlet": item.outlet,
        "title": item.title,
        "origin": item.origin,
        "words": None,
        "size": 0,
        "reason": item.reason,
        "detail": item.detail,
    }


def _kept(article: Article, size: int, *, once: bool) -> dict[str, Any]:
    return {
        "id": article.id,
        "outlet": article.outlet,
        "title": article.title,
        "origin": article.origin,
        "words": words_digest(article) if once else None,
        "size": size,
        "reason": None,
        "detail": None,
    }
