"""Compared -> StandingData: the whole brief of a comparison as words and numbers, without any HTML."""

from __future__ import annotations

from framing.model import Compared
from framing.report.build import numbered
from framing.report.numbers import printable
from framing.report.parts.reproduce import run_id
from framing.report.standing.basis import basis
from framing.report.standing.context import StandingContext, make_context
from framing.report.standing.cover import cover, kicker
from framing.report.standing.data import FORMAT
from framing.report.standing.method import method
from framing.report.standing.reproduce import reproduce
from framing.report.standing.section import sections
from framing.report.standing.tables import overview
from framing.report.standing.view import StandingData


def build(compared: Compared) -> StandingData:
    """Return the brief of one comparison.

    Pure and deterministic: the same comparison gives the same value. The date is that of the provenance, else of the
    latest new article, else none.
    """
    context = make_context(compared)
    first = cover(context)
    dates = [d.article.published for d in compared.corpus.documents if d.article.published is not None]
    date = compared.provenance.date or max(dates, default=None)
    return numbered(
        StandingData(
            title=f"{printable(compared.name) or context.baseline}: {first.headline}",
            language="en",
            description=first.standfirst,
            date=None if date is None else date.isoformat(),
            running=kicker(context),
            footer=_footer(context),
            version=printable(compared.provenance.version),
            template="standing.html",
            styles=("brief.css", "standing.css"),
            attached=f"Every count, interval, place, difference and hit of this comparison ({FORMAT})",
            cover=first,
            overview=overview(context),
            sections=sections(context),
            basis=basis(context),
            method=method(context),
            reproduce=reproduce(context),
        )
    )


def _footer(context: StandingContext) -> str:
    made = context.compared.provenance
    lexicons = ", ".join(f"{printable(x.name)} {printable(x.version)}" for x in list(context.lexicons.values())[:4])
    digest = context.compared.standings.baseline.sha256[:8]
    baseline = f" · baseline {digest}" if digest else ""
    return f"Run {run_id(made)}{baseline} · {lexicons} · seed {made.seed} · framing {printable(made.version)}"
