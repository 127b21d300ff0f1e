"""A baseline to the units that statistics are made on: the same table that scores give."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from framing.baseline.derive import tallied
from framing.baseline.values import VOICES, Baseline, IntArray, Tally
from framing.errors import InputError
from framing.model import Measure, Setting, Unit
from framing.score.measure import PUBLISHED, UnitTable


def unit_table(
    baseline: Baseline,
    measures: Sequence[Measure],
    *,
    setting: Setting = PUBLISHED,
    unit: Unit,
    articles: IntArray | None = None,
) -> UnitTable:
    """Return the baseline as one row a sampling unit: what `score.measure.unit_table` gives of the same scores.

    `articles` are the indexes of those to take, None for all. Outlets are those of the articles taken, in alphabetical
    order; the table's `articles` are indexes into the baseline's.

    Raises InputError for a measure that the baseline did not count.
    """
    tally = _of_setting(baseline, measures, setting)
    taken = np.ones(len(baseline.articles), dtype=bool)
    if articles is not None:
        taken[:] = False
        taken[articles] = True
    names = [article.outlet for article in baseline.articles]
    outlets = tuple(sorted({name for name, chosen in zip(names, taken, strict=True) if chosen}))
    number = {outlet: index for index, outlet in enumerate(outlets)}
    outlet_of = np.array([number.get(name, -1) for name in names], dtype=np.int64)
    chosen = taken[tally.article]
    if setting.voice != "all":
        chosen &= tally.voice == VOICES.index(setting.voice)
    rows = np.flatnonzero(chosen)
    article, paragraph = tally.article[rows], tally.paragraph[rows]
    first = np.ones(len(rows), dtype=bool)
    # Rows stand in the order of articles and paragraphs; those of one unit follow each other.
    first[1:] = article[1:] != article[:-1]
    if unit == "paragraph":
        first[1:] |= paragraph[1:] != paragraph[:-1]
    starts = np.flatnonzero(first)
    columns = _columns(tally, measures)
    return UnitTable(
        unit=unit,
        outlets=outlets,
        measures=tuple(measures),
        outlet=outlet_of[article[starts]],
        articles=article[starts],
        sentences=_sums(tally.sentences[rows], starts),
        tokens=_sums(tally.tokens[rows], starts),
        carrying=_sums(tally.carrying[np.ix_(rows, columns)], starts),
        hits=_sums(tally.hits[np.ix_(rows, columns)], starts),
    )


def _of_setting(baseline: Baseline, measures: Sequence[Measure], setting: Setting) -> Tally:
    """Return the counts that a setting asks for: those kept, or counted again with terms left out or stance ignored."""
    for measure in measures:
        if measure not in baseline.tally.measures:
            called = "/".join(part for part in measure if part)
            raise InputError(baseline.name, f"{called} was not counted", "build the baseline with that lexicon")
    if setting.stance == "cues" and not setting.without_terms:
        return baseline.tally
    if baseline.kept is None:
        raise InputError(baseline.name, "the single hits are not kept", "open or build a whole baseline")
    return tallied(
        baseline.kept,
        baseline.terms.terms,
        measures,
        ignored=setting.stance == "ignored",
        without=setting.without_terms,
    )


def _columns(tally: Tally, measures: Sequence[Measure]) -> IntArray:
    place = {measure: column for column, measure in enumerate(tally.measures)}
    return np.array([place[measure] for measure in measures], dtype=np.int64)


def _sums(values: IntArray, starts: IntArray) -> IntArray:
    """Return the sums of rows from each start to the next."""
    return np.add.reduceat(values, starts, axis=0) if len(starts) else values[:0]
