"""Sentences made from numbers. A headline or finding never says more than a verdict does."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from framing.compare.leading import holding
from framing.model import CellKey, Difference, Measure
from framing.report.context import Context
from framing.report.numbers import Scale, in_words, plural, printable

HEADLINE_LIMIT = 104  # characters: two lines of the headline at its larger size


@dataclass(frozen=True, kw_only=True, slots=True)
class Claim:
    """What a sentence of the headline asserts.

    `outlet` has more (or less) of `measure` than `other` (None: the rest).
    """

    outlet: str
    measure: Measure
    other: str | None
    direction: Literal["higher", "lower"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Headline:
    """The headline with the claims it makes; none where nothing is distinguishable."""

    text: str
    claims: tuple[Claim, ...]


def headline(context: Context) -> Headline:
    """Return the headline: at most two differences that hold, or the plain statement that none does."""
    comparison = context.analysis.comparison
    outlets = len(comparison.outlets)
    if outlets < 2:
        return Headline(text=_alone(context), claims=())
    ranked = holding(comparison)
    if not ranked:
        tested = any(d.verdict == "not distinguishable" for d in (*comparison.pairs, *comparison.against_rest))
        text = (
            f"{in_words(outlets, capital=True)} outlets, no frame that tells them apart"
            if tested
            else f"Too little text to tell {in_words(outlets)} outlets apart"
        )
        return Headline(text=text, claims=())
    claims = [claim_of(ranked[0])]
    text = f"{claim_sentence(context, claims[0])}."
    for difference in ranked[1:]:
        claim = claim_of(difference)
        if claim.outlet == claims[0].outlet or claim.measure == claims[0].measure:
            continue
        longer = f"{text} {claim_sentence(context, claim)}."
        if len(longer) <= HEADLINE_LIMIT:
            return Headline(text=longer, claims=(claims[0], claim))
    return Headline(text=text.rstrip("."), claims=tuple(claims))


def claim_of(difference: Difference) -> Claim:
    """Return what a difference that holds lets one say."""
    if difference.verdict not in ("higher", "lower"):
        raise ValueError(f"no claim in a verdict of {difference.verdict!r}")
    direction: Literal["higher", "lower"] = "higher" if difference.verdict == "higher" else "lower"
    return Claim(outlet=difference.outlet, measure=difference.measure, other=difference.other, direction=direction)


def claim_sentence(context: Context, claim: Claim) -> str:
    """Return a claim as a sentence without its full stop."""
    more = "more" if claim.direction == "higher" else "less"
    title = context.inline.get(claim.measure, claim.measure.frame)
    own, singular = subject(context, claim.outlet)
    if claim.other is None:
        than = "the rest"
    elif context.analysis.comparison.unit == "paragraph":
        than = possessive(claim.other)
    else:
        than = printable(claim.other)
    if claim.measure.stance == "discounted":
        often = "more often" if more == "more" else "less often"
        return f"{own} {'discounts' if singular else 'discount'} {title} {often} than {than}"
    return f"{own} {'says' if singular else 'say'} {more} about {title} than {than}"


def subject(context: Context, outlet: str) -> tuple[str, bool]:
    """Return whom a claim is about, and whether it is one: the outlet, or only the articles read."""
    if context.analysis.comparison.unit == "article":
        return printable(outlet), True
    one = len(context.by_outlet.get(outlet, ())) == 1
    return f"{possessive(outlet)} {'article' if one else 'articles'}", one


def possessive(outlet: str) -> str:
    """Return an outlet's name in the possessive."""
    name = printable(outlet)
    return f"{name}’" if name.endswith("s") else f"{name}’s"


def figures(context: Context, difference: Difference) -> str:
    """Return the numbers of a difference: both sides, the gap and its interval."""
    scale, comparison = context.scale, context.analysis.comparison
    own = comparison.cells[CellKey(difference.outlet, difference.measure)].value
    if own is None or difference.value is None:
        return "There is too little text to put a number on it."
    if difference.other is None:
        others = len(comparison.outlets) - 1
        against = f"{scale.value(own - difference.value)} in the other {in_words(others)} together"
    else:
        other = comparison.cells[CellKey(difference.other, difference.measure)].value
        against = f"{scale.value(other)} at {printable(difference.other)}"
    what = "of sentences" if scale.unit else "hits per 1,000 words"
    return f"{scale.value(own)} {what} against {against}: {gap(context, difference)}."


def gap(context: Context, difference: Difference) -> str:
    """Return "a gap of 27 points (95% interval 14 to 40)"; the interval is read from the higher side."""
    return gap_words(difference, context.scale, confidence=context.analysis.comparison.setting.confidence)


def gap_words(difference: Difference, scale: Scale, *, confidence: float) -> str:
    """Return the size of a difference in words with its interval, read from the side that has more."""
    value, low, high = difference.value or 0.0, difference.low, difference.high
    if value < 0:
        value, low, high = -value, None if high is None else -high, None if low is None else -low
    span = scale.span(low, high)
    unit = scale.gap.removesuffix("s") if scale.bare(value) == "1" else scale.gap
    return f"a gap of {scale.bare(value)} {unit}" + (f" ({100 * confidence:.0f}% interval {span})" if span else "")


def split_measures(context: Context) -> tuple[list[Measure], list[Measure]]:
    """Return the measures on which some verdict is a difference, and the others."""
    measures = context.analysis.comparison.measures
    found = {d.measure for d in holding(context.analysis.comparison)}
    return [m for m in measures if m in found], [m for m in measures if m not in found]


def standfirst(context: Context, head: Headline) -> str:
    """Return the paragraph under the headline: the numbers of its claims and what else can be said."""
    comparison = context.analysis.comparison
    outlets = len(comparison.outlets)
    apart, alike = split_measures(context)
    sentences = []
    for claim in head.claims[:1]:
        difference = next(d for d in holding(comparison) if claim_of(d) == claim)
        sentences.append(f"{printable(claim.outlet)}: {figures(context, difference)}")
    measures = len(comparison.measures)
    if outlets >= 2 and not head.claims and measures:
        which = "the one measure" if measures == 1 else f"all {in_words(measures)} measures"
        sentences.append(
            f"On {which} the intervals are too wide, or the texts too alike, for a difference to stand out from chance."
        )
    elif head.claims and alike:
        sentences.append(
            f"On {in_words(len(alike))} of {in_words(measures)} measures the {in_words(outlets)} cannot be told apart."
        )
    elif head.claims and apart:
        sentences.append("Every measure separates at least two of them.")
    documents = context.analysis.corpus.documents
    total = sum(len(d.sentences) for d in documents)
    sentences.append(f"Basis: {plural(len(documents), 'article')}, {plural(total, 'sentence')}.")
    return " ".join(sentences)


def _alone(context: Context) -> str:
    if not context.outlets:
        return "Nothing to compare"
    return f"{printable(context.outlets[0])} alone: frames counted, nothing to compare them with"
