"""The baseline over time, and where the new texts fall."""

from __future__ import annotations

from datetime import date

from framing.model import Drift, Estimate, Standing
from framing.report.figures import DriftPanel, DriftPlot
from framing.report.numbers import MONTHS, days
from framing.report.standing.context import StandingContext
from framing.report.standing.wording import held, name
from framing.report.view import Figure

MAX_PANELS = 6


def drift_figure(context: StandingContext, standing: Standing) -> Figure | None:
    """Return small panels of the measures over time, the leading one first; None where there are no two periods."""
    found = [d for d in standing.drift if sum(e.value is not None for _, _, e in d.periods) >= 2]
    if not found:
        return None
    found.sort(key=lambda d: d.measure != standing.leading)
    ends = [day for d in found for first, last, _ in _spans(d) for day in (first, last)]
    start, end = min(ends), max(ends)
    apart = {p.measure for p in held(standing)}
    panels = tuple(
        DriftPanel(
            title=context.titles[d.measure],
            periods=tuple(p for span in d.periods if (p := _place(context, span, start, end)) is not None),
            new=None if d.new is None else _place(context, d.new, start, end),
            strong=d.measure in apart,
        )
        for d in found[:MAX_PANELS]
    )
    return Figure(
        title=_title(context, found[0]),
        subtitle=f"{context.scale.name.capitalize()} in the baseline by period, grey, and in the new texts, with "
        f"{context.confidence} intervals",
        description=_describe(context, standing, found[:MAX_PANELS]),
        chart=DriftPlot(
            panels=panels,
            mark=context.mark_of(standing.outlet),
            unit=context.scale.unit,
            first=_month(start),
            last=_month(end),
        ),
        note=""
        if found[0].new is not None
        else f"The texts of {name(standing)} carry no dates, so only the baseline is drawn.",
    )


def _spans(drift: Drift) -> list[tuple[date, date, Estimate]]:
    return [*drift.periods, *([] if drift.new is None else [drift.new])]


def _place(
    context: StandingContext, span: tuple[date, date, Estimate], start: date, end: date
) -> tuple[float, float, float, float, float] | None:
    """Return a period on the panel: its ends in [0, 1] over the whole span, its value and interval as printed."""
    first, last, estimate = span
    if estimate.value is None:
        return None
    whole = max((end - start).days, 1)
    low = estimate.value if estimate.low is None else estimate.low
    high = estimate.value if estimate.high is None else estimate.high
    plot = context.scale.plot
    from_start, to_end = ((day - start).days / whole for day in (first, last))
    return round(from_start, 4), round(to_end, 4), plot(estimate.value), plot(low), plot(high)


def _title(context: StandingContext, drift: Drift) -> str:
    """Return how far the baseline itself moved on the measure, beside the new value: both are counts, no verdict."""
    values = [e.value for _, _, e in drift.periods if e.value is not None]
    low, high = context.scale.value(min(values)), context.scale.value(max(values))
    moved = f"stayed at {low}" if low == high else f"ran from {low} to {high}"
    own = (
        ""
        if drift.new is None or drift.new[2].value is None
        else f"; the new texts: {context.scale.value(drift.new[2].value)}"
    )
    return f"{context.titles[drift.measure]}: the baseline {moved} by period{own}"


def _describe(context: StandingContext, standing: Standing, found: list[Drift]) -> str:
    lines = []
    for drift in found:
        listed = [f"{days(a, b)} {context.scale.value(e.value)}" for a, b, e in drift.periods if e.value is not None]
        own = ""
        if drift.new is not None:
            own = f"; {name(standing)}, {days(drift.new[0], drift.new[1])}, {context.scale.value(drift.new[2].value)}"
        lines.append(f"{context.titles[drift.measure]}: {', '.join(listed)}{own}.")
    return "The baseline over time. " + " ".join(lines)


def _month(day: date) -> str:
    return f"{MONTHS[day.month - 1][:3]} {day.year}"
