"""`framing clean`: what is kept of a text and what is removed, line by line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from framing.cli.options import corpus_options, reading_of
from framing.cli.show import note_skipped, write_json
from framing.model import Article, Skipped

if TYPE_CHECKING:
    from framing.pipeline import Cleaned
    from framing.text.cleaning import Marked


@click.command(name="clean", short_help="Show what cleaning does.")
@corpus_options
@click.option("--json", "as_json", is_flag=True, help="Print the texts and removals as JSON.")
@click.option("--text", "text_only", is_flag=True, help="Print the cleaned texts only.")
def command(*, paths: tuple[Path, ...], as_json: bool, text_only: bool, quiet: bool, **options: Any) -> None:
    """Show what cleaning keeps and what it removes, with the reason.

    Lines that begin with "-" are removed, the others are kept; line numbers are those of the text as read.

    \b
    framing clean seeds/
    framing clean page.html --text
    """
    from framing import pipeline

    cleaned, unread = pipeline.clean_all(paths, options=reading_of(options))
    if as_json:
        write_json([_plain(item) for item in cleaned])
        return
    for item in cleaned:
        if text_only:
            click.echo(item.result.text + "\n" if isinstance(item.result, Article) else "", nl=False)
        else:
            _print_marked(item)
    note_skipped([*unread, *(item.result for item in cleaned if isinstance(item.result, Skipped))], quiet=quiet)


def _print_marked(item: Cleaned) -> None:
    """Print kept paragraphs and removals in the order of the text."""
    known = item.source.metadata
    click.secho(f"## {item.source.origin}: {known.get('outlet', '?')}", bold=True)
    if item.marked is None:
        click.echo("   coded sentences: taken as they are\n")
        return
    if item.marked.furniture is not None:
        click.secho(f"      - {item.marked.furniture.text}", fg="red")
    for line, text, reason in _lines(item.marked):
        if reason is None:
            click.echo(f"{line:>5}   {text}")
        else:
            click.echo(click.style(f"{line:>5} - {text}", fg="red") + click.style(f"   [{reason}]", dim=True))
    reasons = Counter(removal.reason for removal in item.marked.removed)
    said = ", ".join(f"{reason} {number}" for reason, number in reasons.most_common())
    click.secho(f"   removed {len(item.marked.removed)}: {said or 'nothing'}\n", dim=True)


def _lines(marked: Marked) -> Iterator[tuple[int, str, str | None]]:
    """Yield (line number, text, reason of the removal or None) in the order of the text."""
    kept = [
        (span.start, marked.text.count("\n", 0, span.start) + 1, marked.text[span.start : span.end], None)
        for span in marked.kept
    ]
    removed = [(removal.start, removal.line, removal.text, removal.reason) for removal in marked.removed]
    for _, line, text, reason in sorted([*kept, *removed], key=lambda row: row[0]):
        yield line, text, reason


def _plain(item: Cleaned) -> dict[str, Any]:
    removed = () if item.marked is None else item.marked.removed
    article = item.result if isinstance(item.result, Article) else None
    return {
        "origin": item.source.origin,
        "outlet": item.source.metadata.get("outlet"),
        "encoding": item.source.encoding,
        "text": article.text if article else None,
        "left_out": item.result.detail if isinstance(item.result, Skipped) else None,
        "removed": [asdict(removal) for removal in removed],
    }
