"""Page one, its side boxes: what was compared, how to read it, what it could and does not show, how to check it."""

from __future__ import annotations

from framing.model import Standing
from framing.report.numbers import count, days, in_words, plural, printable
from framing.report.standing.context import StandingContext
from framing.report.standing.wording import held, name
from framing.report.view import Box

LISTED = 3  # new outlets named in a box


def boxes(context: StandingContext) -> tuple[Box, ...]:
    """Return the side boxes of the first page."""
    found = [_compared(context), _reading(context)]
    silent = [s for s in context.standings if not held(s)]
    if silent:
        found += _power(context, silent)
    return (*found, _limits(context), _check())


def _compared(context: StandingContext) -> Box:
    facts = context.compared.standings.baseline
    new = context.compared.corpus.documents
    sentences = sum(len(d.sentences) for d in new)
    when = f", {days(facts.first, facts.last)}" if facts.first is not None and facts.last is not None else ", undated"
    read = f"New: {plural(len(new), 'article')}, {plural(sentences, 'sentence')}."
    held_against = f"Baseline: {plural(facts.articles, 'article')} of {context.known(len(facts.outlets))}{when}."
    texts = [f"{read} {held_against}"]
    again = [name(s) for s in context.standings if s.outlet in facts.outlets]
    if again:
        texts.append(f"{', '.join(again[:LISTED])} is itself in the baseline.")
    return Box(title="What was compared", paragraphs=tuple(texts), refer="basis", refer_to="The texts")


def _reading(context: StandingContext) -> Box:
    facts = context.compared.standings.baseline
    new = "a coloured mark is a new outlet" if len(context.standings) > 1 else "the coloured mark is the new outlet"
    quiet = f"Grey dots are the baseline’s {facts.by}s, the band all of them pooled; {new}."
    line = f"The line would hold the true share in {context.confidence.rstrip('%')} of 100 samples."
    texts = [f"{quiet} {line} Only shaded rows hold a difference."]
    if len(context.standings) == 1 and any(p.shrunk is not None for p in context.standings[0].placements):
        texts.append("The ring is the same share drawn toward the baseline, more the less text there is.")
    return Box(title="How to read the chart", paragraphs=tuple(texts))


def _power(context: StandingContext, silent: list[Standing]) -> list[Box]:
    """Return what differences this much text could have shown."""
    lines = []
    for standing in silent[:LISTED]:
        found = sorted(p.detectable for p in standing.placements if p.detectable is not None)
        if found:
            low, high = context.scale.bare(found[0]), context.scale.bare(found[-1])
            span = low if low == high else f"{low} to {high}"
            who = "" if len(context.standings) == 1 else f"{name(standing)}: "
            lines.append(f"{who}{span} {context.scale.gap}, by measure.")
    if not lines:
        return []
    return [
        Box(
            title="What this much text could show",
            paragraphs=(
                "The smallest difference seen in four of five tries. A smaller one may be there unseen.",
                *lines,
                *_needed(silent),
            ),
        )
    ]


def _needed(silent: list[Standing]) -> list[str]:
    """Return how many articles a difference of a given size asks for, over the measures."""
    asked: dict[float, list[int | None]] = {}
    for standing in silent[:LISTED]:
        for placement in standing.placements:
            for gap, articles in placement.needed:
                asked.setdefault(gap, []).append(articles)
    parts = []
    for gap, found in sorted(asked.items()):
        reached = sorted(number for number in found if number is not None)
        if reached:
            low, high = count(reached[0]), count(reached[-1])
            span = f"{low} or more" if len(reached) < len(found) else low if low == high else f"{low} to {high}"
            parts.append(f"{100 * gap:.0f} points: {span}")
    if asked and not parts:
        return [f"No number of such articles shows {100 * max(asked):.0f} points beside a baseline as small as this."]
    return [f"Articles like these that it takes to see {'; '.join(parts)}."] if parts else []


def _limits(context: StandingContext) -> Box:
    judged = [m for m in context.measures if m in context.compared.validity]
    texts = ["A lexicon finds words, not intent. This is no measure of bias, accuracy or effect on readers."]
    left = len(context.measures) - len(judged)
    if left:
        whole = in_words(len(context.measures))
        which = f"{in_words(left, capital=True)} of {whole}" if judged else f"All {whole}"
        one = len(context.measures) == 1
        texts.append("The one measure is unvalidated." if one else f"{which} measures are unvalidated.")
    if any(s.articles == 1 for s in context.standings):
        texts.append("One article says nothing of the outlet’s other articles.")
    return Box(title="What this does not show", paragraphs=tuple(map(printable, texts)), refer="method", refer_to="How")


def _check() -> Box:
    return Box(
        title="Check it yourself",
        paragraphs=("Every count, interval, place and hit is attached to the PDF as results.json.",),
        refer="reproduce",
        refer_to="Make it again",
    )
