"""Which difference a comparison leads with: what holds, widest first."""

from __future__ import annotations

from framing.model import Comparison, Difference
from framing.model.comparison import flipped


def holding(comparison: Comparison) -> list[Difference]:
    """Return the differences that hold: higher before lower, against the rest before pairs, widest first.

    A pair is read from the side that has more. Between two outlets the rest is the other outlet, so only the pair is
    kept.
    """
    rest = [] if len(comparison.outlets) == 2 else [d for d in comparison.against_rest if differs(d)]
    pairs = [d if d.verdict == "higher" else flipped(d) for d in comparison.pairs if differs(d)]
    rank = {m: i for i, m in enumerate(comparison.measures)}

    def order(d: Difference) -> tuple[bool, bool, float, int, str, str]:
        lower = d.verdict == "lower"
        return (lower, d.other is not None, -abs(d.value or 0.0), rank.get(d.measure, 0), d.outlet, d.other or "")

    return sorted([*rest, *pairs], key=order)


def leading_pair(comparison: Comparison) -> Difference | None:
    """Return the pair to look into: of the leading measure, the pair furthest apart, signed so that `outlet` has more.

    The leading measure is that of the first difference that holds; where none holds, the measure with the widest gap.
    None where there are no two outlets with text.
    """
    held = holding(comparison)
    if held:
        return comparison.widest(held[0].measure)
    widest = [found for measure in comparison.measures if (found := comparison.widest(measure)) is not None]
    return max(widest, key=lambda d: d.value or 0.0, default=None)


def differs(difference: Difference | None) -> bool:
    """Return whether a verdict is a difference."""
    return difference is not None and difference.verdict in ("higher", "lower")
