"""Part 8: the lexicons, term by term: counts, what each wildcard caught, dead terms."""

from __future__ import annotations

from framing.model import Lexicon
from framing.report.context import Context
from framing.report.numbers import count, plural, printable, shorten
from framing.report.view import Appendix, Cell, Column, LexiconEntry, Row, Table
from framing.score.tallies import TermCount, term_counts

MAX_ROWS = 300  # a longer table is slow to lay out and nobody reads it in print; the rest is in the attachment
PATTERN, FORM, CAUGHT, DEAD = 46, 30, 58, 34  # characters printed of a pattern, a form, all forms, a dead pattern
MAX_DEAD_CHARACTERS = 700  # about five lines of dead terms a lexicon
SPECIAL = "*?|@()"


def appendix(context: Context) -> Appendix:
    """Return the eighth part."""
    found = term_counts(context.analysis.scores, setting=context.analysis.comparison.setting)
    live = sorted((t for t in found if t.hits), key=lambda t: (-t.hits, t.lexicon, t.term))
    kept = {(t.lexicon, t.term) for t in live[:MAX_ROWS]}
    left = len(live) - len(kept)
    return Appendix(
        title="The lexicons, term by term",
        lead=f"{plural(len(found), 'term')}, {count(len(live))} of them with hits. Under “caught” the "
        "forms a pattern found, "
        "with their counts." + (f" {plural(left, 'term')} with fewer hits are in results.json." if left > 0 else ""),
        lexicons=tuple(
            _entry(lexicon, [t for t in found if t.lexicon == lexicon.name], kept)
            for lexicon in context.lexicons.values()
        ),
    )


def _entry(lexicon: Lexicon, terms: list[TermCount], kept: set[tuple[str, str]]) -> LexiconEntry:
    identity = [f"Version {printable(lexicon.version)}", f"SHA-256 {lexicon.sha256[:16]}"]
    if lexicon.licence:
        identity.append(printable(lexicon.licence))
    titles = {f.name: printable(f.title) for f in lexicon.facets}
    order = {f.name: i for i, f in enumerate(lexicon.facets)}
    live = sorted((t for t in terms if t.hits), key=lambda t: (order.get(t.facet, 0), -t.hits, t.term))
    shown = [t for t in live if (t.lexicon, t.term) in kept]
    dead = [printable(t.label) for t in terms if not t.hits]
    hits = sum(t.hits for t in terms)
    return LexiconEntry(
        title=printable(lexicon.title),
        about=shorten(lexicon.about, 320),
        identity=", ".join(identity),
        summary=f"{plural(len(terms), 'term')} in {plural(len(titles), 'group')}: {count(len(live))} with "
        f"{plural(hits, 'hit')}, {count(len(dead))} without.",
        table=_table(lexicon, shown, titles) if shown else None,
        dead=_dead(dead),
    )


def _table(lexicon: Lexicon, terms: list[TermCount], titles: dict[str, str]) -> Table:
    """Return the live terms, grouped by facet where the lexicon has several."""
    discounts = lexicon.stance == "cues"
    columns = [Column(title="Term"), Column(title="Hits", align="right")]
    columns += [Column(title="Discounted", align="right")] if discounts else []
    columns += [Column(title="Texts", align="right"), Column(title="Caught")]
    rows, previous = [], ""
    for t in terms:
        group = titles.get(t.facet, t.facet) if len(titles) > 1 and t.facet != previous else None
        previous = t.facet
        cells = [Cell(text=count(t.hits))]
        cells += [Cell(text=count(t.discounted) if t.discounted else "·")] if discounts else []
        cells += [Cell(text=count(t.articles)), Cell(text=_forms(t))]
        rows.append(Row(head=Cell(text=shorten(t.label, PATTERN)), cells=tuple(cells), group=group))
    return Table(
        title=f"{printable(lexicon.title)}: terms with hits",
        subtitle="",
        columns=tuple(columns),
        rows=tuple(rows),
        style="terms",
        numbered=False,
    )


def _forms(term: TermCount) -> str:
    """Return what the pattern caught, where that is not the pattern itself."""
    plain = not any(c in term.pattern for c in SPECIAL)
    if plain and len(term.forms) == 1 and term.forms[0][0].casefold() == term.pattern.casefold():
        return ""
    shown: list[str] = []
    for form, n in term.forms:
        if shown and sum(map(len, shown)) + min(len(form), FORM) > CAUGHT:
            break
        shown.append(f"{shorten(form, FORM)} {n}")
    left = len(term.forms) - len(shown)
    return ", ".join(shown) + (f" + {left} more" if left > 0 else "")


def _dead(patterns: list[str]) -> str:
    if not patterns:
        return ""
    text: list[str] = []
    used = 0
    for pattern in patterns:
        used += min(len(pattern), DEAD) + 3
        if used > MAX_DEAD_CHARACTERS:
            return f"{' · '.join(text)} · and {plural(len(patterns) - len(text), 'more term')} (in results.json)"
        text.append(shorten(pattern, DEAD))
    return " · ".join(text)
