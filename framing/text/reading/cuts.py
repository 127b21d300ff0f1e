"""How much of an archive is read at a time, and where a table may be cut."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

from framing.text.reading.coded import follows

# The same on every machine: parts must not depend on where they are made. A mebibyte of news is about 300 articles;
# read to words and sentences they take some 100 MB.
BATCH_BYTES = 2**20
BATCH_TEXTS = 500
# No article is this long: a row that is was never closed.
LONGEST_ROW = 2**26


@dataclass(frozen=True, kw_only=True, slots=True)
class Cut:
    """The rows of a table from `start` to `stop`: bytes, or for Parquet rows.

    `texts` is how many rows there are, `before` how many stand before them, `line` the line the first begins on.
    """

    texts: int
    start: int
    stop: int
    before: int = 0
    line: int = 1
    header: tuple[str, ...] = ()
    delimiter: str = ","
    quoting: Literal[0, 3] = 0


class RowEnd(NamedTuple):
    """Where a row ends and on which line the next begins; its id where rows belong together; 0 texts if unreadable."""

    stop: int
    after: int
    name: str = ""
    texts: int = 1


def cuts(rows: Iterable[RowEnd], first: Cut, *, together: bool = False) -> Iterator[Cut]:
    """Yield cuts of `BATCH_BYTES` or `BATCH_TEXTS` at most, with what `first` says of the table.

    One row may be larger. Rows `together` are those whose ids count up: they are not parted.
    """
    start, before, line = first.start, first.before, first.line
    texts = held = 0
    last = RowEnd(start, line)
    for row in rows:
        full = held and (row.stop - start > BATCH_BYTES or held >= BATCH_TEXTS)
        if full and not (together and follows(row.name, last.name)):
            yield replace(first, texts=texts, start=start, stop=last.stop, before=before, line=line)
            start, before, line = last.stop, before + texts, last.after
            texts = held = 0
        texts += row.texts
        held += 1
        last = row
    if held:
        yield replace(first, texts=texts, start=start, stop=last.stop, before=before, line=line)
