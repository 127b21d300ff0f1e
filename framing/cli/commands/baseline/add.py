"""`framing baseline add`: new articles join a baseline."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from framing.cli.baselines import MADE, note_saved
from framing.cli.options import corpus_options, lexicon_options, reading_of
from framing.cli.outputs import refuse_overwriting
from framing.cli.show import note, note_skipped, progress


@click.command(name="add", short_help="Add new articles to a baseline.")
@click.argument("baseline", type=click.Path(path_type=Path), metavar="BASELINE")
@corpus_options
@lexicon_options
@click.option("--group", metavar="NAME", help="Group of texts that do not name one, for a baseline built by group.")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Where to write the grown baseline. [default: in place of BASELINE]",
)
def command(
    *,
    baseline: Path,
    paths: tuple[Path, ...],
    group: str | None,
    output: Path | None,
    quiet: bool,
    **options: Any,
) -> None:
    """Add new articles to a baseline, without the old texts.

    The new articles are counted as the old ones were, and the grown baseline is what building it of all articles would
    give. Lexicons are those of the house that the baseline was counted with; give your own with --lexicon. An article
    that the baseline holds is told and not counted twice.

    \b
    framing baseline add known.baseline articles-of-june/
    framing baseline add known.baseline page.html --outlet "Northern Wire" -o grown.baseline
    """
    from framing import pipeline
    from framing.saving import ensure_writable

    target = output or baseline
    known = pipeline.open_baseline(baseline)
    refuse_overwriting([target], [*paths, *map(Path, options["lexicons"]), *options["rules"]], made=MADE)
    ensure_writable(target)
    lexicons = pipeline.lexicons_of_baseline(known, options["lexicons"], cues=options["cues"], where=str(baseline))
    with progress(quiet=quiet) as update:
        counted = pipeline.add_to_baseline(
            known,
            paths,
            group=group,
            lexicons=lexicons,
            cues=options["cues"],
            options=reading_of(options),
            progress=update,
        )
        pipeline.save_baseline(counted.baseline, target)
    note_skipped(counted.skipped, quiet=quiet)
    new = len(counted.baseline.articles) - len(known.articles)
    note(f"{new} new article{'' if new == 1 else 's'}, {len(known.articles)} before", quiet=quiet)
    note_saved(counted.baseline, target, quiet=quiet)
