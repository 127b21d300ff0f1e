"""Two versions of a lexicon in a terminal: what moved, in short, and a table of each thing that did."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from framing.cli.show import table_text, terminal_width
from framing.report.data import measure_id
from framing.report.numbers import plural, printable, shorten

if TYPE_CHECKING:
    from framing.model import Estimate, Validity
    from framing.tune.diff import LexiconDiff, MovedHit, OutletMove, TermChange, ValidityMove, VerdictMove

TERM = 70  # characters of a term in a table
Row = Mapping[str, Any]


def diff_text(found: LexiconDiff, *, corpus: str, limit: int) -> str:
    """Return what moved as text, each part of it cut to `limit` rows and saying what was cut."""
    lost, gained, changed = (found.of_kind(kind) for kind in ("lost", "gained", "changed"))
    head = (
        f"{printable(found.old.origin)} to {printable(found.new.origin)} on {corpus}\n"
        f"{plural(found.hits_before, 'hit')} before, {found.hits_after:,} after: {len(lost):,} lost, "
        f"{len(gained):,} gained, {len(changed):,} changed; {_verdicts_said(found)}"
    )
    validity = [_validity(move) for move in found.validity]
    parts = [
        _part("Terms that differ", [_term(change) for change in found.terms], limit),
        _part("Hits lost", [_hit(hit) for hit in lost], limit),
        _part("Hits gained", [_hit(hit) for hit in gained], limit),
        _part("Hits changed", [_changed(hit) for hit in changed], limit),
        _part("Outlets that moved", [_outlet(move) for move in moving(found.moves)], limit),
        _part("Verdicts that changed", [_verdict(move) for move in found.verdicts], limit),
        _part(f"Validity on {found.coded}", validity, limit),
        _part("Coded rows that changed sides", list(_rows(found.validity)), limit),
    ]
    return "\n\n".join([head, *filter(None, parts)]) + "\n"


def moving(moves: Iterable[OutletMove]) -> list[OutletMove]:
    """Return the outlets whose rate, interval or rank is another one now."""
    return [move for move in moves if move.before != move.after or move.reranked]


def _verdicts_said(found: LexiconDiff) -> str:
    if not found.terms and not found.hits and found.cues_before == found.cues_after:
        return "nothing moves"
    number = len(found.verdicts)
    return (
        "no verdict changes" if not number else f"{plural(number, 'verdict')} {'changes' if number == 1 else 'change'}"
    )


def _part(title: str, rows: Sequence[Row], limit: int) -> str:
    if not rows:
        return ""
    more = "" if len(rows) <= limit else f"\n... and {len(rows) - limit:,} more; -n {len(rows)} shows all"
    return f"{title}\n{table_text(rows[:limit], width=terminal_width()).rstrip()}{more}"


def _term(change: TermChange) -> Row:
    return {
        "line": change.line_after or change.line_before,
        "facet": change.facet,
        "term": shorten(change.pattern, TERM),
        "what": change.what,
        "hits before": change.hits_before,
        "after": change.hits_after,
    }


def _hit(hit: MovedHit) -> Row:
    line = hit.line
    return {
        "outlet": printable(line.outlet),
        "hit in context": _context(hit),
        "stance": line.stance,
        "voice": line.voice,
        "facet": line.facet,
        "why": hit.why,
    }


def _changed(hit: MovedHit) -> Row:
    return {
        "outlet": printable(hit.line.outlet),
        "hit in context": _context(hit),
        "changed": "; ".join(_change(hit, name) for name in hit.changes),
    }


def _change(hit: MovedHit, name: str) -> str:
    field = {"words": "hit", "weight": "term"}.get(name, name)
    old, new = (shorten(str(getattr(side, field)), TERM) for side in (hit.before, hit.after))
    cue = hit.after.cue if name == "stance" and hit.after is not None else None
    told = "weight" if name == "weight" else f"{name} {old} → {new}"
    return told + (f" by “{printable(cue)}”" if cue else "")


def _context(hit: MovedHit) -> str:
    line = hit.line
    left, right = printable(line.left), printable(line.right)
    before = " " if line.left[-1:].isspace() else ""
    after = " " if line.right[:1].isspace() else ""
    return f"{left}{before}[{printable(line.hit)}]{after}{right}"


def _outlet(move: OutletMove) -> Row:
    return {
        "outlet": printable(move.outlet),
        "measure": measure_id(move.measure),
        "before": _share(move.before),
        "after": _share(move.after),
        "points": None if move.change is None else f"{100 * move.change:+.1f}",
        "rank": f"{move.rank_before or '–'} → {move.rank_after or '–'}"
        if move.reranked
        else str(move.rank_after or "–"),
        "against the rest": _said(move),
    }


def _said(move: OutletMove) -> str:
    then = "" if move.rest_before is None else move.rest_before.verdict
    now = "" if move.rest_after is None else move.rest_after.verdict
    return now if then == now else f"{then or '–'} → {now or '–'}"


def _verdict(move: VerdictMove) -> Row:
    return {
        "measure": measure_id(move.measure),
        "outlet": printable(move.outlet),
        "against": "the rest" if move.other is None else printable(move.other),
        "before": None if move.before is None else move.before.verdict,
        "after": None if move.after is None else move.after.verdict,
    }


def _validity(move: ValidityMove) -> Row:
    change = move.f1_change
    moved = None if change is None else f"{change.value:+.3f} [{change.low:+.3f}, {change.high:+.3f}]"
    return {
        "measure": measure_id(move.measure),
        **{f"{name} before": _figure(move.before, name) for name in ("precision", "recall", "f1")},
        **{f"{name} after": _figure(move.after, name) for name in ("precision", "recall", "f1")},
        "F1 change": moved,
        "mended": move.mended,
        "broken": move.broken,
    }


def _rows(moves: Iterable[ValidityMove]) -> Iterable[Row]:
    for move in moves:
        for row in move.rows:
            yield {
                "row": row.row,
                "measure": measure_id(move.measure),
                "coded": "yes" if row.coded else "no",
                "found": f"{'yes' if row.before else 'no'} → {'yes' if row.after else 'no'}",
                "now": "right" if row.mended else "wrong",
                "text": shorten(row.text, 2 * TERM),
            }


def _figure(found: Validity | None, name: str) -> float | None:
    return None if found is None else getattr(found, name)


def _share(found: Estimate | None) -> str | None:
    if found is None or found.value is None:
        return None
    interval = "" if found.low is None or found.high is None else f" [{100 * found.low:.1f}, {100 * found.high:.1f}]"
    return f"{100 * found.value:.1f}%{interval}"
