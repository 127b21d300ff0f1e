"""Options that several commands share, and the values they make."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from framing.pipeline import Reading

F = TypeVar("F", bound=Callable[..., Any])


def corpus_options(function: F) -> F:
    """Add PATH... and the options that say how texts are read."""
    for decorate in (
        click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="PATH..."),
        click.option("--outlet", metavar="NAME", help="Outlet of texts that do not name one themselves."),
        click.option(
            "--min-words",
            type=click.IntRange(min=0),
            default=None,
            help="Leave out articles with fewer words after cleaning. [default: 50]",
        ),
        click.option(
            "--rules",
            multiple=True,
            type=click.Path(path_type=Path),
            help="A file with boilerplate rules of your own, added to the house's. May be repeated.",
        ),
        click.option("-q", "--quiet", is_flag=True, help="No progress bars and no notes; errors still show."),
    ):
        function = decorate(function)
    return function


def lexicon_options(function: F) -> F:
    """Add the options that say what to look for."""
    for decorate in (
        click.option(
            "-l",
            "--lexicon",
            "lexicons",
            multiple=True,
            metavar="NAME|FILE",
            help="A lexicon by name or file; may be repeated. [default: the three house lexicons]",
        ),
        click.option(
            "--cues",
            type=click.Path(path_type=Path),
            default=None,
            help="A folder or file with cue lists in place of the house's (stance and voice).",
        ),
    ):
        function = decorate(function)
    return function


def reading_of(options: dict[str, Any]) -> Reading:
    """Return how texts are to be read, from the values of `corpus_options`."""
    from framing.pipeline import DEFAULT_READING, Reading

    words = options.get("min_words")
    return Reading(
        outlet=options.get("outlet"),
        min_words=DEFAULT_READING.min_words if words is None else words,
        rules=tuple(options.get("rules", ())),
        as_is=bool(options.get("as_is", False)),
    )
