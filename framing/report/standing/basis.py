"""What was compared: the new texts, what was left out of them, and the baseline."""

from __future__ import annotations

from framing.report.numbers import count, days, plural, printable, shorten
from framing.report.parts.corpus import articles_table, skipped_table
from framing.report.standing.context import StandingContext
from framing.report.standing.view import Basis
from framing.report.view import Cell, Column, Row, Table

MAX_ARTICLES = 24  # two thirds of a page; the rest is in the attachment
MAX_KNOWN = 24


def basis(context: StandingContext) -> Basis:
    """Return the part on the texts."""
    corpus = context.compared.corpus
    facts = context.compared.standings.baseline
    skipped = f"; {plural(len(corpus.skipped), 'text')} left out" if corpus.skipped else ", none left out"
    return Basis(
        title="What was compared",
        lead=f"{plural(len(corpus.documents), 'new article')}{skipped}, beside the baseline "
        f"“{shorten(context.baseline, 60)}”: {plural(facts.articles, 'article')}, "
        f"{plural(facts.sentences, 'sentence')}.",
        articles=articles_table(corpus.documents, limit=MAX_ARTICLES),
        skipped=skipped_table(corpus.skipped),
        baseline=_baseline(context),
        facts=_facts(context),
    )


def _baseline(context: StandingContext) -> Table:
    """Return the baseline's outlets with their share on each measure."""
    facts = context.compared.standings.baseline
    anyone = context.standings[0] if context.standings else None
    measures = [] if anyone is None else [p.measure for p in anyone.placements]
    placements = [] if anyone is None else list(anyone.placements)
    ranked = sorted(facts.outlets, key=lambda o: (-facts.outlets[o], o))
    rows = []
    for outlet in ranked[:MAX_KNOWN]:
        shares = [p.outlets.get(outlet) for p in placements]
        cells = (Cell(text=context.scale.value(None if e is None else e.value)) for e in shares)
        rows.append(Row(head=Cell(text=shorten(outlet, 60)), cells=(Cell(text=count(facts.outlets[outlet])), *cells)))
    left = len(ranked) - len(rows)
    return Table(
        title="The baseline",
        subtitle=f"Articles and {context.scale.name} of each {facts.by}",
        columns=(
            Column(title=facts.by.capitalize()),
            Column(title="Articles", align="right"),
            *(Column(title=context.titles[m], align="centre") for m in measures),
        ),
        rows=tuple(rows),
        note=f"{plural(left, facts.by)} more in results.json." if left > 0 else "",
        style="tight stand",
    )


def _facts(context: StandingContext) -> tuple[str, ...]:
    facts = context.compared.standings.baseline
    when = "without dates" if facts.first is None or facts.last is None else f"from {days(facts.first, facts.last)}"
    kept = "It keeps a few sentences of each." if facts.quotes else "It keeps counts only, no sentences."
    counted = f"The baseline holds {plural(facts.articles, 'article')} {when}, counted by {facts.by}"
    return (f"{counted} with framing {printable(facts.version)}. {kept}",)
