"""Changes to a lexicon as values: they can be made, made again on another version of the file, and said."""

from __future__ import annotations

from dataclasses import dataclass, field

from framing.errors import LexiconError
from framing.lexicon.edit import Draft
from framing.model import Term


@dataclass(frozen=True, kw_only=True, slots=True)
class Change:
    """Something done to a term: a verb of `VERBS`, and the values it takes. `said` is a sentence about it."""

    verb: str
    said: str
    facet: str = ""
    pattern: str = ""
    term: str = ""
    weight: float | None = None
    note: str | None = None
    fields: frozenset[str] = field(default_factory=frozenset)

    def apply(self, draft: Draft) -> Draft:
        """Return the draft with the change made. Raises LexiconError where it cannot be."""
        match self.verb:
            case "add":
                return draft.add_term(self.facet, self.pattern, weight=self.weight, note=self.note)
            case "remove":
                return draft.remove_term(self.term)
            case "disable":
                return draft.disable(self.term)
            case "enable":
                return draft.enable(self.term)
            case "edit":
                return self._edited(draft)
            case _:
                raise ValueError(f"no change is called {self.verb}")

    def _edited(self, draft: Draft) -> Draft:
        """Change weight and note first: a new pattern gives the term a new id."""
        if "weight" in self.fields and self.weight is not None:
            draft = draft.reweight(self.term, self.weight)
        if "note" in self.fields:
            draft = draft.annotate(self.term, self.note)
        return draft.replace_term(self.term, self.pattern) if "pattern" in self.fields else draft


def added(facet: str, pattern: str, *, weight: float | None = None, note: str | None = None) -> Change:
    """Return the change that adds a term to a facet."""
    said = f"Added “{_short(pattern)}” to {facet}."
    return Change(verb="add", said=said, facet=facet, pattern=pattern, weight=weight, note=note)


def edited(term: Term, *, pattern: str, weight: float, note: str | None) -> Change:
    """Return the change from a term to what a form says of it. Raises LexiconError where the form changes nothing."""
    fields = {
        name
        for name, same in (
            ("pattern", pattern == " ".join(term.pattern.split())),
            ("weight", weight == term.weight),
            ("note", (note or None) == (term.note or None)),
        )
        if not same
    }
    if not fields:
        raise LexiconError(f"term `{_short(term.pattern)}`", "nothing is changed", "change the pattern, weight or note")
    said = []
    if "pattern" in fields:
        said.append(f"Changed “{_short(term.pattern)}” to “{_short(pattern)}”")
    if "weight" in fields:
        said.append(f"{'set' if said else 'Set'} the weight of “{_short(pattern)}” from {term.weight:g} to {weight:g}")
    if "note" in fields:
        said.append(f"{'changed' if said else 'Changed'} the note of “{_short(pattern)}”")
    return Change(
        verb="edit",
        said=f"{', '.join(said)}.",
        facet=term.facet,
        pattern=pattern,
        term=term.id,
        weight=weight,
        note=note or None,
        fields=frozenset(fields),
    )


def simple(verb: str, term: Term) -> Change:
    """Return the change that removes, disables or enables a term."""
    said = {"remove": "Removed", "disable": "Disabled", "enable": "Enabled"}[verb]
    return Change(verb=verb, said=f"{said} “{_short(term.pattern)}” ({term.facet}).", term=term.id, facet=term.facet)


def touched(before: Draft, after: Draft) -> Term | None:
    """Return the one term that is new or different in `after`, None where a term has only gone."""
    old = {term.id: term for term in (*before.lexicon.terms, *before.disabled)}
    was_off = {term.id for term in before.disabled}
    off = {term.id for term in after.disabled}
    for term in (*after.lexicon.terms, *after.disabled):
        known = old.get(term.id)
        if known is None or (known.weight, known.note) != (term.weight, term.note):
            return term
        if (term.id in was_off) != (term.id in off):
            return term
    return None


def _short(pattern: str) -> str:
    text = " ".join(pattern.split())
    return text if len(text) <= 60 else f"{text[:59]}…"
