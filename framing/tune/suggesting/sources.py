"""Where candidates come from: missed sentences, neighbours of hits, words of carrying sentences, other forms."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from nltk.metrics.association import BigramAssocMeasures

from framing.compare.keyness import MIN_COUNT, MIN_Z, contrast
from framing.model import Document, Hit, Lexicon, Scores, Sentence
from framing.tune.suggesting.grams import Gram, grams
from framing.tune.suggesting.values import Evidence
from framing.tune.suggesting.variants import Forms

REACH = 5
"""Words on either side of a hit that are its neighbours: the span of Church and Hanks's association ratio, 1990."""

MIN_RATIO = 10.83
"""Log-likelihood ratio from which a neighbour is taken for one: chi-squared of one degree of freedom at p = 0.001."""

MOST = 60
MOST_MISSED = 400
"""Candidates taken of one kind, the strongest. Of missed sentences most words stand in one only, and no figure tells
them apart: all those of some thirty sentences are tried."""

STEM = 5
"""First letters by which a word is kin to one of the lexicon's: "escalate" to "escalation"."""

Words = tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Proposal:
    """A run of words with one piece of evidence; `facet` is None where the evidence says nothing of it."""

    words: Words
    facet: str | None
    evidence: Evidence


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """A sentence as the sources see it: its hits, and the facets whose hits cover a word of it, by the word's place."""

    document: Document
    sentence: Sentence
    hits: tuple[Hit, ...]
    covered: Mapping[int, frozenset[str]]
    stop: frozenset[str]

    @property
    def grams(self) -> Iterator[Gram]:
        """The runs of words in it. They are read anew each time: those of 5,000 articles would fill half a gigabyte."""
        return grams(self.document, self.sentence, stop=self.stop)

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
            covered = _covered(sentence, own)
            found.append(Line(document=scored.document, sentence=sentence, hits=own, covered=covered, stop=stop))
    return tuple(found)


def from_missed(
    missed: Sequence[Line], others: Sequence[Line], *, facet: str | None, known: frozenset[str] = frozenset()
) -> Iterator[Proposal]:
    """Yield the runs of the coded sentences that were missed, those first that few of the coder's no share.

    `missed` are sentences the coder says yes to and in which nothing is found, `others` those the coder says no to.
    Most runs stand in one missed sentence only, and nothing tells them apart but their words: those with a word that is
    kin to one of `known`, the lexicon's own, come first, then single words, which find more than longer runs do.
    """
    stems = frozenset(word[:STEM] for word in known)
    yes = Counter(words for line in missed for words in {gram.words for gram in line.grams})
    no = Counter(words for line in others for words in {gram.words for gram in line.grams})

    def worth(words: Words) -> tuple[float, bool, int, Words]:
        kin = not stems.isdisjoint(word[:STEM] for word in words)
        return -yes[words] / (yes[words] + no[words] + 1), not kin, len(words), words

    for words in sorted(yes, key=worth)[:MOST_MISSED]:
        detail = f"in {yes[words]} of {len(missed)} coded sentences that are missed, and in {no[words]} coded no"
        yield Proposal(words=words, facet=facet, evidence=Evidence(kind="missed", detail=detail, strength=yes[words]))


def from_neighbours(lines: Sequence[Line], lexicon: Lexicon) -> Iterator[Proposal]:
    """Yield the words that stand near the hits of a facet more often than chance puts them there.

    A word is near where it is at most REACH words before or after a hit. Each word of the corpus is near or not and
    the word in question or another, which is the table that is tested. Neighbours are ranked by the log-likelihood
    ratio, which small counts do not mislead as they do pointwise mutual information; the latter is shown beside it.

    Source: Dunning 1993, "Accurate methods for the statistics of surprise and coincidence"; Church and Hanks 1990.
    """
    words: Counter[str] = Counter()
    near: dict[str, Counter[str]] = {facet.name: Counter() for facet in lexicon.facets}
    for line in lines:
        singles = [gram for gram in line.uncovered() if len(gram.words) == 1]
        words.update(gram.words[0] for gram in singles)
        for facet in {hit.facet for hit in line.hits}:
            spans = _spans(line, facet)
            near[facet].update(gram.words[0] for gram in singles if _is_near(gram.start, spans))
    for facet, counts in near.items():
        yield from _neighbours(facet, counts, words)


def _neighbours(facet: str, near: Counter[str], words: Counter[str]) -> Iterator[Proposal]:
    found = []
    for word, count in near.items():
        table = count, (near.total(), words[word]), words.total()
        ratio, mutual = BigramAssocMeasures.likelihood_ratio(*table), BigramAssocMeasures.pmi(*table)
        if count >= MIN_COUNT and ratio >= MIN_RATIO and mutual > 0:
            found.append((-ratio, word, mutual))
    for negative, word, mutual in sorted(found)[:MOST]:
        detail = (
            f"{near[word]} of its {words[word]} places are within {REACH} words of a hit of {facet} "
            f"(log-likelihood {-negative:.1f}, PMI {mutual:.1f})"
        )
        evidence = Evidence(kind="collocation", detail=detail, strength=float(-negative))
        yield Proposal(words=(word,), facet=facet, evidence=evidence)


def from_contrast(
    carrying: Sequence[Line], others: Sequence[Line], *, seen: str, facet: str | None = None
) -> Iterator[Proposal]:
    """Yield the runs that carrying sentences use more than others, by weighted log-odds.

    `seen` says in words which sentences carry. Words that a hit covers are left out: they are found already.

    Source: Monroe, Colaresi and Quinn 2008, "Fightin' Words", equations 16, 22 and 23.
    """
    here = Counter(gram.words for line in carrying for gram in line.uncovered())
    listed = sorted(words for words, count in here.items() if count >= MIN_COUNT)
    rest = dict.fromkeys(listed, 0)  # all runs of 5,000 articles would fill a gigabyte
    own = whole = here.total()
    for line in others:
        for gram in line.uncovered():
            whole += 1
            if gram.words in rest:
                rest[gram.words] += 1
    if not listed or whole == own:
        return
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
        yield Proposal(
            words=words, facet=facet, evidence=Evidence(kind="contrast", detail=detail, strength=float(z[i]))
        )


def from_variants(forms: Forms) -> Iterator[Proposal]:
    """Yield the other forms of the lexicon's own words that the corpus uses."""
    for words, term in forms.variants():
        detail = f"another form of `{' '.join(term.pattern.split())}` (line {term.line})"
        evidence = Evidence(kind="variant", detail=detail, strength=float(forms.counts[words]))
        yield Proposal(words=words, facet=term.facet, evidence=evidence)


def _covered(sentence: Sentence, hits: Sequence[Hit]) -> dict[int, frozenset[str]]:
    covered: dict[int, frozenset[str]] = {}
    for hit in hits:
        for place, token in enumerate(sentence.tokens):
            if token.start < hit.end and token.end > hit.start:
                covered[place] = covered.get(place, frozenset()) | {hit.facet}
    return covered


def _spans(line: Line, facet: str) -> list[tuple[int, int]]:
    """Return the hits of a facet as words, half-open."""
    tokens = line.sentence.tokens
    found = []
    for hit in line.hits:
        if hit.facet == facet:
            inside = [i for i, token in enumerate(tokens) if token.start < hit.end and token.end > hit.start]
            found.append((inside[0], inside[-1] + 1))
    return found


def _is_near(place: int, spans: Sequence[tuple[int, int]]) -> bool:
    return any(start - REACH <= place < start or end <= place < end + REACH for start, end in spans)
