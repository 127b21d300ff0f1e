"""Find the baseline's articles that tell the same stories as new ones in the same period."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np

from framing.baseline.space import aligned, vectors
from framing.baseline.stories import FLOOR, NO_STORY
from framing.baseline.values import Baseline, FloatArray, IntArray

WINDOW = timedelta(days=30)
"""How long before the first and after the last new article of a story the baseline's articles are of the same period:
a month, which monitoring works in; a story that is told for longer is another one by then."""

SLACK = 0.3
"""How much nearer than its members a story's reach may be for having few of them, over the root of their number. Two
members show one similarity, which every second new article of the same story falls short of: of the seeds' three
articles on one day's news, one in three was found without this, and all with it."""


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Match:
    """Which articles are like with like: `new` and `known` index the articles of the new texts and of the baseline.

    `stories` are those told on both sides, `first` and `last` the period looked at (None without dates); `reason` is a
    sentence on how it was done, or why nothing was found.
    """

    new: IntArray
    known: IntArray
    stories: tuple[int, ...]
    first: date | None
    last: date | None
    reason: str


def told(baseline: Baseline, new: Baseline) -> IntArray:
    """Return the story of the baseline that each new article tells, -1 for none, of shape (new articles,)."""
    space = baseline.stories
    nothing = np.full(len(new.articles), NO_STORY, dtype=np.int64)
    if not space.centres.shape[0] or not len(baseline.words.keys):
        return nothing
    placed = vectors(aligned(new.words.subject, new.words.keys, baseline.words.keys), space.idf)
    near = (placed @ space.centres.T).toarray()
    best = near.argmax(axis=1)
    reach = _reach(baseline)
    found: IntArray = np.where(near[np.arange(len(best)), best] >= reach[best], best, NO_STORY)
    return found


def _reach(baseline: Baseline) -> FloatArray:
    """Return the similarity from which a new article tells each story, of shape (stories,)."""
    reach = baseline.stories.reach
    if len(reach) < 2:
        # What does not part may be many stories: then only what has nothing to do with any of it is out of reach.
        return np.full(len(reach), FLOOR)
    members = np.bincount(baseline.stories.story[baseline.stories.story != NO_STORY], minlength=len(reach))
    several = members > 1
    # A story of one article shows no similarity; those of the others stand in.
    usual = float(np.median(reach[several])) if several.any() else 2 * FLOOR
    slack = 1 - SLACK / np.sqrt(np.maximum(members, 1))
    return np.maximum(np.where(several, reach, usual) * slack, FLOOR)


def match(baseline: Baseline, new: Baseline, stories: IntArray, mine: IntArray) -> Match:
    """Return the articles like with like of one new outlet, whose articles are those at `mine`.

    `stories` (new articles,) are what `told` found. Where the baseline does not part into stories, nothing but the
    period can be matched; where articles carry no dates, nothing but the story. Undated articles stay out of a period.
    """
    days = np.array([0 if a.published is None else a.published.toordinal() for a in baseline.articles], dtype=np.int64)
    known: list[IntArray] = []
    own: list[IntArray] = []
    spans: list[tuple[date, date]] = []
    shared: list[int] = []
    for story in sorted(set(stories[mine].tolist()) - {NO_STORY}):
        articles = mine[stories[mine] == story]
        span = _span(new, articles) if days.any() else None
        fitting = baseline.stories.story == story
        if span is not None:
            fitting &= (days >= span[0].toordinal()) & (days <= span[1].toordinal())
        if fitting.any():
            known.append(np.flatnonzero(fitting))
            own.append(articles)
            shared.append(story)
            spans += [] if span is None else [span]
    none = np.zeros(0, dtype=np.int64)
    found = _Found(
        new=np.sort(np.concatenate([none, *own])),
        known=np.sort(np.concatenate([none, *known])),
        parted=baseline.stories.centres.shape[0] > 1,
        dated=bool(spans),
    )
    if not found.parted and not found.dated:
        found = replace(found, new=none, known=none)
    return Match(
        new=found.new,
        known=found.known,
        stories=tuple(shared),
        first=min((first for first, _ in spans), default=None),
        last=max((last for _, last in spans), default=None),
        reason=_reason(baseline, found, told=bool((stories[mine] != NO_STORY).any()), whole=len(mine)),
    )


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class _Found:
    new: IntArray
    known: IntArray
    parted: bool
    dated: bool


def _span(new: Baseline, articles: IntArray) -> tuple[date, date] | None:
    dates = [day for index in articles if (day := new.articles[index].published) is not None]
    return (min(dates) - WINDOW, max(dates) + WINDOW) if dates else None


def _reason(baseline: Baseline, found: _Found, *, told: bool, whole: int) -> str:
    if not told:
        return "The new texts tell none of the stories that the baseline’s articles tell."
    if not found.parted and not found.dated:
        return "The baseline’s articles do not part into stories, and without dates no period can be matched either."
    if not len(found.known):
        return f"No article of the baseline on the same story was published within {WINDOW.days} days of the new texts."
    outlets = len({baseline.articles[index].outlet for index in found.known})
    one = len(found.known) == 1
    articles = f"{len(found.known):,} {'article' if one else 'articles'} of {outlets} {baseline.by}"
    articles += "" if outlets == 1 else "s"
    if not found.parted:
        verb = "was" if one else "were"
        return (
            f"{articles} {verb} published within {WINDOW.days} days; the baseline’s articles do not part into stories."
        )
    part = "" if len(found.new) == whole else f" as {len(found.new)} of the {whole} new ones"
    when = f" within {WINDOW.days} days" if found.dated else "; without dates, no period was matched"
    return f"{articles} {'tells' if one else 'tell'} the same story{part}{when}."
