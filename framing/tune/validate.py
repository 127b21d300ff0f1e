"""Validate scores against coded sentences: how often a lexicon, its stance and the voice agree with a reader."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from sklearn.metrics import confusion_matrix

from framing.model import Measure, Scores, Stance, Validity, Voice
from framing.tune.align import Seen, align, judged, judgements_of
from framing.tune.coded import CodedTable
from framing.tune.coding import Judgement
from framing.tune.rates import Figures, Rate, Tally, figures, tally


@dataclass(frozen=True, kw_only=True, slots=True)
class HitNote:
    """A hit as a reader needs it: the term as written in the lexicon, the words caught, the stance and what decided."""

    facet: str
    term: str
    text: str
    stance: Stance
    cue: str | None
    cue_kind: str | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Example:
    """A row on which coder and machine differ, with all that was seen in it.

    `number` is the row as a spreadsheet numbers it, `cell` the coder's code, `hits` every hit of the frame in the
    sentence, whichever its facet and stance (none for the voice).
    """

    row: str
    number: int
    article: str
    cell: str
    text: str
    voice: Voice
    speaker: str | None
    voice_cue: str | None
    hits: tuple[HitNote, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Finding:
    """How right one judgement is, beside what a plain keyword count would score.

    `plain` are the figures of the same lexicon without stance: a sentence with any hit of the frame or facet carries
    the measure, asserted and discounted alike (guards are part of a term and stay). For the voice it is: a sentence
    with a double quotation mark is a source's. `misses` are rows only the coder says yes to, `false_hits` rows only
    the machine does, both in the order of the table.
    """

    judgement: Judgement
    figures: Figures
    plain: Figures
    misses: tuple[Example, ...]
    false_hits: tuple[Example, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Confusion:
    """One coded column against what was found: `counts[i][j]` rows are coded `labels[i]` and found to be `labels[j]`.

    A label names the judgements of the column that hold, joined by "+" where several do; the last one says none does.
    """

    column: str
    labels: tuple[str, ...]
    counts: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Validation:
    """A coded table against the machine. `unjudged` are the judgements whose frame or facet was not scored."""

    coded: str
    coded_sha256: str
    lexicons: Mapping[str, str]
    sentences: int
    articles: int
    findings: tuple[Finding, ...]
    confusions: tuple[Confusion, ...]
    unjudged: tuple[str, ...]
    seed: int


@dataclass(frozen=True, kw_only=True, slots=True)
class HeldOut:
    """One judgement on one article, and on all the others together."""

    judgement: Judgement
    article: str
    held_out: Tally
    others: Tally


def validate(scores: Scores, table: CodedTable, *, seed: int = 0, strict: bool = False) -> Validation:
    """Return how right `scores` are, by the judgements of the table's coding.

    `scores` are those of `documents(table)`: one sentence a row. A sentence carries a measure where it has at least
    one hit of that frame or facet in that stance.

    A judgement whose frame was not scored, or whose facet its lexicon does not have, is left out and named. With
    `strict`, for a user who asks about this table, a facet that does not exist and a table in which no column is about
    any of the frames are InputErrors. Raises ValueError where a row was not scored.
    """
    judgements, unjudged = judgements_of(scores, table, strict=strict)
    rows = align(scores, table)
    patterns = {term.id: term.pattern for lexicon in scores.lexicons for term in lexicon.terms}
    return Validation(
        coded=table.origin,
        coded_sha256=table.sha256,
        lexicons={lexicon.name: lexicon.sha256 for lexicon in scores.lexicons},
        sentences=sum(any(row.codes.values()) for row in table.rows),
        articles=len(table.articles),
        findings=tuple(_finding(judgement, rows, patterns=patterns, seed=seed) for judgement in judgements),
        confusions=tuple(
            _confusion(column, [j for j in judgements if j.column == column], rows)
            for column in dict.fromkeys(judgement.column for judgement in judgements)
        ),
        unjudged=unjudged,
        seed=seed,
    )


def leave_one_out(scores: Scores, table: CodedTable) -> tuple[HeldOut, ...]:
    """Return the counts of every judgement on each article held out, judgement by judgement in the table's order.

    Rules are written, not trained, so nothing is fitted again: an article on which a figure falls far below the others
    is one the rules were not written for. Raises ValueError where a row was not scored.
    """
    judgements, _ = judgements_of(scores, table)
    rows = align(scores, table)
    found: list[HeldOut] = []
    for judgement in judgements:
        said = judged(judgement, rows)
        for article in table.articles:
            held_out = tally([row for row in said if row.article == article])
            others = tally([row for row in said if row.article != article])
            found.append(HeldOut(judgement=judgement, article=article, held_out=held_out, others=others))
    return tuple(found)


def to_validity(validation: Validation) -> dict[Measure, Validity]:
    """Return the stamps of the measures that were judged, in the coding's order; the voice has none."""
    return {
        finding.judgement.subject: stamp(
            finding.judgement.subject,
            finding.figures,
            coded=validation.coded,
            lexicon_sha256=validation.lexicons[finding.judgement.subject.frame],
        )
        for finding in validation.findings
        if isinstance(finding.judgement.subject, Measure)
    }


def stamp(measure: Measure, found: Figures, *, coded: str, lexicon_sha256: str) -> Validity:
    """Return the figures of a measure as its stamp; `coded` is the path of the coded table."""
    return Validity(
        measure=measure,
        precision=found.precision.value,
        precision_interval=_interval(found.precision),
        recall=found.recall.value,
        recall_interval=_interval(found.recall),
        f1=found.f1.value,
        f1_interval=_interval(found.f1),
        sentences=found.tally.total,
        positives=found.tally.positives,
        coded=PurePath(coded).name,
        lexicon_sha256=lexicon_sha256,
    )


def _finding(judgement: Judgement, rows: Sequence[Seen], *, patterns: Mapping[str, str], seed: int) -> Finding:
    differing: dict[bool, list[Example]] = {True: [], False: []}
    for row in rows:
        told = row.coded(judgement)
        if told is not None and told != row.found(judgement):
            differing[told].append(_example(judgement, row, patterns=patterns))
    return Finding(
        judgement=judgement,
        figures=figures(judged(judgement, rows), seed=seed),
        plain=figures(judged(judgement, rows, plain=True), seed=seed),
        misses=tuple(differing[True]),
        false_hits=tuple(differing[False]),
    )


def _example(judgement: Judgement, seen: Seen, *, patterns: Mapping[str, str]) -> Example:
    subject = judgement.subject
    hits = [] if subject == "voice" else seen.hits_of(Measure(subject.frame))
    text = seen.document.article.text
    return Example(
        row=seen.row.id,
        number=seen.row.number,
        article=seen.row.article,
        cell=seen.row.codes[judgement.column],
        text=seen.text,
        voice=seen.sentence.voice,
        speaker=seen.sentence.speaker,
        voice_cue=seen.sentence.voice_cue,
        hits=tuple(
            HitNote(
                facet=hit.facet,
                term=patterns.get(hit.term, hit.term),
                text=text[hit.start : hit.end],
                stance=hit.stance,
                cue=None if hit.cue is None else hit.cue.text,
                cue_kind=None if hit.cue is None else hit.cue.kind,
            )
            for hit in hits
        ),
    )


def _confusion(column: str, judgements: Sequence[Judgement], rows: Sequence[Seen]) -> Confusion:
    names = _names(judgements)
    none = "outlet" if all(judgement.subject == "voice" for judgement in judgements) else "absent"
    pairs = [
        (
            _joined(names, [row.coded(judgement) is True for judgement in judgements]) or none,
            _joined(names, [row.found(judgement) for judgement in judgements]) or none,
        )
        for row in rows
        if row.row.codes[column]  # a row nobody coded is no error of the machine's
    ]
    several = sorted({label for pair in pairs for label in pair} - {*names, none})
    labels = (*names, *several, none)
    counts = [[0] * len(labels)] * len(labels)
    if pairs:
        counts = confusion_matrix([coded for coded, _ in pairs], [found for _, found in pairs], labels=labels)
    return Confusion(column=column, labels=labels, counts=tuple(tuple(int(n) for n in line) for line in counts))


def _joined(names: Sequence[str], holds: Sequence[bool]) -> str:
    return "+".join(name for name, held in zip(names, holds, strict=True) if held)


def _names(judgements: Sequence[Judgement]) -> list[str]:
    """Return the shortest names that tell the judgements of one column apart: stances, facets, or the whole labels."""
    measures = [judgement.subject for judgement in judgements if isinstance(judgement.subject, Measure)]
    if not measures:
        return ["source"]
    if len(measures) == len(judgements):
        if len({(measure.frame, measure.facet) for measure in measures}) == 1:
            return [measure.stance for measure in measures]
        facets = [measure.facet for measure in measures if measure.facet is not None]
        if len({measure.frame for measure in measures}) == 1 and len(set(facets)) == len(measures):
            return facets
    return [judgement.label for judgement in judgements]


def _interval(rate: Rate) -> tuple[float, float] | None:
    return None if rate.low is None or rate.high is None else (rate.low, rate.high)
