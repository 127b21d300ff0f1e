"""Test a difference by dealing the same units out again at random."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

BLOCK = 4_000_000
"""Cells of the dealing matrix held at once: 32 MB of float64; measured no slower than larger blocks."""

AT_ONCE = 200_000
"""Cells of a dealing that is kept taken at once: what is worked out from them stays in the caches of the processor, a
fifth quicker than from the whole dealing."""

REMEMBERED = 16_000_000
"""Cells up to which a dealing is kept for the next pair of the same sizes (2 MB, a bit each): drawing it is half of the
work."""

KEPT = 32
"""Dealings kept at once: the pairs of eight outlets. A brief of five outlets draws 15 instead of 106."""

RARE = 8
"""Times that all units outnumber those dealt out, from which a deal is held as the few it picks: 100 of 5,100 units are
dealt 9,999 times in 0.4 s, where a matrix of all of them takes 2 s."""

TIE = 1e-9
"""Relative slack within which two statistics are one and the same; the sums behind them are exact integers."""

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]
BoolArray = NDArray[np.bool_]
Size = int | IntArray
"""Units of a group: one number, or one for each of several differences, of shape (differences, 1)."""

Deals = Any
"""Deals (deals, n) of 0 and 1: an array, or a SciPy sparse array where few of many are picked."""


def permutation_p(
    numerator: IntArray,
    denominator: IntArray,
    first: BoolArray,
    *,
    permutations: int,
    seed: int,
    counts: bool = False,
) -> FloatArray:
    """Return the two-sided p-value of each of m differences between two groups of n units, of shape (m,).

    `numerator` (n, m) and `denominator` (n,) are summed over each group and divided; `first` (n,) marks the first
    group. The statistic is the difference over its own standard error, so that outlets whose articles differ in number,
    length and evenness can be tested by dealing units that are then not quite exchangeable. The error is never taken
    for smaller than that of single sentences (with `counts`, of a Poisson count): a lone hit has no spread to speak of.

    Every split is looked at where there are no more of them than `permutations`; otherwise that many are drawn and
    p = (as extreme + 1) / (drawn + 1). The draws depend on `seed` and the two group sizes alone.

    Source: Chung and Romano 2013, "Exact and asymptotically robust permutation tests"; Phipson and Smyth 2010 for the +
    1.
    """
    size, n = int(first.sum()), len(first)
    if not 0 < size < n:
        raise ValueError("a permutation test needs units in both groups")
    if size > n - size:
        # Deal out the smaller group: the same test, and less to draw.
        first, size = ~first, n - size
    deal = _Deal(columns=moments(numerator, denominator), size=size, counts=counts)
    observed = deal.statistic(first.astype(np.float64)[None, :])[0] * (1 - TIE)
    splits = ways(n, size, most=permutations)
    dealt = [_every(n, size)] if splits <= permutations else _drawn(n, size, permutations, seed)
    extreme = np.zeros(numerator.shape[1], dtype=np.int64)
    for block in dealt:
        extreme += (deal.statistic(block) >= observed).sum(axis=0)
    return extreme / splits if splits <= permutations else (extreme + 1) / (permutations + 1)


def smallest_p(first: int, second: int, *, permutations: int) -> float:
    """Return the smallest p-value that two groups of these sizes can reach, whatever the texts say."""
    splits = ways(first + second, first, most=permutations)
    mirrored = 2 if first == second else 1
    return mirrored / splits if splits <= permutations else 1 / (permutations + 1)


def ways(n: int, size: int, *, most: int) -> int:
    """Return in how many ways `size` of n units can be picked; some number above `most` where there are more."""
    found = 1
    for picked in range(1, min(size, n - size) + 1):
        # Of thousands of units the exact number has thousands of digits, and nobody looks at them.
        found = found * (n - picked + 1) // picked
        if found > most:
            break
    return found


def studentised(numerator: IntArray, denominator: IntArray, first: BoolArray, *, counts: bool = False) -> FloatArray:
    """Return the statistic that `permutation_p` deals for, as seen: each difference over its own error, of shape (m,).

    `counts` as there; it is never negative.
    """
    deal = _Deal(columns=moments(numerator, denominator), size=int(first.sum()), counts=counts)
    found: FloatArray = deal.statistic(first.astype(np.float64)[None, :])[0]
    return found


@dataclass(frozen=True, kw_only=True, slots=True)
class _Deal:
    """The units to deal out: `size` of them to the smaller group, the others to the larger."""

    columns: FloatArray
    size: int
    counts: bool

    def statistic(self, dealt: Deals) -> FloatArray:
        """Return the absolute studentised difference of each deal (deals, n) and measure: (deals, m)."""
        n, whole = len(self.columns), self.columns.sum(axis=0)
        # Column by column in memory: each formula takes some columns of every deal.
        sums = np.asfortranarray(dealt @ self.columns)
        return statistic(sums, whole, self.size, n - self.size, counts=self.counts)


def moments(numerator: IntArray, denominator: IntArray) -> FloatArray:
    """Return x, x^2, then y, y^2 and xy of every measure: the sums that make a ratio and its variance; (n, 2 + 3m)."""
    x = denominator.astype(np.float64)
    y = numerator.astype(np.float64)
    return np.concatenate([x[:, None], x[:, None] ** 2, y, y * y, y * x[:, None]], axis=1)


def statistic(sums: FloatArray, whole: FloatArray, size: Size, others: Size, *, counts: bool) -> FloatArray:
    """Return the absolute studentised difference for each of some deals and m measures, of shape (..., m).

    `sums` (..., 2 + 3m) are the `moments` summed over the `size` units of one group, `whole` those of all units dealt;
    `others` are the units of the other group. What is broadcast against the deals has a last axis of 1.
    """
    m = (whole.shape[-1] - 2) // 3
    pooled = whole[..., 2 : 2 + m] / np.maximum(whole[..., :1], 1.0)
    least = pooled if counts else pooled * (1 - pooled)
    ratio, variance = _ratio(sums, size, least)
    other, other_variance = _ratio(whole - sums, others, least)
    error = np.sqrt(variance + other_variance)
    # No error at all means that every unit carries nothing, or everything: then there is no difference either.
    return np.divide(np.abs(ratio - other), error, out=np.zeros_like(error), where=error > 0)


def _ratio(sums: FloatArray, size: Size, least: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return the ratio and its variance for each deal and measure, from the sums over the `size` units of one group."""
    m = (sums.shape[-1] - 2) // 3
    # A deal may leave a group without a single word (units of empty sentences): its rate is then 0, not undefined.
    x, xx = np.maximum(sums[..., :1], 1.0), sums[..., 1:2]
    y, yy, xy = sums[..., 2 : 2 + m], sums[..., 2 + m : 2 + 2 * m], sums[..., 2 + 2 * m :]
    ratio = y / x
    squares = yy - 2 * ratio * xy + ratio * ratio * xx
    return ratio, np.maximum(squares * (size / np.maximum(size - 1, 1)) / (x * x), least / x)


def _every(n: int, size: int) -> FloatArray:
    chosen = np.array(list(combinations(range(n), size)), dtype=np.int64)
    dealt = np.zeros((len(chosen), n), dtype=np.float64)
    np.put_along_axis(dealt, chosen, 1.0, axis=1)
    return dealt


def _drawn(n: int, size: int, permutations: int, seed: int) -> Iterator[Deals]:
    if n * permutations <= REMEMBERED:
        whole = _remembered(n, size, permutations, seed)
        rows = max(1, AT_ONCE // n)
        for done in range(0, permutations, rows):
            yield np.unpackbits(whole[done : done + rows], axis=1, count=n).astype(np.float64)
        return
    rows = max(1, BLOCK // n)
    rng = np.random.default_rng([seed, n, size])
    if size * RARE <= n:
        rows = max(1, BLOCK // (size * RARE))
        for done in range(0, permutations, rows):
            yield _picks(n, size, min(rows, permutations - done), rng)
        return
    for done in range(0, permutations, rows):
        yield _deals(n, size, min(rows, permutations - done), rng).astype(np.float64)


@lru_cache(maxsize=KEPT)
def _remembered(n: int, size: int, permutations: int, seed: int) -> NDArray[np.uint8]:
    """Return the deals with eight units a byte, of shape (permutations, n / 8)."""
    return np.packbits(_deals(n, size, permutations, np.random.default_rng([seed, n, size])), axis=1)


def _deals(n: int, size: int, rows: int, rng: np.random.Generator) -> BoolArray:
    """Return `rows` random deals: which of n units go to the group of `size`."""
    return rng.permuted(np.tile(np.arange(n) < size, (rows, 1)), axis=1)


def _picks(n: int, size: int, rows: int, rng: np.random.Generator) -> Deals:
    """Return `rows` random deals of a few of n units, as a sparse array."""
    picked = np.sort(rng.integers(n, size=(rows, size)), axis=1)
    while True:
        # What was picked twice is picked anew: which units a row then holds favours none of them.
        again = np.zeros(picked.shape, dtype=bool)
        again[:, 1:] = picked[:, 1:] == picked[:, :-1]
        if not again.any():
            break
        picked[again] = rng.integers(n, size=int(again.sum()))
        picked.sort(axis=1)
    starts = np.arange(0, rows * size + 1, size)
    return sparse.csr_array((np.ones(rows * size), picked.ravel(), starts), shape=(rows, n))
