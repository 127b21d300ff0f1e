"""The ledger of a batch: one entry a text, in order, with the size of its rows or why it has none."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from itertools import repeat

import pyarrow as pa

from framing.model import Article, Skipped, Source
from framing.pipeline.encoding import decode_table, encode_table

Cleaned = Sequence[tuple[Source, Article | Skipped]]

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


def encode_ledger(
    unread: Sequence[Skipped], cleaned: Cleaned, *, sizes: Sequence[int], words: Sequence[bytes] | None, rows: bytes
) -> bytes:
    """Return the ledger of a batch as bytes.

    `sizes` and `words` have one value for each article among the `cleaned`, in order: the size of its rows among
    `rows`, and the digest of its words (None where a text may count twice).
    """
    results = [*unread, *(result for _, result in cleaned)]
    kept = [isinstance(result, Article) for result in results]
    size, digest = iter(sizes), repeat(None) if words is None else iter(words)
    columns = {
        "id": [None for _ in unread] + [_id(source, result) for source, result in cleaned],
        "outlet": [result.outlet for result in results],
        "title": [result.title for result in results],
        "origin": [result.origin for result in results],
        "words": [next(digest) if article else None for article in kept],
        "size": [next(size) if article else 0 for article in kept],
        "reason": [result.reason if isinstance(result, Skipped) else None for result in results],
        "detail": [result.detail if isinstance(result, Skipped) else None for result in results],
    }
    schema = LEDGER.with_metadata({ROWS_HASH: sha256(rows).hexdigest()})
    return encode_table(pa.table(columns, schema=schema))


def is_whole(rows: bytes, ledger: bytes) -> bool:
    """Whether a part that was read back is the one that was written."""
    try:
        said = decode_table(ledger).schema.metadata or {}
    except (pa.ArrowInvalid, OSError):
        return False
    return bool(said.get(ROWS_HASH) == sha256(rows).hexdigest().encode())


def _id(source: Source, result: Article | Skipped) -> str:
    return result.id if isinstance(result, Article) else source.metadata["id"]
