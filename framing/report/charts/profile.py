"""One outlet over every measure: share against the rest, voice, and place in the story."""

from __future__ import annotations

from framing.report.charts.canvas import (
    GREY,
    INK,
    MID,
    RULE,
    SHADE,
    SMALL,
    Sheet,
    fit,
    save,
    scale_ticks,
    tick_label,
)
from framing.report.figures import ProfilePlot, ProfileRow

WIDTH = 494.0
ROW = 13.4
TOP = 14.0
LEFT, RIGHT = 122.0, 262.0
ASIDE = 336.0
BARS, BARS_END = 356.0, 402.0
STRIP, STRIP_END = 424.0, 492.0


def draw_profile(chart: ProfilePlot, *, title: str) -> str:
    """Return the profile as SVG."""
    bottom = TOP + ROW * len(chart.rows)
    highs = [r.high for r in chart.rows if r.high is not None]
    ticks = scale_ticks(max(highs, default=10.0), limit=100.0 if chart.unit == "%" else None)
    paper = Sheet(width=WIDTH, height=bottom + 13.0)
    _head(paper)
    for i, row in enumerate(chart.rows):
        if row.strong:
            paper.box(0, TOP + ROW * i, (ASIDE, ROW), colour=SHADE)
        paper.line((0, TOP + ROW * i), (WIDTH, TOP + ROW * i))
    paper.line((0, bottom), (WIDTH, bottom))
    for i, tick in enumerate(ticks):
        x = LEFT + (RIGHT - LEFT) * tick / ticks[-1]
        paper.line((x, TOP), (x, bottom), colour=GREY if i == 0 else "#e3e5e9", width=0.7 if i == 0 else 0.5)
        label = tick_label(tick) + (chart.unit if i == len(ticks) - 1 else "")
        paper.text(x, bottom + 9.0, label, size=SMALL, colour=GREY, anchor="center")
    most = max([r.own + r.source for r in chart.rows] + [1])
    for i, row in enumerate(chart.rows):
        y = TOP + ROW * i + ROW / 2
        _share(paper, chart, row, y, ticks[-1])
        _voice(paper, row, y, most)
        _strip(paper, row, y)
    for label, x, anchor in (("start", STRIP, "left"), ("end", STRIP_END, "right")):
        paper.text(x, bottom + 9.0, label, size=SMALL, colour=GREY, anchor="left" if anchor == "left" else "right")
    return save(paper, title=title)


def _head(paper: Sheet) -> None:
    for x, words, right in (
        (LEFT, "mark: the outlet; grey tick: the others", False),
        (ASIDE, "difference", True),
        (BARS, "whose voice", False),
        (STRIP, "where in the story", False),
    ):
        paper.text(x, TOP - 5.0, words, size=SMALL, colour=GREY, anchor="right" if right else "left")


def _share(paper: Sheet, chart: ProfilePlot, row: ProfileRow, y: float, top: float) -> None:
    def place(value: float) -> float:
        return LEFT + (RIGHT - LEFT) * min(value, top) / top

    paper.text(0, y + 2.7, fit(row.label, LEFT - 8, bold=row.strong), bold=row.strong)
    if row.rest is not None:
        paper.ticks([place(row.rest)], y, height=9.0, colour=MID)
    if row.value is not None and row.low is not None and row.high is not None:
        paper.line((place(row.low), y), (place(row.high), y), colour=chart.mark.colour, width=0.9)
        paper.mark(place(row.value), y, chart.mark)
    paper.text(
        ASIDE - 2,
        y + 2.7,
        fit(row.aside, 74, bold=row.strong),
        bold=row.strong,
        colour=INK if row.strong else GREY,
        anchor="right",
    )


def _voice(paper: Sheet, row: ProfileRow, y: float, most: int) -> None:
    unit = (BARS_END - BARS) / most
    paper.box(BARS, y - 3.4, (row.own * unit, 6.8), colour="#4a4e57")
    paper.box(BARS + row.own * unit, y - 3.4, (row.source * unit, 6.8), colour="#c5c9d0")
    words = f"{row.own}+{row.source}" if row.own + row.source else "–"
    paper.text(BARS + (row.own + row.source) * unit + 2.5, y + 2.4, words, size=SMALL, colour=GREY)


def _strip(paper: Sheet, row: ProfileRow, y: float) -> None:
    paper.line((STRIP, y), (STRIP_END, y), colour=RULE, width=0.6)
    paper.ticks([STRIP + (STRIP_END - STRIP) * p for p in row.positions], y, height=7.0, colour=INK)
