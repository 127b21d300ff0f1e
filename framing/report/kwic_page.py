"""A concordance as one offline page: counts on top, every hit in its context below."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from framing.model import Corpus
from framing.report.numbers import count, days, percent, plural, printable, shorten
from framing.report.page import render_page
from framing.tune.kwic import KwicLine

MOST_ROWS = 8
"""Rows of a table of counts: a corpus may have hundreds of outlets, and the hits are what the page is for."""

NAME = 44
"""Characters of a name in a table of counts; the longest terms of the house have 400."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ContextRow:
    """One hit as printed. `spaced` says whether white space parts the hit from its neighbours (none before a comma)."""

    outlet: str
    day: str
    left: str
    hit: str
    right: str
    mark: str
    how: str
    cue: str
    place: str
    spaced_left: bool
    spaced_right: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class _Tally:
    name: str
    hits: str
    asserted: str
    discounted: str
    source: str


@dataclass(frozen=True, kw_only=True, slots=True)
class _Table:
    title: str
    column: str
    rows: tuple[_Tally, ...]
    note: str


def kwic_page(lines: Sequence[KwicLine], *, query: str, corpus: Corpus, found: int | None = None) -> str:
    """Return the lines as a self-contained HTML page, in their order; the same lines give the same text.

    `found` is the number of hits where `lines` are only the first of them.
    """
    whole = len(lines) if found is None else found
    shown = "" if whole == len(lines) else f" The first {count(len(lines))} are shown and counted below."
    outlets = {line.outlet for line in lines}
    place = _placing(lines)
    where = f"in {plural(len({line.article for line in lines}), 'article')} of {plural(len(outlets), 'outlet')}"
    none = f"No hit in {plural(len(corpus.documents), 'article')}."
    return render_page(
        "kwic.html",
        title=f"“{printable(query)}” in context",
        kicker=f"Concordance · {printable(corpus.name)}",
        standfirst=f"{plural(whole, 'hit')} {where}{_span(lines)}.{shown}" if lines else none,
        footer="Contexts end at the paragraph. Whether a hit is asserted or discounted, and who says it, is decided by "
        "cue words; framing validate measures how often that is right.",
        figures=_figures(lines),
        tables=_tables(lines),
        rows=[context_row(line, place=place(line)) for line in lines],
    )


def _span(lines: Sequence[KwicLine]) -> str:
    dates: list[date] = [line.published for line in lines if line.published is not None]
    return f", {days(min(dates), max(dates))}" if dates else ""


def _figures(lines: Sequence[KwicLine]) -> list[tuple[str, str, str]]:
    """Return label, figure and share of what stands on top."""
    if not lines:
        return []
    stance = Counter(line.stance for line in lines)
    source = sum(line.voice == "source" for line in lines)
    return [
        ("hits", count(len(lines)), ""),
        ("asserted", count(stance["asserted"]), percent(stance["asserted"], len(lines))),
        ("discounted", count(stance["discounted"]), percent(stance["discounted"], len(lines))),
        ("said by a source", count(source), percent(source, len(lines))),
        ("with a named speaker", count(sum(line.speaker is not None for line in lines)), ""),
    ]


def _tables(lines: Sequence[KwicLine]) -> list[_Table]:
    tables = [_table("Hits by outlet", "Outlet", [(line.outlet, line) for line in lines])]
    if len({line.term for line in lines}) > 1:
        tables.append(_table("Hits by term", "Term", [(" ".join(line.term.split()), line) for line in lines]))
    forms = [(" ".join(line.hit.casefold().split()), line) for line in lines]
    if len({form for form, _ in forms}) > 1:
        tables.append(_table("Hits by wording", "Words", forms))
    return [table for table in tables if table.rows]


def _table(title: str, column: str, named: Sequence[tuple[str, KwicLine]]) -> _Table:
    groups: dict[str, list[KwicLine]] = {}
    for name, line in named:
        groups.setdefault(name, []).append(line)
    largest = sorted(groups.items(), key=lambda item: (-len(item[1]), item[0]))
    left = largest[MOST_ROWS:]
    rest = f"and {count(len(left))} more with {plural(sum(len(group) for _, group in left), 'hit')}" if left else ""
    return _Table(
        title=title,
        column=column,
        rows=tuple(_tally(name, group) for name, group in largest[:MOST_ROWS]),
        note=rest,
    )


def _tally(name: str, lines: Sequence[KwicLine]) -> _Tally:
    asserted = sum(line.stance == "asserted" for line in lines)
    return _Tally(
        name=shorten(name, NAME),
        hits=count(len(lines)),
        asserted=count(asserted),
        discounted=count(len(lines) - asserted),
        source=count(sum(line.voice == "source" for line in lines)),
    )


def _placing(lines: Sequence[KwicLine]) -> Callable[[KwicLine], str]:
    """Return what to call the facet of a line: nothing where there is one, its frame too where there are several."""
    if len({line.frame for line in lines}) > 1:
        return lambda line: f"{line.frame}/{line.facet}"
    return (lambda line: line.facet) if len({line.facet for line in lines}) > 1 else lambda _: ""


def context_row(line: KwicLine, *, place: str) -> ContextRow:
    """Return a hit as the pages print it; `place` says below how it is said what else there is to say."""
    marks = [name for name in (line.stance, line.voice) if name in ("discounted", "source")]
    voice = (f"source: {printable(line.speaker)}" if line.speaker else "source") if line.voice == "source" else "outlet"
    return ContextRow(
        outlet=printable(line.outlet),
        day=line.published.isoformat() if line.published else "",
        left=printable(line.left),
        hit=printable(line.hit),
        right=printable(line.right),
        mark=" ".join(marks),
        how=f"{line.stance} · {voice}",
        cue=printable(line.cue or ""),
        place=printable(place),
        spaced_left=line.left[-1:].isspace(),
        spaced_right=line.right[:1].isspace(),
    )
