"""Count what the hits say: additive counts for people, arrays of sampling units for statistics."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import add
from typing import Any

import numpy as np
from numpy.typing import NDArray

from framing.model import Counts, Hit, Lexicon, Measure, ScoredDocument, Scores, Sentence, Setting, Stance, Unit

IntArray = NDArray[np.int64]

PUBLISHED = Setting()


def measures(lexicons: Iterable[Lexicon], *, stance: str = "cues") -> tuple[Measure, ...]:
    """Return the measures a comparison shows, in the order of the lexicons and their facets.

    A lexicon compared by `frame` gives the whole frame asserted, and also discounted where its hits can be; one
    compared by `facets` gives each facet asserted. With `stance="ignored"` every hit counts as asserted, so nothing is
    discounted.
    """
    found: list[Measure] = []
    for lexicon in lexicons:
        if lexicon.compare_by == "facets":
            found += [Measure(lexicon.name, facet.name) for facet in lexicon.facets]
            continue
        found.append(Measure(lexicon.name))
        if lexicon.stance == "cues" and stance == "cues":
            found.append(Measure(lexicon.name, None, "discounted"))
    return tuple(found)


def counts(document: ScoredDocument, measure: Measure, *, setting: Setting = PUBLISHED) -> Counts:
    """Return the counts of `measure`'s frame or facet over the sentences of `document` that `setting` looks at.

    Both stances are counted whatever stance `measure` names, so a frame asserted and discounted share one `Counts`.
    Hits of a whole frame are summed over its facets: a word that stands in two facets counts in both.
    """
    sentences = looked_at(document, setting)
    wanted = {sentence.index for sentence in sentences}
    stances: dict[Stance, set[int]] = {"asserted": set(), "discounted": set()}
    number: dict[Stance, int] = {"asserted": 0, "discounted": 0}
    weight = 0.0
    for hit, stance in selected(document, measure, setting):
        if hit.sentence not in wanted:
            continue
        stances[stance].add(hit.sentence)
        number[stance] += 1
        if stance == "asserted":
            weight += hit.weight
    return Counts(
        sentences=len(sentences),
        tokens=sum(len(sentence.tokens) for sentence in sentences),
        carrying=len(stances["asserted"] | stances["discounted"]),
        asserted=len(stances["asserted"]),
        discounted=len(stances["discounted"]),
        asserted_hits=number["asserted"],
        discounted_hits=number["discounted"],
        weight=weight,
    )


def by_article(scores: Scores, measure: Measure, *, setting: Setting = PUBLISHED) -> dict[str, Counts]:
    """Return the counts of every article, by article id, in the order of the corpus."""
    return {d.document.article.id: counts(d, measure, setting=setting) for d in scores.documents}


def by_outlet(scores: Scores, measure: Measure, *, setting: Setting = PUBLISHED) -> dict[str, Counts]:
    """Return the summed counts of every outlet, in order of first appearance."""
    found: dict[str, Counts] = {}
    for document in scores.documents:
        outlet = document.document.article.outlet
        found[outlet] = found.get(outlet, Counts()) + counts(document, measure, setting=setting)
    return found


def total(scores: Scores, measure: Measure, *, setting: Setting = PUBLISHED) -> Counts:
    """Return the counts of the whole corpus."""
    return reduce(add, (counts(d, measure, setting=setting) for d in scores.documents), Counts())


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class UnitTable:
    """Sampling units as arrays, sorted by outlet name, article id and paragraph, whatever the order of the corpus.

    `outlet` (n,) indexes `outlets`; `sentences` and `tokens` (n,) are what was looked at; `carrying` and `hits` (n, m)
    count the sentences and hits of each of the m `measures` in that measure's own stance. A unit without a sentence
    that the setting looks at is left out. `articles` (n,) indexes the article a unit belongs to.
    """

    unit: Unit
    outlets: tuple[str, ...]
    measures: tuple[Measure, ...]
    outlet: IntArray
    articles: IntArray
    sentences: IntArray
    tokens: IntArray
    carrying: IntArray
    hits: IntArray

    def numerator(self, setting: Setting) -> IntArray:
        """Return what the rate of `setting` counts: carrying sentences, or hits, of shape (n, m)."""
        return self.carrying if setting.rate == "share" else self.hits

    def denominator(self, setting: Setting) -> IntArray:
        """Return what the rate of `setting` counts in: sentences or words, of shape (n,)."""
        return self.sentences if setting.rate == "share" else self.tokens


def unit_table(scores: Scores, measures: Sequence[Measure], *, setting: Setting = PUBLISHED, unit: Unit) -> UnitTable:
    """Return the corpus as one row a sampling unit: an article, or a paragraph of one."""
    outlets = tuple(dict.fromkeys(d.document.article.outlet for d in scores.documents))
    place = {outlet: index for index, outlet in enumerate(outlets)}
    ordered = sorted(scores.documents, key=lambda d: (d.document.article.outlet, d.document.article.id))
    rows: list[tuple[int, int, int, int]] = []
    carrying: list[IntArray] = []
    hits: list[IntArray] = []
    for number, document in enumerate(ordered):
        sentences = looked_at(document, setting)
        groups = _groups(sentences, unit)
        row_of = {sentence.index: row for row, group in enumerate(groups) for sentence in group}
        in_sentences, in_hits = _tally(document, measures, setting=setting, row_of=row_of, rows=len(groups))
        carrying.append(in_sentences)
        hits.append(in_hits)
        outlet = place[document.document.article.outlet]
        rows += [(outlet, number, len(group), sum(len(s.tokens) for s in group)) for group in groups]
    table = np.array(rows, dtype=np.int64).reshape(-1, 4)
    empty = np.zeros((0, len(measures)), dtype=np.int64)
    return UnitTable(
        unit=unit,
        outlets=outlets,
        measures=tuple(measures),
        outlet=table[:, 0],
        articles=table[:, 1],
        sentences=table[:, 2],
        tokens=table[:, 3],
        carrying=np.concatenate([empty, *carrying]),
        hits=np.concatenate([empty, *hits]),
    )


def looked_at(document: ScoredDocument, setting: Setting) -> tuple[Sentence, ...]:
    """Return the sentences of the voice that `setting` asks for."""
    sentences = document.document.sentences
    return sentences if setting.voice == "all" else tuple(s for s in sentences if s.voice == setting.voice)


def selected(document: ScoredDocument, measure: Measure, setting: Setting) -> Iterable[tuple[Hit, Stance]]:
    """Yield the hits of `measure`'s frame or facet with their stance under `setting`, less its `without_terms`."""
    without = set(setting.without_terms)
    for hit in document.hits:
        if hit.lexicon != measure.frame or measure.facet not in (None, hit.facet) or hit.term in without:
            continue
        yield hit, "asserted" if setting.stance == "ignored" else hit.stance


def _groups(sentences: Sequence[Sentence], unit: Unit) -> list[list[Sentence]]:
    if unit == "article":
        return [list(sentences)] if sentences else []
    groups: dict[int, list[Sentence]] = {}
    for sentence in sentences:
        groups.setdefault(sentence.paragraph, []).append(sentence)
    return [groups[paragraph] for paragraph in sorted(groups)]


def _tally(
    document: ScoredDocument,
    measures: Sequence[Measure],
    *,
    setting: Setting,
    row_of: Mapping[int, int],
    rows: int,
) -> tuple[IntArray, IntArray]:
    """Return carrying sentences and hits, each of shape (rows, measures)."""
    shape: Any = (rows, len(measures))
    carrying = np.zeros(shape, dtype=np.int64)
    hits = np.zeros(shape, dtype=np.int64)
    if not document.hits:
        return carrying, hits
    for column, measure in enumerate(measures):
        seen: set[int] = set()
        for hit, stance in selected(document, measure, setting):
            row = row_of.get(hit.sentence)
            if row is None or stance != measure.stance:
                continue
            hits[row, column] += 1
            if hit.sentence not in seen:
                seen.add(hit.sentence)
                carrying[row, column] += 1
    return carrying, hits
