"""`framing agree`: how far coders agree."""

from __future__ import annotations

from pathlib import Path

import click

from framing.cli.coding import coding_of, coding_options
from framing.cli.show import write_json


@click.command(name="agree", short_help="Measure agreement between coders.")
@click.argument("tables", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="CODED CODED...")
@coding_options
@click.option("--seed", type=int, default=0, show_default=True, help="Seed of the bootstrap intervals.")
@click.option("--examples", type=click.IntRange(min=0), default=10, show_default=True, help="Disagreements to show.")
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True)
def command(
    *, tables: tuple[Path, ...], coding: Path | None, maps: tuple[str, ...], seed: int, examples: int, form: str
) -> None:
    """Measure how far two or more coders of the same sentences agree (Krippendorff's alpha).

    \b
    framing agree anna.tsv ben.tsv
    """
    from framing.tune.agreement import agree
    from framing.tune.coded import read_coded
    from framing.tune.plain import plain_agreement

    mapping = coding_of(coding, maps)
    agreement = agree([read_coded(table, mapping, sheet=True) for table in tables], seed=seed)
    if form == "json":
        write_json(plain_agreement(agreement))
        return
    click.echo(f"{agreement.rows} sentences, coders: {', '.join(agreement.coders)}")
    for column in agreement.columns:
        alpha = column.alpha
        value = "undefined" if alpha.value is None else f"{alpha.value:.2f} [{alpha.low:.2f}, {alpha.high:.2f}]"
        percent = "" if column.percent is None else f", {100 * column.percent:.0f} % the same"
        click.echo(f"\n{column.column}: alpha {value}{percent}, {len(column.disagreements)} disagreements")
        for item in column.disagreements[:examples]:
            codes = ", ".join(f"{coder} {code or '(none)'}" for coder, code in item.codes.items())
            click.echo(f"  {item.row}  {codes}  {item.text}")
