"""The main figure of a comparison: every measure a row, the baseline's outlets quiet, the new ones loud."""

from __future__ import annotations

from collections.abc import Sequence

from framing.compare.leading import differs
from framing.model import Estimate, Measure, Placement, Standing
from framing.report.figures import StandingDot, StandingPlot, StandingRow
from framing.report.numbers import in_words, plural, printable
from framing.report.standing.context import StandingContext
from framing.report.standing.wording import apart_first, held, name, percentile_words, place_words
from framing.report.view import Figure

MARKED = 4  # new outlets drawn in one figure; more have their figure in their section
MAX_ROWS = 8  # rows of the main figure that fit the first page; the rest is in the tables and the attachment


def main_figure(context: StandingContext) -> Figure:
    """Return the figure of the first page, with the new outlets that stand apart most where there are many."""
    standings = sorted(context.standings, key=apart_first)[:MARKED]
    shown = [s for s in context.standings if s in standings]
    return standing_figure(context, shown, note=_left_out(context, len(shown)))


def standing_figure(context: StandingContext, standings: Sequence[Standing], *, note: str = "") -> Figure:
    """Return the figure of some new outlets among those of the baseline."""
    marks = tuple(context.mark_of(s.outlet) for s in standings)
    ordered = _ordered(context, standings)
    shown = ordered[:MAX_ROWS]
    rows = tuple(
        _row(context, standings, m, first=i == 0 or shown[i - 1].frame != m.frame) for i, m in enumerate(shown)
    )
    more = f"{plural(len(ordered) - len(shown), 'measure')} more in results.json. " if len(ordered) > len(shown) else ""
    scale = context.scale
    counted = f"{scale.name.capitalize()} that carry each measure" if scale.unit else scale.name.capitalize()
    return Figure(
        title=_title(standings),
        subtitle=f"{counted}, with {context.confidence} intervals" + (f", {scale.short}" if scale.unit else ""),
        description=_describe(context, standings, shown),
        chart=StandingPlot(
            marks=marks,
            rows=rows,
            unit=scale.unit,
            crowd_label=f"one of the baseline’s {context.known(len(context.compared.standings.baseline.outlets))}",
            aside_title=(f"Difference, {scale.gap}", f"({context.confidence} interval)"),
        ),
        note=f"{more}{note}Shaded: the verdict is a difference, adjusted for all that is shown; intervals are not.",
    )


def _left_out(context: StandingContext, shown: int) -> str:
    left = len(context.standings) - shown
    return f"{plural(left, 'more new outlet')} in the table on the next page. " if left else ""


def _title(standings: Sequence[Standing]) -> str:
    measures = len(standings[0].placements) if standings else 0
    if len(standings) == 1:
        apart = len(held(standings[0]))
        if not apart:
            return f"No measure sets {name(standings[0])} apart"
        sets = "measure sets" if apart == 1 else "measures set"
        alike = measures - apart
        rest = f"; {in_words(alike)} {'does' if alike == 1 else 'do'} not" if alike else ""
        return f"{in_words(apart, capital=True)} {sets} {name(standings[0])} apart{rest}"
    found = sum(bool(held(s)) for s in standings)
    if not found:
        return "No measure sets a new outlet apart"
    stand = "stands" if found == 1 else "stand"
    return f"{in_words(found, capital=True)} of {in_words(len(standings))} {stand} apart on some measure"


def _ordered(context: StandingContext, standings: Sequence[Standing]) -> list[Measure]:
    """Return the measures grouped by frame, the widest gap first; frames by their widest."""

    def width(measure: Measure) -> float:
        found = [p.difference.value for s in standings if (p := context.placement(s, measure)) is not None]
        return max((abs(v) for v in found if v is not None), default=0.0)

    widths = {m: width(m) for m in context.measures}
    frames = {m.frame: max(widths[x] for x in context.measures if x.frame == m.frame) for m in context.measures}
    rank = {m: i for i, m in enumerate(context.measures)}
    return sorted(context.measures, key=lambda m: (-frames[m.frame], m.frame, -widths[m], rank[m]))


def _row(context: StandingContext, standings: Sequence[Standing], measure: Measure, *, first: bool) -> StandingRow:
    placements = [(i, s, p) for i, s in enumerate(standings) if (p := context.placement(s, measure)) is not None]
    lead = _lead(placements)
    alone = len(standings) == 1
    dots = [d for i, _, p in placements if (d := _dot(context, i, p, alone=alone)) is not None]
    frame = context.lexicons.get(measure.frame)
    grouped = sum(m.frame == measure.frame for m in context.measures) > 1
    anyone = placements[0][2] if placements else None
    return StandingRow(
        label=context.labels[measure] if grouped else context.titles[measure],
        group=(printable(frame.title) if frame is not None and grouped else "") if first else None,
        crowd=() if anyone is None else _crowd(context, anyone),
        pooled=None if anyone is None else _span(context, anyone.baseline),
        dots=tuple(dots),
        aside="" if lead is None else _aside(context, lead[2]),
        aside_note=() if lead is None else _aside_note(lead[1], lead[2], alone=alone),
        strong=any(differs(p.difference) for _, _, p in placements),
    )


def _lead(placements: list[tuple[int, Standing, Placement]]) -> tuple[int, Standing, Placement] | None:
    """Return the new outlet whose difference is printed: one that holds before one that does not, the widest."""
    return max(
        placements,
        key=lambda found: (differs(found[2].difference), abs(found[2].difference.value or 0.0)),
        default=None,
    )


def _dot(context: StandingContext, series: int, placement: Placement, *, alone: bool) -> StandingDot | None:
    own = _span(context, placement.new)
    if own is None:
        return None
    shrunk = _span(context, placement.shrunk) if alone and placement.shrunk is not None else None
    return StandingDot(series=series, value=own[0], low=own[1], high=own[2], shrunk=shrunk)


def _crowd(context: StandingContext, placement: Placement) -> tuple[tuple[float, float, float], ...]:
    return tuple(sorted(s for e in placement.outlets.values() if (s := _span(context, e)) is not None))


def _span(context: StandingContext, estimate: Estimate) -> tuple[float, float, float] | None:
    """Return a value with its interval in the unit of the axis, the value thrice where it has no interval."""
    if estimate.value is None:
        return None
    low = estimate.value if estimate.low is None else estimate.low
    high = estimate.value if estimate.high is None else estimate.high
    plot = context.scale.plot
    return plot(estimate.value), plot(low), plot(high)


def _aside(context: StandingContext, placement: Placement) -> str:
    d = placement.difference
    if d.value is None or d.verdict == "too little text":
        return "too little text"
    span = context.scale.span(d.low, d.high)
    return context.scale.signed(d.value) + (f" ({span})" if span else "")


def _aside_note(standing: Standing, placement: Placement, *, alone: bool) -> tuple[str, ...]:
    if not alone:
        return (name(standing),)
    return tuple(part for part in (place_words(placement), percentile_words(placement)) if part)


def _describe(context: StandingContext, standings: Sequence[Standing], measures: Sequence[Measure]) -> str:
    """Return the numbers of the figure as text."""
    scale = context.scale
    lines = []
    for measure in measures:
        parts = []
        for standing in standings:
            placement = context.placement(standing, measure)
            if placement is not None:
                own = f"{name(standing)} {scale.value(placement.new.value)}"
                own += f" ({scale.span(placement.new.low, placement.new.high)})"
                place = ", ".join(filter(None, (place_words(placement), percentile_words(placement))))
                parts.append(f"{own}, difference {_aside(context, placement)}, {placement.difference.verdict}, {place}")
        baseline = context.placement(standings[0], measure) if standings else None
        pooled = "" if baseline is None else f" Baseline {scale.value(baseline.baseline.value)}."
        lines.append(f"{context.titles[measure]}: {'; '.join(parts)}.{pooled}".replace(", .", "."))
    return f"{scale.name.capitalize()} of the new texts among the baseline’s outlets. " + " ".join(lines)
