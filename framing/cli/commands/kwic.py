"""`framing kwic`: every hit in its context."""

from __future__ import annotations

from dataclasses import asdict
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from framing.cli.options import corpus_options, lexicon_options, reading_of
from framing.cli.show import FORMATS, check_output, echo_rows, note, note_skipped, progress, put
from framing.cli.suffix import form_of

if TYPE_CHECKING:
    from framing.tune.kwic import KwicLine
    from framing.tune.kwic_order import Condition


@click.command(name="kwic", short_help="Show hits in context.")
@click.argument("query", metavar="TERM|FRAME|FRAME/FACET|FRAME:LINE")
@corpus_options
@lexicon_options
@click.option("--context", type=click.IntRange(0, 500), default=60, show_default=True, help="Characters on each side.")
@click.option("--sort", "sort", multiple=True, metavar="NAME[,-NAME]...", help="Sort by these; `-` from last to first.")
@click.option("--where", "where", multiple=True, metavar="NAME=VALUE", help="Keep such hits only. May be repeated.")
@click.option("-n", "--limit", type=click.IntRange(min=1), help="Show the first so many hits only.")
@click.option(
    "--format",
    "form",
    type=click.Choice([*FORMATS, "html"]),
    default=None,
    help="[default: by the suffix of -o, else table]",
)
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="Write to a file.")
def command(
    *, query: str, paths: tuple[Path, ...], form: str | None, output: Path | None, quiet: bool, **options: Any
) -> None:
    """Show every place where a term stands, with voice, stance, cue and speaker.

    The first argument is a term in the lexicon language, a lexicon's name, lexicon/facet, or lexicon:LINE for the term
    on that line of its file.

    \b
    framing kwic "red line*" seeds/
    framing kwic escalation-risk seeds/ --sort outlet,left
    framing kwic us-politics/domestic seeds/ -o domestic.html
    framing kwic escalation-risk seeds/ --where voice=source --where stance=discounted

    \b
    Sort and filter by: outlet, date, article, sentence, left, hit, right, frame, facet, term, voice, speaker, stance,
    cue. `left` sorts by the words before the hit, read backwards. In a value `*` and `?` stand for any characters;
    NAME!=VALUE keeps the others; several values of one name are alternatives; from=2023-09-01 and to=... are dates.
    """
    from framing import pipeline
    from framing.tune.kwic_order import kept, ordered, read_sort, read_where

    chosen = form_of(form, output, known=(*FORMATS, "html"))
    check_output(output, form=chosen)
    keys, conditions = read_sort(options["sort"]), read_where(options["where"])
    with progress(quiet=quiet) as update:
        corpus = pipeline.read(paths, options=reading_of(options), cues=options["cues"], progress=update)
        every = pipeline.kwic(
            corpus,
            query,
            lexicons=options["lexicons"],
            cues=options["cues"],
            context=options["context"],
            progress=update,
        )
    note_skipped(corpus.skipped, quiet=quiet)
    found = ordered(kept(every, conditions), keys)
    shown = found[: options["limit"]]
    _note_counts(query, every, found, shown, conditions, quiet=quiet)
    if chosen == "table":
        _table(shown, output)
    elif chosen == "html":
        put(pipeline.kwic_page(shown, query=query, corpus=corpus, found=len(found)), output)
    else:
        echo_rows((_row(line) for line in shown), form=chosen, output=output)


def _row(line: KwicLine) -> dict[str, Any]:
    return asdict(line) | {"published": line.published.isoformat() if line.published else None}


def _table(lines: list[KwicLine], output: Path | None) -> None:
    from framing.cli.aligned import print_concordance

    if output is None:
        print_concordance(lines)
        return
    text = StringIO()
    print_concordance(lines, stream=text)
    put(text.getvalue(), output)


def _note_counts(
    query: str,
    every: list[KwicLine],
    found: list[KwicLine],
    shown: list[KwicLine],
    conditions: tuple[Condition, ...],
    *,
    quiet: bool,
) -> None:
    """Say how many hits there are, and why there are none where there are none."""
    from framing.tune.kwic_order import unmet

    for condition, remedy in unmet(every, conditions):
        note(f"no hit has {condition.name}={condition.value}: {remedy}", quiet=quiet)
    if not every:
        note(f"no hit of {query}{_meant(query)}", quiet=quiet)
        return
    outlets = len({line.outlet for line in found})
    articles = len({line.article for line in found})
    text = f"{_many(len(found), 'hit')} in {_many(articles, 'article')} of {_many(outlets, 'outlet')}"
    if conditions:
        text += f", of {_many(len(every), 'hit')} without --where"
    if len(shown) < len(found):
        text += f"; the first {len(shown):,} are shown"
    note(text, quiet=quiet)


def _meant(query: str) -> str:
    """Return a question where the query looks like the name of a lexicon."""
    from framing.errors import nearest
    from framing.lexicon import catalog

    near = nearest(query.partition("/")[0].partition(":")[0], catalog.names(), otherwise=" ")
    return f"; {near}" if near.strip() else ""


def _many(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
