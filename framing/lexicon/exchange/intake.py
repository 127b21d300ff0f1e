"""Gathers what a foreign dictionary holds, entry by entry, and makes a lexicon and a report of it."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from framing.errors import LexiconError
from framing.lexicon.exchange.terms import Carried, NotCarriedError
from framing.lexicon.exchange.values import Counts, Item, Read, Report, Source
from framing.lexicon.load import is_name
from framing.model import Facet, Lexicon, Term

BETWEEN = " > "  # between the names of a nested category, where it is shown or must be written in one name
DEEPEST = 40  # categories within each other: no published dictionary has more than six
NO_ENTRIES = "a category without entries finds nothing, and is not kept"
_Path = tuple[str, ...]


@dataclass(slots=True)
class _Category:
    line: int
    pairs: set[str] = field(default_factory=set)
    terms: dict[str, tuple[int, str, float, str | None]] = field(default_factory=dict)


class Intake:
    """A dictionary while it is read: categories and entries go in, `finish` gives the lexicon and the report."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self._categories: dict[_Path, _Category] = {}
        self._rows = 0
        self._seen: set[str] = set()
        self._joined = 0
        self._lost: list[Item] = []
        self._changed: list[Item] = []
        self._notes: dict[str, int] = {}
        if source.guessed:
            self.note(f"it is not UTF-8 and was read as {source.encoding}; --encoding names another")

    @property
    def paths(self) -> tuple[_Path, ...]:
        """The categories so far, in the order of the file."""
        return tuple(self._categories)

    def patterns(self, path: _Path) -> list[str]:
        """Return the terms of a category and of those inside it."""
        inside = [one for name, one in self._categories.items() if name[: len(path)] == path]
        return [pattern for one in inside for pattern, _ in _in_order(one)]

    def category(self, path: Sequence[str], line: int) -> _Path:
        """Note a category by its names, outermost first, and return them tidied."""
        tidy = tidied(path)
        if len(tidy) > DEEPEST:
            what = f"more than {DEEPEST} categories within each other"
            raise self.fault(line, what, "check that this is the file you mean")
        if tidy in self._categories:
            self.note("categories of the same name are joined")
        for depth in range(1, len(tidy) + 1):
            self._categories.setdefault(tidy[:depth], _Category(line))
        return tidy

    def put(
        self,
        weights: Mapping[_Path, float],
        entry: str,
        read: Callable[[], Carried],
        *,
        line: int,
        note: str | None = None,
    ) -> None:
        """Add an entry to its categories, with its weight in each, as the term that `read` gives, or note why not."""
        held = [path for path, weight in weights.items() if weight]
        key = self.row(entry)
        for path in weights:
            self._categories[path].pairs.add(key)
        where = "; ".join(map(BETWEEN.join, weights))
        if not held:
            self.lose(line, entry, "a weight of 0 never counts", where)
            return
        if not all(map(math.isfinite, weights.values())):
            self.lose(line, entry, "its weight is too large for a number", where)
            return
        try:
            term = read()
        except NotCarriedError as error:
            self.lose(line, entry, str(error), where)
            return
        if term.changes:
            became = Item(line=line, category=where, entry=entry, reason="; ".join(term.changes), became=term.pattern)
            self._changed.append(became)
        for path in held:
            self._add(path, entry, term.pattern, line, weights[path], note)

    def row(self, entry: str) -> str:
        """Count a row of the file, and return the entry as it is compared with others."""
        key = " ".join(entry.casefold().split()) if entry.strip() == entry else entry.casefold()
        self._rows += 1
        self._seen.add(key)
        return key

    def lose(self, line: int, entry: str, reason: str, category: str = "") -> None:
        """Note an entry, or a part of one, that is not carried over; an entry that is not put is a `row` too."""
        self._lost.append(Item(line=line, category=category, entry=entry, reason=reason))

    def empty(self) -> list[int]:
        """Return the lines of the categories that hold no entry, nor does one inside them."""
        return [category.line for _, category in self._empty()]

    def note(self, text: str) -> None:
        """Note something that changes no match; the same note is said once, with how often."""
        self._notes[text] = self._notes.get(text, 0) + 1

    def fault(self, line: int, what: str, remedy: str) -> LexiconError:
        """Return the error for a file that is no dictionary of its kind."""
        return LexiconError(self.source.at(line), what, remedy)

    def finish(
        self, form: str, title: str, *, name: str = "", sets: Mapping[str, tuple[str, ...]] | None = None
    ) -> Read:
        """Return the lexicon and the report; `form` is the format's name, `title` what it is called.

        Raises LexiconError where no entry could be carried over.
        """
        counts = self._counts_in()
        for path, category in self._empty():
            self.lose(category.line, path[-1], NO_ENTRIES, BETWEEN.join(path))
        stem = self.source.path.stem
        facets = self._facets(slug(stem, "lexicon"))
        if not facets:
            raise self.fault(0, f"no entry of this {title} could be read", self._first_reason())
        lexicon = Lexicon(
            name=slug(stem, "lexicon"),
            title=name or stem,
            version="1",
            about=f"Read from {self.source.path.name}, a {title}.",
            facets=facets,
            sets=sets or {},
            compare_by="facets" if len(facets) > 1 else "frame",
            origin=str(self.source.path),
            sha256=self.source.sha256,
            set_lines={key: (0,) * (len(entries) + 1) for key, entries in (sets or {}).items()},
        )
        if self._joined:
            self._notes["entries that repeat one of their category are joined with it"] = self._joined
        return Read(
            lexicon=lexicon,
            report=Report(
                source=str(self.source.path),
                source_format=form,
                encoding=self.source.encoding,
                sha256=self.source.sha256,
                counts_in=counts,
                counts_out=counts_of(lexicon),
                lost=tuple(sorted(self._lost, key=lambda item: item.line)),
                changed=tuple(sorted(self._changed, key=lambda item: item.line)),
                notes=tuple(text if times == 1 else f"{text} ({times} times)" for text, times in self._notes.items()),
            ),
        )

    def _add(self, path: _Path, entry: str, pattern: str, line: int, weight: float, note: str | None) -> None:
        terms = self._categories[path].terms
        key = pattern.casefold()
        if key not in terms:
            terms[key] = (line, pattern, weight, note)
        elif terms[key][2] != weight:
            reason = f"the same entry stands on line {terms[key][0]} with the weight {terms[key][2]:g}"
            self.lose(line, f"{entry} ({weight:g})", reason, BETWEEN.join(path))
        else:
            self._joined += 1

    def _empty(self) -> list[tuple[_Path, _Category]]:
        filled = {path[:depth] for path, one in self._categories.items() if one.pairs for depth in range(len(path) + 1)}
        return [(path, one) for path, one in self._categories.items() if path not in filled]

    def _counts_in(self) -> Counts:
        pairs = {BETWEEN.join(path): len(one.pairs) for path, one in self._categories.items() if one.pairs}
        return Counts(
            categories=len(self._categories),
            rows=self._rows,
            terms=len(self._seen),
            pairs=sum(pairs.values()),
            by_category=pairs,
        )

    def _facets(self, lexicon: str) -> tuple[Facet, ...]:
        filled = {path: one for path, one in self._categories.items() if one.terms}
        names = facet_names(tuple(filled))
        return tuple(
            Facet(
                name=names[path],
                title=BETWEEN.join(path[_shared(tuple(filled)) :]),
                path=() if path == (names[path],) else path,
                line=category.line,
                terms=tuple(
                    Term(
                        id=f"{lexicon}/{names[path]}/{pattern}",
                        pattern=pattern,
                        facet=names[path],
                        weight=weight,
                        note=note,
                        line=line,
                        column=1,
                    )
                    for pattern, (line, _, weight, note) in _in_order(category)
                ),
            )
            for path, category in filled.items()
        )

    def _first_reason(self) -> str:
        if not self._lost:
            return "check that this is the file you mean"
        first = self._lost[0]
        return f"the first of {len(self._lost)} (line {first.line}, `{first.entry}`): {first.reason}"


def tidied(path: Sequence[str]) -> _Path:
    """Return the names of a category with white space folded and without characters that are not to be seen."""
    return tuple(_tidy(name) for name in path)


def counts_of(lexicon: Lexicon) -> Counts:
    """Return what a lexicon of ours holds: facets as categories, terms as rows."""
    paths = {facet.path or (facet.name,) for facet in lexicon.facets}
    nested = {path[:depth] for path in paths for depth in range(1, len(path) + 1)}
    pairs = {
        BETWEEN.join(facet.path or (facet.name,)): len({term.pattern.casefold() for term in facet.terms})
        for facet in lexicon.facets
    }
    return Counts(
        categories=len(nested),
        rows=len(lexicon.terms),
        terms=len({term.pattern.casefold() for term in lexicon.terms}),
        pairs=sum(pairs.values()),
        by_category=pairs,
    )


def facet_names(paths: Sequence[_Path]) -> dict[_Path, str]:
    """Return a facet's name for each category: its names joined by full stops, without the one that all share."""
    names: dict[_Path, str] = {}
    taken: set[str] = set()
    for path in paths:
        name = ".".join(slug(part, "category") for part in path[_shared(paths) :])
        number, free = 1, name
        while free in taken:
            number += 1
            free = f"{name}-{number}"
        taken.add(free)
        names[path] = free
    return names


def slug(name: str, otherwise: str) -> str:
    """Return a name as our files allow it: itself where it is one, else with `-` for what they do not allow."""
    if is_name(name):
        return name
    tidy = re.sub(r"[^\w.-]+", "-", name).strip("-._")
    return tidy if is_name(tidy) else otherwise


def _shared(paths: Sequence[_Path]) -> int:
    """Return 1 where all categories stand inside one that has no entries itself, else 0."""
    return int(len({path[0] for path in paths}) == 1 and all(len(path) > 1 for path in paths))


def _in_order(category: _Category) -> list[tuple[str, tuple[int, str, float, str | None]]]:
    held = sorted(category.terms.values(), key=lambda term: term[0])
    return [(term[1], term) for term in held]


def _tidy(name: str) -> str:
    printable = "".join(char if char.isprintable() else " " for char in unicodedata.normalize("NFC", name))
    return " ".join(printable.split()) or "unnamed"
