"""Counting with framing's own arrays: batches of texts, no object for a word or a hit; no voice and no stance."""

from __future__ import annotations

import numpy as np
from tasks import Count, Table, Task

BATCH = 300  # articles


def arrays(task: Task) -> Count:
    """Sentences, words and terms of framing on arrays; each word of the texts is looked up when it is first met.

    `framing.batch.counting` leaves the sentences out and finds words in a row over their ends: in some articles its
    counts are not those of the other tools.
    """
    from framing.batch.characters import texts_of
    from framing.batch.hits import places_of, without_overlaps
    from framing.batch.matching import find
    from framing.batch.sentences import sentences_of
    from framing.batch.terms import TermTable
    from framing.batch.vocabulary import Mark, Vocabulary
    from framing.batch.words import words_of
    from framing.score.match import Matcher

    table = TermTable([list(Matcher(task.lexicon).trees)])
    places = places_of([task.lexicon])

    def count() -> Table:
        vocabulary, mark = Vocabulary(), Mark()
        table.forget()
        counts = task.table()
        for first in range(0, len(task.texts), BATCH):
            texts = texts_of(task.texts[first : first + BATCH])
            sentences, _ = sentences_of(texts)
            words = words_of(texts, sentences, vocabulary)
            mark, new = vocabulary.news(mark)
            if new == 0:
                table.forget()
            table.learn(vocabulary.written[new:])
            hits = without_overlaps(find(table, words, 0), places, len(words.type))
            np.add.at(counts, (first + sentences.article[hits.sentence], hits.facet), 1)
        return counts

    return count
