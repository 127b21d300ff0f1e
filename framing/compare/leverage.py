"""Take a difference apart: which terms and which articles carry it, and what is left without each."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from framing.model import Leverage, Measure, ScoredDocument, Scores, Setting
from framing.score.measure import PUBLISHED, looked_at, selected


def leverage(
    scores: Scores, *, measure: Measure, outlet: str, other: str, setting: Setting = PUBLISHED
) -> tuple[Leverage, ...]:
    """Return what the difference `outlet` minus `other` would be without each term and without each article of the two.

    `share` is the part of `outlet`'s hits in the measure's stance that the term or article makes, 0 for a term or an
    article of the other outlet only. Terms come first, then articles, each by share, then by what leaving them out
    moves. Empty where one of the two has no text.
    """
    first, second = _part(scores, outlet, measure, setting), _part(scores, other, measure, setting)
    published = _gap(first.rate(setting), second.rate(setting))
    if published is None:
        return ()
    found: list[Leverage] = []
    for kind, ids in (
        ("term", sorted(set(first.term_hits) | set(second.term_hits))),
        ("article", sorted(set(first.articles) | set(second.articles))),
    ):
        rows = [
            Leverage(
                measure=measure,
                outlet=outlet,
                other=other,
                kind="term" if kind == "term" else "article",
                left_out=left_out,
                share=first.share(kind, left_out),
                published=published,
                remaining=_gap(
                    first.without(kind, left_out).rate(setting), second.without(kind, left_out).rate(setting)
                ),
            )
            for left_out in ids
        ]
        found += sorted(rows, key=lambda row: (-row.share, -_moved(row), row.left_out))
    return tuple(found)


def strongest_term(rows: tuple[Leverage, ...]) -> str | None:
    """Return the term that makes the largest part of the outlet's hits, None where the outlet has none."""
    return next((row.left_out for row in rows if row.kind == "term" and row.share > 0), None)


@dataclass(slots=True)
class _Part:
    """One outlet's sums, and how much of them each term and article makes.

    `sole` counts the carrying sentences that a term alone makes carry.
    """

    sentences: int = 0
    tokens: int = 0
    carrying: int = 0
    hits: int = 0
    term_hits: Counter[str] = field(default_factory=Counter)
    sole: Counter[str] = field(default_factory=Counter)
    articles: dict[str, _Part] = field(default_factory=dict)

    def rate(self, setting: Setting) -> float | None:
        if setting.rate == "share":
            return self.carrying / self.sentences if self.sentences else None
        return 1000 * self.hits / self.tokens if self.tokens else None

    def share(self, kind: str, left_out: str) -> float:
        own = self.term_hits[left_out] if kind == "term" else self.articles.get(left_out, _Part()).hits
        return own / self.hits if self.hits else 0.0

    def without(self, kind: str, left_out: str) -> _Part:
        if kind == "term":
            return _Part(
                sentences=self.sentences,
                tokens=self.tokens,
                carrying=self.carrying - self.sole[left_out],
                hits=self.hits - self.term_hits[left_out],
            )
        gone = self.articles.get(left_out, _Part())
        return _Part(
            sentences=self.sentences - gone.sentences,
            tokens=self.tokens - gone.tokens,
            carrying=self.carrying - gone.carrying,
            hits=self.hits - gone.hits,
        )


def _part(scores: Scores, outlet: str, measure: Measure, setting: Setting) -> _Part:
    whole = _Part()
    for document in scores.documents:
        if document.document.article.outlet != outlet:
            continue
        part = _of_article(document, measure, setting)
        whole.articles[document.document.article.id] = part
        whole.sentences += part.sentences
        whole.tokens += part.tokens
        whole.carrying += part.carrying
        whole.hits += part.hits
        whole.term_hits.update(part.term_hits)
        whole.sole.update(part.sole)
    return whole


def _of_article(document: ScoredDocument, measure: Measure, setting: Setting) -> _Part:
    sentences = looked_at(document, setting)
    wanted = {sentence.index for sentence in sentences}
    terms: dict[int, Counter[str]] = {}
    for hit, stance in selected(document, measure, setting):
        if hit.sentence in wanted and stance == measure.stance:
            terms.setdefault(hit.sentence, Counter())[hit.term] += 1
    return _Part(
        sentences=len(sentences),
        tokens=sum(len(sentence.tokens) for sentence in sentences),
        carrying=len(terms),
        hits=sum(counter.total() for counter in terms.values()),
        term_hits=sum(terms.values(), Counter()),
        sole=Counter(next(iter(counter)) for counter in terms.values() if len(counter) == 1),
    )


def _gap(first: float | None, second: float | None) -> float | None:
    return None if first is None or second is None else first - second


def _moved(row: Leverage) -> float:
    return float("inf") if row.remaining is None else abs(row.published - row.remaining)
