"""What one more term does to a coded file, scored anew."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from framing.lexicon.pattern import Match, Terms, compile_terms
from framing.model import Hit, Measure, Scores
from framing.score.match import without_overlaps
from framing.score.stance import Judge
from framing.tune.align import Seen, align, judged, judgements_of
from framing.tune.coded import CodedTable
from framing.tune.coding import Judgement
from framing.tune.rates import FEWEST_ARTICLES, Tally, tally
from framing.tune.suggesting.values import CrossValidated, Effect


class Coded:
    """A coded table and its scores by one lexicon, ready to be scored with one term more.

    Overlaps are settled within a sentence and a facet, and stances within a sentence, so only the sentences that the
    new term matches are looked at again; the result is that of scoring the whole table anew.
    """

    def __init__(self, scores: Scores, table: CodedTable, judge: Judge) -> None:
        (self.lexicon,) = scores.lexicons
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

    def effects(self, pattern: str, facet: str) -> tuple[Effect, ...]:
        """Return the effect of a new last term of a facet on each judgement that changes."""
        found = compile_terms([pattern], sets=self.lexicon.sets)
        after = tuple(self._with(row, found, facet) for row in self.rows)
        moved = [before is not now for before, now in zip(self.rows, after, strict=True)]
        if not any(moved):
            return ()
        effects = (_effect(judgement, self.rows, after) for judgement in self.judgements(facet))
        return tuple(effect for effect in effects if effect.right or effect.wrong or effect.lost)

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


def _effect(judgement: Judgement, before: Sequence[Seen], after: Sequence[Seen]) -> Effect:
    right, wrong, lost = [], [], []
    for old, new in zip(before, after, strict=True):
        if old.coded(judgement) is None or old.found(judgement) == new.found(judgement):
            continue
        if old.found(judgement):
            lost.append(old.row.id)
        else:
            (right if old.coded(judgement) else wrong).append(old.row.id)
    touched = {*right, *wrong, *lost}
    return Effect(
        judgement=judgement.label,
        before=tally(judged(judgement, before)),
        after=tally(judged(judgement, after)),
        right=tuple(right),
        wrong=tuple(wrong),
        lost=tuple(lost),
        texts=tuple((row.row.id, row.text) for row in before if row.row.id in touched),
        crossed=cross_validated(judgement, before, after),
    )


def cross_validated(judgement: Judgement, before: Sequence[Seen], after: Sequence[Seen]) -> CrossValidated | None:
    """Return the gain on articles that did not speak for the candidate; None below FEWEST_ARTICLES articles.

    A word that only one article uses cannot raise F1 on the others, so it is never accepted for the article it comes
    from: its gain there is what over-fitting looks like.
    """
    old, new = _by_article(judgement, before), _by_article(judgement, after)
    if len(old) < FEWEST_ARTICLES:
        return None
    all_old, all_new = sum(old.values(), Tally()), sum(new.values(), Tally())
    accepted, held_out = 0, Tally()
    for article in old:
        raises = (_less(all_new, new[article]).f1 or 0.0) > (_less(all_old, old[article]).f1 or 0.0)
        accepted += raises
        held_out += new[article] if raises else old[article]
    return CrossValidated(articles=len(old), accepted=accepted, before=all_old, after=held_out)


def _by_article(judgement: Judgement, rows: Sequence[Seen]) -> dict[str, Tally]:
    groups: dict[str, list[Seen]] = {}
    for row in rows:
        groups.setdefault(row.row.article, []).append(row)
    return {article: tally(judged(judgement, own)) for article, own in groups.items()}


def _less(whole: Tally, part: Tally) -> Tally:
    return Tally(tp=whole.tp - part.tp, fp=whole.fp - part.fp, fn=whole.fn - part.fn, tn=whole.tn - part.tn)
