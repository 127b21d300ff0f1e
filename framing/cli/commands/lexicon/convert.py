"""`framing lexicon convert`: dictionaries of other programs, read and written."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from framing.cli.guard import CHECK_FAILED
from framing.cli.show import note
from framing.lexicon.exchange.formats import NAMES

if TYPE_CHECKING:
    from framing.lexicon.exchange.values import Report

SHOWN = 20


@click.command(name="convert", short_help="Convert dictionaries of other programs.")
@click.argument("source", metavar="IN", type=click.Path(path_type=Path))
@click.argument("target", metavar="OUT", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--from", "from_", type=click.Choice(NAMES), help="[default: by suffix and content]")
@click.option("--to", type=click.Choice(NAMES), help="[default: by suffix]")
@click.option("--encoding", metavar="NAME", help="Encoding of IN. [default: found out]")
@click.option("--report", type=click.Path(path_type=Path, dir_okay=False), help="Save the report: .json, or text.")
@click.option("--strict", is_flag=True, help="Write nothing and exit with 1 where anything would be lost or changed.")
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON.")
@click.option("-q", "--quiet", is_flag=True, help="No report on the terminal; errors still show.")
def command(
    *, source: Path, target: Path, report: Path | None, strict: bool, as_json: bool, quiet: bool, **options: str | None
) -> int:
    """Convert a dictionary of LIWC, quanteda, WordStat, Yoshikoder or Lexicoder, and say what was lost.

    Any format to any other; IN may be a name of the house's lexicons. YAML is told apart as ours or quanteda's. What
    cannot be carried over is reported, each entry with its line and the reason.

    \b
    framing lexicon convert mfd.dic mfd.yaml
    framing lexicon convert laver-garry.cat policy.yaml --report losses.json
    framing lexicon convert mine.yaml mine.ykd --strict
    """
    from framing import pipeline
    from framing.lexicon import catalog
    from framing.lexicon.exchange.convert import report_json, report_text
    from framing.saving import write_text

    _check_targets(catalog.find(source), target, report)
    written = pipeline.convert(
        source,
        target,
        source_format=options["from_"],
        target_format=options["to"],
        encoding=options["encoding"],
        strict=strict,
    )
    refused = strict and not written.report.whole
    if report is not None:
        as_file = report_json if report.suffix.lower() == ".json" else report_text
        write_text(report, as_file(written.report))
    _show(written.report, as_json=as_json, quiet=quiet)
    done = f"nothing written to {target}: --strict, and not all was carried over" if refused else f"wrote {target}"
    note(done, quiet=quiet)
    return CHECK_FAILED if refused else 0


def _show(report: Report, *, as_json: bool, quiet: bool) -> None:
    from framing.lexicon.exchange.convert import report_json, report_text

    if as_json:
        click.echo(report_json(report), nl=False)
    elif not quiet:
        click.echo(report_text(report, most=SHOWN), nl=False)


def _check_targets(source: Path, target: Path, report: Path | None) -> None:
    """Refuse, before the work, what could not be written after it, and to write over the dictionary that is read."""
    from framing.errors import OutputError
    from framing.saving import ensure_writable

    taken = {source.resolve()}
    for path in (target, report):
        if path is None:
            continue
        if path.resolve() in taken:
            raise OutputError(str(path), "this file is read or written already", "name another file")
        taken.add(path.resolve())
        ensure_writable(path)
