"""Where candidates stand in a corpus: counts, the facet whose company they keep, and sentences to show."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from framing.lexicon.pattern import Match, compile_terms
from framing.model import Lexicon, Span
from framing.tune.suggesting.sources import Line
from framing.tune.suggesting.values import Example

REMEMBERED = 60
"""Sentences of a candidate kept to choose examples from: the first ones in the corpus."""

Place = tuple[str, int]  # an article, and a sentence or a paragraph in it


@dataclass(slots=True)
class Standing:
    """One candidate in the corpus.

    `places` are its sentences, `new` those of them without any hit, `caught` the facets that find it already at every
    one of its places.
    """

    hits: int = 0
    new: int = 0
    places: set[Place] = field(default_factory=set)
    paragraphs: set[Place] = field(default_factory=set)
    outlets: set[str] = field(default_factory=set)
    caught: frozenset[str] | None = None
    _seen: list[tuple[Line, tuple[Match, ...]]] = field(default_factory=list)

    @property
    def articles(self) -> int:
        """The number of articles it stands in."""
        return len({article for article, _ in self.places})

    def add(self, line: Line, matches: tuple[Match, ...]) -> None:
        """Take in a sentence in which it stands."""
        article = line.document.article
        self.hits += len(matches)
        self.new += not line.hits
        self.places.add((article.id, line.sentence.index))
        self.paragraphs.add((article.id, line.sentence.paragraph))
        self.outlets.add(article.outlet)
        for match in matches:
            facets = frozenset.intersection(
                *(line.covered.get(place, frozenset()) for place in range(match.start, match.end))
            )
            self.caught = facets if self.caught is None else self.caught & facets
        if len(self._seen) < REMEMBERED:
            self._seen.append((line, matches))

    def examples(self, number: int) -> tuple[Example, ...]:
        """Return sentences in which it stands, from different articles, those without any hit first."""
        before: Counter[str] = Counter()
        ordered = []
        for order, (line, matches) in enumerate(self._seen):
            ordered.append((bool(line.hits), before[line.document.article.id], order, line, matches))
            before[line.document.article.id] += 1
        ordered.sort(key=lambda item: item[:3])
        return tuple(_example(line, matches) for *_, line, matches in ordered[:number])


def stand(patterns: Sequence[str], lines: Iterable[Line]) -> tuple[Standing, ...]:
    """Return where each pattern stands."""
    found = tuple(Standing() for _ in patterns)
    terms = compile_terms(patterns)
    for line in lines:
        matches: dict[int, list[Match]] = {}
        for match in terms.find(line.sentence.tokens, text=line.document.article.text):
            matches.setdefault(match.term, []).append(match)
        for number, own in matches.items():
            found[number].add(line, tuple(own))
    return found


def paragraphs_of(lines: Iterable[Line], lexicon: Lexicon) -> dict[str, set[Place]]:
    """Return the paragraphs with a hit of each facet."""
    facets: dict[str, set[Place]] = {facet.name: set() for facet in lexicon.facets}
    for line in lines:
        for hit in line.hits:
            facets[hit.facet].add((hit.article, line.sentence.paragraph))
    return facets


def nearest_facet(own: set[Place], facets: Mapping[str, set[Place]], lexicon: Lexicon) -> str:
    """Return the facet whose hits share most paragraphs with a candidate; without any, the one with most terms.

    The measure is the cosine of the two sets of paragraphs, so that a large facet does not draw everything.
    """
    terms = {facet.name: len(facet.terms) for facet in lexicon.facets}

    def closeness(facet: str) -> tuple[float, int]:
        both = len(facets[facet] & own)
        return (both / float(np.sqrt(len(facets[facet]) * len(own))) if both else 0.0), terms[facet]

    return max(facets, key=closeness)


def _example(line: Line, matches: Sequence[Match]) -> Example:
    article, tokens = line.document.article, line.sentence.tokens
    first = line.sentence.start
    return Example(
        article=article.id,
        outlet=article.outlet,
        text=line.document.text_of(line.sentence),
        marks=tuple(Span(tokens[m.start].start - first, tokens[m.end - 1].end - first) for m in matches),
    )
