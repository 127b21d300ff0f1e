"""`framing lexicon list`: the lexicons that ship."""

from __future__ import annotations

import click

from framing.cli.show import echo_rows


@click.command(name="list")
@click.option("--format", "form", type=click.Choice(["table", "csv", "jsonl"]), default="table", show_default=True)
def command(*, form: str) -> None:
    """List the lexicons that ship with framing."""
    from framing.lexicon import catalog
    from framing.lexicon.load import load_lexicon

    found = [load_lexicon(catalog.find(name)) for name in catalog.names()]
    rows = (
        {
            "name": lexicon.name,
            "title": lexicon.title,
            "version": lexicon.version,
            "facets": ", ".join(facet.name for facet in lexicon.facets),
            "terms": len(lexicon.terms),
            "file": lexicon.origin,
        }
        for lexicon in found
    )
    echo_rows(rows, form=form, output=None)
