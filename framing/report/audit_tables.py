"""The tables and the figure of an audit's page."""

from __future__ import annotations

from framing.model import Leverage
from framing.report.audit_data import differing
from framing.report.figures import IntervalPlot, IntervalRow
from framing.report.numbers import MINUS, count, percent, plural, printable, shorten
from framing.report.view import Cell, Column, Figure, Row, Table
from framing.tune.audit import Audit, Catch, TermAudit

MOST_TERMS = 300
"""Rows of a table: a browser lays out a thousand, but nobody reads on; the CSV holds them all."""

MOST_OUTLETS, MOST_CATCHES, MOST_OVERLAPS, MOST_ARTICLES = 60, 150, 60, 24
NAME = 90
WORDS = 24


def coverage_table(found: Audit) -> Table:
    """Return how much of each outlet the lexicon touches."""
    outlets = sorted(found.coverage[1:], key=lambda one: -(one.sentence_share or 0.0))
    columns = ("Articles", "with a hit", "Sentences", "with a hit", "Share", "Asserted", "Hits")
    return Table(
        title="How much of each outlet it touches",
        subtitle="Sentences with a hit of either stance; asserted: with a hit that no cue discounts",
        columns=(Column(title="Outlet"), *(Column(title=title, align="right") for title in columns)),
        rows=tuple(
            Row(
                head=Cell(text=printable(one.outlet or "")),
                cells=_numbers(
                    count(one.articles),
                    count(one.touched_articles),
                    count(one.sentences),
                    count(one.touched_sentences),
                    percent(one.touched_sentences, one.sentences),
                    count(one.asserted),
                    count(one.hits),
                ),
            )
            for one in outlets[:MOST_OUTLETS]
        ),
        note=_left_out(len(outlets), MOST_OUTLETS, "outlet"),
        numbered=False,
    )


def differing_table(found: Audit) -> Table | None:
    """Return the terms that stand more or less often in one outlet than in the others, None where none does."""
    rows = [
        Row(
            head=_head(term),
            cells=(
                Cell(text=printable(rate.outlet)),
                Cell(text=rate.verdict, tone="above" if rate.verdict == "higher" else "below"),
                *_numbers(
                    _share(rate.share.value),
                    _share(None if rate.share.value is None or rate.gap is None else rate.share.value - rate.gap),
                    f"{points(rate.low)} to {points(rate.high)}",
                    "–" if rate.q is None else f"{rate.q:.3f}",
                ),
            ),
        )
        for term in found.worst_first
        for rate in differing(term)
    ]
    if not rows:
        return None
    return Table(
        title="Terms that outlets use differently",
        subtitle="Share of sentences with a hit, in the outlet and in the others together",
        columns=(
            Column(title="Term"),
            Column(title="Outlet"),
            Column(title="Verdict"),
            Column(title="Share", align="right"),
            Column(title="Elsewhere", align="right"),
            Column(title="Difference, points", note="95 % interval", align="right"),
            Column(title="q", align="right"),
        ),
        rows=tuple(rows[:MOST_TERMS]),
        note=_left_out(len(rows), MOST_TERMS, "row"),
        numbered=False,
    )


def catches_table(found: Audit) -> Table | None:
    """Return what each wildcard caught, those that caught strangers first, None where none caught anything."""
    pairs = [(term, catch) for term in found.terms for catch in term.catches]
    pairs.sort(key=lambda pair: (-sum(n for _, n in pair[1].strangers), -len(pair[1].words), -pair[1].count))
    if not pairs:
        return None
    return Table(
        title="What the wildcards caught",
        subtitle="Words of the articles with their counts; strangers are no form of the most frequent word",
        columns=(
            Column(title="Wildcard"),
            Column(title="Words", align="right"),
            Column(title="Caught"),
            Column(title="Strangers"),
            Column(title="In"),
        ),
        rows=tuple(_catch_row(term, catch) for term, catch in pairs[:MOST_CATCHES]),
        note=_left_out(len(pairs), MOST_CATCHES, "wildcard"),
        numbered=False,
        style="wild",
    )


def overlaps_table(found: Audit) -> Table | None:
    """Return the pairs of terms that meet on the same words, None where none do."""
    if not found.overlaps:
        return None
    named = {term.term: term for term in reversed(found.terms)}
    return Table(
        title="Terms on the same words",
        subtitle="Within a facet the longer hit wins and the other is dropped; in two facets both count",
        columns=(
            Column(title="Term"),
            Column(title="Meets"),
            *(Column(title=title, align="right") for title in ("Places", "First wins", "Second wins", "Both count")),
        ),
        rows=tuple(
            Row(
                head=_head(named[one.first]),
                cells=(
                    _head(named[one.second]),
                    *_numbers(count(one.shared), count(one.first_wins), count(one.second_wins), count(one.both)),
                ),
            )
            for one in found.overlaps[:MOST_OVERLAPS]
        ),
        note=_left_out(len(found.overlaps), MOST_OVERLAPS, "pair"),
        numbered=False,
        style="meet",
    )


def article_figure(found: Audit) -> Figure | None:
    """Return the leading difference without each article, those that move it most first; None where there is none."""
    leading = found.leading
    if leading is None or leading.value is None or not found.leverage:
        return None
    moved = sorted(found.leverage, key=lambda row: (-_moved(row), row.left_out))[:MOST_ARTICLES]
    published = IntervalRow(
        label="All articles",
        value=100 * leading.value,
        low=_hundred(leading.low),
        high=_hundred(leading.high),
        aside=f"{points(leading.value)} points",
        strong=True,
    )
    told = ", ".join(f"{row.left_out} {points(row.remaining)}" for row in moved)
    left = len(found.leverage) - len(moved)
    return Figure(
        title="The same difference without each article",
        subtitle="Percentage points of sentences; the line is the 95 % interval with all articles",
        description=f"All articles {points(leading.value)} points. Without {told}.",
        chart=IntervalPlot(rows=(published, *(_without(row) for row in moved))),
        note=f"and {plural(left, 'article')} more that move it less" if left else "",
    )


def points(value: float | None) -> str:
    """Return a difference of shares in percentage points, signed; a dash where there is none."""
    if value is None:
        return "–"
    text = f"{abs(100 * value):.1f}"
    return text if float(text) == 0 else f"{MINUS if value < 0 else '+'}{text}"


def _without(row: Leverage) -> IntervalRow:
    left = None if row.remaining is None else 100 * row.remaining
    aside = "nothing left to compare" if left is None else f"{points(row.remaining)} points"
    return IntervalRow(label=f"without {printable(row.left_out)}", value=left, low=left, high=left, aside=aside)


def _moved(row: Leverage) -> float:
    return float("inf") if row.remaining is None else abs(row.published - row.remaining)


def _hundred(value: float | None) -> float | None:
    return None if value is None else 100 * value


def _catch_row(term: TermAudit, catch: Catch) -> Row:
    return Row(
        head=Cell(text=printable(catch.wildcard)),
        cells=(
            Cell(text=count(len(catch.words))),
            Cell(text=_words(catch.words)),
            Cell(text=_words(catch.strangers)),
            Cell(text=shorten(term.label, NAME), note=f"line {term.line}"),
        ),
    )


def _words(counted: tuple[tuple[str, int], ...]) -> str:
    shown = ", ".join(f"{printable(word)} {count(number)}" for word, number in counted[:WORDS])
    more = len(counted) - WORDS
    return f"{shown} and {count(more)} more" if more > 0 else shown


def _head(term: TermAudit) -> Cell:
    return Cell(text=shorten(term.label, NAME), note=f"line {term.line} · {term.facet}")


def _numbers(*texts: str) -> tuple[Cell, ...]:
    return tuple(Cell(text=text) for text in texts)


def _share(value: float | None) -> str:
    return "–" if value is None else f"{100 * value:.1f}%"


def _left_out(number: int, shown: int, noun: str) -> str:
    return f"and {plural(number - shown, noun)} more, which the JSON of this audit holds" if number > shown else ""
