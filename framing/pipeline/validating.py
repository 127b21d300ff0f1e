"""A coded table to how right lexicons, stance and voice are."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from framing.lexicon.load import load_cues
from framing.model import Lexicon, Measure, Scores, Validity
from framing.pipeline.progress import Progress, silent
from framing.pipeline.scoring import load_lexicons, score_documents
from framing.score.scorer import Scorer
from framing.text.voices import attribute
from framing.tune.coded import CodedTable, documents, read_coded
from framing.tune.coding import Coding
from framing.tune.validate import HeldOut, Validation, leave_one_out, to_validity
from framing.tune.validate import validate as validate_scores


def validate(
    coded: Path,
    *,
    lexicons: Sequence[str | Path | Lexicon] = (),
    cues: str | Path | None = None,
    coding: Coding | None = None,
    seed: int = 0,
    progress: Progress = silent,
) -> tuple[Validation, tuple[HeldOut, ...]]:
    """Return how right lexicons, stance and voice are on a coded table, and the same for each article by itself."""
    table = read_coded(coded, coding)
    scores = score_coded(Scorer(load_lexicons(lexicons), load_cues(cues)), table, progress)
    return validate_scores(scores, table, seed=seed, strict=True), leave_one_out(scores, table)


def stamps(coded: Path | None, scorer: Scorer, *, seed: int) -> dict[Measure, Validity]:
    """Return how right each measure is on a coded table; nothing without one."""
    if coded is None:
        return {}
    table = read_coded(coded)
    return to_validity(validate_scores(score_coded(scorer, table, silent), table, seed=seed))


def score_coded(scorer: Scorer, table: CodedTable, progress: Progress) -> Scores:
    """Return the scores of a coded table: one sentence a row, each in its article."""
    return score_documents(scorer, [attribute(document, scorer.cues) for document in documents(table)], progress)
