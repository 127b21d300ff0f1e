"""What makes a difference: the terms and articles that carry it, and quotations from both sides."""

from __future__ import annotations

import itertools

from framing.model import BaselineQuote, Measure, Standing
from framing.report.figures import Mark
from framing.report.numbers import day, plural, printable, shorten
from framing.report.parts.checks import carried_table
from framing.report.quotes import CUT_RULE, SENTENCE_CHARACTERS, key_of, quote, strongest, typical
from framing.report.standing.context import StandingContext
from framing.report.standing.view import Evidence
from framing.report.standing.wording import name
from framing.report.view import Quotation, Run


def evidence(context: StandingContext, standing: Standing) -> Evidence:
    """Return what carries the leading difference, with a quotation from the new text and one to hold beside it."""
    table = carried_table(context, standing.leverage)
    quotations, rule = _quotations(context, standing)
    return Evidence(
        title="What makes the difference" if table is not None else "In their own words",
        leverage=table,
        quotations=quotations,
        key=_key(context, quotations),
        rule=rule,
    )


def _key(context: StandingContext, quotations: tuple[Quotation, ...]) -> tuple[object, ...]:
    return key_of(context, quotations)


def _quotations(context: StandingContext, standing: Standing) -> tuple[tuple[Quotation, ...], str]:
    measure = standing.leading or _commonest(standing)
    if measure is None:
        return (), ""
    own = strongest(context, standing.outlet, measure)
    kept = _kept(context, standing, measure)
    title = context.inline[measure]
    rules = []
    found = []
    if own is not None:
        found.append(quote(context, own, kind=f"{name(standing)}: most {title}"))
        rules.append(f"{name(standing)}: the paragraph with most hits of {title}, the earliest where several tie.")
    if kept is not None:
        found.append(_quote_kept(context, kept))
        rules.append("Baseline: the first sentence it keeps of that measure, of the farthest outlet that has one.")
    else:
        usual = typical(context, standing.outlet, without=own)
        if usual is not None:
            found.append(quote(context, usual, kind=f"{name(standing)}: typical"))
            rules.append("Typical: among its paragraphs with a hit, the one in the middle by hits a word.")
        if not context.compared.standings.baseline.quotes:
            rules.append("The baseline keeps no sentences (build it with --with-quotes), so none can stand beside.")
    return tuple(found), " ".join([*rules, CUT_RULE]) if found else ""


def _commonest(standing: Standing) -> Measure | None:
    found = max(standing.placements, key=lambda p: p.new.carrying, default=None)
    return None if found is None else found.measure


def _kept(context: StandingContext, standing: Standing, measure: Measure) -> BaselineQuote | None:
    """Return a sentence the baseline keeps of the measure, of the farthest outlet where it has one."""
    found = [q for q in context.compared.standings.quotes if q.measure == measure and q.outlet != standing.outlet]
    placement = context.placement(standing, measure)
    farthest = placement.farthest.other if placement is not None and placement.farthest is not None else None
    return next((q for q in found if q.outlet == farthest), found[0] if found else None)


def _quote_kept(context: StandingContext, kept: BaselineQuote) -> Quotation:
    text = kept.text[:SENTENCE_CHARACTERS]
    mark = next(
        (context.frame_marks[key] for key in ((kept.measure.frame, kept.measure.facet),) if key in context.frame_marks),
        None,
    )
    hits = [(a, b) for a, b in kept.hits if 0 <= a < b <= len(text)] if mark is not None else []
    edges = sorted({0, len(text), *(x for pair in hits for x in pair)})
    runs = []
    for a, b in itertools.pairwise(edges):
        inside = mark is not None and any(x <= a and b <= y for x, y in hits)
        style = 0 if mark is None else mark.style
        shown = -1 - style if kept.measure.stance == "discounted" else style
        ends = mark is not None and any(b == y for _, y in hits)
        runs.append(
            Run(
                text=_flat(text[a:b]),
                marks=(shown,) if inside else (),
                letters=mark.letter if ends and mark is not None else "",
            )
        )
    if len(kept.text) > len(text):
        runs.append(Run(text="…"))
    place = [f"“{shorten(kept.title, 32)}”"] if kept.title else []
    place += [day(kept.published)] if kept.published is not None else []
    return Quotation(
        outlet=Mark(outlet=printable(kept.outlet), colour="#5b5f66", shape="ring"),
        source=", ".join(place),
        runs=tuple(runs),
        tally=f"{context.titles[kept.measure]}: {plural(len(hits), 'hit')}; kept with the baseline.",
        kind=f"Baseline: {shorten(kept.outlet, 40)}",
    )


def _flat(text: str) -> str:
    """Return a piece of text with its white space folded but not lost at its ends."""
    words = printable(text)
    if not words:
        return " " if text else ""
    return (" " if text[:1].isspace() else "") + words + (" " if text[-1:].isspace() else "")
