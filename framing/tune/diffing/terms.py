"""Which terms the versions share, known by their identity: facet and pattern."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace

from framing.model import Lexicon, Scores, Term
from framing.tune.diffing.values import TermChange
from framing.tune.live.matching import Key, key_of


def renamed(lexicon: Lexicon, name: str) -> Lexicon:
    """Return the lexicon under another name, its terms known by that name too."""
    if lexicon.name == name:
        return lexicon

    def moved(term: Term) -> Term:
        return replace(term, id=f"{name}/{term.id.removeprefix(f'{lexicon.name}/')}")

    facets = tuple(
        replace(facet, terms=tuple(map(moved, facet.terms)), disabled=tuple(map(moved, facet.disabled)))
        for facet in lexicon.facets
    )
    return replace(lexicon, name=name, facets=facets)


class Terms:
    """The terms of both versions by identity, and why a hit of one of them comes or goes."""

    def __init__(self, old: Lexicon, new: Lexicon) -> None:
        self._old = {term.id: term for term in reversed(old.terms)}
        self._new = {term.id: term for term in reversed(new.terms)}
        self._asleep_before, self._asleep_after = _asleep(old), _asleep(new)
        self._keys = {
            term: (key_of(self._old[term].pattern, old.sets), key_of(self._new[term].pattern, new.sets))
            for term in self._old.keys() & self._new.keys()
        }

    def changes(self, before: Scores, after: Scores) -> tuple[TermChange, ...]:
        """Return the terms that differ: removed ones, then those added and changed, each in the order of its file."""
        counted = _hits(before), _hits(after)
        removed = (self._change(term, counted) for term in self._old if term not in self._new)
        kept = (self._change(term, counted) for term in self._new)
        made = [change for change in (*removed, *kept) if change is not None]
        order = {"removed": 0, "added": 1, "changed": 2}
        return tuple(sorted(made, key=lambda c: (order[c.kind], c.line_after or c.line_before, c.term)))

    def why_lost(self, term: str) -> str:
        """Return why a hit of the old version is not in the new one."""
        if term in self._asleep_after:
            return "its term is disabled"
        if term not in self._new:
            return "its term is gone"
        return self._set_changed(term) or "a hit of another term takes the words"

    def why_gained(self, term: str) -> str:
        """Return why a hit of the new version was not in the old one."""
        if term in self._asleep_before:
            return "its term is no longer disabled"
        if term not in self._old:
            return "its term is new"
        return self._set_changed(term) or "no hit of another term takes the words any more"

    def _set_changed(self, term: str) -> str:
        names = ", ".join(f"@{name}" for name in _differing_sets(*self._keys[term]))
        return f"{names} changed" if names else ""

    def _change(self, term: str, counted: tuple[Mapping[str, int], Mapping[str, int]]) -> TermChange | None:
        old, new = self._old.get(term), self._new.get(term)
        shown = new or old
        if shown is None:
            return None
        if old is None:
            what = "no longer disabled" if term in self._asleep_before else "new"
        elif new is None:
            what = "disabled" if term in self._asleep_after else "gone"
        else:
            what = "; ".join(filter(None, [self._set_changed(term), _reweighted(old, new)]))
            if not what:
                return None
        return TermChange(
            kind="added" if old is None else "removed" if new is None else "changed",
            term=term,
            facet=shown.facet,
            pattern=shown.pattern,
            what=what,
            line_before=0 if old is None else old.line,
            line_after=0 if new is None else new.line,
            hits_before=counted[0].get(term, 0),
            hits_after=counted[1].get(term, 0),
        )


def _asleep(lexicon: Lexicon) -> frozenset[str]:
    return frozenset(term.id for facet in lexicon.facets for term in facet.disabled)


def _reweighted(old: Term, new: Term) -> str:
    return "" if old.weight == new.weight else f"weight {old.weight:g} is now {new.weight:g}"


def _differing_sets(before: Key, after: Key) -> Iterator[str]:
    old, new = dict(before[1]), dict(after[1])
    yield from (name for name in sorted(old.keys() | new.keys()) if old.get(name) != new.get(name))


def _hits(scores: Scores) -> Counter[str]:
    return Counter(hit.term for document in scores.documents for hit in document.hits)
