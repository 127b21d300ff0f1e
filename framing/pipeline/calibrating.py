"""A corpus to its false-alarm rate."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from framing.baseline.calibrate import calibrate as calibrate_scores
from framing.model import Calibration, Corpus, Lexicon, Setting
from framing.pipeline.progress import Progress, silent
from framing.pipeline.scoring import score
from framing.score.measure import PUBLISHED


def calibrate(
    corpus: Corpus,
    *,
    lexicons: Sequence[str | Path | Lexicon] = (),
    cues: str | Path | None = None,
    splits: int = 200,
    new: int | None = None,
    setting: Setting = PUBLISHED,
    progress: Progress = silent,
) -> Calibration:
    """Return how often articles of one outlet, split at random into "baseline" and "new", are called different.

    `new` articles are taken for new in each of `splits` (None: a third of the outlet's). Raises InputError where no
    outlet has enough articles.
    """
    scores = score(corpus, lexicons=lexicons, cues=cues, progress=progress)

    def tell(done: int, whole: int) -> None:
        progress("splitting", done, whole)

    return calibrate_scores(scores, splits=splits, new=new, setting=setting, tell=tell)
