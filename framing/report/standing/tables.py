"""The tables of a comparison: placements, matched beside unmatched, and several new outlets beside each other."""

from __future__ import annotations

from framing.model import Difference, Estimate, Placement, Standing
from framing.report.numbers import Scale, count, in_words, plural, printable, shorten
from framing.report.standing.context import StandingContext
from framing.report.standing.view import Overview
from framing.report.standing.wording import apart_first, held, name, place_words, told
from framing.report.view import Cell, Column, Row, Table, Tone

MAX_OUTLETS = 20  # rows of the overview: one page; the others are in the attachment
TONES: dict[str, Tone] = {"higher": "above", "lower": "below"}


def placements_table(context: StandingContext, standing: Standing) -> Table:
    """Return each measure with both shares, the difference, the place, the nearest and farthest outlet, the verdict."""
    scale = context.scale
    known = context.compared.standings.baseline.by
    return Table(
        title=f"{name(standing)} beside the baseline",
        subtitle=f"{scale.name.capitalize()}; under each value its {context.confidence} interval; differences in "
        f"{scale.gap}",
        columns=(
            Column(title="Measure"),
            Column(title="New", align="right"),
            Column(title="Drawn in", align="right"),
            Column(title="Baseline", align="right"),
            Column(title="Difference", align="right"),
            Column(title="Percentile", align="right"),
            Column(title=f"Nearest {known}"),
            Column(title=f"Farthest {known}"),
            Column(title="Verdict"),
        ),
        rows=tuple(_placement_row(context, p) for p in standing.placements),
        note="Drawn in: the share drawn toward the baseline by a beta-binomial model, more the less text there is. "
        f"Percentile: the place among the baseline’s {known}s. Orange: more than the baseline; blue: less. "
        f"{_power_note(standing, scale)}Verdicts are adjusted for all comparisons shown, intervals are not.",
        style="tight stand places",
    )


def _placement_row(context: StandingContext, placement: Placement) -> Row:
    d = placement.difference
    found = placement.percentile
    place = (
        Cell(text="–", tone="muted")
        if found is None
        else Cell(text=f"{found.value:.0f}", note=f"{found.low:.0f} to {found.high:.0f}")
    )
    return Row(
        head=Cell(text=context.titles[placement.measure], note=place_words(placement)),
        cells=(
            _share(context, placement.new),
            Cell(text="–", tone="muted") if placement.shrunk is None else _share(context, placement.shrunk),
            _share(context, placement.baseline),
            _gap(context, d),
            place,
            _side(context, placement.nearest),
            _side(context, placement.farthest),
            Cell(text=d.verdict, note=_verdict_note(context, placement)),
        ),
    )


def _verdict_note(context: StandingContext, placement: Placement) -> str:
    """Return the adjusted p, and where no difference was found how large one would have been."""
    q = placement.difference.q
    parts = [] if q is None else ["q < 0.001" if q < 0.001 else f"q = {q:.2g}"]
    if placement.detectable is not None and placement.difference.verdict not in TONES:
        parts.append(f"from {context.scale.bare(placement.detectable)} seen")
    return ", ".join(parts)


def _power_note(standing: Standing, scale: Scale) -> str:
    """Return what "from 8 seen" means, where it is written."""
    if all(p.detectable is None or p.difference.verdict in TONES for p in standing.placements):
        return ""
    return f"“From N seen”: N {scale.gap} is the smallest difference that this much text shows in four of five tries. "


def _share(context: StandingContext, estimate: Estimate) -> Cell:
    if estimate.value is None:
        return Cell(text="–", tone="muted")
    return Cell(text=context.scale.value(estimate.value), note=context.scale.span(estimate.low, estimate.high))


def _gap(context: StandingContext, difference: Difference) -> Cell:
    if difference.value is None:
        return Cell(text="–", tone="muted")
    return Cell(
        text=context.scale.signed(difference.value),
        note=context.scale.span(difference.low, difference.high),
        tone=TONES.get(difference.verdict, ""),
    )


def _side(context: StandingContext, difference: Difference | None) -> Cell:
    """Return one outlet of the baseline with the difference from it, and its verdict where that is one."""
    if difference is None or difference.other is None or difference.value is None:
        return Cell(text="–", tone="muted")
    verdict = f", {difference.verdict}" if difference.verdict in TONES else ""
    return Cell(text=shorten(difference.other, 28), note=f"{context.scale.signed(difference.value)}{verdict}")


def matched_table(context: StandingContext, standing: Standing) -> Table | None:
    """Return each measure's difference from the whole baseline and from its articles on the same story."""
    if not standing.matched.placements:
        return None
    matched = standing.matched
    period = "" if matched.first is None else " in the same period"
    part = _is_part(context, standing)
    return Table(
        title="Beside all of the baseline, and beside the same story only",
        subtitle=f"{plural(len(matched.articles), 'article')} of {context.known(len(matched.outlets))} tell the same "
        f"{'story' if len(matched.stories) == 1 else 'stories'}{period}; differences in {context.scale.gap}",
        columns=(
            Column(title="Measure"),
            Column(title="New", align="right"),
            Column(title="All of it", align="right"),
            Column(title="Difference", align="right"),
            Column(title="Verdict"),
            *((Column(title="New there", align="right"),) if part else ()),
            Column(title="Same story", align="right"),
            Column(title="Difference", align="right"),
            Column(title="Verdict"),
        ),
        rows=tuple(
            _matched_row(context, plain, context.matched(standing, plain.measure), part=part)
            for plain in standing.placements
        ),
        note="New there: the share in those of the new texts that tell the same story." if part else "",
        style="tight stand matched",
    )


def _is_part(context: StandingContext, standing: Standing) -> bool:
    """Return whether only some of the new texts tell the story, so that their shares are others than those of all."""
    pairs = ((plain, context.matched(standing, plain.measure)) for plain in standing.placements)
    return any(found is not None and found.new != plain.new for plain, found in pairs)


def _matched_row(context: StandingContext, plain: Placement, matched: Placement | None, *, part: bool) -> Row:
    blank = Cell(text="–", tone="muted")
    inside = (
        (*((blank,) if part else ()), blank, blank, blank)
        if matched is None
        else (
            *((_share(context, matched.new),) if part else ()),
            _share(context, matched.baseline),
            _gap(context, matched.difference),
            Cell(text=matched.difference.verdict),
        )
    )
    return Row(
        head=Cell(text=context.titles[plain.measure]),
        cells=(
            _share(context, plain.new),
            _share(context, plain.baseline),
            _gap(context, plain.difference),
            Cell(text=plain.difference.verdict),
            *inside,
        ),
    )


def overview(context: StandingContext) -> Overview | None:
    """Return the new outlets beside each other; None where there is one."""
    standings = context.standings
    if len(standings) < 2:
        return None
    shown = sorted(standings, key=apart_first)[:MAX_OUTLETS]
    apart = sum(bool(held(s)) for s in standings)
    left = len(standings) - len(shown)
    lead = (
        f"Colour marks the differences that hold: at {in_words(apart)} of {in_words(len(standings))} outlets."
        if apart
        else "Colour would mark a difference that holds: there is none."
    )
    return Overview(
        title="The new outlets beside the baseline",
        lead=lead,
        table=Table(
            title="Each new outlet’s difference from the baseline",
            subtitle=f"{context.scale.gap.capitalize()} above or below, with {context.confidence} intervals; "
            "the last row is the baseline itself",
            columns=(
                Column(title="Outlet"),
                Column(title="Articles", align="right"),
                *(Column(title=context.titles[m], align="centre") for m in context.measures),
            ),
            rows=(*(_overview_row(context, s) for s in shown), _baseline_row(context, standings[0])),
            note=(f"{plural(left, 'outlet')} more in results.json. " if left > 0 else "") + _told(context),
            style="tight stand",
        ),
    )


def _told(context: StandingContext) -> str:
    """Return which of the new outlets have a part of their own, where not all do."""
    parts = len(told(context))
    if parts == len(context.standings):
        return ""
    most = (
        "one that stands apart most has a part of its" if parts == 1 else "that stand apart most have a part of their"
    )
    whose = f"The {most if parts == 1 else f'{in_words(parts)} {most}'} own"
    return f"{whose}; what was found of each is in results.json."


def _overview_row(context: StandingContext, standing: Standing) -> Row:
    cells = []
    for measure in context.measures:
        placement = context.placement(standing, measure)
        if placement is None or placement.difference.verdict == "too little text":
            cells.append(Cell(text="too little text", tone="muted"))
        else:
            cells.append(_gap(context, placement.difference))
    return Row(head=Cell(text=printable(name(standing))), cells=(Cell(text=count(standing.articles)), *cells))


def _baseline_row(context: StandingContext, standing: Standing) -> Row:
    placements = [context.placement(standing, m) for m in context.measures]
    cells = (Cell(text="–") if p is None else _share(context, p.baseline) for p in placements)
    articles = count(context.compared.standings.baseline.articles)
    return Row(head=Cell(text="The baseline, pooled"), cells=(Cell(text=articles), *cells))
