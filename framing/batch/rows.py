"""Articles to the rows of their hits or sentences on arrays, a batch at a time: those of `framing.score.rows`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

import numpy as np

from framing.batch.analysed import Analysed, Analyser
from framing.batch.layout import Bools, Ints
from framing.batch.speakers import cut, speakers_of
from framing.model import Article, CueLists, Lexicon
from framing.score.row_table import RowTable, ShownUnit, row_table_of
from framing.text.sentences import Row
from framing.text.voices.cued import voice_cues

_VOICES = ("outlet", "source")
_STANCES = ("asserted", "discounted")


class _Batch(NamedTuple):
    """A batch as it is shown: the sentences of article a are `first[a]:first[a + 1]`; `wanted`, (a,), have rows."""

    articles: Sequence[Article]
    found: Analysed
    text: str
    first: Ints
    wanted: Bools


class BatchRows:
    """Lexicons and cue lists ready to make rows of any number of batches of articles.

    Raises LexiconError for a term that cannot be read or can never match, and for a cue list that is missing.
    """

    def __init__(self, lexicons: Sequence[Lexicon], cues: CueLists) -> None:
        self._analyser = Analyser(lexicons, cues)
        self._suffixes = voice_cues(cues).suffixes
        terms = [(lexicon.name, term) for lexicon in lexicons for facet in lexicon.facets for term in facet.terms]
        self._terms = {
            "frame": [name for name, _ in terms],
            "facet": [term.facet for _, term in terms],
            "term": [term.pattern for _, term in terms],
        }
        self._weights = [term.weight for _, term in terms]
        self._facets = [len(lexicon.facets) for lexicon in lexicons]

    def table(
        self,
        articles: Sequence[Article],
        unit: ShownUnit,
        *,
        rows: Sequence[Sequence[Row]] | None = None,
        words: bool = False,
    ) -> RowTable:
        """Return the rows of articles, in their order: what `row_table_of` makes of their scores.

        `rows` are the `Source.rows` of each article, which has some only where its sentences came coded. `words` asks
        for the digests of their words as well.

        Raises InputError as `framing.text.sentences.segment` does.
        """
        given = rows or [()] * len(articles)
        texts = [article.text for article in articles]
        found = self._analyser.analyse(texts)
        digests = self._analyser.digests(found) if words else []
        aside = found.aside | np.array([bool(coded) for coded in given], np.bool_)
        first = np.searchsorted(found.sentences.article, np.arange(len(articles) + 1))
        batch = _Batch(articles, found, "".join(texts), first, ~aside)
        table = self._hits(batch) if unit == "hit" else self._sentences(batch)
        places = np.flatnonzero(aside).tolist()
        if places:
            scores = self._analyser.by_objects([articles[at] for at in places], [given[at] for at in places])
            table = table.filled(places, row_table_of(scores, unit))
        return replace(table, words=digests)

    def _hits(self, batch: _Batch) -> RowTable:
        sentences, words, hits = batch.found.sentences, batch.found.words, batch.found.hits
        chosen = np.flatnonzero(batch.wanted[sentences.article[hits.sentence]])
        chosen = chosen[np.lexsort((hits.end[chosen], hits.start[chosen]))]
        sentence, term = hits.sentence[chosen], hits.term[chosen].tolist()
        article = sentences.article[sentence]
        start, end = words.start[hits.start[chosen]], words.end[hits.end[chosen] - 1]
        shift = batch.found.texts.starts[article]
        cues = _cues(batch, chosen)
        carrying = np.bincount(article, minlength=len(batch.articles))
        return RowTable(
            sizes=carrying.tolist(),
            values={
                **_places(batch, sentence),
                **{name: _each(values, term) for name, values in self._terms.items()},
                "text": cut(batch.text, start, end),
                "start": (start - shift).tolist(),
                "end": (end - shift).tolist(),
                "stance": [_STANCES[cue is not None] for cue in cues],
                "cue": cues,
                **self._voices(batch, sentence, carrying > 0),
                "weight": _each(self._weights, term),
            },
            counts=np.zeros((len(term), 0), np.int64),
        )

    def _sentences(self, batch: _Batch) -> RowTable:
        sentences = batch.found.sentences
        sentence = np.flatnonzero(batch.wanted[sentences.article])
        start, end = sentences.start[sentence], sentences.end[sentence]
        shift = batch.found.texts.starts[sentences.article[sentence]]
        return RowTable(
            sizes=np.bincount(sentences.article[sentence], minlength=len(batch.articles)).tolist(),
            values={
                **_places(batch, sentence),
                "start": (start - shift).tolist(),
                "end": (end - shift).tolist(),
                "text": cut(batch.text, start, end),
                **self._voices(batch, sentence, batch.wanted),
            },
            counts=self._counts(batch.found)[sentence],
        )

    def _voices(self, batch: _Batch, sentence: Ints, wanted: Bools) -> dict[str, list[Any]]:
        """Return the columns of voice for rows of these sentences, which are of `wanted` articles."""
        speakers = speakers_of(batch.found, batch.text, batch.first, wanted, self._suffixes)
        numbers = sentence.tolist()
        voices = batch.found.voices.source[sentence].tolist()
        return {"voice": _each(_VOICES, voices), "speaker": _each(speakers, numbers)}

    def _counts(self, found: Analysed) -> Ints:
        """Return the hits of each sentence by frame and facet, asserted and discounted, in the order of the columns."""
        facets, size = sum(self._facets), len(found.sentences.start)
        cells = (found.hits.sentence * facets + found.hits.facet) * 2 + (found.decided.start >= 0)
        parts = np.bincount(cells, minlength=size * facets * 2).reshape(size, facets, 2)
        columns = []
        place = 0
        for number in self._facets:
            mine = parts[:, place : place + number]
            columns += [mine.sum(axis=1, keepdims=True), mine]
            place += number
        return np.concatenate(columns, axis=1).reshape(size, 2 * (facets + len(self._facets)))


def _places(batch: _Batch, sentence: Ints) -> dict[str, list[Any]]:
    """Return the columns that say where sentences stand."""
    article = batch.found.sentences.article[sentence]
    numbers = article.tolist()
    return {
        "article": _each([one.id for one in batch.articles], numbers),
        "outlet": _each([one.outlet for one in batch.articles], numbers),
        "index": (sentence - batch.first[article]).tolist(),
        "paragraph": batch.found.sentences.paragraph[sentence].tolist(),
    }


def _cues(batch: _Batch, chosen: Ints) -> list[str | None]:
    """Return the words of the cues that discount hits, None where a hit is asserted."""
    words, decided = batch.found.words, batch.found.decided
    start, end = decided.start[chosen], decided.end[chosen]
    cues: list[str | None] = [None] * len(chosen)
    denied = np.flatnonzero(start >= 0)
    for place, cue in zip(
        denied.tolist(), cut(batch.text, words.start[start[denied]], words.end[end[denied] - 1]), strict=True
    ):
        cues[place] = cue
    return cues


def _each(values: Sequence[Any], numbers: Iterable[int]) -> list[Any]:
    return [values[number] for number in numbers]
