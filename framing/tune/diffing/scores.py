"""Outlets before and after: rates with their intervals, ranks, and verdicts."""

from __future__ import annotations

from collections.abc import Mapping

from framing.model import CellKey, Comparison, Difference, Estimate, Measure
from framing.tune.diffing.values import OutletMove, VerdictMove


def outlet_moves(before: Comparison, after: Comparison) -> tuple[OutletMove, ...]:
    """Return every outlet on every measure of either comparison; measures of the new one first."""
    found: list[OutletMove] = []
    first, second = _rest(before), _rest(after)
    for measure in shown_measures(before, after):
        old, new = _ranks(before, measure), _ranks(after, measure)
        found += [
            OutletMove(
                outlet=outlet,
                measure=measure,
                before=_cell(before, outlet, measure),
                after=_cell(after, outlet, measure),
                rank_before=old.get(outlet),
                rank_after=new.get(outlet),
                rest_before=first.get((outlet, measure)),
                rest_after=second.get((outlet, measure)),
            )
            for outlet in after.outlets
        ]
    return tuple(found)


def verdict_moves(before: Comparison, after: Comparison) -> tuple[VerdictMove, ...]:
    """Return the differences, against the rest and between pairs, whose verdict is another one now.

    A measure that only one version shows has no verdict to change.
    """
    old = {(d.measure, d.outlet, d.other): d for d in (*before.against_rest, *before.pairs)}
    found = []
    for now in (*after.against_rest, *after.pairs):
        then = old.get((now.measure, now.outlet, now.other))
        if then is not None and then.verdict != now.verdict:
            found.append(VerdictMove(measure=now.measure, outlet=now.outlet, other=now.other, before=then, after=now))
    return tuple(found)


def shown_measures(before: Comparison, after: Comparison) -> tuple[Measure, ...]:
    """Return the measures of either comparison, those of the new one first."""
    return tuple(dict.fromkeys((*after.measures, *before.measures)))


def _cell(comparison: Comparison, outlet: str, measure: Measure) -> Estimate | None:
    return comparison.cells.get(CellKey(outlet, measure))


def _rest(comparison: Comparison) -> Mapping[tuple[str, Measure], Difference]:
    return {(found.outlet, found.measure): found for found in comparison.against_rest}


def _ranks(comparison: Comparison, measure: Measure) -> dict[str, int]:
    values = {
        outlet: cell.value
        for outlet in comparison.outlets
        if (cell := _cell(comparison, outlet, measure)) is not None and cell.value is not None
    }
    highest = sorted(values.values(), reverse=True)
    return {outlet: highest.index(value) + 1 for outlet, value in values.items()}
