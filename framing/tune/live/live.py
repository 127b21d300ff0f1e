"""A corpus held ready: a changed lexicon is scored by what changed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

import numpy as np

from framing.model import CueLists, Document, Hit, Lexicon
from framing.score.stance import Judge
from framing.tune.live.bench import Bench, Table
from framing.tune.live.facts import Outlets, facet_facts, shown_measures, term_facts
from framing.tune.live.index import Index
from framing.tune.live.near import Near
from framing.tune.live.validity import Validator
from framing.tune.live.values import Coded, Explanation, LiveState
from framing.tune.live.why import explain


class Live:
    """A corpus, and a coded table where there is one, ready for one lexicon after the other.

    Matches are kept by term, overlaps by facet, stances by sentence and estimates by measure, so that a changed lexicon
    costs what changed. The results are those of a fresh `Scorer`, `compare` and `validate`.
    """

    def __init__(
        self,
        documents: Sequence[Document],
        cues: CueLists,
        *,
        coded: Coded | None = None,
        done: Callable[[int, int], None] | None = None,
    ) -> None:
        """Index the documents; `done` is told how many are, and how many there are.

        Raises LexiconError for a cue list that is missing.
        """
        judge = Judge(cues)
        self._bench = Bench(Index(documents, done=done), judge)
        self._near = Near(self._bench)
        self._outlets = Outlets(documents)
        place = {outlet: number for number, outlet in enumerate(self._outlets.names)}
        self._outlet_of = np.array([place[document.article.outlet] for document in documents], dtype=np.int32)
        self._validator = None if coded is None else Validator(coded, judge)

    def score(self, lexicon: Lexicon, *, done: Callable[[int, int], None] | None = None) -> LiveState:
        """Return the corpus as the lexicon sees it; `done` is told sentences looked at, and how many there are.

        The first lexicon takes about as long as scoring does; after that, only terms not seen before are looked for.
        Raises LexiconError for a term that cannot be read or can never match.
        """
        index = self._bench.index
        table = self._bench.table(lexicon, done=done)
        shown = shown_measures(lexicon)
        counted = np.bincount(index.document_of[table.sentence], minlength=len(index.documents))
        return LiveState(
            lexicon=lexicon,
            terms=term_facts(index, table, self._outlet_of),
            facets=facet_facts(index, table),
            measures=shown,
            outlets=self._outlets.names,
            unit=self._outlets.unit,
            estimates=self._outlets.estimates(table, shown),
            validity={} if self._validator is None else self._validator.validity(lexicon),
            hit_counts=tuple(counted.tolist()),
            table=table,
            hits_in=partial(self._hits, table),
        )

    def why(self, state: LiveState, article: int, start: int, end: int) -> Explanation:
        """Return why the words in `start:end` of a document's text count or not.

        `article` is the document's index. A selection over several sentences is answered for the one it takes most of.
        Raises IndexError for an article that is not there.
        """
        return explain(self._bench, self._near, state.table, (article, start, end))

    def _hits(self, table: Table, article: int) -> tuple[Hit, ...]:
        opening = self._bench.index.opening
        if not 0 <= article < len(opening) - 1:
            raise IndexError(f"there is no article {article}")
        return self._bench.hits(table, int(opening[article]), int(opening[article + 1]))
