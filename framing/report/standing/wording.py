"""Sentences made from placements. A headline or finding never says more than a verdict does."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from framing.compare.leading import differs
from framing.model import Measure, Placement, Standing
from framing.report.numbers import NAME_LIMIT, in_words, join, plural, printable, shorten
from framing.report.standing.context import StandingContext
from framing.report.wording import HEADLINE_LIMIT, gap_words, possessive

MAX_SECTIONS = 5  # two to three pages each; the others are in the table and the attachment
FEW_OUTLETS = (
    3  # so many are each told of whatever was found; of more, those that stand apart, or the one that most does
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Claim:
    """What a sentence asserts: `outlet` has more (or less) of `measure` than the baseline.

    `matched` claims it only beside the baseline's articles of the same story and period.
    """

    outlet: str
    measure: Measure
    direction: Literal["higher", "lower"]
    matched: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Headline:
    """The headline with the claims it makes; none where nothing is distinguishable."""

    text: str
    claims: tuple[Claim, ...]


def headline(context: StandingContext) -> Headline:
    """Return the headline: at most two differences that hold, or the plain statement that none does."""
    standings = context.standings
    if not standings or not context.measures:
        return Headline(text="Nothing to compare", claims=())
    return _of_one(context, standings[0]) if len(standings) == 1 else _of_several(context)


def held(standing: Standing, *, matched: bool = False) -> list[Placement]:
    """Return the placements whose difference from the baseline holds: higher before lower, widest first."""
    placements = standing.matched.placements if matched else standing.placements
    found = [p for p in placements if differs(p.difference)]
    return sorted(found, key=lambda p: (p.difference.verdict == "lower", -abs(p.difference.value or 0.0)))


def told(context: StandingContext) -> list[Standing]:
    """Return the new outlets that get a section: all where there are few, else those that stand apart most."""
    least = len(context.standings) if len(context.standings) <= FEW_OUTLETS else 1
    shown = min(max(sum(bool(held(s)) for s in context.standings), least), MAX_SECTIONS)
    ranked = sorted(context.standings, key=apart_first)[:shown]
    return [s for s in context.standings if s in ranked]


def apart_first(standing: Standing) -> tuple[int, float, float]:
    """Return what sorts the outlets that stand apart most first; adjusted p are often tied, then the gap decides."""
    top = widest(standing)
    return -len(held(standing)), _smallest_q(standing), 0.0 if top is None else -abs(top.difference.value or 0.0)


def _smallest_q(standing: Standing) -> float:
    return min((p.difference.q for p in standing.placements if p.difference.q is not None), default=1.0)


def tested(standing: Standing) -> bool:
    """Return whether any of the outlet's differences could be tested."""
    return any(p.difference.verdict != "too little text" for p in standing.placements)


def claim_of(standing: Standing, placement: Placement, *, matched: bool = False) -> Claim:
    """Return what a difference that holds lets one say. Raises ValueError for a verdict that is none."""
    verdict = placement.difference.verdict
    if verdict not in ("higher", "lower"):
        raise ValueError(f"no claim in a verdict of {verdict!r}")
    direction: Literal["higher", "lower"] = "higher" if verdict == "higher" else "lower"
    return Claim(outlet=standing.outlet, measure=placement.measure, direction=direction, matched=matched)


def claim_sentence(context: StandingContext, claim: Claim) -> str:
    """Return a claim as a sentence without its full stop."""
    standing = next(s for s in context.standings if s.outlet == claim.outlet)
    who, singular = subject(standing)
    more = "more" if claim.direction == "higher" else "less"
    title = context.inline.get(claim.measure, claim.measure.frame)
    than = "the baseline’s articles on the same story" if claim.matched else "the baseline"
    if claim.measure.stance == "discounted":
        return f"{who} {'discounts' if singular else 'discount'} {title} {more} often than {than}"
    return f"{who} {'says' if singular else 'say'} {more} about {title} than {than}"


def subject(standing: Standing) -> tuple[str, bool]:
    """Return whom a claim is about, and whether it is one: the outlet, or only the articles read."""
    if standing.articles == 1:
        return f"{_possessive(standing)} article", True
    return (name(standing), True) if standing.unit == "article" else (f"{_possessive(standing)} articles", False)


def name(standing: Standing) -> str:
    """Return the new outlet's name as a sentence has it."""
    return shorten(standing.outlet, NAME_LIMIT)


def _possessive(standing: Standing) -> str:
    return possessive(name(standing))


def figures(context: StandingContext, placement: Placement) -> str:
    """Return the numbers of a difference: both sides, the gap and its interval."""
    scale = context.scale
    if placement.new.value is None or placement.difference.value is None:
        return "There is too little text to put a number on it."
    what = "of sentences" if scale.unit else "hits per 1,000 words"
    return (
        f"{scale.value(placement.new.value)} {what} against {scale.value(placement.baseline.value)} in the baseline: "
        f"{gap(context, placement)}."
    )


def gap(context: StandingContext, placement: Placement) -> str:
    """Return "a gap of 27 points (95% interval 14 to 40)"."""
    confidence = context.compared.standings.setting.confidence
    return gap_words(placement.difference, context.scale, confidence=confidence)


def place_words(placement: Placement) -> str:
    """Return the place among the baseline's outlets in words: "above four of five"; empty where there is none."""
    values = [e.value for e in placement.outlets.values() if e.value is not None]
    own = placement.new.value
    if own is None or len(values) < 2:
        return ""
    below, above = sum(v < own for v in values), sum(v > own for v in values)
    every = "both" if len(values) == 2 else f"all {in_words(len(values))}"
    if below == len(values):
        return f"above {every}"
    if above == len(values):
        return f"below {every}"
    if not below and not above:
        return f"level with {every}"
    return f"above {in_words(below) if below else 'none'} of {in_words(len(values))}"


def percentile_words(placement: Placement) -> str:
    """Return the percentile with its interval: "percentile 80 (42 to 100)"; empty where there is none."""
    found = placement.percentile
    return "" if found is None else f"percentile {found.value:.0f} ({found.low:.0f} to {found.high:.0f})"


def widest(standing: Standing, *, matched: bool = False) -> Placement | None:
    """Return the placement with the widest gap from the baseline, None where none has a number."""
    placements = standing.matched.placements if matched else standing.placements
    found = [p for p in placements if p.difference.value is not None]
    return max(found, key=lambda p: abs(p.difference.value or 0.0), default=None)


def standfirst(context: StandingContext, head: Headline) -> str:
    """Return the paragraph under the headline: the numbers behind it, whether they hold within the story, the basis."""
    if len(context.standings) == 1:
        sentences = _about_one(context, context.standings[0], head)
    else:
        sentences = _about_several(context, head)
    facts = context.compared.standings.baseline
    new = context.compared.corpus.documents
    sentences.append(
        f"Basis: {plural(len(new), 'new article')} beside {plural(facts.articles, 'article')} of "
        f"{context.known(len(facts.outlets))}."
    )
    return " ".join(sentences)


def matched_words(context: StandingContext, standing: Standing, measure: Measure) -> str:
    """Return whether the difference on a measure holds within the same story and period, in a sentence."""
    found = context.matched(standing, measure)
    if found is None:
        return f"No like with like: {_lower_first(printable(standing.matched.reason))}"
    where = f"Beside the {plural(len(standing.matched.articles), 'article')} on the same story"
    plain = context.placement(standing, measure)
    if found.difference.verdict == "too little text":
        return f"{where} there is too little text to say whether it holds."
    if plain is not None and differs(plain.difference):
        if found.difference.verdict == plain.difference.verdict:
            return f"{where} it holds: {gap(context, found)}."
        return f"{where} it does not stand out from chance ({gap(context, found)}): part of it may be the subject."
    if differs(found.difference):
        return f"{where} there is a difference: {gap(context, found)}, {found.difference.verdict}."
    return f"{where} there is none either: {gap(context, found)}."


def _lower_first(text: str) -> str:
    return text[:1].lower() + text[1:]


def _of_one(context: StandingContext, standing: Standing) -> Headline:
    found = held(standing)
    if found:
        return _joined(context, [claim_of(standing, p) for p in found])
    inside = held(standing, matched=True)
    if inside:
        return _joined(context, [claim_of(standing, inside[0], matched=True)])
    if not tested(standing):
        return Headline(text=f"Too little text to place {name(standing)}", claims=())
    known = context.compared.standings.baseline
    kind = known.by if len(known.outlets) == 1 else f"{known.by}s"
    text = f"Nothing sets {subject(standing)[0]} apart from the baseline’s {in_words(len(known.outlets))} {kind}"
    return Headline(text=text, claims=())


def _of_several(context: StandingContext) -> Headline:
    standings = context.standings
    apart = [s for s in standings if held(s)]
    number = in_words(len(standings))
    if not apart:
        if not any(map(tested, standings)):
            return Headline(text=f"Too little text to place {number} new outlets", claims=())
        return Headline(text=f"{in_words(len(standings), capital=True)} new outlets, none set apart", claims=())
    ranked = sorted(apart, key=lambda s: -abs(held(s)[0].difference.value or 0.0))
    claims = [claim_of(s, held(s)[0]) for s in ranked]
    if len(claims) == 1:
        text = f"One of {number} new outlets stands apart: {claim_sentence(context, claims[0])}"
        if len(text) <= HEADLINE_LIMIT:
            return Headline(text=text, claims=(claims[0],))
    return _joined(context, claims)


def _joined(context: StandingContext, claims: list[Claim]) -> Headline:
    """Return the first claim, and the second where both fit."""
    first = claim_sentence(context, claims[0])
    for claim in claims[1:]:
        both = f"{first}. {claim_sentence(context, claim)}."
        if claim.outlet == claims[0].outlet:
            both = f"{first}, and {_continued(context, claim)}"
        if len(both) <= HEADLINE_LIMIT:
            return Headline(text=both, claims=(claims[0], claim))
    return Headline(text=first, claims=(claims[0],))


def _continued(context: StandingContext, claim: Claim) -> str:
    """Return a second claim about the same outlet: "less about US politics"."""
    more = "more" if claim.direction == "higher" else "less"
    title = context.inline.get(claim.measure, claim.measure.frame)
    if claim.measure.stance == "discounted":
        return f"discounts {title} {more} often"
    return f"{more} about {title}"


def _about_one(context: StandingContext, standing: Standing, head: Headline) -> list[str]:
    sentences = []
    alike = [p for p in standing.placements if p.difference.verdict == "not distinguishable"]
    if head.claims:
        claim = head.claims[0]
        placement = (context.matched if claim.matched else context.placement)(standing, claim.measure)
        if placement is not None:
            sentences.append(figures(context, placement))
        if not claim.matched:
            sentences.append(matched_words(context, standing, claim.measure))
        if alike and not claim.matched:
            measures = f"{in_words(len(alike))} of {in_words(len(standing.placements))} measures"
            sentences.append(f"On {measures} it cannot be told from the baseline.")
    elif tested(standing):
        which = "the one measure" if len(standing.placements) == 1 else f"all {in_words(len(standing.placements))}"
        sentences.append(
            f"On {which if which.endswith('measure') else which + ' measures'} the intervals are too wide, or the "
            "texts too alike, for a difference to stand out from chance."
        )
    else:
        many = "One sentence" if standing.sentences == 1 else f"{in_words(standing.sentences, capital=True)} sentences"
        sentences.append(f"{many} cannot carry a verdict on any measure.")
    return sentences


def _about_several(context: StandingContext, head: Headline) -> list[str]:
    sentences = []
    for claim in head.claims[:1]:
        standing = next(s for s in context.standings if s.outlet == claim.outlet)
        placement = context.placement(standing, claim.measure)
        if placement is not None:
            sentences.append(f"{name(standing)}: {figures(context, placement)}")
            sentences.append(matched_words(context, standing, claim.measure))
    alike = [s for s in context.standings if tested(s) and not held(s)]
    little = [s for s in context.standings if not tested(s)]
    if alike:
        who = join([name(s) for s in alike]) if len(alike) <= 3 else in_words(len(alike), capital=True)
        sentences.append(f"{who} cannot be told from the baseline on any measure.")
    if little:
        who = join([name(s) for s in little]) if len(little) <= 3 else f"{in_words(len(little))} outlets"
        sentences.append(f"There is too little text of {who}.")
    return sentences
