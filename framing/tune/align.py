"""Align every coded row with its sentence: what the coder said, what the machine found, what a plain count finds."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from framing.errors import InputError
from framing.model import Document, Hit, Lexicon, Measure, Scores, Sentence
from framing.tune.coded import CodedRow, CodedTable
from framing.tune.coding import Judgement, nearest
from framing.tune.rates import Judged

QUOTATION_MARK: Final = re.compile('["“”„‟«»]')
"""What the plain baseline of the voice takes for a quotation; single marks are left out, most being apostrophes."""


class Seen(NamedTuple):
    """A coded row with the sentence it became."""

    row: CodedRow
    document: Document
    sentence: Sentence
    hits: tuple[Hit, ...]

    @property
    def text(self) -> str:
        """The sentence as the article writes it."""
        return self.document.text_of(self.sentence)

    def hits_of(self, measure: Measure) -> list[Hit]:
        """Return the hits of the measure's frame or facet, whatever their stance."""
        return [h for h in self.hits if h.lexicon == measure.frame and measure.facet in (None, h.facet)]

    def coded(self, judgement: Judgement) -> bool | None:
        """Return what the coder says, None where the cell says nothing."""
        return judgement.read(self.row.codes[judgement.column])

    def found(self, judgement: Judgement) -> bool:
        """Return what the machine says: a hit of the measure in its stance, or the voice of a source."""
        subject = judgement.subject
        if subject == "voice":
            return self.sentence.voice == "source"
        return any(hit.stance == subject.stance for hit in self.hits_of(subject))

    def plain(self, judgement: Judgement) -> bool:
        """Return what a plain keyword count says: a hit whatever its stance, or a double quotation mark."""
        subject = judgement.subject
        if subject == "voice":
            return QUOTATION_MARK.search(self.text) is not None
        return bool(self.hits_of(subject))


def align(scores: Scores, table: CodedTable) -> tuple[Seen, ...]:
    """Return every row of the table with its sentence and hits, in the order of the table.

    Raises ValueError where a row was not scored.
    """
    found: dict[str, Seen] = {}
    rows = {row.id: row for row in table.rows}
    for scored in scores.documents:
        hits: dict[int, list[Hit]] = {}
        for hit in scored.hits:
            hits.setdefault(hit.sentence, []).append(hit)
        for sentence in scored.document.sentences:
            row = rows.get(sentence.row) if sentence.row is not None else None
            if row is not None:
                found[row.id] = Seen(row, scored.document, sentence, tuple(hits.get(sentence.index, ())))
    missing = next((row.id for row in table.rows if row.id not in found), None)
    if missing is not None:
        raise ValueError(f"row {missing!r} of {table.origin} was not scored; score documents(table)")
    return tuple(found[row.id] for row in table.rows)


def judged(judgement: Judgement, rows: Sequence[Seen], *, plain: bool = False) -> list[Judged]:
    """Return what coder and machine (or a `plain` keyword count) say of each row that `judgement` is about."""
    return [
        Judged(
            told,
            row.plain(judgement) if plain else row.found(judgement),
            row.row.article,
            row.row.paragraph,
            row.row.weight,
        )
        for row in rows
        if (told := row.coded(judgement)) is not None
    ]


def judgements_of(
    scores: Scores, table: CodedTable, *, strict: bool = False
) -> tuple[tuple[Judgement, ...], tuple[str, ...]]:
    """Return the judgements whose frame was scored and has their facet, and the labels of the others.

    With `strict`, raises InputError where a facet is not in its lexicon, or no column is about a frame that was scored.
    """
    lexicons = {lexicon.name: lexicon for lexicon in scores.lexicons}
    about: list[Judgement] = []
    unjudged: list[str] = []
    for judgement in table.coding.judgements:
        subject = judgement.subject
        lexicon = None if subject == "voice" else lexicons.get(subject.frame)
        if subject == "voice" or (lexicon is not None and _has_facet(subject, lexicon, table=table, strict=strict)):
            about.append(judgement)
        else:
            unjudged.append(judgement.label)
    if strict and lexicons and unjudged and all(judgement.subject == "voice" for judgement in about):
        raise InputError(
            table.origin,
            f"no column is about {', '.join(lexicons)}",
            f"map a column to it; the coding {table.coding.name!r} judges {', '.join(unjudged)}",
        )
    return tuple(about), tuple(unjudged)


def _has_facet(measure: Measure, lexicon: Lexicon, *, table: CodedTable, strict: bool) -> bool:
    facets = [facet.name for facet in lexicon.facets]
    if measure.facet is None or measure.facet in facets:
        return True
    if strict:
        raise InputError(table.origin, f"{lexicon.name} has no facet {measure.facet!r}", nearest(measure.facet, facets))
    return False
