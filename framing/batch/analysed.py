"""Articles to all that is known of their words on arrays: sentences, hits, the cues against them, and voices."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from framing.batch.layout import Bools, Hits, Sentences, Texts, Words
from framing.batch.quotations.elisions import elisions_of
from framing.batch.quotations.quotations import Quoted, quotations_of, quotes_of
from framing.batch.sentences.sentences import sentences_of
from framing.batch.terms.finding import Finder
from framing.batch.terms.stances import Decided
from framing.batch.voices.readings import Readings, Types, read
from framing.batch.voices.voices import announce, interviews, listen
from framing.batch.words.characters import classes, texts_of
from framing.batch.words.digests import Digests
from framing.batch.words.vocabulary import Vocabulary
from framing.batch.words.words import words_of
from framing.model import Article, CueLists, Lexicon, Scores
from framing.score.scorer import Scorer
from framing.text.sentences import Row, segment
from framing.text.voices import attribute
from framing.text.voices.cued import voice_cues


class Voices(NamedTuple):
    """What is heard in a batch: whether a source speaks in each sentence, (s,), and by what it is known.

    `alone` (s,) says the same of what the sentence shows by itself, without a colon before it. `spoken` (w,) are the
    quoted words that may be speech. `unsettled` (a,) are the articles in which names decide who speaks.
    """

    source: Bools
    alone: Bools
    spoken: Bools
    unsettled: Bools
    quoted: Quoted
    readings: Readings


class Analysed(NamedTuple):
    """A batch with all that is found in it. `aside`, (a,), are the articles that only the objects can analyse."""

    texts: Texts
    sentences: Sentences
    words: Words
    hits: Hits
    decided: Decided
    voices: Voices
    aside: Bools


class Analyser:
    """Lexicons and cue lists ready to analyse any number of batches.

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

    def analyse(self, texts: Sequence[str]) -> Analysed:
        """Return what is found in the texts of articles. What is said of those set aside is not to be used."""
        batch = texts_of(texts)
        sentences, too_long = sentences_of(batch)
        words = words_of(batch, sentences, self._vocabulary)
        self._finder.follow(self._vocabulary)
        voices = self._heard(batch, sentences, words)
        hits = self._finder.hits(words)
        decided = self._finder.decided(batch.codes, sentences, words, hits)
        return Analysed(batch, sentences, words, hits, decided, voices, too_long | voices.unsettled)

    def digests(self, found: Analysed) -> list[bytes]:
        """Return the digest of each article of the batch that was analysed last."""
        return self._digests.of(len(found.aside), found.sentences, found.words, self._vocabulary)

    def by_objects(self, articles: Sequence[Article], rows: Sequence[Sequence[Row]]) -> Scores:
        """Return the scores of articles by objects; `rows` are the `Source.rows` of each.

        Raises InputError as `framing.text.sentences.segment` does.
        """
        given = zip(articles, rows, strict=True)
        return self._scorer.score([attribute(segment(article, rows=coded), self._cues) for article, coded in given])

    def _heard(self, batch: Texts, sentences: Sentences, words: Words) -> Voices:
        quoted = quotations_of(batch, sentences, self._elisions)
        quotes = quotes_of(sentences, words, quoted)
        types = Types(self._vocabulary.traits, self._vocabulary.bare)
        readings = read(batch.codes, sentences, words, quotes, types, self._finder.cue_flags(words))
        alone, spoken = listen(batch.codes, sentences, words, readings, quoted.quotations)
        source = alone.copy()
        announce(batch.codes, classes(), sentences, source)
        unsettled = interviews(readings, sentences, len(batch.starts) - 1)
        return Voices(source, alone, spoken, unsettled, quoted, readings)
