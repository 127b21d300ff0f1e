"""Counting with framing's own arrays: batches of texts, no object for a word or a hit; no voice and no stance."""

from __future__ import annotations

from tasks import Count, Table, Task

BATCH = 300  # articles


def arrays(task: Task) -> Count:
    """Sentences, words and terms of framing on arrays; each word of the texts is looked up when it is first met."""
    from framing.batch.counting import TermCounter

    counter = TermCounter([task.lexicon])

    def count() -> Table:
        counts = task.table()
        for first in range(0, len(task.texts), BATCH):
            counts[first : first + BATCH] = counter.count(task.texts[first : first + BATCH])
        return counts

    return count
