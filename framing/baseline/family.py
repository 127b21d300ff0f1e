"""Verdicts over everything that is shown together."""

from __future__ import annotations

from collections.abc import Sequence

from framing.baseline.place import Beside, Tested
from framing.compare.outlets import adjust, verdict_of
from framing.model import Difference, Measure, Verdict


def tests_of(beside: Sequence[Beside]) -> list[Tested]:
    """Return every test of some measures, in the order in which `differences` takes their answers back."""
    return [
        test for one in beside for test in (one.against, *(pick[1] for pick in (one.nearest, one.farthest) if pick))
    ]


def answers(family: Sequence[Tested], *, confidence: float) -> list[tuple[float | None, Verdict]]:
    """Return q and the verdict of each test: Benjamini and Hochberg over all of `family`, as it is shown together.

    Where nothing differs, that keeps the chance of any verdict at all under 1 - confidence. A verdict also asks that
    the interval of the difference leave out 0.
    """
    adjusted = adjust([test.p for test in family])
    return [(q, verdict_of(test.gap, q, alpha=1 - confidence)) for test, (_, q) in zip(family, adjusted, strict=True)]


def difference(
    measure: Measure, outlet: str, other: str | None, test: Tested, answer: tuple[float | None, Verdict]
) -> Difference:
    """Return what was tested, with its answer, as it is shown."""
    return Difference(
        measure=measure,
        outlet=outlet,
        other=other,
        value=test.gap.value,
        low=test.gap.low,
        high=test.gap.high,
        p=test.p,
        q=answer[0],
        verdict=answer[1],
    )
