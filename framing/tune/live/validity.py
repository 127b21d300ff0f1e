"""How right a changed lexicon is on coded sentences: what changed is judged again, the rest is remembered."""

from __future__ import annotations

from framing.model import Lexicon, Measure, ScoredDocument, Scores, Validity
from framing.score.stance import Judge
from framing.tune.align import align, judged, judgements_of
from framing.tune.live.bench import Bench
from framing.tune.live.index import Index
from framing.tune.live.values import Coded
from framing.tune.rates import Figures, Judged, figures
from framing.tune.validate import stamp

MOST_FIGURES = 500
"""Columns of coded rows with their figures that are kept: a bootstrap each, and most edits change none or one."""


class Validator:
    """A coded table, ready to judge one lexicon after the other."""

    def __init__(self, coded: Coded, judge: Judge) -> None:
        self._coded = coded
        self._bench = Bench(Index(coded.documents), judge)
        self._known: dict[tuple[Judged, ...], Figures] = {}

    def validity(self, lexicon: Lexicon) -> dict[Measure, Validity]:
        """Return how right the lexicon is, as `validate` finds it, for the measures that the table judges."""
        index, table = self._bench.index, self._bench.table(lexicon)
        opening = index.opening.tolist()
        scored = tuple(
            ScoredDocument(document=document, hits=self._bench.hits(table, first, last))
            for document, first, last in zip(index.documents, opening, opening[1:], strict=False)
        )
        scores = Scores(lexicons=(lexicon,), documents=scored)
        rows = align(scores, self._coded.table)
        about, _ = judgements_of(scores, self._coded.table)
        found: dict[Measure, Validity] = {}
        for judgement in about:
            if isinstance(judgement.subject, Measure):
                found[judgement.subject] = stamp(
                    judgement.subject,
                    self._figures(tuple(judged(judgement, rows))),
                    coded=self._coded.table.origin,
                    lexicon_sha256=lexicon.sha256,
                )
        return found

    def _figures(self, rows: tuple[Judged, ...]) -> Figures:
        if rows not in self._known:
            if len(self._known) >= MOST_FIGURES:
                self._known.clear()
            self._known[rows] = figures(rows)
        return self._known[rows]
