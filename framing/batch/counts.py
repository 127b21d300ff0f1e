"""Hits, stances and voices become counts by article: the sums of framing.score.measure, on the arrays of a batch."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from framing.batch.compiled import compiled
from framing.batch.layout import Bools, Hits, Ints, Sentences, Words
from framing.model import Measure
from framing.score.count_table import FIELDS

_SENTENCES, _TOKENS, _CARRYING, _ASSERTED, _DISCOUNTED, _ASSERTED_HITS, _DISCOUNTED_HITS = range(len(FIELDS))
_ALL, _OUTLET, _SOURCE = range(3)


class Measures(NamedTuple):
    """Which measures a hit counts in: that of its lexicon, `whole` (l,), and that of its facet, `part` (f,)."""

    whole: Ints
    part: Ints


class Judged(NamedTuple):
    """What is known of hits and sentences: `discounted` (h,), and `source` (s,), whether a source speaks."""

    discounted: Bools
    source: Bools


def measures_of(rows: Sequence[Measure]) -> Measures:
    """Return where lexicons and facets stand among the measures of rows (`framing.score.rows.row_measures`)."""
    whole = [place for place, measure in enumerate(rows) if measure.facet is None]
    part = [place for place, measure in enumerate(rows) if measure.facet is not None]
    return Measures(np.array(whole, np.int64), np.array(part, np.int64))


def count(articles: int, sentences: Sentences, words: Words, hits: Hits, judged: Judged, measures: Measures) -> Ints:
    """Return the counts by article, measure, voice (all, outlet, source) and field (FIELDS): shape (a, m, 3, 7)."""
    number = len(measures.whole) + len(measures.part)
    counts = np.zeros((articles, number, 3, len(FIELDS)), np.int64)
    looked_at = np.zeros((articles, 3, 2), np.int64)
    _count_looked_at(sentences, words, judged.source, looked_at)
    counts[:, :, :, :_CARRYING] = looked_at[:, None, :, :]
    seen = np.full((number, 3), -1, np.int64)  # the last sentence counted
    _count_hits(sentences.article, hits, judged, measures, (seen, counts))
    counts[:, :, _ALL, :] = counts[:, :, _OUTLET, :] + counts[:, :, _SOURCE, :]
    return counts


@compiled
def _count_looked_at(sentences: Sentences, words: Words, source: Bools, counts: Ints) -> None:
    """Count sentences and words by article and voice, shape (a, 3, 2)."""
    for sentence in range(len(source)):
        voice = _SOURCE if source[sentence] else _OUTLET
        counts[sentences.article[sentence], voice, _SENTENCES] += 1
        counts[sentences.article[sentence], voice, _TOKENS] += words.first[sentence + 1] - words.first[sentence]


@compiled
def _count_hits(article: Ints, hits: Hits, judged: Judged, measures: Measures, out: tuple[Ints, Ints]) -> None:
    seen, counts = out
    for hit in range(len(hits.sentence)):
        sentence = hits.sentence[hit]
        voice = _SOURCE if judged.source[sentence] else _OUTLET
        for measure in (measures.whole[hits.lexicon[hit]], measures.part[hits.facet[hit]]):
            row = counts[article[sentence], measure, voice]
            stance = _DISCOUNTED if judged.discounted[hit] else _ASSERTED
            row[stance + 2] += 1  # the hit itself stands two fields behind its sentence
            if seen[measure, stance - _ASSERTED + 1] != sentence:
                seen[measure, stance - _ASSERTED + 1] = sentence
                row[stance] += 1
            if seen[measure, 0] != sentence:
                seen[measure, 0] = sentence
                row[_CARRYING] += 1
