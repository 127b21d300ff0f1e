"""The baseline over time, and where new texts fall."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

import numpy as np
from numpy.typing import NDArray

from framing.baseline.estimate import estimate
from framing.baseline.spread import Spread, interval
from framing.baseline.values import BaselineArticle
from framing.model import Drift, Estimate, Setting
from framing.score.measure import UnitTable

MOST_PERIODS = 12
"""Periods that time is parted into at most: a year by month, three by quarter; more are too many to read."""

WAYS: tuple[Callable[[date], int], ...] = (
    lambda day: day.toordinal() // 7,
    lambda day: day.year * 12 + day.month,
    lambda day: day.year * 4 + (day.month - 1) // 3,
    lambda day: day.year,
)
"""Weeks, months, quarters and years, each as a number that grows with time."""

Span = tuple[date, date, Estimate]


def periods(
    articles: Sequence[BaselineArticle], table: UnitTable, *, setting: Setting, spread: Spread
) -> tuple[tuple[Span, ...], ...]:
    """Return the pooled baseline by period, for each measure: first day, last day and estimate, in order of time.

    Time is parted by the finest of weeks, months, quarters and years that makes at most MOST_PERIODS. Periods without
    an article are left out, as are articles without a date; empty where none has one.
    """
    ordinals = _ordinals(articles, table)
    dated = ordinals[ordinals > 0]
    if not len(dated):
        return ()
    start, end = int(dated.min()), int(dated.max())
    days = [date.fromordinal(number) for number in range(start, end + 1)]
    key_of = next((way for way in WAYS if len({way(day) for day in days}) <= MOST_PERIODS), WAYS[-1])
    keys = np.array([key_of(day) for day in days], dtype=np.int64)
    own = np.where(ordinals > 0, keys[np.clip(ordinals - start, 0, len(keys) - 1)], -1)
    found: list[tuple[Span, ...]] = []
    for column in range(len(table.measures)):
        spans = []
        for key in np.unique(own[own >= 0]):
            inside = np.flatnonzero(keys == key)
            spans.append(
                (
                    days[int(inside[0])],
                    days[int(inside[-1])],
                    _estimate(table, own == key, column, setting=setting, spread=spread),
                )
            )
        found.append(tuple(spans))
    return tuple(found)


def drift(
    known: tuple[tuple[Span, ...], ...],
    articles: Sequence[BaselineArticle],
    table: UnitTable,
    *,
    setting: Setting,
    spread: Spread,
) -> tuple[Drift, ...]:
    """Return each measure of the baseline over time (`known`, from `periods`) with the new articles of `table`."""
    ordinals = _ordinals(articles, table)
    dated = ordinals > 0
    found: list[Drift] = []
    for column, (measure, spans) in enumerate(zip(table.measures, known, strict=False)):
        new: Span | None = None
        if dated.any():
            first, last = (date.fromordinal(int(pick)) for pick in (ordinals[dated].min(), ordinals[dated].max()))
            new = (first, last, _estimate(table, dated, column, setting=setting, spread=spread))
        found.append(Drift(measure=measure, periods=spans, new=new))
    return tuple(found)


def _ordinals(articles: Sequence[BaselineArticle], table: UnitTable) -> NDArray[np.int64]:
    """Return the day of each unit's article, 0 where it has no date."""
    days = [0 if article.published is None else article.published.toordinal() for article in articles]
    return np.array(days, dtype=np.int64)[table.articles]


def _estimate(table: UnitTable, mask: NDArray[np.bool_], column: int, *, setting: Setting, spread: Spread) -> Estimate:
    found = interval(table, mask, column, setting=setting, expected=spread.within[column])
    return estimate(table, mask, column, found, setting=setting)
