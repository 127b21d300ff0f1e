"""Two versions of a lexicon as one offline page: what moved, with every hit lost and gained in its context."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from framing import __version__
from framing.model import Corpus
from framing.report.data import measure_id
from framing.report.diff_tables import (
    outlet_figures,
    outlets_table,
    rows_table,
    terms_table,
    validity_table,
    verdicts_table,
)
from framing.report.kwic_page import ContextRow, context_row
from framing.report.numbers import count, join, percent, plural, printable
from framing.report.page import render_page
from framing.report.view import Figure, Table
from framing.tune.diff import LexiconDiff, MovedHit, gate_values

MOST_HITS = 300
"""Hits of a kind that are printed: more is read in the CSV, sorted and filtered."""


@dataclass(frozen=True, kw_only=True, slots=True)
class _Section:
    """A part of the page: a note, figures, tables, hits in context. `key` says how hits are marked."""

    title: str
    note: str = ""
    figures: tuple[Figure, ...] = ()
    tables: tuple[Table, ...] = ()
    rows: tuple[ContextRow, ...] = ()
    key: bool = False
    more: str = ""


def diff_page(found: LexiconDiff, *, corpus: Corpus) -> str:
    """Return what moved as a self-contained HTML page; the same versions on the same corpus give the same text."""
    sections = [_validity(found), _scores(found), *_hits(found), _terms(found)]
    return render_page(
        "diff.html",
        title=headline(found),
        kicker=f"Lexicon diff · {printable(corpus.name)}",
        standfirst=_standfirst(found, corpus),
        footer=_footer(found),
        counts=_counts(found),
        sections=[section for section in sections if section is not None],
    )


def headline(found: LexiconDiff) -> str:
    """Return what moved in one sentence: hits first, then verdicts; never more than the numbers say."""
    moved = [
        plural(number, "hit") + f" {kind}" if first else f"{count(number)} {kind}"
        for first, (kind, number) in _numbered(found)
    ]
    hits = join(moved) if moved else "No hit moves"
    verdicts = len(found.verdicts)
    if not verdicts:
        return f"{hits}; no verdict changes" if moved else hits
    return f"{hits}; {plural(verdicts, 'verdict')} {'changes' if verdicts == 1 else 'change'}"


def _numbered(found: LexiconDiff) -> list[tuple[bool, tuple[str, int]]]:
    numbers = {"lost": len(found.of_kind("lost")), "gained": len(found.of_kind("gained"))}
    numbers["changed"] = len(found.of_kind("changed"))
    told = [(kind, number) for kind, number in numbers.items() if number]
    return [(place == 0, pair) for place, pair in enumerate(told)]


def _standfirst(found: LexiconDiff, corpus: Corpus) -> str:
    text = (
        f"{printable(found.old.origin)} ({printable(found.old.version)}) to {printable(found.new.origin)} "
        f"({printable(found.new.version)}) on {plural(len(corpus.documents), 'article')}: "
        f"{plural(found.hits_before, 'hit')} before, {count(found.hits_after)} after."
    )
    told = [
        f"{measure_id(move.measure)} from {move.before.f1:.2f} to {move.after.f1:.2f}"
        for move in found.validity
        if move.before is not None and move.after is not None and move.before.f1 is not None
        if move.after.f1 is not None and f"{move.before.f1:.2f}" != f"{move.after.f1:.2f}"
    ]
    return text + (f" F1 moves: {join(told[:3])}." if told else "")


def _footer(found: LexiconDiff) -> str:
    cues = "" if found.cues_before == found.cues_after else " The cue lists differ too."
    return (
        f"Before: SHA-256 {found.old.sha256[:12]}; after: SHA-256 {found.new.sha256[:12]}; framing {__version__}, seed "
        f"{found.setting.seed}.{cues} The same articles are scored twice, so a change of a share has no sampling "
        "error; the intervals are those of each share by itself."
    )


def _counts(found: LexiconDiff) -> list[tuple[str, str, str]]:
    values = gate_values(found)
    lost, gained = len(found.of_kind("lost")), len(found.of_kind("gained"))
    return [
        ("hits lost", count(lost), percent(lost, found.hits_before) if lost else ""),
        ("hits gained", count(gained), percent(gained, found.hits_before) if gained else ""),
        ("hits changed", count(len(found.of_kind("changed"))), ""),
        ("changes of rank", count(int(values["rank-changes"] or 0)), ""),
        ("changes of verdict", count(len(found.verdicts)), ""),
        ("terms that differ", count(len(found.terms)), ""),
    ]


def _validity(found: LexiconDiff) -> _Section | None:
    table = validity_table(found)
    if table is None:
        return None
    rows = rows_table(found)
    return _Section(title="How right it is", tables=(table,) if rows is None else (table, rows))


def _scores(found: LexiconDiff) -> _Section:
    tables = [table for table in (verdicts_table(found), outlets_table(found)) if table is not None]
    still = "" if tables else "No share, interval, rank or verdict of an outlet moves."
    return _Section(title="Outlets", note=still, figures=outlet_figures(found), tables=tuple(tables))


def _hits(found: LexiconDiff) -> list[_Section]:
    sections: list[_Section] = []
    lost, gained, changed = (found.of_kind(kind) for kind in ("lost", "gained", "changed"))
    for title, hits in (("Hits lost", lost), ("Hits gained", gained), ("Hits changed", changed)):
        if hits:
            sections.append(
                _Section(
                    title=f"{title} ({count(len(hits))})",
                    rows=tuple(_row(hit) for hit in hits[:MOST_HITS]),
                    key=not sections,
                    more=_more(hits),
                )
            )
    return sections


def _row(hit: MovedHit) -> ContextRow:
    line = hit.line
    if hit.before is None or hit.after is None:
        return context_row(line, place=f"{line.facet} · {hit.why}")
    row = context_row(line, place=_changes(hit))
    if hit.before.stance == hit.after.stance and hit.before.voice == hit.after.voice:
        return row
    then = context_row(hit.before, place="").how
    return replace(row, how=f"{then} → {row.how}")


def _changes(hit: MovedHit) -> str:
    """Return what a hit of both versions differs in, besides how it is said."""
    told = []
    if hit.before is None or hit.after is None:
        return ""
    if "words" in hit.changes:
        told.append(f"was “{printable(hit.before.hit)}”")
    if "facet" in hit.changes:
        told.append(f"{hit.before.facet} → {hit.after.facet}")
    if "term" in hit.changes:
        told.append("by another term")
    if "weight" in hit.changes:
        told.append("another weight")
    return " · ".join([*told] if "facet" in hit.changes else [hit.after.facet, *told])


def _more(hits: Sequence[MovedHit]) -> str:
    left = len(hits) - MOST_HITS
    return f"and {plural(left, 'hit')} more, which the CSV holds" if left > 0 else ""


def _terms(found: LexiconDiff) -> _Section:
    table = terms_table(found)
    if table is None:
        return _Section(title="Terms that differ", note="The versions have the same terms, weights and sets.")
    return _Section(title="Terms that differ", tables=(table,))
