"""What makes a difference: the terms and articles that carry it, and quotations from both sides."""

from __future__ import annotations

import itertools

from framing.compare.leading import differs
from framing.model import BaselineQuote, Measure, Standing
from framing.report.figures import Mark
from framing.report.numbers import NAME_LIMIT, day, plural, shorten
from framing.report.parts.checks import carried_table
from framing.report.quotes import CUT_RULE, SENTENCE_CHARACTERS, carrying, flat, key_of, quote, strongest, typical
from framing.report.standing.context import StandingContext
from framing.report.standing.view import Evidence
from framing.report.standing.wording import name
from framing.report.view import Quotation, Run

MAX_SENTENCES = 5  # of the new texts; with those of the baseline a third of a page
MAX_KEPT = 3


def evidence(context: StandingContext, standing: Standing) -> Evidence:
    """Return what carries the leading difference, with a quotation from the new text and one to hold beside it."""
    table = carried_table(context, standing.leverage)
    measure = standing.leading or _commonest(standing)
    quotations, rule = ((), "") if measure is None else _quotations(context, standing, measure)
    sentences = () if measure is None else _sentences(context, standing, measure)
    return Evidence(
        title=_title(context, standing, carried=table is not None),
        leverage=table,
        quotations=quotations,
        sentences=sentences,
        key=key_of(context, (*quotations, *sentences)),
        rule=rule,
    )


def _title(context: StandingContext, standing: Standing, *, carried: bool) -> str:
    placement = None if standing.leading is None else context.placement(standing, standing.leading)
    if placement is None or not carried:
        return "In their own words"
    return "What makes the difference" if differs(placement.difference) else "What makes the widest gap"


def _quotations(context: StandingContext, standing: Standing, measure: Measure) -> tuple[tuple[Quotation, ...], str]:
    own = strongest(context, standing.outlet, measure)
    kept = next(iter(_kept(context, standing, measure)), None)
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


def _sentences(context: StandingContext, standing: Standing, measure: Measure) -> tuple[Quotation, ...]:
    """Return single sentences that carry the measure: of the new texts, then one of each outlet of the baseline."""
    shown = strongest(context, standing.outlet, measure)
    own = carrying(context, standing.outlet, measure, limit=MAX_SENTENCES, without=shown)
    outlets: dict[str, BaselineQuote] = {}
    for kept in _kept(context, standing, measure)[1:]:
        outlets.setdefault(kept.outlet, kept)
    return (
        *(quote(context, p) for p in own),
        *(_quote_kept(context, kept) for kept in list(outlets.values())[:MAX_KEPT]),
    )


def _commonest(standing: Standing) -> Measure | None:
    found = max(standing.placements, key=lambda p: p.new.carrying, default=None)
    return None if found is None else found.measure


def _kept(context: StandingContext, standing: Standing, measure: Measure) -> list[BaselineQuote]:
    """Return the sentences the baseline keeps of the measure, those of the farthest outlet first."""
    found = [q for q in context.compared.standings.quotes if q.measure == measure and q.outlet != standing.outlet]
    placement = context.placement(standing, measure)
    farthest = placement.farthest.other if placement is not None and placement.farthest is not None else None
    return sorted(found, key=lambda q: q.outlet != farthest)


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
                text=flat(text[a:b]),
                marks=(shown,) if inside else (),
                letters=mark.letter if ends and mark is not None else "",
            )
        )
    if len(kept.text) > len(text):
        runs.append(Run(text="…"))
    place = [f"“{shorten(kept.title, 32)}”"] if kept.title else []
    place += [day(kept.published)] if kept.published is not None else []
    return Quotation(
        outlet=Mark(outlet=shorten(kept.outlet, NAME_LIMIT), colour="#5b5f66", shape="ring"),
        source=", ".join(place),
        runs=tuple(runs),
        tally=f"{context.titles[kept.measure]}: {plural(len(hits), 'hit')}; kept with the baseline.",
        kind=f"Baseline: {shorten(kept.outlet, NAME_LIMIT)}",
    )
