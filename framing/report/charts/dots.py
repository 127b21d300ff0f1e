"""The main figure: a row a measure, a mark an outlet."""

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
    measure,
    save,
    scale_ticks,
    tick_label,
    wrap,
)
from framing.report.figures import DotPlot, DotRow

WIDTH = 342.0
LEFT, RIGHT = 76.0, 262.0
LANE = 6.4  # points between the marks of two outlets
PAD = 9.0
GROUP = 15.0
MIN_ROW = 26.0


def draw_dots(chart: DotPlot, *, title: str) -> str:
    """Return the dot plot as SVG."""
    legend = _legend_rows(chart)
    top = 22.0 + 11.0 * max(0, len(legend) - 1)
    row_height = max(MIN_ROW, LANE * (len(chart.marks) + bool(chart.crowd_label)) + PAD)
    heights = [row_height + (GROUP if row.group else 0.0) for row in chart.rows]
    bottom = top + sum(heights)
    ticks = scale_ticks(
        max((max([d.high for d in row.dots] + list(row.crowd), default=0.0) for row in chart.rows), default=1.0),
        limit=100.0 if chart.unit == "%" else None,
    )
    paper = Sheet(width=WIDTH, height=bottom + 14.0)
    y = top
    for row, height in zip(chart.rows, heights, strict=True):
        _ground(paper, row, (y, height, row_height))
        y += height
    _grid(paper, chart, ticks, (top, bottom))
    y = top
    for row, height in zip(chart.rows, heights, strict=True):
        _row(paper, chart, row, y + height - row_height, row_height, ticks[-1])
        y += height
    paper.line((0, bottom), (WIDTH, bottom), colour=RULE)
    _legend(paper, chart, legend)
    return save(paper, title=title)


def _place(value: float, top: float) -> float:
    return LEFT + (RIGHT - LEFT) * min(value, top) / top


def _legend_rows(chart: DotPlot) -> list[list[tuple[int, str, float]]]:
    """Return the legend as rows of (series, label, x); the crowd has series -1."""
    entries = [(i, fit(m.outlet, 110, size=SMALL + 0.6, bold=True)) for i, m in enumerate(chart.marks)]
    entries += [(-1, chart.crowd_label)] if chart.crowd_label else []
    rows: list[list[tuple[int, str, float]]] = [[]]
    x = 4.0
    for series, label in entries:
        width = 9 + measure(label, size=SMALL + 0.6, bold=True) + 12
        if x + width > RIGHT + 4 and rows[-1]:
            rows.append([])
            x = 4.0
        rows[-1].append((series, label, x))
        x += width
    return rows


def _legend(paper: Sheet, chart: DotPlot, rows: list[list[tuple[int, str, float]]]) -> None:
    for i, row in enumerate(rows):
        y = 8.0 + 11.0 * i
        for series, label, x in row:
            if series < 0:
                paper.points([x], [y - 2.4], colour=MID, size=3.4)
                paper.text(x + 6, y, label, size=SMALL + 0.6, colour=GREY)
                continue
            mark = chart.marks[series]
            paper.mark(x, y - 2.4, mark)
            paper.text(x + 6, y, label, size=SMALL + 0.6, bold=True, colour=mark.colour)
    if any(row.aside for row in chart.rows):
        paper.text(
            WIDTH, 6.5, fit(chart.aside_title[0], 88, size=SMALL - 0.4), size=SMALL - 0.4, colour=GREY, anchor="right"
        )
        paper.text(WIDTH, 14.5, chart.aside_title[1], size=SMALL - 0.4, colour=GREY, anchor="right")


def _ground(paper: Sheet, row: DotRow, place: tuple[float, float, float]) -> None:
    y, height, row_height = place
    if row.strong:
        paper.box(LEFT, y + height - row_height, (WIDTH - LEFT, row_height), colour=SHADE)
    paper.line((0, y if row.group is not None else y + 0.0), (WIDTH, y), colour=MID if row.group is not None else RULE)
    if row.group:
        paper.text(0, y + 10.5, fit(row.group, LEFT - 4 + 180, bold=True), bold=True)


def _grid(paper: Sheet, chart: DotPlot, ticks: list[float], span: tuple[float, float]) -> None:
    top, bottom = span
    for i, tick in enumerate(ticks):
        x = _place(tick, ticks[-1])
        paper.line((x, top), (x, bottom), colour=GREY if i == 0 else "#e3e5e9", width=0.7 if i == 0 else 0.5)
        label = tick_label(tick) + (chart.unit if i == len(ticks) - 1 else "")
        paper.text(x, bottom + 9.5, label, size=SMALL, colour=GREY, anchor="center")


def _row(paper: Sheet, chart: DotPlot, row: DotRow, y: float, height: float, top: float) -> None:
    lanes = len(chart.marks) + bool(chart.crowd_label)
    first = y + height / 2 - LANE * (lanes - 1) / 2
    for dot in row.dots:
        lane = first + LANE * dot.series
        mark = chart.marks[dot.series]
        paper.line((_place(dot.low, top), lane), (_place(dot.high, top), lane), colour=mark.colour, width=0.9)
        paper.mark(_place(dot.value, top), lane, mark)
    if row.crowd:
        lane = first + LANE * (lanes - 1)
        paper.points([_place(v, top) for v in row.crowd], [lane] * len(row.crowd), colour=MID, size=2.6)
    lines = wrap(row.label, LEFT - 12, bold=row.strong, lines=3)
    base = y + height / 2 + 2.6 - 4.6 * (len(lines) - 1)
    for i, line in enumerate(lines):
        paper.text(4 if row.group is not None or len(chart.rows) > 1 else 0, base + 9.2 * i, line, bold=row.strong)
    middle = y + height / 2
    paper.text(
        WIDTH,
        middle - 1.2,
        fit(row.aside, 82, bold=row.strong),
        bold=row.strong,
        colour=INK if row.strong else GREY,
        anchor="right",
    )
    notes = wrap(row.aside_note, 80, size=SMALL - 0.4, lines=2)
    for i, line in enumerate(notes):
        paper.text(WIDTH, middle + 7.4 + 7.4 * i, line, size=SMALL - 0.4, colour=GREY, anchor="right")
