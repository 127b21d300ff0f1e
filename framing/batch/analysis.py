"""Articles to counts on arrays, a batch at a time: what `framing.score` counts, the same numbers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from framing.batch.counts import Judged, count, measures_of
from framing.batch.layout import Bools, Ints, Sentences, Texts, Words
from framing.batch.quotations.elisions import elisions_of
from framing.batch.quotations.quotations import quotations_of, quotes_of
from framing.batch.sentences.sentences import sentences_of
from framing.batch.terms.finding import Finder
from framing.batch.voices.readings import Types, read
from framing.batch.voices.voices import announce, interviews, listen
from framing.batch.words.characters import classes, texts_of
from framing.batch.words.digests import Digests
from framing.batch.words.vocabulary import Vocabulary
from framing.batch.words.words import words_of
from framing.model import Article, CueLists, Lexicon
from framing.score.count_table import CountTable, count_table_of
from framing.score.rows import row_measures
from framing.score.scorer import Scorer
from framing.text.sentences import Row, segment
from framing.text.voices import attribute
from framing.text.voices.cued import voice_cues


class _Said(NamedTuple):
    """What is known of the sentences of a batch: whether a source speaks, (s,), and the articles, (a,), not settled."""

    source: Bools
    unsettled: Bools


class BatchScorer:
    """Lexicons and cue lists ready to count any number of batches of articles.

    Raises LexiconError for a term that cannot be read or can never match, and for a cue list that is missing.
    """

    def __init__(self, lexicons: Sequence[Lexicon], cues: CueLists) -> None:
        voice = voice_cues(cues)
        self._cues = cues
        self._scorer = Scorer(lexicons, cues)
        self._finder = Finder(self._scorer.matchers, self._scorer.judge, voice)
        self._vocabulary = Vocabulary()
        self._digests = Digests()
        self._elisions = elisions_of(voice.elisions)
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
        counts, unsettled, digests = self._counted([article.text for article in articles], words=words)
        by_objects = [at for at, coded in enumerate(given) if coded or unsettled[at]]
        if by_objects:
            counts[by_objects] = self._shown([(articles[at], given[at]) for at in by_objects])
        return CountTable.of(articles, self._names, counts, words=digests)

    def _counted(self, texts: Sequence[str], *, words: bool) -> tuple[Ints, Bools, list[bytes]]:
        """Return the counts of articles, which of them are for the objects to count, and digests if asked for."""
        batch = texts_of(texts)
        sentences, unsettled = sentences_of(batch)
        found = words_of(batch, sentences, self._vocabulary)
        digests = self._digests.of(len(texts), sentences, found, self._vocabulary) if words else []
        self._finder.follow(self._vocabulary)
        said = self._listened(batch, sentences, found)
        hits = self._finder.hits(found)
        decided = self._finder.decided(batch.codes, sentences, found, hits)
        counts = count(len(texts), sentences, found, hits, Judged(decided.start >= 0, said.source), self._measures)
        return counts, unsettled | said.unsettled, digests

    def _listened(self, batch: Texts, sentences: Sentences, words: Words) -> _Said:
        quoted = quotations_of(batch, sentences, self._elisions)
        quotes = quotes_of(sentences, words, quoted)
        types = Types(self._vocabulary.traits, self._vocabulary.bare)
        readings = read(batch.codes, sentences, words, quotes, types, self._finder.cue_flags(words))
        source = listen(batch.codes, sentences, words, readings, quoted.quotations)
        announce(batch.codes, classes(), sentences, source)
        return _Said(source, interviews(readings, sentences, len(batch.starts) - 1))

    def _shown(self, articles: Sequence[tuple[Article, Sequence[Row]]]) -> Ints:
        documents = [attribute(segment(article, rows=rows), self._cues) for article, rows in articles]
        return count_table_of(self._scorer.score(documents)).counts
