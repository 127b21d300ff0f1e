"""Analysis -> results.json: every count, estimate, difference, term and hit, in the format framing-results/1.

The format is described by `results.schema.json` beside this module. Article texts are their publishers'
and are not copied:
hits carry the words they matched and their code-point offsets into the cleaned text.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from datetime import date
from importlib.resources import files
from typing import Any

from framing.model import (
    Analysis,
    Clustering,
    Comparison,
    Difference,
    Document,
    Hit,
    Leverage,
    Lexicon,
    Measure,
    Provenance,
    ScoredDocument,
    Sensitivity,
    Setting,
    Validity,
)
from framing.score.measure import counts
from framing.score.tallies import TermCount, speaker_counts, term_counts

FORMAT = "framing-results/1"
DIGITS = 10  # decimals kept: beyond them two machines may differ in the last bit


def results(analysis: Analysis) -> bytes:
    """Return the analysis as JSON in UTF-8: keys sorted, lists in the order of the corpus.

    The same analysis, the same bytes.
    """
    return encoded(document(analysis))


def encoded(data: Any) -> bytes:
    """Return plain values as JSON in UTF-8, the same value as the same bytes: keys sorted, floats rounded."""
    text = json.dumps(_rounded(data), ensure_ascii=False, sort_keys=True, indent=1, allow_nan=False)
    return (text + "\n").encode("utf-8")


def schema() -> dict[str, Any]:
    """Return the JSON Schema of the format."""
    loaded: dict[str, Any] = json.loads(
        files("framing.report").joinpath("results.schema.json").read_text(encoding="utf-8")
    )
    return loaded


def document(analysis: Analysis) -> dict[str, Any]:
    """Return the analysis as plain JSON values."""
    setting = analysis.comparison.setting
    terms = term_counts(analysis.scores, setting=setting)
    return {
        "format": FORMAT,
        "name": analysis.name,
        "provenance": provenance_row(analysis.provenance),
        "measures": [measure_row(analysis.scores.lexicons, m) for m in analysis.comparison.measures],
        "lexicons": [_lexicon(x, [t for t in terms if t.lexicon == x.name]) for x in analysis.scores.lexicons],
        "articles": [article_row(d) for d in analysis.corpus.documents],
        "sentences": [s for d in analysis.corpus.documents for s in sentence_rows(d)],
        "skipped": [asdict(s) for s in analysis.corpus.skipped],
        "near_duplicates": [
            {"articles": [first, second], "similarity": similarity}
            for first, second, similarity in analysis.near_duplicates
        ],
        "hits": [hit_row(d, h) for d in analysis.scores.documents for h in d.hits],
        "counts": [c for d in analysis.scores.documents for c in _counts(analysis, d)],
        "comparison": _comparison(analysis.comparison),
        "by_voice": {voice: _comparison(c) for voice, c in analysis.by_voice.items()},
        "within_story": [{"story": story, **_comparison(c)} for story, c in sorted(analysis.within_story.items())],
        "sensitivity": [sensitivity_row(s) for s in analysis.sensitivity],
        "leverage": [leverage_row(x) for x in analysis.leverage],
        "keywords": {outlet: [asdict(k) for k in words] for outlet, words in analysis.keywords.items()},
        "speakers": _speakers(analysis),
        "clustering": _clustering(analysis.clustering),
        "validity": [validity_row(v) for v in analysis.validity.values()],
    }


def measure_id(measure: Measure) -> str:
    """Return the identity of a measure: "frame", "frame/facet", with ":discounted" where that is its stance."""
    name = measure.frame if measure.facet is None else f"{measure.frame}/{measure.facet}"
    return name if measure.stance == "asserted" else f"{name}:{measure.stance}"


def iso_day(value: date | None) -> str | None:
    """Return a day as ISO 8601 writes it."""
    return None if value is None else value.isoformat()


def provenance_row(made: Provenance) -> dict[str, Any]:
    """Return what is needed to make the same result again."""
    return {
        "command": made.command,
        "version": made.version,
        "python": made.python,
        "packages": dict(made.packages),
        "inputs": dict(made.inputs),
        "lexicons": dict(made.lexicons),
        "cues_sha256": made.cues_sha256,
        "seed": made.seed,
        "date": iso_day(made.date),
    }


def measure_row(lexicons: Iterable[Lexicon], measure: Measure) -> dict[str, Any]:
    """Return a measure with its identity and title."""
    lexicon = next((x for x in lexicons if x.name == measure.frame), None)
    facet = next((f for f in lexicon.facets if f.name == measure.facet), None) if lexicon is not None else None
    title = measure.frame if lexicon is None else lexicon.title
    return {
        "id": measure_id(measure),
        "frame": measure.frame,
        "facet": measure.facet,
        "stance": measure.stance,
        "title": title if facet is None else f"{title}: {facet.title}",
    }


def _lexicon(lexicon: Lexicon, terms: Iterable[TermCount]) -> dict[str, Any]:
    return {
        "name": lexicon.name,
        "title": lexicon.title,
        "version": lexicon.version,
        "sha256": lexicon.sha256,
        "compare_by": lexicon.compare_by,
        "stance": lexicon.stance,
        "facets": [{"name": f.name, "title": f.title, "pole": f.pole} for f in lexicon.facets],
        "terms": [
            {
                "id": t.term,
                "facet": t.facet,
                "pattern": t.pattern,
                "weight": t.weight,
                "hits": t.hits,
                "discounted": t.discounted,
                "articles": t.articles,
                "outlets": dict(t.outlets),
                "forms": [{"form": form, "count": n} for form, n in t.forms],
            }
            for t in terms
        ],
    }


def article_row(document: Document) -> dict[str, Any]:
    """Return what is known of an article, without its text."""
    article = document.article
    return {
        "id": article.id,
        "outlet": article.outlet,
        "title": article.title,
        "author": article.author,
        "published": iso_day(article.published),
        "date_basis": article.date_basis,
        "url": article.url,
        "language": article.language,
        "group": article.group,
        "origin": article.origin,
        "sha256": article.sha256,
        "words": sum(len(s.tokens) for s in document.sentences),
        "sentences": len(document.sentences),
        "removed": [asdict(r) for r in article.removed],
    }


def sentence_rows(document: Document) -> Iterable[dict[str, Any]]:
    """Yield where each sentence stands and whose voice it is."""
    for s in document.sentences:
        yield {
            "article": s.article,
            "index": s.index,
            "paragraph": s.paragraph,
            "start": s.start,
            "end": s.end,
            "words": len(s.tokens),
            "voice": s.voice,
            "speaker": s.speaker,
        }


def hit_row(scored: ScoredDocument, hit: Hit) -> dict[str, Any]:
    """Return a hit with the words it matched and its cue."""
    return {
        "article": hit.article,
        "sentence": hit.sentence,
        "lexicon": hit.lexicon,
        "facet": hit.facet,
        "term": hit.term,
        "start": hit.start,
        "end": hit.end,
        "text": scored.document.article.text[hit.start : hit.end],
        "weight": hit.weight,
        "stance": hit.stance,
        "voice": hit.voice,
        "cue": None if hit.cue is None else asdict(hit.cue),
    }


def _counts(analysis: Analysis, scored: ScoredDocument) -> Iterable[dict[str, Any]]:
    """Yield the additive counts of one article; both stances of a frame share one record."""
    seen = set()
    for measure in analysis.comparison.measures:
        key = (measure.frame, measure.facet)
        if key not in seen:
            seen.add(key)
            found = counts(scored, measure, setting=analysis.comparison.setting)
            yield {
                "article": scored.document.article.id,
                "frame": measure.frame,
                "facet": measure.facet,
                **asdict(found),
            }


def _comparison(comparison: Comparison) -> dict[str, Any]:
    return {
        "setting": setting_row(comparison.setting),
        "unit": comparison.unit,
        "outlets": list(comparison.outlets),
        "estimates": [
            {"outlet": key.outlet, "measure": measure_id(key.measure), **asdict(cell)}
            for key, cell in comparison.cells.items()
        ],
        "pairs": [difference_row(d) for d in comparison.pairs],
        "against_rest": [difference_row(d) for d in comparison.against_rest],
        "too_little": list(comparison.too_little),
    }


def setting_row(setting: Setting) -> dict[str, Any]:
    """Return the choices a comparison was made with."""
    return {**asdict(setting), "without_terms": list(setting.without_terms)}


def difference_row(difference: Difference) -> dict[str, Any]:
    """Return a difference with its verdict."""
    return {**asdict(difference), "measure": measure_id(difference.measure)}


def sensitivity_row(found: Sensitivity) -> dict[str, Any]:
    """Return one comparison repeated with one choice changed."""
    return {
        "label": found.label,
        "setting": setting_row(found.setting),
        "difference": difference_row(found.difference),
        "order_kept": found.order_kept,
    }


def leverage_row(found: Leverage) -> dict[str, Any]:
    """Return what one term or article carries."""
    return {**asdict(found), "measure": measure_id(found.measure)}


def _clustering(clustering: Clustering) -> dict[str, Any]:
    return {
        "articles": list(clustering.articles),
        "labels": list(clustering.labels),
        "silhouette": clustering.silhouette,
        "stability": list(clustering.stability),
        "words": [list(words) for words in clustering.words],
        "merges": [asdict(m) for m in clustering.merges],
        "order": list(clustering.order),
        "points": [list(point) for point in clustering.points],
        "verdict": clustering.verdict,
        "method": clustering.method,
    }


def validity_row(found: Validity) -> dict[str, Any]:
    """Return how right a measure was."""
    values = asdict(found)
    for name in ("precision_interval", "recall_interval", "f1_interval"):
        values[name] = None if values[name] is None else list(values[name])
    return {**values, "measure": measure_id(found.measure)}


def _speakers(analysis: Analysis) -> list[dict[str, Any]]:
    found = speaker_counts(analysis.scores, analysis.comparison.measures, setting=analysis.comparison.setting)
    return [
        {
            "speaker": s.speaker,
            "sentences": s.sentences,
            "articles": s.articles,
            "outlets": list(s.outlets),
            "carrying": {measure_id(m): n for m, n in s.carrying.items()},
        }
        for s in found
    ]


def _rounded(value: Any) -> Any:
    """Return the same value with floats rounded to `DIGITS` decimals and no negative zero."""
    if isinstance(value, float):
        return round(value, DIGITS) + 0.0
    if isinstance(value, dict):
        return {key: _rounded(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_rounded(item) for item in value]
    return value
