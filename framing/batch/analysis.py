"""Articles to counts on arrays, a batch at a time: what `framing.score` counts, the same numbers."""

from __future__ import annotations

from collections.abc import Sequence

from framing.batch.analysed import Analyser
from framing.batch.counts import Judged, count, measures_of
from framing.model import Article, CueLists, Lexicon
from framing.score.count_table import CountTable, count_table_of
from framing.score.rows import row_measures
from framing.text.sentences import Row


class BatchScorer:
    """Lexicons and cue lists ready to count any number of batches of articles.

    Raises LexiconError for a term that cannot be read or can never match, and for a cue list that is missing.
    """

    def __init__(self, lexicons: Sequence[Lexicon], cues: CueLists) -> None:
        self._analyser = Analyser(lexicons, cues)
        self._names = row_measures(lexicons)
        self._measures = measures_of(self._names)

    def count(
        self, articles: Sequence[Article], *, rows: Sequence[Sequence[Row]] | None = None, words: bool = False
    ) -> CountTable:
        """Return the counts of articles, in their order: what `count_table_of` makes of their scores.

        `rows` are the `Source.rows` of each article, which has some only where its sentences came coded. `words` asks
        for the digests of their words as well.

        Raises InputError as `framing.text.sentences.segment` does.
        """
        given = rows or [()] * len(articles)
        found = self._analyser.analyse([article.text for article in articles])
        digests = self._analyser.digests(found) if words else []
        judged = Judged(found.decided.start >= 0, found.voices.source)
        counts = count(len(articles), found.sentences, found.words, found.hits, judged, self._measures)
        by_objects = [at for at, coded in enumerate(given) if coded or found.aside[at]]
        if by_objects:
            scores = self._analyser.by_objects([articles[at] for at in by_objects], [given[at] for at in by_objects])
            counts[by_objects] = count_table_of(scores).counts
        return CountTable.of(articles, self._names, counts, words=digests)
