"""A headline never says more than a verdict does."""

from __future__ import annotations

import dataclasses
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st
from report_arithmetic import MEASURES
from report_fixtures import make_analysis

from framing.compare.leading import holding
from framing.model import Analysis, CellKey, Comparison, Difference, Estimate, Measure, Setting, Unit, Verdict
from framing.model.comparison import flipped
from framing.report.context import make_context
from framing.report.figures import DotPlot
from framing.report.numbers import in_words
from framing.report.parts.cover import cover
from framing.report.wording import Claim, headline

VERDICTS: tuple[Verdict, ...] = ("higher", "lower", "not distinguishable", "too little text")
BASE = make_analysis(outlets=4, sentences=6)
NAMES = BASE.comparison.outlets


@st.composite
def comparisons(draw: st.DrawFn) -> Comparison:
    """Draw a comparison of two to four outlets whose verdicts are any, of either unit."""
    names = NAMES[: draw(st.integers(2, 4))]
    measures = MEASURES[: draw(st.integers(1, 6))]
    units: tuple[Unit, ...] = ("article", "paragraph")

    def difference(measure: Measure, outlet: str, other: str | None) -> Difference:
        verdict = draw(st.sampled_from(VERDICTS))
        size = draw(st.floats(0.01, 0.9))
        value = None if verdict == "too little text" else (-size if verdict == "lower" else size)
        return Difference(
            measure=measure,
            outlet=outlet,
            other=other,
            value=value,
            low=None if value is None else value - 0.1,
            high=None if value is None else value + 0.1,
            p=None,
            q=None,
            verdict=verdict,
        )

    share = Estimate(value=0.2, low=0.1, high=0.3, carrying=2, total=10, units=5)
    return Comparison(
        setting=Setting(),
        unit=draw(st.sampled_from(units)),
        outlets=names,
        measures=measures,
        cells={CellKey(o, m): share for o in names for m in measures},
        pairs=tuple(difference(m, a, b) for m in measures for a, b in combinations(names, 2)),
        against_rest=tuple(difference(m, o, None) for m in measures for o in names),
    )


def _with(comparison: Comparison) -> Analysis:
    return dataclasses.replace(BASE, comparison=comparison)


def _backed(comparison: Comparison, claim: Claim) -> bool:
    both = [*comparison.pairs, *(flipped(d) for d in comparison.pairs), *comparison.against_rest]
    return any(
        (d.outlet, d.other, d.measure, d.verdict) == (claim.outlet, claim.other, claim.measure, claim.direction)
        for d in both
    )


@given(comparisons())
def test_every_claim_of_the_headline_is_a_verdict(comparison: Comparison) -> None:
    """Whatever the verdicts, the headline claims only differences that hold, and names no outlet otherwise."""
    found = headline(make_context(_with(comparison)))
    assert all(_backed(comparison, claim) for claim in found.claims)
    if not found.claims:
        assert not any(name in found.text for name in comparison.outlets)
        assert " more " not in found.text
        assert " less " not in found.text


@given(comparisons())
def test_a_headline_without_claims_means_no_verdict_is_a_difference(comparison: Comparison) -> None:
    """The brief says that nothing tells the outlets apart exactly when nothing does."""
    found = headline(make_context(_with(comparison)))
    assert bool(found.claims) == bool(holding(comparison))
    if not holding(comparison):
        tested = any(d.verdict == "not distinguishable" for d in (*comparison.pairs, *comparison.against_rest))
        start = f"{in_words(len(comparison.outlets), capital=True)} outlets" if tested else "Too little text"
        assert found.text.startswith(start)


@given(comparisons())
def test_findings_and_shading_follow_the_verdicts(comparison: Comparison) -> None:
    """A finding that names a direction is backed by a verdict, and a row is shaded only where one holds."""
    part = cover(make_context(_with(comparison)))
    held = {d.measure for d in holding(comparison)}
    chart = part.figure.chart
    assert isinstance(chart, DotPlot)
    assert sum(row.strong for row in chart.rows) == len(held)
    if not held:
        assert not any(" more " in f.lead or " less " in f.lead for f in part.findings)


def test_one_article_an_outlet_is_spoken_of_as_an_article() -> None:
    """With the paragraph as unit a claim is about the article, and a box says so; with several articles it is not."""
    single = cover(make_context(make_analysis()))
    assert "article" in single.headline
    assert any(box.title == "One article an outlet" for box in single.boxes)
    several = cover(make_context(make_analysis(articles=4)))
    assert "article" not in several.headline
    assert not any("articles, not of the outlets" in p for box in several.boxes for p in box.paragraphs)


def test_one_outlet_makes_no_comparison() -> None:
    """A single outlet is described, not compared."""
    part = cover(make_context(make_analysis(outlets=1)))
    assert "nothing to compare" in part.headline
    assert part.findings
