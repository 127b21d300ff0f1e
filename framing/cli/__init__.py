"""The command line: parse, options, pipeline, exit code. Commands are imported when they are called."""

from __future__ import annotations

import click

from framing import __version__
from framing.cli.guard import guarded
from framing.cli.lazy import LazyGroup

COMMANDS = {
    "report": "Compare outlets and write the brief as PDF.",
    "compare": "Hold new texts against a baseline and write where they stand.",
    "score": "Score articles and print or save hits, sentences, articles or outlets.",
    "cluster": "Group articles that tell the same story.",
    "baseline": "Count outlets once and keep the counts, to hold new texts beside.",
    "calibrate": "Measure how often a comparison cries wolf on your own texts.",
    "clean": "Show what cleaning keeps and removes.",
    "kwic": "Show every hit of a term, facet or frame in its context.",
    "validate": "Measure a lexicon, its stance and the voice against coded sentences.",
    "agree": "Measure how far coders agree.",
    "code": "Draw sentences for people to code, and read their codes back.",
    "tune": "Open a lexicon and articles in a page of your browser, and change it live.",
    "lexicon": "List, show, check, convert and tune lexicons.",
}


@click.group(
    cls=LazyGroup,
    home="framing.cli.commands",
    lines=COMMANDS,
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(__version__, prog_name="framing")
@click.option("--debug", is_flag=True, help="Show the traceback of an error.")
@click.pass_context
def app(ctx: click.Context, *, debug: bool) -> None:
    """Show how outlets frame the same story, with evidence an editor can check.

    \b
    framing report seeds/ -o reports/atacms.pdf     a brief of the articles in seeds/
    framing score article.txt                       counts for one article
    framing kwic "red line*" seeds/                 every place where a term stands

    Exit codes: 0 done; 1 a check failed; 2 wrong usage; 3 the input; 4 a lexicon; 5 the output; 6 a missing library;
    130 interrupted.
    """
    ctx.ensure_object(dict)["debug"] = debug


def main() -> None:
    """Run the command line; errors go to stderr with place, cause and remedy."""
    guarded(app)
