"""Kept rows to what is asked of a baseline: counts by measure, words by article, hits by term."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from framing.baseline.stories import found_stories, stories_of
from framing.baseline.values import (
    Bags,
    Baseline,
    BaselineArticle,
    IntArray,
    Kept,
    Matrix,
    Tally,
    TermHits,
    Words,
)
from framing.compare.words import display, word
from framing.model import BaselineQuote, Measure

TermName = tuple[str, str, str, str]
"""(frame, facet, term id, label)."""

NOTHING: frozenset[str] = frozenset()


@dataclass(frozen=True, kw_only=True, slots=True)
class Head:
    """All of a baseline that is not counted: the fields of `Baseline` of the same names, and the terms it counts."""

    name: str
    by: Literal["outlet", "group"]
    measures: tuple[Measure, ...]
    terms: tuple[TermName, ...]
    quotes: tuple[BaselineQuote, ...]
    with_quotes: bool
    lexicons: Mapping[str, str]
    lexicon_versions: Mapping[str, str]
    titles: Mapping[Measure, str]
    cues_sha256: str
    version: str
    inputs: Mapping[str, str]
    tokens_sha256: str
    sha256: str = ""


def assemble(articles: Sequence[BaselineArticle], kept: Kept, head: Head, *, story: IntArray | None = None) -> Baseline:
    """Return the baseline of some articles and what was kept of them, both in canonical order (order.py).

    `story` (articles,) are the stories found earlier; None looks for them.
    """
    n = len(articles)
    words = words_of(kept.bags, n)
    given = {field.name: getattr(head, field.name) for field in fields(Head) if field.name not in ("measures", "terms")}
    return Baseline(
        **given,
        articles=tuple(articles),
        tally=tallied(kept, head.terms, head.measures),
        words=words,
        terms=term_hits(kept, head.terms, n),
        stories=stories_of(words, found_stories(words) if story is None else story),
        kept=kept,
    )


def tallied(
    kept: Kept,
    terms: Sequence[TermName],
    measures: Sequence[Measure],
    *,
    ignored: bool = False,
    without: Collection[str] = (),
) -> Tally:
    """Return the counts of `measures`; with `ignored` every hit is asserted, and hits of the terms `without` are none.

    The stance of a measure is its own: with `ignored` nothing is discounted.
    """
    units, marks = kept.units, kept.marks
    rows = len(units.article)
    carrying = np.zeros((rows, len(measures)), dtype=np.int64)
    hits = np.zeros_like(carrying)
    for column, measure in enumerate(measures):
        member = np.array([_counts_for(term, measure) and term[2] not in without for term in terms], dtype=bool)
        chosen = member[marks.term] if len(terms) else np.zeros(len(marks.term), dtype=bool)
        if not ignored:
            chosen &= marks.discounted == int(measure.stance == "discounted")
        elif measure.stance == "discounted":
            chosen[:] = False
        unit, sentence, count = marks.unit[chosen], marks.sentence[chosen], marks.count[chosen]
        np.add.at(hits[:, column], unit, count)
        # Rows stand in the order of their sentences: a sentence is new where unit or number changes.
        np.add.at(carrying[:, column], unit[_changes(unit, sentence)], 1)
    return Tally(
        measures=tuple(measures),
        article=units.article,
        paragraph=units.paragraph,
        voice=units.voice,
        sentences=units.sentences,
        tokens=units.tokens,
        carrying=carrying,
        hits=hits,
    )


def term_hits(kept: Kept, terms: Sequence[TermName], articles: int) -> TermHits:
    """Return the asserted hits of every term in every article, and the sentences that it alone makes carry."""
    asserted = kept.marks.discounted == 0
    unit, sentence, term, count = (
        array[asserted] for array in (kept.marks.unit, kept.marks.sentence, kept.marks.term, kept.marks.count)
    )
    article = kept.units.article[unit]
    numbered = {frame: number for number, frame in enumerate(dict.fromkeys(name[0] for name in terms))}
    frame = np.array([numbered[name[0]] for name in terms], dtype=np.int64)[term] if len(terms) else term
    # Terms are sorted by frame, so that the terms of one frame in one sentence stand in a row.
    first = _changes(unit, sentence, frame)
    group = np.cumsum(first) - 1
    alone = np.bincount(group)[group] == 1 if len(group) else first
    shape = (articles, len(terms))
    return TermHits(
        terms=tuple(terms),
        hits=_summed(count, article, term, shape),
        sole=_summed(np.ones(int(alone.sum()), dtype=np.int64), article[alone], term[alone], shape),
    )


def words_of(bags: Bags, articles: int) -> Words:
    """Return the words of every article: writings folded to what they count as, shown as most written."""
    folded = [word(form, stop=NOTHING) or form for form in bags.forms]
    keys = sorted(set(folded))
    column = {key: number for number, key in enumerate(keys)}
    of_form = np.array([column[key] for key in folded], dtype=np.int64)
    often = np.bincount(bags.form, weights=bags.count, minlength=len(bags.forms))
    writings: list[Counter[str]] = [Counter() for _ in keys]
    for form, key, count in zip(bags.forms, of_form, often, strict=True):
        writings[key][form] = int(count)
    shape = (articles, len(keys))
    columns = of_form[bags.form] if keys else bags.form
    free = bags.count > bags.taken
    return Words(
        words=tuple(display(forms) for forms in writings),
        keys=tuple(keys),
        counts=_summed(bags.count, bags.article, columns, shape),
        subject=_summed((bags.count - bags.taken)[free], bags.article[free], columns[free], shape),
    )


def _summed(values: IntArray, rows: IntArray, columns: IntArray, shape: tuple[int, int]) -> Matrix:
    found = sparse.csr_array((values, (rows, columns)), shape=shape, dtype=np.int64)
    found.sum_duplicates()
    return found


def _counts_for(term: TermName, measure: Measure) -> bool:
    return term[0] == measure.frame and measure.facet in (None, term[1])


def _changes(*columns: IntArray) -> NDArray[np.bool_]:
    """Return where a row differs from the one before it in any column; the first row does."""
    changed = np.ones(len(columns[0]), dtype=bool)
    if len(changed):
        changed[1:] = np.any([column[1:] != column[:-1] for column in columns], axis=0)
    return changed
