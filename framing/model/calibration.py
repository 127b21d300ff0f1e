"""How often a comparison with a baseline cries wolf on one's own texts."""

from __future__ import annotations

from dataclasses import dataclass

from framing.model.comparison import Measure, Setting


@dataclass(frozen=True, kw_only=True, slots=True)
class FalseAlarms:
    """Random splits of one outlet's articles into "baseline" and "new" that were called different in any measure.

    `new` articles of `articles` were taken for new in each of `splits`; `alarms` of these got a verdict other than "not
    distinguishable", and `naive` would have by counting sentences as if each were drawn alone. `rate` in [0, 1] has a
    95 % interval (`low`, `high`) that says how sure it is for these articles, given so many splits. `outlet` is None
    for all outlets together.
    """

    outlet: str | None
    articles: int
    new: int
    splits: int
    alarms: int
    naive: int
    rate: float
    low: float
    high: float


@dataclass(frozen=True, kw_only=True, slots=True)
class Calibration:
    """False alarms of each outlet with enough articles and of all of them; `left_out` maps the others to why."""

    setting: Setting
    measures: tuple[Measure, ...]
    outlets: tuple[FalseAlarms, ...]
    total: FalseAlarms
    left_out: dict[str, str]
