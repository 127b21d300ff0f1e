"""Repeat a comparison with one choice changed at a time, and see whether its answer stands."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from scipy import stats

from framing.compare.outlets import compare
from framing.model import CellKey, Comparison, Difference, Measure, Scores, Sensitivity, Setting
from framing.model.comparison import flipped


def variants(base: Setting, *, strongest_term: str | None = None, titles: bool = True) -> dict[str, Setting]:
    """Return the settings that differ from `base` in one choice, by the label a reader sees.

    Choices that `base` already made are left out; `titles=False` leaves out counting headlines, for scores without
    them.
    """
    found = {
        "outlet's own voice only": replace(base, voice="outlet"),
        "sources' voice only": replace(base, voice="source"),
        "every mention counted, discounted ones too": replace(base, stance="ignored"),
        "headlines counted": replace(base, titles=base.titles or titles),
        "hits per 1,000 words": replace(base, rate="per_1000"),
    }
    if strongest_term is not None and strongest_term not in base.without_terms:
        found[f"without the strongest term, {strongest_term}"] = replace(
            base, without_terms=(*base.without_terms, strongest_term)
        )
    return {label: setting for label, setting in found.items() if setting != base}


def repeat(
    scores: Scores | Callable[[Setting], Scores],
    base: Comparison,
    *,
    measure: Measure,
    outlet: str,
    other: str,
    settings: Mapping[str, Setting],
) -> tuple[Sensitivity, ...]:
    """Return, for each of `settings`, the difference `outlet` minus `other` and whether the order of outlets survives.

    `scores` is called for each setting where it is a function, for choices that need a new scoring (headlines). Each
    repetition is a whole comparison, so its q stands over as many differences as the published one's. A setting that
    does not know the measure is left out: with stances ignored nothing is discounted. `order_kept` compares with
    `base`.
    """
    published = _values(base, measure)
    rows: list[Sensitivity] = []
    for label, setting in settings.items():
        found = compare(scores if isinstance(scores, Scores) else scores(setting), setting=setting, unit=base.unit)
        difference = _pick(found.pairs, measure, outlet, other)
        if difference is not None:
            kept = order_kept(published, _values(found, measure))
            rows.append(Sensitivity(label=label, setting=setting, difference=difference, order_kept=kept))
    return tuple(rows)


def _values(comparison: Comparison, measure: Measure) -> dict[str, float]:
    cells = {outlet: comparison.cells.get(CellKey(outlet, measure)) for outlet in comparison.outlets}
    return {outlet: cell.value for outlet, cell in cells.items() if cell is not None and cell.value is not None}


def _pick(pairs: Sequence[Difference], measure: Measure, outlet: str, other: str) -> Difference | None:
    for difference in pairs:
        if difference.measure == measure and {difference.outlet, difference.other} == {outlet, other}:
            return difference if difference.outlet == outlet else flipped(difference)
    return None


def order_kept(first: Mapping[str, float], second: Mapping[str, float]) -> float | None:
    """Return Kendall's tau-b over the outlets with a value in both; None with all tied or under two."""
    shared = [outlet for outlet in first if outlet in second]
    if len(shared) < 2:
        return None
    tau = float(stats.kendalltau([first[o] for o in shared], [second[o] for o in shared]).statistic)
    return None if math.isnan(tau) else tau
