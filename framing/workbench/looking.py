"""Requests that change nothing: what is shown, a term's drawer, why words count, and what a term would do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from starlette.responses import Response

from framing.errors import LexiconError
from framing.lexicon.spelling import PatternError
from framing.model import Term
from framing.workbench.answer import REFUSED, Answer, fragment, part
from framing.workbench.changes import added, edited
from framing.workbench.session import Session
from framing.workbench.views.article import ordered
from framing.workbench.views.lexicon import facet_titles
from framing.workbench.views.look import Look, look_of

Values = Mapping[str, str]

LONGEST_SELECTION = 200  # characters a new term is made from: more is a passage, no term


@dataclass(frozen=True, kw_only=True, slots=True)
class Fault:
    """What is wrong with a field: the text, what to do, and for a pattern the words around the fault."""

    what: str
    remedy: str
    column: int | None = None
    before: str = ""
    at: str = ""
    after: str = ""


def show_lexicon(session: Session, values: Values) -> Response:
    """Open or close a facet, or narrow the terms."""
    look = look_of(values, articles=len(session.documents))
    name = values.get("toggle", "")
    said = ""
    if name:
        opened = name not in look.open
        kept = tuple(other for other in look.open if other != name)
        look = replace(look, open=(*kept, name) if opened else kept)
    return part(session, Answer(look=look, panels=("lexicon",), said=said))


def show_article(session: Session, values: Values) -> Response:
    """Show another article: by its index, or the next or former one that has a hit (of the picked term: `of=term`)."""
    look = look_of(values, articles=len(session.documents))
    seek = values.get("seek", "")
    if seek in {"next", "prev"}:
        found = _sought(session, look, forward=seek == "next", term=look.term if values.get("of") == "term" else "")
        if found is None:
            which = "further" if seek == "next" else "earlier"
            return part(session, Answer(look=look, said=f"There is no {which} article with a hit.", status=REFUSED))
        look = replace(look, article=found)
    article = session.documents[look.article].article
    count = session.state.hit_counts[look.article]
    said = f"{article.outlet}: {article.title or article.id}. {_hits(count)}."
    return part(session, Answer(look=look, panels=("article",), said=said if values.get("open_article") else ""))


def show_term(session: Session, values: Values) -> Response:
    """Open a term in the drawer, and pick out its hits in the text."""
    look = look_of(values, articles=len(session.documents))
    term = session.term(look.term)
    if term is None:
        said = "This term is no longer in the lexicon."
        return part(session, Answer(look=replace(look, term=""), template="", panels=("lexicon", "article"), said=said))
    answer = Answer(
        look=look, template="term.html", values=term_values(session, term), panels=("lexicon", "article"), said=""
    )
    return part(session, answer)


def close_drawer(session: Session, values: Values) -> Response:
    """Close the drawer; no term is picked out any more."""
    look = replace(look_of(values, articles=len(session.documents)), term="")
    return part(session, Answer(look=look, template="", panels=("lexicon", "article")))


def show_new(session: Session, values: Values) -> Response:
    """Open the form for a new term, filled with selected words where there are any."""
    look = look_of(values, articles=len(session.documents))
    start, end = _span(session, look, values)
    words = " ".join(session.documents[look.article].article.text[start:end].split())
    passage = len(words) > LONGEST_SELECTION
    pattern = "" if passage else as_pattern(words)
    facet = values.get("facet") or (look.open[-1] if look.open else "")
    form = {"facet": facet, "pattern": pattern, "weight": "", "note": ""}
    return part(
        session,
        Answer(look=look, template="new.html", values={"form": form, "fault": None, "field": "", "passage": passage}),
    )


def check(session: Session, values: Values) -> Response:
    """Say under the field what a term as typed so far would do, or what is wrong with it. Nothing is changed."""
    pattern = " ".join(values.get("pattern", "").split())
    term = session.term(values.get("term", "")) if values.get("editing") else None
    if not pattern or (term is not None and pattern == " ".join(term.pattern.split())):
        return fragment("check.html", fault=None, facts=None, before=None, now=None)
    change = (
        added(values.get("facet", ""), pattern)
        if term is None
        else edited(term, pattern=pattern, weight=term.weight, note=term.note)
    )
    try:
        preview = session.preview(change)
    except LexiconError as error:
        return fragment("check.html", fault=fault_of(error), facts=None, before=None, now=None)
    facts = preview.state.terms.get(preview.term.id) if preview.term else None
    now, before = sum(preview.state.hit_counts), sum(session.state.hit_counts)
    return fragment("check.html", fault=None, facts=facts, before=before, now=now)


def why(session: Session, values: Values) -> Response:
    """Say in the drawer why selected words count or do not."""
    look = look_of(values, articles=len(session.documents))
    start, end = _span(session, look, values)
    if start == end:
        return part(session, Answer(look=look, said="No words are selected.", status=REFUSED))
    with session.lock:
        explanation = session.live.why(session.state, look.article, start, end)
    text = session.documents[look.article].article.text
    shown = {
        "why": explanation,
        "text": text,
        "titles": facet_titles(session),
        "start": start,
        "end": end,
        "known": {term.id for term in session.draft.lexicon.terms},
    }
    return part(session, Answer(look=look, template="why.html", values=shown, said=explanation.summary))


def term_values(session: Session, term: Term, **more: Any) -> dict[str, Any]:
    """Return what the drawer shows of a term: its facts, and the form filled with it."""
    facts = session.state.terms.get(term.id)
    form = {
        "pattern": " ".join(term.pattern.split()),
        "weight": f"{term.weight:g}",
        "note": term.note or "",
    }
    return {
        "term": term,
        "facts": facts,
        "before": session.saved.terms.get(term.id),
        "facet_title": facet_titles(session).get(term.facet, term.facet),
        "disabled": facts is None,
        "form": form,
        "fault": None,
        "field": "",
    } | more


def fault_of(error: LexiconError) -> Fault:
    """Return what a form says about an error, with the place where a pattern could not be read."""
    if not isinstance(error, PatternError):
        return Fault(what=error.what, remedy=error.remedy)
    before, rest = error.pattern[: error.at], error.pattern[error.at :]
    return Fault(
        what=error.what, remedy=error.remedy, column=error.at + 1, before=before, at=rest[:1] or " ", after=rest[1:]
    )


def as_pattern(words: str) -> str:
    """Return selected words as a term: as they are, in quotation marks where the term language would read more."""
    bare = words.strip(" \t\n,;:.!?…“”‘’\"'«»()[]–—")
    special = any(sign in bare for sign in '()|"*?@=/') or any(word in _OPERATORS for word in bare.split())
    return f'"{bare.replace(chr(34), "")}"' if special else bare


_OPERATORS = frozenset({"NEAR", "BEFORE", "AFTER", "NOT", "AND", "OR"})


def _span(session: Session, look: Look, values: Values) -> tuple[int, int]:
    """Return the selected span, within the text, whatever was sent."""
    length = len(session.documents[look.article].article.text)
    start, end = (_number(values.get(name, "")) for name in ("start", "end"))
    start = min(start, length)
    return start, min(max(end, start), length)


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 12 else 0


def _sought(session: Session, look: Look, *, forward: bool, term: str) -> int | None:
    """Return the next article with a hit in the order of the list, going round at its ends."""
    order = ordered(session, look)
    place = order.index(look.article)
    around = order[place + 1 :] + order[:place] if forward else order[:place][::-1] + order[place + 1 :][::-1]
    return next((index for index in around if _has_hit(session, index, term)), None)


def _has_hit(session: Session, index: int, term: str) -> bool:
    if not session.state.hit_counts[index]:
        return False
    return not term or any(hit.term == term for hit in session.state.hits(index))


def _hits(count: int) -> str:
    return "1 hit" if count == 1 else f"{count:,} hits"
