"""A lexicon written as another program's dictionary, and what that program cannot hold said."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from framing.errors import LexiconError
from framing.lexicon.exchange import house
from framing.lexicon.exchange.formats import Format
from framing.lexicon.exchange.intake import BETWEEN, counts_of, tidied
from framing.lexicon.exchange.outline import Outline, Page, Spelled
from framing.lexicon.exchange.rows import Row, WriteError, rows_of
from framing.lexicon.exchange.values import Counts, Item, Report, Written
from framing.lexicon.exchange.wordstat_terms import RuleWriter
from framing.lexicon.grammar import read_term
from framing.lexicon.syntax import Proximity
from framing.model import Facet, Lexicon, Term

ANY_CASE = "its case counts here, there any case is found"


def write_lexicon(lexicon: Lexicon, form: Format) -> Written:
    """Return a lexicon as a file of another program. Raises LexiconError where not one term can be held."""
    writing = _Writing(lexicon, form)
    for facet in lexicon.facets:
        writing.facet(facet)
    return writing.finish()


class _Writing:
    def __init__(self, lexicon: Lexicon, form: Format) -> None:
        self._lexicon = lexicon
        self._form = form
        self._rules = RuleWriter(lexicon, form.spell)
        self._outline = Outline()
        self._changed: list[Item] = []
        self._lost, self._notes = house.losses(lexicon)

    def facet(self, facet: Facet) -> None:
        """Write the terms of a facet into its category."""
        path = tuple(self._name(name, facet) for name in tidied(facet.path or (facet.name,)))
        held: dict[str, Spelled] = {}
        for term in facet.terms:
            for text in self._texts(term, BETWEEN.join(path)):
                known = held.setdefault(text, Spelled(text, term.weight if self._form.weights else 1.0))
                if self._form.weights and known.weight != term.weight:
                    reason = f"`{text}` stands there already with the weight {known.weight:g}"
                    self._lose(term, BETWEEN.join(path), reason)
        if held:
            self._outline.at(path).entries.extend(held.values())
        else:
            self._notes.append(f"the category {BETWEEN.join(path)} is left out: none of its terms can be held")

    def finish(self) -> Written:
        """Return the text and the report."""
        if not self._outline.inside:
            what = f"a {self._form.title} can hold none of the terms"
            reason = self._lost[0].reason if self._lost else "there are none"
            raise LexiconError(self._lexicon.origin or self._lexicon.name, what, f"the first: {reason}")
        page = Page(outline=self._outline, title=self._lexicon.title, helpers=self._rules.helpers)
        report = Report(
            source=self._lexicon.origin,
            source_format=house.NAME,
            target_format=self._form.name,
            encoding="utf-8",
            sha256=self._lexicon.sha256,
            counts_in=counts_of(self._lexicon),
            counts_out=_counts(self._outline),
            lost=tuple(self._lost),
            changed=tuple(self._changed),
            notes=tuple(dict.fromkeys(self._notes)),
        )
        return Written(text=self._form.write(page), report=report)

    def _texts(self, term: Term, category: str) -> Iterator[str]:
        """Yield a term as the entries it stands for, with every loss noted."""
        try:
            if self._form.rules and isinstance(read_term(term.pattern), Proximity):
                text, rows = self._rules.rule(term)
                spelled = {text: rows}
            else:
                spelled = self._rows(term, category)
        except WriteError as error:
            self._lose(term, category, str(error))
            return
        if not spelled:
            return
        if any(piece.exact for rows in spelled.values() for row in rows for piece in row):
            self._change(term, category, ANY_CASE, next(iter(spelled)))
        if term.weight != 1 and not self._form.weights:
            self._change(term, category, f"its weight of {term.weight:g} is not kept", next(iter(spelled)))
        if len(spelled) > 1:
            self._notes.append("sets and alternatives are written out, an entry for each")
        yield from spelled

    def _rows(self, term: Term, category: str) -> dict[str, list[Row]]:
        spelled: dict[str, list[Row]] = {}
        for row in rows_of(term.pattern, self._lexicon.sets):
            try:
                spelled.setdefault(self._form.spell(row), []).append(row)
            except WriteError as error:
                shown = " ".join(piece.text for piece in row)
                self._lose(term, category, f"`{shown}`: {error}" if shown != term.pattern else str(error))
        return spelled

    def _name(self, name: str, facet: Facet) -> str:
        bad = self._form.bad_names
        if bad is None or not bad.fullmatch(name):
            return name
        tidy = name.replace("(", "[").replace(")", "]").lstrip("@").replace("#", "no. ")
        if not tidy.strip() or bad.fullmatch(tidy):
            tidy = f"category {tidy.strip() or facet.name}"
        self._notes.append(
            f"the category {name} (line {facet.line}) is called {tidy}: its name would be read otherwise"
        )
        return tidy

    def _lose(self, term: Term, category: str, reason: str) -> None:
        self._lost.append(Item(line=term.line, category=category, entry=term.pattern, reason=reason))

    def _change(self, term: Term, category: str, reason: str, became: str) -> None:
        item = Item(line=term.line, category=category, entry=term.pattern, reason=reason, became=became)
        same = self._changed and self._changed[-1]
        if same and (same.line, same.entry, same.category) == (item.line, item.entry, item.category):
            self._changed[-1] = replace(item, reason=f"{same.reason}; {reason}")
        else:
            self._changed.append(item)


def _counts(outline: Outline) -> Counts:
    walked = list(outline.walk())
    pairs = {BETWEEN.join(path): len(branch.entries) for _, path, branch in walked if branch.entries}
    return Counts(
        categories=len(walked),
        rows=sum(pairs.values()),
        terms=len({entry.text.casefold() for _, _, branch in walked for entry in branch.entries}),
        pairs=sum(pairs.values()),
        by_category=pairs,
    )
