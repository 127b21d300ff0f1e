"""Which terms stand more often in one outlet than in the others, tested over articles and not over hits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import stats

from framing.compare.intervals import (
    Effect,
    Interval,
    design_effect,
    difference_interval,
    pooled_effect,
    share_interval,
)
from framing.compare.outlets import MIN_SENTENCES, MIN_UNITS
from framing.compare.permute import permutation_p, smallest_p
from framing.model import Estimate, Lexicon, Measure, Scores, Setting, Unit, Verdict
from framing.score.measure import looked_at, selected
from framing.tune.auditing.values import OutletRate

IntArray = NDArray[np.int64]
BoolArray = NDArray[np.bool_]
Family = dict[tuple[int, int], tuple[float, float]]  # (outlet, term) -> p and q

TESTED_UNITS = 4
"""Units a term must stand in to be tested. Where all of them are articles of one of five like outlets, chance does that
in 0.2^4 = 0.2 % of draws for four units, and in 0.8 % for three, which no correction over many terms outlasts."""

MOST_TESTED = 40
"""Outlets tested, those with the most sentences: each is a permutation of the whole corpus, and the family grows."""

ROUNDING = 1e-12  # 1 - 0.95 is 0.050000000000000044: a q of exactly 0.05 must pass, and one a rounding error above it


def outlet_rates(
    scores: Scores, lexicon: Lexicon, *, setting: Setting, unit: Unit
) -> dict[str, tuple[OutletRate, ...]]:
    """Return for every term with hits its rate in each outlet, by term id; outlets in order of first appearance.

    The rate is the share of sentences with a hit of either stance. Each outlet is held against the others pooled by
    permutation of the units, two-sided; q is over every term and outlet tested. A verdict is higher or lower only where
    q is at most 1 - confidence and the Korn-Graubard interval of the difference excludes 0.
    """
    table = _units(scores, lexicon, setting=setting, unit=unit)
    if not table.terms:
        return {}
    family = _adjusted(table, _tests(table, setting=setting, unit=unit))
    pools = [_pool(table, column) for column in range(len(table.terms))]
    return {
        term: tuple(
            _rate(table, index, column, pool=pools[column], family=family, setting=setting)
            for index in range(len(table.outlets))
        )
        for column, term in enumerate(table.terms)
    }


@dataclass(frozen=True, kw_only=True, slots=True)
class _Units:
    """Sampling units as arrays: the outlet and the sentences of each (n,), and carrying sentences by term (n, m).

    `hits` counts hits by outlet and term (outlets, m).
    """

    outlets: tuple[str, ...]
    terms: tuple[str, ...]
    outlet: IntArray
    sentences: IntArray
    carrying: IntArray
    hits: IntArray

    @property
    def tested(self) -> IntArray:
        """The columns of the terms that stand in enough units."""
        return np.flatnonzero((self.carrying > 0).sum(axis=0) >= TESTED_UNITS)


def _units(scores: Scores, lexicon: Lexicon, *, setting: Setting, unit: Unit) -> _Units:
    """Return the table, its rows sorted by outlet, article and paragraph, whatever the order of the corpus."""
    outlets = tuple(dict.fromkeys(d.document.article.outlet for d in scores.documents))
    measure = Measure(lexicon.name)
    live = {hit.term for d in scores.documents for hit, _ in selected(d, measure, setting)}
    terms = tuple(dict.fromkeys(term.id for term in lexicon.terms if term.id in live))
    column_of = {term: column for column, term in enumerate(terms)}
    place = {outlet: index for index, outlet in enumerate(outlets)}
    rows: list[tuple[int, int]] = []
    cells: dict[tuple[int, int], set[int]] = {}
    hits = np.zeros((len(outlets), len(terms)), dtype=np.int64)
    for document in sorted(scores.documents, key=lambda d: (d.document.article.outlet, d.document.article.id)):
        outlet = place[document.document.article.outlet]
        groups: dict[int, int] = {}
        row_of = {}
        for sentence in looked_at(document, setting):
            group = 0 if unit == "article" else sentence.paragraph
            row = groups.setdefault(group, len(rows) + len(groups))
            row_of[sentence.index] = row
        sizes = np.bincount([row - len(rows) for row in row_of.values()], minlength=len(groups))
        for hit, _ in selected(document, measure, setting):
            if hit.sentence in row_of:
                column = column_of[hit.term]
                cells.setdefault((row_of[hit.sentence], column), set()).add(hit.sentence)
                hits[outlet, column] += 1
        rows += [(outlet, int(size)) for size in sizes]
    table = np.array(rows, dtype=np.int64).reshape(-1, 2)
    carrying = np.zeros((len(rows), len(terms)), dtype=np.int64)
    for (row, column), seen in cells.items():
        carrying[row, column] = len(seen)
    return _Units(outlets=outlets, terms=terms, outlet=table[:, 0], sentences=table[:, 1], carrying=carrying, hits=hits)


def _tests(table: _Units, *, setting: Setting, unit: Unit) -> dict[tuple[int, int], float]:
    """Return the p-value of each outlet and term that there is enough text to test."""
    tested = table.tested
    found: dict[tuple[int, int], float] = {}
    if len(table.outlets) < 2 or not len(tested):
        return found
    for index in _largest(table):
        first = table.outlet == index
        if not all(_enough(table, side, unit) for side in (first, ~first)):
            continue
        sizes = int(first.sum()), int((~first).sum())
        if smallest_p(*sizes, permutations=setting.permutations) > 1 - setting.confidence:
            continue
        ps = permutation_p(
            table.carrying[:, tested],
            table.sentences,
            first,
            permutations=setting.permutations,
            seed=setting.seed,
        )
        found |= {(index, int(column)): float(p) for column, p in zip(tested, ps, strict=True)}
    return found


def _largest(table: _Units) -> Sequence[int]:
    """Return the outlets to test; of two only one, since each is the other's rest."""
    if len(table.outlets) == 2:
        return [0]
    sentences = np.bincount(table.outlet, weights=table.sentences, minlength=len(table.outlets))
    return sorted(np.argsort(-sentences, kind="stable")[:MOST_TESTED].tolist())


def _adjusted(table: _Units, found: dict[tuple[int, int], float]) -> Family:
    """Return p and q of every test; q is over all of them.

    Source: Benjamini and Hochberg 1995, "Controlling the false discovery rate".
    """
    if not found:
        return {}
    qs = stats.false_discovery_control(list(found.values()))
    family = {key: (p, float(q)) for (key, p), q in zip(found.items(), qs, strict=True)}
    if len(table.outlets) == 2:
        family |= {(1, column): pair for (_, column), pair in family.items()}
    return family


def _rate(
    table: _Units, index: int, column: int, *, pool: Effect | None, family: Family, setting: Setting
) -> OutletRate:
    own = table.outlet == index
    share = _interval(table, own, column, pool=pool, setting=setting)
    p, q = family.get((index, column), (None, None))
    # Where nothing was tested the difference is not shown: its interval would be all that is left to over-read.
    gap = (
        Interval(None, None, None)
        if p is None
        else difference_interval(share, _interval(table, ~own, column, pool=pool, setting=setting))
    )
    return OutletRate(
        outlet=table.outlets[index],
        hits=int(table.hits[index, column]),
        share=Estimate(
            value=share.value,
            low=share.low,
            high=share.high,
            carrying=int(table.carrying[own, column].sum()),
            total=int(table.sentences[own].sum()),
            units=int(own.sum()),
            effective=share.effective,
        ),
        gap=gap.value,
        low=gap.low,
        high=gap.high,
        p=p,
        q=q,
        verdict=_verdict(gap, q, alpha=1 - setting.confidence),
    )


def _interval(table: _Units, mask: BoolArray, column: int, *, pool: Effect | None, setting: Setting) -> Interval:
    carrying, sentences = table.carrying[mask, column], table.sentences[mask]
    return share_interval(carrying, sentences, confidence=setting.confidence, pooled=pool)


def _pool(table: _Units, column: int) -> Effect | None:
    groups = [table.outlet == index for index in range(len(table.outlets))]
    return pooled_effect(design_effect(table.carrying[g, column], table.sentences[g]) for g in groups)


def _enough(table: _Units, mask: BoolArray, unit: Unit) -> bool:
    return int(mask.sum()) >= MIN_UNITS[unit] and int(table.sentences[mask].sum()) >= MIN_SENTENCES


def _verdict(gap: Interval, q: float | None, *, alpha: float) -> Verdict:
    if q is None or gap.low is None or gap.high is None:
        return "too little text"
    if q > alpha + ROUNDING or gap.low <= 0 <= gap.high:
        return "not distinguishable"
    return "higher" if gap.low > 0 else "lower"
