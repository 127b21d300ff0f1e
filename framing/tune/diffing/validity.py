"""How right the two versions are on the same coded rows."""

from __future__ import annotations

from collections.abc import Sequence

from framing.model import Measure, Scores, Validity
from framing.tune.align import Seen, align, judged, judgements_of
from framing.tune.coded import CodedTable
from framing.tune.coding import Judgement
from framing.tune.diffing.values import RowMove, ValidityMove
from framing.tune.rates import f1_change, figures
from framing.tune.validate import stamp


def validity_moves(before: Scores, after: Scores, table: CodedTable, *, seed: int = 0) -> tuple[ValidityMove, ...]:
    """Return the measures of the table's coding that a version has, in the coding's order.

    Both scores are those of `documents(table)`. Raises InputError where no column is about the lexicon.
    """
    old, new = _judgements(before, table), _judgements(after, table)
    if not new:
        judgements_of(after, table, strict=True)
    first, second = align(before, table), align(after, table)
    found = []
    for judgement in dict.fromkeys((*new, *old)):
        subject = judgement.subject
        if not isinstance(subject, Measure):
            continue
        both = judgement in old and judgement in new
        found.append(
            ValidityMove(
                measure=subject,
                before=_stamp(judgement, first, before, table, seed) if judgement in old else None,
                after=_stamp(judgement, second, after, table, seed) if judgement in new else None,
                f1_change=f1_change(judged(judgement, first), judged(judgement, second), seed=seed) if both else None,
                rows=tuple(_rows(judgement, first, second)) if both else (),
            )
        )
    return tuple(found)


def _judgements(scores: Scores, table: CodedTable) -> tuple[Judgement, ...]:
    about, _ = judgements_of(scores, table)
    return tuple(judgement for judgement in about if isinstance(judgement.subject, Measure))


def _stamp(judgement: Judgement, rows: Sequence[Seen], scores: Scores, table: CodedTable, seed: int) -> Validity:
    subject = judgement.subject
    if not isinstance(subject, Measure):
        raise TypeError("a voice has no lexicon to be judged by")
    return stamp(
        subject,
        figures(judged(judgement, rows), seed=seed),
        coded=table.origin,
        lexicon_sha256=scores.lexicons[0].sha256,
    )


def _rows(judgement: Judgement, before: Sequence[Seen], after: Sequence[Seen]) -> list[RowMove]:
    found = []
    for old, new in zip(before, after, strict=True):
        coded = new.coded(judgement)
        if coded is None or old.found(judgement) == new.found(judgement):
            continue
        found.append(
            RowMove(
                row=new.row.id,
                number=new.row.number,
                article=new.row.article,
                text=new.text,
                coded=coded,
                before=old.found(judgement),
                after=new.found(judgement),
            )
        )
    return found
