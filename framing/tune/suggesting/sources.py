"""Where candidates come from: missed sentences, neighbours of hits, words of carrying sentences, other forms."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from nltk.collocations import BigramAssocMeasures, BigramCollocationFinder
from nltk.probability import FreqDist

from framing.compare.keyness import MIN_COUNT, MIN_Z, contrast
from framing.model import Hit, Lexicon, Scores, Sentence
from framing.tune.suggesting.grams import Gram, Vocabulary, grams
from framing.tune.suggesting.values import Evidence
from framing.tune.suggesting.variants import variants

REACH = 5
"""Words on either side of a hit that are its neighbours: the span of Church and Hanks's association ratio, 1990."""

MIN_RATIO = 10.83
"""Log-likelihood ratio from which a neighbour is taken for one: chi-squared of one degree of freedom at p = 0.001."""

MOST = 60
"""Candidates taken of one kind, the strongest: each is scored anew, and nobody reads more."""

Words = tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Proposal:
    """A run of words with one piece of evidence; `facet` is None where the evidence says nothing of it."""

    words: Words
    facet: str | None
    evidence: Evidence


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """A sentence as the sources see it: its runs of words, its hits, and the words of it (by place) that hits cover."""

    sentence: Sentence
    grams: tuple[Gram, ...]
    hits: tuple[Hit, ...]
    covered: Mapping[int, str]

    def uncovered(self) -> Iterator[Gram]:
        """Yield the runs of which no hit covers every word."""
        for gram in self.grams:
            if not all(place in self.covered for place in range(gram.start, gram.end)):
                yield gram


def lines_of(scores: Scores, *, stop: frozenset[str]) -> tuple[Line, ...]:
    """Return every sentence of the scores as a line, in the order of the corpus."""
    found = []
    for scored in scores.documents:
        hits: dict[int, list[Hit]] = {}
        for hit in scored.hits:
            hits.setdefault(hit.sentence, []).append(hit)
        for sentence in scored.document.sentences:
            own = tuple(hits.get(sentence.index, ()))
            runs = tuple(grams(scored.document, sentence, stop=stop))
            found.append(Line(sentence=sentence, grams=runs, hits=own, covered=_covered(sentence, own)))
    return tuple(found)


def from_missed(missed: Sequence[Line], others: Sequence[Line], *, facet: str | None) -> Iterator[Proposal]:
    """Yield the runs of the coded sentences that were missed, those first that few of the coder's no share.

    `missed` are sentences the coder says yes to and the lexicon does not find, `others` those the coder says no to.
    """
    yes = Counter(words for line in missed for words in {gram.words for gram in line.grams})
    no = Counter(words for line in others for words in {gram.words for gram in line.grams})
    ranked = sorted(yes, key=lambda words: (-yes[words] / (yes[words] + no[words] + 1), -len(words), words))
    for words in ranked[:MOST]:
        detail = f"in {yes[words]} of {len(missed)} coded sentences that are missed, and in {no[words]} coded no"
        yield Proposal(words=words, facet=facet, evidence=Evidence(kind="missed", detail=detail, strength=yes[words]))


def from_neighbours(lines: Sequence[Line], lexicon: Lexicon) -> Iterator[Proposal]:
    """Yield the words that stand near the hits of a facet more often than chance puts them there.

    A hit counts as one word, and a word within REACH words of it, on either side, as its neighbour. Neighbours are
    ranked by the log-likelihood ratio, which small counts do not mislead as they do pointwise mutual information; the
    latter is shown beside it.

    Source: Dunning 1993, "Accurate methods for the statistics of surprise and coincidence"; Church and Hanks 1990.
    """
    words = FreqDist(gram.words[0] for line in lines for gram in line.uncovered() if len(gram.words) == 1)
    for facet in lexicon.facets:
        marker = f"@{facet.name}"
        pairs = FreqDist(
            (marker, word) for line in lines for hit in _spans(line, facet.name) for word in _around(line, hit)
        )
        own = FreqDist(words)
        own[marker] = sum(len(_spans(line, facet.name)) for line in lines)
        finder = BigramCollocationFinder(own, pairs, window_size=2 * REACH + 1)
        scored = finder.score_ngrams(BigramAssocMeasures.likelihood_ratio)
        mutual = dict(finder.score_ngrams(BigramAssocMeasures.pmi))
        kept = [
            (pair[1], float(ratio))
            for pair, ratio in scored
            if ratio >= MIN_RATIO and pairs[pair] >= MIN_COUNT and mutual[pair] > 0
        ]
        for word, ratio in kept[:MOST]:
            near = pairs[marker, word]
            detail = (
                f"{near} times within {REACH} words of a hit of {facet.name} "
                f"(log-likelihood {ratio:.1f}, PMI {mutual[marker, word]:.1f})"
            )
            evidence = Evidence(kind="collocation", detail=detail, strength=ratio)
            yield Proposal(words=(word,), facet=facet.name, evidence=evidence)


def from_contrast(carrying: Sequence[Line], others: Sequence[Line], *, seen: str) -> Iterator[Proposal]:
    """Yield the runs that carrying sentences use more than others, by weighted log-odds.

    `seen` says in words which sentences carry. Words that a hit covers are left out: they are found already.

    Source: Monroe, Colaresi and Quinn 2008, "Fightin' Words", equations 16, 22 and 23.
    """
    here = Counter(gram.words for line in carrying for gram in line.uncovered())
    rest = Counter(gram.words for line in others for gram in line.uncovered())
    listed = sorted(words for words, count in here.items() if count >= MIN_COUNT)
    if not listed or not rest:
        return
    own, whole = here.total(), here.total() + rest.total()
    log_odds, z = contrast(
        np.array([here[words] for words in listed], dtype=np.float64),
        np.array([rest[words] for words in listed], dtype=np.float64),
        own=own,
        whole=whole,
        prior=whole / 2,
    )
    order = [int(i) for i in np.argsort(-z, kind="stable") if z[i] >= MIN_Z]
    for i in order[:MOST]:
        words = listed[i]
        detail = (
            f"{here[words]} times in {len(carrying)} {seen}, {rest[words]} times in the other {len(others)} "
            f"(log-odds {log_odds[i]:.1f}, z {z[i]:.1f})"
        )
        evidence = Evidence(kind="contrast", detail=detail, strength=float(z[i]))
        yield Proposal(words=words, facet=None, evidence=evidence)


def from_variants(lexicon: Lexicon, vocabulary: Vocabulary) -> Iterator[Proposal]:
    """Yield the other forms of the lexicon's own words that the corpus uses; see `variants`."""
    for words, term in variants(lexicon, vocabulary):
        detail = f"another form of `{' '.join(term.pattern.split())}` (line {term.line})"
        evidence = Evidence(kind="variant", detail=detail, strength=float(vocabulary.counts[words]))
        yield Proposal(words=words, facet=term.facet, evidence=evidence)


def nearest_facet(words: Words, lines: Iterable[Line], lexicon: Lexicon) -> str:
    """Return the facet whose hits share most paragraphs with a run; without any, the one with most terms.

    The measure is the cosine of the two sets of paragraphs, so that a large facet does not draw everything.
    """
    facets: dict[str, set[tuple[str, int]]] = {facet.name: set() for facet in lexicon.facets}
    own: set[tuple[str, int]] = set()
    for line in lines:
        place = (line.sentence.article, line.sentence.paragraph)
        for hit in line.hits:
            facets[hit.facet].add(place)
        if any(gram.words == words for gram in line.grams):
            own.add(place)
    largest = {facet.name: len(facet.terms) for facet in lexicon.facets}

    def closeness(facet: str) -> tuple[float, int]:
        both = len(facets[facet] & own)
        return (both / np.sqrt(len(facets[facet]) * len(own)) if both else 0.0), largest[facet]

    return max(facets, key=closeness)


def _covered(sentence: Sentence, hits: Sequence[Hit]) -> dict[int, str]:
    return {
        place: hit.facet
        for hit in hits
        for place, token in enumerate(sentence.tokens)
        if token.start < hit.end and token.end > hit.start
    }


def _spans(line: Line, facet: str) -> list[tuple[int, int]]:
    """Return the hits of a facet as words, half-open."""
    tokens = line.sentence.tokens
    found = []
    for hit in line.hits:
        if hit.facet == facet:
            inside = [i for i, token in enumerate(tokens) if token.start < hit.end and token.end > hit.start]
            found.append((inside[0], inside[-1] + 1))
    return found


def _around(line: Line, span: tuple[int, int]) -> Iterator[str]:
    """Yield the words that count within REACH words of a hit."""
    start, end = span
    for gram in line.uncovered():
        if len(gram.words) == 1 and (start - REACH <= gram.start < start or end <= gram.start < end + REACH):
            yield gram.words[0]
