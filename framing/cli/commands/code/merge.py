"""`framing code merge`: coders' sheets to one coded table."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from framing.cli.show import note, write_json

if TYPE_CHECKING:
    from framing.tune.merge import Merged


@click.command(name="merge", short_help="Merge coders' sheets.")
@click.argument("sample", type=click.Path(path_type=Path), metavar="FOLDER|SAMPLE.json")
@click.argument("sheets", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="SHEET...")
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(path_type=Path, dir_okay=False),
    help="The coded table, .tsv or .csv, that `framing validate` takes.",
)
@click.option(
    "--disagreements",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Where to list what is open, as a sheet to settle in. [default: beside the table]",
)
@click.option("--settled", type=click.Path(path_type=Path), help="That list with its codes filled in.")
@click.option("--majority", is_flag=True, help="Where coders differ, the code of more than half of them stands.")
@click.option("--seed", type=int, default=0, show_default=True, help="Seed of the bootstrap intervals.")
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True)
@click.option("-q", "--quiet", is_flag=True, help="No notes.")
def command(
    *,
    sample: Path,
    sheets: tuple[Path, ...],
    output: Path,
    disagreements: Path | None,
    settled: Path | None,
    form: str,
    quiet: bool,
    **options: Any,
) -> None:
    """Read one or several coders' sheets back.

    Agreement is reported for each question (Krippendorff's alpha with its interval) from before anything is settled.
    What coders differ on is listed in a sheet of its own: fill it in and merge again with --settled.

    \b
    framing code merge coding/ anna.csv ben.csv -o coded.tsv
    framing code merge coding/ anna.csv ben.csv --settled coded-open.csv -o coded.tsv
    """
    from framing import pipeline
    from framing.cli.sheets import spreadsheet
    from framing.errors import OutputError
    from framing.saving import ensure_writable, write_text
    from framing.tune.merge import open_rows, table_rows

    file = sample / "sample.json" if sample.is_dir() else sample
    listed = disagreements or output.with_name(f"{output.stem}-open.csv")
    inputs = {path.resolve() for path in (file, *sheets, *([settled] if settled else []))}
    for target in (output, listed):
        if target.resolve() in inputs and (target is output or disagreements is not None):
            raise OutputError(str(target), "this is one of the inputs", "name another file")
        ensure_writable(target)
    merged = pipeline.merge_sheets(file, sheets, settling=settled, majority=options["majority"], seed=options["seed"])
    write_text(output, spreadsheet(table_rows(merged), output))
    wrote = [output]
    if merged.open and listed.resolve() not in inputs:
        write_text(listed, spreadsheet(open_rows(merged), listed))
        wrote.append(listed)
    if form == "json":
        write_json(_plain(merged))
    else:
        _print(merged)
    for target in wrote:
        note(f"wrote {target}", quiet=quiet)
    note(f"measure with: framing validate {output} --coding {file.with_name('coding.yaml')}", quiet=quiet)


def _plain(merged: Merged) -> dict[str, Any]:
    from framing.tune.plain import plain_agreement

    return {
        "coders": list(merged.coders),
        "sentences": len(merged.codes),
        "uncoded": merged.uncoded,
        "settled": merged.settled,
        "majority": merged.outvoted,
        "open": [{"id": item.line.id, "column": item.column, "codes": dict(item.codes)} for item in merged.open],
        "agreement": None if merged.agreement is None else plain_agreement(merged.agreement),
    }


def _print(merged: Merged) -> None:
    click.echo(f"{len(merged.codes)} sentences, coders: {', '.join(merged.coders)}; {merged.uncoded} not coded")
    if merged.agreement is None:
        click.echo("one coder: how far coders agree cannot be said; have some sentences coded twice")
    else:
        judgements = merged.sample.coding.judgements
        frames = {j.column: "voice" if j.subject == "voice" else j.subject.frame for j in judgements}
        for column in merged.agreement.columns:
            alpha = column.alpha
            value = "undefined" if alpha.value is None else f"{alpha.value:.2f} [{alpha.low:.2f}, {alpha.high:.2f}]"
            percent = "" if column.percent is None else f", {100 * column.percent:.0f} % the same"
            frame = frames[column.column]
            name = column.column if frame == column.column else f"{column.column} ({frame})"
            click.echo(f"{name}: alpha {value}{percent}, {column.rows} coded twice or more")
    if merged.settled or merged.outvoted:
        click.echo(f"settled: {merged.settled}; by majority: {merged.outvoted}")
    for item in merged.open[:10]:
        said = ", ".join(f"{coder} {code}" for coder, code in item.codes.items())
        click.echo(f"  open: {item.line.id} {item.column}: {said}  {item.line.text}")
    if len(merged.open) > 10:
        click.echo(f"  ... and {len(merged.open) - 10} more")
