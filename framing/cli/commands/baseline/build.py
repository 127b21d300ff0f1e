"""`framing baseline build`: articles to a baseline."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from framing.cli.baselines import MADE, note_saved
from framing.cli.options import corpus_options, lexicon_options, reading_of
from framing.cli.outputs import refuse_overwriting
from framing.cli.show import note_skipped, progress

if TYPE_CHECKING:
    from framing.baseline.build import By


@click.command(name="build", short_help="Count articles and keep the counts.")
@corpus_options
@lexicon_options
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(path_type=Path, dir_okay=False),
    help="The baseline to write; its name usually ends in .baseline.",
)
@click.option(
    "--by",
    type=click.Choice(["outlet", "group"]),
    default="outlet",
    show_default=True,
    help="What is held beside each other: outlets, or the groups that articles are filed under.",
)
@click.option("--group", metavar="NAME", help="Group of texts that do not name one themselves.")
@click.option("--name", metavar="TEXT", help="What the baseline is called. [default: the corpus's own name]")
@click.option(
    "--with-quotes",
    is_flag=True,
    help="Also keep a few sentences of each outlet to quote later. Without it no text is kept.",
)
def command(
    *,
    paths: tuple[Path, ...],
    output: Path,
    by: By,
    group: str | None,
    name: str | None,
    with_quotes: bool,
    quiet: bool,
    **options: Any,
) -> None:
    """Count the articles of the outlets you know, and keep the counts in one file.

    The file holds counts, words one by one and dates, but no text, so that it can be kept and passed on where the
    articles cannot. A group is a `group` in a manifest, in front matter or in a column of a table. The same articles
    give the same bytes, in whatever order they are named. Of several copies of a text the earliest published counts.

    \b
    framing baseline build articles/ -o known.baseline
    framing baseline build archive.csv -o sides.baseline --by group --name "The heat-pump bill"
    """
    from framing import pipeline
    from framing.saving import ensure_writable

    refuse_overwriting([output], [*paths, *map(Path, options["lexicons"]), *options["rules"]], made=MADE)
    ensure_writable(output)
    with progress(quiet=quiet) as update:
        counted = pipeline.build_baseline(
            paths,
            keeping=pipeline.Keeping(by=by, group=group, with_quotes=with_quotes),
            name=name,
            lexicons=options["lexicons"],
            cues=options["cues"],
            options=reading_of(options),
            progress=update,
        )
        pipeline.save_baseline(counted.baseline, output)
    note_skipped(counted.skipped, quiet=quiet)
    note_saved(counted.baseline, output, quiet=quiet)
