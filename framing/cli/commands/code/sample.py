"""`framing code sample`: which sentences to code next."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from framing.cli.losses import noting_losses
from framing.cli.options import corpus_options, reading_of
from framing.cli.show import note, note_skipped, progress
from framing.errors import OutputError

if TYPE_CHECKING:
    from framing.tune.sample import Sample


@click.command(name="sample", short_help="Draw sentences to code.")
@corpus_options
@click.option(
    "--frame",
    required=True,
    metavar="NAME|FILE",
    callback=noting_losses,
    help="The lexicon whose frame is to be coded.",
)
@click.option("-n", "--size", type=click.IntRange(min=1), default=100, show_default=True, help="Sentences to draw.")
@click.option("--seed", type=int, default=0, show_default=True, help="Seed of the draw.")
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path, file_okay=False), help="A new folder.")
@click.option("--coding", type=click.Path(path_type=Path), help="A coding whose columns are asked, not the house's.")
@click.option("--voice", is_flag=True, help="Also ask whose voice each sentence is.")
@click.option("--cues", type=click.Path(path_type=Path), help="A folder or file with cue lists of your own.")
def command(
    *,
    paths: tuple[Path, ...],
    frame: str,
    output: Path,
    coding: Path | None,
    cues: Path | None,
    quiet: bool,
    **options: Any,
) -> None:
    """Draw the sentences that are worth coding next.

    The sample is spread over what the lexicon says (asserted, discounted, nearly a hit, nothing), over outlets and over
    voices. Every sentence carries the weight that undoes the spreading, so that `framing validate` speaks of the whole
    corpus. The folder gets sheet.html (coded with the keyboard, offline), sheet.csv (the same for a spreadsheet),
    sample.json and coding.yaml (for merging). No sheet shows what the lexicon found.

    \b
    framing code sample articles/ --frame escalation-risk -n 100 -o coding/
    framing code merge coding/ anna.csv ben.csv -o coded.tsv
    framing validate coded.tsv --coding coding/coding.yaml
    """
    from framing import pipeline
    from framing.cli.sheets import spreadsheet
    from framing.report.sheet import sheet_page
    from framing.saving import make_folder, write_text
    from framing.tune.coding import coding_text, load_coding
    from framing.tune.merge import sheet_rows
    from framing.tune.questions import questions
    from framing.tune.sample_file import sample_text

    taken = sorted(path.name for path in output.glob("*")) if output.is_dir() else []
    if taken:
        raise OutputError(
            str(output), f"the folder holds {', '.join(taken[:3])}", "name a new folder: codes may be in it"
        )
    size = options["size"]
    asked = None if coding is None else load_coding(coding)
    lexicon, asked = pipeline.coding_of_frame(frame, asked, voice=options["voice"])
    with progress(quiet=quiet) as update:
        corpus = pipeline.read(paths, options=reading_of(options), cues=cues, progress=update)
        drawn = pipeline.sample(corpus, lexicon, asked, size=size, seed=options["seed"], cues=cues, progress=update)
    note_skipped(corpus.skipped, quiet=quiet)
    name = f"{drawn.frame}-{output.name}"
    made = {
        "sheet.html": sheet_page(drawn, questions(asked, lexicon), name=name),
        "sheet.csv": spreadsheet(sheet_rows(drawn), Path("sheet.csv"), guard=True),
        "sample.json": sample_text(drawn),
        "coding.yaml": coding_text(drawn.coding),
    }
    make_folder(output)
    for file, text in made.items():
        write_text(output / file, text)
    _print_strata(drawn)
    _note_silent(drawn, quiet=quiet)
    if len(drawn.drawn) < size:
        note(f"the corpus has {len(drawn.drawn)} sentences: all were drawn", quiet=quiet)
    note(f"wrote {len(drawn.drawn)} sentences to {output}/: {', '.join(made)}", quiet=quiet)


def _print_strata(drawn: Sample) -> None:
    """Print what was drawn of each kind of sentence, and how many sentences each drawn one stands for."""
    weights = {(line.kind, line.outlet, line.voice): line.weight for line in drawn.drawn}
    rows = [("kind", "outlet", "voice", "drawn", "of", "weight")]
    for stratum in drawn.strata:
        weight = weights.get((stratum.kind, stratum.outlet, stratum.voice))
        counts = str(stratum.drawn), str(stratum.sentences), "–" if weight is None else f"{weight:.2f}"
        rows.append((stratum.kind, stratum.outlet, stratum.voice, *counts))
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    for row in rows:
        left = [cell.ljust(width) for cell, width in zip(row[:3], widths[:3], strict=True)]
        right = [cell.rjust(width) for cell, width in zip(row[3:], widths[3:], strict=True)]
        click.echo("  ".join((*left, *right)))


def _note_silent(drawn: Sample, *, quiet: bool) -> None:
    """Say of which kinds nothing was drawn, because no figure will speak for them."""
    for kind in dict.fromkeys(stratum.kind for stratum in drawn.strata):
        own = [stratum for stratum in drawn.strata if stratum.kind == kind]
        if not any(stratum.drawn for stratum in own):
            number = sum(stratum.sentences for stratum in own)
            note(
                f"none of the {number:,} sentences of kind {kind} was drawn: draw more, or figures pass over them",
                quiet=quiet,
            )
