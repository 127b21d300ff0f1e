"""What is in a baseline: each outlet's articles, dates and shares, and the stories told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np

from framing.baseline.estimate import estimate
from framing.baseline.facts import facts_of
from framing.baseline.spread import interval, spread
from framing.baseline.stories import NO_STORY
from framing.baseline.units import unit_table
from framing.baseline.values import Baseline, IntArray
from framing.model import BaselineFacts, Estimate, Measure, Setting
from framing.score.measure import PUBLISHED


@dataclass(frozen=True, kw_only=True, slots=True)
class Side:
    """One outlet (or group), or all together: what was counted, and every measure's share with its interval."""

    name: str
    articles: int
    sentences: int
    words: int
    first: date | None
    last: date | None
    shares: Mapping[Measure, Estimate]


@dataclass(frozen=True, kw_only=True, slots=True)
class Story:
    """One story: the words that name it, how many articles of which outlets tell it, and when."""

    words: tuple[str, ...]
    outlets: Mapping[str, int]
    articles: int
    first: date | None
    last: date | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Summary:
    """All that is shown of a baseline; `rows` counts the rows of what is kept, by the name of its table."""

    facts: BaselineFacts
    lexicon_versions: Mapping[str, str]
    tokens_sha256: str
    sides: tuple[Side, ...]
    pooled: Side
    stories: tuple[Story, ...]
    without_story: int
    different_words: int
    quotations: int
    rows: Mapping[str, int]


def summarise(baseline: Baseline, *, setting: Setting = PUBLISHED) -> Summary:
    """Return what is in a baseline. Shares are of sentences, asserted unless the measure says discounted.

    The article is the unit of intervals, as it is where new texts are held beside the baseline.
    """
    facts = facts_of(baseline)
    table = unit_table(baseline, baseline.tally.measures, setting=setting, unit="article")
    expected = spread(table, setting=setting).within
    everyone = np.arange(len(baseline.articles))
    number = {outlet: index for index, outlet in enumerate(table.outlets)}
    side_of = np.array([number[article.outlet] for article in baseline.articles], dtype=np.int64)
    story = baseline.stories.story

    def side(name: str, articles: IntArray) -> Side:
        mask = np.isin(table.articles, articles)
        first, last = _period(baseline, articles)
        found = {
            measure: estimate(
                table,
                mask,
                column,
                interval(table, mask, column, setting=setting, expected=expected[column]),
                setting=setting,
            )
            for column, measure in enumerate(table.measures)
        }
        return Side(
            name=name,
            articles=len(articles),
            sentences=int(table.sentences[mask].sum()),
            words=int(table.tokens[mask].sum()),
            first=first,
            last=last,
            shares=found,
        )

    return Summary(
        facts=facts,
        lexicon_versions=baseline.lexicon_versions,
        tokens_sha256=baseline.tokens_sha256,
        sides=tuple(side(name, np.flatnonzero(side_of == index)) for name, index in number.items()),
        pooled=side("all", everyone),
        stories=tuple(
            _story(baseline, words, np.flatnonzero(story == index))
            for index, words in enumerate(baseline.stories.words)
        ),
        without_story=int((story == NO_STORY).sum()),
        different_words=len(baseline.words.words),
        quotations=len(baseline.quotes),
        rows=_rows(baseline),
    )


def _story(baseline: Baseline, words: tuple[str, ...], articles: IntArray) -> Story:
    first, last = _period(baseline, articles)
    outlets = Counter(baseline.articles[index].outlet for index in articles)
    return Story(words=words, outlets=dict(sorted(outlets.items())), articles=len(articles), first=first, last=last)


def _period(baseline: Baseline, articles: IntArray) -> tuple[date | None, date | None]:
    dates = [published for index in articles if (published := baseline.articles[index].published) is not None]
    return min(dates, default=None), max(dates, default=None)


def _rows(baseline: Baseline) -> dict[str, int]:
    if baseline.kept is None:
        return {}
    return {
        "articles": len(baseline.articles),
        "terms": len(baseline.terms.terms),
        "units": len(baseline.kept.units.article),
        "hits": len(baseline.kept.marks.unit),
        "forms": len(baseline.kept.bags.forms),
        "words": len(baseline.kept.bags.article),
        "quotes": len(baseline.quotes),
    }
