"""Part 1, its figure: the dot plot of every measure by outlet."""

from __future__ import annotations

from framing.compare.leading import differs, holding
from framing.model import CellKey, Difference, Measure
from framing.report.context import Context
from framing.report.figures import Dot, DotPlot, DotRow, Mark
from framing.report.numbers import in_words, plural, printable
from framing.report.view import Figure
from framing.report.wording import split_measures

MARKED_OUTLETS = 8  # distinct shapes and tones that can be told apart; more outlets are shown as a crowd
MAX_ROWS = 14  # rows of the main figure that fit the first page; the rest is in the table and the attachment


def main_figure(context: Context) -> Figure:
    """Return the dot plot: each measure a row, each outlet a mark with its interval."""
    comparison = context.analysis.comparison
    apart, alike = split_measures(context)
    ordered = _ordered(context)
    shown = ordered[:MAX_ROWS]
    marks = _drawn(context)
    rows = tuple(_row(context, m, marks, first=i == 0 or shown[i - 1].frame != m.frame) for i, m in enumerate(shown))
    confidence = f"{100 * comparison.setting.confidence:.0f}%"
    crowd = len(comparison.outlets) - len(marks)
    return Figure(
        title=_figure_title(len(apart), len(alike), len(comparison.outlets)),
        subtitle=f"{context.scale.name.capitalize()} that carry each measure, with {confidence} "
        f"intervals, {context.scale.short}"
        if context.scale.unit
        else f"{context.scale.name.capitalize()}, with {confidence} intervals",
        description=_describe(context, shown),
        chart=DotPlot(
            marks=marks,
            rows=rows,
            unit=context.scale.unit,
            aside_title=(f"Widest gap, {context.scale.gap}", f"({confidence} interval)"),
            crowd_label=f"{crowd} more outlets" if crowd else None,
        ),
        note=_note(context, left_out=len(ordered) - len(shown)),
    )


def _figure_title(apart: int, alike: int, outlets: int) -> str:
    if outlets < 2:
        return "What the outlet writes about"
    if not apart:
        return "No measure separates the outlets"
    if not alike:
        return "Every measure separates some of the outlets"
    separate = "measure separates" if apart == 1 else "measures separate"
    do = "does" if alike == 1 else "do"
    return f"{in_words(apart, capital=True)} {separate} the outlets; {in_words(alike)} {do} not"


def _ordered(context: Context) -> list[Measure]:
    """Return the measures grouped by frame, widest gap first.

    Frames by their widest, measures within a frame likewise.
    """
    comparison = context.analysis.comparison
    width = {m: abs((comparison.widest(m) or _NO_GAP).value or 0.0) for m in comparison.measures}
    rank = {m: i for i, m in enumerate(comparison.measures)}
    frames = {m.frame: max(width[x] for x in comparison.measures if x.frame == m.frame) for m in comparison.measures}
    return sorted(comparison.measures, key=lambda m: (-frames[m.frame], m.frame, -width[m], rank[m]))


_NO_GAP = Difference(
    measure=Measure(""),
    outlet="",
    other=None,
    value=None,
    low=None,
    high=None,
    p=None,
    q=None,
    verdict="too little text",
)


def _drawn(context: Context) -> tuple[Mark, ...]:
    """Return the outlets with a mark of their own; among many, those that the verdicts set apart most often."""
    outlets = context.outlets
    if len(outlets) <= MARKED_OUTLETS:
        return tuple(context.marks[o] for o in outlets)
    weight = dict.fromkeys(outlets, 0)
    for d in context.analysis.comparison.against_rest:
        weight[d.outlet] += differs(d)
    named = sorted(outlets, key=lambda o: (-weight[o], outlets.index(o)))[:4]
    palette = list(context.marks.values())
    return tuple(
        Mark(outlet=printable(o), colour=palette[i].colour, shape=palette[i].shape)
        for i, o in enumerate(o for o in outlets if o in named)
    )


def _row(context: Context, measure: Measure, marks: tuple[Mark, ...], *, first: bool) -> DotRow:
    comparison, scale = context.analysis.comparison, context.scale
    series = {mark.outlet: i for i, mark in enumerate(marks)}
    dots, crowd = [], []
    for outlet in comparison.outlets:
        cell = comparison.cells.get(CellKey(outlet, measure))
        if cell is None or cell.value is None or cell.low is None or cell.high is None:
            continue
        place = series.get(printable(outlet))
        if place is None:
            crowd.append(scale.plot(cell.value))
            continue
        dots.append(
            Dot(series=place, value=scale.plot(cell.value), low=scale.plot(cell.low), high=scale.plot(cell.high))
        )
    widest = _gap_shown(context, measure)
    frame = context.lexicons.get(measure.frame)
    grouped = sum(m.frame == measure.frame for m in comparison.measures) > 1
    return DotRow(
        label=context.labels[measure] if grouped else context.titles[measure],
        group=(printable(frame.title) if frame is not None and grouped else "") if first else None,
        dots=tuple(dots),
        aside=_gap_text(context, widest),
        aside_note=_sides(widest),
        strong=differs(widest),
        crowd=tuple(crowd),
    )


def _gap_shown(context: Context, measure: Measure) -> Difference | None:
    """Return the widest gap between two outlets that holds.

    Else the one against the rest that does, else the widest.
    """
    held = [d for d in holding(context.analysis.comparison) if d.measure == measure]
    pairs = [d for d in held if d.other is not None]
    best = max(pairs or held, key=lambda d: abs(d.value or 0.0), default=None)
    return best or context.analysis.comparison.widest(measure)


def _sides(widest: Difference | None) -> str:
    """Return which outlet has more than which."""
    if widest is None:
        return ""
    under = "under" if (widest.value or 0.0) < 0 else "over"
    return f"{printable(widest.outlet)} {under} {'the rest' if widest.other is None else printable(widest.other)}"


def _gap_text(context: Context, widest: Difference | None) -> str:
    """Return the size of a gap and its interval, read from the higher side."""
    if widest is None or widest.value is None:
        return "too little text" if len(context.outlets) > 1 else ""
    value, low, high = widest.value, widest.low, widest.high
    if value < 0 and low is not None and high is not None:
        low, high = -high, -low
    span = context.scale.span(low, high)
    return f"{context.scale.bare(abs(value))} ({span})" if span else context.scale.bare(abs(value))


def _describe(context: Context, measures: list[Measure]) -> str:
    """Return the numbers of the figure as text."""
    comparison, scale = context.analysis.comparison, context.scale
    lines = []
    for measure in measures:
        values = []
        for outlet in comparison.outlets[:12]:
            cell = comparison.cells.get(CellKey(outlet, measure))
            if cell is not None and cell.value is not None:
                values.append(f"{printable(outlet)} {scale.value(cell.value)} ({scale.span(cell.low, cell.high)})")
        widest = _gap_shown(context, measure)
        verdict = "" if widest is None else f" Widest gap {_gap_text(context, widest)}: {widest.verdict}."
        lines.append(f"{context.titles[measure]}: {', '.join(values)}.{verdict}")
    return f"Dot plot of {scale.name} by outlet, with intervals. " + " ".join(lines)


def _note(context: Context, *, left_out: int) -> str:
    comparison = context.analysis.comparison
    unit = "paragraphs" if comparison.unit == "paragraph" else "articles"
    text = (
        f"{plural(sum(len(d.sentences) for d in context.analysis.corpus.documents), 'sentence')} of "
        f"{plural(len(context.analysis.corpus.documents), 'article')}, {plural(len(comparison.outlets), 'outlet')}. "
    )
    if len(comparison.outlets) > 1:
        text += (
            f"Shaded: the verdict is a difference (permutation of {unit}, adjusted for all comparisons shown). "
            "Rows by widest gap; the gap intervals are not adjusted for picking the widest pair."
        )
    return text + (f" {plural(left_out, 'measure')} more in results.json." if left_out else "")
