"""Why a term deserves a look: each reason with the part of the frame's hits that it touches."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from framing.model import Difference
from framing.model.lexicon import LABEL_LENGTH
from framing.tune.auditing.values import Note, Overlap, Risk, TermAudit

DOMINANT = 0.25
"""Part of a frame from which one term is the frame. On the seeds the largest terms of the house lexicons make 11 to
18 %."""

MIN_HITS = 5
"""Hits under which a share of them says nothing: five of five in quotations happen in 3 % of terms where half of all
sentences are quoted, four of four in 6 %."""

QUOTED = 0.8
"""Share of hits in quotations from which a term measures the sources. On the seeds 42 % of the house's hits are."""

DISCOUNTED = 0.5  # from here on the term is more often waved away than raised
MIN_REPEATS = 3  # two hits in one article are one sentence and its echo
HALVED = 0.5  # a difference that loses half without one term is that term's

SHOWN = 5  # words named in a reason


@dataclass(frozen=True, kw_only=True, slots=True)
class Context:
    """What the terms of one audit are judged against: hits of the frame, articles, the leading pair, who met whom."""

    hits: int
    articles: int
    leading: Difference | None
    overlaps: Sequence[Overlap]
    notes: Sequence[Note]
    labels: Mapping[str, str]


def risks(term: TermAudit, context: Context) -> tuple[Risk, ...]:
    """Return the reasons to look at a term, the one that touches most first; none for a term that matches nowhere."""
    found = [*_of_hits(term, context), *_of_words(term, context), *_of_outlets(term), *_of_others(term, context)]
    return tuple(sorted(found, key=lambda risk: -risk.part)) if term.matches else ()


def _of_hits(term: TermAudit, context: Context) -> Iterator[Risk]:
    share = term.share or 0.0
    if context.hits >= MIN_HITS and share >= DOMINANT:
        yield Risk(kind="dominant", reason=f"makes {share:.0%} of the frame's hits", part=share)
    if term.hits >= MIN_HITS and term.discounted >= DISCOUNTED * term.hits:
        reason = f"discounted in {term.discounted} of {term.hits} hits"
        yield Risk(kind="discounted", reason=reason, part=term.discounted / context.hits)
    if term.hits >= MIN_HITS and term.quoted >= QUOTED * term.hits:
        reason = f"in a source's voice in {term.quoted} of {term.hits} hits"
        yield Risk(kind="quoted", reason=reason, part=term.quoted / context.hits)
    if term.hits >= MIN_REPEATS and term.articles == 1 and context.articles > 1:
        yield Risk(kind="one-article", reason=f"all {term.hits} hits in one article", part=share)


def _of_words(term: TermAudit, context: Context) -> Iterator[Risk]:
    for catch in term.catches:
        if catch.strangers:
            words = ", ".join(f"{word} {number}" for word, number in catch.strangers[:SHOWN])
            more = f" and {len(catch.strangers) - SHOWN} more" if len(catch.strangers) > SHOWN else ""
            reason = f"`{catch.wildcard}` caught {words}{more} beside {catch.words[0][0]} {catch.words[0][1]}"
            touched = sum(number for _, number in catch.strangers)
            yield Risk(kind="wildcard", reason=reason, part=min(1.0, touched / context.hits))


def _of_outlets(term: TermAudit) -> Iterator[Risk]:
    uneven = [rate for rate in term.rates if rate.verdict in ("higher", "lower")]
    if uneven:
        most = min(uneven, key=lambda rate: (rate.q if rate.q is not None else 1.0, -abs(rate.gap or 0.0)))
        reason = (
            f"{most.verdict} in {most.outlet}: {most.share.value or 0:.1%} of sentences, "
            f"{(most.share.value or 0) - (most.gap or 0):.1%} elsewhere (q {most.q:.3f})"
        )
        yield Risk(kind="uneven", reason=reason, part=term.share or 0.0)
    carried = term.leverage
    if carried is None or not carried.published or carried.remaining is None:
        return
    if carried.remaining * carried.published <= HALVED * carried.published**2:
        reason = (
            f"without it {carried.outlet} minus {carried.other} falls from {100 * carried.published:+.1f} to "
            f"{100 * carried.remaining:+.1f} points"
        )
        yield Risk(kind="carries-difference", reason=reason, part=term.share or 0.0)


def _of_others(term: TermAudit, context: Context) -> Iterator[Risk]:
    if not term.hits:
        times = "once" if term.matches == 1 else f"{term.matches} times"
        reason = f"matches {times} and always loses to {_winner(term, context)}"
        yield Risk(kind="shadowed", reason=reason, part=0.0)
    for note in context.notes:
        if note.line == term.line:
            yield Risk(kind="repeated", reason=note.message, part=0.0)


def _winner(term: TermAudit, context: Context) -> str:
    """Return the label of the term that takes most of its places."""
    wins: dict[str, int] = {}
    for overlap in context.overlaps:
        if overlap.second == term.term and overlap.first_wins:
            wins[overlap.first] = overlap.first_wins
        if overlap.first == term.term and overlap.second_wins:
            wins[overlap.second] = overlap.second_wins
    best = max(sorted(wins), key=lambda other: wins[other], default="")
    label = context.labels.get(best, best)
    return (
        f"`{label if len(label) <= LABEL_LENGTH else label[:LABEL_LENGTH].rstrip() + '…'}`" if best else "a longer term"
    )
