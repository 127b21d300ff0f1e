"""Part 2, stance and voice: who asserts a frame, who discounts it, and in whose words."""

from __future__ import annotations

from framing.model import Measure
from framing.report.context import Context
from framing.report.figures import StanceBars, StanceRow
from framing.report.numbers import count, join, plural, printable
from framing.report.view import Cell, Column, Figure, Row, Table

MAX_OUTLETS = 12  # rows of a figure
MAX_COLUMNS = 7  # columns of a table; the others are in the attachment


def stance_figures(context: Context) -> tuple[Figure, ...]:
    """Return one figure for each frame whose hits can be discounted."""
    frames = [m for m in context.measures if m.stance == "discounted"]
    return tuple(_figure(context, m) for m in frames[:2])


def stance_lead(context: Context) -> str:
    """Return what the stance figures are for."""
    if not any(m.stance == "discounted" for m in context.measures):
        return "No frame of this run can be discounted: its hits only name who acts."
    return "The same words can spread a fear or mock it. Dark bars are the outlet’s own voice, light ones a source’s."


def voice_table(context: Context) -> Table:
    """Return whose voice carries each measure: sentences in the outlet's own voice, of all that carry it."""
    shown = context.outlets[:MAX_COLUMNS]
    rows = []
    for measure in context.measures:
        cells = []
        for outlet in shown:
            own, source = _voices(context, outlet, measure)
            cells.append(
                Cell(text=f"{own} of {own + source}", tone="" if own + source else "muted")
                if own + source
                else Cell(text="–", tone="muted")
            )
        rows.append(Row(head=Cell(text=context.titles[measure]), cells=tuple(cells)))
    own_all = []
    for outlet in shown:
        sentences = [s for d in context.by_outlet.get(outlet, ()) for s in d.document.sentences]
        own_all.append(Cell(text=f"{sum(s.voice == 'outlet' for s in sentences)} of {count(len(sentences))}"))
    rows.append(Row(head=Cell(text="All sentences"), cells=tuple(own_all)))
    left = len(context.outlets) - len(shown)
    return Table(
        title="Whose voice carries each measure",
        subtitle="Sentences in the outlet’s own voice, of all its sentences that carry the measure",
        columns=(
            Column(title="Measure"),
            *(Column(title=printable(o), align="right", mark=context.mark_of(o)) for o in shown),
        ),
        rows=tuple(rows),
        note="The others are the claims of sources, quoted or reported. Counts of this size show "
        "where to look, not a difference." + (f" {plural(left, 'outlet')} more in results.json." if left > 0 else ""),
        style="tight voices",
    )


def _figure(context: Context, discounted: Measure) -> Figure:
    asserted = Measure(discounted.frame, discounted.facet, "asserted")
    rows, words = [], []
    for outlet in context.outlets[:MAX_OUTLETS]:
        whole = sum(len(d.document.sentences) for d in context.by_outlet.get(outlet, ())) or 1
        a_own, a_source = _voices(context, outlet, asserted)
        d_own, d_source = _voices(context, outlet, discounted)
        rows.append(
            StanceRow(
                label=printable(outlet),
                mark=context.mark_of(outlet),
                asserted_own=100 * a_own / whole,
                asserted_source=100 * a_source / whole,
                discounted_own=100 * d_own / whole,
                discounted_source=100 * d_source / whole,
                asserted_text=_text(a_own, a_source),
                discounted_text=_text(d_own, d_source),
            )
        )
        words.append(
            f"{printable(outlet)}: asserted in {plural(a_own + a_source, 'sentence')} ({a_own} own voice), "
            f"discounted in {d_own + d_source} ({d_own} own voice), of {count(whole)}"
        )
    base = context.inline[discounted]
    return Figure(
        title=_title(rows, base),
        subtitle="Per cent of the outlet’s sentences; figures are sentences (own voice + sources)",
        description=f"Bars of {base} by outlet. {'; '.join(words)}.",
        chart=StanceBars(rows=tuple(rows)),
        note="A sentence that both asserts and discounts counts on both sides.",
    )


def _title(rows: list[StanceRow], base: str) -> str:
    """Return what the counts say outright: which outlets only assert, which discount at least as often."""
    turned = [
        r.label
        for r in rows
        if r.discounted_own + r.discounted_source > 0
        and r.discounted_own + r.discounted_source >= r.asserted_own + r.asserted_source
    ]
    title = f"{base[:1].upper()}{base[1:]}"
    if not any(r.discounted_own + r.discounted_source + r.asserted_own + r.asserted_source for r in rows):
        return f"{title}: in none of these texts"
    if not any(r.discounted_own + r.discounted_source for r in rows):
        return f"{title}: asserted, never discounted in these texts"
    if turned and len(turned) <= 2:
        return f"{title}: discounted as often as asserted, or more, in {join(turned)}"
    return f"{title}: asserted and discounted, by outlet"


def _text(own: int, source: int) -> str:
    return "" if own + source == 0 else f"{own} + {source}"


def _voices(context: Context, outlet: str, measure: Measure) -> tuple[int, int]:
    """Return the outlet's sentences that carry the measure: in its own voice, in a source's."""
    own = source = 0
    for scored in context.by_outlet.get(outlet, ()):
        carrying = context.carried(scored, measure)
        for sentence in scored.document.sentences:
            if sentence.index in carrying:
                own += sentence.voice == "outlet"
                source += sentence.voice == "source"
    return own, source


def voices(context: Context, outlet: str, measure: Measure) -> tuple[int, int]:
    """Return the outlet's sentences that carry the measure: in its own voice, in a source's."""
    return _voices(context, outlet, measure)
