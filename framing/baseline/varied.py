"""Repeat a new outlet's leading difference from the baseline with one choice changed at a time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from framing.baseline.family import answers, difference
from framing.baseline.place import Beside, Tested, place
from framing.baseline.spread import spread
from framing.baseline.units import unit_table
from framing.baseline.values import Baseline, IntArray
from framing.compare.sensitivity import order_kept
from framing.model import Measure, Placement, Sensitivity, Setting

OWN = ""
"""The new outlet's name among the baseline's, which no outlet has."""


def varied(
    baseline: Baseline,
    new: Baseline,
    mine: IntArray,
    *,
    published: Placement,
    settings: Mapping[str, Setting],
    family: Sequence[Tested],
) -> tuple[Sensitivity, ...]:
    """Return the difference of the articles `mine` of `new` from the pooled baseline under each of `settings`.

    Its q stands over as many tests as the published one: the `family` with this test in place of that. A setting that
    does not know the measure is left out: with stances ignored nothing is discounted. `order_kept` compares the order
    of the baseline's outlets and the new one with the published order.
    """
    measure = published.measure
    values = {name: e.value for name, e in {**published.outlets, OWN: published.new}.items() if e.value is not None}
    at = next((i for i, test in enumerate(family) if test.p == published.difference.p and _same(test, published)), None)
    rest = [test for i, test in enumerate(family) if i != at]
    rows: list[Sensitivity] = []
    for label, setting in settings.items():
        if measure.stance == "discounted" and setting.stance == "ignored":
            continue
        names, beside = _again(baseline, new, mine, measure, setting)
        answer = answers([beside.against, *rest], confidence=setting.confidence)[0]
        changed = {
            name: one.value
            for name, one in zip((*names, OWN), (*beside.outlets, beside.new), strict=True)
            if one.value is not None
        }
        rows.append(
            Sensitivity(
                label=label,
                setting=setting,
                difference=difference(measure, published.difference.outlet, None, beside.against, answer),
                order_kept=order_kept(values, changed),
            )
        )
    return tuple(rows)


def _same(test: Tested, published: Placement) -> bool:
    gap = published.difference
    return (test.gap.value, test.gap.low, test.gap.high) == (gap.value, gap.low, gap.high)


def _again(
    baseline: Baseline, new: Baseline, mine: IntArray, measure: Measure, setting: Setting
) -> tuple[tuple[str, ...], Beside]:
    base = unit_table(baseline, (measure,), setting=setting, unit="article")
    own = unit_table(new, (measure,), setting=setting, unit="article", articles=mine)
    (beside,) = place(base, own, setting=setting, spread=spread(base, setting=setting), single=False)
    return base.outlets, beside
