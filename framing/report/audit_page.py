"""An audit as one offline page: what the lexicon touches, which terms deserve a look, and what each of them did."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from framing import __version__
from framing.model import Corpus
from framing.report.audit_tables import (
    MOST_TERMS,
    article_figure,
    catches_table,
    coverage_table,
    differing_table,
    overlaps_table,
    points,
)
from framing.report.numbers import count, days, percent, plural, printable, shorten
from framing.report.page import render_page
from framing.report.view import Table
from framing.tune.audit import Audit, TermAudit

NAME = 150
"""Characters of a term; the longest of the house have 400, most of them guards."""

LARGEST = 5  # terms whose part of the hits is said on top


@dataclass(frozen=True, kw_only=True, slots=True)
class _Look:
    """A term with reasons to look at it; a reason is pieces of text, each with whether it is a term."""

    name: str
    place: str
    reasons: tuple[tuple[tuple[str, bool], ...], ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class _Line:
    """What one term did, as printed; `bar` is its part of the largest, in per cent."""

    name: str
    place: str
    forms: str
    hits: str
    share: str
    bar: str
    asserted: str
    discounted: str
    source: str
    sole: str
    articles: str
    outlets: str
    without: str


@dataclass(frozen=True, kw_only=True, slots=True)
class _Dead:
    facet: str
    terms: tuple[str, ...]


def audit_page(found: Audit, *, corpus: Corpus) -> str:
    """Return an audit as a self-contained HTML page; the same audit gives the same text."""
    live = [term for term in found.terms if term.status == "live"]
    look = [term for term in found.worst_first if term.risks]
    return render_page(
        "audit.html",
        title=f"{printable(found.lexicon.title)}: {count(len(live))} of {plural(len(found.terms), 'term')} hit",
        kicker=f"Lexicon audit · {printable(corpus.name)}",
        standfirst=_standfirst(found, live, corpus),
        footer=_footer(found),
        counts=_counts(found, live),
        look=[_looked(term) for term in look[:MOST_TERMS]],
        look_more=_more(len(look)),
        lines=_lines(found),
        lines_more=_more(len(found.worst_first)),
        carrier=_carrier(found),
        figure=article_figure(found),
        tables=_tables(found),
        untested=_untested(found),
        dead=_dead(found.dead),
        dead_count=plural(len(found.dead), "term"),
    )


def _standfirst(found: Audit, live: Sequence[TermAudit], corpus: Corpus) -> str:
    whole = found.coverage[0]
    dates = [d.article.published for d in corpus.documents if d.article.published is not None]
    when = f", {days(min(dates), max(dates))}" if dates else ""
    text = (
        f"{plural(whole.hits, 'hit')} in {count(whole.touched_articles)} of {plural(whole.articles, 'article')} and "
        f"{count(whole.touched_sentences)} of {plural(whole.sentences, 'sentence')}{when}."
    )
    if len(live) > LARGEST:
        largest = sorted((term.hits for term in live), reverse=True)[:LARGEST]
        text += f" The five terms with the most hits make {percent(sum(largest), whole.hits)} of them."
    return text


def _footer(found: Audit) -> str:
    voice = {"all": "every sentence", "outlet": "the outlets' own sentences", "source": "what sources say"}
    return (
        f"{printable(found.lexicon.name)} {printable(found.lexicon.version)} (SHA-256 {found.lexicon.sha256[:12]}), "
        f"framing {__version__}, seed {found.setting.seed}. Looked at: {voice[found.setting.voice]}. Hits are of "
        f"either stance. A term is called different between outlets only where a permutation of {found.unit}s, "
        "adjusted for every term and outlet tested, and the interval of the difference agree."
    )


def _counts(found: Audit, live: Sequence[TermAudit]) -> list[tuple[str, str, str]]:
    whole = found.coverage[0]
    return [
        ("hits", count(whole.hits), ""),
        ("sentences with a hit", count(whole.touched_sentences), percent(whole.touched_sentences, whole.sentences)),
        ("articles with a hit", count(whole.touched_articles), percent(whole.touched_articles, whole.articles)),
        ("terms that hit", count(len(live)), percent(len(live), len(found.terms))),
        ("only where another wins", count(len(found.terms) - len(live) - len(found.dead)), ""),
        ("match nowhere", count(len(found.dead)), percent(len(found.dead), len(found.terms))),
    ]


def _looked(term: TermAudit) -> _Look:
    reasons = tuple(_sentence(risk.reason) for risk in term.risks)
    return _Look(name=shorten(term.label, NAME), place=_place(term), reasons=reasons)


def _sentence(reason: str) -> tuple[tuple[str, bool], ...]:
    """Return a reason as pieces: what stands between two backticks is a term."""
    pieces = (reason[:1].upper() + reason[1:]).split("`")
    return tuple((piece, number % 2 == 1) for number, piece in enumerate(pieces) if piece)


def _place(term: TermAudit) -> str:
    return f"line {term.line} · {term.facet}" + (f" · {plural(term.hits, 'hit')}" if term.hits else "")


def _lines(found: Audit) -> list[_Line]:
    ranked = sorted((term for term in found.terms if term.matches), key=lambda term: (-term.hits, term.line))
    most = max((term.hits for term in ranked), default=0)
    return [_line(term, found, most=most) for term in ranked[:MOST_TERMS]]


def _line(term: TermAudit, found: Audit, *, most: int) -> _Line:
    forms = ", ".join(f"{printable(form)} {number}" for form, number in term.forms[:LARGEST])
    more = len(term.forms) - LARGEST
    weight = "" if term.weight == 1 else f" · weight {term.weight:g}"
    return _Line(
        name=shorten(term.label, NAME),
        place=f"line {term.line} · {term.facet}{weight}",
        forms=f"{forms} and {count(more)} more" if more > 0 else forms,
        hits=count(term.hits),
        share=percent(term.hits, found.hits),
        bar=f"{100 * term.hits / most if most else 0:.1f}",
        asserted=count(term.hits - term.discounted),
        discounted=count(term.discounted),
        source=count(term.quoted),
        sole=count(term.sole),
        articles=count(term.articles),
        outlets=count(len(term.outlets)),
        without="–" if term.leverage is None else points(term.leverage.remaining),
    )


def _more(number: int) -> str:
    left = number - MOST_TERMS
    return f"and {count(left)} more, which the CSV of this audit holds" if left > 0 else ""


def _carrier(found: Audit) -> str:
    """Return the difference that the lexicon leads with, in words; empty with one outlet."""
    leading = found.leading
    if leading is None or leading.value is None:
        return ""
    facet = "" if leading.measure.facet is None else f" ({leading.measure.facet})"
    return (
        f"{printable(leading.outlet)} minus {printable(leading.other or 'the rest')}{facet}: {points(leading.value)} "
        f"points, {leading.verdict}."
    )


def _tables(found: Audit) -> list[Table]:
    made: Iterable[Table | None] = (
        coverage_table(found),
        differing_table(found),
        catches_table(found),
        overlaps_table(found),
    )
    return [table for table in made if table is not None]


def _untested(found: Audit) -> str:
    """Return what is said where no term differs between outlets; empty where one does."""
    if len(found.coverage) < 3:
        return ""
    rates = [rate for term in found.terms for rate in term.rates]
    if any(rate.verdict in ("higher", "lower") for rate in rates):
        return ""
    tested = sum(any(rate.p is not None for rate in term.rates) for term in found.terms)
    if not tested:
        return "No term stands in enough articles to test whether outlets use it differently."
    return f"Of {plural(tested, 'term')} with enough text to test, none is used differently by an outlet."


def _dead(dead: Sequence[TermAudit]) -> list[_Dead]:
    facets: dict[str, list[str]] = {}
    for term in dead:
        facets.setdefault(term.facet, []).append(f"{term.line}: {shorten(term.pattern, NAME)}")
    return [_Dead(facet=facet, terms=tuple(terms)) for facet, terms in facets.items()]
