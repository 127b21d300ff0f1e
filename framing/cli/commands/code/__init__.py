"""`framing code`: sentences for people to code, and their codes read back."""

from __future__ import annotations

import click

from framing.cli.lazy import LazyGroup

LINES = {
    "sample": "Draw the sentences that are worth coding next, as sheets to fill in.",
    "merge": "Bring coders' sheets together: agreement, open cases, the coded table.",
}


@click.group(name="code", cls=LazyGroup, home=__name__, lines=LINES, short_help="Sample sentences and merge codes.")
def command() -> None:
    """Draw sentences for people to code, and read their codes back."""
