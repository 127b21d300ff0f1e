"""Where terms match, where they win, and which others stand on the same words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from framing.lexicon.pattern import Match, compile_terms
from framing.model import Hit, Lexicon, Measure, ScoredDocument, Scores, Sentence, Setting
from framing.score.measure import looked_at, selected
from framing.tune.auditing.catches import Tracer
from framing.tune.auditing.values import Overlap


@dataclass(slots=True)
class Places:
    """What was seen, by term id: places lost to another term, what wildcards caught, and overlaps of two terms.

    `quoted` counts hits in a source's voice, `sentences` the sentences with a hit of the term and `sole` those with a
    hit of no other; `touched` counts sentences with any hit.
    """

    lost: Counter[str] = field(default_factory=Counter)
    quoted: Counter[str] = field(default_factory=Counter)
    sentences: Counter[str] = field(default_factory=Counter)
    sole: Counter[str] = field(default_factory=Counter)
    caught: dict[str, dict[str, Counter[str]]] = field(default_factory=dict)
    wins: Counter[tuple[str, str]] = field(default_factory=Counter)
    both: Counter[tuple[str, str]] = field(default_factory=Counter)

    def overlaps(self) -> tuple[Overlap, ...]:
        """Return every pair of terms that met, most places first, then by their ids."""
        pairs = {tuple(sorted(pair)) for pair in (*self.wins, *self.both)}
        found = [
            Overlap(
                first=first,
                second=second,
                shared=self.wins[first, second] + self.wins[second, first] + self.both[first, second],
                first_wins=self.wins[first, second],
                second_wins=self.wins[second, first],
                both=self.both[first, second],
            )
            for first, second in pairs
        ]
        return tuple(sorted(found, key=lambda overlap: (-overlap.shared, overlap.first, overlap.second)))


def find_places(scores: Scores, lexicon: Lexicon, *, setting: Setting) -> Places:
    """Return where the terms of `lexicon` match in the sentences that `setting` looks at."""
    finder = _Finder(lexicon)
    for scored in scores.documents:
        hits: dict[int, list[Hit]] = {}
        for hit, _ in selected(scored, Measure(lexicon.name), setting):
            hits.setdefault(hit.sentence, []).append(hit)
        for sentence in looked_at(scored, setting) if hits else ():
            # A term that matches is either kept or loses to one that is: without a hit there is nothing to see.
            if sentence.index in hits:
                finder.see(scored, sentence, hits[sentence.index])
    return finder.places


class _Finder:
    def __init__(self, lexicon: Lexicon) -> None:
        self.places = Places()
        terms = lexicon.terms
        where = lexicon.origin or lexicon.name
        self._compiled = compile_terms([term.pattern for term in terms], sets=lexicon.sets, where=where)
        self._ids = [term.id for term in terms]
        self._facets = {term.id: term.facet for term in terms}
        self._tracers = {term.id: Tracer(tree) for term, tree in zip(terms, self._compiled.trees, strict=True)}

    def see(self, scored: ScoredDocument, sentence: Sentence, hits: list[Hit]) -> None:
        """Count one sentence and the hits in it."""
        begins = {token.start: index for index, token in enumerate(sentence.tokens)}
        ends = {token.end: index + 1 for index, token in enumerate(sentence.tokens)}
        kept = [_Kept(hit.term, self._facets[hit.term], begins[hit.start], ends[hit.end]) for hit in hits]
        terms = {one.term for one in kept}
        self.places.sentences.update(terms)
        if len(terms) == 1:
            self.places.sole.update(terms)
        for hit, place in zip(hits, kept, strict=True):
            self.places.quoted[hit.term] += hit.voice == "source"
            words = tuple(token.text for token in sentence.tokens[place.start : place.end])
            for wildcard, word in self._tracers[hit.term].caught(words):
                counted = self.places.caught.setdefault(hit.term, {})
                counted.setdefault(wildcard, Counter())[word] += 1
        self._meetings(kept)
        self._losses(self._compiled.find(sentence.tokens, text=scored.document.article.text), kept)

    def _meetings(self, kept: list[_Kept]) -> None:
        """Count the kept hits of two facets on the same words: both of them count."""
        for number, first in enumerate(kept):
            for second in kept[number + 1 :]:
                if first.term != second.term and first.meets(second.start, second.end):
                    self.places.both[min(first.term, second.term), max(first.term, second.term)] += 1

    def _losses(self, matches: Iterable[Match], kept: list[_Kept]) -> None:
        """Count each term that a kept hit of its facet displaced, once for each such hit."""
        own = {(one.term, one.start, one.end) for one in kept}
        displaced: set[tuple[str, _Kept]] = set()
        for match in matches:
            term = self._ids[match.term]
            if (term, match.start, match.end) in own:
                continue
            winners = [one for one in kept if one.facet == self._facets[term] and one.meets(match.start, match.end)]
            if all(one.term != term for one in winners):
                displaced |= {(term, one) for one in winners}
        for term, winner in displaced:
            self.places.wins[winner.term, term] += 1
            self.places.lost[term] += 1


@dataclass(frozen=True, slots=True)
class _Kept:
    """A hit as it was counted: term, facet, and its tokens, half-open."""

    term: str
    facet: str
    start: int
    end: int

    def meets(self, start: int, end: int) -> bool:
        return self.start < end and start < self.end


def wildcards(places: Places, term: str) -> Mapping[str, Counter[str]]:
    """Return what the wildcards of one term caught."""
    return places.caught.get(term, {})
