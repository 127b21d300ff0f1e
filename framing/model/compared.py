"""New texts held against a baseline, ready to be shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from framing.model.analysis import Provenance, Validity
from framing.model.comparison import Measure
from framing.model.score import Scores
from framing.model.standing import Standings
from framing.model.text import Corpus


@dataclass(frozen=True, kw_only=True, slots=True)
class Compared:
    """Everything one comparison with a baseline found out.

    `corpus` and `scores` hold the new texts alone; `skipped` of the corpus tells what was left out of them, articles
    that the baseline holds already among it. `validity` is missing for an unvalidated measure.
    """

    name: str
    corpus: Corpus
    scores: Scores
    standings: Standings
    validity: Mapping[Measure, Validity]
    provenance: Provenance
