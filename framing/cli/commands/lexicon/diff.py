"""`framing lexicon diff`: what moves between two versions of a lexicon, and whether that is too much."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from framing.cli.coding import coding_of, coding_options
from framing.cli.losses import noting_losses
from framing.cli.options import corpus_options, reading_of, shown_options
from framing.cli.show import check_output, echo_rows, note, note_skipped, progress, put
from framing.cli.suffix import form_of

if TYPE_CHECKING:
    from framing.model import Corpus
    from framing.rules import Rule
    from framing.tune.diff import LexiconDiff

FORMATS = ("table", "csv", "json", "html")
FAILED = 1


@click.command(name="diff")
@click.argument("old", metavar="OLD", callback=noting_losses)
@click.argument("new", metavar="NEW", callback=noting_losses)
@corpus_options
@click.option("--coded", type=click.Path(path_type=Path), help="A table of coded sentences: validity before and after.")
@coding_options
@click.option("--cues", metavar="PATH", help="A folder or file with cue lists in place of the house's.")
@click.option("--old-cues", metavar="PATH", help="Cue lists of OLD, where they differ from those of NEW.")
@click.option(
    "--fail-if",
    "fail_if",
    multiple=True,
    metavar="RULE",
    help="Exit with 1 where the rule holds, as in 'lost > 5'. May be repeated.",
)
@shown_options(FORMATS)
def command(
    *, old: str, new: str, paths: tuple[Path, ...], form: str | None, output: Path | None, quiet: bool, **options: Any
) -> int:
    """Say what moves when NEW takes the place of OLD: hits, scores, ranks, verdicts and validity.

    OLD and NEW are files, names of lexicons, or files in a git revision (REVISION:PATH). CSV holds the hits that moved,
    JSON all of it.

    \b
    framing lexicon diff HEAD:mine.yaml mine.yaml articles/
    framing lexicon diff v1.yaml v2.yaml articles/ --coded coded.tsv -o diff.html
    framing lexicon diff main:mine.yaml mine.yaml articles/ --fail-if "lost > 5" --fail-if "verdict-changes > 0"

    \b
    A rule is NAME, one of > < >= <= == != and a number. The names:
    lost, gained, changed, restanced     hits that moved
    lost-share, gained-share             the same as a part of OLD's hits
    share-change                         largest move of an outlet's share, in percentage points
    rank-changes, verdict-changes        outlets in another order, differences with another verdict
    dead-added                           new terms that hit nowhere
    f1, f1-drop, precision-drop, recall-drop, broken    validity, with --coded
    """
    from framing import pipeline
    from framing.model import Setting

    chosen = form_of(form, output, known=FORMATS)
    check_output(output, form=chosen)
    rules = _rules(options["fail_if"], coded=options["coded"])
    coding = coding_of(options["coding"], options["maps"])
    if coding is not None and options["coded"] is None:
        raise click.UsageError("--coding and --map say how to read a table: give it with --coded")
    with progress(quiet=quiet) as update, pipeline.cues_path(options["cues"]) as cues:
        corpus = pipeline.read(paths, options=reading_of(options), cues=cues, progress=update)
        found = pipeline.lexicon_diff(
            corpus,
            old,
            new,
            cues=(options["old_cues"] or options["cues"], options["cues"]),
            coded=None if options["coded"] is None else (options["coded"], coding),
            setting=Setting(seed=options["seed"]),
            progress=update,
        )
    note_skipped(corpus.skipped, quiet=quiet)
    _show(found, corpus, form=chosen, output=output, limit=options["limit"])
    return _judge(found, rules)


def _rules(written: tuple[str, ...], *, coded: Path | None) -> tuple[Rule, ...]:
    """Return the rules, read before the work; one that could never hold is refused."""
    from framing.rules import read_rules
    from framing.tune.diff import GATES, without_coded

    rules = read_rules(written, known=GATES)
    empty = without_coded(rule.name for rule in rules)
    if coded is None and empty:
        raise click.UsageError(f"--fail-if {empty[0]} needs coded sentences: give them with --coded")
    return rules


def _show(found: LexiconDiff, corpus: Corpus, *, form: str, output: Path | None, limit: int) -> None:
    from framing import pipeline
    from framing.cli.diffed import diff_text
    from framing.report.diff_data import diff_json, hit_rows

    if form == "csv":
        echo_rows(hit_rows(found), form="csv", output=output)
    elif form == "json":
        put(diff_json(found, corpus=corpus.name).decode("utf-8"), output)
    elif form == "html":
        put(pipeline.diff_page(found, corpus=corpus), output)
    else:
        put(diff_text(found, corpus=corpus.name, limit=limit), output)


def _judge(found: LexiconDiff, rules: tuple[Rule, ...]) -> int:
    """Say which rules hold; they are why the run fails, so they are said even when it is quiet."""
    from framing.rules import broken
    from framing.tune.diff import gate_values

    values = gate_values(found)
    failed = broken(rules, values)
    for rule in failed:
        note(f"failed: {rule}: {rule.name} is {values[rule.name]:g}", quiet=False)
    return FAILED if failed else 0
