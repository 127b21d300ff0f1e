"""Options that several commands share, and the values they make."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from framing.cli.losses import noting_losses

if TYPE_CHECKING:
    from framing.pipeline import Reading

F = TypeVar("F", bound=Callable[..., Any])


def corpus_options(function: F) -> F:
    """Add PATH... and the options that say how texts are read."""
    paths = click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="PATH...")
    return reading_options(paths(function))


def reading_options(function: F) -> F:
    """Add the options that say how texts are read."""
    for decorate in (
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
        click.option(
            "-q", "--quiet", is_flag=True, is_eager=True, help="No progress bars and no notes; errors still show."
        ),
    ):
        function = decorate(function)
    return function


def brief_options(function: F) -> F:
    """Add the options of a brief, all but the PDF itself."""
    for decorate in (
        click.option(
            "--html", type=click.Path(path_type=Path, dir_okay=False), help="Also write one offline HTML file."
        ),
        click.option(
            "--results",
            type=click.Path(path_type=Path, dir_okay=False),
            help="Where to write every number as JSON. [default: results.json beside the PDF]",
        ),
        click.option(
            "--name", metavar="TEXT", help="What the brief is about. [default: the corpus's or baseline's own name]"
        ),
        click.option(
            "--coded",
            type=click.Path(path_type=Path),
            help="A table of coded sentences: each frame then carries its validity. [default: the one the manifest "
            "names]",
        ),
        click.option("--seed", type=int, default=0, show_default=True, help="Seed of permutations and resampling."),
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
            callback=noting_losses,
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


def shown_options(formats: Sequence[str]) -> Callable[[F], F]:
    """Return a decorator that adds the options of what is shown in parts: seed, rows of a part, format, output."""

    def decorated(function: F) -> F:
        for decorate in (
            click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="Write to a file."),
            click.option(
                "--format", "form", type=click.Choice(formats), help="[default: by the suffix of -o, else table]"
            ),
            click.option(
                "-n",
                "--limit",
                type=click.IntRange(min=1),
                default=20,
                show_default=True,
                help="Rows of each part of the table; the other formats hold all.",
            ),
            click.option("--seed", type=int, default=0, show_default=True, help="Seed of the tests and intervals."),
        ):
            function = decorate(function)
        return function

    return decorated


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
