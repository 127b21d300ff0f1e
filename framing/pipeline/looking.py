"""A corpus and lexicons to scores, stories, concordances and validity."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from framing.compare.cluster import cluster as cluster_scores
from framing.lexicon import catalog
from framing.lexicon.load import load_cues, load_lexicon
from framing.model import Clustering, Corpus, Document, Lexicon, Scores
from framing.pipeline.progress import Progress, silent
from framing.score.scorer import Scorer
from framing.text.voices import attribute
from framing.tune.coded import CodedTable, documents, read_coded
from framing.tune.coding import Coding
from framing.tune.kwic import KwicLine, concordance, query_lexicon
from framing.tune.validate import HeldOut, Validation, leave_one_out
from framing.tune.validate import validate as validate_scores


def score(
    corpus: Corpus,
    *,
    lexicons: Sequence[str | Path | Lexicon] = (),
    cues: str | Path | None = None,
    progress: Progress = silent,
) -> Scores:
    """Find and judge every hit of the lexicons: names, files or lexicons; none given means the three of the house."""
    return score_documents(Scorer(load_lexicons(lexicons), load_cues(cues)), corpus.documents, progress)


def cluster(scores: Scores, *, seed: int = 0) -> Clustering:
    """Return which articles tell the same story, with the words of the lexicons left out."""
    return cluster_scores(scores, seed=seed)


def kwic(
    corpus: Corpus,
    query: str,
    *,
    lexicons: Sequence[str | Path | Lexicon] = (),
    cues: str | Path | None = None,
    context: int,
    progress: Progress = silent,
) -> list[KwicLine]:
    """Return the concordance of a lexicon (by name), a facet (`lexicon/facet`) or a term in the lexicon language."""
    loaded = load_lexicons(lexicons)
    frame, _, facet = query.partition("/")
    chosen = [lexicon for lexicon in loaded if lexicon.name == frame and (not facet or facet in _facets(lexicon))]
    searched = tuple(chosen) or (query_lexicon(query),)
    scores = score_documents(Scorer(searched, load_cues(cues)), corpus.documents, progress)
    return list(concordance(scores, facet=facet if chosen and facet else None, context=context))


def validate(
    coded: Path,
    *,
    lexicons: Sequence[str | Path | Lexicon] = (),
    cues: str | Path | None = None,
    coding: Coding | None = None,
    seed: int = 0,
    progress: Progress = silent,
) -> tuple[Validation, tuple[HeldOut, ...]]:
    """Return how right lexicons, stance and voice are on a coded table, and the same for each article by itself."""
    table = read_coded(coded, coding)
    scores = score_coded(Scorer(load_lexicons(lexicons), load_cues(cues)), table, progress)
    return validate_scores(scores, table, seed=seed, strict=True), leave_one_out(scores, table)


def load_lexicons(lexicons: Iterable[str | Path | Lexicon] = ()) -> tuple[Lexicon, ...]:
    """Return lexicons by name or file (a lexicon stays itself); the three of the house where none is given."""
    named = tuple(lexicons) or catalog.names()
    return tuple(item if isinstance(item, Lexicon) else load_lexicon(catalog.find(item)) for item in named)


def score_documents(scorer: Scorer, read_documents: Sequence[Document], progress: Progress) -> Scores:
    """Return the scores of documents, telling how far it is."""
    total = len(read_documents)
    return scorer.score(read_documents, done=lambda number: progress("scoring", number, total))


def score_coded(scorer: Scorer, table: CodedTable, progress: Progress) -> Scores:
    """Return the scores of a coded table: one sentence a row, each in its article."""
    return score_documents(scorer, [attribute(document, scorer.cues) for document in documents(table)], progress)


def _facets(lexicon: Lexicon) -> set[str]:
    return {facet.name for facet in lexicon.facets}
