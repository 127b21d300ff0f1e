"""`framing cluster`: which articles tell the same story."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from framing.cli.options import corpus_options, lexicon_options, reading_of
from framing.cli.show import note_skipped, progress, write_json

if TYPE_CHECKING:
    from framing.model import Clustering, Corpus


@click.command(name="cluster", short_help="Group articles of the same story.")
@corpus_options
@lexicon_options
@click.option("--seed", type=int, default=0, show_default=True, help="Seed of the resampling.")
@click.option("--json", "as_json", is_flag=True, help="Print as JSON, the dendrogram included.")
def command(*, paths: tuple[Path, ...], seed: int, as_json: bool, quiet: bool, **options: Any) -> None:
    """Group articles that tell the same story, with how sure that is.

    Words of the lexicons are left out, so that a story is what is told and not how.

    \b
    framing cluster seeds/
    framing cluster articles.jsonl --json
    """
    from framing import pipeline

    with progress(quiet=quiet) as update:
        corpus = pipeline.read(paths, options=reading_of(options), cues=options["cues"], progress=update)
        scores = pipeline.score(corpus, lexicons=options["lexicons"], cues=options["cues"], progress=update)
        clustering = pipeline.cluster(scores, seed=seed)
    note_skipped(corpus.skipped, quiet=quiet)
    if as_json:
        write_json(asdict(clustering))
    else:
        _print(clustering, corpus)


def _print(clustering: Clustering, corpus: Corpus) -> None:
    click.echo(clustering.verdict)
    titles = {document.article.id: document.article for document in corpus.documents}
    for label in sorted(set(clustering.labels)):
        words = ", ".join(clustering.words[label]) if label < len(clustering.words) else ""
        stability = clustering.stability[label] if label < len(clustering.stability) else None
        sure = "" if stability is None else f" (stability {stability:.2f})"
        click.echo(f"\nStory {label + 1}{sure}: {words}")
        for article, own in zip(clustering.articles, clustering.labels, strict=True):
            if own == label:
                shown = titles[article]
                click.echo(f"  {shown.outlet}: {shown.title or shown.id}")
