"""Scores as flat rows: one dictionary a hit, sentence, article or outlet. The shapes are stable; see docs/output.md."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any, Literal

from framing.model import Counts, Hit, Lexicon, Measure, ScoredDocument, Scores, Sentence, Setting
from framing.score.measure import by_outlet, counts

RowUnit = Literal["hit", "sentence", "article", "outlet"]
PartUnit = Literal["hit", "sentence", "article"]
Row = dict[str, Any]
ByVoice = tuple[Counts, Counts, Counts]

VOICES = (Setting(), Setting(voice="outlet"), Setting(voice="source"))


def rows(scores: Scores, unit: RowUnit) -> Iterator[Row]:
    """Yield the scores as rows of the unit asked for, in the order of the corpus."""
    if unit == "outlet":
        return _outlet_rows(scores)
    return chain.from_iterable(rows_by_article(scores, unit))


def rows_by_article(scores: Scores, unit: PartUnit) -> Iterator[Iterator[Row]]:
    """Yield the rows of each article, in the order of the corpus."""
    match unit:
        case "hit":
            patterns = {(lexicon.name, term.id): term.pattern for lexicon in scores.lexicons for term in lexicon.terms}
            return (_hit_rows(scored, patterns) for scored in scores.documents)
        case "sentence":
            return (_sentence_rows(scored, scores.lexicons) for scored in scores.documents)
        case "article":
            measures = row_measures(scores.lexicons)
            return (_article_rows(scored, measures) for scored in scores.documents)


def outlet_rows(articles: Mapping[str, int], counted: Mapping[tuple[str, Measure], ByVoice]) -> Iterator[Row]:
    """Yield the rows of outlets from the number of their articles and their summed counts.

    Counts are over all text, over the outlet's own sentences and over its sources'. Outlets and measures come in the
    order of `articles` and `counted`.
    """
    measures = tuple(dict.fromkeys(measure for _, measure in counted))
    for outlet, number in articles.items():
        for measure in measures:
            yield {"outlet": outlet, "articles": number, **_counted(measure, counted[outlet, measure])}


def row_measures(lexicons: Iterable[Lexicon]) -> tuple[Measure, ...]:
    """Return the measures of which an article or outlet has a row: each lexicon whole, then each of its facets."""
    return tuple(
        measure
        for lexicon in lexicons
        for measure in (Measure(lexicon.name), *(Measure(lexicon.name, facet.name) for facet in lexicon.facets))
    )


def _sentence_rows(scored: ScoredDocument, lexicons: Sequence[Lexicon]) -> Iterator[Row]:
    by_sentence: dict[int, list[Hit]] = {}
    for hit in scored.hits:
        by_sentence.setdefault(hit.sentence, []).append(hit)
    for sentence in scored.document.sentences:
        hits = by_sentence.get(sentence.index, [])
        yield {
            **_place(scored, sentence),
            "text": scored.document.text_of(sentence),
            "voice": sentence.voice,
            "speaker": sentence.speaker,
            "frames": {lexicon.name: _frame(lexicon, hits) for lexicon in lexicons},
        }


def nested_counts(unit: RowUnit, lexicons: Sequence[Lexicon]) -> Row:
    """Return how rows of a unit nest the counts behind their other values: an example of them in which all are 0."""
    return {"frames": {lexicon.name: _frame(lexicon, []) for lexicon in lexicons}} if unit == "sentence" else {}


def _frame(lexicon: Lexicon, hits: list[Hit]) -> Row:
    """Return the numbers of hits of one frame: the same keys for every frame, whatever its facets."""
    seen = Counter((hit.facet, hit.stance) for hit in hits if hit.lexicon == lexicon.name)
    facets = {
        facet.name: {"asserted": seen[facet.name, "asserted"], "discounted": seen[facet.name, "discounted"]}
        for facet in lexicon.facets
    }
    return {
        "asserted": sum(facet["asserted"] for facet in facets.values()),
        "discounted": sum(facet["discounted"] for facet in facets.values()),
        "facets": facets,
    }


def _place(scored: ScoredDocument, sentence: Sentence) -> Row:
    """Return where a sentence stands. A table row is its own text: its id, index 0, and offsets from its own start."""
    article = scored.document.article
    if sentence.row is not None:
        return {
            "article": sentence.row,
            "outlet": article.outlet,
            "index": 0,
            "paragraph": sentence.paragraph,
            "start": 0,
            "end": sentence.end - sentence.start,
        }
    return {
        "article": article.id,
        "outlet": article.outlet,
        "index": sentence.index,
        "paragraph": sentence.paragraph,
        "start": sentence.start,
        "end": sentence.end,
    }


def _hit_rows(scored: ScoredDocument, patterns: Mapping[tuple[str, str], str]) -> Iterator[Row]:
    document = scored.document
    for hit in scored.hits:
        sentence = document.sentences[hit.sentence]
        place = _place(scored, sentence)
        shift = 0 if sentence.row is None else sentence.start
        yield {
            "article": place["article"],
            "outlet": place["outlet"],
            "index": place["index"],
            "paragraph": place["paragraph"],
            "frame": hit.lexicon,
            "facet": hit.facet,
            "term": patterns[hit.lexicon, hit.term],
            "text": document.article.text[hit.start : hit.end],
            "start": hit.start - shift,
            "end": hit.end - shift,
            "stance": hit.stance,
            "cue": hit.cue.text if hit.cue else None,
            "voice": hit.voice,
            "speaker": sentence.speaker,
            "weight": hit.weight,
        }


def _article_rows(scored: ScoredDocument, measures: Sequence[Measure]) -> Iterator[Row]:
    article = scored.document.article
    for measure in measures:
        yield {
            "article": article.id,
            "outlet": article.outlet,
            "title": article.title,
            "date": article.published.isoformat() if article.published else None,
            **_counted(measure, [counts(scored, measure, setting=setting) for setting in VOICES]),
        }


def _outlet_rows(scores: Scores) -> Iterator[Row]:
    articles = Counter(scored.document.article.outlet for scored in scores.documents)
    counted: dict[tuple[str, Measure], ByVoice] = {}
    for measure in row_measures(scores.lexicons):
        everything, own, sources = (by_outlet(scores, measure, setting=setting) for setting in VOICES)
        counted |= {(outlet, measure): (everything[outlet], own[outlet], sources[outlet]) for outlet in articles}
    return outlet_rows(articles, counted)


def _counted(measure: Measure, by_voice: Sequence[Counts]) -> Row:
    """Return counts and rates over all text, then the counts of the outlet's voice and of its sources'."""
    found, own, sources = by_voice
    return {
        "frame": measure.frame,
        "facet": measure.facet,
        "sentences": found.sentences,
        "tokens": found.tokens,
        "asserted": found.asserted,
        "discounted": found.discounted,
        "asserted_hits": found.asserted_hits,
        "discounted_hits": found.discounted_hits,
        "share": found.salience,
        "discounted_share": found.discounted_share,
        "per_1000": found.per_1000,
        "outlet_sentences": own.sentences,
        "outlet_asserted": own.asserted,
        "outlet_discounted": own.discounted,
        "source_sentences": sources.sentences,
        "source_asserted": sources.asserted,
        "source_discounted": sources.discounted,
    }
