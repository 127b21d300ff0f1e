"""`framing lexicon check`: examples run, dead, doubled and contained terms."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from framing.cli.guard import CHECK_FAILED
from framing.cli.losses import noting_losses
from framing.cli.show import write_json


@click.command(name="check")
@click.argument("lexicons", nargs=-1, metavar="[NAME|FILE]...", callback=noting_losses)
@click.option(
    "--corpus",
    multiple=True,
    type=click.Path(path_type=Path),
    help="Articles in which a term must hit somewhere, or it is called dead. May be repeated.",
)
@click.option("--strict", is_flag=True, help="Warnings fail the check too.")
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
def command(*, lexicons: Sequence[str], corpus: tuple[Path, ...], strict: bool, as_json: bool) -> int:
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
