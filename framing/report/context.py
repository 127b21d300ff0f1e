"""What every part of the brief shares: names of measures, marks of outlets and frames, and one index over the hits."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from framing.model import Analysis, CellKey, Difference, Hit, Lexicon, Measure, ScoredDocument
from framing.report.figures import Mark, Shape
from framing.report.naming import Key, base_title, frame_marks, inline, lower_case_words
from framing.report.numbers import Scale, printable, rate_scale, share_scale
from framing.report.view import FrameMark
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
class Context:
    """The analysis and what the parts look up in it. Names are printable (no control characters)."""

    analysis: Analysis
    scale: Scale
    lexicons: Mapping[str, Lexicon]
    titles: Mapping[Measure, str]
    labels: Mapping[Measure, str]
    inline: Mapping[Measure, str]
    marks: Mapping[str, Mark]
    frame_marks: Mapping[Key, FrameMark]
    documents: Mapping[str, ScoredDocument]
    by_outlet: Mapping[str, tuple[ScoredDocument, ...]]
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

    def key_of(self, hit: Hit) -> Key:
        """Return what a hit is marked as: its frame, or its facet where facets are compared."""
        lexicon = self.lexicons[hit.lexicon]
        return (hit.lexicon, hit.facet if lexicon.compare_by == "facets" else None)

    def mark_of(self, outlet: str) -> Mark:
        """Return the mark of an outlet; outlets beyond those with a mark of their own share one."""
        colour, shape = CROWD_MARK
        return self.marks.get(outlet) or Mark(outlet=printable(outlet), colour=colour, shape=shape)

    def dates(self) -> list[date]:
        """Return the dates of the articles that have one, sorted."""
        return sorted(d.article.published for d in self.analysis.corpus.documents if d.article.published is not None)


def make_context(analysis: Analysis) -> Context:
    """Return the shared context of one analysis."""
    lexicons = {lexicon.name: lexicon for lexicon in analysis.scores.lexicons}
    measures = analysis.comparison.measures
    two_stances = {m.frame for m in measures if m.stance == "discounted"}
    known = lower_case_words(analysis.corpus.documents, analysis.scores.lexicons)
    bases = {m: base_title(lexicons.get(m.frame), m) for m in measures}
    by_outlet: dict[str, list[ScoredDocument]] = defaultdict(list)
    for scored in analysis.scores.documents:
        by_outlet[scored.document.article.outlet].append(scored)
    return Context(
        analysis=analysis,
        scale=_scale(analysis),
        lexicons=lexicons,
        titles={m: f"{bases[m]}, {m.stance}" if m.frame in two_stances else bases[m] for m in measures},
        labels={m: m.stance.capitalize() if m.frame in two_stances and m.facet is None else bases[m] for m in measures},
        inline={m: inline(bases[m], known) for m in measures},
        marks={
            outlet: Mark(outlet=printable(outlet), colour=colour, shape=shape)
            for outlet, (colour, shape) in zip(analysis.comparison.outlets, OUTLET_MARKS, strict=False)
        },
        frame_marks=frame_marks(bases),
        documents={scored.document.article.id: scored for scored in analysis.scores.documents},
        by_outlet={outlet: tuple(found) for outlet, found in by_outlet.items()},
        carrying=_carrying(analysis),
    )


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
