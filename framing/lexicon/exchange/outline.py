"""A dictionary as an outline: what stands in a category, and the categories inside it, in their order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Spelled:
    """An entry as the other program writes it."""

    text: str
    weight: float = 1.0

    @property
    def number(self) -> str:
        """The weight as every format writes it."""
        return number(self.weight)


def number(weight: float) -> str:
    """Return a weight in the fewest digits that give it back."""
    return repr(int(weight)) if weight.is_integer() and abs(weight) < 1e15 else repr(weight)


@dataclass(slots=True)
class Outline:
    """A category: its own entries, and the categories inside it by name."""

    entries: list[Spelled] = field(default_factory=list)
    inside: dict[str, Outline] = field(default_factory=dict)

    def at(self, path: tuple[str, ...]) -> Outline:
        """Return the category of that path, made where it is missing."""
        here = self
        for name in path:
            here = here.inside.setdefault(name, Outline())
        return here

    def walk(self, path: tuple[str, ...] = ()) -> Iterator[tuple[int, tuple[str, ...], Outline]]:
        """Yield the depth (from 0), path and content of every category inside, each before those inside it."""
        for name, inner in self.inside.items():
            yield len(path), (*path, name), inner
            yield from inner.walk((*path, name))


@dataclass(frozen=True, kw_only=True, slots=True)
class Page:
    """What is to be written: the categories, what the dictionary is called, and the sets that rules name."""

    outline: Outline
    title: str
    helpers: Mapping[str, Sequence[str]] = field(default_factory=dict)


class Branch:
    """Where a reader is in an outline whose lines say how deep they are: depths may begin anywhere and skip."""

    def __init__(self) -> None:
        self._open: list[tuple[int, str]] = []

    def at(self, depth: int, name: str) -> list[str]:
        """Begin a category at a depth and return its names, outermost first."""
        self.above(depth)
        self._open.append((depth, name))
        return [held for _, held in self._open]

    def above(self, depth: int) -> list[str]:
        """Leave what is not above a depth, and return the names of what is."""
        while self._open and self._open[-1][0] >= depth:
            self._open.pop()
        return [held for _, held in self._open]
