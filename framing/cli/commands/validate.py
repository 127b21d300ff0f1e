"""`framing validate`: how right a lexicon, its stance and the voice are."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from framing.cli.coding import coding_of, coding_options
from framing.cli.options import lexicon_options
from framing.cli.show import note, progress, write_json

if TYPE_CHECKING:
    from framing.tune.coding import Subject
    from framing.tune.rates import Rate
    from framing.tune.validate import Example, Finding, HeldOut, Validation


@click.command(name="validate", short_help="Measure validity against coded sentences.")
@click.argument("coded", type=click.Path(path_type=Path))
@lexicon_options
@coding_options
@click.option(
    "--examples", type=click.IntRange(min=0), default=10, show_default=True, help="Errors shown of each kind."
)
@click.option("--by-article", is_flag=True, help="Also the figures of each article by itself.")
@click.option("--seed", type=int, default=0, show_default=True, help="Seed of the bootstrap intervals.")
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True)
@click.option("-q", "--quiet", is_flag=True, help="No progress bars and no notes.")
def command(
    *,
    coded: Path,
    examples: int,
    by_article: bool,
    seed: int,
    form: str,
    quiet: bool,
    **options: Any,
) -> None:
    """Measure precision, recall and F1 against a table of coded sentences.

    CODED is a TSV or CSV with a sentence a row. Beside each figure stands what a plain keyword count of the same
    lexicon scores.

    \b
    framing validate seeds/coded_sentences.tsv
    framing validate coded.csv --lexicon mine.yaml --map "risk=mine:1"
    """
    from framing import pipeline
    from framing.tune.plain import plain_held_out, plain_validation

    coding = coding_of(options["coding"], options["maps"])
    with progress(quiet=quiet) as update:
        validation, held_out = pipeline.validate(
            coded,
            lexicons=options["lexicons"],
            cues=options["cues"],
            coding=coding,
            seed=seed,
            progress=update,
        )
    if form == "json":
        write_json({**plain_validation(validation), "by_article": plain_held_out(held_out)})
        return
    for missing in validation.unjudged:
        note(f"not judged: {missing}: its frame was not scored", quiet=quiet)
    if coding is not None and coding.weight is not None:
        note(
            f"rows count by the sentences they stand for (column {coding.weight}): figures are of the corpus, "
            "tables of errors of the sample",
            quiet=quiet,
        )
    _print(validation, examples=examples)
    if by_article:
        _print_held_out(held_out)


def _print(validation: Validation, *, examples: int) -> None:
    click.echo(f"{validation.sentences} coded sentences of {validation.articles} articles ({validation.coded})\n")
    click.echo(f"{'':<38}{'precision':>20}{'recall':>20}{'F1':>20}{'accuracy':>20}   plain count F1")
    for finding in validation.findings:
        plain = finding.plain.accuracy if finding.judgement.subject == "voice" else finding.plain.f1
        figures = finding.figures
        cells = "".join(
            f"{_rate(rate):>20}" for rate in (figures.precision, figures.recall, figures.f1, figures.accuracy)
        )
        click.echo(f"{_name(finding):<38}{cells}   {_number(plain.value)}")
    click.echo(
        "\n95 % intervals in brackets. The plain count of the voice: accuracy of 'a quotation mark is a source'."
    )
    for confusion in validation.confusions:
        click.echo(f"\n{confusion.column}: rows coded (down) and found (across)")
        width = max(len(label) for label in confusion.labels) + 2
        click.echo(" " * width + "".join(f"{label:>{width}}" for label in confusion.labels))
        for label, row in zip(confusion.labels, confusion.counts, strict=True):
            click.echo(f"{label:<{width}}" + "".join(f"{count:>{width}}" for count in row))
    for finding in validation.findings:
        _print_examples(f"{_name(finding)}: missed", finding.misses, examples)
        _print_examples(f"{_name(finding)}: false hits", finding.false_hits, examples)


def _print_examples(title: str, found: tuple[Example, ...], limit: int) -> None:
    if not found or not limit:
        return
    click.echo(f"\n{title} ({len(found)})")
    for example in found[:limit]:
        click.echo(f"  {example.row}  {example.text}")
        for hit in example.hits:
            cue = f", cue “{hit.cue}”" if hit.cue else ""
            click.echo(f"      {hit.facet}: “{hit.text}” by `{' '.join(hit.term.split())}`, {hit.stance}{cue}")
    if len(found) > limit:
        click.echo(f"  ... and {len(found) - limit} more; --examples {len(found)} shows all")


def _print_held_out(held_out: tuple[HeldOut, ...]) -> None:
    click.echo("\nEach article held out: F1 (of the voice: accuracy) on it, and on the others together")
    for row in held_out:
        name = _label(row.judgement.subject)
        voice = row.judgement.subject == "voice"
        own, others = (tally.accuracy if voice else tally.f1 for tally in (row.held_out, row.others))
        click.echo(f"  {name:<38}{row.article:<12}{_number(own):>8}{_number(others):>8}")


def _name(finding: Finding) -> str:
    return _label(finding.judgement.subject)


def _label(subject: Subject) -> str:
    from framing.tune.coding import label

    return label(subject)


def _rate(rate: Rate) -> str:
    if rate.value is None:
        return "–"
    limits = "" if rate.low is None or rate.high is None else f" [{rate.low:.2f}, {rate.high:.2f}]"
    return f"{rate.value:.2f}{limits}"


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}"
