"""Measure false alarms on real texts: articles of one outlet split at random into "baseline" and "new"."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from scipy import stats

from framing.baseline.family import answers, tests_of
from framing.baseline.place import place
from framing.baseline.spread import spread
from framing.compare.outlets import MIN_ARTICLES, MIN_SENTENCES
from framing.errors import InputError
from framing.model import Calibration, FalseAlarms, Scores, Setting
from framing.score.measure import PUBLISHED, UnitTable, measures, unit_table

IntArray = NDArray[np.int64]
BoolArray = NDArray[np.bool_]

NEW_SHARE = 3
"""One article in so many is taken for new, unless said otherwise."""

FEWEST = 2 * MIN_ARTICLES
"""Articles under which an outlet is not split: each side is to have what a comparison asks for."""


def calibrate(
    scores: Scores,
    *,
    splits: int = 200,
    new: int | None = None,
    setting: Setting = PUBLISHED,
    tell: Callable[[int, int], None] | None = None,
) -> Calibration:
    """Return how often random splits of each outlet's articles are called different, family-wide over the measures.

    `new` articles are taken for new each time (None: a third of the outlet's), the others for the baseline, and both go
    through the same intervals, tests and verdicts as `stand`. Splits depend on the setting's seed and the outlet's name
    alone. `tell` is called with the outlets done and all there are.

    Raises InputError where no outlet has enough articles or text to be split.
    """
    shown = measures(scores.lexicons, stance=setting.stance)
    table = unit_table(scores, shown, setting=setting, unit="article")
    left_out = _left_out(table, new)
    if len(left_out) == len(table.outlets):
        raise _too_few(table, new)
    order = sorted(o for o in table.outlets if o not in left_out)
    found: list[FalseAlarms] = []
    for done, outlet in enumerate(order):
        if tell is not None:
            tell(done, len(order))
        own = _only(table, table.outlet == table.outlets.index(outlet), outlet)
        found.append(_alarms(own, splits=splits, new=new or len(own.outlet) // NEW_SHARE, setting=setting))
    return Calibration(
        setting=setting,
        measures=shown,
        outlets=tuple(found),
        total=_false_alarms(
            None,
            articles=sum(one.articles for one in found),
            new=sum(one.new for one in found),
            splits=sum(one.splits for one in found),
            alarms=sum(one.alarms for one in found),
            naive=sum(one.naive for one in found),
        ),
        left_out=left_out,
    )


def naive_alarm(carrying: IntArray, sentences: IntArray, first: BoolArray, *, alpha: float = 0.05) -> bool:
    """Return whether a chi-square test on single sentences, adjusted over the measures, calls two groups different.

    `carrying` (articles, measures) and `sentences` (articles,) are counts, `first` (articles,) marks one group. It is
    what most dictionary studies do, and takes sentences of one article for independent draws.
    """
    ps: list[float] = []
    for column in range(carrying.shape[1]):
        yes = [int(carrying[mask, column].sum()) for mask in (first, ~first)]
        no = [int(sentences[mask].sum()) - count for mask, count in zip((first, ~first), yes, strict=True)]
        flat = sum(yes) == 0 or sum(no) == 0
        ps.append(1.0 if flat else float(stats.chi2_contingency([yes, no], correction=False).pvalue))
    return bool((stats.false_discovery_control(ps) <= alpha).any())


def _left_out(table: UnitTable, new: int | None) -> dict[str, str]:
    """Return the outlets that cannot be split, and why in a sentence."""
    fewest = FEWEST if new is None else new + MIN_ARTICLES
    found: dict[str, str] = {}
    for number, outlet in sorted(enumerate(table.outlets), key=lambda pair: pair[1]):
        mine = table.outlet == number
        articles = int(mine.sum())
        if articles < fewest:
            found[outlet] = f"{articles} {'article' if articles == 1 else 'articles'} of at least {fewest}"
        elif int(table.sentences[mine].sum()) < FEWEST * MIN_SENTENCES:
            found[outlet] = f"only {int(table.sentences[mine].sum())} sentences in {articles} articles"
    return found


def _too_few(table: UnitTable, new: int | None) -> InputError:
    if not len(table.outlet):
        return InputError("the corpus", "there is no sentence to split", "give articles, or another --voice")
    counts = np.bincount(table.outlet, minlength=len(table.outlets))
    most = int(counts.argmax())
    fewest = FEWEST if new is None else new + MIN_ARTICLES
    what = (
        f"no outlet can be split: that takes {fewest} articles with {FEWEST * MIN_SENTENCES} sentences in all, and "
        f"{table.outlets[most]}, which has most, has {int(counts[most])} with "
        f"{int(table.sentences[table.outlet == most].sum())}"
    )
    fewer = "" if new is None or new <= MIN_ARTICLES else ", take fewer for new (--new)"
    return InputError(
        "the corpus", what, f"give more articles of one outlet{fewer}, or name the outlet of all with --outlet"
    )


def _only(table: UnitTable, mask: BoolArray, outlet: str) -> UnitTable:
    return UnitTable(
        unit=table.unit,
        outlets=(outlet,),
        measures=table.measures,
        outlet=np.zeros(int(mask.sum()), dtype=np.int64),
        articles=table.articles[mask],
        sentences=table.sentences[mask],
        tokens=table.tokens[mask],
        carrying=table.carrying[mask],
        hits=table.hits[mask],
    )


def _alarms(table: UnitTable, *, splits: int, new: int, setting: Setting) -> FalseAlarms:
    (outlet,) = table.outlets
    n = len(table.outlet)
    rng = np.random.default_rng([setting.seed, *outlet.encode()])
    alarms = naive = 0
    for _ in range(splits):
        first = rng.permutation(n) < new
        base = _only(table, ~first, outlet)
        beside = place(
            base, _only(table, first, outlet), setting=setting, spread=spread(base, setting=setting), single=False
        )
        said = answers(tests_of(beside), confidence=setting.confidence)
        alarms += any(verdict in ("higher", "lower") for _, verdict in said)
        naive += naive_alarm(table.carrying, table.sentences, first, alpha=1 - setting.confidence)
    return _false_alarms(outlet, articles=n, new=new, splits=splits, alarms=alarms, naive=naive)


def _false_alarms(outlet: str | None, *, articles: int, new: int, splits: int, alarms: int, naive: int) -> FalseAlarms:
    low, high = stats.binomtest(alarms, splits).proportion_ci(0.95, method="exact")
    return FalseAlarms(
        outlet=outlet,
        articles=articles,
        new=new,
        splits=splits,
        alarms=alarms,
        naive=naive,
        rate=alarms / splits,
        low=float(low),
        high=float(high),
    )
