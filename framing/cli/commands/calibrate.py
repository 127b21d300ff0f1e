"""`framing calibrate`: how often a comparison with a baseline cries wolf on the user's own texts."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from framing.cli.options import corpus_options, lexicon_options, reading_of
from framing.cli.show import echo_rows, note_skipped, progress, write_json

if TYPE_CHECKING:
    from framing.model import Calibration, FalseAlarms

FORMAT = "framing-calibration/1"
ALL = "all of them"


@click.command(name="calibrate", short_help="Measure false alarms on your own texts.")
@corpus_options
@lexicon_options
@click.option("--splits", type=click.IntRange(min=20), default=200, show_default=True, help="Random splits an outlet.")
@click.option(
    "--new", type=click.IntRange(min=1), help="Articles taken for new in each split. [default: a third of the outlet's]"
)
@click.option("--voice", type=click.Choice(["all", "outlet", "source"]), default="all", show_default=True)
@click.option("--seed", type=int, default=0, show_default=True, help="Seed of the splits and permutations.")
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True)
def command(
    *,
    paths: tuple[Path, ...],
    splits: int,
    new: int | None,
    form: str,
    quiet: bool,
    **options: Any,
) -> None:
    """Split the articles of each outlet at random into "baseline" and "new", and count how often they differ.

    Both sides are the same outlet, so that every verdict of "higher" or "lower" is a false alarm: at most 5 % of splits
    should have one, over all measures together. Beside it stands what counting single sentences would have said.

    \b
    framing calibrate archive/
    framing calibrate articles.jsonl --new 3 --format json
    """
    from framing import pipeline
    from framing.model import Setting

    with progress(quiet=quiet) as update:
        corpus = pipeline.read(paths, options=reading_of(options), cues=options["cues"], progress=update)
        found = pipeline.calibrate(
            corpus,
            lexicons=options["lexicons"],
            cues=options["cues"],
            splits=splits,
            new=new,
            setting=Setting(voice=options["voice"], seed=options["seed"]),
            progress=update,
        )
    note_skipped(corpus.skipped, quiet=quiet)
    if form == "json":
        write_json(_plain(found))
        return
    echo_rows([_row(one) for one in (*found.outlets, *_total(found))], form="table", output=None)
    click.echo(f"\n{_verdict(found)}")
    for outlet, why in found.left_out.items():
        click.echo(f"Left out: {outlet}, {why}.")


def _total(found: Calibration) -> tuple[FalseAlarms, ...]:
    return (found.total,) if len(found.outlets) > 1 else ()


def _row(one: FalseAlarms) -> dict[str, object]:
    return {
        "outlet": one.outlet or ALL,
        "articles": one.articles,
        "new": one.new,
        "splits": one.splits,
        "false alarms": f"{100 * one.rate:.1f} %",
        "95 % interval": f"{100 * one.low:.1f} to {100 * one.high:.1f} %",
        "counting sentences": f"{100 * one.naive / one.splits:.1f} %",
    }


def _verdict(found: Calibration) -> str:
    """Return what the total says, with its interval looked at before its value."""
    alpha = 1 - found.setting.confidence
    total, over = found.total, f"over {len(found.measures)} measures together"
    if total.low > alpha:
        return (
            f"More than {100 * alpha:.0f} % of splits raise a false alarm, {over}: do not take the verdicts on such "
            "texts at their word."
        )
    if total.high <= alpha:
        return f"False alarms are under {100 * alpha:.0f} % of splits, {over}, as they should be."
    return f"False alarms do not differ from {100 * alpha:.0f} % of splits, {over}; more --splits say it more exactly."


def _plain(found: Calibration) -> dict[str, object]:
    return {
        "format": FORMAT,
        "setting": asdict(found.setting),
        "measures": [measure._asdict() for measure in found.measures],
        "outlets": [asdict(one) for one in found.outlets],
        "total": asdict(found.total),
        "left_out": found.left_out,
    }
