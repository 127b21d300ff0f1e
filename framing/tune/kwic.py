"""Concordance (KWIC): every hit in its context, with whose voice it is, its stance and the cue that decided."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from framing.model import Facet, Hit, Lexicon, ScoredDocument, Scores, Stance, Term, Voice

QUERY = "query"
CONTEXT = 60


@dataclass(frozen=True, kw_only=True, slots=True)
class KwicLine:
    """One hit, and what stands beside it in its paragraph: at most `context` characters on each side, whole words.

    `term` is the pattern as written, `start` and `end` are the hit's half-open code-point offsets into the article's
    text, `cue` is the words that decided the stance.
    """

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
    start: int
    end: int


def concordance(
    scores: Scores, *, facet: str | None = None, term: str | None = None, context: int = CONTEXT
) -> Iterator[KwicLine]:
    """Yield the hits of the scores in text order; of one facet or of one term (by its id) only, where one is named."""
    patterns = {(lexicon.name, each.id): each.pattern for lexicon in scores.lexicons for each in lexicon.terms}
    for scored in scores.documents:
        for hit in scored.hits:
            if facet in (None, hit.facet) and term in (None, hit.term):
                yield kwic_line(scored, hit, pattern=patterns[hit.lexicon, hit.term], context=context)


def query_lexicon(pattern: str, *, sets: Mapping[str, tuple[str, ...]] | None = None) -> Lexicon:
    """Return a lexicon of one term, so that a free query is looked for, judged and shown like any other term.

    `sets` are the word sets that the term may name.
    """
    term = Term(id=f"{QUERY}/{QUERY}/{pattern}", pattern=pattern, facet=QUERY)
    facet = Facet(name=QUERY, title="Query", terms=(term,))
    return Lexicon(
        name=QUERY,
        title="Query",
        version="0",
        about="A free query.",
        facets=(facet,),
        sets=sets or {},
        origin="the query",
    )


def kwic_line(scored: ScoredDocument, hit: Hit, *, pattern: str, context: int = CONTEXT) -> KwicLine:
    """Return one hit in its context; `pattern` is its term as written."""
    article = scored.document.article
    sentence = scored.document.sentences[hit.sentence]
    text = article.text
    start = text.rfind("\n\n", 0, hit.start)
    end = text.find("\n\n", hit.end)
    return KwicLine(
        article=article.id,
        outlet=article.outlet,
        published=article.published,
        sentence=hit.sentence,
        left=_before(text, 0 if start == -1 else start + 2, hit.start, context=context),
        hit=_folded(text[hit.start : hit.end]),
        right=_after(text, hit.end, len(text) if end == -1 else end, context=context),
        frame=hit.lexicon,
        facet=hit.facet,
        term=pattern,
        voice=hit.voice,
        speaker=sentence.speaker,
        stance=hit.stance,
        cue=hit.cue.text if hit.cue else None,
        start=hit.start,
        end=hit.end,
    )


def _before(text: str, first: int, last: int, *, context: int) -> str:
    """Return at most `context` characters before `last`, beginning with a whole word where a space allows it."""
    start = max(first, last - context)
    if start > first and not text[start - 1].isspace():
        space = next((place for place in range(start, last) if text[place].isspace()), None)
        start = start if space is None else space + 1
    return _folded(text[start:last])


def _after(text: str, first: int, last: int, *, context: int) -> str:
    end = min(last, first + context)
    if end < last and not text[end].isspace():
        space = next((place for place in range(end - 1, first - 1, -1) if text[place].isspace()), None)
        end = end if space is None else space
    return _folded(text[first:end])


def _folded(text: str) -> str:
    """Return the text on one line; a space at either end stays, since it parts the words."""
    return "".join(" " if char.isspace() else char for char in text)
