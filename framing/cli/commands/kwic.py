"""`framing kwic`: every hit in its context."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from framing.cli.options import corpus_options, lexicon_options, reading_of
from framing.cli.show import FORMATS, check_output, echo_rows, note_skipped, progress

if TYPE_CHECKING:
    from framing.tune.kwic import KwicLine


@click.command(name="kwic", short_help="Show hits in context.")
@click.argument("query", metavar="TERM|FRAME|FRAME/FACET")
@corpus_options
@lexicon_options
@click.option("--context", type=click.IntRange(0, 500), default=60, show_default=True, help="Characters on each side.")
@click.option("--format", "form", type=click.Choice(FORMATS), default="table", show_default=True)
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="Write to a file.")
def command(
    *, query: str, paths: tuple[Path, ...], context: int, form: str, output: Path | None, quiet: bool, **options: Any
) -> None:
    """Show every place where a term stands, with voice, stance, cue and speaker.

    The first argument is a term in the lexicon language, a lexicon's name, or lexicon/facet.

    \b
    framing kwic "red line*" seeds/
    framing kwic escalation-risk seeds/ --format csv
    framing kwic us-politics/domestic seeds/
    """
    from framing import pipeline

    check_output(output, form=form)
    with progress(quiet=quiet) as update:
        corpus = pipeline.read(paths, options=reading_of(options), cues=options["cues"], progress=update)
        lines = pipeline.kwic(
            corpus, query, lexicons=options["lexicons"], cues=options["cues"], context=context, progress=update
        )
    note_skipped(corpus.skipped, quiet=quiet)
    if form == "table":
        _print_aligned(lines)
    else:
        echo_rows((asdict(line) | {"published": _day(line)} for line in lines), form=form, output=output)


def _day(line: KwicLine) -> str | None:
    return line.published.isoformat() if line.published else None


def _print_aligned(lines: list[KwicLine]) -> None:
    """Print the hits one below the other, coloured in a terminal."""
    if not lines:
        click.echo("no hit", err=True)
        return
    left = max(len(line.left) for line in lines)
    outlet = max(len(line.outlet) for line in lines)
    for line in lines:
        hit = click.style(line.hit, bold=True, fg="red" if line.stance == "asserted" else "blue")
        stance = line.stance if line.cue is None else f"{line.stance} by “{line.cue}”"
        speaker = f": {line.speaker}" if line.speaker else ""
        click.echo(f"{line.outlet:<{outlet}}  {line.left:>{left}}{hit}{line.right}")
        click.echo(f"{'':<{outlet}}  {'':<{left}}└ {line.facet} · {stance} · {line.voice}{speaker}")
