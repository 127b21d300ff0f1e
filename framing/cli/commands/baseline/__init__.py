"""`framing baseline`: outlets counted once and kept, to hold new texts beside."""

from __future__ import annotations

import click

from framing.cli.lazy import LazyGroup

LINES = {
    "build": "Count the articles of the outlets you know, and keep the counts in one file.",
    "show": "Show what a baseline holds: outlets, dates, shares, stories, lexicons.",
    "add": "Add new articles to a baseline, without the old texts.",
    "merge": "Join baselines of different articles to one.",
}


@click.group(
    name="baseline", cls=LazyGroup, home=__name__, lines=LINES, short_help="Build, show, add to and merge baselines."
)
def command() -> None:
    """Count outlets once and keep the counts, to hold new texts beside them later.

    A baseline is one file with counts and no article text. What it holds is documented in docs/baseline-format.md.
    """
