"""What rules can be written on: the numbers of a comparison by name, each new outlet by itself."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from framing.compare.leading import differs
from framing.model import Measure, Placement, Standing, Standings
from framing.report.data import measure_id
from framing.rules import Rule, broken

COUNTS = ("different", "higher", "lower", "same-story-different", "too-little", "articles", "sentences")
OF_A_MEASURE = ("different", "share", "difference", "percentile", "q")


@dataclass(frozen=True, kw_only=True, slots=True)
class Alarm:
    """A rule that holds for a new outlet, with the value it holds for."""

    outlet: str
    rule: Rule
    value: float

    def __str__(self) -> str:
        return f"{self.outlet}: {self.rule.name} is {self.value:.4g} ({self.rule})"


def alarm_names(measures: Iterable[Measure]) -> tuple[str, ...]:
    """Return every name a rule may use: the counts, and `MEASURE.NAME` for each measure."""
    return (*COUNTS, *(f"{measure_id(measure)}.{name}" for measure in measures for name in OF_A_MEASURE))


def alarms(rules: Sequence[Rule], standings: Standings) -> tuple[Alarm, ...]:
    """Return the rules that hold, for each new outlet by itself, in the order of outlets and rules."""
    per_cent = standings.setting.rate == "share"
    valued = [(s.outlet, values_of(s, per_cent=per_cent)) for s in standings.standings]
    return tuple(
        Alarm(outlet=outlet, rule=rule, value=values[rule.name] or 0.0)
        for outlet, values in valued
        for rule in broken(rules, values)
    )


def values_of(standing: Standing, *, per_cent: bool = True) -> dict[str, float | None]:
    """Return the numbers of one new outlet by name; None where there was nothing to measure or to test.

    Counts of measures: `different` (`higher`, `lower`) from the whole baseline, `same-story-different` from its
    articles on the same story, `too-little` without enough text. For each measure `different` is 1 or 0, `share` and
    `difference` are in per cent and points (as they are without `per_cent`), `percentile` in [0, 100], `q` in [0, 1].
    """
    verdicts = [p.difference.verdict for p in standing.placements]
    values: dict[str, float | None] = {
        "different": sum(differs(p.difference) for p in standing.placements),
        "higher": verdicts.count("higher"),
        "lower": verdicts.count("lower"),
        "same-story-different": sum(differs(p.difference) for p in standing.matched.placements),
        "too-little": verdicts.count("too little text"),
        "articles": standing.articles,
        "sentences": standing.sentences,
    }
    for placement in standing.placements:
        for name, value in _of_measure(placement, 100.0 if per_cent else 1.0).items():
            values[f"{measure_id(placement.measure)}.{name}"] = value
    return values


def _of_measure(placement: Placement, factor: float) -> dict[str, float | None]:
    found = placement.difference
    tested = found.verdict != "too little text"
    return {
        "different": float(differs(found)) if tested else None,
        "share": _times(placement.new.value, factor),
        "difference": _times(found.value, factor) if tested else None,
        "percentile": None if placement.percentile is None else placement.percentile.value,
        "q": found.q,
    }


def _times(value: float | None, factor: float) -> float | None:
    return None if value is None else factor * value
