"""New texts and a baseline to a comparison."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from framing.baseline.fresh import fresh
from framing.baseline.standing import stand
from framing.baseline.values import Baseline
from framing.errors import InputError
from framing.lexicon.load import load_cues
from framing.model import Compared, Corpus, Lexicon, Setting
from framing.pipeline.baselines import lexicons_of_baseline, open_baseline
from framing.pipeline.progress import Progress, silent
from framing.pipeline.provenance import provenance
from framing.pipeline.scoring import score_documents
from framing.pipeline.validating import stamps
from framing.score.scorer import Scorer


@dataclass(frozen=True, kw_only=True, slots=True)
class Opened:
    """A baseline opened from its file, and the scorer that counts new texts as its own were counted."""

    baseline: Baseline
    where: str
    scorer: Scorer


def open_for_comparison(
    path: str | Path, *, lexicons: Sequence[str | Path | Lexicon] = (), cues: str | Path | None = None
) -> Opened:
    """Open a baseline to hold new texts against; without `lexicons` those of the house that it was counted with.

    Raises InputError for a file that is missing or no baseline, and for one that was counted with other lexicons or cue
    lists: with what differs, and how to build it again.
    """
    baseline = open_baseline(path)
    loaded = lexicons_of_baseline(baseline, lexicons, cues=cues, where=str(path))
    return Opened(baseline=baseline, where=str(path), scorer=Scorer(loaded, load_cues(cues)))


def compare(
    corpus: Corpus,
    opened: Opened,
    *,
    name: str | None = None,
    coded: Path | None = None,
    setting: Setting | None = None,
    command: str = "",
    progress: Progress = silent,
) -> Compared:
    """Return where the texts of a corpus stand beside a baseline: everything that a brief of it shows.

    A text that the baseline holds already is left out. `name` is what the comparison is called, if not as the baseline
    is; `coded` is a table of coded sentences to stamp each measure with; `command` is printed as the way to make the
    brief again. Raises InputError where the baseline holds every text.
    """
    base = setting or Setting()
    new = _new(corpus, opened)
    scores = score_documents(opened.scorer, new.documents, progress)
    progress("comparing", 0, 2)
    standings = stand(opened.baseline, scores, setting=base)
    progress("comparing", 1, 2)
    validity = stamps(coded, opened.scorer, seed=base.seed)
    progress("comparing", 2, 2)
    articles = [document.article for document in new.documents]
    return Compared(
        name=name or opened.baseline.name,
        corpus=new,
        scores=scores,
        standings=standings,
        validity=validity,
        provenance=provenance(
            articles, opened.scorer, seed=base.seed, command=command, files={opened.where: opened.baseline.sha256}
        ),
    )


def _new(corpus: Corpus, opened: Opened) -> Corpus:
    """Return a corpus without the texts that the baseline holds: an article cannot be new beside itself."""
    documents, held = fresh(opened.baseline, corpus.documents)
    if not documents:
        what = "the baseline holds this text already" if len(held) == 1 else f"the baseline holds all {len(held)} texts"
        shown = ", ".join(item.origin for item in held[:3]) + (" ..." if len(held) > 3 else "")
        raise InputError(shown, what, f"give texts that are not in {opened.where}, or build a baseline without them")
    return replace(corpus, documents=documents, skipped=(*corpus.skipped, *held))
