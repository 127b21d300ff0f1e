"""A corpus held ready, so that every change of a lexicon is scored at once."""

from framing.tune.live.live import Live
from framing.tune.live.values import (
    Coded,
    CueReason,
    Explanation,
    FacetFacts,
    HitReason,
    LiveState,
    LostReason,
    NearReason,
    TermFacts,
)

__all__ = [
    "Coded",
    "CueReason",
    "Explanation",
    "FacetFacts",
    "HitReason",
    "Live",
    "LiveState",
    "LostReason",
    "NearReason",
    "TermFacts",
]
