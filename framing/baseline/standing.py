"""Put new texts beside a baseline: where each new outlet stands, how sure that is, and what makes it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import NamedTuple

import numpy as np

from framing.baseline.build import build
from framing.baseline.carried import carried
from framing.baseline.drift import drift, periods
from framing.baseline.facts import facts_of
from framing.baseline.family import answers, tests_of
from framing.baseline.likeness import frames_like, known_frames, words_like
from framing.baseline.matching import Match, match, told
from framing.baseline.place import Beside, Tested, place
from framing.baseline.placing import Answer, Scene, leading_of, placements
from framing.baseline.spread import Spread, spread
from framing.baseline.units import unit_table
from framing.baseline.usage import usage
from framing.baseline.values import Baseline, IntArray
from framing.baseline.varied import varied
from framing.baseline.voiced import by_voice
from framing.compare.leverage import strongest_term
from framing.compare.outlets import MIN_ARTICLES
from framing.compare.sensitivity import variants
from framing.errors import InputError
from framing.model import (
    Leverage,
    Matched,
    Measure,
    Placement,
    Scores,
    Sensitivity,
    Setting,
    Standing,
    Standings,
)
from framing.score.measure import PUBLISHED, UnitTable, measures


def stand(
    baseline: Baseline,
    scores: Scores,
    *,
    setting: Setting = PUBLISHED,
    shown: Sequence[Measure] | None = None,
) -> Standings:
    """Return where the outlets of `scores` stand beside the baseline, in alphabetical order.

    `shown` are the measures to place (None: those a comparison shows); a setting's voice and stance apply to both
    sides. The article is the unit throughout; one or two are judged by what the baseline's articles lead one to expect
    of so few. Verdicts are adjusted over every difference here. Texts that the baseline holds are to be left out
    before (`fresh`). The order of documents changes nothing.

    Raises InputError where there is no new article, for a measure that the baseline did not count, and for a setting
    that counts headlines, which no baseline does.
    """
    if not scores.documents:
        raise InputError("new texts", "there is no article to place", "give texts that the baseline does not hold")
    if setting.titles:
        raise InputError(baseline.name, "a baseline is counted without headlines", "leave headlines out on both sides")
    listed = tuple(measures(scores.lexicons, stance=setting.stance) if shown is None else shown)
    new = _new(scores)
    table = unit_table(baseline, listed, setting=setting, unit="article")
    ground = _Ground(
        baseline=baseline,
        new=new,
        setting=setting,
        measures=listed,
        table=table,
        spread=spread(table, setting=setting),
    )
    drafts = _drafts(ground)
    family = [test for draft in drafts for test in draft.tests]
    said = iter(answers(family, confidence=setting.confidence))
    return Standings(
        setting=setting,
        measures=listed,
        baseline=facts_of(baseline),
        standings=_standings(ground, drafts, said, family),
        quotes=baseline.quotes,
    )


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class _Ground:
    """What every new outlet is held against, and the new texts counted the same way."""

    baseline: Baseline
    new: Baseline
    setting: Setting
    measures: tuple[Measure, ...]
    table: UnitTable
    spread: Spread


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class _Draft:
    """One new outlet before anything is adjusted: beside the whole baseline, and beside like articles only."""

    outlet: str
    mine: IntArray
    scene: Scene
    beside: tuple[Beside, ...]
    match: Match
    matched: Scene | None
    inside: tuple[Beside, ...]

    @property
    def tests(self) -> list[Tested]:
        return [*tests_of(self.beside), *tests_of(self.inside)]


def _new(scores: Scores) -> Baseline:
    """Return the new texts counted as a baseline is, under the ids they were read with."""
    counted = build(scores, name="new texts", stories=False)
    own = {
        (d.document.article.outlet, _digest(d.document.article.text)): d.document.article.id for d in scores.documents
    }
    return replace(
        counted,
        articles=tuple(replace(a, id=own.get((a.outlet, a.sha256), a.id)) for a in counted.articles),
    )


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def _drafts(ground: _Ground) -> list[_Draft]:
    stories = told(ground.baseline, ground.new)
    outlets = np.array([article.outlet for article in ground.new.articles])
    return [_draft(ground, outlet, np.flatnonzero(outlets == outlet), stories) for outlet in ground.new.outlets]


def _draft(ground: _Ground, outlet: str, mine: IntArray, stories: IntArray) -> _Draft:
    setting = ground.setting
    table = unit_table(ground.new, ground.measures, setting=setting, unit="article", articles=mine)
    scene = Scene(base=ground.table, new=table, setting=setting, spread=ground.spread)
    like = match(ground.baseline, ground.new, stories, mine)
    matched = None
    if len(like.known):
        matched = replace(
            scene,
            base=unit_table(ground.baseline, ground.measures, setting=setting, unit="article", articles=like.known),
            new=unit_table(ground.new, ground.measures, setting=setting, unit="article", articles=like.new),
        )
    return _Draft(
        outlet=outlet,
        mine=mine,
        scene=scene,
        beside=_placed(scene, single=True),
        match=like,
        matched=matched,
        inside=() if matched is None else _placed(matched, single=False),
    )


def _placed(scene: Scene, *, single: bool) -> tuple[Beside, ...]:
    return place(scene.base, scene.new, setting=scene.setting, spread=scene.spread, single=single)


def _standings(
    ground: _Ground, drafts: Sequence[_Draft], said: Iterator[Answer], family: Sequence[Tested]
) -> tuple[Standing, ...]:
    setting, known = ground.setting, ground.baseline
    over_time = periods(known.articles, ground.table, setting=setting, spread=ground.spread)
    by_frames = known_frames(ground.table, seed=setting.seed)
    by_words = words_like(known, ground.new, [draft.mine for draft in drafts], seed=setting.seed)
    voices = by_voice(
        known, ground.new, {draft.outlet: draft.mine for draft in drafts}, shown=ground.measures, setting=setting
    )
    found: list[Standing] = []
    for draft, like in zip(drafts, by_words, strict=True):
        placed = placements(draft.scene, draft.beside, draft.outlet, said, tests=len(family))
        inside: tuple[Placement, ...] = ()
        if draft.matched is not None:
            inside = placements(draft.matched, draft.inside, draft.outlet, said, tests=len(family))
        checked = _checked(ground, draft, leading_of(placed), family)
        words = usage(known, ground.new, draft.mine)
        units = ground.new.tally
        own = np.isin(units.article, draft.mine)
        found.append(
            Standing(
                outlet=draft.outlet,
                articles=len(draft.mine),
                sentences=int(units.sentences[own].sum()),
                words=int(units.tokens[own].sum()),
                unit="article",
                placements=placed,
                matched=_matched(known, draft.match, inside),
                leading=checked.leading,
                leverage=checked.leverage,
                sensitivity=checked.sensitivity,
                over=words.over,
                under=words.under,
                frames_like=frames_like(by_frames, _resampled(ground, draft), seed=setting.seed),
                words_like=like,
                drift=drift(over_time, ground.new.articles, draft.scene.new, setting=setting, spread=ground.spread),
                by_voice=voices[draft.outlet],
            )
        )
    return tuple(found)


class _Checked(NamedTuple):
    """The leading measure of a new outlet, what carries its difference, and whether other choices change it."""

    leading: Measure | None
    leverage: tuple[Leverage, ...] = ()
    sensitivity: tuple[Sensitivity, ...] = ()


def _checked(ground: _Ground, draft: _Draft, leading: Placement | None, family: Sequence[Tested]) -> _Checked:
    if leading is None:
        return _Checked(None)
    sides = ground.baseline, ground.new, draft.mine
    rows = carried(*sides, outlet=draft.outlet, measure=leading.measure, setting=ground.setting)
    settings = variants(ground.setting, strongest_term=strongest_term(rows), titles=False)
    changed = varied(*sides, published=leading, settings=settings, family=family)
    return _Checked(leading.measure, rows, changed)


def _resampled(ground: _Ground, draft: _Draft) -> UnitTable:
    """Return the units of a new outlet that are drawn anew: its articles where it has several, else its paragraphs."""
    if len(draft.mine) >= MIN_ARTICLES:
        return draft.scene.new
    return unit_table(ground.new, ground.measures, setting=ground.setting, unit="paragraph", articles=draft.mine)


def _matched(baseline: Baseline, found: Match, placed: tuple[Placement, ...]) -> Matched:
    articles = [baseline.articles[index] for index in found.known]
    return Matched(
        articles=tuple(article.id for article in articles),
        outlets=tuple(sorted({article.outlet for article in articles})),
        stories=found.stories,
        first=found.first,
        last=found.last,
        placements=placed,
        reason=found.reason,
    )
