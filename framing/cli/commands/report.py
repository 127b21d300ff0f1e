"""`framing report`: the brief."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path
from typing import Any

import click

from framing.cli.options import corpus_options, lexicon_options, reading_of
from framing.cli.show import note, note_skipped, progress
from framing.errors import OutputError


@click.command(name="report", short_help="Write the brief.")
@corpus_options
@lexicon_options
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(path_type=Path, dir_okay=False),
    help="The PDF to write; results.json is attached to it.",
)
@click.option("--html", type=click.Path(path_type=Path, dir_okay=False), help="Also write one offline HTML file.")
@click.option(
    "--results",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Where to write every number as JSON. [default: results.json beside the PDF]",
)
@click.option("--name", metavar="TEXT", help="What the brief is about. [default: the corpus's own name]")
@click.option(
    "--coded",
    type=click.Path(path_type=Path),
    help="A table of coded sentences: each frame then carries its validity. [default: the one the manifest names]",
)
@click.option("--seed", type=int, default=0, show_default=True, help="Seed of permutations and resampling.")
def command(
    *,
    paths: tuple[Path, ...],
    output: Path,
    html: Path | None,
    results: Path | None,
    name: str | None,
    coded: Path | None,
    quiet: bool,
    **options: Any,
) -> None:
    """Compare outlets and write the brief as PDF.

    PATH is a file or a folder. A folder with a manifest.yaml is read as that says; without one, the sub-folders are the
    outlets.

    \b
    framing report seeds/ -o reports/atacms.pdf
    framing report articles/ -o brief.pdf --html brief.html --name "The heat-pump bill"
    """
    from framing import pipeline
    from framing.model import Setting
    from framing.saving import ensure_writable
    from framing.text.reading import coded_table

    numbers = results or output.with_name("results.json")
    targets = [path for path in (output, html, numbers) if path is not None]
    inputs = [*paths, *(coded,), *map(Path, options["lexicons"]), *options["rules"]]
    _refuse_overwriting(targets, [path for path in inputs if path is not None])
    for target in targets:
        ensure_writable(target)
    with progress(quiet=quiet) as update:
        corpus = pipeline.read(paths, options=reading_of(options), name=name, cues=options["cues"], progress=update)
        analysis = pipeline.analyse(
            corpus,
            lexicons=options["lexicons"],
            cues=options["cues"],
            coded=coded or coded_table(paths),
            setting=Setting(seed=options["seed"]),
            command=shlex.join(["framing", *sys.argv[1:]]),
            progress=update,
        )
        pipeline.report(analysis, output, html=html, results=numbers, progress=update)
    note_skipped(corpus.skipped, quiet=quiet)
    for target in targets:
        note(f"wrote {target}", quiet=quiet)


def _refuse_overwriting(targets: list[Path], inputs: list[Path]) -> None:
    """Refuse to write over an input, or two outputs over each other."""
    below = [file for path in inputs if path.is_dir() for file in path.rglob("*") if file.is_file()]
    ours = {file.resolve() for file in (*inputs, *below)} - {path.resolve() for path in inputs if path.is_dir()}
    seen: set[Path] = set()
    for target in targets:
        place = target.resolve()
        if place in seen:
            raise OutputError(str(target), "two outputs have this name", "give each a name of its own")
        # A brief written into the corpus's own folder may be written there again.
        if place in ours and place.suffix not in {".pdf", ".json"}:
            raise OutputError(str(target), "this is one of the inputs", "name another file")
        seen.add(place)
