"""Part 2: the outlets beside each other: table, two vocabularies, stance, voice, sensitivity."""

from __future__ import annotations

from framing.compare.leading import differs
from framing.model import Difference, Measure
from framing.report.context import Context
from framing.report.figures import SparkBars
from framing.report.numbers import count, in_words, join, plural, printable
from framing.report.parts.checks import leverage_table, sensitivity_figure, sensitivity_title
from framing.report.parts.stance import stance_figures, stance_lead, voice_table
from framing.report.quotes import CUT_RULE, furthest_above, key_of, quote, strongest
from framing.report.view import Beside, Cell, Column, QuotationPair, Row, Table, Tone
from framing.score.tallies import positions

WIDE = 6  # more outlets than this do not fit as columns: the table is turned round
MAX_OUTLET_ROWS = 22  # one page of rows; the others are in the attachment


def beside(context: Context) -> Beside:
    """Return the second part."""
    table = outlets_table(context)
    coloured = sum(cell.tone in ("above", "below") for row in table.rows for cell in row.cells)
    cells = len(context.outlets) * len(context.measures)
    return Beside(
        title="How far each outlet sits from the others",
        lead=_lead(context, coloured, cells),
        table=table,
        pair=_pair(context),
        stance=stance_figures(context),
        stance_title="Who asserts it, who discounts it",
        stance_lead=stance_lead(context),
        voice=voice_table(context),
        sensitivity=sensitivity_figure(context),
        sensitivity_title=sensitivity_title(context),
        leverage=leverage_table(context),
    )


def outlets_table(context: Context) -> Table:
    """Return outlets x measures, each cell the difference from the other outlets pooled.

    Colour only where a verdict holds.
    """
    turned = len(context.outlets) > WIDE
    scale = context.scale
    confidence = f"{100 * context.analysis.comparison.setting.confidence:.0f}%"
    note = (
        "Orange: more than the others; blue: less; grey: not distinguishable. Verdicts are adjusted "
        "for all comparisons "
        "shown, intervals are not."
    )
    hidden = len(context.outlets) - MAX_OUTLET_ROWS
    if turned and hidden > 0:
        note += f" {plural(hidden, 'outlet')} more in results.json."
    return Table(
        title="Each outlet compared with the others pooled",
        subtitle=f"{'Percentage points' if scale.unit else scale.gap.capitalize()} above or below, ± half-width of the "
        f"{confidence} interval; under it the share itself",
        columns=_measure_columns(context) if turned else _outlet_columns(context),
        rows=_outlet_rows(context) if turned else _measure_rows(context),
        note=note,
        style="heat",
    )


def _lead(context: Context, coloured: int, cells: int) -> str:
    if len(context.outlets) < 2:
        return "With one outlet there is nothing to compare: the table gives its own figures."
    if not coloured:
        return f"Colour would mark a cell whose difference holds: none of the {count(cells)} does."
    outlets = {d.outlet for d in context.analysis.comparison.against_rest if differs(d)}
    named = [printable(o) for o in context.outlets if o in outlets]
    where = f", at {join(named)}" if len(named) <= 4 else f", at {in_words(len(named))} outlets"
    return (
        "Colour marks the cells whose difference from the other outlets holds: "
        f"{in_words(coloured)} of {count(cells)}{where}."
    )


def _outlet_columns(context: Context) -> tuple[Column, ...]:
    columns = [Column(title="Measure")]
    for outlet in context.outlets:
        sentences = sum(len(s.document.sentences) for s in context.by_outlet.get(outlet, ()))
        columns.append(
            Column(
                title=printable(outlet), note=f"n = {count(sentences)}", align="centre", mark=context.mark_of(outlet)
            )
        )
    return (*columns, Column(title="Where in the story", note="by fifth, dark = peak", align="centre"))


def _measure_columns(context: Context) -> tuple[Column, ...]:
    titles = (Column(title=context.titles[m], align="centre") for m in context.measures)
    return (Column(title="Outlet"), Column(title="Sentences", align="right"), *titles)


def _measure_rows(context: Context) -> tuple[Row, ...]:
    rows = []
    for measure in context.measures:
        cells = [_cell(context, outlet, measure) for outlet in context.outlets]
        rows.append(Row(head=Cell(text=context.titles[measure]), cells=(*cells, _spark(context, measure))))
    return tuple(rows)


def _outlet_rows(context: Context) -> tuple[Row, ...]:
    weight = dict.fromkeys(context.outlets, 0)
    for d in context.analysis.comparison.against_rest:
        weight[d.outlet] += differs(d)
    shown = sorted(context.outlets, key=lambda o: (-weight[o], context.outlets.index(o)))[:MAX_OUTLET_ROWS]
    rows = []
    for outlet in shown:
        sentences = sum(len(s.document.sentences) for s in context.by_outlet.get(outlet, ()))
        cells = tuple(_cell(context, outlet, measure) for measure in context.measures)
        rows.append(Row(head=Cell(text=printable(outlet)), cells=(Cell(text=count(sentences)), *cells)))
    return tuple(rows)


def _cell(context: Context, outlet: str, measure: Measure) -> Cell:
    difference = context.rest(outlet, measure)
    share = context.scale.value(context.value(outlet, measure))
    if difference is None:
        return Cell(text=share, tone="flat")
    if difference.value is None or difference.verdict == "too little text":
        return Cell(text="too little text", note=share, tone="muted")
    tones: dict[str, Tone] = {"higher": "above", "lower": "below"}
    return Cell(
        text=f"{context.scale.signed(difference.value)}{_half(context, difference)}",
        note=share,
        tone=tones.get(difference.verdict, "flat"),
    )


def _half(context: Context, difference: Difference) -> str:
    if difference.low is None or difference.high is None:
        return ""
    return f" ±{context.scale.bare((difference.high - difference.low) / 2)}"


def _spark(context: Context, measure: Measure) -> Cell:
    where = positions(context.analysis.scores, measure, setting=context.analysis.comparison.setting)
    if where.shares is None:
        return Cell(text="–", tone="muted")
    listed = ", ".join(str(n) for n in where.carrying)
    return Cell(
        text="",
        chart=SparkBars(shares=where.shares),
        description=f"{context.titles[measure]}: sentences in each fifth of the articles, first to last: {listed}.",
    )


def _pair(context: Context) -> QuotationPair | None:
    """Return the two outlets with the widest gap, each in the passage that shows what it has more of.

    One story if it can be.
    """
    chosen = _choose_pair(context)
    if chosen is None or chosen.other is None:
        return None
    grouped = context.analysis.clustering.n_clusters > 1
    same = grouped and _same_story(context, chosen.outlet, chosen.other)
    first = strongest(context, chosen.outlet, chosen.measure)
    more = furthest_above(context, chosen.other, (chosen.outlet,))
    second = strongest(context, chosen.other, more or chosen.measure)
    if first is None or second is None:
        return None
    quotations = (quote(context, first), quote(context, second))
    return QuotationPair(
        title="The same story in two vocabularies" if same else "Two vocabularies",
        lead="The two outlets with the widest gap do not tell the same story, so part of the gap is the subject."
        if grouped and not same
        else "",
        quotations=quotations,
        key=key_of(context, quotations),
        rule=(
            f"Rule: the {'pair within one story' if same else 'pair'} with the widest gap "
            f"({context.inline[chosen.measure]}), from each the paragraph with most hits of "
            f"{'what it has more of' if more is not None else 'that measure'}. {CUT_RULE}"
        ),
    )


def _choose_pair(context: Context) -> Difference | None:
    """Return the widest gap inside a story, else the widest of all."""
    inside = [
        d
        for c in context.analysis.within_story.values()
        for m in c.measures
        if (d := c.widest(m)) is not None and d.value
    ]
    overall = [d for m in context.measures if (d := context.analysis.comparison.widest(m)) is not None and d.value]
    return max(inside or overall, key=lambda d: d.value or 0.0, default=None)


def _same_story(context: Context, outlet: str, other: str) -> bool:
    names = ({outlet, other} <= set(c.outlets) for c in context.analysis.within_story.values())
    return any(names)
