"""Whether a line of a text may be said again by another, told by hashes of its words."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from framing.batch.compiled import compiled, inlined
from framing.batch.layout import Ints
from framing.text.cleaning.repeats import SAME_START, SHORTEST_PULL_QUOTE, SHORTEST_STANDFIRST

_SLOTS = 1 << 12
MOST_WORDS = _SLOTS // 2
# Products and their sums stay below 2**63.
_LOW = (1 << 31) - 1
_FACTOR = 0x2C1B3C6D
_FACTORS = (0x1E3779B1, 0x165667B1, 0x0B2AE35F)
_SHIFT = 15
_OTHERS_READ = 3  # lines in which a standfirst may come again
_NEARLY = SAME_START - 0.05  # hashes may be alike by chance


class Work(NamedTuple):
    """Room for one text: a hash of each word, where the words of each line begin, and a table of hashes."""

    hashes: Ints
    begins: Ints
    keys: Ints
    stamps: Ints
    owners: Ints
    stamp: Ints


def work_for(longest: int) -> Work:
    """Return room for texts of so many words and lines at the most."""
    return Work(
        hashes=np.empty(longest, dtype=np.int64),
        begins=np.empty(longest, dtype=np.int64),
        keys=np.zeros(_SLOTS, dtype=np.int64),
        stamps=np.zeros(_SLOTS, dtype=np.int64),
        owners=np.zeros(_SLOTS, dtype=np.int64),
        stamp=np.zeros(1, dtype=np.int64),
    )


@compiled
def again(first: int, last: int, words: Ints, work: Work) -> bool:
    """Whether one of the lines from `first` to before `last` may be said again: as a standfirst, or as a whole.

    `words` has how many words each line of the batch has; `work` is filled with those of these lines.
    """
    count = last - first
    if count > MOST_WORDS:
        return True
    for line in range(min(2, count)):
        if words[first + line] >= SHORTEST_STANDFIRST and _nearly(line, count, work):
            return True
    work.stamp[0] += 1
    for line in range(count):
        # A line that stands in another has its first words there.
        if words[first + line] >= SHORTEST_PULL_QUOTE:
            told = _eight(work.hashes, work.begins[line])
            if _put(work, told, line) != line:
                return True
    for line in range(count):
        for word in range(work.begins[line], work.begins[line + 1] - SHORTEST_PULL_QUOTE + 1):
            slot = _slot(work, _eight(work.hashes, word))
            if work.stamps[slot] == work.stamp[0] and work.owners[slot] != line:
                return True
    return False


@compiled
def _nearly(line: int, count: int, work: Work) -> bool:
    """Whether one of the next lines may hold nearly all word triples of a line."""
    work.stamp[0] += 1
    different = 0
    for word in range(work.begins[line], work.begins[line + 1] - 2):
        different += _put(work, _triple(work.hashes, word), word) == word
    for other in range(line + 1, min(line + 1 + _OTHERS_READ, count)):
        found = 0
        for word in range(work.begins[other], work.begins[other + 1] - 2):
            found += work.stamps[_slot(work, _triple(work.hashes, word))] == work.stamp[0]
        if found >= _NEARLY * different:
            return True
    return False


@compiled
def _slot(work: Work, told: int) -> int:
    """Return the slot of a hash, or the free one where it belongs."""
    slot = told & (_SLOTS - 1)
    while work.stamps[slot] == work.stamp[0] and work.keys[slot] != told:
        slot = (slot + 1) & (_SLOTS - 1)
    return slot


@compiled
def _put(work: Work, told: int, owner: int) -> int:
    """Keep a hash; return whose it is."""
    slot = _slot(work, told)
    if work.stamps[slot] != work.stamp[0]:
        work.stamps[slot] = work.stamp[0]
        work.keys[slot] = told
        work.owners[slot] = owner
    return int(work.owners[slot])


@inlined
def mixed(told: int) -> int:
    """Return a hash with its bits mixed, in [0, 2**31)."""
    told = told * _FACTOR & _LOW
    return told ^ told >> _SHIFT


@inlined
def _triple(hashes: Ints, word: int) -> int:
    return mixed(hashes[word] * _FACTORS[0] + hashes[word + 1] * _FACTORS[1] + hashes[word + 2] * _FACTORS[2] & _LOW)


@inlined
def _eight(hashes: Ints, word: int) -> int:
    """Return a hash of SHORTEST_PULL_QUOTE words, eight."""
    return _triple(hashes, word) + 3 * _triple(hashes, word + 3) + 5 * _triple(hashes, word + 5)
