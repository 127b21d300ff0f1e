"""The people of an article: their names in full, who spoke last, and whom a sentence means that calls somebody."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from framing.text.voices.cued import bare

_PRONOUN_REACH = 4  # sentences back to the last named speaker a pronoun may mean
_GROUPS = frozenset({"they", "their"})


class Called(NamedTuple):
    """What a sentence calls its source: a name or a group as the article writes it, or a pronoun in lower case.

    `before` are the words that stand before a pronoun, among which somebody else may be named. `listed` says that the
    word that tells is one for sources, so that a name is nobody's.
    """

    how: Literal["name", "group", "pronoun"]
    written: str
    before: Sequence[str] = ()
    listed: bool = False


@dataclass(slots=True)
class People:
    """The names of an article: full names by surname, and who spoke last."""

    suffixes: frozenset[str] = frozenset()
    full: dict[str, set[str]] = field(default_factory=dict)
    names: Sequence[Sequence[str]] = ()
    words: Callable[[int], Iterable[str]] = lambda _: ()
    last: str | None = None
    last_at: int = -1
    group: str | None = None
    group_at: int = -1

    def learn(self, names: Sequence[Sequence[str]], words: Callable[[int], Iterable[str]]) -> None:
        """Learn the full names that stand in each sentence; `words` gives those of a sentence when they are needed."""
        self.names, self.words = names, words
        for name in (name for sentence in names for name in sentence):
            self.full.setdefault(self.surname(name), set()).add(name)

    def surname(self, name: str) -> str:
        """Return the last word of a name that is no suffix such as Jr."""
        words = name.replace("-", " ").split()
        while len(words) > 1 and words[-1].rstrip(".").casefold() in self.suffixes:
            words.pop()
        return bare(words[-1])

    def resolve(self, name: str) -> str | None:
        """Return the one full name that `name` is short for; itself where there is none, None where it is open."""
        if len(name.split()) > 1:
            return name
        known = self.full.get(name, set())
        if len(known) > 1:
            return None
        return next(iter(known), name)

    def speaker(self, called: Called, at: int) -> str | None:
        """Return who speaks in sentence `at`, or None where that is not safe; remember it."""
        if called.how == "pronoun":
            return self._pronoun(called, at)
        if called.how == "group":
            self.group, self.group_at = called.written, at
            return called.written
        found = self.resolve(called.written)
        if found is not None and " " in found and not called.listed:
            self.last, self.last_at = found, at
        elif found is not None:
            self.group, self.group_at = found, at
        return found

    def _pronoun(self, called: Called, at: int) -> str | None:
        """Return whom he, she or they means: the last speaker, where nobody else came between."""
        if called.written in _GROUPS:
            return self.group if self.group_at == at - 1 and self.last_at < self.group_at else None
        if self.last is None or at - self.last_at > _PRONOUN_REACH:
            return None
        others = {bare(word) for word in called.before} & self.full.keys()
        for sentence in range(self.last_at, at):
            others |= self._mentioned(sentence)
        return self.last if others <= {self.surname(self.last), self.last} else None

    def _mentioned(self, sentence: int) -> set[str]:
        """Return the surnames that stand in a sentence."""
        found = {self.surname(name) for name in self.names[sentence]}
        found.update(word for word in self.words(sentence) if bare(word) in self.full)
        return {bare(word) for word in found}
