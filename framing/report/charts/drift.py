"""The baseline over time and where the new texts fall; and which outlet a new one reads like."""

from __future__ import annotations

from framing.report.charts.canvas import (
    GREY,
    INK,
    MID,
    RULE,
    SMALL,
    Sheet,
    fit,
    save,
    scale_ticks,
    tick_label,
)
from framing.report.figures import DriftPanel, DriftPlot, LikePlot, LikeRow

WIDTH = 494.0
ACROSS, GAP = 3, 16.0
PANEL, HEAD, FOOT = 58.0, 19.0, 16.0
AXIS = 20.0  # room for the numbers at the left of a panel
ROW = 13.0
BAND, QUIET = "#e6e8ec", "#5b5f66"


def draw_drift(chart: DriftPlot, *, title: str) -> str:
    """Return small panels, three across, on one scale: the baseline as a line in its band, the new texts as a mark."""
    spans = [s for panel in chart.panels for s in (*panel.periods, *([panel.new] if panel.new else []))]
    ticks = scale_ticks(max((s[4] for s in spans), default=1.0), limit=100.0 if chart.unit == "%" else None)
    lines = -(-len(chart.panels) // ACROSS)
    width = (WIDTH - GAP * (ACROSS - 1)) / ACROSS
    paper = Sheet(width=WIDTH, height=(HEAD + PANEL + FOOT) * lines)
    for i, panel in enumerate(chart.panels):
        x, y = (i % ACROSS) * (width + GAP), (i // ACROSS) * (HEAD + PANEL + FOOT)
        paper.text(x, y + 9.0, fit(panel.title, width, bold=True), bold=True, colour=INK if panel.strong else GREY)
        _panel(paper, chart, panel, (x + AXIS, y + HEAD, x + width), ticks)
    return save(paper, title=title)


def _panel(
    paper: Sheet, chart: DriftPlot, panel: DriftPanel, place: tuple[float, float, float], ticks: list[float]
) -> None:
    left, top, right = place

    def x(when: float) -> float:
        return left + 3 + (right - left - 6) * when

    def y(value: float) -> float:
        return top + PANEL - PANEL * min(value, ticks[-1]) / ticks[-1]

    for i, tick in enumerate(ticks):
        if i % 2 == 0 or len(ticks) <= 4:
            paper.line((left, y(tick)), (right, y(tick)), colour=GREY if i == 0 else RULE)
            paper.text(left - 3, y(tick) + 2.2, tick_label(tick), size=SMALL - 0.4, colour=GREY, anchor="right")
    previous: tuple[float, float] | None = None
    for start, end, value, low, high in panel.periods:
        paper.box(x(start), y(high), (max(x(end) - x(start), 1.2), y(low) - y(high)), colour=BAND)
        here = (x((start + end) / 2), y(value))
        if previous is not None:
            paper.line(previous, here, colour=MID, width=0.7)
        paper.points([here[0]], [here[1]], colour=QUIET, size=2.6)
        previous = here
    if panel.new is not None:
        start, end, value, low, high = panel.new
        middle = x((start + end) / 2)
        paper.line((middle, y(low)), (middle, y(high)), colour=chart.mark.colour, width=1.1)
        paper.mark(middle, y(value), chart.mark)
    paper.text(left, top + PANEL + 8.5, chart.first, size=SMALL - 0.4, colour=GREY)
    paper.text(right, top + PANEL + 8.5, chart.last, size=SMALL - 0.4, colour=GREY, anchor="right")


def draw_like(chart: LikePlot, *, title: str) -> str:
    """Return two short lists side by side: outlets nearest first, how far each is and how often it is the nearest."""
    half = (WIDTH - GAP) / 2
    lines = max(len(chart.frames), len(chart.words), 1)
    paper = Sheet(width=WIDTH, height=14.0 + ROW * lines)
    for x, head, rows in ((0.0, "by frames", chart.frames), (half + GAP, "by words", chart.words)):
        _like_list(paper, head, rows, (x, x + half))
    return save(paper, title=title)


def _like_list(paper: Sheet, head: str, rows: tuple[LikeRow, ...], span: tuple[float, float]) -> None:
    left, right = span
    start, end = left + 104, right - 46
    paper.text(left, 9.0, head, bold=True)
    paper.text(start, 9.0, "nearest in", size=SMALL, colour=GREY)
    paper.text(right, 9.0, "distance", size=SMALL, colour=GREY, anchor="right")
    paper.line((left, 13.0), (right, 13.0), colour=MID)
    for i, row in enumerate(rows):
        y = 14.0 + ROW * i + ROW / 2
        paper.text(left, y + 2.7, fit(row.label, start - left - 6, bold=i == 0), bold=i == 0)
        paper.box(start, y - 3.2, (max((end - start - 22) * row.support, 0.8), 6.4), colour=INK if i == 0 else MID)
        words = f"{100 * row.support:.0f}%"
        across = start + (end - start - 22) * row.support + 3
        paper.text(across, y + 2.4, words, size=SMALL, colour=GREY)
        paper.text(right, y + 2.4, f"{row.distance:.2f}", size=SMALL, colour=GREY, anchor="right")
        paper.line((left, y + ROW / 2), (right, y + ROW / 2))
