"""Part 1: the finding, the main figure, three findings and the side boxes."""

from __future__ import annotations

from framing.compare.leading import holding
from framing.model import Measure
from framing.report.context import Context
from framing.report.numbers import count, days, percent, plural, printable
from framing.report.parts.boxes import boxes
from framing.report.parts.dots import main_figure
from framing.report.view import Cover, Finding
from framing.report.wording import (
    Headline,
    claim_of,
    claim_sentence,
    figures,
    gap,
    headline,
    standfirst,
)
from framing.score.measure import total
from framing.score.tallies import positions

FINDINGS = 3


def cover(context: Context) -> Cover:
    """Return the first part."""
    head = headline(context)
    return Cover(
        kicker=kicker(context),
        headline=head.text,
        standfirst=standfirst(context, head),
        figure=main_figure(context),
        findings=_findings(context, head),
        boxes=boxes(context),
    )


def kicker(context: Context) -> str:
    """Return the line above the headline: what it is, its name and its dates."""
    dates = context.dates()
    parts = ["Framing brief", printable(context.analysis.name)]
    parts += [days(dates[0], dates[-1])] if dates else []
    return " · ".join(parts)


def _findings(context: Context, head: Headline) -> tuple[Finding, ...]:
    """Return three findings: the differences that hold first, then what the corpus as a whole shows."""
    found: list[Finding] = []
    seen = set()
    for difference in holding(context.analysis.comparison):
        claim = claim_of(difference)
        if claim.measure in seen or len(found) == 2:
            continue
        seen.add(claim.measure)
        sentence = claim_sentence(context, claim)
        found.append(Finding(lead=f"{sentence}.", text=figures(context, difference)))
    if not head.claims and len(context.outlets) > 1:
        found.append(_nothing(context))
    found += [f for f in (_stance(context), _commonest(context), _place(context), _voice(context)) if f is not None]
    return tuple(found[:FINDINGS])


def _nothing(context: Context) -> Finding:
    comparison = context.analysis.comparison
    gaps = [d for m in comparison.measures if (d := comparison.widest(m)) is not None and d.value is not None]
    if not gaps:
        return Finding(lead="Too little text to compare.", text="No pair of outlets could be tested on any measure.")
    widest = max(gaps, key=lambda d: d.value or 0.0)
    return Finding(
        lead="No difference stands out from chance.",
        text=f"The widest, {context.inline[widest.measure]} at {printable(widest.outlet)} over "
        f"{printable(widest.other or '')}, is {gap(context, widest)}: {widest.verdict}.",
    )


def _stance(context: Context) -> Finding | None:
    """Return how a frame that can be discounted splits, over the whole corpus."""
    best: tuple[int, Measure, int, int] | None = None
    for measure in context.measures:
        if measure.stance == "discounted":
            counts = total(context.analysis.scores, measure, setting=context.analysis.comparison.setting)
            if counts.discounted and (best is None or counts.discounted > best[0]):
                best = (counts.discounted, measure, counts.asserted, counts.sentences)
    if best is None:
        return None
    discounted, measure, asserted, sentences = best
    base = context.inline[measure]
    return Finding(
        lead=f"Not all talk of {base} spreads it.",
        text=f"Across the outlets {plural(asserted, 'sentence')} of {count(sentences)} "
        f"({percent(asserted, sentences)}) {'asserts' if asserted == 1 else 'assert'} it and {count(discounted)} "
        f"({percent(discounted, sentences)}) "
        f"{'denies, mocks or plays' if discounted == 1 else 'deny, mock or play'} it down.",
    )


def _commonest(context: Context) -> Finding | None:
    tallies = []
    for i, measure in enumerate(context.measures):
        if measure.stance == "asserted":
            counts = total(context.analysis.scores, measure, setting=context.analysis.comparison.setting)
            tallies.append((counts.asserted, -i, measure, counts.sentences))
    if not tallies or max(tallies)[0] == 0:
        return None
    carrying, _, measure, sentences = max(tallies)
    title = context.titles[measure]
    return Finding(
        lead=f"{title} is the commonest measure.",
        text=f"{plural(carrying, 'sentence')} of {count(sentences)} ({percent(carrying, sentences)}), "
        "over all outlets, "
        f"{'carries' if carrying == 1 else 'carry'} it.",
    )


def _place(context: Context) -> Finding | None:
    """Return the measure that is most bunched in the first or the last fifth of the articles."""
    best: tuple[float, Measure, str, int, int] | None = None
    for measure in context.measures:
        where = positions(context.analysis.scores, measure, setting=context.analysis.comparison.setting)
        whole = sum(where.carrying)
        for label, part in (("first", where.carrying[0]), ("last", where.carrying[-1])):
            if whole >= 10 and (best is None or part / whole > best[0]):
                best = (part / whole, measure, label, part, whole)
    if best is None:
        return None
    share, measure, label, part, whole = best
    return Finding(
        lead=f"{context.titles[measure]}: most of all in the {label} fifth.",
        text=f"{part} of its {whole} sentences ({100 * share:.0f}%) stand in the {label} fifth of an article.",
    )


def _voice(context: Context) -> Finding | None:
    sentences = [s for d in context.analysis.corpus.documents for s in d.sentences]
    spoken = sum(s.voice == "source" for s in sentences)
    if not sentences:
        return None
    return Finding(
        lead=f"Sources speak in {percent(spoken, len(sentences))} of the sentences.",
        text=f"{count(spoken)} of {count(len(sentences))} sentences are a source’s claim, quoted or "
        "reported; the others "
        "are the outlets’ own words.",
    )
