"""Part 6: who speaks, and which frames they carry."""

from __future__ import annotations

from framing.report.context import Context
from framing.report.figures import VoiceBars, VoiceRow
from framing.report.numbers import count, percent, plural, printable, shorten
from framing.report.view import Cell, Column, Figure, Row, Sources, Table
from framing.score.tallies import speaker_counts

MAX_SPEAKERS = 10  # most others speak once; all are in the attachment
MAX_OUTLETS = 20


def sources(context: Context) -> Sources:
    """Return the sixth part."""
    rows = tuple(_row(context, outlet) for outlet in context.outlets[:MAX_OUTLETS])
    own, named, unnamed = (sum(getattr(r, k) for r in rows) for k in ("own", "named", "unnamed"))
    whole = own + named + unnamed
    words = "; ".join(
        f"{r.label}: {r.own} own, {r.named} named sources, {r.unnamed} sources without a name" for r in rows
    )
    left = len(context.outlets) - len(rows)
    return Sources(
        title="Who speaks",
        lead=f"{percent(named + unnamed, whole)} of the sentences are a source’s claim; of those, "
        f"{percent(named, named + unnamed)} have a source the text names. A name is given as written, "
        "and left open where "
        "the text does not settle it.",
        figure=Figure(
            title="Own voice, named sources, sources without a name",
            subtitle="Sentences of each outlet, per cent",
            description=f"Stacked bars of sentences. {words}.",
            chart=VoiceBars(rows=rows),
            note=f"{plural(left, 'outlet')} more in results.json." if left > 0 else "",
        ),
        table=_table(context),
    )


def _row(context: Context, outlet: str) -> VoiceRow:
    sentences = [s for d in context.by_outlet.get(outlet, ()) for s in d.document.sentences]
    return VoiceRow(
        label=printable(outlet),
        mark=context.mark_of(outlet),
        own=sum(s.voice == "outlet" for s in sentences),
        named=sum(s.voice == "source" and s.speaker is not None for s in sentences),
        unnamed=sum(s.voice == "source" and s.speaker is None for s in sentences),
    )


def _table(context: Context) -> Table | None:
    found = speaker_counts(context.analysis.scores, context.measures, setting=context.analysis.comparison.setting)
    if not found:
        return None
    shown = found[:MAX_SPEAKERS]
    rows = []
    for speaker in shown:
        outlets = [printable(o) for o in speaker.outlets]
        where = outlets[0] if len(outlets) == 1 else plural(len(outlets), "outlet")
        cells = [
            Cell(text=count(n), tone="") if (n := speaker.carrying.get(m, 0)) else Cell(text="·", tone="muted")
            for m in context.measures
        ]
        rows.append(
            Row(
                head=Cell(text="(no name given)" if speaker.speaker is None else shorten(speaker.speaker, 48)),
                cells=(Cell(text=where), Cell(text=count(speaker.sentences)), *cells),
            )
        )
    left = len(found) - len(shown)
    return Table(
        title="Sources and the frames they carry",
        subtitle="Sentences that are the source’s claim, and how many of them carry each measure",
        columns=(
            Column(title="Source"),
            Column(title="Outlets"),
            Column(title="Sentences", align="right"),
            *(Column(title=context.titles[m], align="right") for m in context.measures),
        ),
        rows=tuple(rows),
        note=f"{plural(left, 'source')} more in results.json." if left > 0 else "",
        style="tight speakers",
    )
