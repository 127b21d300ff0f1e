"""The right column: scores per outlet with intervals beside those of the saved version, validity, and what changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from framing.model import CellKey, Estimate, Measure, Validity
from framing.report.numbers import Scale, share_scale
from framing.tune.live import LiveState
from framing.workbench.session import Session
from framing.workbench.views.lexicon import facet_titles

MAX_OUTLETS = 12  # bars of one measure; the others are counted in a line below
STEPS = (0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8, 1.0)  # ends of the scale: the least that holds every interval
ENOUGH = 5e-4  # a change in a share that would print as 0.0 points is none


@dataclass(frozen=True, kw_only=True, slots=True)
class Bar:
    """One outlet on one measure. `low`, `high`, `value` and `was` are places on the scale, in [0, 100]."""

    outlet: str
    text: str
    interval: str
    counts: str
    change: str
    before: str
    low: float | None
    high: float | None
    value: float | None
    was: float | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Chart:
    """One measure: its bars, most first, and what the right end of their scale stands for."""

    title: str
    end: str
    bars: tuple[Bar, ...]
    more: int
    moved: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Figure:
    """One figure of validity: now, with its interval, before, and the change."""

    name: str
    now: str
    interval: str
    before: str
    change: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Stamp:
    """How right one measure is against the coded sentences."""

    title: str
    figures: tuple[Figure, ...]
    sentences: int
    positives: int
    coded: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ScoresPanel:
    """The right column. `charts` are what a comparison of this lexicon shows, `facets` the rest."""

    unsaved: tuple[str, ...]
    hits: int
    hits_before: int
    charts: tuple[Chart, ...]
    facets: tuple[Chart, ...]
    stamps: tuple[Stamp, ...]
    unit: str


def scores_panel(session: Session) -> ScoresPanel:
    """Return the scores of the draft, each beside that of the saved version."""
    now, saved = session.state, session.saved
    shown = [measure for measure in now.measures if measure.facet is None]
    facets = [measure for measure in now.measures if measure.facet is not None]
    titles = facet_titles(session)
    title = session.draft.lexicon.title
    if session.draft.lexicon.compare_by == "facets":
        shown, facets = facets, []
    return ScoresPanel(
        unsaved=session.unsaved,
        hits=sum(now.hit_counts),
        hits_before=sum(saved.hit_counts),
        charts=tuple(_chart(now, saved, measure, name=_name(measure, title, titles)) for measure in shown),
        facets=tuple(_chart(now, saved, measure, name=_name(measure, title, titles)) for measure in facets),
        stamps=tuple(
            _stamp(validity, saved.validity.get(measure), name=_name(measure, title, titles))
            for measure, validity in now.validity.items()
        ),
        unit=now.unit,
    )


def _name(measure: Measure, title: str, facets: Mapping[str, str]) -> str:
    name = title if measure.facet is None else facets.get(measure.facet, measure.facet)
    return f"{name}, {measure.stance}" if measure.facet is None else name


def _chart(now: LiveState, saved: LiveState, measure: Measure, *, name: str) -> Chart:
    pairs = [
        (outlet, now.estimates.get(CellKey(outlet, measure)), saved.estimates.get(CellKey(outlet, measure)))
        for outlet in now.outlets
    ]
    held = [(outlet, estimate, before) for outlet, estimate, before in pairs if estimate is not None]
    held.sort(key=lambda row: (-(row[1].value or 0.0), row[0]))
    scale = share_scale(_half_widths(estimate for _, estimate, _ in held))
    top = _end(value for _, now_, before in held for value in _ends(now_, before))
    bars = tuple(_bar(outlet, estimate, before, top=top, scale=scale) for outlet, estimate, before in held)
    moved = any(bar.change for bar in bars)
    return Chart(
        title=name,
        end=scale.value(top),
        bars=bars[:MAX_OUTLETS],
        more=max(len(bars) - MAX_OUTLETS, 0),
        moved=moved,
    )


def _bar(outlet: str, now: Estimate, before: Estimate | None, *, top: float, scale: Scale) -> Bar:
    was = None if before is None else before.value
    change = _change(now.value, was)
    return Bar(
        outlet=outlet,
        text=scale.value(now.value),
        interval=scale.span(now.low, now.high),
        counts=f"{now.carrying:,} of {now.total:,} sentences",
        change=change,
        before=scale.value(was) if change else "",
        low=_place(now.low, top),
        high=_place(now.high, top),
        value=_place(now.value, top),
        was=_place(was, top) if change else None,
    )


def _stamp(now: Validity, before: Validity | None, *, name: str) -> Stamp:
    return Stamp(
        title=name,
        figures=(
            _figure("Precision", now.precision, now.precision_interval, None if before is None else before.precision),
            _figure("Recall", now.recall, now.recall_interval, None if before is None else before.recall),
            _figure("F1", now.f1, now.f1_interval, None if before is None else before.f1),
        ),
        sentences=now.sentences,
        positives=now.positives,
        coded=now.coded,
    )


def _figure(name: str, now: float | None, interval: tuple[float, float] | None, before: float | None) -> Figure:
    change = "" if now is None or before is None or abs(now - before) < ENOUGH else f"{now - before:+.3f}"
    return Figure(
        name=name,
        now=_two(now),
        interval="" if interval is None else f"{interval[0]:.2f} to {interval[1]:.2f}",
        before=_two(before),
        change=change.replace("-", "−"),
    )


def _two(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}"


def _change(now: float | None, before: float | None) -> str:
    """Return a change in points with its sign, empty where there is none to speak of."""
    if now is None or before is None or abs(now - before) < ENOUGH:
        return ""
    return f"{100 * (now - before):+.1f}".replace("-", "−")


def _half_widths(estimates: Iterable[Estimate]) -> list[float]:
    return [(e.high - e.low) / 2 for e in estimates if e.high is not None and e.low is not None]


def _ends(*estimates: Estimate | None) -> list[float]:
    values = [value for e in estimates if e is not None for value in (e.high, e.value)]
    return [value for value in values if value is not None]


def _end(values: Iterable[float]) -> float:
    largest = max(values, default=0.0)
    return next((step for step in STEPS if step >= largest), 1.0)


def _place(value: float | None, top: float) -> float | None:
    return None if value is None else round(100 * min(value / top, 1.0), 2)
