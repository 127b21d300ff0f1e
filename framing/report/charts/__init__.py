"""Chart values -> SVG with real text.

The same chart gives the same bytes; nothing is computed here but places on paper.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from framing.report.charts.dots import draw_dots
from framing.report.charts.drift import draw_drift, draw_like
from framing.report.charts.profile import draw_profile
from framing.report.charts.small import draw_intervals, draw_spark, draw_stance, draw_voices
from framing.report.charts.standing import draw_standing
from framing.report.charts.tree import draw_map, draw_tree
from framing.report.figures import (
    Chart,
    Dendrogram,
    DotPlot,
    DriftPlot,
    IntervalPlot,
    LikePlot,
    ProfilePlot,
    SparkBars,
    StanceBars,
    StandingPlot,
    StoryMap,
    VoiceBars,
)

DRAWERS: dict[type, Callable[..., str]] = {
    DotPlot: draw_dots,
    DriftPlot: draw_drift,
    LikePlot: draw_like,
    StandingPlot: draw_standing,
    IntervalPlot: draw_intervals,
    ProfilePlot: draw_profile,
    SparkBars: draw_spark,
    StanceBars: draw_stance,
    VoiceBars: draw_voices,
    Dendrogram: draw_tree,
    StoryMap: draw_map,
}


def draw(chart: Chart, *, title: str) -> str:
    """Return the chart as an SVG element; `title` is read to those who do not see it."""
    drawer: Any = DRAWERS[type(chart)]
    svg: str = drawer(chart, title=title)
    return svg
