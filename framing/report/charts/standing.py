"""New outlets among those of a baseline: a row a measure, the known outlets quiet, the new ones loud."""

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
from framing.report.figures import Mark, StandingDot, StandingPlot, StandingRow

WIDTH = 342.0
LEFT, RIGHT = 76.0, 256.0
LANE = 6.6  # points between the lines of two new outlets
THIN = 3.3  # points between those of the known outlets
APART = 8  # known outlets, and new ones twice: more share one lane of dots without intervals, to fit the first page
ROWS_APART = 6  # and so do they where there are more rows
PAD, GROUP, LEGEND = 10.0, 15.0, 11.0
NOTE = 7.4  # points between the lines under a difference
QUIET, BAND = "#a9adb5", "#e6e8ec"


def draw_standing(chart: StandingPlot, *, title: str) -> str:
    """Return the figure as SVG."""
    legend = _legend_rows(chart)
    top = 20.0 + LEGEND * (len(legend) - 1)
    heights = [_height(chart, row) for row in chart.rows]
    bottom = top + sum(heights) + sum(GROUP for row in chart.rows if row.group)
    ticks = scale_ticks(_furthest(chart), limit=100.0 if chart.unit == "%" else None)
    paper = Sheet(width=WIDTH, height=bottom + 14.0)
    y = top
    places = []
    for row, height in zip(chart.rows, heights, strict=True):
        paper.line((0, y), (WIDTH, y), colour=MID if row.group is not None else RULE)
        if row.group:
            paper.text(0, y + 10.5, fit(row.group, RIGHT, bold=True), bold=True)
            y += GROUP
        if row.strong:
            paper.box(LEFT, y, (WIDTH - LEFT, height), colour=SHADE)
        places.append(y)
        y += height
    _grid(paper, chart, ticks, (top, bottom))
    for row, height, place in zip(chart.rows, heights, places, strict=True):
        _row(paper, chart, row, (place, height), ticks[-1])
    paper.line((0, bottom), (WIDTH, bottom), colour=RULE)
    _legend(paper, chart, legend)
    return save(paper, title=title)


def _furthest(chart: StandingPlot) -> float:
    """Return the largest value the axis must hold."""
    ends = [dot.high for row in chart.rows for dot in row.dots]
    ends += [end for row in chart.rows for value, _, high in row.crowd for end in (value, high * _apart(chart, row))]
    return max([*ends, *(row.pooled[2] for row in chart.rows if row.pooled)], default=1.0)


def _apart(chart: StandingPlot, row: StandingRow) -> bool:
    return len(row.crowd) + 2 * len(chart.marks) <= APART and len(chart.rows) <= ROWS_APART


def _height(chart: StandingPlot, row: StandingRow) -> float:
    crowd = THIN * len(row.crowd) if _apart(chart, row) else 2 * THIN
    return max(26.0 + NOTE * (len(row.aside_note) - 1), crowd + LANE * _lanes(chart, row) + PAD)


def _lanes(chart: StandingPlot, row: StandingRow) -> int:
    """Return how many lines the new outlets take: one each, and one for a value drawn toward the baseline."""
    return len(chart.marks) + any(dot.shrunk for dot in row.dots)


def _place(value: float, top: float) -> float:
    return LEFT + (RIGHT - LEFT) * min(value, top) / top


def _row(paper: Sheet, chart: StandingPlot, row: StandingRow, span: tuple[float, float], top: float) -> None:
    y, height = span
    if row.pooled is not None:
        value, low, high = row.pooled
        width = max(_place(high, top) - _place(low, top), 0.6)
        paper.box(_place(low, top), y + 2.5, (width, height - 5.0), colour=BAND)
        paper.line((_place(value, top), y + 2.5), (_place(value, top), y + height - 2.5), colour=GREY, width=1.1)
    lane = y + PAD / 2 + THIN / 2
    if _apart(chart, row):
        for value, low, high in row.crowd:
            paper.line((_place(low, top), lane), (_place(high, top), lane), colour=QUIET, width=0.5)
            paper.points([_place(value, top)], [lane], colour=MID, size=2.6)
            lane += THIN
    else:
        paper.points([_place(value, top) for value, _, _ in row.crowd], [lane] * len(row.crowd), colour=MID, size=2.2)
        lane += 2 * THIN
    lane += LANE / 2 - THIN / 2
    for dot in row.dots:
        _dot(paper, chart.marks[dot.series], dot, lane + LANE * dot.series, top)
    _words(paper, row, span)


def _dot(paper: Sheet, mark: Mark, dot: StandingDot, lane: float, top: float) -> None:
    paper.line((_place(dot.low, top), lane), (_place(dot.high, top), lane), colour=mark.colour, width=1.1)
    paper.mark(_place(dot.value, top), lane, mark)
    if dot.shrunk is not None:
        value, low, high = dot.shrunk
        lower = lane + LANE
        paper.line((_place(low, top), lower), (_place(high, top), lower), colour=mark.colour, width=0.7, dash=True)
        paper.mark(_place(value, top), lower, Mark(outlet="", colour=mark.colour, shape="ring"), scale=0.8)


def _words(paper: Sheet, row: StandingRow, span: tuple[float, float]) -> None:
    """Write the measure at the left; at the right the difference, and the place among the known outlets below it."""
    middle = span[0] + span[1] / 2
    lines = wrap(row.label, LEFT - 10, bold=row.strong, lines=3)
    base = middle + 2.6 - 4.6 * (len(lines) - 1)
    for i, line in enumerate(lines):
        paper.text(4, base + 9.2 * i, line, bold=row.strong)
    room = WIDTH - RIGHT - 4
    paper.text(
        WIDTH,
        middle - 2.6,
        fit(row.aside, room, bold=row.strong),
        bold=row.strong,
        colour=INK if row.strong else GREY,
        anchor="right",
    )
    notes = [part for note in row.aside_note for part in wrap(note, room, size=SMALL - 0.3, lines=2)]
    for i, line in enumerate(notes[:2]):
        paper.text(WIDTH, middle + 6.0 + NOTE * i, line, size=SMALL - 0.3, colour=GREY, anchor="right")


def _grid(paper: Sheet, chart: StandingPlot, ticks: list[float], span: tuple[float, float]) -> None:
    top, bottom = span
    for i, tick in enumerate(ticks):
        x = _place(tick, ticks[-1])
        paper.line((x, top), (x, bottom), colour=GREY if i == 0 else "#e3e5e9", width=0.7 if i == 0 else 0.5)
        label = tick_label(tick) + (chart.unit if i == len(ticks) - 1 else "")
        paper.text(x, bottom + 9.5, label, size=SMALL, colour=GREY, anchor="center")


def _legend_rows(chart: StandingPlot) -> list[list[tuple[int, str, float]]]:
    """Return the legend as rows of (series, words, x): -1 the value drawn in, -2 a known outlet, -3 all of them."""
    size = SMALL + 0.4
    entries = [(i, fit(mark.outlet, 120, size=size, bold=True)) for i, mark in enumerate(chart.marks)]
    entries += [(-1, "drawn toward the baseline")] if any(d.shrunk for row in chart.rows for d in row.dots) else []
    entries += [(-2, chart.crowd_label)] if any(row.crowd for row in chart.rows) else []
    entries += [(-3, "all of them pooled")] if any(row.pooled for row in chart.rows) else []
    rows: list[list[tuple[int, str, float]]] = [[]]
    x = 4.0
    for series, words in entries:
        width = 8 + measure(words, size=size, bold=series >= 0) + 11
        if x + width > RIGHT + 10 and rows[-1]:
            rows.append([])
            x = 4.0
        rows[-1].append((series, words, x))
        x += width
    return rows


def _legend(paper: Sheet, chart: StandingPlot, rows: list[list[tuple[int, str, float]]]) -> None:
    size = SMALL + 0.4
    for i, row in enumerate(rows):
        y = 8.0 + LEGEND * i
        for series, words, x in row:
            if series >= 0:
                paper.mark(x, y - 2.4, chart.marks[series])
            elif series == -1:
                paper.mark(x, y - 2.4, Mark(outlet="", colour=chart.marks[0].colour, shape="ring"), scale=0.8)
            elif series == -2:
                paper.points([x], [y - 2.4], colour=MID, size=2.8)
            else:
                paper.box(x - 3.5, y - 7.0, (7.0, 9.0), colour=BAND)
                paper.line((x, y - 7.0), (x, y + 2.0), colour=GREY, width=1.1)
            bold = series >= 0
            paper.text(x + 6, y, words, size=size, bold=bold, colour=chart.marks[series].colour if bold else GREY)
    for y, words in zip((6.5, 14.5), chart.aside_title, strict=True):
        paper.text(WIDTH, y, fit(words, 84, size=SMALL - 0.4), size=SMALL - 0.4, colour=GREY, anchor="right")
