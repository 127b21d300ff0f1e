"""How results reach the user: tables in a terminal, CSV, JSON lines or Parquet, and progress bars."""

from __future__ import annotations

import csv
import json
import shutil
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from io import StringIO
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import click

from framing.errors import OutputError
from framing.saving import ensure_writable, replacing, write_text
from framing.score.columns import flat

if TYPE_CHECKING:
    from framing.score.columns import Columns

Row = Mapping[str, Any]
SECONDS_BETWEEN = 10
SECONDS_DRAWN = 0.25
FORMATS = ("table", "csv", "jsonl", "parquet")
PIPE_WIDTH = 240


def echo_rows(rows: Iterable[Row], *, form: str, output: Path | None, columns: Columns | None = None) -> None:
    """Write rows to standard output or to a file, in one of FORMATS; see `check_output` for what can be written.

    `columns` are the columns of a Parquet table where these must not depend on what the rows hold.
    """
    if form == "parquet" and output is not None:
        _write_parquet(rows, output, columns)
        return
    if output is None:
        _write_text(rows, form=form, stream=sys.stdout)
        return
    with replacing(output) as partial, partial.open("w", encoding="utf-8", newline="") as stream:
        _write_text(rows, form=form, stream=stream)


def check_output(output: Path | None, *, form: str) -> None:
    """Refuse, before the work, an output that could not be written after it.

    Raises OutputError where Parquet is asked for without a file, or the file cannot be written.
    """
    if form == "parquet" and output is None:
        raise OutputError("--format parquet", "Parquet is binary and needs a file", "add -o FILE.parquet")
    if output is not None:
        ensure_writable(output)


def put(text: str, output: Path | None) -> None:
    """Print a text that is whole, or write it to a file, all or nothing."""
    whole = text if text.endswith("\n") else f"{text}\n"
    if output is None:
        click.echo(whole, nl=False)
        return
    write_text(output, whole)


def table_text(rows: Iterable[Row], *, width: int | None = None) -> str:
    """Return rows as the table that a terminal of `width` cells shows; None keeps every line whole."""
    text = StringIO()
    _write_table(map(flat, rows), text, width=width)
    return text.getvalue()


def terminal_width() -> int | None:
    """Return the cells of a line of standard output, None where it is no terminal."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else None


def write_json(value: object) -> None:
    """Print one JSON value, keys in the order given."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


@contextmanager
def progress(*, quiet: bool, lines: bool = False) -> Iterator[Callable[[str, int, int], None]]:
    """Yield a callback that draws progress bars on stderr; silent with `quiet` or where stderr is no terminal.

    With `lines` there is a line now and then where stderr is no terminal, for the log of a run of hours; and bars are
    drawn without a thread, beside which no process may be copied.
    """
    if quiet or not sys.stderr.isatty():
        yield _Log() if lines and not quiet else _silent
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True, auto_refresh=not lines) as bars:
        tasks: dict[str, Any] = {}
        drawn = 0.0

        def update(stage: str, done: int, total: int) -> None:
            nonlocal drawn
            now, new = time.monotonic(), stage not in tasks
            if new:
                tasks[stage] = bars.add_task(stage, total=total)
            bars.update(tasks[stage], completed=done, total=total)
            if lines and (new or now - drawn >= SECONDS_DRAWN):
                drawn = now
                bars.refresh()

        yield update


def note(text: str, *, quiet: bool) -> None:
    """Say something to the user that is no result; not with `quiet`."""
    if not quiet:
        click.echo(text, err=True)


def note_skipped(skipped: Sequence[Any], *, quiet: bool) -> None:
    """Say what was left out and why, one line each, at most ten."""
    for item in skipped[:10]:
        note(f"left out: {item.origin}: {item.detail}", quiet=quiet)
    if len(skipped) > 10:
        note(f"left out: {len(skipped) - 10} more", quiet=quiet)


class _Log:
    """Progress as lines, at most one every `SECONDS_BETWEEN`."""

    def __init__(self) -> None:
        self._said = time.monotonic()

    def __call__(self, stage: str, done: int, total: int) -> None:
        now = time.monotonic()
        if now - self._said >= SECONDS_BETWEEN:
            self._said = now
            click.echo(f"{stage}: {done:,} of {total:,} ({done / max(1, total):.0%})", err=True)


def _silent(stage: str, done: int, total: int) -> None:
    """Draw nothing."""


def _write_text(rows: Iterable[Row], *, form: str, stream: TextIO) -> None:
    match form:
        case "jsonl":
            for row in rows:
                stream.write(json.dumps(row, ensure_ascii=False) + "\n")
        case "csv":
            _write_csv(map(flat, rows), stream)
        case _:
            _write_table(map(flat, rows), stream)


def _write_csv(rows: Iterator[Row], stream: TextIO) -> None:
    first = next(rows, None)
    if first is None:
        return
    writer = csv.DictWriter(stream, fieldnames=list(first), lineterminator="\n")
    writer.writeheader()
    writer.writerows(chain([first], rows))


def _write_table(rows: Iterator[Row], stream: TextIO, *, width: int | None = None) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    shown = list(rows)
    if not shown:
        return
    table = Table(box=None, pad_edge=False, header_style="bold")
    for name in shown[0]:
        numeric = all(isinstance(row[name], (int, float, type(None))) for row in shown)
        table.add_column(name.replace("_", " "), justify="right" if numeric else "left", overflow="fold")
    for row in shown:
        table.add_row(*(Text(_cell(value)) for value in row.values()))
    # A table cut to the width of a pipe would lose numbers: only a terminal has a width to keep to.
    cells = Console(file=stream).width if stream.isatty() else PIPE_WIDTH
    Console(file=stream, width=cells if width is None else width).print(table)


def _cell(value: object) -> str:
    if value is None:
        return "–"
    return f"{value:.3f}" if isinstance(value, float) else str(value)


def _write_parquet(rows: Iterable[Row], output: Path, columns: Columns | None) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    from framing.pipeline.encoding import arrow_schema

    schema = None if columns is None else arrow_schema(columns)
    table = pa.Table.from_pylist([flat(row) for row in rows], schema=schema)
    with replacing(output) as partial:
        pq.write_table(table, partial)
