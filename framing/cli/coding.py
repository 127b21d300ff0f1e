"""The options that say what the columns of a coded table mean."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from framing.cli.options import F

if TYPE_CHECKING:
    from framing.tune.coding import Coding


def coding_options(function: F) -> F:
    """Add the options that map columns to judgements."""
    for decorate in (
        click.option("--coding", type=click.Path(path_type=Path), help="A file that maps columns to judgements."),
        click.option(
            "--map", "maps", multiple=True, metavar="COLUMN=FRAME:YES", help="Map one column; may be repeated."
        ),
    ):
        function = decorate(function)
    return function


def coding_of(path: Path | None, maps: tuple[str, ...]) -> Coding | None:
    """Return the coding asked for: a file, --map options, or None for the house's own."""
    from framing.tune.coding import coding_from_options, load_coding

    if path is not None and maps:
        raise click.UsageError("give --coding or --map, not both")
    if path is not None:
        return load_coding(path)
    return coding_from_options(maps) if maps else None
