"""An archive larger than memory is scored in parts: when that is so, what is asked for, and what is said of it."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import click

from framing.cli.options import reading_of
from framing.cli.show import check_output, echo_rows, note, note_skipped, progress

if TYPE_CHECKING:
    from framing.pipeline.encoding import Form
    from framing.pipeline.streaming import Engine, Finished
    from framing.score.rows import RowUnit

# From here on starting processes costs less than they save: about 10,000 articles.
IN_PARTS_FROM = 32 * 2**20


def wants_parts(
    paths: Sequence[str], output: str | None, *, unit: RowUnit, form: str, options: Mapping[str, Any]
) -> bool:
    """Say whether to score in parts: where asked to, at addresses, and for what is large. Raises UsageError."""
    _check(output, unit=unit, form=form, options=options)
    if options["workers"] or options["resume"] or options["engine"] == "dask":
        return True
    if any("://" in path for path in (*paths, output or "")):
        return True
    return (unit == "outlet" or form != "table") and _is_large(paths)


def score_in_parts(
    paths: Sequence[str], output: str | None, *, unit: RowUnit, form: str, options: Mapping[str, Any]
) -> None:
    """Score an archive, and write its rows to `output` or to standard output."""
    from framing.pipeline.streaming import Scoring, score_archive

    quiet = options["quiet"]
    local = output is not None and "://" not in output
    if local or output is None:
        check_output(Path(output) if output is not None else None, form=form)
    scoring = Scoring(
        unit=unit,
        form=cast("Form", "jsonl" if form == "table" else form),
        lexicons=options["lexicons"],
        cues=options["cues"],
        reading=reading_of(dict(options)),
    )
    shown = unit == "outlet" and (output is None or form == "table")
    target = None if shown else output if output is not None else sys.stdout.buffer
    with progress(quiet=quiet, lines=True) as update:
        finished = score_archive(
            _seen_by_workers(paths, options),
            _seen_by_workers([target], options)[0] if isinstance(target, str) else target,
            scoring=scoring,
            engine=_engine(options),
            resume=options["resume"],
            progress=update,
        )
    _note(finished, None if shown else output, quiet=quiet)
    if shown:
        echo_rows(finished.outlets, form=form, output=None if output is None else Path(output))


def _check(output: str | None, *, unit: RowUnit, form: str, options: Mapping[str, Any]) -> None:
    dask = options["engine"] == "dask"
    if form == "table" and unit != "outlet" and (options["workers"] or options["resume"] or dask):
        raise click.UsageError("a table of an archive is of outlets: add --format jsonl, csv or parquet")
    if (options["resume"] or dask) and (output is None or form == "table"):
        what = "--resume" if options["resume"] else "--engine dask"
        raise click.UsageError(f"{what} needs a file to write: add -o FILE and --format jsonl, csv or parquet")
    if dask != (options["scheduler"] is not None):
        raise click.UsageError("--engine dask and --scheduler ADDRESS belong together")
    if dask and options["workers"]:
        raise click.UsageError("--workers is for this machine; the scheduler knows the workers of its cluster")


def _engine(options: Mapping[str, Any]) -> Engine:
    from framing.pipeline.streaming import LocalWorkers, every_core

    if options["engine"] == "dask":
        from framing.pipeline.streaming.cluster import DaskWorkers

        return DaskWorkers(options["scheduler"])
    return LocalWorkers(options["workers"] or every_core())


def _seen_by_workers(paths: Sequence[Any], options: Mapping[str, Any]) -> list[Any]:
    """Return paths as they are seen from every folder of a cluster."""
    if options["engine"] != "dask":
        return list(paths)
    return [path if "://" in path else str(Path(path).absolute()) for path in paths]


def _is_large(paths: Sequence[str]) -> bool:
    size = 0
    for part in _sizes(paths):
        size += part
        if size >= IN_PARTS_FROM:
            return True
    return False


def _sizes(paths: Sequence[str]) -> Iterator[int]:
    for path in paths:
        if Path(path).is_file():
            yield Path(path).stat().st_size
        for folder, _, names in os.walk(path):
            yield from (Path(folder, name).stat().st_size for name in names if Path(folder, name).is_file())


def _note(finished: Finished, output: str | None, *, quiet: bool) -> None:
    note_skipped(finished.examples, quiet=quiet)
    number = sum(finished.left_out.values())
    reasons = ", ".join(f"{reason} {count:,}" for reason, count in finished.left_out.items())
    said = f"; {number:,} texts left out ({reasons})" if number else ""
    where = f", all in {output}.skipped.jsonl" if number and output is not None else ""
    note(f"{finished.articles:,} articles scored{said}{where}", quiet=quiet)
