"""The lexicon as the left column shows it: facets with their counts, and the terms of those that are open."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from framing.model import Facet, Term
from framing.tune.live import TermFacts
from framing.workbench.session import Session
from framing.workbench.views.look import Look, dom_id

MAX_TERMS = 400  # rows drawn of one facet: a browser lays out some hundreds without a pause
STYLES = 8  # facets with a colour and line of their own; more begin again, and their numbers tell them apart


@dataclass(frozen=True, kw_only=True, slots=True)
class TermRow:
    """One term. `before` is its hits in the saved version, None where it is new; `mark` is what happened to it."""

    dom: str
    id: str
    pattern: str
    note: str
    weight: str
    hits: int | None
    before: int | None
    risks: tuple[str, ...]
    dead: bool
    mark: str
    picked: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class FacetRow:
    """One facet; `terms` are empty while it is closed. `key` is the number that its hits carry in the text."""

    dom: str
    name: str
    title: str
    pole: str
    key: int
    style: int
    hits: int
    before: int
    articles: int
    open: bool
    count: int
    dead: int
    risky: int
    terms: tuple[TermRow, ...]
    more: int


@dataclass(frozen=True, kw_only=True, slots=True)
class LexiconPanel:
    """The left column. `narrowed` says that only some terms are shown; `shown` is how many match."""

    facets: tuple[FacetRow, ...]
    terms: int
    dead: int
    risky: int
    disabled: int
    narrowed: bool
    shown: int


def lexicon_panel(session: Session, look: Look) -> LexiconPanel:
    """Return the facets of the draft, with live counts beside those of the saved version."""
    narrowed = bool(look.find) or look.show != "all"
    known = session.saved_terms
    off = session.draft.disabled
    rows = []
    shown = 0
    for number, facet in enumerate(session.draft.lexicon.facets):
        terms = [_row(session, look, term, known=known) for term in _terms(facet, off)]
        kept = [row for row in terms if _wanted(row, look)]
        shown += len(kept)
        opened = bool(kept) if narrowed else facet.name in look.open
        rows.append(_facet_row(session, facet, number, terms=terms, kept=kept if opened else [], opened=opened))
    return LexiconPanel(
        facets=tuple(rows),
        terms=len(session.draft.lexicon.terms),
        dead=sum(row.dead for row in rows),
        risky=sum(row.risky for row in rows),
        disabled=len(session.draft.disabled),
        narrowed=narrowed,
        shown=shown,
    )


def facet_styles(session: Session) -> dict[str, tuple[int, int]]:
    """Return the number and the style of each facet by name: what its hits carry in the text."""
    return {facet.name: (n + 1, n % STYLES) for n, facet in enumerate(session.draft.lexicon.facets)}


def facet_titles(session: Session) -> Mapping[str, str]:
    """Return the title of each facet by name."""
    return {facet.name: facet.title or facet.name for facet in session.draft.lexicon.facets}


def _terms(facet: Facet, disabled: Sequence[Term]) -> list[Term]:
    """Return the terms of a facet in the order of the file, the disabled ones among them."""
    both = [*facet.terms, *(term for term in disabled if term.facet == facet.name)]
    return sorted(both, key=lambda term: (term.line, term.column))


def _facet_row(
    session: Session, facet: Facet, number: int, *, terms: list[TermRow], kept: list[TermRow], opened: bool
) -> FacetRow:
    facts = session.state.facets.get(facet.name)
    before = session.saved.facets.get(facet.name)
    return FacetRow(
        dom=dom_id("facet", facet.name),
        name=facet.name,
        title=facet.title or facet.name,
        pole=facet.pole or "",
        key=number + 1,
        style=number % STYLES,
        hits=facts.hits if facts else 0,
        before=before.hits if before else 0,
        articles=facts.articles if facts else 0,
        open=opened,
        count=len(facet.terms),
        dead=sum(row.dead for row in terms),
        risky=sum(bool(row.risks) and not row.dead for row in terms),
        terms=tuple(kept[:MAX_TERMS]),
        more=max(len(kept) - MAX_TERMS, 0),
    )


def _row(session: Session, look: Look, term: Term, *, known: Mapping[str, Term]) -> TermRow:
    facts = session.state.terms.get(term.id)
    saved = session.saved.terms.get(term.id)
    return TermRow(
        dom=dom_id("term", term.id),
        id=term.id,
        pattern=" ".join(term.pattern.split()),
        note=term.note or "",
        weight="" if term.weight == 1 else f"{term.weight:g}",
        hits=None if facts is None else facts.hits,
        before=None if saved is None else saved.hits,
        risks=() if facts is None else facts.risk,
        dead=facts is not None and is_dead(facts),
        mark="disabled" if facts is None else _mark(term, known.get(term.id)),
        picked=term.id == look.term,
    )


def is_dead(facts: TermFacts) -> bool:
    """Say whether a term has no hit in the corpus."""
    return facts.hits == 0


def _mark(term: Term, saved: Term | None) -> str:
    """Return what happened to a term since the saved version, in a word."""
    if saved is None:
        return "new"
    return "changed" if (saved.weight, saved.note) != (term.weight, term.note) else ""


def _wanted(row: TermRow, look: Look) -> bool:
    sought = look.find.casefold()
    if sought and sought not in row.pattern.casefold() and sought not in row.note.casefold():
        return False
    match look.show:
        case "dead":
            return row.dead
        case "risky":
            return bool(row.risks) and not row.dead
        case "changed":
            return bool(row.mark) or (row.hits is not None and row.hits != row.before)
        case _:
            return True
