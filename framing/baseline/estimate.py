"""An interval with the counts behind it, as it is shown."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from framing.compare.intervals import Interval
from framing.model import Estimate, Setting
from framing.score.measure import UnitTable


def estimate(table: UnitTable, mask: NDArray[np.bool_], column: int, found: Interval, *, setting: Setting) -> Estimate:
    """Return what was found for the units of `mask` (n,) on the measure of `column`, with what was counted there."""
    return Estimate(
        value=found.value,
        low=found.low,
        high=found.high,
        carrying=int(table.numerator(setting)[mask, column].sum()),
        total=int(table.denominator(setting)[mask].sum()),
        units=int(mask.sum()),
        effective=found.effective,
    )
