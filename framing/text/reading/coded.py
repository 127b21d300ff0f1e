"""Rows of a table become sources: a document each, or, where the rows are sentences, the articles they come from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from hashlib import sha256
from itertools import groupby, pairwise
from pathlib import PurePath
from typing import NamedTuple, TypeVar

import regex

from framing.errors import InputError
from framing.model import Skipped, Source
from framing.text.reading.metadata import iso_date
from framing.text.reading.tables import PARAGRAPH, Fault, TableRow, refuse
from framing.text.sentences import Row

T = TypeVar("T")
# `000-01`: an article, a mark, and the number of the sentence in it.
SENTENCE_ID = regex.compile(r"(.+?)[-_.:/#](\d+)")


class _Place(NamedTuple):
    """What the id of a coded sentence says."""

    article: str
    number: int


def row_sources(
    path: PurePath, rows: Sequence[TableRow], *, as_is: bool, fault: Fault = refuse, parted: bool = False
) -> tuple[tuple[Source, ...], tuple[Skipped, ...]]:
    """Return the sources a table holds, in its order, and the rows that hold no text.

    With `as_is` a row is a sentence. Rows whose ids count up (`000-01`, `000-02`) and that follow each other are one
    source of coded sentences, so that each has its neighbours as context; any other row is a source of one sentence.
    No row is left out, not even an empty one.

    Otherwise a row is a document, except where the whole table is coded sentences (such ids, and a column `para` or
    `paragraph`): then its articles are put together again. Rows without text are skipped. Of a table that is `parted`
    into batches only some rows are known, and each is a document.

    A date that is none, or a paragraph that is no number, is a `fault` at file:line.
    """
    if as_is:
        return tuple(_made(_run_source, path, runs(rows), fault)), ()
    articles = None if parted else _articles(rows)
    if articles is not None:
        return tuple(_made(_article_source, path, articles, fault)), ()
    sources = _made(_document, path, (row for row in rows if row.text.strip()), fault)
    empty = [
        Skipped(
            origin=_origin(path, row), reason="empty", detail="the row holds no text", outlet=row.cells.get("outlet")
        )
        for row in rows
        if not row.text.strip()
    ]
    return tuple(sources), tuple(empty)


def is_coded(rows: Sequence[TableRow]) -> bool:
    """Whether the rows are coded sentences, several to an article."""
    return _articles(rows) is not None


def follows(row: str, before: str) -> bool:
    """Whether the id of a coded sentence is the next after another's: `000-02` after `000-01`."""
    last = _read_id(before)
    return last is not None and _read_id(row) == _Place(last.article, last.number + 1)


def _made(make: Callable[[PurePath, T], Source], path: PurePath, items: Iterable[T], fault: Fault) -> Iterator[Source]:
    for item in items:
        try:
            yield make(path, item)
        except InputError as error:
            fault(error)


def _place(row: TableRow) -> _Place | None:
    return _read_id(row.cells.get("id", ""))


def _read_id(name: str) -> _Place | None:
    match = SENTENCE_ID.fullmatch(name)
    return None if match is None else _Place(match[1], int(match[2]))


def runs(rows: Sequence[TableRow]) -> Iterator[list[TableRow]]:
    """Part the rows into runs in which the article stays the same and the number goes up by one."""
    run: list[TableRow] = []
    for row in rows:
        if run and not follows(row.cells.get("id", ""), run[-1].cells.get("id", "")):
            yield run
            run = []
        run.append(row)
    if run:
        yield run


def _articles(rows: Sequence[TableRow]) -> list[list[TableRow]] | None:
    """Return the articles of a table of coded sentences; None where it is not one."""
    places = [_place(row) for row in rows]
    known = [place for place in places if place is not None]
    if len(known) < len(rows) or not any(name in row.cells for row in rows for name in PARAGRAPH):
        return None
    runs = [
        [row for row, _ in group]
        for _, group in groupby(zip(rows, known, strict=True), key=lambda pair: pair[1].article)
    ]
    names = [place.article for place in known]
    contiguous = len(runs) == len(set(names))
    rising = all(a.article != b.article or a.number < b.number for a, b in pairwise(known))
    return runs if contiguous and rising and len(runs) < len(rows) else None


def _run_source(path: PurePath, run: Sequence[TableRow]) -> Source:
    place = _place(run[0])
    rows = _coded(path, run)
    alone = len(run) == 1 or place is None
    known = _known(path, run)
    name = run[0].cells.get("id") or f"{path.stem}-{run[0].number}"
    return Source(
        origin=_origin(path, *run),
        media_type="sentences",
        text="\n".join(text for _, _, text in rows),
        sha256=_digest(row.text for row in run),
        metadata=known | {"id": name if alone or place is None else place.article},
        rows=rows,
    )


def _article_source(path: PurePath, run: Sequence[TableRow]) -> Source:
    rows = [row for row in _coded(path, run) if row[2].strip()]
    place = _place(run[0])
    text = "\n\n".join(" ".join(text for _, _, text in group) for _, group in groupby(rows, key=lambda row: row[1]))
    return Source(
        origin=_origin(path, *run),
        media_type="text/plain",
        text=text,
        sha256=_digest(row.text for row in run),
        metadata=_known(path, run) | {"id": place.article if place else path.stem},
    )


def _document(path: PurePath, row: TableRow) -> Source:
    known = _known(path, [row])
    return Source(
        origin=_origin(path, row),
        media_type="text/plain",
        text=row.text,
        sha256=_digest([row.text]),
        metadata={"id": f"{path.stem}-{row.number}"} | known,
    )


def _coded(path: PurePath, run: Sequence[TableRow]) -> tuple[Row, ...]:
    """Return (row id, paragraph, text) of each row; a row that names no paragraph stands in the one before."""
    rows: list[Row] = []
    paragraph = 0
    for row in run:
        said = next((row.cells[name] for name in PARAGRAPH if name in row.cells), None)
        if said is not None:
            if not said.isdecimal():
                raise InputError(f"{path}:{row.line}", f"paragraph {said!r} is not a whole number", "count from 0")
            paragraph = int(said)
        rows.append((row.cells.get("id") or f"{path.stem}-{row.number}", paragraph, row.text))
    return tuple(rows)


def _known(path: PurePath, run: Sequence[TableRow]) -> dict[str, str]:
    """Return what the rows say of their article: the first value of each column."""
    known: dict[str, str] = {}
    for row in run:
        for name, value in row.cells.items():
            if name in known or name in PARAGRAPH:
                continue
            known[name] = iso_date(value, f"{path}:{row.line}") if name == "date" else value
    return known


def _origin(path: PurePath, *rows: TableRow) -> str:
    first, last = rows[0].number, rows[-1].number
    return f"{path}#row {first}" if first == last else f"{path}#rows {first}-{last}"


def _digest(texts: Iterable[str]) -> str:
    return sha256("\n".join(texts).encode()).hexdigest()
