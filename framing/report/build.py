"""Analysis -> ReportData: the whole brief as words and numbers, without any HTML."""

from __future__ import annotations

import dataclasses
from typing import Any, TypeVar

from framing.model import Analysis
from framing.report.context import Context, make_context
from framing.report.numbers import printable
from framing.report.parts.appendix import appendix
from framing.report.parts.beside import beside
from framing.report.parts.corpus import corpus_part
from framing.report.parts.cover import cover, kicker
from framing.report.parts.method import method
from framing.report.parts.profiles import profiles
from framing.report.parts.reproduce import reproduce, run_id
from framing.report.parts.sources import sources
from framing.report.parts.stories import stories
from framing.report.view import Figure, ReportData, Table

T = TypeVar("T")


def build(analysis: Analysis) -> ReportData:
    """Return the brief of one analysis.

    Pure and deterministic: the same analysis gives the same value. The date is that of the provenance, else
    of the latest
    article, else none.
    """
    context = make_context(analysis)
    first = cover(context)
    dates = context.dates()
    date = analysis.provenance.date or (dates[-1] if dates else None)
    data = ReportData(
        title=f"{printable(analysis.name)}: {first.headline}",
        language="en",
        description=first.standfirst,
        date=None if date is None else date.isoformat(),
        running=kicker(context),
        footer=_footer(context),
        version=printable(analysis.provenance.version),
        cover=first,
        beside=beside(context),
        corpus=corpus_part(context),
        profiles=profiles(context),
        stories=stories(context),
        sources=sources(context),
        method=method(context),
        appendix=appendix(context),
        reproduce=reproduce(context),
    )
    return numbered(data)


def numbered(value: T) -> T:
    """Return the same value with its figures and tables numbered in order of appearance."""
    counters = {Figure: 0, Table: 0}

    def walk(item: Any) -> Any:
        if isinstance(item, tuple):
            return tuple(walk(x) for x in item)
        if not dataclasses.is_dataclass(item) or isinstance(item, type):
            return item
        changes = {f.name: walk(getattr(item, f.name)) for f in dataclasses.fields(item)}
        kind = type(item)
        if kind is Figure or (kind is Table and changes["numbered"]):
            counters[kind] += 1
            changes["number"] = counters[kind]
        return dataclasses.replace(item, **changes)

    result: T = walk(value)
    return result


def _footer(context: Context) -> str:
    made = context.analysis.provenance
    lexicons = ", ".join(f"{printable(x.name)} {printable(x.version)}" for x in list(context.lexicons.values())[:4])
    return f"Run {run_id(made)} · {lexicons} · seed {made.seed} · framing {printable(made.version)}"
