"""Part 2, how far the leading difference can be trusted: sensitivity and leverage."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from framing.compare.leading import differs
from framing.model import Difference, Leverage, Lexicon, Measure, ScoredDocument, Sensitivity
from framing.model.comparison import flipped
from framing.report.context import Context
from framing.report.figures import IntervalPlot, IntervalRow
from framing.report.numbers import NAME_LIMIT, Scale, percent, printable, shorten
from framing.report.view import Cell, Column, Figure, Row, Table

MAX_ROWS = 3  # strongest terms and articles shown; the rest is in the attachment


class Checked(Protocol):
    """What these checks need of a brief: how numbers are printed, and what terms, articles and measures are called."""

    @property
    def scale(self) -> Scale:
        """How rates are printed."""

    @property
    def lexicons(self) -> Mapping[str, Lexicon]:
        """The lexicons by name."""

    @property
    def titles(self) -> Mapping[Measure, str]:
        """What each measure is called."""

    @property
    def documents(self) -> Mapping[str, ScoredDocument]:
        """The articles by id."""

    @property
    def by_outlet(self) -> Mapping[str, tuple[ScoredDocument, ...]]:
        """The articles of each outlet."""


def sensitivity_title(context: Context) -> str:
    """Return the heading over the sensitivity figure."""
    return "What if we had chosen otherwise" if context.analysis.sensitivity else ""


def sensitivity_figure(context: Context) -> Figure | None:
    """Return the leading difference as published and with one choice changed at a time."""
    changed = context.analysis.sensitivity
    if not changed:
        return None
    lead = changed[0].difference
    found = (_published(context, lead), *(s for s in changed if s.setting != context.analysis.comparison.setting))
    return changed_figure(context, found, other=lead.other or "the rest")


def changed_figure(context: Checked, found: tuple[Sensitivity, ...], *, other: str) -> Figure:
    """Return a difference as published, the first of `found`, and with one choice changed at a time."""
    lead, setting = found[0].difference, found[0].setting
    scale = context.scale
    rows = tuple(_row(context, s, rate=setting.rate, strong=i == 0) for i, s in enumerate(found))
    title = context.titles.get(lead.measure, lead.measure.frame)
    sides = f"{shorten(lead.outlet, NAME_LIMIT)} minus {shorten(other, NAME_LIMIT)}"
    words = "; ".join(f"{r.label}: {r.aside}" for r in rows)
    confidence = 100 * setting.confidence
    return Figure(
        title=_claim(found, title),
        subtitle=f"{title}, {sides}, {scale.gap} with {confidence:.0f}% intervals",
        description=f"Intervals of the difference on {title}, {sides}. {words}.",
        chart=IntervalPlot(rows=rows),
        note=_note(found),
    )


def _published(context: Context, lead: Difference) -> Sensitivity:
    """Return the published difference of the same pair, read from the same side."""
    comparison = context.analysis.comparison
    for d in comparison.pairs:
        if d.measure == lead.measure and {d.outlet, d.other} == {lead.outlet, lead.other}:
            same = d if d.outlet == lead.outlet else flipped(d)
            return Sensitivity(label="As published", setting=comparison.setting, difference=same, order_kept=None)
    return Sensitivity(label="As published", setting=comparison.setting, difference=lead, order_kept=None)


def leverage_table(context: Context) -> Table | None:
    """Return which terms and articles carry the leading difference, and what is left without each."""
    return carried_table(context, context.analysis.leverage)


def carried_table(context: Checked, leverage: Sequence[Leverage]) -> Table | None:
    """Return the strongest of what carries a difference; None where there is nothing to tell."""
    several = len(context.by_outlet.get(leverage[0].outlet, ())) > 1 if leverage else False
    # An outlet's only article carries all of its hits: the row would say nothing.
    found = [x for x in leverage if x.share > 0 and (several or x.kind == "term")]
    if not found:
        return None
    shown = sorted(found, key=lambda item: (-item.share, item.kind, item.left_out))[:MAX_ROWS]
    first = shown[0]
    title = context.titles.get(first.measure, first.measure.frame)
    return Table(
        title=_leverage_title(shown),
        subtitle=f"{title}, {shorten(first.outlet, NAME_LIMIT)} minus {shorten(first.other, NAME_LIMIT)}: as published "
        f"{context.scale.signed(first.published)} {context.scale.gap}",
        columns=(
            Column(title="Left out"),
            Column(title="Kind"),
            Column(title="Share of its hits", align="right"),
            Column(title="Difference left", align="right"),
        ),
        rows=tuple(_leverage_row(context, item) for item in shown),
        style="tight snug",
    )


def _row(context: Checked, item: Sensitivity, *, rate: str, strong: bool) -> IntervalRow:
    d, scale = item.difference, context.scale
    label = _label(context, item)
    if item.setting.rate != rate:
        return _other_unit(item, label)
    if d.value is None:
        return IntervalRow(label=label, value=None, low=None, high=None, aside="too little text", strong=strong)
    held = _unheld(d)
    return IntervalRow(
        label=label,
        value=scale.plot(d.value),
        low=None if d.low is None else scale.plot(d.low),
        high=None if d.high is None else scale.plot(d.high),
        aside=f"{scale.bare(d.value)} ({scale.span(d.low, d.high)}){held}",
        strong=strong,
    )


def _label(context: Checked, item: Sensitivity) -> str:
    """Return the label as a sentence begins, with a term's label in place of its identity."""
    label = item.label
    patterns = {term.id: term.label for lexicon in context.lexicons.values() for term in lexicon.terms}
    for term in item.setting.without_terms:
        label = label.replace(term, f"“{shorten(patterns.get(term, term), 30)}”")
    return printable(label[:1].upper() + label[1:])


def _other_unit(item: Sensitivity, label: str) -> IntervalRow:
    """Return a row in another unit: its numbers are printed, but it has no place on the axis."""
    d = item.difference
    unit = "per 1,000 words" if item.setting.rate == "per_1000" else "of sentences"
    value = "too little text" if d.value is None else f"{d.value:+.1f} {unit}".replace("-", "−")
    return IntervalRow(label=label, value=None, low=None, high=None, aside=value + _unheld(d))


def _claim(found: tuple[Sensitivity, ...], title: str) -> str:
    """Return whether the published verdict survives, in words that claim no more."""
    published = found[0].difference
    if len(found) < 2:
        return f"The gap on {title}, as published"
    if not differs(published):
        turned = sum(differs(s.difference) for s in found[1:])
        return "No choice turns the gap into a difference" if not turned else "The verdict depends on the choices made"
    kept = sum(s.difference.verdict == published.verdict for s in found[1:])
    others = len(found) - 1
    if kept == others:
        every = {1: "the other choice", 2: "both other choices"}.get(others, f"all {others} other choices")
        return f"The gap holds under {every}"
    return f"The gap holds under {kept} of {others} other choices"


def _unheld(difference: Difference) -> str:
    """Return why a difference does not hold, in short; nothing where it holds."""
    if differs(difference):
        return ""
    return ", too little text" if difference.verdict == "too little text" else ", n.d."


def _note(found: tuple[Sensitivity, ...]) -> str:
    kept = [s.order_kept for s in found[1:] if s.order_kept is not None]
    text = "Each row repeats the analysis with one setting changed; n.d. = not distinguishable."
    if kept:
        rows = "" if len(kept) == len(found) - 1 else f" in the {len(kept)} rows that order them"
        text += f" Order of outlets against the published one{rows}: Kendall’s tau {min(kept):.2f} to {max(kept):.2f}."
    return text.replace("-0", "−0").replace("-1", "−1")


def _leverage_title(shown: list[Leverage]) -> str:
    """Return how much the strongest terms carry."""
    terms = [item for item in shown if item.kind == "term"]
    whose = f"{shorten(shown[0].outlet, NAME_LIMIT)}’s"
    if len(terms) >= 2:
        return f"Two terms make {percent(terms[0].share + terms[1].share, 1)} of {whose} hits"
    return f"What carries {whose} hits"


def _leverage_row(context: Checked, item: Leverage) -> Row:
    return Row(
        head=Cell(text=_name(context, item)),
        cells=(
            Cell(text=item.kind),
            Cell(text=percent(item.share, 1)),
            Cell(text="nothing left" if item.remaining is None else context.scale.signed(item.remaining)),
        ),
    )


def _name(context: Checked, item: Leverage) -> str:
    """Return a term's label or an article's title."""
    if item.kind == "article" and item.left_out in context.documents:
        article = context.documents[item.left_out].document.article
        return shorten(article.title or article.origin, 60)
    for lexicon in context.lexicons.values():
        for term in lexicon.terms:
            if term.id == item.left_out:
                return shorten(term.label, 60)
    return shorten(item.left_out, 60)
