"""`framing report`: the brief."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from framing.cli.options import brief_options, corpus_options, lexicon_options, reading_of
from framing.cli.outputs import command_line, refuse_other_kinds, refuse_overwriting
from framing.cli.show import note, note_skipped, progress


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
@brief_options
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
    refuse_overwriting(targets, [path for path in inputs if path is not None])
    refuse_other_kinds(output)
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
            command=command_line(),
            progress=update,
        )
        pipeline.report(analysis, output, html=html, results=numbers, progress=update)
    note_skipped(corpus.skipped, quiet=quiet)
    for target in targets:
        note(f"wrote {target}", quiet=quiet)
