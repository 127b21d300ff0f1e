"""A corpus and lexicons to scores."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from framing.errors import LexiconError
from framing.lexicon import catalog
from framing.lexicon.load import load_cues, load_lexicon
from framing.model import Corpus, Document, Lexicon, Scores
from framing.pipeline.progress import Progress, silent
from framing.score.scorer import Scorer


def score(
    corpus: Corpus,
    *,
    lexicons: Sequence[str | Path | Lexicon] = (),
    cues: str | Path | None = None,
    progress: Progress = silent,
) -> Scores:
    """Find and judge every hit of the lexicons: names, files or lexicons; none given means the three of the house."""
    return score_documents(Scorer(load_lexicons(lexicons), load_cues(cues)), corpus.documents, progress)


def load_lexicons(lexicons: Iterable[str | Path | Lexicon] = ()) -> tuple[Lexicon, ...]:
    """Return lexicons by name or file (a lexicon stays itself); the three of the house where none is given.

    Raises LexiconError where two have one name: their hits could not be told apart.
    """
    named = tuple(lexicons) or catalog.names()
    loaded = tuple(item if isinstance(item, Lexicon) else load_lexicon(catalog.find(item)) for item in named)
    for number, lexicon in enumerate(loaded):
        if lexicon.name in {earlier.name for earlier in loaded[:number]}:
            what = f"a second lexicon of the name {lexicon.name}"
            raise LexiconError(lexicon.origin or lexicon.name, what, "give each once, or rename one in its header")
    return loaded


def score_documents(scorer: Scorer, read_documents: Sequence[Document], progress: Progress) -> Scores:
    """Return the scores of documents, telling how far it is."""
    total = len(read_documents)
    return scorer.score(read_documents, done=lambda number: progress("scoring", number, total))
