"""Which outlet of the baseline a new one reads like, by its frames and by its words, and how sure that is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import special

from framing.baseline.space import aligned, inverse_frequencies, vectors
from framing.baseline.values import Baseline, FloatArray, IntArray, Matrix
from framing.model import Likeness
from framing.score.measure import UnitTable

RESAMPLES = 200
"""Times that articles are drawn anew: a support of one half is known to 7 points."""

WORD_RESAMPLES = 50
"""The same for words, where a resample costs a hundred times as much: known to 14 points."""

ROWS = 25
"""Resamples of one outlet's words held at once: 25 of 100,000 words are 20 MB."""


class Frames(NamedTuple):
    """The shares of the baseline's outlets, as they are and resampled: (outlets with text, resamples + 1, measures)."""

    outlets: tuple[str, ...]
    shares: FloatArray


def known_frames(base: UnitTable, *, seed: int, resamples: int = RESAMPLES) -> Frames:
    """Return the shares that new outlets are held beside: every outlet's, its articles drawn anew with replacement."""
    rng = np.random.default_rng([seed, 1])
    found: dict[str, FloatArray] = {}
    for number, outlet in enumerate(base.outlets):
        shares = _shares(base, np.flatnonzero(base.outlet == number), rng, resamples)
        if shares is not None:
            found[outlet] = shares
    empty = np.zeros((0, resamples + 1, len(base.measures)))
    return Frames(tuple(found), np.stack(list(found.values())) if found else empty)


def frames_like(known: Frames, new: UnitTable, *, seed: int) -> tuple[Likeness, ...]:
    """Return the outlets of the baseline, nearest to the units of `new` first, by the shares of the measures.

    The distance is the root of the Jensen-Shannon divergence between carrying a frame and not, in bits, averaged over
    the measures: 0 for the same shares, 1 where one side always says what the other never says. Support: articles of
    every outlet, and units of `new`, are drawn anew with replacement.

    Source: Lin 1991, "Divergence measures based on the Shannon entropy"; Efron and Tibshirani 1993 for the bootstrap.
    """
    own = _shares(new, np.arange(len(new.outlet)), np.random.default_rng([seed, 3]), known.shares.shape[1] - 1)
    if own is None or not new.measures or not known.outlets:
        return ()
    return _ranked(known.outlets, np.sqrt(_divergence(own[None], known.shares).mean(axis=2)).T)


def words_like(
    baseline: Baseline, new: Baseline, groups: Sequence[IntArray], *, seed: int, resamples: int = WORD_RESAMPLES
) -> list[tuple[Likeness, ...]]:
    """Return, for each group of articles of `new` (their indexes), the baseline's outlets, nearest first, by words.

    Articles are TF-IDF vectors of all their words, an outlet is their sum, the distance is 1 less the cosine. Support:
    articles are drawn anew on both sides, and so are the words that are looked at, for an outlet's only article cannot
    be.
    """
    counts = baseline.words.counts
    idf = inverse_frequencies(counts)
    known = vectors(counts, idf)
    fresh = vectors(aligned(new.words.counts, new.words.keys, baseline.words.keys), idf)
    rng = np.random.default_rng([seed, 2])
    looked_at = np.ones((resamples + 1, counts.shape[1]), dtype=np.int8)
    looked_at[1:] = rng.poisson(1.0, size=(resamples, counts.shape[1]))
    mine = [_Sums.of(fresh[group], looked_at, rng) for group in groups]
    outlet_of = np.array([article.outlet for article in baseline.articles])
    distances = [np.full((resamples + 1, len(baseline.outlets)), np.inf) for _ in groups]
    for number, outlet in enumerate(baseline.outlets):
        members = known[np.flatnonzero(outlet_of == outlet)]
        times = _times(members.shape[0], rng, resamples)
        for start in range(0, resamples + 1, ROWS):
            rows = slice(start, start + ROWS)
            sums = np.asarray(members.T @ times[rows].T).T
            length = np.sqrt((looked_at[rows] * sums**2).sum(axis=1))
            for own, found in zip(mine, distances, strict=True):
                # The words that count twice in a resample count twice already in the new outlet's sums.
                dot = (own.weighed[rows] * sums[:, own.columns]).sum(axis=1)
                both = own.length[rows] * length
                found[rows, number] = 1 - np.divide(dot, both, out=np.zeros_like(dot), where=both > 0)
    return [
        _ranked(baseline.outlets, np.clip(found, 0, 1)) if own.length[0] else ()
        for own, found in zip(mine, distances, strict=True)
    ]


class _Sums(NamedTuple):
    """Resampled sums of a new outlet's vectors over the words it uses: (resamples, columns), and their length."""

    columns: IntArray
    weighed: FloatArray
    length: FloatArray

    @classmethod
    def of(cls, members: Matrix, looked_at: NDArray[np.int8], rng: np.random.Generator) -> _Sums:
        columns = np.unique(members.indices)
        times = _times(members.shape[0], rng, len(looked_at) - 1)
        sums = np.asarray(members[:, columns].T @ times.T).T
        weighed = sums * looked_at[:, columns].astype(np.float64)
        return cls(columns, weighed, np.sqrt((weighed * sums).sum(axis=1)))


def _times(units: int, rng: np.random.Generator, resamples: int) -> FloatArray:
    """Return how often each of some units is taken in each resample; in the first row, each once."""
    drawn = rng.multinomial(units, np.full(units, 1 / units), size=resamples)
    return np.concatenate([np.ones((1, units)), drawn])


def _shares(table: UnitTable, units: IntArray, rng: np.random.Generator, resamples: int) -> FloatArray | None:
    """Return the shares of each resample (resamples + 1, measures), None where there is no sentence."""
    sentences = table.sentences[units]
    if not int(sentences.sum()):
        return None
    times = _times(len(units), rng, resamples)
    return np.asarray((times @ table.carrying[units]) / np.maximum(times @ sentences, 1.0)[:, None])


def _divergence(first: FloatArray, second: FloatArray) -> FloatArray:
    """Return the Jensen-Shannon divergence of carrying and not carrying, in bits, elementwise."""
    middle = (first + second) / 2
    return np.maximum(_entropy(middle) - (_entropy(first) + _entropy(second)) / 2, 0.0)


def _entropy(share: FloatArray) -> FloatArray:
    return np.asarray((special.entr(share) + special.entr(1 - share)) / np.log(2))


def _ranked(outlets: Sequence[str], distances: FloatArray) -> tuple[Likeness, ...]:
    """Return the outlets with text, nearest first, from the distances as they are (row 0) and as resampled."""
    there: list[int] = np.flatnonzero(np.isfinite(distances[0])).tolist()
    again = distances[1:, there]
    nearest = np.bincount(again.argmin(axis=1), minlength=len(there)) if again.size else np.zeros(len(there))
    order = sorted(range(len(there)), key=lambda place: (distances[0, there[place]], outlets[there[place]]))
    return tuple(
        Likeness(
            outlet=outlets[there[place]],
            distance=float(distances[0, there[place]]),
            support=float(nearest[place]) / max(len(again), 1),
        )
        for place in order
    )
