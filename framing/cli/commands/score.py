"""`framing score`: counts for hits, sentences, articles or outlets."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from framing.cli.archive import score_in_parts, wants_parts
from framing.cli.options import lexicon_options, reading_of, reading_options
from framing.cli.show import FORMATS, check_output, echo_rows, note_skipped, progress

if TYPE_CHECKING:
    from framing.score.rows import RowUnit


@click.command(name="score", short_help="Score articles.")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@reading_options
@lexicon_options
@click.option(
    "--unit",
    type=click.Choice(["hit", "sentence", "article", "outlet"]),
    default="outlet",
    show_default=True,
    help="What a row is.",
)
@click.option("--format", "form", type=click.Choice(FORMATS), default="table", show_default=True)
@click.option("--json", "as_json", is_flag=True, help="The same as --format jsonl.")
@click.option("-o", "--output", metavar="FILE", help="Write to a file, or to an address such as s3://bucket/FILE.")
@click.option("--as-is", is_flag=True, help="Every row of a table is one sentence: no cleaning, nothing left out.")
@click.option(
    "--workers",
    type=click.IntRange(min=1),
    help="Read in parts and score them in this many processes. [default: all cores from 32 MB of input on, else 1]",
)
@click.option("--resume", is_flag=True, help="Go on with a run that was stopped: nothing is scored twice. Needs -o.")
@click.option("--engine", type=click.Choice(["local", "dask"]), default="local", help="Where parts are scored.")
@click.option("--scheduler", metavar="ADDRESS", help="The Dask scheduler for --engine dask, as tcp://HOST:8786.")
def command(
    *,
    paths: tuple[str, ...],
    unit: RowUnit,
    form: str,
    as_json: bool,
    output: str | None,
    **options: Any,
) -> None:
    """Score articles against lexicons.

    PATH is a file (.txt, .md, .html, .jsonl, .csv, .tsv, .parquet) or a folder. A share is the part of the sentences
    that carry a frame, asserted unless it says discounted.

    An archive may be larger than memory: it is read in parts, on all cores, and a run that was stopped goes on with
    --resume. Tables of an archive may also stand at an address (s3://bucket/news/*.parquet).

    \b
    framing score seeds/
    framing score seeds/ --unit sentence --format jsonl
    framing score coded.tsv --unit sentence --as-is --format csv -o scores.csv
    framing score archive.jsonl --unit article --format parquet -o scores.parquet
    """
    form = "jsonl" if as_json else form
    if wants_parts(paths, output, unit=unit, form=form, options=options):
        score_in_parts(paths, output, unit=unit, form=form, options=options)
        return
    _score_whole(paths, None if output is None else Path(output), unit=unit, form=form, options=options)


def _score_whole(
    paths: Sequence[str], output: Path | None, *, unit: RowUnit, form: str, options: dict[str, Any]
) -> None:
    from framing import pipeline
    from framing.score.columns import columns
    from framing.score.rows import rows

    quiet = options["quiet"]
    check_output(output, form=form)
    with progress(quiet=quiet) as update:
        corpus = pipeline.read(paths, options=reading_of(options), cues=options["cues"], progress=update)
        scores = pipeline.score(corpus, lexicons=options["lexicons"], cues=options["cues"], progress=update)
    note_skipped(corpus.skipped, quiet=quiet)
    echo_rows(rows(scores, unit), form=form, output=output, columns=columns(unit, scores.lexicons))
