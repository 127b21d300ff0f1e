"""`framing lexicon`: look after lexicons."""

from __future__ import annotations

import click

from framing.cli.lazy import LazyGroup

LINES = {
    "list": "List the lexicons that ship with framing.",
    "show": "Show one lexicon: its facets and every term.",
    "check": "Run a lexicon's examples; find dead, doubled and contained terms.",
    "audit": "Say what each term does to a corpus, and which deserve a look.",
    "convert": "Convert dictionaries of LIWC, quanteda, WordStat, Yoshikoder and Lexicoder.",
    "suggest": "Suggest terms for a lexicon, with evidence; add those you accept.",
    "diff": "Say what moves between two versions, and fail where it is too much.",
}


@click.group(
    name="lexicon",
    cls=LazyGroup,
    home=__name__,
    lines=LINES,
    short_help="List, show, check, convert and tune lexicons.",
)
def command() -> None:
    """List, show, check, convert and tune lexicons."""
