"""Say what moves when one version of a lexicon takes the place of another, on one corpus."""

from __future__ import annotations

from framing.compare.outlets import choose_unit, compare
from framing.model import Scores, Setting
from framing.score.measure import PUBLISHED
from framing.tune.coded import CodedTable
from framing.tune.diffing.gates import GATES, gate_values, without_coded
from framing.tune.diffing.hits import moved_hits
from framing.tune.diffing.scores import outlet_moves, shown_measures, verdict_moves
from framing.tune.diffing.terms import Terms, renamed
from framing.tune.diffing.validity import validity_moves
from framing.tune.diffing.values import (
    LexiconDiff,
    MovedHit,
    OutletMove,
    RowMove,
    TermChange,
    ValidityMove,
    VerdictMove,
)
from framing.tune.kwic import CONTEXT

__all__ = [
    "GATES",
    "LexiconDiff",
    "MovedHit",
    "OutletMove",
    "RowMove",
    "TermChange",
    "ValidityMove",
    "VerdictMove",
    "diff",
    "gate_values",
    "renamed",
    "without_coded",
]


def diff(
    before: Scores,
    after: Scores,
    *,
    coded: tuple[Scores, Scores, CodedTable] | None = None,
    setting: Setting = PUBLISHED,
    context: int = CONTEXT,
) -> LexiconDiff:
    """Return what moves from `before` to `after`, each the scores of one lexicon on the same articles.

    Both lexicons go by one name (`renamed`). `coded` are the scores of both on the documents of a coded table, and the
    table. `context` counts the characters on each side of a hit.

    Raises ValueError where the scores are not of the same articles or not of one lexicon each of one name, InputError
    where no column of the table is about the lexicon.
    """
    (old,), (new,) = before.lexicons, after.lexicons
    if old.name != new.name or _articles(before) != _articles(after):
        raise ValueError("the scores are of different lexicons or of different articles")
    terms = Terms(old, new)
    unit = choose_unit(after)
    first, second = (compare(scores, setting=setting, unit=unit) for scores in (before, after))
    hit = {found.term for document in after.documents for found in document.hits}
    return LexiconDiff(
        old=old,
        new=new,
        setting=setting,
        unit=unit,
        terms=terms.changes(before, after),
        hits=tuple(moved_hits(before, after, terms, context=context)),
        hits_before=_hits(before),
        hits_after=_hits(after),
        dead=sum(term.id not in hit for term in new.terms),
        outlets=second.outlets,
        measures=shown_measures(first, second),
        moves=outlet_moves(first, second),
        verdicts=verdict_moves(first, second),
        validity=() if coded is None else validity_moves(*coded, seed=setting.seed),
        inputs={d.document.article.origin: d.document.article.sha256 for d in after.documents},
        coded="" if coded is None else coded[2].origin,
        coded_sha256="" if coded is None else coded[2].sha256,
    )


def _articles(scores: Scores) -> list[str]:
    return [scored.document.article.id for scored in scores.documents]


def _hits(scores: Scores) -> int:
    return sum(len(scored.hits) for scored in scores.documents)
