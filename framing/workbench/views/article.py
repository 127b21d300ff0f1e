"""The articles as the middle column shows them: the list with counts, and one text with its hits marked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from framing.model import Document, Hit, Sentence, Term
from framing.report.numbers import day
from framing.workbench.session import Session
from framing.workbench.views.lexicon import facet_styles, facet_titles
from framing.workbench.views.look import Look

MAX_LISTED = 100  # articles listed at once; the search and the order reach the others
# The browser drops the one and turns the other into a line feed: either would shift every offset after it.
_SHIFTING = {0x00: "\ufffd", 0x0D: " "}


@dataclass(frozen=True, kw_only=True, slots=True)
class ArticleRow:
    """One article in the list; `before` are its hits in the saved version."""

    index: int
    outlet: str
    title: str
    date: str
    hits: int
    before: int
    shown: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Mark:
    """Words that count: one hit, or several that overlap. `keys` are the numbers of their facets, `label` says all."""

    start: int
    end: int
    style: int
    keys: str
    label: str
    discounted: bool
    source: bool
    picked: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Piece:
    """Some text, marked or not."""

    text: str
    mark: Mark | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Part:
    """One sentence, or the white space between two (`start` is None then). `speaker` is set where a source begins."""

    start: int | None
    source: bool
    speaker: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class ArticlePanel:
    """The middle column: the list, and the article shown."""

    rows: tuple[ArticleRow, ...]
    found: int
    total: int
    index: int
    outlet: str
    title: str
    date: str
    words: int
    hits: int
    marks: int
    length: int
    paragraphs: tuple[tuple[Part, ...], ...]
    legend: tuple[tuple[int, int, str], ...]
    language: str


def article_panel(session: Session, look: Look) -> ArticlePanel:
    """Return the list of articles and the one that is looked at, with every hit of the draft marked."""
    found = _found(session, look)
    document = session.documents[look.article]
    article = document.article
    hits = session.state.hits(look.article)
    paragraphs = tuple(_paragraphs(document, _marks(session, document, hits, look)))
    styles, titles = facet_styles(session), facet_titles(session)
    present = {hit.facet for hit in hits}
    return ArticlePanel(
        rows=tuple(_row(session, index, shown=index == look.article) for index in found[:MAX_LISTED]),
        found=len(found),
        total=len(session.documents),
        index=look.article,
        outlet=article.outlet,
        title=article.title or article.id,
        date=day(article.published) if article.published else "",
        words=sum(len(sentence.tokens) for sentence in document.sentences),
        hits=len(hits),
        marks=sum(piece.mark is not None for parts in paragraphs for part in parts for piece in part.pieces),
        length=len(article.text),
        paragraphs=paragraphs,
        legend=tuple((*styles[name], titles[name]) for name in styles if name in present),
        language=article.language,
    )


def ordered(session: Session, look: Look) -> list[int]:
    """Return the articles in the order of the list, whatever is searched for: hits are gone through in this order."""
    now, before = session.state.hit_counts, session.saved.hit_counts
    indexes = range(len(session.documents))
    match look.order:
        case "hits":
            return sorted(indexes, key=lambda i: (-now[i], i))
        case "moved":
            return sorted(indexes, key=lambda i: (-abs(now[i] - before[i]), i))
        case _:
            return list(indexes)


def _found(session: Session, look: Look) -> list[int]:
    sought = look.title.casefold()
    every = ordered(session, look)
    if not sought:
        return every
    return [index for index in every if sought in _searched(session.documents[index])]


def _searched(document: Document) -> str:
    article = document.article
    return f"{article.outlet} {article.title or ''} {article.id}".casefold()


def _row(session: Session, index: int, *, shown: bool) -> ArticleRow:
    article = session.documents[index].article
    return ArticleRow(
        index=index,
        outlet=article.outlet,
        title=article.title or article.id,
        date=article.published.isoformat() if article.published else "",
        hits=session.state.hit_counts[index],
        before=session.saved.hit_counts[index],
        shown=shown,
    )


def _marks(session: Session, document: Document, hits: Sequence[Hit], look: Look) -> dict[int, list[Mark]]:
    """Return the marks of each sentence by its index; hits that overlap share one mark."""
    styles, titles = facet_styles(session), facet_titles(session)
    terms = {term.id: term for term in session.draft.lexicon.terms}
    found: dict[int, list[Mark]] = {}
    for sentence, group in groupby(sorted(hits, key=lambda h: (h.sentence, h.start, h.end)), key=lambda h: h.sentence):
        for together in _overlapping(group):
            mark = _mark(document, together, styles=styles, titles=titles, terms=terms, picked=look.term)
            found.setdefault(sentence, []).append(mark)
    return found


def _overlapping(hits: Iterable[Hit]) -> Iterator[list[Hit]]:
    together: list[Hit] = []
    end = -1
    for hit in hits:
        if together and hit.start >= end:
            yield together
            together = []
        together.append(hit)
        end = hit.end if len(together) == 1 else max(end, hit.end)
    if together:
        yield together


def _mark(
    document: Document,
    hits: Sequence[Hit],
    *,
    styles: Mapping[str, tuple[int, int]],
    titles: Mapping[str, str],
    terms: Mapping[str, Term],
    picked: str,
) -> Mark:
    start, end = hits[0].start, max(hit.end for hit in hits)
    facets = list(dict.fromkeys(hit.facet for hit in hits))
    source = hits[0].voice == "source"
    said = "; ".join(_said(hit, titles=titles, terms=terms) for hit in hits)
    words = " ".join(document.article.text[start:end].split())
    return Mark(
        start=start,
        end=end,
        style=styles[facets[0]][1],
        keys="+".join(str(styles[facet][0]) for facet in facets),
        label=f"{words}: {said}; {'in a source’s voice' if source else 'in the outlet’s voice'}",
        discounted=all(hit.stance == "discounted" for hit in hits),
        source=source,
        picked=bool(picked) and any(hit.term == picked for hit in hits),
    )


def _said(hit: Hit, *, titles: Mapping[str, str], terms: Mapping[str, Term]) -> str:
    cue = f" by “{hit.cue.text}”" if hit.cue else ""
    return f"{titles[hit.facet]}, {terms[hit.term].label}, {hit.stance}{cue}"


def _paragraphs(document: Document, marks: Mapping[int, list[Mark]]) -> Iterator[tuple[Part, ...]]:
    text = document.article.text
    speaking: str | None = None
    for _, group in groupby(document.sentences, key=lambda sentence: sentence.paragraph):
        parts: list[Part] = []
        end: int | None = None
        for sentence in group:
            if end is not None and sentence.start > end:
                gap = Piece(text=_shown(text[end : sentence.start]))
                parts.append(Part(start=None, source=False, speaker="", pieces=(gap,)))
            source = sentence.voice == "source"
            begins = source and (speaking is None or speaking != (sentence.speaker or ""))
            speaking = (sentence.speaker or "") if source else None
            parts.append(
                Part(
                    start=sentence.start,
                    source=source,
                    speaker=(sentence.speaker or "a source") if begins else "",
                    pieces=tuple(_pieces(text, sentence, marks.get(sentence.index, ()))),
                )
            )
            end = sentence.end
        yield tuple(parts)


def _pieces(text: str, sentence: Sentence, marks: Sequence[Mark]) -> Iterator[Piece]:
    place = sentence.start
    for mark in marks:
        if mark.start > place:
            yield Piece(text=_shown(text[place : mark.start]))
        yield Piece(text=_shown(text[mark.start : mark.end]), mark=mark)
        place = mark.end
    if place < sentence.end:
        yield Piece(text=_shown(text[place : sentence.end]))


def _shown(text: str) -> str:
    """Return text of the same length that a browser leaves as it is."""
    return text.translate(_SHIFTING)
