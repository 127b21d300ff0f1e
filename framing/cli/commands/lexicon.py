"""`framing lexicon`: list, show and check lexicons."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from framing.cli.show import echo_rows, write_json

CHECK_FAILED = 1


@click.group(name="lexicon", short_help="List, show and check lexicons.")
def command() -> None:
    """List, show and check lexicons."""


@command.command(name="list")
@click.option("--format", "form", type=click.Choice(["table", "csv", "jsonl"]), default="table", show_default=True)
def list_lexicons(*, form: str) -> None:
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


@command.command(name="show")
@click.argument("lexicon", metavar="NAME|FILE")
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
def show_lexicon(*, lexicon: str, as_json: bool) -> None:
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


@command.command(name="check")
@click.argument("lexicons", nargs=-1, metavar="[NAME|FILE]...")
@click.option(
    "--corpus",
    multiple=True,
    type=click.Path(path_type=Path),
    help="Articles in which a term must hit somewhere, or it is called dead. May be repeated.",
)
@click.option("--strict", is_flag=True, help="Warnings fail the check too.")
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
def check_lexicons(*, lexicons: Sequence[str], corpus: tuple[Path, ...], strict: bool, as_json: bool) -> int:
    """Run a lexicon's examples and look for dead, doubled and contained terms.

    Without a name, every lexicon that ships is checked. Exit code 1 where something is wrong.
    """
    from framing import pipeline
    from framing.lexicon import catalog
    from framing.lexicon.check import check_file
    from framing.text.sentences import tokenize

    documents = pipeline.read(corpus).documents if corpus else ()
    failed = False
    report: list[dict[str, Any]] = []
    for name in lexicons or catalog.names():
        path = catalog.find(name)
        findings = check_file(path, tokenize=tokenize, documents=documents)
        failed |= any(strict or finding.severity == "error" for finding in findings)
        for finding in findings:
            report.append({"file": str(path), **_as_dict(finding)})
            if not as_json:
                click.echo(f"{Path(path)}:{finding.line}: {finding.severity}: {finding.message}")
        if not findings and not as_json:
            click.echo(f"{path}: nothing to mend")
    if as_json:
        write_json(report)
    return CHECK_FAILED if failed else 0


def _as_dict(finding: Any) -> dict[str, Any]:
    from dataclasses import asdict

    return asdict(finding)
