"""Concordance (KWIC): every hit in its context, with whose voice it is, its stance and the cue that decided."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from framing.model import Facet, Hit, Lexicon, ScoredDocument, Scores, Stance, Term, Voice

QUERY = "query"
CONTEXT = 60


@dataclass(frozen=True, kw_only=True, slots=True)
class KwicLine:
    """One hit; `left` and `right` are what stands beside it in its paragraph, at most `context` characters each."""

    article: str
    outlet: str
    published: date | None
    sentence: int
    left: str
    hit: str
    right: str
    frame: str
    facet: str
    term: str
    voice: Voice
    speaker: str | None
    stance: Stance
    cue: str | None


def concordance(scores: Scores, *, facet: str | None = None, context: int = CONTEXT) -> Iterator[KwicLine]:
    """Yield the hits of the scores in text order; of one facet only, where one is named."""
    patterns = {(lexicon.name, term.id): term.pattern for lexicon in scores.lexicons for term in lexicon.terms}
    for scored in scores.documents:
        for hit in scored.hits:
            if facet is None or hit.facet == facet:
                yield _line(scored, hit, pattern=patterns[hit.lexicon, hit.term], context=context)


def query_lexicon(pattern: str) -> Lexicon:
    """Return a lexicon of one term, so that a free query is looked for, judged and shown like any other term."""
    term = Term(id=f"{QUERY}/{QUERY}/{pattern}", pattern=pattern, facet=QUERY)
    facet = Facet(name=QUERY, title="Query", terms=(term,))
    return Lexicon(name=QUERY, title="Query", version="0", about="A free query.", facets=(facet,), origin="the query")


def _line(scored: ScoredDocument, hit: Hit, *, pattern: str, context: int) -> KwicLine:
    article = scored.document.article
    sentence = scored.document.sentences[hit.sentence]
    text = article.text
    start = text.rfind("\n", 0, hit.start) + 1
    end = text.find("\n", hit.end)
    end = len(text) if end == -1 else end
    return KwicLine(
        article=article.id,
        outlet=article.outlet,
        published=article.published,
        sentence=hit.sentence,
        left=_folded(text[max(start, hit.start - context) : hit.start]),
        hit=_folded(text[hit.start : hit.end]),
        right=_folded(text[hit.end : min(end, hit.end + context)]),
        frame=hit.lexicon,
        facet=hit.facet,
        term=pattern,
        voice=hit.voice,
        speaker=sentence.speaker,
        stance=hit.stance,
        cue=hit.cue.text if hit.cue else None,
    )


def _folded(text: str) -> str:
    return " ".join(text.split("\n"))
