"""What was lost where another program's dictionary is used as a lexicon: said once, on stderr."""

from __future__ import annotations

from pathlib import Path

import click

from framing.cli.show import note


def noting_losses(
    ctx: click.Context,
    param: click.Parameter,  # noqa: ARG001 - click's own signature
    value: str | tuple[str, ...] | None,
) -> str | tuple[str, ...] | None:
    """Note the losses of every lexicon that is another program's dictionary, and hand the value on as it is.

    For the callback of an option or argument that takes lexicons. Raises LexiconError where a dictionary is broken.
    """
    named = (value,) if isinstance(value, str) else value or ()
    files = [Path(name) for name in named if Path(name).suffix and Path(name).is_file()]
    if files:
        from framing.lexicon.exchange.convert import is_foreign, read_dictionary, summary

        for file in filter(is_foreign, files):
            said = summary(read_dictionary(file).report)
            if said:
                note(said, quiet=bool(ctx.params.get("quiet")))
    return value
