"""Test all the differences of a large table at once: every deal is one shuffle that all pairs of outlets share."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from framing.batch.compiled import compiled, inner
from framing.compare.permute import TIE, moments, statistic

CELLS = 12_000_000
"""Numbers held at once for a block of deals: 96 MB of sums and 48 MB of random numbers, each at the most."""

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]


class Contest(NamedTuple):
    """A difference to be tested: an outlet (its index) against another one, or against the rest (None)."""

    outlet: int
    other: int | None


def together_p(
    numerator: IntArray,
    denominator: IntArray,
    outlet: IntArray,
    contests: Sequence[Contest],
    *,
    permutations: int,
    seed: int,
    counts: bool = False,
) -> FloatArray:
    """Return the two-sided p-value of each of k contests and m measures, of shape (k, m), from drawn deals.

    `numerator` (n, m), `denominator` (n,) and `counts` are as in `permutation_p`, `outlet` (n,) is the outlet of each
    unit. Statistic and null hypothesis are those of `permutation_p`: the units of the two groups of a contest, and no
    others, are dealt out to groups of the sizes they have. Only the drawing differs. To deal out `size` units at random
    is to draw how many come from each outlet (hypergeometric), and then which; in every deal each outlet's units are
    shuffled once, and all contests take theirs from the front. So a contest costs a look at a running sum in place of a
    dealing of its own. Each p is what a dealing of its own would give but for the luck of the draw; contests that share
    an outlet share some of that luck.

    The draws depend on `seed` and on the sizes of the outlets, in the order in which their units stand in the table.
    Raises ValueError where a contest has an empty group.

    Source: Chung and Romano 2013 for the statistic; Phipson and Smyth 2010 for (as extreme + 1) / (drawn + 1).
    """
    table = _Table.of(moments(numerator, denominator), outlet)
    games = _Games.of(table, contests)
    own = np.stack([table.sums[game.dealt].sum(axis=0) for game in games.listed]) if games.listed else table.sums[:0]
    observed = games.statistic(own, counts=counts) * (1 - TIE)
    extreme = np.zeros(observed.shape, dtype=np.int64)
    for sums in _dealt(table, games, permutations, seed):
        extreme += (games.statistic(sums, counts=counts) >= observed).sum(axis=0)
    return (extreme + 1) / (permutations + 1)


class _Table(NamedTuple):
    """The units, outlet after outlet: `columns` (n, c), where each outlet starts (outlets + 1,), its size and sums.

    `rank` is the place of each outlet index in this order, that of the table and not of the indexes.
    """

    columns: NDArray[np.floating]
    start: IntArray
    size: IntArray
    sums: FloatArray
    rank: dict[int, int]

    @classmethod
    def of(cls, columns: FloatArray, outlet: IntArray) -> _Table:
        indexes, first = np.unique(outlet, return_index=True)
        rank = {int(indexes[place]): number for number, place in enumerate(np.argsort(first))}
        place = np.array([rank[int(index)] for index in indexes], dtype=np.int64)[np.searchsorted(indexes, outlet)]
        order = np.argsort(place, kind="stable")
        size = np.bincount(place, minlength=len(rank))
        start = np.concatenate([[0], np.cumsum(size)])
        ordered = columns[order]
        narrow = ordered.astype(np.float32)
        # Half the memory where no digit is lost: the loops below wait for memory, and add up in full.
        kept = narrow if np.array_equal(narrow, ordered) else ordered
        return cls(kept, start, size, np.add.reduceat(ordered, start[:-1], axis=0), rank)


class _Game(NamedTuple):
    """A contest as it is dealt: `size` units of those of the outlets `pools`; really, they are those of `dealt`.

    The smaller group is dealt out; of two of one size, the outlet that comes first.
    """

    pools: IntArray
    dealt: list[int]
    size: int


class _Games(NamedTuple):
    """All contests, and what each takes from each outlet: entries sorted by outlet, of shape (entries,).

    `contest` is the contest of an entry, `start` (outlets + 1,) where the entries of an outlet begin, and `place` the
    entries of each contest.
    """

    listed: list[_Game]
    whole: FloatArray
    size: IntArray
    others: IntArray
    contest: IntArray
    start: IntArray
    place: list[IntArray]

    @classmethod
    def of(cls, table: _Table, contests: Sequence[Contest]) -> _Games:
        listed = [_game(table, contest) for contest in contests]
        pools = np.concatenate([np.zeros(0, dtype=np.int64), *(game.pools for game in listed)])
        contest = np.repeat(np.arange(len(listed)), [len(game.pools) for game in listed])
        order = np.argsort(pools, kind="stable")
        place = np.argsort(order, kind="stable")
        ends = np.cumsum([len(game.pools) for game in listed])
        units = np.array([table.size[game.pools].sum() for game in listed], dtype=np.int64)[:, None]
        size = np.array([game.size for game in listed], dtype=np.int64)[:, None]
        return cls(
            listed=listed,
            whole=np.array([table.sums[game.pools].sum(axis=0) for game in listed]).reshape(-1, table.sums.shape[1]),
            size=size,
            others=units - size,
            contest=contest[order],
            start=np.searchsorted(pools[order], np.arange(len(table.size) + 1)),
            place=np.split(place, ends[:-1]),
        )

    def statistic(self, sums: FloatArray, *, counts: bool) -> FloatArray:
        """Return the statistic of each contest and measure for the sums (..., contests, c) that it was dealt."""
        return statistic(sums, self.whole, self.size, self.others, counts=counts)


def _game(table: _Table, contest: Contest) -> _Game:
    if contest.outlet not in table.rank or contest.other not in {None, *table.rank}:
        raise ValueError("a permutation test needs units in both groups")
    first = table.rank[contest.outlet]
    if contest.other is None:
        pools = np.arange(len(table.size))
        sides = [[first], [number for number in range(len(table.size)) if number != first]]
    else:
        pools = np.array(sorted((first, table.rank[contest.other])))
        sides = [[int(pools[0])], [int(pools[-1])]]
    sizes = [int(table.size[side].sum()) for side in sides]
    if not all(sizes) or (contest.other is not None and len(set(pools.tolist())) < 2):
        raise ValueError("a permutation test needs units in both groups")
    smaller = int(sizes[1] < sizes[0])
    return _Game(pools=pools, dealt=sides[smaller], size=sizes[smaller])


def _dealt(table: _Table, games: _Games, permutations: int, seed: int) -> Iterator[FloatArray]:
    """Yield the sums of what each contest is dealt, in blocks of the shape (deals, contests, columns)."""
    n, width = table.columns.shape
    longest = int(table.size.max(initial=0))
    room = Room(np.empty(longest, dtype=np.int64), np.zeros((longest + 1, width)))
    rows = max(1, CELLS // max(n, len(games.listed) * width))
    shuffle = np.random.default_rng([seed, n, len(table.size)])
    pick = [np.random.default_rng([seed, n, len(table.size), number]) for number in range(len(games.listed))]
    for done in range(0, permutations, rows):
        deals = min(rows, permutations - done)
        taken = np.empty((deals, len(games.contest)), dtype=np.int64)
        for game, place, rng in zip(games.listed, games.place, pick, strict=True):
            sizes = table.size[game.pools]
            taken[:, place] = rng.multivariate_hypergeometric(sizes, game.size, size=deals, method="marginals")
        random = shuffle.integers(1 << 32, size=(deals, n), dtype=np.uint32)
        sums = np.zeros((deals, len(games.listed), width))
        _gather(table.columns, table.start, Draw(random, taken), games.start, games.contest, room, sums)
        yield sums


class Draw(NamedTuple):
    """A block of deals: a random number a unit (deals, n), and how much each entry takes (deals, entries)."""

    random: NDArray[np.uint32]
    taken: IntArray


class Room(NamedTuple):
    """Room for an outlet of s units: the `order` they are shuffled into (s,), and the sums of the front (s + 1, c)."""

    order: IntArray
    front: FloatArray


@compiled
def _gather(
    columns: NDArray[np.floating],
    start: IntArray,
    draw: Draw,
    entries: IntArray,
    contest: IntArray,
    room: Room,
    sums: FloatArray,
) -> None:
    """Add to `sums` (deals, contests, c) what each entry takes from the front of its outlet, shuffled anew a deal."""
    taken = draw.taken
    for deal in range(len(taken)):
        for outlet in range(len(start) - 1):
            least, most = start[outlet + 1] - start[outlet], 0
            for entry in range(entries[outlet], entries[outlet + 1]):
                least, most = min(least, taken[deal, entry]), max(most, taken[deal, entry])
            _shuffle(room.order, start[outlet], start[outlet + 1], draw.random[deal], most)
            _add_up(columns, room.order, least, most, room.front)
            for entry in range(entries[outlet], entries[outlet + 1]):
                game, row = contest[entry], taken[deal, entry] - least
                for column in range(columns.shape[1]):
                    sums[deal, game, column] += room.front[row, column]


@inner
def _add_up(columns: NDArray[np.floating], order: IntArray, least: int, most: int, front: FloatArray) -> None:
    """Write the sums of the first units of an order, from `least` of them to `most`.

    Contests take about as much as each other of an outlet, so these are few rows, which stay at hand.
    """
    width = columns.shape[1]
    for column in range(width):
        front[0, column] = 0.0
    for unit in range(most):
        # The row is looked up once: as far as the compiler knows, writing a sum could change the order.
        row, before, after = order[unit], max(unit - least, 0), max(unit - least + 1, 0)
        for column in range(width):
            front[after, column] = front[before, column] + columns[row, column]


@inner
def _shuffle(order: IntArray, first: int, end: int, random: NDArray[np.uint32], most: int) -> None:
    """Write the units from `first` to before `end` in an order of which the front, `most` units, is random."""
    for unit in range(first, end):
        order[unit - first] = unit
    for unit in range(most):
        # The high half of a 64-bit product: one of the units left, each as likely (to one part in 40,000).
        left = np.uint64(end - first - unit)
        other = unit + np.int64((np.uint64(random[first + unit]) * left) >> np.uint64(32))
        order[unit], order[other] = order[other], order[unit]
