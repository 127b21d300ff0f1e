"""The tables and figures of the page on two versions of a lexicon."""

from __future__ import annotations

from pathlib import PurePath

from framing.model import Estimate, Measure, Validity
from framing.report.audit_tables import MOST_TERMS, points
from framing.report.data import measure_id
from framing.report.figures import Dot, DotPlot, DotRow, Mark
from framing.report.numbers import MINUS, count, percent, plural, printable, shorten
from framing.report.view import Cell, Column, Figure, Row, Table, Tone
from framing.tune.diff import LexiconDiff, OutletMove, TermChange, ValidityMove

NAME, TEXT = 150, 240
MOST_FIGURES, MOST_OUTLETS, MOST_ROWS = 4, 16, 200
MARKS = (
    Mark(outlet="before", colour="#5b5f66", shape="ring"),
    Mark(outlet="after", colour="#0072B2", shape="circle"),
)


def outlet_figures(found: LexiconDiff) -> tuple[Figure, ...]:
    """Return a dot plot, before and after, for each of the measures that moved most."""
    moved: dict[Measure, float] = {}
    for move in found.moves:
        if move.change:
            moved[move.measure] = max(moved.get(move.measure, 0.0), abs(move.change))
    largest = sorted(moved, key=lambda measure: -moved[measure])[:MOST_FIGURES]
    return tuple(_figure(found, measure, number) for number, measure in enumerate(largest, start=1))


def outlets_table(found: LexiconDiff) -> Table | None:
    """Return every outlet and measure that moved, None where none did."""
    moves = [move for move in found.moves if move.before != move.after or move.reranked]
    if not moves:
        return None
    return Table(
        title="Shares, ranks and verdicts",
        subtitle="Share of sentences with its 95 % interval; rank from the highest share; verdict against the others",
        columns=(
            Column(title="Outlet"),
            Column(title="Measure"),
            Column(title="Before", align="right"),
            Column(title="After", align="right"),
            Column(title="Points", align="right"),
            Column(title="Rank", align="right"),
            Column(title="Against the rest"),
        ),
        rows=tuple(_outlet_row(move) for move in moves[:MOST_TERMS]),
        note=_left_out(len(moves), MOST_TERMS),
        numbered=False,
    )


def verdicts_table(found: LexiconDiff) -> Table | None:
    """Return the differences whose verdict is another one now, None where none is."""
    if not found.verdicts:
        return None
    return Table(
        title="Verdicts that change",
        subtitle="Adjusted for all differences of a comparison: a verdict can change where its own figures hardly do",
        columns=(
            Column(title="Outlet"),
            Column(title="Against"),
            Column(title="Measure"),
            Column(title="Before"),
            Column(title="After"),
        ),
        rows=tuple(
            Row(
                head=Cell(text=printable(move.outlet)),
                cells=(
                    Cell(text="the rest" if move.other is None else printable(move.other)),
                    Cell(text=measure_id(move.measure)),
                    Cell(text="–" if move.before is None else move.before.verdict),
                    Cell(text="–" if move.after is None else move.after.verdict),
                ),
            )
            for move in found.verdicts[:MOST_TERMS]
        ),
        note=_left_out(len(found.verdicts), MOST_TERMS),
        numbered=False,
    )


def validity_table(found: LexiconDiff) -> Table | None:
    """Return precision, recall and F1 before and after, None without a coded table."""
    if not found.validity:
        return None
    return Table(
        title="Validity before and after",
        subtitle=f"Against {printable(PurePath(found.coded).name)}; the change of F1 is drawn from the same articles",
        columns=(
            Column(title="Measure"),
            *(Column(title=title, align="right") for title in ("Precision", "Recall", "F1", "Change of F1")),
            Column(title="Rows mended", align="right"),
            Column(title="broken", align="right"),
        ),
        rows=tuple(_validity_row(move) for move in found.validity),
        numbered=False,
    )


def rows_table(found: LexiconDiff) -> Table | None:
    """Return the coded rows on which the versions differ, None where there is none."""
    moved = [(move, row) for move in found.validity for row in move.rows]
    if not moved:
        return None
    return Table(
        title="Coded rows that change sides",
        subtitle="Rows on which only one of the versions agrees with the coder",
        columns=(
            Column(title="Row"),
            Column(title="Measure"),
            Column(title="Coded"),
            Column(title="Found"),
            Column(title="Now"),
            Column(title="Text"),
        ),
        rows=tuple(
            Row(
                head=Cell(text=printable(row.row)),
                cells=(
                    Cell(text=measure_id(move.measure)),
                    Cell(text=_yes(row.coded)),
                    Cell(text=f"{_yes(row.before)} → {_yes(row.after)}"),
                    Cell(text="right" if row.mended else "wrong", tone=_tone(row.mended)),
                    Cell(text=shorten(row.text, TEXT)),
                ),
            )
            for move, row in moved[:MOST_ROWS]
        ),
        note=_left_out(len(moved), MOST_ROWS),
        numbered=False,
        style="sides",
    )


def terms_table(found: LexiconDiff) -> Table | None:
    """Return the terms that differ, None where none does."""
    if not found.terms:
        return None
    return Table(
        title="Added, removed and changed",
        subtitle="A term is known by its facet and its words: one that is rewritten is a term gone and a new one",
        columns=(
            Column(title="Term"),
            Column(title="What"),
            Column(title="Hits before", align="right"),
            Column(title="after", align="right"),
        ),
        rows=tuple(_term_row(change) for change in found.terms[:MOST_TERMS]),
        note=_left_out(len(found.terms), MOST_TERMS),
        numbered=False,
    )


def _figure(found: LexiconDiff, measure: Measure, number: int) -> Figure:
    moves = [move for move in found.moves if move.measure == measure]
    moves.sort(key=lambda move: (-abs(move.change or 0.0), move.outlet))
    shown = sorted(moves[:MOST_OUTLETS], key=lambda move: (move.rank_after or len(moves) + 1, move.outlet))
    told = "; ".join(f"{move.outlet} {_share(move.before)} before, {_share(move.after)} after" for move in shown)
    left = len(moves) - len(shown)
    return Figure(
        title=_figure_title(moves, measure),
        subtitle="Share of sentences in per cent, with 95 % intervals",
        description=f"Shares of {measure_id(measure)}: {told}.",
        chart=DotPlot(marks=MARKS, rows=tuple(map(_dots, shown)), unit="%", aside_title=("Change", "in points")),
        note=f"and {plural(left, 'outlet')} more that move less" if left else "",
        number=number,
    )


def _figure_title(moves: list[OutletMove], measure: Measure) -> str:
    """Return what the figure shows: the outlet that moves most, and whether the order holds."""
    most = max(moves, key=lambda move: abs(move.change or 0.0))
    order = "the order of outlets changes" if any(move.reranked for move in moves) else "the order of outlets holds"
    return f"{measure_id(measure)}: {points(most.change)} points in {printable(most.outlet)}, {order}"


def _dots(move: OutletMove) -> DotRow:
    pairs = ((0, move.before), (1, move.after))
    changed = (
        move.rest_before is not None
        and move.rest_after is not None
        and move.rest_before.verdict != move.rest_after.verdict
    )
    return DotRow(
        label=printable(move.outlet),
        group=None,
        dots=tuple(
            Dot(series=series, value=100 * cell.value, low=100 * (cell.low or 0.0), high=100 * (cell.high or 0.0))
            for series, cell in pairs
            if cell is not None and cell.value is not None
        ),
        aside=points(move.change),
        aside_note=f"rank {move.rank_before or '–'} → {move.rank_after or '–'}" if move.reranked else "",
        strong=changed,
    )


def _outlet_row(move: OutletMove) -> Row:
    then = "" if move.rest_before is None else move.rest_before.verdict
    now = "" if move.rest_after is None else move.rest_after.verdict
    rank = f"{move.rank_before or '–'} → {move.rank_after or '–'}" if move.reranked else str(move.rank_after or "–")
    return Row(
        head=Cell(text=printable(move.outlet)),
        cells=(
            Cell(text=measure_id(move.measure)),
            Cell(text=_share(move.before), note=_interval(move.before)),
            Cell(text=_share(move.after), note=_interval(move.after)),
            Cell(text=points(move.change)),
            Cell(text=rank),
            Cell(text=now if then == now else f"{then or '–'} → {now or '–'}"),
        ),
    )


def _validity_row(move: ValidityMove) -> Row:
    change = move.f1_change
    limits = "" if change is None else f"{_signed(change.low)} to {_signed(change.high)}"
    return Row(
        head=Cell(text=measure_id(move.measure)),
        cells=(
            Cell(text=f"{_figure_of(move.before, 'precision')} → {_figure_of(move.after, 'precision')}"),
            Cell(text=f"{_figure_of(move.before, 'recall')} → {_figure_of(move.after, 'recall')}"),
            Cell(text=f"{_figure_of(move.before, 'f1')} → {_figure_of(move.after, 'f1')}", note=_limits(move.after)),
            Cell(text="–" if change is None else _signed(change.value), note=limits),
            Cell(text=count(move.mended)),
            Cell(text=count(move.broken), tone="above" if move.broken > move.mended else ""),
        ),
    )


def _term_row(change: TermChange) -> Row:
    line = f"line {change.line_after or change.line_before}"
    return Row(
        head=Cell(text=shorten(change.pattern, NAME), note=f"{line} · {change.facet}"),
        cells=(Cell(text=change.what), Cell(text=count(change.hits_before)), Cell(text=count(change.hits_after))),
    )


def _tone(mended: bool) -> Tone:
    return "below" if mended else "above"


def _yes(found: bool) -> str:
    return "yes" if found else "no"


def _share(found: Estimate | None) -> str:
    return "–" if found is None or found.value is None else f"{100 * found.value:.1f}%"


def _interval(found: Estimate | None) -> str:
    if found is None or found.low is None or found.high is None:
        return ""
    return f"{100 * found.low:.1f} to {100 * found.high:.1f}"


def _figure_of(found: Validity | None, name: str) -> str:
    value = None if found is None else getattr(found, name)
    return "–" if value is None else f"{value:.2f}"


def _limits(found: Validity | None) -> str:
    if found is None or found.f1_interval is None:
        return ""
    return f"{found.f1_interval[0]:.2f} to {found.f1_interval[1]:.2f}"


def _signed(value: float) -> str:
    text = f"{abs(value):.2f}"
    return text if float(text) == 0 else f"{MINUS if value < 0 else '+'}{text}"


def _left_out(number: int, shown: int) -> str:
    return (
        f"and {count(number - shown)} more, which the JSON holds ({percent(shown, number)} are shown)"
        if number > shown
        else ""
    )
