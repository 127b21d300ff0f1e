"""The smaller charts: place in the story, stance, differences, who speaks."""

from __future__ import annotations

from framing.report.charts.canvas import (
    ACCENT,
    GREY,
    INK,
    RULE,
    SMALL,
    TEXT,
    Sheet,
    fit,
    measure,
    save,
    scale_ticks,
    tick_label,
)
from framing.report.figures import IntervalPlot, SparkBars, StanceBars, StanceRow, VoiceBars, VoiceRow

WIDTH = 494.0
DARK, PALE = "#4a4e57", "#c5c9d0"
COOL, COOL_PALE = "#2f6f9f", "#b5cfe2"


def draw_spark(chart: SparkBars, *, title: str) -> str:
    """Return five bars, the highest dark."""
    width, height, base = 66.0, 15.0, 13.5
    top = max(chart.shares)
    step = width / len(chart.shares)
    paper = Sheet(width=width, height=height)
    for i, share in enumerate(chart.shares):
        bar = (base - 1.0) * share / top if top else 0.0
        peak = share == top and i == chart.shares.index(top)
        paper.box(i * step + 0.8, base - bar, (step - 1.6, bar), colour=INK if peak else "#b3b7bf")
    paper.line((0, base), (width, base), colour=GREY, width=0.6)
    return save(paper, title=title)


def draw_stance(chart: StanceBars, *, title: str) -> str:
    """Return bars from a middle axis: asserted to the right, discounted to the left."""
    row, top, left, right = 16.0, 16.0, 176.0, 462.0
    bottom = top + row * len(chart.rows)
    most_right = max([r.asserted_own + r.asserted_source for r in chart.rows] + [1.0])
    most_left = max([r.discounted_own + r.discounted_source for r in chart.rows] + [0.0])
    unit = (right - left) / (most_right + most_left)
    axis = left + most_left * unit
    paper = Sheet(width=WIDTH, height=bottom + 4.0)
    if most_left:
        paper.text(axis - 5, top - 6, "← discounted", size=SMALL, colour=COOL, bold=True, anchor="right")
    paper.text(axis + 5, top - 6, "asserted →", size=SMALL, colour=INK, bold=True)
    for i, entry in enumerate(chart.rows):
        y = top + row * i
        paper.line((0, y), (WIDTH, y))
        _stance_row(paper, entry, y + row / 2, axis, unit)
    paper.line((0, bottom), (WIDTH, bottom))
    paper.line((axis, top), (axis, bottom), colour=GREY, width=0.8)
    return save(paper, title=title)


def _stance_row(paper: Sheet, entry: StanceRow, y: float, axis: float, unit: float) -> None:
    paper.mark(5, y, entry.mark)
    paper.text(12, y + 2.7, fit(entry.label, 118, size=TEXT))
    own, source = entry.asserted_own * unit, entry.asserted_source * unit
    paper.box(axis, y - 4.2, (own, 8.4), colour=DARK)
    paper.box(axis + own, y - 4.2, (source, 8.4), colour=PALE)
    paper.text(axis + own + source + 3, y + 2.5, entry.asserted_text or "0", size=SMALL, colour=GREY)
    own, source = entry.discounted_own * unit, entry.discounted_source * unit
    paper.box(axis - own, y - 4.2, (own, 8.4), colour=COOL)
    paper.box(axis - own - source, y - 4.2, (source, 8.4), colour=COOL_PALE)
    paper.text(axis - own - source - 3, y + 2.5, entry.discounted_text or "0", size=SMALL, colour=GREY, anchor="right")


def draw_intervals(chart: IntervalPlot, *, title: str) -> str:
    """Return a list of differences with their intervals around zero."""
    row, top, left, right = 11.6, 1.0, 178.0, 372.0
    bottom = top + row * len(chart.rows)
    lows = [r.low for r in chart.rows if r.low is not None]
    highs = [r.high for r in chart.rows if r.high is not None]
    ticks = _around_zero(min([*lows, 0.0]), max([*highs, 0.0, 1.0]))

    def place(value: float) -> float:
        return left + (right - left) * (value - ticks[0]) / (ticks[-1] - ticks[0])

    paper = Sheet(width=WIDTH, height=bottom + 13.0)
    for tick in ticks:
        x = place(tick)
        paper.line((x, top), (x, bottom), colour=INK if tick == 0 else "#e3e5e9", width=0.8 if tick == 0 else 0.5)
        paper.text(x, bottom + 9.0, tick_label(tick), size=SMALL, colour=GREY, anchor="center")
    for i, entry in enumerate(chart.rows):
        y = top + row * i + row / 2
        colour = ACCENT if entry.strong else INK
        paper.text(0, y + 2.7, fit(entry.label, left - 8, bold=entry.strong), bold=entry.strong)
        paper.text(WIDTH, y + 2.7, fit(entry.aside, 116, bold=entry.strong), bold=entry.strong, anchor="right")
        if entry.value is None or entry.low is None or entry.high is None:
            continue
        paper.line((place(entry.low), y), (place(entry.high), y), colour=colour, width=1.1)
        paper.points([place(entry.value)], [y], colour=colour, size=4.6)
    return save(paper, title=title)


def _around_zero(low: float, high: float) -> list[float]:
    """Return round ticks that hold both ends and zero."""
    span = scale_ticks(high - low)
    step = span[1] - span[0]
    first, last = 0.0, 0.0
    while first > low:
        first -= step
    while last < high:
        last += step
    return [round(first + step * i, 6) for i in range(round((last - first) / step) + 1)]


def draw_voices(chart: VoiceBars, *, title: str) -> str:
    """Return one full bar an outlet: own voice, named sources, sources without a name."""
    row, top, left, right = 17.0, 16.0, 134.0, 450.0
    bottom = top + row * len(chart.rows)
    paper = Sheet(width=WIDTH, height=bottom + 2.0)
    x = left
    for words, colour in (("own voice", DARK), ("named sources", COOL), ("sources without a name", COOL_PALE)):
        paper.box(x, 3.0, (8.0, 7.0), colour=colour)
        paper.text(x + 11, 9.2, words, size=SMALL + 0.4, colour=GREY)
        x += 11 + measure(words, size=SMALL + 0.4) + 16
    for i, entry in enumerate(chart.rows):
        _voice_row(paper, entry, top + row * i + row / 2, (left, right))
        paper.line((0, top + row * (i + 1)), (WIDTH, top + row * (i + 1)), colour=RULE)
    return save(paper, title=title)


def _voice_row(paper: Sheet, entry: VoiceRow, y: float, span: tuple[float, float]) -> None:
    left, right = span
    whole = entry.own + entry.named + entry.unnamed
    paper.mark(5, y, entry.mark)
    paper.text(12, y + 2.7, fit(entry.label, left - 22))
    x = left
    for part, colour, ink in (
        (entry.own, DARK, "white"),
        (entry.named, COOL, "white"),
        (entry.unnamed, COOL_PALE, INK),
    ):
        width = (right - left) * part / whole if whole else 0.0
        paper.box(x, y - 5.0, (width, 10.0), colour=colour)
        words = f"{100 * part / whole:.0f}%" if whole else ""
        if width > measure(words, size=SMALL) + 4:
            paper.text(x + width / 2, y + 2.4, words, size=SMALL, colour=ink, anchor="center")
        x += width
    paper.text(WIDTH, y + 2.7, f"n = {whole:,}", size=SMALL, colour=GREY, anchor="right")
