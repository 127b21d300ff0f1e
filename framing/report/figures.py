"""What the charts are drawn from: plain values, no drawing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Shape = Literal["circle", "square", "diamond", "ring", "triangle", "wedge", "cross", "box"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Mark:
    """How one outlet is drawn: a colour and a shape, so that neither is needed alone."""

    outlet: str
    colour: str
    shape: Shape


@dataclass(frozen=True, kw_only=True, slots=True)
class Dot:
    """A point estimate with its interval, in the unit of the axis (per cent or per 1,000 words)."""

    series: int
    value: float
    low: float
    high: float


@dataclass(frozen=True, kw_only=True, slots=True)
class DotRow:
    """One measure of the dot plot. `aside` is printed at the right; `strong` shades the row: a verdict is a difference.

    `crowd` are the values of outlets drawn without a mark of their own, where there are too many to tell apart.
    """

    label: str
    group: str | None
    dots: tuple[Dot, ...]
    aside: str
    aside_note: str
    strong: bool
    crowd: tuple[float, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class DotPlot:
    """Rows of measures, a mark for each outlet; the main figure."""

    marks: tuple[Mark, ...]
    rows: tuple[DotRow, ...]
    unit: str
    aside_title: tuple[str, str]
    crowd_label: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class SparkBars:
    """The share of a measure's sentences in each fifth of the articles, in [0, 1]; the highest is dark."""

    shares: tuple[float, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class StanceRow:
    """Sentences of one outlet, in per cent of its sentences.

    Asserted to the right, discounted to the left, by voice.
    """

    label: str
    mark: Mark
    asserted_own: float
    asserted_source: float
    discounted_own: float
    discounted_source: float
    asserted_text: str
    discounted_text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class StanceBars:
    """Who asserts a frame and who discounts it, and in whose words."""

    rows: tuple[StanceRow, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class IntervalRow:
    """One row of an interval plot: a difference in points, with what is printed at the right."""

    label: str
    value: float | None
    low: float | None
    high: float | None
    aside: str
    strong: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class IntervalPlot:
    """A list of differences around zero; the strong one is as published."""

    rows: tuple[IntervalRow, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class ProfileRow:
    """One measure of one outlet: its share against the rest, whose voice carries it, and where in the story it falls.

    `value`, `low`, `high` and `rest` in per cent; `own` and `source` in sentences; `positions` in [0, 1] from the first
    sentence to the last.
    """

    label: str
    value: float | None
    low: float | None
    high: float | None
    rest: float | None
    aside: str
    strong: bool
    own: int
    source: int
    positions: tuple[float, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class ProfilePlot:
    """One outlet against the others, over every measure."""

    mark: Mark
    rows: tuple[ProfileRow, ...]
    unit: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Leaf:
    """One article at the edge of the dendrogram."""

    label: str
    mark: Mark
    cluster: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Joint:
    """One joint of the dendrogram.

    Its two arms as (y, distance), the distance it joins at, and its support in [0, 1].
    """

    low: tuple[float, float]
    high: tuple[float, float]
    distance: float
    support: float | None
    inside: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Dendrogram:
    """Which texts are alike: leaves from top to bottom and the joints between them.

    `clustered` says that groups are named.
    """

    leaves: tuple[Leaf, ...]
    joints: tuple[Joint, ...]
    clustered: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class MapPoint:
    """One article on the map: two coordinates, its mark and its cluster."""

    x: float
    y: float
    mark: Mark
    cluster: int


@dataclass(frozen=True, kw_only=True, slots=True)
class StoryMap:
    """Articles laid out by likeness of wording."""

    points: tuple[MapPoint, ...]
    clustered: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class VoiceRow:
    """Whose sentences an outlet prints, in sentences."""

    label: str
    mark: Mark
    own: int
    named: int
    unnamed: int


@dataclass(frozen=True, kw_only=True, slots=True)
class VoiceBars:
    """Who speaks: the outlet, named sources, sources without a name."""

    rows: tuple[VoiceRow, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class StandingDot:
    """A new outlet on one measure, in the unit of the axis; `shrunk` is its value drawn toward the baseline."""

    series: int
    value: float
    low: float
    high: float
    shrunk: tuple[float, float, float] | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class StandingRow:
    """One measure: the baseline's outlets as a quiet crowd, their pooled value with its interval, and the new outlets.

    `crowd` are (value, low, high) of each outlet of the baseline, in order of value; an outlet without an interval has
    its value thrice. `aside` is printed at the right with at most two lines of `aside_note` below it;
    `strong` shades the row: a verdict is a difference.
    """

    label: str
    group: str | None
    crowd: tuple[tuple[float, float, float], ...]
    pooled: tuple[float, float, float] | None
    dots: tuple[StandingDot, ...]
    aside: str
    aside_note: tuple[str, ...]
    strong: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class StandingPlot:
    """New outlets among the outlets of a baseline; the main figure of a comparison."""

    marks: tuple[Mark, ...]
    rows: tuple[StandingRow, ...]
    unit: str
    crowd_label: str
    aside_title: tuple[str, str]


@dataclass(frozen=True, kw_only=True, slots=True)
class DriftPanel:
    """One measure over time: (start, end, value, low, high) of each period, and the same of the new texts.

    Times are in [0, 1] over the panel's span, values in the unit of the axis.
    """

    title: str
    periods: tuple[tuple[float, float, float, float, float], ...]
    new: tuple[float, float, float, float, float] | None
    strong: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class DriftPlot:
    """Measures of the baseline over time, one small panel each on one scale, with the mark of the new texts."""

    panels: tuple[DriftPanel, ...]
    mark: Mark
    unit: str
    first: str
    last: str


@dataclass(frozen=True, kw_only=True, slots=True)
class LikeRow:
    """One outlet of the baseline: its distance in [0, 1] and the share of resamples in which it is the nearest."""

    label: str
    distance: float
    support: float


@dataclass(frozen=True, kw_only=True, slots=True)
class LikePlot:
    """Which outlet a new one reads like, nearest first: by frames at the left, by words at the right."""

    frames: tuple[LikeRow, ...]
    words: tuple[LikeRow, ...]


Chart = (
    StandingPlot
    | DriftPlot
    | LikePlot
    | DotPlot
    | SparkBars
    | StanceBars
    | IntervalPlot
    | ProfilePlot
    | Dendrogram
    | StoryMap
    | VoiceBars
)
