"""Page one: the answer, the main figure, three findings and the side boxes."""

from __future__ import annotations

from framing.compare.leading import differs
from framing.model import Likeness, Standing
from framing.report.numbers import NAME_LIMIT, days, in_words, percent, plural, printable, shorten
from framing.report.standing.boxes import boxes
from framing.report.standing.context import StandingContext
from framing.report.standing.figure import main_figure
from framing.report.standing.wording import (
    Headline,
    apart_first,
    claim_of,
    claim_sentence,
    figures,
    gap,
    headline,
    held,
    matched_words,
    name,
    percentile_words,
    place_words,
    standfirst,
    tested,
    widest,
)
from framing.report.view import Cover, Finding

FINDINGS = 3
CLEAR = 0.5  # of resamples: an outlet that is the nearest less often than not is not the one it reads like


def cover(context: StandingContext) -> Cover:
    """Return the first page."""
    head = headline(context)
    return Cover(
        kicker=kicker(context),
        headline=head.text,
        standfirst=standfirst(context, head),
        figure=main_figure(context),
        findings=_findings(context, head),
        boxes=boxes(context),
    )


def kicker(context: StandingContext) -> str:
    """Return the line above the headline: what it is, what is new, the baseline and the dates."""
    standings = context.standings
    new = name(standings[0]) if len(standings) == 1 else plural(len(standings), "new outlet")
    called = printable(context.compared.name)
    parts = ["Comparison brief" if called == context.baseline else shorten(called, 48), new]
    parts.append(f"baseline: {shorten(context.baseline, 48)}")
    dates = sorted(d.article.published for d in context.compared.corpus.documents if d.article.published is not None)
    parts += [days(dates[0], dates[-1])] if dates else []
    return " · ".join(parts)


def _findings(context: StandingContext, head: Headline) -> tuple[Finding, ...]:
    """Return three findings: what holds first, then whether it does within the story, then what it reads like."""
    if len(context.standings) == 1:
        return _of_one(context, context.standings[0], head)
    return _of_several(context)


def _of_one(context: StandingContext, standing: Standing, head: Headline) -> tuple[Finding, ...]:
    found = [_held(context, standing, i) for i in range(min(len(held(standing)), 2))]
    if not found:
        found.append(_nothing(context, standing))
    measure = head.claims[0].measure if head.claims else standing.leading
    if standing.matched.placements and measure is not None:
        inside = held(standing, matched=True)
        lead = "Like with like." if not inside else "Within the same story too." if head.claims else "Within the story."
        found.append(Finding(lead=lead, text=matched_words(context, standing, measure)))
    found += [f for f in (_like(standing), _carried(context, standing)) if f is not None]
    if not standing.matched.placements:
        found.append(Finding(lead="Not matched by story.", text=printable(standing.matched.reason)))
    return tuple(found[:FINDINGS])


def _of_several(context: StandingContext) -> tuple[Finding, ...]:
    apart = sorted((s for s in context.standings if held(s)), key=lambda s: -abs(held(s)[0].difference.value or 0.0))
    found = [_held(context, s, 0) for s in apart[:FINDINGS]]
    alike = sorted((s for s in context.standings if not held(s)), key=apart_first)
    found += [_nothing(context, s) for s in alike[: FINDINGS - len(found)]]
    found += [f for s in context.standings if (f := _like(s)) is not None]
    return tuple(found[:FINDINGS])


def _held(context: StandingContext, standing: Standing, rank: int) -> Finding:
    placement = held(standing)[rank]
    sentence = claim_sentence(context, claim_of(standing, placement))
    place = place_words(placement)
    known = context.compared.standings.baseline.by
    where = f" That is {place} {known}s of the baseline; {percentile_words(placement)}." if place else ""
    return Finding(lead=f"{sentence}.", text=figures(context, placement) + where.replace("; .", "."))


def _nothing(context: StandingContext, standing: Standing) -> Finding:
    top = widest(standing)
    who = "" if len(context.standings) == 1 else f"{name(standing)}: "
    if top is None or not tested(standing):
        many = plural(standing.sentences, "sentence")
        return Finding(
            lead=f"{who or ''}{'t' if who else 'T'}oo little text.", text=f"{many} in all, no test possible."
        )
    text = f"The widest, {context.inline[top.measure]}, is {gap(context, top)}: {top.difference.verdict}."
    if top.detectable is not None:
        seen = f"{context.scale.bare(top.detectable)} {context.scale.gap}"
        text += f" This much text shows a difference of {seen} in four of five tries, no smaller one."
    return Finding(lead=f"{who}{'n' if who else 'N'}o difference stands out from chance.", text=text)


def _like(standing: Standing) -> Finding | None:
    """Return which outlet of the baseline it reads like, where one is the nearest more often than not."""
    frames, words = _nearest(standing.frames_like), _nearest(standing.words_like)
    if max(len(standing.frames_like), len(standing.words_like)) < 2:
        return None
    parts = [
        f"by {what}, {shorten(found.outlet, NAME_LIMIT)} (nearest in {percent(found.support, 1)} of resamples)"
        for what, found in (("frames", frames), ("words", words))
        if found is not None
    ]
    if not parts:
        best = (standing.frames_like or standing.words_like)[0]
        nearest = f"{shorten(best.outlet, NAME_LIMIT)} is the nearest in {percent(best.support, 1)} of resamples only."
        return Finding(lead=f"{name(standing)} reads like no one outlet of the baseline.", text=nearest)
    text = " and ".join(parts)
    return Finding(lead=f"What {name(standing)} reads like:", text=f"{text}.")


def _nearest(ranked: tuple[Likeness, ...]) -> Likeness | None:
    return ranked[0] if ranked and ranked[0].support >= CLEAR else None


def _carried(context: StandingContext, standing: Standing) -> Finding | None:
    """Return how much of a difference that holds the strongest term makes."""
    placement = None if standing.leading is None else context.placement(standing, standing.leading)
    terms = [row for row in standing.leverage if row.kind == "term" and row.share > 0]
    if placement is None or not differs(placement.difference) or not terms:
        return None
    top = sorted(terms, key=lambda row: -row.share)[:2]
    share = sum(row.share for row in top)
    return Finding(
        lead=f"{in_words(len(top), capital=True)} {'term makes' if len(top) == 1 else 'terms make'} "
        f"{percent(share, 1)} of its hits.",
        text=f"On {context.inline[placement.measure]}; what is left without each is in the evidence.",
    )
