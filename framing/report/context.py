"""What every part of the brief shares: names of measures, marks of outlets and frames, and one index over the hits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from framing.model import Analysis, CellKey, Difference, Measure, ScoredDocument
from framing.report.figures import Mark, Shape
from framing.report.lookup import Lookup, fields_of, look_up
from framing.report.numbers import Scale, printable, rate_scale, share_scale
from framing.score.measure import looked_at, selected

# Contrast on white 4.8 or more for each; beyond four colours the shape and the tone tell outlets apart.
OUTLET_MARKS: tuple[tuple[str, Shape], ...] = (
    ("#0072B2", "circle"),
    ("#C24E00", "square"),
    ("#007A5A", "diamond"),
    ("#5b5f66", "ring"),
    ("#22252b", "triangle"),
    ("#5b5f66", "wedge"),
    ("#22252b", "cross"),
    ("#5b5f66", "box"),
)
CROWD_MARK: tuple[str, Shape] = ("#8d9199", "circle")


@dataclass(frozen=True, kw_only=True, slots=True)
class Context(Lookup):
    """The analysis and what the parts look up in it. Names are printable (no control characters)."""

    analysis: Analysis
    carrying: Mapping[tuple[str, Measure], frozenset[int]]

    @property
    def outlets(self) -> tuple[str, ...]:
        """The outlets that were compared, in their order."""
        return self.analysis.comparison.outlets

    @property
    def measures(self) -> tuple[Measure, ...]:
        """The measures that were compared, in their order."""
        return self.analysis.comparison.measures

    def carried(self, document: ScoredDocument, measure: Measure) -> frozenset[int]:
        """Return the indexes of the document's sentences that carry the measure."""
        return self.carrying.get((document.document.article.id, measure), frozenset())

    def rest(self, outlet: str, measure: Measure) -> Difference | None:
        """Return the outlet's difference against all others pooled."""
        found = (d for d in self.analysis.comparison.against_rest if d.outlet == outlet and d.measure == measure)
        return next(found, None)

    def value(self, outlet: str, measure: Measure) -> float | None:
        """Return the outlet's rate on the measure."""
        cell = self.analysis.comparison.cells.get(CellKey(outlet, measure))
        return None if cell is None else cell.value

    def mark_of(self, outlet: str) -> Mark:
        """Return the mark of an outlet; outlets beyond those with a mark of their own share one."""
        colour, shape = CROWD_MARK
        return self.marks.get(outlet) or Mark(outlet=printable(outlet), colour=colour, shape=shape)

    def dates(self) -> list[date]:
        """Return the dates of the articles that have one, sorted."""
        return sorted(d.article.published for d in self.analysis.corpus.documents if d.article.published is not None)


def make_context(analysis: Analysis) -> Context:
    """Return the shared context of one analysis."""
    marks = {
        outlet: Mark(outlet=printable(outlet), colour=colour, shape=shape)
        for outlet, (colour, shape) in zip(analysis.comparison.outlets, OUTLET_MARKS, strict=False)
    }
    found = look_up(
        analysis.scores,
        analysis.corpus,
        measures=analysis.comparison.measures,
        scale=_scale(analysis),
        marks=marks,
    )
    return Context(analysis=analysis, carrying=_carrying(analysis), **fields_of(found))


def _scale(analysis: Analysis) -> Scale:
    if analysis.comparison.setting.rate == "per_1000":
        return rate_scale()
    cells = analysis.comparison.cells.values()
    return share_scale((c.high - c.low) / 2 for c in cells if c.low is not None and c.high is not None)


def _carrying(analysis: Analysis) -> dict[tuple[str, Measure], frozenset[int]]:
    """Return the sentences that carry each measure under the published setting, by article and measure."""
    setting = analysis.comparison.setting
    found: dict[tuple[str, Measure], frozenset[int]] = {}
    for scored in analysis.scores.documents:
        wanted = {sentence.index for sentence in looked_at(scored, setting)}
        for measure in analysis.comparison.measures:
            carrying = {h.sentence for h, stance in selected(scored, measure, setting) if stance == measure.stance}
            found[scored.document.article.id, measure] = frozenset(carrying & wanted)
    return found
