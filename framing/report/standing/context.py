"""What the parts of a comparison share: names of measures, marks of outlets and frames, and the placements by name."""

from __future__ import annotations

from dataclasses import dataclass

from framing.model import Compared, Measure, Placement, Standing
from framing.report.context import OUTLET_MARKS
from framing.report.figures import Mark
from framing.report.lookup import Lookup, fields_of, look_up
from framing.report.numbers import NAME_LIMIT, Scale, plural, printable, rate_scale, share_scale, shorten

BASELINE_MARK = Mark(outlet="the baseline", colour="#5b5f66", shape="ring")


@dataclass(frozen=True, kw_only=True, slots=True)
class StandingContext(Lookup):
    """The comparison and what the parts look up in it. Names are printable (no control characters)."""

    compared: Compared

    @property
    def standings(self) -> tuple[Standing, ...]:
        """The new outlets in their order."""
        return self.compared.standings.standings

    @property
    def measures(self) -> tuple[Measure, ...]:
        """The measures that were compared, in their order."""
        return self.compared.standings.measures

    @property
    def confidence(self) -> str:
        """The confidence of the intervals: "95%"."""
        return f"{100 * self.compared.standings.setting.confidence:.0f}%"

    @property
    def baseline(self) -> str:
        """What the baseline is called in a sentence: "the baseline’s five outlets" has the same kind of name."""
        return printable(self.compared.standings.baseline.name) or "the baseline"

    def known(self, n: int) -> str:
        """Return a number of the baseline's outlets (or groups): "5 outlets"."""
        return plural(n, self.compared.standings.baseline.by)

    def mark_of(self, outlet: str) -> Mark:
        """Return the mark of a new outlet; one of the baseline has the quiet one."""
        found = self.marks.get(outlet)
        return found or Mark(outlet=shorten(outlet, NAME_LIMIT), colour=BASELINE_MARK.colour, shape=BASELINE_MARK.shape)

    def placement(self, standing: Standing, measure: Measure) -> Placement | None:
        """Return where an outlet stands on a measure."""
        return next((p for p in standing.placements if p.measure == measure), None)

    def matched(self, standing: Standing, measure: Measure) -> Placement | None:
        """Return where it stands beside the baseline's articles of the same story and period."""
        return next((p for p in standing.matched.placements if p.measure == measure), None)


def make_context(compared: Compared) -> StandingContext:
    """Return the shared context of one comparison."""
    found = look_up(
        compared.scores,
        compared.corpus,
        measures=compared.standings.measures,
        scale=_scale(compared),
        marks=_marks(compared),
    )
    return StandingContext(compared=compared, **fields_of(found))


def _marks(compared: Compared) -> dict[str, Mark]:
    """Return the accent for a single new outlet, else a mark for each as far as there are marks."""
    names = [s.outlet for s in compared.standings.standings]
    if len(names) == 1:
        return {names[0]: Mark(outlet=shorten(names[0], NAME_LIMIT), colour="#8b1a1a", shape="circle")}
    return {
        name: Mark(outlet=shorten(name, NAME_LIMIT), colour=colour, shape=shape)
        for name, (colour, shape) in zip(names, OUTLET_MARKS, strict=False)
    }


def _scale(compared: Compared) -> Scale:
    if compared.standings.setting.rate == "per_1000":
        return rate_scale()
    cells = [p.new for s in compared.standings.standings for p in s.placements]
    return share_scale((c.high - c.low) / 2 for c in cells if c.low is not None and c.high is not None)
