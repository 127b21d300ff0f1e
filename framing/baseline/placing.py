"""What was found of one new outlet beside the baseline, made ready to be shown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from framing.baseline.estimate import estimate
from framing.baseline.family import difference
from framing.baseline.place import FEW, Beside, Tested
from framing.baseline.power import POINTS, Ground, detectable, needed
from framing.baseline.shrink import percentile, shrunk
from framing.baseline.spread import Spread
from framing.compare.intervals import Interval
from framing.compare.leading import differs
from framing.model import Difference, Estimate, Measure, Placement, Setting, Verdict
from framing.score.measure import UnitTable

Answer = tuple[float | None, Verdict]


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Scene:
    """The articles of the baseline (`base`) and of one new outlet (`new`), and how unlike articles are."""

    base: UnitTable
    new: UnitTable
    setting: Setting
    spread: Spread


def placements(
    scene: Scene, beside: Sequence[Beside], outlet: str, said: Iterator[Answer], *, tests: int
) -> tuple[Placement, ...]:
    """Return one placement a measure; `said` are the answers to `tests_of(beside)`, out of `tests` shown together."""
    return tuple(_placement(scene, column, one, outlet, said, tests=tests) for column, one in enumerate(beside))


def leading_of(placed: Sequence[Placement]) -> Placement | None:
    """Return the placement to look into: of the differences that hold, higher before lower, the widest.

    Where none holds, the widest gap; None where no gap has a value.
    """

    def rank(one: Placement) -> tuple[bool, bool, float]:
        gap = one.difference
        return (not differs(gap), differs(gap) and gap.verdict == "lower", -abs(gap.value or 0.0))

    return min((one for one in placed if one.difference.value is not None), key=rank, default=None)


def _placement(scene: Scene, column: int, one: Beside, outlet: str, said: Iterator[Answer], *, tests: int) -> Placement:
    measure, setting = scene.base.measures[column], scene.setting
    against = difference(measure, outlet, None, one.against, next(said))
    nearest = _picked(scene, measure, outlet, one.nearest, said)
    farthest = _picked(scene, measure, outlet, one.farthest, said)
    drawn = shrunk(one.new, one.outlets, confidence=setting.confidence) if setting.rate == "share" else None
    ground = _ground(scene, column, one, tests=tests)
    return Placement(
        measure=measure,
        new=_estimate(scene.new, None, column, one.new, setting),
        shrunk=None if drawn is None else _estimate(scene.new, None, column, drawn, setting),
        baseline=_estimate(scene.base, None, column, one.pooled, setting),
        outlets={
            name: _estimate(scene.base, scene.base.outlet == number, column, one.outlets[number], setting)
            for number, name in enumerate(scene.base.outlets)
        },
        percentile=percentile(one.new, one.outlets, setting=setting),
        difference=against,
        nearest=nearest,
        farthest=farthest,
        detectable=None if ground is None else detectable(ground, articles=len(scene.new.outlet)),
        needed=() if ground is None or ground.rate else tuple((gap, needed(ground, gap)) for gap in POINTS),
    )


def _picked(
    scene: Scene, measure: Measure, outlet: str, pick: tuple[int, Tested] | None, said: Iterator[Answer]
) -> Difference | None:
    if pick is None:
        return None
    number, test = pick
    return difference(measure, outlet, scene.base.outlets[number], test, next(said))


def _estimate(
    table: UnitTable, mask: NDArray[np.bool_] | None, column: int, found: Interval, setting: Setting
) -> Estimate:
    whole = np.ones(len(table.outlet), dtype=bool) if mask is None else mask
    return estimate(table, whole, column, found, setting=setting)


def _ground(scene: Scene, column: int, one: Beside, *, tests: int) -> Ground | None:
    """Return what a difference on a measure is looked for against; None where a side has no text."""
    if one.new.value is None or one.pooled.value is None or one.pooled.effective is None:
        return None
    articles, known = len(scene.new.outlet), len(scene.base.outlet)
    predicted = min(articles, known) < FEW
    return Ground(
        value=one.pooled.value,
        effective=one.pooled.effective,
        articles=known,
        icc=scene.spread.whole[column] if predicted else scene.spread.within[column].icc,
        freedom=scene.spread.freedom[column],
        size=float(scene.new.denominator(scene.setting).sum()) / articles,
        alpha=(1 - scene.setting.confidence) / max(tests, 1),
        rate=scene.setting.rate == "per_1000",
    )
