"""Name groups of texts by the words that they have and the others have not."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from framing.compare.subject import Subjects

IntArray = NDArray[np.int64]

WORDS = 8

CONTRAST = 2
"""Times that a word must weigh more inside a group than outside to be named as making it."""


def naming_words(found: Subjects, labels: IntArray) -> tuple[tuple[str, ...], ...]:
    """Return, for each group, the words with the largest mean weight inside less outside (inside alone for one group).

    A word must stand in two texts of the group where the group has two, and weigh CONTRAST times what it does outside.
    """
    if not len(labels):
        return ()
    vectors = found.vectors(every_word=True)
    whole = np.asarray(vectors.sum(axis=0))
    sizes = np.bincount(labels)
    texts = np.argsort(labels, kind="stable")
    gather = sparse.csr_array((np.ones(len(labels)), texts, np.concatenate([[0], np.cumsum(sizes)])))
    # A word that a group lacks names nothing: only the words it has are looked at, whatever the number of groups.
    sums = sparse.csr_array(gather @ vectors)
    standing = sparse.csr_array(gather @ (vectors > 0).astype(np.int64))
    sums.sort_indices()
    standing.sort_indices()
    chosen: list[tuple[str, ...]] = []
    for group, size in enumerate(sizes.tolist()):
        part = slice(sums.indptr[group], sums.indptr[group + 1])
        columns = sums.indices[part]
        own = sums.data[part] / size
        others = (whole[columns] - sums.data[part]) / max(len(labels) - size, 1)
        marks = (standing.data[part] >= min(size, 2)) & (own > CONTRAST * others)
        weight = np.where(marks, own - others, 0.0)
        order = np.lexsort((columns, -weight))[:WORDS]
        chosen.append(tuple(found.words[columns[place]] for place in order if weight[place] > 0))
    return tuple(chosen)
