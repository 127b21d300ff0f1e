"""Everything that is looked for in a batch, behind one door: hits and their stances, and the cues of voice."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from framing.batch.layout import Codes, Hits, Ints, Sentences, Texts, Words
from framing.batch.terms import cues, stances
from framing.batch.terms.hits import places_of, without_overlaps
from framing.batch.terms.matching import find
from framing.batch.terms.terms import TermTable
from framing.batch.voices.readings import Found
from framing.batch.words.vocabulary import Vocabulary
from framing.score.match import Matcher
from framing.score.stance import KINDS, Judge
from framing.text.voices.cued import VoiceCues

_TERMS, _STANCE, _SINGLE, _LONGER = range(4)


class Finder:
    """Lexicons and cues ready to be found in any number of batches; one look-up for each word form.

    What `Matcher.match`, `Judge.judge` and `framing.text.voices.cued.read` find, on arrays.
    """

    def __init__(self, matchers: Sequence[Matcher], judge: Judge, voice: VoiceCues) -> None:
        lexicons = [matcher.lexicon for matcher in matchers]
        self._voice = cues.CueLists(voice)
        self._places = places_of(lexicons)
        self._rules = stances.Rules(
            kind=np.array([KINDS.index(kind) for kind, _ in judge.cues], np.int64),
            denying=np.array([f.name in judge.denying for lexicon in lexicons for f in lexicon.facets], np.bool_),
            judged=np.array([lexicon.stance == "cues" for lexicon in lexicons], np.bool_),
        )
        terms = [tree for matcher in matchers for tree in matcher.trees]
        stance = [tree for _, tree in judge.cues]
        self._table = TermTable([terms, stance, self._voice.single, self._voice.longer])
        self._lists: Ints = np.zeros(0, np.int64)

    def follow(self, vocabulary: Vocabulary) -> None:
        """Learn the forms that are new in the vocabulary: once a batch, before anything is looked for in it."""
        self._table.follow(vocabulary)

    def learn(self, forms: Texts) -> None:
        """Learn the forms of the next word types, in the order of their numbers."""
        self._table.learn(forms)

    def hits(self, words: Words) -> Hits:
        """Return the hits of all lexicons."""
        return without_overlaps(find(self._table, words, _TERMS), self._places, len(words.type))

    def decided(self, codes: Codes, sentences: Sentences, words: Words, hits: Hits) -> stances.Decided:
        """Return the cue that discounts each of the hits. Those of lexicons that ignore cues have none."""
        chosen = np.zeros(len(words.tail), np.bool_)
        chosen[hits.sentence[self._rules.judged[hits.lexicon]]] = True
        found = find(self._table, words, _STANCE, chosen)
        return stances.decide(codes, sentences, words, hits, found, self._rules)

    def cue_flags(self, words: Words) -> Found:
        """Return the lists of voice cues that each word belongs to, and the phrases of those looked for as phrases."""
        profiles = self._table.profiles(_SINGLE)
        self._lists = np.append(self._lists, self._voice.bits_of(profiles, len(self._lists)))
        longer = find(self._table, words, _LONGER)
        return cues.found_of(words, self._lists[profiles.of[words.type]], longer, self._voice.list_of_longer)
