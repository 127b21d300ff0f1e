"""A corpus to an analysis: comparisons, checks, stories, validity and provenance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from framing.compare.cluster import cluster as cluster_scores
from framing.compare.keyness import keywords
from framing.compare.leading import leading_pair
from framing.compare.leverage import leverage, strongest_term
from framing.compare.outlets import compare
from framing.compare.sensitivity import repeat, variants
from framing.lexicon.load import load_cues
from framing.model import (
    Analysis,
    Clustering,
    Comparison,
    Corpus,
    CueLists,
    Document,
    Leverage,
    Lexicon,
    ScoredDocument,
    Scores,
    Sensitivity,
    Setting,
    Voice,
)
from framing.pipeline.progress import Progress, silent
from framing.pipeline.provenance import provenance
from framing.pipeline.scoring import load_lexicons, score_documents
from framing.pipeline.validating import stamps
from framing.score.scorer import Scorer
from framing.text.cleaning import near_duplicates
from framing.text.sentences import segment
from framing.text.voices import attribute

VOICES: tuple[Voice, ...] = ("outlet", "source")


def analyse(
    corpus: Corpus,
    *,
    lexicons: Sequence[str | Path | Lexicon] = (),
    cues: str | Path | None = None,
    coded: Path | None = None,
    setting: Setting | None = None,
    command: str = "",
    progress: Progress = silent,
) -> Analysis:
    """Return everything a brief shows: scores, comparisons, checks, stories, validity and provenance.

    `coded` is a table of coded sentences to stamp each frame with; `command` is printed as the way to make the brief
    again.
    """
    base = setting or Setting()
    scorer = Scorer(load_lexicons(lexicons), load_cues(cues))
    scores = score_documents(scorer, corpus.documents, progress)
    steps = 6
    progress("comparing", 0, steps)
    comparison = compare(scores, setting=base)
    progress("comparing", 1, steps)
    by_voice: dict[Voice, Comparison] = {
        voice: compare(scores, setting=replace(base, voice=voice), unit=comparison.unit) for voice in VOICES
    }
    progress("comparing", 2, steps)
    sensitivity, carried = _checks(scores, comparison, scorer)
    progress("comparing", 3, steps)
    clustering = cluster_scores(scores, seed=base.seed)
    progress("comparing", 4, steps)
    within = _within_story(scores, clustering, base)
    progress("comparing", 5, steps)
    validity = stamps(coded, scorer, seed=base.seed)
    progress("comparing", steps, steps)
    articles = [document.article for document in corpus.documents]
    return Analysis(
        name=corpus.name,
        corpus=corpus,
        scores=scores,
        comparison=comparison,
        by_voice=by_voice,
        sensitivity=sensitivity,
        leverage=carried,
        keywords=keywords(corpus.documents),
        clustering=clustering,
        within_story=within,
        validity=validity,
        near_duplicates=near_duplicates(articles),
        provenance=provenance(articles, scorer, seed=base.seed, command=command),
    )


def _checks(
    scores: Scores, comparison: Comparison, scorer: Scorer
) -> tuple[tuple[Sensitivity, ...], tuple[Leverage, ...]]:
    """Return the leading pair's difference with one choice changed at a time, and what carries it."""
    pair = leading_pair(comparison)
    if pair is None or pair.other is None:
        return (), ()
    base = comparison.setting
    carried = leverage(scores, measure=pair.measure, outlet=pair.outlet, other=pair.other, setting=base)
    titled = any(scored.document.article.title for scored in scores.documents)
    settings = variants(base, strongest_term=strongest_term(carried), titles=titled)
    with_titles: list[Scores] = []

    def rescored(setting: Setting) -> Scores:
        if not setting.titles:
            return scores
        if not with_titles:
            with_titles.append(scorer.score([_with_title(d.document, scorer.cues) for d in scores.documents]))
        return with_titles[0]

    changed = repeat(
        rescored, comparison, measure=pair.measure, outlet=pair.outlet, other=pair.other, settings=settings
    )
    return changed, carried


def _with_title(document: Document, cues: CueLists) -> Document:
    """Return the document with its headline as the first paragraph."""
    article = document.article
    if not article.title:
        return document
    return attribute(segment(replace(article, text=f"{article.title}\n\n{article.text}")), cues)


def _within_story(scores: Scores, clustering: Clustering, setting: Setting) -> dict[int, Comparison]:
    """Return a comparison inside each story that at least two outlets tell; nothing where there is one story."""
    if clustering.n_clusters < 2:
        return {}
    label = dict(zip(clustering.articles, clustering.labels, strict=True))
    told: dict[int, list[ScoredDocument]] = {}
    for scored in scores.documents:
        told.setdefault(label[scored.document.article.id], []).append(scored)
    found = {}
    for story, documents in sorted(told.items()):
        if len({scored.document.article.outlet for scored in documents}) > 1:
            found[story] = compare(Scores(lexicons=scores.lexicons, documents=tuple(documents)), setting=setting)
    return found
