"""Candidates that a person accepted, and the lexicon's draft with them."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from framing.errors import InputError, LexiconError, nearest
from framing.lexicon.edit import Draft
from framing.tune.coded import read_records

YES: Final = frozenset({"x", "y", "yes", "1", "true", "✓", "✔"})
NO: Final = frozenset({"", "-", "n", "no", "0", "false"})


@dataclass(frozen=True, kw_only=True, slots=True)
class Accepted:
    """A term to be added; `facet` is None where it is left to what was proposed. `where` is where it was accepted."""

    pattern: str
    facet: str | None = None
    weight: float | None = None
    note: str | None = None
    lexicon_sha256: str = ""
    where: str = "--accept"


def read_option(text: str, facets: Iterable[str]) -> Accepted:
    """Return what `TERM` or `FACET/TERM` accepts; a slash that is not behind a facet's name is part of the term.

    Raises InputError for an empty term.
    """
    facet, slash, pattern = text.partition("/")
    named = bool(slash) and facet.strip() in set(facets)
    found = " ".join((pattern if named else text).split())
    if not found:
        raise InputError(f"--accept {text!r}", "there is no term", "write --accept TERM or --accept FACET/TERM")
    return Accepted(pattern=found, facet=facet.strip() if named else None, where=f"--accept {text!r}")


def parse_accepted(data: bytes, *, origin: str) -> tuple[Accepted, ...]:
    """Return the ticked rows of a table with the columns `accept` and `term`, and perhaps `facet`, `weight`, `note`.

    A row is ticked with x, yes, y, 1 or true, and not with an empty cell, no, n, 0 or false.

    Raises InputError with file, row and column for a table without these columns, a tick that is neither, an empty
    term or a weight that is no number, and where no row is ticked.
    """
    records = read_records(data, origin=origin)
    _, header = next(records, (0, []))
    for column in ("accept", "term"):
        if column not in header:
            where = f"{origin}: row 1"
            raise InputError(where, f"there is no column {column!r}", "give a table that `lexicon suggest` wrote")
    found = []
    for number, cells in records:
        row = dict(zip(header, (cell.strip() for cell in cells), strict=True))
        if _ticked(row["accept"], f"{origin}: row {number}, column accept"):
            found.append(_accepted(row, f"{origin}: row {number}"))
    if not found:
        raise InputError(origin, "no row is accepted", "write x in the column accept of those to add")
    return tuple(found)


def accept(draft: Draft, accepted: Iterable[Accepted], *, proposed: Mapping[str, str]) -> tuple[Draft, tuple[str, ...]]:
    """Return the draft with each accepted term at the end of its facet, and a note on each that is there already.

    The facet is the one given, else the `proposed` one of the term, else the lexicon's only one. Raises InputError
    where none of these is there, LexiconError for an unknown facet and a term that cannot be read or can never match.
    """
    facets = [facet.name for facet in draft.lexicon.facets]
    notes = []
    for item in accepted:
        pattern = unguarded(item.pattern)
        facet = item.facet or proposed.get(pattern) or (facets[0] if len(facets) == 1 else None)
        if facet is None:
            remedy = f"name its facet: {facets[0]}/{pattern}, with one of {', '.join(facets)}"
            raise InputError(item.where, f"`{pattern}` is no candidate, so no facet is proposed", remedy)
        if facet not in facets:
            raise LexiconError(item.where, f"there is no facet {facet}", nearest(facet, facets))
        there = _already(draft, facet, pattern)
        if there:
            notes.append(there)
        else:
            draft = draft.add_term(facet, pattern, weight=item.weight, note=item.note)
    return draft, tuple(notes)


def guarded(pattern: str) -> str:
    """Return a term as a cell that a spreadsheet does not take for a formula: `=US` in parentheses, the same term."""
    return f"({pattern})" if pattern.startswith("=") else pattern


def unguarded(pattern: str) -> str:
    """Return the term that `guarded` made a cell of."""
    bare = pattern[1:-1]
    return bare if pattern.startswith("(=") and pattern.endswith(")") and not set(bare) & set("()|") else pattern


def _already(draft: Draft, facet: str, pattern: str) -> str:
    lexicon = draft.lexicon
    for held in next(each for each in lexicon.facets if each.name == facet).terms:
        if " ".join(held.pattern.split()) == pattern:
            return f"`{pattern}` is in {facet} already (line {held.line})"
    return ""


def _ticked(cell: str, where: str) -> bool:
    if cell.casefold() in YES:
        return True
    if cell.casefold() in NO:
        return False
    raise InputError(where, f"{cell!r} says neither yes nor no", "write x to accept the term, or leave it empty")


def _accepted(row: Mapping[str, str], where: str) -> Accepted:
    pattern = " ".join(row["term"].split())
    if not pattern:
        raise InputError(f"{where}, column term", "the term is empty", "fill it in, or take the tick away")
    return Accepted(
        pattern=pattern,
        facet=row.get("facet") or None,
        weight=_weight(row.get("weight", ""), f"{where}, column weight"),
        note=row.get("note") or None,
        lexicon_sha256=row.get("lexicon_sha256", ""),
        where=where,
    )


def _weight(cell: str, where: str) -> float | None:
    if not cell:
        return None
    try:
        weight = float(cell.replace("−", "-").replace(",", "."))
    except ValueError:
        weight = math.nan
    if not math.isfinite(weight) or weight == 0:
        raise InputError(
            where, f"{cell!r} is no weight", "a weight is any number but 0; leave it empty for the facet's"
        )
    return weight
