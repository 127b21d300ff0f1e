"""`framing compare`: new texts beside a baseline."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from framing.cli.guard import CHECK_FAILED, run_on
from framing.cli.options import brief_options, lexicon_options, reading_of, reading_options
from framing.cli.outputs import command_line, refuse_other_kinds, refuse_overwriting
from framing.cli.show import note, note_skipped, progress

if TYPE_CHECKING:
    from framing.model import Standings
    from framing.pipeline import Opened
    from framing.rules import Rule


@click.command(name="compare", short_help="Hold new texts against a baseline.")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="NEW...")
@click.option(
    "-b",
    "--baseline",
    required=True,
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="The baseline, as `framing baseline build` wrote it.",
)
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(path_type=Path),
    help="The PDF to write; with --watch the folder that gets a brief for each article.",
)
@brief_options
@click.option(
    "--fail-if",
    "fail_if",
    multiple=True,
    metavar="RULE",
    help='Exit with 1 where a new outlet meets a rule such as "different > 0". May be repeated.',
)
@click.option(
    "--watch",
    type=click.Path(path_type=Path),
    metavar="FOLDER",
    help="Report each article that lands in this folder, until Ctrl+C.",
)
@reading_options
@lexicon_options
def command(
    *,
    paths: tuple[Path, ...],
    baseline: Path,
    output: Path,
    fail_if: tuple[str, ...],
    watch: Path | None,
    **options: Any,
) -> int:
    """Hold new texts against a baseline and write a brief: where they stand, how sure that is, and what makes it.

    NEW is an article, several, a folder or a table, as for `framing report`. An article given by itself may do without
    an outlet: its file name is then its outlet, or --outlet. Texts the baseline holds already are left out.
    Lexicons and cue lists are those of the baseline: the house's are found by name, others are given.

    \b
    framing compare new/ --baseline atacms.baseline -o reports/new.pdf
    framing compare article.txt -b atacms.baseline -o new.pdf --outlet "The Post"
    framing compare new/ -b atacms.baseline -o new.pdf --fail-if "different > 0"
    framing compare --watch inbox/ -b atacms.baseline -o briefs/

    \b
    Names for --fail-if, held against each new outlet by itself:
      different, higher, lower   measures that differ from the baseline
      same-story-different       the same beside articles of the same story only
      too-little                 measures with too little text for a verdict
      articles, sentences        what was counted
      MEASURE.share, MEASURE.difference (in per cent and points), MEASURE.percentile,
      MEASURE.q, MEASURE.different (1 or 0); MEASURE as in results.json:
      escalation-risk, escalation-risk:discounted, us-politics/domestic

    Exit code 1 where a rule is met; the brief is written all the same.
    """
    from framing import pipeline
    from framing.pipeline.alarms import alarm_names
    from framing.rules import read_rules
    from framing.score.measure import measures

    _check_usage(paths, watch, options)
    inputs = [*paths, baseline, options["coded"], *map(Path, options["lexicons"]), *options["rules"]]
    _check_outputs(output, options, [path for path in inputs if path is not None], watched=watch is not None)
    opened = pipeline.open_for_comparison(baseline, lexicons=options["lexicons"], cues=options["cues"])
    rules = read_rules(fail_if, known=alarm_names(measures(opened.scorer.lexicons)))
    if watch is not None:
        return _watch(watch, opened, output, rules, options)
    return _compare(paths, opened, output, rules, options)


def _compare(
    paths: tuple[Path, ...], opened: Opened, output: Path, rules: tuple[Rule, ...], options: dict[str, Any]
) -> int:
    from framing import pipeline
    from framing.model import Setting
    from framing.text.reading import coded_table

    quiet = options["quiet"]
    numbers = _results_of(output, options)
    with progress(quiet=quiet) as update:
        corpus = pipeline.read(paths, options=reading_of(options), cues=options["cues"], progress=update)
        compared = pipeline.compare(
            corpus,
            opened,
            name=options["name"],
            coded=options["coded"] or coded_table(paths),
            setting=Setting(seed=options["seed"]),
            command=command_line(),
            progress=update,
        )
        headline = pipeline.report_comparison(compared, output, html=options["html"], results=numbers, progress=update)
    note_skipped(compared.corpus.skipped, quiet=quiet)
    note(headline, quiet=quiet)
    for target in (output, options["html"], numbers):
        if target is not None:
            note(f"wrote {target}", quiet=quiet)
    return _alarmed(rules, [compared.standings])


def _watch(folder: Path, opened: Opened, output: Path, rules: tuple[Rule, ...], options: dict[str, Any]) -> int:
    """Print a line for each article that lands, until interrupted: that is how a watch ends, and no failure."""
    from framing import pipeline
    from framing.model import Setting

    how = pipeline.Watching(
        options=reading_of(options),
        cues=options["cues"],
        setting=Setting(seed=options["seed"]),
        arguments=_arguments(options),
    )
    failed, reported = 0, 0
    run_on()
    note(f"watching {folder}; what is there already is left alone; Ctrl+C ends it", quiet=options["quiet"])
    try:
        for found in pipeline.watch(folder, opened, output, how=how):
            if found.compared is None:
                click.echo(f"{found.origin}: {found.problem}", err=True)
                continue
            reported += 1
            click.echo(f"{found.origin}: {found.headline} -> {found.brief}")
            failed |= _alarmed(rules, [found.compared.standings])
    except KeyboardInterrupt:
        note(f"stopped; {reported} article{'' if reported == 1 else 's'} reported", quiet=options["quiet"])
    return failed


def _alarmed(rules: tuple[Rule, ...], found: Iterable[Standings]) -> int:
    """Say which rules are met; return the exit code."""
    from framing.pipeline.alarms import alarms

    met = [alarm for standings in found for alarm in alarms(rules, standings)]
    for alarm in met:
        click.echo(f"framing: rule met: {alarm}", err=True)
    return CHECK_FAILED if met else 0


def _check_usage(paths: tuple[Path, ...], watch: Path | None, options: dict[str, Any]) -> None:
    if watch is None and not paths:
        raise click.UsageError("Missing argument 'NEW...': give articles to compare, or a folder with --watch.")
    if watch is None:
        return
    if paths:
        raise click.UsageError("NEW and --watch exclude each other: give one of them.")
    for name in ("html", "results", "name", "coded"):
        if options[name] is not None:
            raise click.UsageError(f"--{name} does not go with --watch: each article has a PDF and results of its own.")


def _check_outputs(output: Path, options: dict[str, Any], inputs: list[Path], *, watched: bool) -> None:
    """Refuse, before the work, an output that is an input or cannot be written."""
    from framing.saving import ensure_writable, make_folder

    if watched:
        make_folder(output)
        return
    targets = [path for path in (output, options["html"], _results_of(output, options)) if path is not None]
    refuse_overwriting(targets, inputs)
    refuse_other_kinds(output)
    for target in targets:
        ensure_writable(target)


def _results_of(output: Path, options: dict[str, Any]) -> Path:
    return options["results"] or output.with_name("results.json")


def _arguments(options: dict[str, Any]) -> tuple[str, ...]:
    """Return the options that a command for one article must repeat to make its brief again."""
    listed = [("--lexicon", name) for name in options["lexicons"]]
    listed += [("--rules", str(path)) for path in options["rules"]]
    for name in ("cues", "min_words"):
        if options[name] is not None:
            listed.append((f"--{name.replace('_', '-')}", str(options[name])))
    if options["seed"]:
        listed.append(("--seed", str(options["seed"])))
    return tuple(word for pair in listed for word in pair)
