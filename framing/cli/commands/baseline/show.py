"""`framing baseline show`: what a baseline holds."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from framing.cli.baselines import kilobytes
from framing.cli.show import echo_rows, write_json

if TYPE_CHECKING:
    from datetime import date

    from framing.baseline.summary import Side, Summary
    from framing.baseline.values import Baseline
    from framing.model import Estimate, Measure

STORIES = 20
"""Stories that the table names; all of them are in the JSON."""

DIGITS = 12
"""Digits of a SHA-256 that are shown."""


@click.command(name="show", short_help="Show what a baseline holds.")
@click.argument("baseline", type=click.Path(path_type=Path), metavar="BASELINE")
@click.option("--facets", is_flag=True, help="Also show the facets of each frame.")
@click.option("--articles", is_flag=True, help="List the articles instead.")
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True)
@click.option("--json", "as_json", is_flag=True, help="The same as --format json.")
def command(*, baseline: Path, facets: bool, articles: bool, form: str, as_json: bool) -> None:
    """Show what a baseline holds: outlets, dates, shares with 95 % intervals, stories, lexicons.

    A share is the part of the sentences that carry a frame, asserted unless it says discounted. The JSON holds every
    figure, the facets and all stories among them.

    \b
    framing baseline show known.baseline
    framing baseline show known.baseline --json
    framing baseline show known.baseline --articles
    """
    from framing import pipeline
    from framing.baseline.file import VERSION
    from framing.baseline.plain import plain_summary
    from framing.baseline.summary import summarise

    opened = pipeline.open_baseline(baseline)
    plain = as_json or form == "json"
    if articles:
        _list(opened, plain=plain)
        return
    summary = summarise(opened)
    size = baseline.stat().st_size
    if plain:
        write_json({"file": {"format": VERSION, "bytes": size, "rows": dict(summary.rows)}, **plain_summary(summary)})
        return
    for line in _head(summary, size):
        click.echo(line)
    click.echo()
    echo_rows((_row(side, summary.facts.by) for side in _sides(summary)), form="table", output=None)
    click.echo("\nshare of sentences, with its 95 % interval")
    measures = _shown(summary, facets=facets)
    echo_rows((_shares(side, summary.facts.by, measures) for side in _sides(summary)), form="table", output=None)
    click.echo(f"\n{_stories_head(summary)}")
    echo_rows(_story_rows(summary), form="table", output=None)


def _list(baseline: Baseline, *, plain: bool) -> None:
    """Print one row an article, without what it was counted from where it is for people."""
    from framing.report.numbers import printable

    rows = [
        {
            "id": article.id,
            baseline.by: article.outlet,
            "date": _day(article.published),
            "story": None if story < 0 else int(story) + 1,
            "title": article.title,
            "text_sha256": article.sha256,
            "input_sha256": baseline.inputs[article.id],
        }
        for article, story in zip(baseline.articles, baseline.stories.story, strict=True)
    ]
    if plain:
        write_json(rows)
        return
    shown = ({name: value for name, value in row.items() if not name.endswith("sha256")} for row in rows)
    echo_rows(
        ({name: printable(value) if isinstance(value, str) else value for name, value in row.items()} for row in shown),
        form="table",
        output=None,
    )


def _head(summary: Summary, size: int) -> Iterator[str]:
    from framing.report.numbers import days, plural, printable

    facts = summary.facts
    dated = f", {days(facts.first, facts.last)}" if facts.first and facts.last else ", without dates"
    yield (
        f"{printable(facts.name)}: {plural(facts.articles, 'article')} of {plural(len(facts.outlets), facts.by)}, "
        f"{plural(facts.sentences, 'sentence')}, {plural(facts.words, 'word')}{dated}"
    )
    lexicons = ", ".join(
        f"{printable(name)} {printable(summary.lexicon_versions[name])} ({_digits(digest)})"
        for name, digest in facts.lexicons.items()
    )
    yield f"lexicons: {lexicons}"
    yield f"cue lists: {_digits(facts.cues_sha256)}; counted by framing {printable(facts.version)}"
    quotes = plural(summary.quotations, "quotation") if facts.quotes else "no article text"
    yield (
        f"{plural(summary.different_words, 'different word')}, {quotes}, {kilobytes(size)}, "
        f"SHA-256 {_digits(facts.sha256)}"
    )


def _digits(digest: str) -> str:
    return digest[:DIGITS] or "unknown"


def _shown(summary: Summary, *, facets: bool) -> list[Measure]:
    """Return the measures of the table: frames asserted, discounted ones where there are any, facets where asked."""
    return [
        measure
        for measure, found in summary.pooled.shares.items()
        if (facets or measure.facet is None) and (measure.stance == "asserted" or found.carrying)
    ]


def _sides(summary: Summary) -> list[Side]:
    return [*summary.sides, *([summary.pooled] if len(summary.sides) > 1 else [])]


def _row(side: Side, by: str) -> dict[str, Any]:
    from framing.report.numbers import printable

    return {
        by: printable(side.name),
        "articles": side.articles,
        "sentences": side.sentences,
        "words": side.words,
        "first": _day(side.first),
        "last": _day(side.last),
    }


def _shares(side: Side, by: str, measures: list[Measure]) -> dict[str, Any]:
    from framing.report.numbers import printable

    return {by: printable(side.name), **{_called(measure): _share(side.shares[measure]) for measure in measures}}


def _called(measure: Measure) -> str:
    name = measure.frame if measure.facet is None else f"{measure.frame}/{measure.facet}"
    return name if measure.stance == "asserted" else f"{name} discounted"


def _share(found: Estimate) -> str:
    if found.value is None or found.low is None or found.high is None:
        return "–"
    return f"{100 * found.value:.1f}% [{100 * found.low:.1f}, {100 * found.high:.1f}]"


def _stories_head(summary: Summary) -> str:
    from framing.report.numbers import plural

    count = len(summary.stories)
    told = plural(count, "story", "stories") if count else "no story"
    more = f", the {STORIES} with most articles" if count > STORIES else ""
    without = f"; {plural(summary.without_story, 'article')} without words to tell one" if summary.without_story else ""
    return f"{told}{more}{without}"


def _story_rows(summary: Summary) -> Iterator[dict[str, Any]]:
    from framing.report.numbers import printable

    order = sorted(range(len(summary.stories)), key=lambda number: (-summary.stories[number].articles, number))
    for number in order[:STORIES]:
        story = summary.stories[number]
        yield {
            "story": number + 1,
            "articles": story.articles,
            f"{summary.facts.by}s": len(story.outlets),
            "first": _day(story.first),
            "last": _day(story.last),
            "words": printable(", ".join(story.words)),
        }


def _day(value: date | None) -> str | None:
    return None if value is None else value.isoformat()
