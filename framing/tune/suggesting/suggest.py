"""Weigh candidate terms: gather the evidence, try each on the coded sentences, rank, and say what speaks against it."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import NamedTuple

from framing.compare.words import stop_words
from framing.errors import LexiconError, nearest
from framing.model import Measure, Scores
from framing.tune.suggesting.effect import Coded, Trial
from framing.tune.suggesting.grams import Vocabulary, as_pattern
from framing.tune.suggesting.sources import (
    Line,
    Proposal,
    Words,
    from_contrast,
    from_missed,
    from_neighbours,
    from_variants,
    lines_of,
)
from framing.tune.suggesting.standing import Place, Standing, nearest_facet, paragraphs_of, stand
from framing.tune.suggesting.values import Candidate, Evidence, Kind, Suggestions, Wanted
from framing.tune.suggesting.variants import Forms, own_words

DEFAULT = Wanted()

DAMPING = 60
"""What keeps the first of one kind of evidence from outweighing all others: the constant of Cormack et al. 2009."""

ALIKE = 5
"""Other wordings shown beside a candidate that stand in the same sentences."""


def suggest(scores: Scores, coded: Coded | None = None, wanted: Wanted = DEFAULT) -> Suggestions:
    """Return candidate terms for the one lexicon of the scores, best first.

    With `coded`, a table scored by the same lexicon, each candidate is tried on it: candidates are ranked by the change
    of F1 on articles that did not speak for them, then by the change on all. Without it, or where nothing changes, by
    the evidence: places in the lists of each kind, fused.

    Raises LexiconError for a facet that is not there.

    Source: Cormack, Clarke and Buettcher 2009, "Reciprocal rank fusion", for joining ranks that do not compare.
    """
    (lexicon,) = scores.lexicons
    names = [each.name for each in lexicon.facets]
    facet = wanted.facet
    if facet is not None and facet not in names:
        raise LexiconError(lexicon.origin or lexicon.name, f"there is no facet {facet}", nearest(facet, names))
    gathering = _Gathering(scores, coded, stop_words())
    ideas = gathering.ideas(wanted.kinds)
    standing = stand([idea.pattern for idea in ideas], gathering.lines)
    paragraphs = paragraphs_of(gathering.lines, lexicon)
    weighed = []
    for idea, where in zip(ideas, standing, strict=True):
        meant = idea.facet or facet or nearest_facet(where.paragraphs, paragraphs, lexicon)
        if facet in (None, meant) and meant not in (where.caught or ()):
            trials = () if coded is None else coded.trials(idea.pattern, meant)
            weighed.append(_Weighed(idea=idea, facet=meant, where=where, trials=trials))
    weighed.sort(key=_Weighed.worth)
    found = _without_doubles(weighed)
    shown = [item for item in found if wanted.lowering or item.gain >= 0]
    return Suggestions(
        lexicon=lexicon.name,
        lexicon_sha256=lexicon.sha256,
        candidates=tuple(
            item.candidate(number, gathering.vocabulary, wanted)
            for number, item in enumerate(shown[: wanted.top], start=1)
        ),
        found=len(found),
        left_out=len(found) - len(shown),
        corpus_sha256=scores.corpus_sha256,
        sentences=len(gathering.lines),
        coded=None if coded is None else coded.table.origin,
        coded_sha256="" if coded is None else coded.table.sha256,
        missed=len({line.sentence.row for one in gathering.asked for line in one.missed}),
        seed=wanted.seed,
    )


@dataclass(slots=True)
class _Idea:
    """A run of words with all that speaks for it."""

    words: Words
    pattern: str
    facet: str | None = None
    evidence: list[Evidence] = field(default_factory=list)
    fused: float = 0.0

    def take(self, proposal: Proposal, rank: int) -> None:
        """Take in a piece of evidence that is number `rank` of its list, from 0; the first to name a facet decides."""
        self.facet = self.facet or proposal.facet
        self.evidence.append(proposal.evidence)
        self.fused += 1 / (DAMPING + rank + 1)


@dataclass(frozen=True, kw_only=True, slots=True)
class _Weighed:
    """An idea with its facet, where it stands, and what it does to each judgement."""

    idea: _Idea
    facet: str
    where: Standing
    trials: tuple[Trial, ...]
    alike: tuple[str, ...] = ()

    @property
    def gain(self) -> float:
        """The change of F1 by the judgement it is ranked by, 0 where no coded sentence is moved."""
        return self.trials[0].gain if self.trials else 0.0

    def worth(self) -> tuple[float, float, bool, float, str]:
        """Return what it is ranked by, the best being least."""
        first = self.trials[0] if self.trials else None
        held_out = (first.held_out_gain if first else None) or 0.0
        idle = self.where.new == 0 and not self.trials
        return -round(held_out, 9), -round(self.gain, 9), idle, -self.idea.fused, self.idea.pattern

    def reach(self) -> tuple[str, frozenset[Place], tuple[tuple[str, ...], ...]]:
        """Return what it would find: its sentences in the corpus, and the coded rows it moves."""
        moved = tuple(tuple(row.row.id for row in (*trial.right, *trial.wrong, *trial.lost)) for trial in self.trials)
        return self.facet, frozenset(self.where.places), moved

    def candidate(self, number: int, vocabulary: Vocabulary, wanted: Wanted) -> Candidate:
        """Return it as it is shown."""
        return Candidate(
            number=number,
            pattern=self.idea.pattern,
            facet=self.facet,
            evidence=tuple(self.idea.evidence),
            hits=self.where.hits,
            articles=self.where.articles,
            outlets=len(self.where.outlets),
            new=self.where.new,
            examples=self.where.examples(wanted.examples),
            effects=tuple(trial.effect(seed=wanted.seed) for trial in self.trials),
            alike=self.alike[:ALIKE],
            cautions=tuple(self._cautions(vocabulary)),
        )

    def _cautions(self, vocabulary: Vocabulary) -> Iterator[str]:
        where, first = self.where, self.trials[0] if self.trials else None
        if where.articles == 1:
            yield "stands in one article only"
        if where.hits and not where.new:
            yield "adds no sentence: wherever it stands, something is found already"
        if vocabulary.is_name(self.idea.words):
            yield "a name: it says who is spoken of, not how"
        if first is not None and first.gain <= 0:
            yield f"does not raise F1 of {first.judgement.label}"
        elif first is not None and (first.held_out_gain or 0.0) <= 0:
            yield "the gain does not hold on articles left out of the choice"
        if first is not None and first.lost:
            yield f"{len(first.lost)} coded sentences would no longer be found"


class _Asked(NamedTuple):
    """What coders said of one facet (of the frame where None): the sentences they say yes and no to.

    `missed` are the sentences coded yes, in whatever stance, in which nothing is found.
    """

    facet: str | None
    yes: list[Line]
    missed: list[Line]
    no: list[Line]


class _Gathering:
    """The sentences that candidates come from."""

    def __init__(self, scores: Scores, coded: Coded | None, stop: frozenset[str]) -> None:
        (self.lexicon,) = scores.lexicons
        self.stop = stop
        self.lines = lines_of(scores, stop=stop)
        told = () if coded is None else lines_of(coded.scores, stop=stop)
        self.asked = () if coded is None else tuple(_asked(coded, told))
        self.vocabulary = Vocabulary(self.lexicon.language)
        self.forms = Forms(self.lexicon, self.vocabulary)
        for line in (*self.lines, *told):
            runs = tuple(line.grams)
            self.vocabulary.add(line.sentence, runs)
            self.forms.add(runs)

    def proposals(self, kinds: Sequence[Kind]) -> Iterator[Iterable[Proposal]]:
        """Yield the lists of proposals, each with the best first."""
        if "missed" in kinds:
            known = own_words(self.lexicon)
            for one in self.asked:
                yield from_missed(one.missed, one.no, facet=one.facet, known=known)
        if "contrast" in kinds:
            for one in self.asked:
                yield from_contrast(one.yes, one.no, seen="sentences coded yes", facet=one.facet)
            carrying = [line for line in self.lines if line.hits]
            others = [line for line in self.lines if not line.hits]
            yield from_contrast(carrying, others, seen="sentences with a hit")
        if "collocation" in kinds:
            near = from_neighbours(self.lines, self.lexicon)
            yield from (list(own) for _, own in groupby(near, key=lambda proposal: proposal.facet))
        if "variant" in kinds:
            yield from_variants(self.forms)

    def ideas(self, kinds: Sequence[Kind]) -> list[_Idea]:
        """Return each run of words that anything speaks for once, but for those that are terms already."""
        found: dict[Words, _Idea | None] = {}
        for proposals in self.proposals(kinds):
            for rank, proposal in enumerate(proposals):
                if proposal.words not in found:
                    found[proposal.words] = self._idea(proposal.words)
                idea = found[proposal.words]
                if idea is not None:
                    idea.take(proposal, rank)
        return [idea for idea in found.values() if idea is not None]

    def _idea(self, words: Words) -> _Idea | None:
        pattern = as_pattern(words, stop=self.stop)
        return None if pattern is None else _Idea(words, pattern)


def _asked(coded: Coded, told: Sequence[Line]) -> Iterator[_Asked]:
    lines = {line.sentence.row: line for line in told}
    subjects = [(judgement.subject, judgement) for judgement in coded.judgements()]
    measures = [(subject, judgement) for subject, judgement in subjects if isinstance(subject, Measure)]
    for facet in dict.fromkeys(measure.facet for measure, _ in measures):
        own = [(measure, judgement) for measure, judgement in measures if measure.facet == facet]
        asked = _Asked(facet, [], [], [])
        for row in coded.rows:
            said = [row.coded(judgement) for _, judgement in own]
            line = lines[row.row.id]
            if any(said):
                asked.yes.append(line)
                if not row.hits_of(own[0][0]):
                    asked.missed.append(line)
            elif None not in said:
                asked.no.append(line)
        yield asked


def _without_doubles(weighed: Sequence[_Weighed]) -> list[_Weighed]:
    """Return the candidates, of those that would find the same only the best, with the others' wording."""
    groups: dict[Hashable, list[_Weighed]] = {}
    for item in weighed:
        groups.setdefault(item.reach(), []).append(item)
    return [replace(first, alike=tuple(other.idea.pattern for other in others)) for first, *others in groups.values()]
