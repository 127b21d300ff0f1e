"""`framing lexicon suggest`: candidate terms with their evidence; accepted ones go into the file."""

from __future__ import annotations

import difflib
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from framing.cli.coding import coding_of, coding_options
from framing.cli.losses import noting_losses
from framing.cli.options import corpus_options, reading_of
from framing.cli.show import check_output, note, note_skipped, progress

if TYPE_CHECKING:
    from framing.lexicon.edit import Draft
    from framing.tune.suggesting import Suggestions

BY_SUFFIX = {".csv": "csv", ".tsv": "csv", ".json": "json"}


@click.command(name="suggest", short_help="Suggest terms for a lexicon.")
@click.argument("lexicon", metavar="LEXICON", callback=noting_losses)
@corpus_options
@click.option("--coded", type=click.Path(path_type=Path), help="Coded sentences that each candidate is tried on.")
@coding_options
@click.option(
    "--kind",
    "kinds",
    multiple=True,
    type=click.Choice(["missed", "collocation", "contrast", "variant"]),
    help="Look for this kind of evidence only; may be repeated.",
)
@click.option("--facet", metavar="NAME", help="Candidates for this facet only.")
@click.option("-n", "--limit", type=click.IntRange(min=1), default=20, show_default=True, help="Candidates to show.")
@click.option("--examples", type=click.IntRange(min=0), default=2, show_default=True, help="Sentences shown of each.")
@click.option("--all", "lowering", is_flag=True, help="Also show candidates that lower F1 of the coded sentences.")
@click.option("--accept", "accept", multiple=True, metavar="[FACET/]TERM", help="Add this term; may be repeated.")
@click.option(
    "--accept-from", type=click.Path(path_type=Path), help="Add the terms ticked in a saved table of candidates."
)
@click.option("--write", is_flag=True, help="Write accepted terms to LEXICON; without it they are only shown.")
@click.option("--cues", type=click.Path(path_type=Path), help="A folder or file with cue lists of your own.")
@click.option("--seed", type=int, default=0, show_default=True, help="Seed of the bootstrap intervals.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "csv", "json"]),
    default=None,
    help="[default: by the suffix of -o, else table]",
)
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="Write the candidates to a file.")
def command(
    *, lexicon: str, accept: tuple[str, ...], accept_from: Path | None, write: bool, quiet: bool, **options: Any
) -> None:
    """Suggest terms for a lexicon, with evidence from articles and, better, from coded sentences.

    Candidates are words of coded sentences that were missed, neighbours of the present terms, words that carrying
    sentences use more than others, and other spellings and inflections of the present terms. With --coded each is tried
    on the coded sentences, and again on articles that had no part in choosing it.

    Nothing is changed until you accept terms and say --write. Then each goes to the end of its facet, and everything
    else in the file stays as it is.

    \b
    framing lexicon suggest mine.yaml articles/ --coded coded.tsv
    framing lexicon suggest mine.yaml articles/ --accept "escalatory" --accept "spiral/tit for tat" --write
    framing lexicon suggest mine.yaml articles/ --coded coded.tsv -o candidates.csv
    framing lexicon suggest mine.yaml articles/ --accept-from candidates.csv --write
    """
    from framing import pipeline

    if write and not accept and accept_from is None:
        raise click.UsageError("--write needs terms: give --accept TERM or --accept-from FILE")
    if not accept and accept_from is None:
        form, output = _form(options.pop("form"), options["output"]), options.pop("output")
        check_output(output, form=form)
        _show(_suggestions(lexicon, quiet=quiet, **options), form=form, output=output, quiet=quiet)
        return
    draft = pipeline.open_draft(lexicon)
    ticked = () if accept_from is None else pipeline.read_accepted(accept_from)
    if any(row.lexicon_sha256 not in ("", draft.sha256) for row in ticked):
        note(f"{lexicon} was changed since {accept_from} was written: its figures are of before", quiet=quiet)
    _accept(draft, (*_given(accept, draft), *ticked), lexicon=lexicon, write=write, quiet=quiet, options=options)


def _given(accept: tuple[str, ...], draft: Draft) -> list[Any]:
    from framing.tune.suggesting.accepting import read_option

    facets = [facet.name for facet in draft.lexicon.facets]
    return [read_option(text, facets) for text in accept]


def _accept(
    draft: Draft, accepted: tuple[Any, ...], *, lexicon: str, write: bool, quiet: bool, options: dict[str, Any]
) -> None:
    from framing import pipeline

    proposed: dict[str, str] = {}
    if len(draft.lexicon.facets) > 1 and any(item.facet is None for item in accepted):
        options = {key: value for key, value in options.items() if key not in ("form", "output")}
        found = _suggestions(lexicon, quiet=quiet, **options | {"limit": None, "examples": 0, "lowering": True})
        for candidate in reversed(found.candidates):
            proposed |= dict.fromkeys((*candidate.alike, candidate.pattern), candidate.facet)
    edited, already = pipeline.accept_terms(draft, accepted, proposed=proposed)
    for text in already:
        note(text, quiet=quiet)
    for edit in edited.edits:
        click.echo(edit.sentence)
    if not edited.changed:
        note("nothing to add", quiet=quiet)
    elif write:
        edited.save()
        note(f"wrote {draft.path}", quiet=quiet)
    else:
        lines = difflib.unified_diff(
            draft.original.splitlines(),
            edited.text().splitlines(),
            str(draft.path),
            f"{draft.path} (edited)",
            lineterm="",
        )
        click.echo("\n".join(["", *lines]))
        note("nothing was written; add --write to write it", quiet=quiet)


def _suggestions(lexicon: str, *, quiet: bool, **options: Any) -> Suggestions:
    from framing import pipeline
    from framing.tune.suggesting import KINDS, Wanted

    with progress(quiet=quiet) as update:
        corpus = pipeline.read(options["paths"], options=reading_of(options), cues=options["cues"], progress=update)
        found = pipeline.suggest(
            corpus,
            lexicon,
            coded=options["coded"],
            coding=coding_of(options["coding"], options["maps"]),
            cues=options["cues"],
            wanted=Wanted(
                kinds=tuple(kind for kind in KINDS if kind in options["kinds"]) or KINDS,
                facet=options["facet"],
                top=options["limit"],
                examples=options["examples"],
                lowering=options["lowering"],
                seed=options["seed"],
            ),
            progress=update,
        )
    note_skipped(corpus.skipped, quiet=quiet)
    return found


def _form(form: str | None, output: Path | None) -> str:
    return form or BY_SUFFIX.get(output.suffix.lower() if output else "", "table")


def _show(found: Suggestions, *, form: str, output: Path | None, quiet: bool) -> None:
    from framing.cli.candidates import candidates_text, print_candidates
    from framing.cli.sheets import spreadsheet
    from framing.saving import write_text
    from framing.tune.suggesting.plain import candidate_rows, plain_suggestions

    if form == "json":
        text = json.dumps(plain_suggestions(found), ensure_ascii=False, indent=2) + "\n"
    elif form == "csv":
        text = spreadsheet(candidate_rows(found), output or Path("candidates.csv"), guard=True)
    elif output is None:
        print_candidates(found)
        text = ""
    else:
        text = candidates_text(found)
    if output is None:
        click.echo(text, nl=False)
    else:
        write_text(output, text)
        note(f"wrote {output}", quiet=quiet)
    _note_counts(found, quiet=quiet)


def _note_counts(found: Suggestions, *, quiet: bool) -> None:
    shown = len(found.candidates)
    text = f"{shown} of {found.found} candidates from {found.sentences:,} sentences"
    if found.coded:
        text += f"; {found.missed} coded sentences are missed; {found.left_out} candidates would lower F1"
    note(text, quiet=quiet)
    if found.coded and shown:
        note("the best of many looks better than it is: measure on sentences that no candidate came from", quiet=quiet)
