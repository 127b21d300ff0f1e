"""By which words two articles are the same text: the digests of `framing.text.cleaning.words_digest`, on arrays."""

from __future__ import annotations

from hashlib import sha256
from itertools import accumulate, pairwise

import numpy as np
from numpy.typing import NDArray

from framing.batch.compiled import compiled
from framing.batch.layout import Ints, Sentences, Words
from framing.batch.words.vocabulary import Mark, Vocabulary
from framing.text.cleaning import one_form

Bytes = NDArray[np.uint8]


class Digests:
    """Spells the words of articles in one form; each word form of a vocabulary is brought into it once."""

    def __init__(self) -> None:
        self._mark = Mark()
        self._spelled = b""
        self._ends: list[int] = [0]

    def of(self, articles: int, sentences: Sentences, words: Words, vocabulary: Vocabulary) -> list[bytes]:
        """Return the digest of each article of a batch. The words are those of `vocabulary`."""
        self._follow(vocabulary)
        ends: Ints = np.array(self._ends, dtype=np.int64)
        stops = np.cumsum(ends[words.type + 1] - ends[words.type])
        told: Bytes = np.empty(int(stops[-1]) if len(stops) else 0, dtype=np.uint8)
        _spell(words.type, np.frombuffer(self._spelled, dtype=np.uint8), ends, told)
        first = words.first[np.searchsorted(sentences.article, np.arange(articles + 1))]
        places = np.concatenate([[0], stops])[first].tolist()
        view = told.data
        # A space stands behind each word, and none belongs behind the last.
        return [sha256(view[start : max(start, stop - 1)]).digest() for start, stop in pairwise(places)]

    def _follow(self, vocabulary: Vocabulary) -> None:
        self._mark, first = vocabulary.news(self._mark)
        if first == 0:
            self._spelled, self._ends = b"", [0]
        forms = [one_form(form).encode() + b" " for form in vocabulary.written[first:]]
        self._spelled += b"".join(forms)
        self._ends += [*accumulate(map(len, forms), initial=self._ends[-1])][1:]


@compiled
def _spell(types: Ints, spelled: Bytes, ends: Ints, told: Bytes) -> None:
    place = 0
    for word in range(len(types)):
        for at in range(ends[types[word]], ends[types[word] + 1]):
            told[place] = spelled[at]
            place += 1
