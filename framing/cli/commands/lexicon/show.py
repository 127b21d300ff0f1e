"""`framing lexicon show`: one lexicon, term by term."""

from __future__ import annotations

import click

from framing.cli.losses import noting_losses
from framing.cli.show import write_json


@click.command(name="show")
@click.argument("lexicon", metavar="NAME|FILE", callback=noting_losses)
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
def command(*, lexicon: str, as_json: bool) -> None:
    """Show one lexicon: what it finds, its facets and every term with its line."""
    from dataclasses import asdict

    from framing.lexicon import catalog
    from framing.lexicon.load import load_lexicon

    found = load_lexicon(catalog.find(lexicon))
    if as_json:
        write_json(asdict(found))
        return
    click.echo(f"{found.title} ({found.name} {found.version})\n{' '.join(found.about.split())}\n{found.origin}")
    for facet in found.facets:
        click.echo(f"\n{facet.title} [{facet.name}]" + (f" pole: {facet.pole}" if facet.pole else ""))
        for term in facet.terms:
            weight = "" if term.weight == 1 else f"  weight {term.weight:g}"
            click.echo(f"  {term.line:>4}  {' '.join(term.pattern.split())}{weight}")
