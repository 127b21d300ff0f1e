"""A corpus, and a coded table where there is one, to what tuning live needs."""

from __future__ import annotations

from pathlib import Path

from framing.lexicon.load import load_cues
from framing.model import Corpus
from framing.pipeline.progress import Progress, silent
from framing.text.voices import attribute
from framing.tune.coded import documents, read_coded
from framing.tune.coding import Coding
from framing.tune.live import Coded, Live


def hold_ready(
    corpus: Corpus,
    *,
    cues: str | Path | None = None,
    coded: Path | None = None,
    coding: Coding | None = None,
    progress: Progress = silent,
) -> Live:
    """Return the corpus ready for one lexicon after the other, each scored by what changed.

    `coded` is a table of coded sentences on which every lexicon is measured, `coding` what its columns mean (None: as
    the house's tables). Raises InputError for a table that cannot be read.
    """
    lists = load_cues(cues)
    told = None
    if coded is not None:
        table = read_coded(coded, coding)
        told = Coded(table=table, documents=tuple(attribute(document, lists) for document in documents(table)))
    return Live(corpus.documents, lists, coded=told, done=lambda done, total: progress("indexing", done, total))
