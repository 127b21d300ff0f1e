"""`framing score`: counts for hits, sentences, articles or outlets."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from framing.cli.options import corpus_options, lexicon_options, reading_of
from framing.cli.show import FORMATS, check_output, echo_rows, note_skipped, progress

if TYPE_CHECKING:
    from framing.score.rows import RowUnit


@click.command(name="score", short_help="Score articles.")
@corpus_options
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
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="Write to a file.")
@click.option("--as-is", is_flag=True, help="Every row of a table is one sentence: no cleaning, nothing left out.")
def command(
    *,
    paths: tuple[Path, ...],
    unit: RowUnit,
    form: str,
    as_json: bool,
    output: Path | None,
    quiet: bool,
    **options: Any,
) -> None:
    """Score articles against lexicons.

    PATH is a file (.txt, .md, .html, .jsonl, .csv, .tsv, .parquet) or a folder. A share is the part of the sentences
    that carry a frame, asserted unless it says discounted.

    \b
    framing score seeds/
    framing score seeds/ --unit sentence --format jsonl
    framing score coded.tsv --unit sentence --as-is --format csv -o scores.csv
    """
    from framing import pipeline
    from framing.score.rows import rows

    form = "jsonl" if as_json else form
    check_output(output, form=form)
    with progress(quiet=quiet) as update:
        corpus = pipeline.read(paths, options=reading_of(options), cues=options["cues"], progress=update)
        scores = pipeline.score(corpus, lexicons=options["lexicons"], cues=options["cues"], progress=update)
    note_skipped(corpus.skipped, quiet=quiet)
    echo_rows(rows(scores, unit), form=form, output=output)
