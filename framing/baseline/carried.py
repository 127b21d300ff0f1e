"""Take a new outlet's difference from the baseline apart: which terms and articles carry it, and what is left."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from framing.baseline.values import VOICES, Baseline, IntArray, Kept
from framing.compare.intervals import PER
from framing.model import Leverage, Measure, Setting

BASELINE = "the baseline"


def carried(
    baseline: Baseline, new: Baseline, mine: IntArray, *, outlet: str, measure: Measure, setting: Setting
) -> tuple[Leverage, ...]:
    """Return what the difference from the pooled baseline would be without each term and each new article.

    `mine` index the outlet's articles in `new`. A term is left out on both sides, an article of the new outlet on its
    own. `share` is the part of the new outlet's hits that it makes, 0 for a term of the baseline only. Terms come
    first, then articles, each by share, then by what leaving them out moves. Empty where a side has no text, or where
    the baseline does not hold its single hits.
    """
    if baseline.kept is None or new.kept is None:
        return ()
    here = _side(new, new.kept, mine, measure, setting)
    there = _side(baseline, baseline.kept, None, measure, setting)
    published = _gap(here.sums, there.sums, setting)
    if published is None:
        return ()
    rows = [
        Leverage(
            measure=measure,
            outlet=outlet,
            other=BASELINE,
            kind="term",
            left_out=term,
            share=_part(here.terms.get(term, NONE), here.sums),
            published=published,
            remaining=_gap(here.sums - here.terms.get(term, NONE), there.sums - there.terms.get(term, NONE), setting),
        )
        for term in sorted({*here.terms, *there.terms})
    ]
    articles = [
        Leverage(
            measure=measure,
            outlet=outlet,
            other=BASELINE,
            kind="article",
            left_out=new.articles[index].id,
            share=_part(sums, here.sums),
            published=published,
            remaining=_gap(here.sums - sums, there.sums, setting),
        )
        for index, sums in here.articles.items()
    ]
    return (*sorted(rows, key=_strength), *sorted(articles, key=_strength))


@dataclass(frozen=True, slots=True)
class _Sums:
    """Sentences and words looked at, carrying sentences and hits; of a term, what would be gone without it."""

    sentences: int = 0
    tokens: int = 0
    carrying: int = 0
    hits: int = 0

    def __sub__(self, other: _Sums) -> _Sums:
        return _Sums(
            self.sentences - other.sentences,
            self.tokens - other.tokens,
            self.carrying - other.carrying,
            self.hits - other.hits,
        )


NONE = _Sums()


@dataclass(frozen=True, kw_only=True, slots=True)
class _Side:
    sums: _Sums
    terms: dict[str, _Sums]
    articles: dict[int, _Sums]


def _side(side: Baseline, kept: Kept, articles: IntArray | None, measure: Measure, setting: Setting) -> _Side:
    """Return the sums of some articles on one measure, and those that each term and article make.

    None takes all articles, and then none by itself.
    """
    units, marks = kept.units, kept.marks
    taken = np.ones(len(units.article), dtype=bool) if articles is None else np.isin(units.article, articles)
    if setting.voice != "all":
        taken &= units.voice == VOICES.index(setting.voice)
    member = np.array([_of_measure(term, measure, setting) for term in side.terms.terms], dtype=bool)
    chosen = taken[marks.unit] & (member[marks.term] if len(member) else False)
    if setting.stance == "cues":
        chosen &= marks.discounted == int(measure.stance == "discounted")
    unit, sentence, term, count = (a[chosen] for a in (marks.unit, marks.sentence, marks.term, marks.count))
    # Rows stand in the order of unit, sentence and term: a sentence is new where unit or number changes.
    new_sentence = np.ones(len(unit), dtype=bool)
    new_sentence[1:] = (unit[1:] != unit[:-1]) | (sentence[1:] != sentence[:-1])
    group = np.cumsum(new_sentence) - 1
    new_term = new_sentence.copy()
    new_term[1:] |= term[1:] != term[:-1]
    alone = new_term & (np.bincount(group[new_term], minlength=len(unit))[group] == 1)
    names = len(side.terms.terms)
    hits, sole = _counts(term, count, names), _counts(term[alone], None, names)
    rows = len(side.articles)
    by_article = np.stack(
        [
            _counts(units.article[taken], units.sentences[taken], rows),
            _counts(units.article[taken], units.tokens[taken], rows),
            _counts(units.article[unit[new_sentence]], None, rows),
            _counts(units.article[unit], count, rows),
        ],
        axis=1,
    )
    return _Side(
        sums=_Sums(
            int(units.sentences[taken].sum()),
            int(units.tokens[taken].sum()),
            int(new_sentence.sum()),
            int(count.sum()),
        ),
        terms={
            side.terms.terms[index][2]: _Sums(carrying=int(sole[index]), hits=int(hits[index]))
            for index in np.flatnonzero(hits)
        },
        articles={}
        if articles is None
        else {int(index): _Sums(*(int(part) for part in by_article[index])) for index in articles},
    )


def _of_measure(term: tuple[str, str, str, str], measure: Measure, setting: Setting) -> bool:
    return term[0] == measure.frame and measure.facet in (None, term[1]) and term[2] not in setting.without_terms


def _counts(places: IntArray, weights: IntArray | None, length: int) -> IntArray:
    found = np.bincount(places, weights=weights, minlength=length)
    return np.rint(found).astype(np.int64)


def _gap(here: _Sums, there: _Sums, setting: Setting) -> float | None:
    first, second = _rate(here, setting), _rate(there, setting)
    return None if first is None or second is None else first - second


def _rate(sums: _Sums, setting: Setting) -> float | None:
    if setting.rate == "share":
        return sums.carrying / sums.sentences if sums.sentences else None
    return PER * sums.hits / sums.tokens if sums.tokens else None


def _part(sums: _Sums, whole: _Sums) -> float:
    return sums.hits / whole.hits if whole.hits else 0.0


def _strength(row: Leverage) -> tuple[float, float, str]:
    moved = float("inf") if row.remaining is None else abs(row.published - row.remaining)
    return (-row.share, -moved, row.left_out)
