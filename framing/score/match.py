"""Articles and a lexicon to hits: where which term stands."""

from __future__ import annotations

from collections.abc import Iterable

from framing.lexicon.pattern import Match, Node, compile_terms
from framing.model import Document, Hit, Lexicon, Sentence


class Matcher:
    """A lexicon ready to be looked for. Raises LexiconError for a term that cannot be read or can never match."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self._terms = lexicon.terms
        where = lexicon.origin or lexicon.name
        self._compiled = compile_terms([term.pattern for term in self._terms], sets=lexicon.sets, where=where)
        order = {facet.name: index for index, facet in enumerate(lexicon.facets)}
        self._facet_of = [order[term.facet] for term in self._terms]

    @property
    def trees(self) -> tuple[Node, ...]:
        """The terms as trees, in the order of the lexicon."""
        return self._compiled.trees

    def match(self, document: Document) -> tuple[Hit, ...]:
        """Return the hits in the order of the text; within one place in the order of the lexicon's facets.

        Where hits of a facet overlap, the one over the most words stays, then the earlier, then that of the term first
        in the file: a word counts once a facet, and may count in several. Each hit has its sentence's voice and is
        asserted, until its stance is judged.
        """
        return tuple(hit for sentence in document.sentences for hit in self._in_sentence(document, sentence))

    def _in_sentence(self, document: Document, sentence: Sentence) -> list[Hit]:
        matches = self._compiled.find(sentence.tokens, text=document.article.text)
        if not matches:
            return []
        facets: dict[int, list[Match]] = {}
        for match in matches:
            facets.setdefault(self._facet_of[match.term], []).append(match)
        kept = [match for facet in facets.values() for match in without_overlaps(facet)]
        kept.sort(key=lambda match: (match.start, match.end, self._facet_of[match.term]))
        return [self._hit(document, sentence, match) for match in kept]

    def _hit(self, document: Document, sentence: Sentence, match: Match) -> Hit:
        term = self._terms[match.term]
        return Hit(
            article=document.article.id,
            sentence=sentence.index,
            lexicon=self.lexicon.name,
            facet=term.facet,
            term=term.id,
            start=sentence.tokens[match.start].start,
            end=sentence.tokens[match.end - 1].end,
            weight=term.weight,
            voice=sentence.voice,
        )


def without_overlaps(matches: Iterable[Match]) -> list[Match]:
    """Return the longest match wherever some overlap, in that order; ties go to the earlier, then to the term first."""
    kept: list[Match] = []
    taken: set[int] = set()
    for match in sorted(matches, key=lambda match: (match.start - match.end, match.start, match.term)):
        if taken.isdisjoint(range(match.start, match.end)):
            kept.append(match)
            taken.update(range(match.start, match.end))
    return kept
