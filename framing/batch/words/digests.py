"""By which words two articles are the same text: the digests of `framing.text.cleaning.words_digest`, on arrays."""

from __future__ import annotations

from hashlib import sha256
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from framing.batch.compiled import compiled
from framing.batch.layout import Ints, Sentences, Words, roomy
from framing.batch.words.characters import text_of
from framing.batch.words.vocabulary import Mark, Vocabulary
from framing.text.cleaning import one_form

Bytes = NDArray[np.uint8]

_SPACE = ord(" ")


class Digests:
    """Spells the words of articles in one form; each word form of a vocabulary is brought into it once."""

    def __init__(self) -> None:
        self._mark = Mark()
        self._spelled: Bytes = np.zeros(0, np.uint8)
        self._ends: Ints = np.zeros(1, np.int64)

    def of(self, articles: int, sentences: Sentences, words: Words, vocabulary: Vocabulary) -> list[bytes]:
        """Return the digest of each article of a batch. The words are those of `vocabulary`."""
        self._follow(vocabulary)
        ends = self._ends
        stops = np.cumsum(ends[words.type + 1] - ends[words.type])
        told: Bytes = np.empty(int(stops[-1]) if len(stops) else 0, dtype=np.uint8)
        _spell(words.type, self._spelled, ends, told)
        first = words.first[np.searchsorted(sentences.article, np.arange(articles + 1))]
        places = np.concatenate([[0], stops])[first].tolist()
        view = told.data
        # A space stands behind each word, and none belongs behind the last.
        return [sha256(view[start : max(start, stop - 1)]).digest() for start, stop in pairwise(places)]

    def _follow(self, vocabulary: Vocabulary) -> None:
        self._mark, first = vocabulary.news(self._mark)
        forms = vocabulary.forms(first)
        codes = np.insert(forms.codes, forms.starts[1:], _SPACE)  # no form has one
        spelled = np.frombuffer(one_form(text_of(codes)).encode(), np.uint8)
        ends = np.flatnonzero(spelled == _SPACE) + 1
        start = int(self._ends[first])
        self._spelled = roomy(self._spelled, start + len(spelled))
        self._spelled[start : start + len(spelled)] = spelled
        self._ends = roomy(self._ends, first + len(ends) + 1)
        self._ends[first + 1 : first + len(ends) + 1] = start + ends


@compiled
def _spell(types: Ints, spelled: Bytes, ends: Ints, told: Bytes) -> None:
    place = 0
    for word in range(len(types)):
        for at in range(ends[types[word]], ends[types[word] + 1]):
            told[place] = spelled[at]
            place += 1
