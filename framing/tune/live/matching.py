"""Where each term matches, worked out once a term: a changed lexicon costs what changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

import numpy as np

from framing.lexicon.pattern import Terms, compile_terms, parse
from framing.lexicon.syntax import Alternatives, Node, Phrase, Proximity, SetRef
from framing.model import Lexicon
from framing.tune.live.index import Atom, Index, IntArray, only_words

MOST_REMEMBERED = 20_000
"""Patterns whose matches are kept: some thirty house lexicons, or a long day of edits; then the oldest are dropped."""

Key = tuple[str, tuple[tuple[str, tuple[str, ...]], ...]]
"""A term as far as matching goes: its pattern and the sets it uses, in full."""


NOWHERE: IntArray = np.zeros(0, dtype=np.int32)


class Matches(NamedTuple):
    """The matches of one term in order: places of the first word and after the last, both of shape (matches,)."""

    start: IntArray
    end: IntArray


class Finder:
    """The matches of terms in one corpus. The same pattern with the same sets is looked for once."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._known: dict[Key, Matches] = {}
        self._trees: dict[Key, Node] = {}

    def find(self, lexicon: Lexicon, *, done: Callable[[int, int], None] | None = None) -> tuple[Matches, ...]:
        """Return the matches of each term, in the order of the lexicon.

        `done` is told sentences looked at, and how many there are. Raises LexiconError for a term that cannot be read,
        names an unknown set, or can never match.
        """
        terms = lexicon.terms
        keys = [key_of(term.pattern, lexicon.sets) for term in terms]
        fresh = {key: None for key in keys if key not in self._known}
        if fresh:
            where = lexicon.origin or lexicon.name
            compiled = compile_terms([pattern for pattern, _ in fresh], sets=lexicon.sets, where=where)
            self._known.update(zip(fresh, self._matches(compiled.trees, done), strict=True))
            self._trees.update(zip(fresh, compiled.trees, strict=True))
        found = tuple(self._known[key] for key in keys)
        self._forget(keep=frozenset(keys))
        return found

    def tree(self, pattern: str, sets: Mapping[str, tuple[str, ...]]) -> Node:
        """Return the tree of a term of the lexicon looked for last, without names of sets."""
        return self._trees[key_of(pattern, sets)]

    def _matches(self, trees: Sequence[Node], done: Callable[[int, int], None] | None) -> Iterator[Matches]:
        words = [only_words(tree) for tree in trees]
        searched = iter(self._searched([tree for tree, atoms in zip(trees, words, strict=True) if atoms is None], done))
        for atoms in words:
            yield next(searched) if atoms is None else self._standing(atoms)

    def _standing(self, atoms: frozenset[Atom]) -> Matches:
        """Return the matches of a term that is one word or a choice of words: wherever it stands."""
        places = self._index.places(atoms)
        return Matches(places, places + np.int32(1))

    def _searched(self, trees: Sequence[Node], done: Callable[[int, int], None] | None) -> list[Matches]:
        """Return the matches of any terms, looked for where all the words they need stand."""
        terms = Terms(trees)
        starts: list[list[int]] = [[] for _ in trees]
        ends: list[list[int]] = [[] for _ in trees]
        candidates = np.unique(np.concatenate([NOWHERE, *(self._index.candidates(tree) for tree in trees)]))
        for count, number in enumerate(candidates.tolist(), start=1):
            document, sentence = self._index.sentence(number)
            first = int(self._index.first[number])
            for term, start, end in terms.find(sentence.tokens, text=document.article.text):
                starts[term].append(first + start)
                ends[term].append(first + end)
            if done is not None:
                done(count, len(candidates))
        return [
            Matches(np.array(start, dtype=np.int32), np.array(end, dtype=np.int32))
            for start, end in zip(starts, ends, strict=True)
        ]

    def _forget(self, keep: frozenset[Key]) -> None:
        surplus = [key for key in self._known if key not in keep][: max(0, len(self._known) - MOST_REMEMBERED)]
        for key in surplus:
            del self._known[key], self._trees[key]


def key_of(pattern: str, sets: Mapping[str, tuple[str, ...]]) -> Key:
    """Return what the matches of a term depend on. Raises PatternError where the pattern cannot be read.

    A set that is not there is part of the key as an empty one; compiling says what is wrong.
    """
    used: dict[str, tuple[str, ...]] = {}
    waiting = list(_names(pattern))
    while waiting:
        name = waiting.pop()
        if name not in used:
            used[name] = sets.get(name, ())
            waiting += [inner for entry in used[name] for inner in _names(entry)]
    return pattern, tuple(sorted(used.items()))


@lru_cache(maxsize=MOST_REMEMBERED)
def _names(pattern: str) -> tuple[str, ...]:
    return tuple(_sets_in(parse(pattern)))


def _sets_in(tree: Node) -> Iterator[str]:
    match tree:
        case SetRef():
            yield tree.name
        case Phrase():
            yield from chain.from_iterable(map(_sets_in, tree.parts))
        case Alternatives():
            yield from chain.from_iterable(map(_sets_in, tree.choices))
        case Proximity():
            yield from chain(_sets_in(tree.left), _sets_in(tree.right))
