"""`framing lexicon audit`: what each term of a lexicon does to a corpus."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from framing.cli.losses import noting_losses
from framing.cli.options import corpus_options, reading_of, shown_options
from framing.cli.show import check_output, echo_rows, note_skipped, progress, put
from framing.cli.suffix import form_of

if TYPE_CHECKING:
    from framing.model import Corpus
    from framing.tune.audit import Audit

FORMATS = ("table", "csv", "json", "html")


@click.command(name="audit")
@click.argument("lexicon", metavar="NAME|FILE", callback=noting_losses)
@corpus_options
@click.option(
    "--cues", type=click.Path(path_type=Path), help="A folder or file with cue lists in place of the house's."
)
@click.option(
    "--voice",
    type=click.Choice(["all", "outlet", "source"]),
    default="all",
    show_default=True,
    help="Whose sentences are looked at.",
)
@shown_options(FORMATS)
def command(
    *, lexicon: str, paths: tuple[Path, ...], form: str | None, output: Path | None, quiet: bool, **options: Any
) -> None:
    """Say what each term of a lexicon does to a corpus, and which terms deserve a look.

    For each term: hits, articles, outlets, its share of the frame, stance and voice, what its wildcards caught, where
    it meets other terms, and what the difference between outlets would be without it; the terms that hit nowhere.

    \b
    framing lexicon audit escalation-risk seeds/
    framing lexicon audit mine.yaml articles/ -o audit.html
    framing lexicon audit mine.yaml articles/ --format csv -o terms.csv
    """
    from framing import pipeline
    from framing.model import Setting

    chosen = form_of(form, output, known=FORMATS)
    check_output(output, form=chosen)
    with progress(quiet=quiet) as update:
        corpus = pipeline.read(paths, options=reading_of(options), cues=options["cues"], progress=update)
        found = pipeline.audit(
            corpus,
            lexicon,
            cues=options["cues"],
            setting=Setting(voice=options["voice"], seed=options["seed"]),
            progress=update,
        )
    note_skipped(corpus.skipped, quiet=quiet)
    _show(found, corpus, form=chosen, output=output, limit=options["limit"])


def _show(found: Audit, corpus: Corpus, *, form: str, output: Path | None, limit: int) -> None:
    from framing import pipeline
    from framing.cli.audited import audit_text
    from framing.report.audit_data import audit_json, term_rows

    if form == "csv":
        echo_rows(term_rows(found), form="csv", output=output)
    elif form == "json":
        put(audit_json(found, corpus=corpus.name).decode("utf-8"), output)
    elif form == "html":
        put(pipeline.audit_page(found, corpus=corpus), output)
    else:
        put(audit_text(found, corpus=corpus.name, limit=limit), output)
