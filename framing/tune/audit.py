"""Say what a lexicon does to a corpus, term by term: what it caught, what it carries, and where it is at risk."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from framing.compare.leading import leading_pair
from framing.compare.leverage import leverage
from framing.compare.outlets import choose_unit, compare
from framing.errors import LexiconError, nearest
from framing.lexicon.check import Finding
from framing.model import Difference, Leverage, Lexicon, Measure, ScoredDocument, Scores, Setting
from framing.score.measure import PUBLISHED, looked_at, selected
from framing.score.tallies import TermCount, term_counts
from framing.tune.auditing.catches import to_catches
from framing.tune.auditing.differing import outlet_rates
from framing.tune.auditing.places import Places, find_places, wildcards
from framing.tune.auditing.risks import Context, risks
from framing.tune.auditing.values import (
    Audit,
    Catch,
    Coverage,
    Note,
    OutletRate,
    Overlap,
    Risk,
    TermAudit,
)

__all__ = ["Audit", "Catch", "Coverage", "Note", "OutletRate", "Overlap", "Risk", "TermAudit", "audit"]


def audit(
    scores: Scores,
    *,
    lexicon: str | None = None,
    setting: Setting = PUBLISHED,
    findings: Sequence[Finding] = (),
    cues_sha256: str = "",
) -> Audit:
    """Return what one lexicon of the scores does to their articles.

    `lexicon` names it where there are several; `findings` are those of `lexicon check`, of which repeated and contained
    terms are kept. Counts are of either stance unless they say otherwise, over the voice that `setting` asks for. The
    same scores give the same audit, in whatever order their documents stand, but for the order of outlets.

    Raises LexiconError where the scores were not made with that lexicon, or with several and none is named.
    """
    chosen = _chosen(scores, lexicon)
    own = _of_one(scores, chosen)
    unit = choose_unit(own)
    leading = leading_pair(compare(own, setting=setting, unit=unit))
    carried = _carried(own, leading, setting)
    coverage = _coverage(own, chosen, setting)
    places = find_places(own, chosen, setting=setting)
    rates = outlet_rates(own, chosen, setting=setting, unit=unit)
    overlaps = places.overlaps()
    notes = tuple(
        Note(kind=found.kind, line=found.line, message=found.message)
        for found in findings
        if found.kind in ("duplicate", "contained")
    )
    context = Context(
        hits=coverage[0].hits,
        articles=coverage[0].articles,
        leading=leading,
        overlaps=overlaps,
        notes=notes,
        labels={term.id: term.label for term in chosen.terms},
    )
    by_term = {row.left_out: row for row in carried if row.kind == "term"}
    counted = {count.term: count for count in term_counts(own, setting=setting)}
    lines = {term.id: term.line for term in reversed(chosen.terms)}
    terms = [_term(count, places, chosen, line=lines[count.term], frame=coverage[0].hits) for count in counted.values()]
    facts = (replace(term, rates=rates.get(term.term, ()), leverage=by_term.get(term.term)) for term in terms)
    return Audit(
        lexicon=chosen,
        setting=setting,
        unit=unit,
        terms=tuple(replace(term, risks=risks(term, context)) for term in facts),
        overlaps=overlaps,
        coverage=coverage,
        leading=leading,
        leverage=tuple(row for row in carried if row.kind == "article"),
        notes=notes,
        inputs={d.document.article.origin: d.document.article.sha256 for d in scores.documents},
        cues_sha256=cues_sha256,
    )


def _chosen(scores: Scores, name: str | None) -> Lexicon:
    known = {lexicon.name: lexicon for lexicon in scores.lexicons}
    if name is None and len(known) == 1:
        return next(iter(known.values()))
    if name is None or name not in known:
        what = "the scores hold several lexicons" if name is None else f"nothing was scored with {name}"
        raise LexiconError(name or "audit", what, nearest(name or "", known))
    return known[name]


def _of_one(scores: Scores, lexicon: Lexicon) -> Scores:
    """Return the scores with the hits of one lexicon only."""
    if len(scores.lexicons) == 1:
        return scores
    return Scores(
        lexicons=(lexicon,),
        documents=tuple(
            ScoredDocument(
                document=scored.document, hits=tuple(hit for hit in scored.hits if hit.lexicon == lexicon.name)
            )
            for scored in scores.documents
        ),
    )


def _carried(scores: Scores, leading: Difference | None, setting: Setting) -> tuple[Leverage, ...]:
    if leading is None or leading.other is None:
        return ()
    return leverage(scores, measure=leading.measure, outlet=leading.outlet, other=leading.other, setting=setting)


def _coverage(scores: Scores, lexicon: Lexicon, setting: Setting) -> tuple[Coverage, ...]:
    """Return the coverage of the corpus, then of each outlet in order of first appearance."""
    outlets = tuple(dict.fromkeys(d.document.article.outlet for d in scores.documents))
    parts = [_touched(scored, lexicon, setting) for scored in scores.documents]
    return (
        _summed(None, parts),
        *(_summed(outlet, [part for part in parts if part.outlet == outlet]) for outlet in outlets),
    )


def _touched(scored: ScoredDocument, lexicon: Lexicon, setting: Setting) -> Coverage:
    sentences = looked_at(scored, setting)
    wanted = {sentence.index for sentence in sentences}
    hits = [pair for pair in selected(scored, Measure(lexicon.name), setting) if pair[0].sentence in wanted]
    return Coverage(
        outlet=scored.document.article.outlet,
        articles=1,
        touched_articles=int(bool(hits)),
        sentences=len(sentences),
        touched_sentences=len({hit.sentence for hit, _ in hits}),
        asserted=len({hit.sentence for hit, stance in hits if stance == "asserted"}),
        tokens=sum(len(sentence.tokens) for sentence in sentences),
        hits=len(hits),
    )


def _summed(outlet: str | None, parts: Sequence[Coverage]) -> Coverage:
    return Coverage(
        outlet=outlet,
        articles=sum(part.articles for part in parts),
        touched_articles=sum(part.touched_articles for part in parts),
        sentences=sum(part.sentences for part in parts),
        touched_sentences=sum(part.touched_sentences for part in parts),
        asserted=sum(part.asserted for part in parts),
        tokens=sum(part.tokens for part in parts),
        hits=sum(part.hits for part in parts),
    )


def _term(count: TermCount, places: Places, lexicon: Lexicon, *, line: int, frame: int) -> TermAudit:
    term = count.term
    return TermAudit(
        term=term,
        facet=count.facet,
        pattern=count.pattern,
        label=count.label,
        line=line,
        weight=count.weight,
        matches=count.hits + places.lost[term],
        hits=count.hits,
        discounted=count.discounted,
        quoted=places.quoted[term],
        sentences=places.sentences[term],
        sole=places.sole[term],
        articles=count.articles,
        share=count.hits / frame if frame else None,
        outlets=count.outlets,
        forms=count.forms,
        catches=to_catches(wildcards(places, term), language=lexicon.language),
        rates=(),
        leverage=None,
    )
