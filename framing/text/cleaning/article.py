"""A source becomes an article, or a reason why not. Everything taken out is kept, with its reason and its place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import PurePath
from typing import Literal

from framing.model import Article, Removal, Skipped, Source, Span
from framing.text.cleaning.blocks import ALL_KINDS
from framing.text.cleaning.html import extract
from framing.text.cleaning.markdown import plain
from framing.text.cleaning.normal import normalise
from framing.text.cleaning.page import Page, page_of
from framing.text.cleaning.rules import RuleSet, Where
from framing.text.cleaning.runs import least_words
from framing.text.cleaning.state import State
from framing.text.sentences import layout, words

# Under 50 words there are two or three sentences, and a share of sentences can only be 0, a third, a half or 1.
MIN_WORDS = 50
# A beginning of so many characters a word has all the words that are needed, and is soon counted.
LONG_WORD = 12
# The kind before which the edges of the page are looked at once more: by then teasers and boxes are gone from them.
EDGES_AGAIN_BEFORE = "head-lines"


@dataclass(frozen=True, kw_only=True, slots=True)
class Marked:
    """A page with what is to go.

    `text` is the normalised source text; every character of it that is not white space stands in exactly one of
    `removed` and `kept`, both in text order. `title` is the one known or found, `furniture`
    what extraction from HTML left outside of `text`.
    """

    text: str
    kept: tuple[Span, ...]
    removed: tuple[Removal, ...]
    title: str | None = None
    furniture: Removal | None = None


def clean(source: Source, rules: RuleSet, *, min_words: int = MIN_WORDS) -> Article | Skipped:
    """Return the article a source holds, or say why it is left out.

    The text is normalised once, what `rules` call boilerplate is taken out, and the paragraphs that remain are joined
    by blank lines; nothing else is changed. An article of fewer than `min_words` words is left out ("too-short"), so
    is a page of which nothing remains ("boilerplate-only") and a source without text ("empty"). A source of coded
    sentences is taken as it is.
    """
    if source.media_type == "sentences":
        return article_of(source, layout(source.rows)[0], None, ())
    marked = mark(source, rules)
    if not marked.text and marked.furniture is None:
        return _skipped(source, "empty", "there is no text in it")
    text = "\n\n".join(marked.text[span.start : span.end] for span in marked.kept)
    if not has_words(text, min_words):
        count = len(words(text))
        if not count:
            return _skipped(source, "boilerplate-only", f"all {len(marked.removed)} lines are furniture of a page")
        if count < min_words:
            return _skipped(source, "too-short", f"{count} words are left after cleaning, and {min_words} are needed")
    removed = marked.removed if marked.furniture is None else (marked.furniture, *marked.removed)
    return article_of(source, text, marked.title, removed)


def has_words(text: str, least: int) -> bool:
    """Whether the beginning of a text surely has so many words, and one at least."""
    beginning = text[: least * LONG_WORD].encode("utf-8", "surrogatepass")
    return least_words(beginning) >= max(1, least)


def mark(source: Source, rules: RuleSet) -> Marked:
    """Return the normalised text of a source with what is to be taken out of it: what a view of the cleaning shows."""
    furniture = None
    if source.media_type == "text/html":
        extracted = extract(source.text)
        text, furniture = normalise(extracted.text, unwrap=False), _furniture(extracted.words_in_page, extracted.text)
    elif source.media_type == "text/markdown":
        text = normalise(plain(source.text), unwrap=False)
    else:
        text = normalise(source.text)
    page = page_of(text, source.metadata)
    state = judge(page, rules)
    return Marked(
        text=text,
        kept=tuple(Span(page.lines[index].start, page.lines[index].end) for index in state.left()),
        removed=tuple(_removals(state)),
        title=state.title,
        furniture=furniture,
    )


def judge(page: Page, rules: RuleSet) -> State:
    """Return which lines of a page go, by which rule."""
    state = State(page=page, rules=rules)
    for index in range(len(page.lines)):
        rule = state.first(index, "anywhere")
        if rule is not None:
            state.remove(index, rule.reason, rule.id)
    _edges(state)
    for rule in rules.kinds:
        if rule.kind == EDGES_AGAIN_BEFORE:
            _edges(state)
        if rule.kind is not None:
            ALL_KINDS[rule.kind](state, rule)
    return state


def _edges(state: State) -> None:
    """Apply the rules of the head from the top down and those of the tail from the bottom up, until text stays."""
    places = range(len(state.lines))
    ways: tuple[tuple[Where, Iterable[int]], ...] = (("head", places), ("tail", reversed(places)))
    for where, indexes in ways:
        for index in indexes:
            if index in state.gone:
                continue
            rule = state.first(index, where, "edges")
            if rule is not None:
                state.remove(index, rule.reason, rule.id)
            elif state.lines[index].is_prose:
                break


def _removals(state: State) -> Iterable[Removal]:
    for index, verdict in sorted(state.gone.items()):
        line = state.lines[index]
        yield Removal(
            reason=verdict.reason,
            rule=verdict.rule,
            start=line.start,
            end=line.end,
            line=line.number,
            text=line.text,
        )


def _furniture(words_in_page: int, text: str) -> Removal:
    outside = max(0, words_in_page - len(words(text)))
    said = f"{outside:,} of the page's {words_in_page:,} words stand outside the article: menus, forms, other articles"
    return Removal(reason="page furniture", rule="trafilatura", start=0, end=0, line=1, text=said)


def article_of(source: Source, text: str, title: str | None, removed: tuple[Removal, ...]) -> Article:
    """Return the article of a source whose text is clean; `title` is the one found in it."""
    known = source.metadata
    return Article(
        id=known.get("id") or PurePath(source.origin).stem,
        outlet=known.get("outlet") or PurePath(source.origin).stem,
        text=text,
        origin=source.origin,
        sha256=source.sha256,
        title=known.get("title") or title,
        author=known.get("author"),
        published=date.fromisoformat(known["date"]) if "date" in known else None,
        date_basis=known.get("date_basis"),
        url=known.get("url"),
        language=known.get("language", "en"),
        group=known.get("group"),
        removed=removed,
    )


def _skipped(source: Source, reason: Literal["empty", "boilerplate-only", "too-short"], detail: str) -> Skipped:
    known = source.metadata
    return Skipped(
        origin=source.origin, reason=reason, detail=detail, outlet=known.get("outlet"), title=known.get("title")
    )
