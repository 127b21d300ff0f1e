"""Where new texts stand beside a baseline of known outlets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from framing.model.comparison import Difference, Estimate, Keyword, Leverage, Measure, Sensitivity, Setting, Unit


@dataclass(frozen=True, kw_only=True, slots=True)
class Percentile:
    """The place of a value among the baseline's outlets, in [0, 100], with its 95 % interval; `outlets` were ranked."""

    value: float
    low: float
    high: float
    outlets: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Placement:
    """One measure of a new outlet beside the baseline.

    `new` is what was counted, `shrunk` the same drawn toward the baseline by how much text there is (a beta-binomial
    model, its limits a credible interval; None for a rate, or where the baseline cannot say how outlets differ).
    `baseline` pools all outlets, `outlets` are each of them. `difference` is the new outlet minus the pooled baseline
    (its `other` is None) and carries the verdict; `nearest` and `farthest` are the new outlet minus one outlet each.
    `detectable` is the smallest difference, in the rate's own unit, that texts of this size show in four of five tries;
    `needed` are (difference of a share, articles as long as these that show it in four of five tries, None for more
    than can be had), empty for a rate.
    """

    measure: Measure
    new: Estimate
    shrunk: Estimate | None
    baseline: Estimate
    outlets: Mapping[str, Estimate]
    percentile: Percentile | None
    difference: Difference
    nearest: Difference | None
    farthest: Difference | None
    detectable: float | None
    needed: tuple[tuple[float, int | None], ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Matched:
    """The same placements beside only those articles of the baseline that tell the same stories in the same period.

    `articles` are their ids, `outlets` who published them, `first` and `last` the period; `reason` says in a sentence
    why nothing could be matched, or how it was done. Without a match, `placements` are empty.
    """

    articles: tuple[str, ...]
    outlets: tuple[str, ...]
    stories: tuple[int, ...]
    first: date | None
    last: date | None
    placements: tuple[Placement, ...]
    reason: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Likeness:
    """One outlet of the baseline as the one a new outlet reads like.

    `distance` in [0, 1], 0 for alike (Jensen-Shannon over the measures' shares, or cosine over words); `support` is the
    share of resamples in which this outlet is the nearest.
    """

    outlet: str
    distance: float
    support: float


@dataclass(frozen=True, kw_only=True, slots=True)
class Drift:
    """A measure of the pooled baseline over time, and where the new texts fall.

    `periods` are (first day, last day, estimate) in order of time; `new` the same of the new texts, None without dates.
    """

    measure: Measure
    periods: tuple[tuple[date, date, Estimate], ...]
    new: tuple[date, date, Estimate] | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Standing:
    """Everything found about one new outlet.

    `leverage` takes the strongest difference apart by the new outlet's terms and articles (its `other` names the
    baseline); `over` and `under` are words used more and less than the baseline does; `frames_like` and `words_like`
    list the baseline's outlets, nearest first; `sensitivity` repeats the leading difference with one choice changed.
    `by_voice` places the outlet's own voice and that of its sources each by itself, adjusted within that voice.
    """

    outlet: str
    articles: int
    sentences: int
    words: int
    unit: Unit
    placements: tuple[Placement, ...]
    matched: Matched
    leading: Measure | None
    leverage: tuple[Leverage, ...]
    sensitivity: tuple[Sensitivity, ...]
    over: tuple[Keyword, ...]
    under: tuple[Keyword, ...]
    frames_like: tuple[Likeness, ...]
    words_like: tuple[Likeness, ...]
    drift: tuple[Drift, ...]
    by_voice: Mapping[str, tuple[Placement, ...]] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True, slots=True)
class BaselineFacts:
    """What a reader must know of the baseline: its name, size, dates, how it was made, and its outlets' articles."""

    name: str
    by: Literal["outlet", "group"]
    outlets: Mapping[str, int]
    articles: int
    sentences: int
    words: int
    first: date | None
    last: date | None
    version: str
    sha256: str
    lexicons: Mapping[str, str]
    cues_sha256: str
    quotes: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class BaselineQuote:
    """A sentence of the baseline kept with `--with-quotes`, with the hits (start, end in `text`) of one measure."""

    outlet: str
    article: str
    title: str | None
    published: date | None
    measure: Measure
    text: str
    hits: tuple[tuple[int, int], ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Standings:
    """New outlets beside a baseline, under one setting; verdicts are adjusted over everything here that is shown."""

    setting: Setting
    measures: tuple[Measure, ...]
    baseline: BaselineFacts
    standings: tuple[Standing, ...]
    quotes: tuple[BaselineQuote, ...]
