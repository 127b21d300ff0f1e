"""Texts get ids of their own: the second `a` becomes `a~2`."""

from __future__ import annotations

from collections.abc import Container


class OwnIds:
    """Gives each text of a corpus an id that no other has. `taken` are all the ids that the texts came with."""

    def __init__(self, taken: Container[str]) -> None:
        self._taken = taken
        self._given: set[str] = set()
        self._next: dict[str, int] = {}

    def own(self, name: str) -> str:
        """Return `name` for the first text of that name, and `name~2`, `name~3`, ... for those after it."""
        number = self._next.get(name)
        if number is None:
            self._next[name] = 2
            return name
        while (candidate := f"{name}~{number}") in self._taken or candidate in self._given:
            number += 1
        self._next[name] = number + 1
        self._given.add(candidate)
        return candidate
