"""What one more term does to a coded file, scored anew."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

from framing.lexicon.pattern import Match, Terms, compile_terms
from framing.model import Hit, Measure, Scores
from framing.score.match import without_overlaps
from framing.score.stance import Judge
from framing.tune.align import Seen, align, judged, judgements_of
from framing.tune.coded import CodedTable
from framing.tune.coding import Judgement
from framing.tune.rates import FEWEST_ARTICLES, Judged, f1_change, figures, weighted_f1
from framing.tune.suggesting.values import CrossValidated, Effect


class HeldOut(NamedTuple):
    """A candidate accepted article by article on what the others say: `accepted` times of `articles`, and the rows."""

    articles: int
    accepted: int
    rows: tuple[Judged, ...]


@dataclass(frozen=True)
class Trial:
    """One judgement of every coded row without and with a candidate, and the rows that change (see `Effect`).

    Hundreds of candidates are tried and few are shown: what takes time is worked out when it is asked for.
    """

    judgement: Judgement
    before: tuple[Judged, ...]
    after: tuple[Judged, ...]
    right: tuple[Seen, ...]
    wrong: tuple[Seen, ...]
    lost: tuple[Seen, ...]

    @cached_property
    def gain(self) -> float:
        """The change of F1, in [-1, 1]; where F1 is undefined it counts as 0."""
        return weighted_f1(self.after) - weighted_f1(self.before)

    @property
    def held_out_gain(self) -> float | None:
        """The change of F1 on articles that did not speak for the candidate, in [-1, 1]; None with too few."""
        return None if self.held_out is None else weighted_f1(self.held_out.rows) - weighted_f1(self.before)

    @cached_property
    def held_out(self) -> HeldOut | None:
        """The candidate on articles that did not speak for it; None below FEWEST_ARTICLES articles.

        A word that only one article uses cannot raise F1 on the others, so it is never accepted for the article it
        comes from: its gain there is what over-fitting looks like.

        Source: Stone 1974, "Cross-validatory choice and assessment of statistical predictions".
        """
        old, new = _by_article(self.before), _by_article(self.after)
        if len(old) < FEWEST_ARTICLES:
            return None
        accepted, kept = 0, []
        for article in old:
            raises = weighted_f1([row for row in self.after if row.article != article]) > weighted_f1(
                [row for row in self.before if row.article != article]
            )
            accepted += raises
            kept += new[article] if raises else old[article]
        return HeldOut(len(old), accepted, tuple(kept))

    def effect(self, *, seed: int) -> Effect:
        """Return the trial with its figures and their intervals."""
        return Effect(
            judgement=self.judgement.label,
            before=figures(self.before, seed=seed),
            after=figures(self.after, seed=seed),
            change=f1_change(self.before, self.after, seed=seed),
            right=_ids(self.right),
            wrong=_ids(self.wrong),
            lost=_ids(self.lost),
            texts={row.row.id: row.text for row in (*self.right, *self.wrong, *self.lost)},
            crossed=self._crossed(seed),
        )

    def _crossed(self, seed: int) -> CrossValidated | None:
        if self.held_out is None:
            return None
        articles, accepted, rows = self.held_out
        ordered = [row for own in _by_article(self.before).values() for row in own]
        change = f1_change(ordered, rows, seed=seed)
        return CrossValidated(articles=articles, accepted=accepted, after=figures(rows, seed=seed), change=change)


class Coded:
    """A coded table and its scores by one lexicon, ready to be scored with one term more.

    Overlaps are settled within a sentence and a facet, and stances within a sentence, so only the sentences that the
    new term matches are looked at again; the result is that of scoring the whole table anew.
    """

    def __init__(self, scores: Scores, table: CodedTable, judge: Judge) -> None:
        (self.lexicon,) = scores.lexicons
        self.scores = scores
        self.table = table
        self.rows = align(scores, table)
        self._judge = judge
        self._facets: dict[str, Terms] = {}
        known, _ = judgements_of(scores, table)
        self._judgements = tuple(j for j in known if isinstance(j.subject, Measure))

    def judgements(self, facet: str | None = None) -> tuple[Judgement, ...]:
        """Return the judgements of the lexicon (that a facet counts for), the facet's own and asserted ones first."""
        about = [j for j in self._judgements if facet is None or _measure(j).facet in (None, facet)]
        return tuple(sorted(about, key=lambda j: (_measure(j).stance != "asserted", _measure(j).facet is None)))

    def trials(self, pattern: str, facet: str) -> tuple[Trial, ...]:
        """Return what a new last term of a facet does to each judgement that changes."""
        found = compile_terms([pattern], sets=self.lexicon.sets)
        after = tuple(self._with(row, found, facet) for row in self.rows)
        if all(before is now for before, now in zip(self.rows, after, strict=True)):
            return ()
        trials = (_trial(judgement, self.rows, after) for judgement in self.judgements(facet))
        return tuple(trial for trial in trials if trial.right or trial.wrong or trial.lost)

    def _with(self, row: Seen, new: Terms, facet: str) -> Seen:
        """Return a row with the hits it has once the new term is looked for; the row itself where it is not in it."""
        text = row.document.article.text
        matches = new.find(row.sentence.tokens, text=text)
        if not matches:
            return row
        terms = self._terms(facet)
        own = [*terms.find(row.sentence.tokens, text=text), *(match._replace(term=len(terms)) for match in matches)]
        hits = [_unjudged(hit) for hit in row.hits if hit.facet != facet]
        hits += [self._hit(row, facet, match) for match in without_overlaps(own)]
        hits.sort(key=lambda hit: (hit.start, hit.end))
        if self.lexicon.stance == "cues":
            hits = list(self._judge.judge(row.document, hits))
        return row._replace(hits=tuple(hits))

    def _terms(self, facet: str) -> Terms:
        if facet not in self._facets:
            patterns = [term.pattern for term in self.lexicon.terms if term.facet == facet]
            self._facets[facet] = compile_terms(patterns, sets=self.lexicon.sets)
        return self._facets[facet]

    def _hit(self, row: Seen, facet: str, match: Match) -> Hit:
        tokens = row.sentence.tokens
        return Hit(
            article=row.document.article.id,
            sentence=row.sentence.index,
            lexicon=self.lexicon.name,
            facet=facet,
            term=str(match.term),
            start=tokens[match.start].start,
            end=tokens[match.end - 1].end,
            voice=row.sentence.voice,
        )


def _measure(judgement: Judgement) -> Measure:
    if not isinstance(judgement.subject, Measure):
        raise TypeError("a judgement of the voice is about no lexicon")
    return judgement.subject


def _unjudged(hit: Hit) -> Hit:
    return replace(hit, stance="asserted", cue=None)


def _trial(judgement: Judgement, before: Sequence[Seen], after: Sequence[Seen]) -> Trial:
    right: list[Seen] = []
    wrong: list[Seen] = []
    lost: list[Seen] = []
    for old, new in zip(before, after, strict=True):
        if old.coded(judgement) is None or old.found(judgement) == new.found(judgement):
            continue
        if old.found(judgement):
            lost.append(old)
        else:
            (right if old.coded(judgement) else wrong).append(old)
    return Trial(
        judgement=judgement,
        before=tuple(judged(judgement, before)),
        after=tuple(judged(judgement, after)),
        right=tuple(right),
        wrong=tuple(wrong),
        lost=tuple(lost),
    )


def _by_article(rows: Sequence[Judged]) -> dict[str, list[Judged]]:
    groups: dict[str, list[Judged]] = {}
    for row in rows:
        groups.setdefault(row.article, []).append(row)
    return groups


def _ids(rows: Sequence[Seen]) -> tuple[str, ...]:
    return tuple(row.row.id for row in rows)
