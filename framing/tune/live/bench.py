"""The hits of one lexicon in one corpus, as arrays: overlaps settled, stances judged."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from framing.lexicon.pattern import Match, Node
from framing.model import Hit, Lexicon
from framing.score.match import without_overlaps
from framing.score.stance import Found, Judge, Read, as_cue
from framing.tune.live.index import BoolArray, Index, IntArray
from framing.tune.live.matching import NOWHERE, Finder, Key, Matches, key_of

MOST_FACETS = 200
MOST_SENTENCES = 300_000
"""Facets with their overlaps settled and sentences with their stances judged that are kept for the next edit, for the
saved version beside it and for undo: some 100 MB at most."""

_K = TypeVar("_K")
_V = TypeVar("_V")
Packed = NDArray[np.int64]


class Settled(NamedTuple):
    """Matches that count: the places of their first words, after their last, and their term's number."""

    start: IntArray
    end: IntArray
    term: IntArray


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Table:
    """Every hit of a lexicon, in the order of the corpus; each array has the shape (hits,).

    `start` and `end` are places (words of the corpus, half-open), `term` and `facet` the numbers of the hit's term and
    facet in the lexicon, `sentence` the sentence in the corpus, `cues` the cue that discounts a hit, by its number.
    `matches` (terms,) are each term's matches before overlaps were settled.
    """

    lexicon: Lexicon
    start: IntArray
    end: IntArray
    term: IntArray
    facet: IntArray
    sentence: IntArray
    discounted: BoolArray
    cues: Mapping[int, Found]
    matches: tuple[Matches, ...]


class Bench:
    """Documents with everything found out about them so far."""

    def __init__(self, index: Index, judge: Judge) -> None:
        self.index = index
        self._judge = judge
        self._finder = Finder(index)
        denied = [index.candidates(tree) for tree in judge.deniers]
        self._deniable = np.zeros(len(index.first) - 1, dtype=np.bool_)
        self._deniable[np.concatenate([NOWHERE, *denied])] = True
        self._settled: dict[tuple[Key, ...], Settled] = {}
        self._read: dict[int, Read] = {}
        self._decided: dict[tuple[int, bytes], tuple[Found | None, ...]] = {}

    def table(self, lexicon: Lexicon, *, done: Callable[[int, int], None] | None = None) -> Table:
        """Return the hits of the lexicon. Raises LexiconError for a term that cannot be read or can never match."""
        matches = self._finder.find(lexicon, done=done)
        parts = [Settled(NOWHERE, NOWHERE, NOWHERE)]
        facets = [NOWHERE]
        begin = 0
        for number, facet in enumerate(lexicon.facets):
            keys = tuple(key_of(term.pattern, lexicon.sets) for term in facet.terms)
            settled = self._settle(keys, matches[begin : begin + len(keys)])
            parts.append(settled._replace(term=settled.term + np.int32(begin)))
            facets.append(np.full(len(settled.start), number, dtype=np.int32))
            begin += len(keys)
        start, end, term = (np.concatenate(column) for column in zip(*parts, strict=True))
        facet_of = np.concatenate(facets)
        order = np.lexsort((facet_of, end, start))
        start, end, facet_of = start[order], end[order], facet_of[order]
        sentence = self.index.sentence_of[start]
        cues = self._cues(lexicon, Settled(start, end, facet_of), sentence) if lexicon.stance == "cues" else {}
        discounted = np.zeros(len(start), dtype=np.bool_)
        discounted[list(cues)] = True
        return Table(
            lexicon=lexicon,
            start=start,
            end=end,
            term=term[order],
            facet=facet_of,
            sentence=sentence,
            discounted=discounted,
            cues=cues,
            matches=matches,
        )

    def hits(self, table: Table, first: int, last: int) -> tuple[Hit, ...]:
        """Return the hits of the sentences from `first` up to `last`, in the order of the text."""
        low, high = (int(row) for row in np.searchsorted(table.sentence, (first, last)))
        return tuple(sorted((self._hit(table, row) for row in range(low, high)), key=lambda hit: (hit.start, hit.end)))

    def read(self, sentence: int) -> Read:
        """Return what decides stances in a sentence of the corpus."""
        if sentence not in self._read:
            _make_room(self._read, MOST_SENTENCES)
            self._read[sentence] = self._judge.read(*self.index.sentence(sentence))
        return self._read[sentence]

    def tree(self, pattern: str, sets: Mapping[str, tuple[str, ...]]) -> Node:
        """Return the tree of a term that has been looked for, without names of sets."""
        return self._finder.tree(pattern, sets)

    def denies(self, facet: str) -> bool:
        """Say whether the hits of a facet discount the hits around them."""
        return facet in self._judge.denying

    def _settle(self, keys: tuple[Key, ...], matches: Sequence[Matches]) -> Settled:
        """Return the matches of one facet that count, each with the number of its term in the facet."""
        if keys not in self._settled:
            _make_room(self._settled, MOST_FACETS)
            self._settled[keys] = settle(matches)
        return self._settled[keys]

    def _cues(self, lexicon: Lexicon, hits: Settled, sentence: IntArray) -> dict[int, Found]:
        """Return the cue of each hit that is discounted, by the hit's number; `hits.term` are the hits' facets."""
        denying = np.array([self.denies(facet.name) for facet in lexicon.facets], dtype=np.bool_)[hits.term]
        deniable = self._deniable.copy()
        deniable[sentence[denying]] = True
        rows = np.flatnonzero(deniable[sentence])
        if not len(rows):
            return {}
        first = self.index.first[sentence[rows]]
        packed = np.stack([hits.start[rows] - first, hits.end[rows] - first, denying[rows]], axis=1)
        cuts = np.flatnonzero(np.diff(sentence[rows])) + 1
        found: dict[int, Found] = {}
        for low, high in pairwise([0, *cuts.tolist(), len(rows)]):
            decided = self._decide(int(sentence[rows[low]]), packed[low:high])
            found.update((int(row), cue) for row, cue in zip(rows[low:high], decided, strict=True) if cue)
        return found

    def _decide(self, sentence: int, packed: Packed) -> tuple[Found | None, ...]:
        """Return the cue of each hit of a sentence; `packed` (hits, 3) are first word, end, and whether it denies."""
        key = sentence, packed.tobytes()
        if key not in self._decided:
            _make_room(self._decided, MOST_SENTENCES)
            spans = [(start, end) for start, end, _ in packed.tolist()]
            self._decided[key] = tuple(
                self._judge.decide(self.read(sentence), spans, [bool(denies) for _, _, denies in packed.tolist()])
            )
        return self._decided[key]

    def _hit(self, table: Table, row: int) -> Hit:
        number = int(table.sentence[row])
        document, sentence = self.index.sentence(number)
        first = int(self.index.first[number])
        term = table.lexicon.terms[int(table.term[row])]
        cue = table.cues.get(row)
        return Hit(
            article=document.article.id,
            sentence=sentence.index,
            lexicon=table.lexicon.name,
            facet=term.facet,
            term=term.id,
            start=sentence.tokens[int(table.start[row]) - first].start,
            end=sentence.tokens[int(table.end[row]) - 1 - first].end,
            weight=term.weight,
            stance="asserted" if cue is None else "discounted",
            voice=sentence.voice,
            cue=None if cue is None else as_cue(document, sentence, cue),
        )


def settle(matches: Sequence[Matches]) -> Settled:
    """Return the matches of a facet's terms that count, in the order of the corpus.

    Only matches that overlap, directly or over others between them, are held against each other.
    """
    start = np.concatenate([NOWHERE, *(found.start for found in matches)])
    end = np.concatenate([NOWHERE, *(found.end for found in matches)])
    term = np.repeat(np.arange(len(matches), dtype=np.int32), [len(found.start) for found in matches])
    order = np.argsort(start, kind="stable")
    start, end, term = start[order], end[order], term[order]
    if not len(start):
        return Settled(start, end, term)
    begins = np.flatnonzero(np.concatenate([[True], start[1:] >= np.maximum.accumulate(end)[:-1]]))
    sizes = np.diff([*begins, len(start)])
    keep = np.ones(len(start), dtype=np.bool_)
    for begin, size in zip(begins[sizes > 1].tolist(), sizes[sizes > 1].tolist(), strict=True):
        group = slice(begin, begin + size)
        rows = [
            Match(*row) for row in zip(term[group].tolist(), start[group].tolist(), end[group].tolist(), strict=True)
        ]
        kept = set(without_overlaps(rows))
        keep[group] = [row in kept for row in rows]
    return Settled(start[keep], end[keep], term[keep])


def _make_room(memory: dict[_K, _V], most: int) -> None:
    """Forget the oldest half of a memory that is full."""
    if len(memory) >= most:
        for key in list(memory)[: most // 2]:
            del memory[key]
