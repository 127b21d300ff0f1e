"""Compare outlets: estimates with intervals, differences with a permutation test, verdicts in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import combinations
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import stats

from framing.compare.intervals import (
    Effect,
    Interval,
    design_effect,
    difference_interval,
    pooled_effect,
    rate_design_effect,
    rate_interval,
    share_interval,
)
from framing.compare.permute import permutation_p, smallest_p, ways
from framing.model import CellKey, Comparison, Difference, Estimate, Scores, Setting, Unit, Verdict
from framing.score.measure import PUBLISHED, UnitTable, measures, unit_table

MIN_ARTICLES = 3
"""Articles from which an outlet is judged by its articles. Two give one difference between articles and no idea of its
spread; from three the Korn-Graubard interval covers (docs/method-calibration.md)."""

MIN_UNITS = {"article": MIN_ARTICLES, "paragraph": 5}
"""Units under which an outlet is not tested. Five paragraphs against five can reach p = 2/252; four against four stop
at 2/70, which hardly ever outlasts a correction for several comparisons."""

MIN_SENTENCES = 10
"""Sentences under which an outlet is not tested: below ten, one sentence more or less moves a share by over 10
points."""

TOGETHER = 20_000
"""Units of a table above which its differences are tested together, by deals that all of them share
(framing/compare/together.py). Fifty outlets of 400 articles cost 100 s of processor time pair by pair, and a brief
compares eight times over. Up to here every pair is dealt by itself."""

BoolArray = NDArray[np.bool_]


def compare(scores: Scores, *, setting: Setting = PUBLISHED, unit: Unit | None = None) -> Comparison:
    """Return every outlet's estimates, every pair's difference and every outlet's difference against the rest.

    `unit` is what is dealt out and clustered on; None chooses it (`choose_unit`). The result does not depend on the
    order of the documents, except that outlets are listed as they first appear.
    """
    shown = measures(scores.lexicons, stance=setting.stance)
    chosen = choose_unit(scores) if unit is None else unit
    return compare_units(unit_table(scores, shown, setting=setting, unit=chosen), setting=setting)


def choose_unit(scores: Scores) -> Unit:
    """Return the article where at least two outlets (or one of two) have MIN_ARTICLES articles, else the paragraph.

    One unit holds for every outlet. Paragraphs would make two outlets of many articles look surer than they are, so as
    soon as a comparison can be made between articles it is, and outlets with fewer articles have too little text. Where
    outlets have one or two articles each, paragraphs are compared, and the result speaks of these articles.
    """
    articles = Counter(d.document.article.outlet for d in scores.documents if d.document.sentences)
    several = sum(count >= MIN_ARTICLES for count in articles.values())
    return "article" if several and several >= min(2, len(articles) - 1) else "paragraph"


def compare_units(table: UnitTable, *, setting: Setting = PUBLISHED) -> Comparison:
    """Return the comparison of the outlets of `table`; `compare` is this after counting.

    A verdict is higher or lower only where q is at most 1 - confidence and the interval of the difference excludes 0.
    It is "too little text" where an outlet is under MIN_UNITS or MIN_SENTENCES, or where so few units are dealt out
    that no result whatever could reach 1 - confidence.
    """
    pools = _pools(table, setting=setting)
    own = [table.outlet == index for index in range(len(table.outlets))]
    groups = [_group(table, mask, setting=setting, pools=pools) for mask in own]
    others = [_group(table, ~mask, setting=setting, pools=pools) for mask in own] if len(own) > 1 else []
    named = list(zip(table.outlets, groups, strict=True))
    pairs = [_Side(a, first, b, second) for (a, first), (b, second) in combinations(named, 2)]
    rest = [_Side(a, first, None, second) for (a, first), second in zip(named, others, strict=False)]
    return Comparison(
        setting=setting,
        unit=table.unit,
        outlets=table.outlets,
        measures=table.measures,
        cells=_cells(table, groups, setting=setting),
        pairs=_differences(table, pairs, setting=setting),
        against_rest=_differences(table, rest, setting=setting),
        too_little=tuple(outlet for outlet, group in named if group.too_little),
    )


def estimates(table: UnitTable, *, setting: Setting = PUBLISHED) -> dict[CellKey, Estimate]:
    """Return only the estimates of `compare_units`, without a difference and its test: a thousandth of the work."""
    pools = _pools(table, setting=setting)
    masks = [table.outlet == index for index in range(len(table.outlets))]
    return _cells(table, [_group(table, mask, setting=setting, pools=pools) for mask in masks], setting=setting)


class _Group(NamedTuple):
    """Some units of the table, with one interval a measure."""

    mask: BoolArray
    intervals: tuple[Interval, ...]
    too_little: bool


class _Side(NamedTuple):
    """Two groups to hold beside each other; `other` is None for the rest."""

    outlet: str
    first: _Group
    other: str | None
    second: _Group

    @property
    def sizes(self) -> tuple[int, int]:
        return int(self.first.mask.sum()), int(self.second.mask.sum())


def _group(table: UnitTable, mask: BoolArray, *, setting: Setting, pools: Sequence[Effect | None]) -> _Group:
    interval = share_interval if setting.rate == "share" else rate_interval
    top, bottom = table.numerator(setting)[mask], table.denominator(setting)[mask]
    return _Group(
        mask=mask,
        intervals=tuple(
            interval(top[:, column], bottom, confidence=setting.confidence, pooled=pooled)
            for column, pooled in enumerate(pools)
        ),
        too_little=int(mask.sum()) < MIN_UNITS[table.unit] or int(table.sentences[mask].sum()) < MIN_SENTENCES,
    )


def _pools(table: UnitTable, *, setting: Setting) -> tuple[Effect | None, ...]:
    return tuple(_pool(table, column, setting=setting) for column in range(len(table.measures)))


def _pool(table: UnitTable, column: int, *, setting: Setting) -> Effect | None:
    """Return the design effect of one measure over the outlets in which it can be seen."""
    effect = design_effect if setting.rate == "share" else rate_design_effect
    top, bottom = table.numerator(setting)[:, column], table.denominator(setting)
    groups = [table.outlet == index for index in range(len(table.outlets))]
    return pooled_effect(effect(top[g], bottom[g]) for g in groups)


def _cells(table: UnitTable, groups: Sequence[_Group], *, setting: Setting) -> dict[CellKey, Estimate]:
    return {
        CellKey(outlet, measure): _estimate(table, group, column, setting=setting)
        for outlet, group in zip(table.outlets, groups, strict=True)
        for column, measure in enumerate(table.measures)
    }


def _estimate(table: UnitTable, group: _Group, column: int, *, setting: Setting) -> Estimate:
    value, low, high, effective = group.intervals[column]
    return Estimate(
        value=value,
        low=low,
        high=high,
        carrying=int(table.numerator(setting)[group.mask, column].sum()),
        total=int(table.denominator(setting)[group.mask].sum()),
        units=int(group.mask.sum()),
        effective=effective,
    )


def _differences(table: UnitTable, sides: Sequence[_Side], *, setting: Setting) -> tuple[Difference, ...]:
    """Return one difference a pair and measure, with q over all of them: they are one family, shown together."""
    qs = iter(adjust([p for ps in _p_values(table, sides, setting) for p in ps]))
    found: list[Difference] = []
    for side in sides:
        for column, measure in enumerate(table.measures):
            gap = difference_interval(side.first.intervals[column], side.second.intervals[column])
            p, q = next(qs)
            found.append(
                Difference(
                    measure=measure,
                    outlet=side.outlet,
                    other=side.other,
                    value=gap.value,
                    low=gap.low,
                    high=gap.high,
                    p=p,
                    q=q,
                    verdict=verdict_of(gap, q, alpha=1 - setting.confidence),
                )
            )
    return tuple(found)


def _p_values(table: UnitTable, sides: Sequence[_Side], setting: Setting) -> list[Sequence[float | None]]:
    """Return one p-value a side and measure, None where there is too little text to test."""
    tested = [number for number, side in enumerate(sides) if _testable(side, setting)]
    together = [number for number in tested if len(table.outlet) > TOGETHER and _drawn(sides[number], setting)]
    found: list[Sequence[float | None]] = [[None] * len(table.measures)] * len(sides)
    for number in set(tested).difference(together):
        found[number] = _alone(table, sides[number], setting)
    shared = _together(table, [sides[number] for number in together], setting)
    for number, ps in zip(together, shared, strict=True):
        found[number] = ps
    return found


def _testable(side: _Side, setting: Setting) -> bool:
    if side.first.too_little or side.second.too_little:
        return False
    return smallest_p(*side.sizes, permutations=setting.permutations) <= 1 - setting.confidence


def _drawn(side: _Side, setting: Setting) -> bool:
    """Return whether there are too many ways to deal the units of the side out to look at each."""
    first, second = side.sizes
    return ways(first + second, first, most=setting.permutations) > setting.permutations


def _alone(table: UnitTable, side: _Side, setting: Setting) -> Sequence[float]:
    first = side.first.mask
    both = first | side.second.mask
    found: list[float] = permutation_p(
        table.numerator(setting)[both],
        table.denominator(setting)[both],
        first[both],
        permutations=setting.permutations,
        seed=setting.seed,
        counts=setting.rate == "per_1000",
    ).tolist()
    return found


def _together(table: UnitTable, sides: Sequence[_Side], setting: Setting) -> Sequence[Sequence[float]]:
    if not sides:
        return []
    # Compiled code takes a second to load, which only a large table is worth.
    from framing.compare.together import Contest, together_p

    place = {outlet: index for index, outlet in enumerate(table.outlets)}
    found: list[list[float]] = together_p(
        table.numerator(setting),
        table.denominator(setting),
        table.outlet,
        [Contest(place[side.outlet], None if side.other is None else place[side.other]) for side in sides],
        permutations=setting.permutations,
        seed=setting.seed,
        counts=setting.rate == "per_1000",
    ).tolist()
    return found


def adjust(family: Sequence[float | None]) -> list[tuple[float | None, float | None]]:
    """Return each p with its Benjamini-Hochberg q; what was not tested is no part of the family.

    Source: Benjamini and Hochberg 1995, "Controlling the false discovery rate".
    """
    tested = [p for p in family if p is not None]
    adjusted = iter(stats.false_discovery_control(tested) if tested else ())
    return [(None, None) if p is None else (p, float(next(adjusted))) for p in family]


def verdict_of(gap: Interval, q: float | None, *, alpha: float) -> Verdict:
    """Return what may be said of a difference with this interval and this adjusted p."""
    if q is None or gap.low is None or gap.high is None:
        return "too little text"
    # 1 - 0.95 is 0.050000000000000044: a q of exactly 0.05 must pass, and one a rounding error above it too.
    if q > alpha + 1e-12 or gap.low <= 0 <= gap.high:
        return "not distinguishable"
    return "higher" if gap.low > 0 else "lower"
