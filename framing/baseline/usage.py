"""Find the words that a new outlet uses more, and those it uses less, than the baseline does."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from framing.baseline.values import Baseline, FloatArray, IntArray, Matrix
from framing.compare.keyness import MIN_COUNT, MIN_Z, TOP, contrast
from framing.model import Keyword

BoolArray = NDArray[np.bool_]


class Usage(NamedTuple):
    """Words used more (`over`) and less (`under`) than in the baseline, clearest first; z of `under` is negative."""

    over: tuple[Keyword, ...]
    under: tuple[Keyword, ...]


def usage(baseline: Baseline, new: Baseline, mine: IntArray, *, top: int = TOP) -> Usage:
    """Return the at most `top` words that set the articles `mine` of `new` apart from the baseline, either way.

    The prior is the usage of both sides, with the weight of one average outlet. A word used more must occur MIN_COUNT
    times and, where there are two new articles, in two of them; one used less, in two articles of the baseline. Terms
    of the lexicons are not left out.

    Source: Monroe, Colaresi and Quinn 2008, "Fightin' Words", equations 16, 22 and 23.
    """
    own = _columns(new.words.counts[mine])
    known = _columns(baseline.words.counts)
    keys = baseline.words.keys
    place = {key: number for number, key in enumerate(keys)}
    used = np.flatnonzero(own.counts)
    shared = np.array([place.get(new.words.keys[column], -1) for column in used], dtype=np.int64)
    further = np.flatnonzero(shared < 0)
    words = (*baseline.words.words, *(new.words.words[used[row]] for row in further))
    target = np.where(shared >= 0, shared, 0)
    target[further] = len(keys) + np.arange(len(further))
    here, inside = np.zeros(len(words)), np.zeros(len(words), dtype=np.int64)
    there, outside = np.zeros(len(words)), np.zeros(len(words), dtype=np.int64)
    here[target], inside[target] = own.counts[used], own.articles[used]
    there[: len(keys)], outside[: len(keys)] = known.counts, known.articles
    if not here.any() or not there.any():
        return Usage((), ())
    whole = int(here.sum() + there.sum())
    prior = whole / (len(baseline.outlets) + 1)
    log_odds, z = contrast(here, there, own=int(here.sum()), whole=whole, prior=prior)
    often = (here >= MIN_COUNT) & (inside >= min(len(mine), 2))

    def listed(marked: BoolArray, order: FloatArray) -> tuple[Keyword, ...]:
        places = np.flatnonzero(marked)
        ranked = sorted(places.tolist(), key=lambda column: (order[column], words[column]))[:top]
        return tuple(
            Keyword(
                word=words[column],
                log_odds=float(log_odds[column]),
                z=float(z[column]),
                count=int(here[column]),
                rest_count=int(there[column]),
                articles=int(inside[column]),
            )
            for column in ranked
        )

    return Usage(
        over=listed(often & (z >= MIN_Z), -z),
        under=listed((outside >= 2) & (there >= MIN_COUNT) & (z <= -MIN_Z), z),
    )


class _Columns(NamedTuple):
    counts: FloatArray
    articles: IntArray


def _columns(matrix: Matrix) -> _Columns:
    """Return how often each word occurs, and in how many articles."""
    return _Columns(
        np.asarray(matrix.sum(axis=0), dtype=np.float64),
        np.bincount(matrix.indices[matrix.data > 0], minlength=matrix.shape[1]),
    )
