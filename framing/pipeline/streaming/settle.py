"""What only a look at the whole archive decides: which text counts, and what each is called."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from framing.text.reading import OwnIds

KEY = 16  # bytes kept of a digest: among a thousand million texts a chance of 1 in 10^21 that two are taken for one
Keys = NDArray[np.uint64]


class Known(NamedTuple):
    """What is said of a text that is kept in place of its duplicates."""

    id: str
    outlet: str
    origin: str


@dataclass(slots=True)
class Settled:
    """Texts go by their place in the archive, from 0: texts left out count too.

    `first` is the text kept in place of each duplicate, `is_later` says of each text whether it is one, `known` what is
    said of the texts that are kept, `names` the ids of texts that do not keep the one they came with, in order.
    """

    first: dict[int, int] = field(default_factory=dict)
    is_later: NDArray[np.bool_] = field(default_factory=lambda: np.zeros(0, dtype=bool))
    known: dict[int, Known] = field(default_factory=dict)
    names: dict[int, str] = field(default_factory=dict)
    _renamed: NDArray[np.int64] = field(default_factory=lambda: np.zeros(0, dtype=np.int64))

    def names_in(self, texts: range) -> dict[int, str]:
        """Return the ids of those among some texts that do not keep theirs, by their place among them."""
        if len(self._renamed) < len(self.names):
            self._renamed = np.fromiter(self.names, dtype=np.int64, count=len(self.names))
        start, stop = np.searchsorted(self._renamed, (texts.start, texts.stop))
        return {place - texts.start: self.names[place] for place in self._renamed[start:stop].tolist()}


def settle(ledgers: Iterable[Any], again: Iterable[Any]) -> Settled:
    """Return what is decided on the whole; `ledgers` and `again` are the ledgers in order, which are read twice.

    Memory is some 100 bytes a text, and the ids of those that are doubled.
    """
    ids, words = _keys(ledgers)
    settled = Settled(first=_first_of_same(words), is_later=np.zeros(len(ids), dtype=bool))
    settled.is_later[[*settled.first]] = True
    is_first = np.zeros(len(ids), dtype=bool)
    is_first[[*settled.first.values()]] = True
    doubled = _doubled(ids)
    own = OwnIds(_Hashed(ids))
    place = 0
    for ledger in again:
        stop = place + ledger.num_rows
        chosen = np.flatnonzero(doubled[place:stop] | is_first[place:stop])
        for offset, entry in zip(chosen.tolist(), ledger.take(chosen).to_pylist(), strict=True):
            index, name = place + offset, entry["id"]
            if doubled[index]:
                mine = own.own(name)
                if mine != name:
                    settled.names[index] = mine
            if is_first[index]:
                settled.known[index] = Known(settled.names.get(index, name), entry["outlet"], entry["origin"])
        place = stop
    return settled


def _keys(ledgers: Iterable[Any]) -> tuple[Keys, Keys]:
    """Return the digests of ids and of words, each of shape (texts, 2); zeros where there is none."""
    ids: list[bytes] = [b""]
    words: list[bytes] = [b""]
    nothing = bytes(KEY)
    for ledger in ledgers:
        names, texts = ledger.column("id").to_pylist(), ledger.column("words").to_pylist()
        ids.append(b"".join([nothing if name is None else _digest(name) for name in names]))
        words.append(b"".join([nothing if text is None else text[:KEY] for text in texts]))
    return _array(ids), _array(words)


def _array(parts: list[bytes]) -> Keys:
    return np.frombuffer(b"".join(parts), dtype=np.uint64).reshape(-1, 2)


def _digest(name: str) -> bytes:
    return blake2b(name.encode(), digest_size=KEY).digest()


def _groups(keys: Keys) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """Return the texts with a key sorted by it, earlier texts first, and where a new key begins."""
    given = np.flatnonzero(keys.any(axis=1))
    order = given[np.lexsort((keys[given, 1], keys[given, 0]))]
    begins = np.ones(len(order), dtype=bool)
    begins[1:] = (keys[order[1:]] != keys[order[:-1]]).any(axis=1)
    return order, begins


def _first_of_same(keys: Keys) -> dict[int, int]:
    order, begins = _groups(keys)
    if not len(order):
        return {}
    firsts = order[np.flatnonzero(begins)][np.cumsum(begins) - 1]
    later = ~begins
    return dict(zip(order[later].tolist(), firsts[later].tolist(), strict=True))


def _doubled(keys: Keys) -> NDArray[np.bool_]:
    """Return which texts have an id that another has too."""
    order, begins = _groups(keys)
    alone = begins.copy()
    alone[:-1] &= begins[1:]
    found = np.zeros(len(keys), dtype=bool)
    found[order[~alone]] = True
    return found


class _Hashed:
    """A set of ids of which only the digests are kept."""

    def __init__(self, keys: Keys) -> None:
        self._sorted = keys[np.lexsort((keys[:, 1], keys[:, 0]))]

    def __contains__(self, name: object) -> bool:
        first, second = np.frombuffer(_digest(str(name)), dtype=np.uint64)
        column = self._sorted[:, 0]
        start, stop = np.searchsorted(column, first, "left"), np.searchsorted(column, first, "right")
        return bool((self._sorted[start:stop, 1] == second).any())
