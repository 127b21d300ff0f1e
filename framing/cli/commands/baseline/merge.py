"""`framing baseline merge`: baselines to one."""

from __future__ import annotations

from pathlib import Path

import click

from framing.cli.baselines import note_saved
from framing.cli.outputs import refuse_overwriting
from framing.cli.show import note, note_skipped
from framing.errors import InputError


@click.command(name="merge", short_help="Join baselines to one.")
@click.argument("baselines", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="BASELINE...")
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(path_type=Path, dir_okay=False),
    help="The baseline to write.",
)
@click.option("--name", metavar="TEXT", help="What the baseline is called. [default: the names of those joined]")
@click.option("-q", "--quiet", is_flag=True, help="No notes; errors still show.")
def command(*, baselines: tuple[Path, ...], output: Path, name: str | None, quiet: bool) -> None:
    """Join baselines of different articles to one, in any order.

    The result is what building it of all articles would give. An article that several hold counts once. All must have
    been counted with the same lexicons and cue lists.

    \b
    framing baseline merge may.baseline june.baseline -o early-summer.baseline
    """
    from framing import pipeline
    from framing.saving import ensure_writable

    if len(baselines) < 2:
        raise InputError(str(baselines[0]), "one baseline alone cannot be merged", "name two or more")
    refuse_overwriting([output], baselines, made=())
    ensure_writable(output)
    opened = [pipeline.open_baseline(path) for path in baselines]
    counted = pipeline.merge_baselines(opened, name=name, called=[str(path) for path in baselines])
    pipeline.save_baseline(counted.baseline, output)
    note_skipped(counted.skipped, quiet=quiet)
    silent = [str(path) for path, one in zip(baselines, opened, strict=True) if not one.with_quotes]
    if silent and len(silent) < len(opened):
        note(f"no quotations are kept: {', '.join(silent)} holds none", quiet=quiet)
    note_saved(counted.baseline, output, quiet=quiet)
