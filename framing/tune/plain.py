"""Turn results into plain values that any JSON or YAML writer takes: a fixed order of names, floats to six places."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from framing.model import Measure
from framing.tune.agreement import Agreement, ColumnAgreement
from framing.tune.coding import Judgement
from framing.tune.rates import Figures, Rate, Tally
from framing.tune.validate import Confusion, Example, Finding, HeldOut, Validation

PLACES: Final = 6
"""Far below what any interval resolves, and above the last digits in which processors differ."""

Plain = None | bool | int | float | str | list["Plain"] | dict[str, "Plain"]


def plain_validation(validation: Validation) -> dict[str, Plain]:
    """Return a validation as plain values; judgements in the order of the coding, rows in that of the table."""
    return {
        "articles": validation.articles,
        "coded": validation.coded,
        "coded_sha256": validation.coded_sha256,
        "confusions": [_confusion(confusion) for confusion in validation.confusions],
        "judgements": [_finding(finding) for finding in validation.findings],
        "lexicons": {name: validation.lexicons[name] for name in sorted(validation.lexicons)},
        "seed": validation.seed,
        "sentences": validation.sentences,
        "unjudged": list(validation.unjudged),
    }


def plain_held_out(held_out: Sequence[HeldOut]) -> list[Plain]:
    """Return the figures of each article held out, and of the others together, as plain values."""
    return [
        {
            "article": one.article,
            "held_out": _tally(one.held_out),
            "judgement": one.judgement.label,
            "others": _tally(one.others),
        }
        for one in held_out
    ]


def plain_agreement(agreement: Agreement) -> dict[str, Plain]:
    """Return an agreement as plain values."""
    return {
        "coders": list(agreement.coders),
        "columns": [_column(column) for column in agreement.columns],
        "rows": agreement.rows,
        "seed": agreement.seed,
    }


def _finding(finding: Finding) -> dict[str, Plain]:
    return {
        "false_hits": [_example(example) for example in finding.false_hits],
        "figures": plain_figures(finding.figures),
        "judgement": finding.judgement.label,
        "misses": [_example(example) for example in finding.misses],
        "plain_count": plain_figures(finding.plain),
        **_subject(finding.judgement),
    }


def _subject(judgement: Judgement) -> dict[str, Plain]:
    subject = judgement.subject
    named: dict[str, Plain] = {"column": judgement.column, "facet": None, "frame": None, "stance": None}
    if isinstance(subject, Measure):
        named |= {"facet": subject.facet, "frame": subject.frame, "stance": subject.stance}
    return named


def plain_figures(figures: Figures) -> dict[str, Plain]:
    """Return figures as plain values, each rate with its interval."""
    return {
        **_tally(figures.tally),
        "accuracy_interval": plain_interval(figures.accuracy),
        "f1_interval": plain_interval(figures.f1),
        "kappa": plain_number(figures.kappa),
        "precision_interval": plain_interval(figures.precision),
        "recall_interval": plain_interval(figures.recall),
        "unit": figures.unit,
        "units": figures.units,
    }


def _tally(tally: Tally) -> dict[str, Plain]:
    return {
        "accuracy": plain_number(tally.accuracy),
        "f1": plain_number(tally.f1),
        "fn": tally.fn,
        "fp": tally.fp,
        "precision": plain_number(tally.precision),
        "recall": plain_number(tally.recall),
        "tn": tally.tn,
        "tp": tally.tp,
    }


def _confusion(confusion: Confusion) -> dict[str, Plain]:
    return {
        "column": confusion.column,
        "counts": [list(line) for line in confusion.counts],
        "labels": list(confusion.labels),
    }


def _example(example: Example) -> dict[str, Plain]:
    return {
        "article": example.article,
        "cell": example.cell,
        "hits": [
            {
                "cue": hit.cue,
                "cue_kind": hit.cue_kind,
                "facet": hit.facet,
                "stance": hit.stance,
                "term": hit.term,
                "text": hit.text,
            }
            for hit in example.hits
        ],
        "number": example.number,
        "row": example.row,
        "speaker": example.speaker,
        "text": example.text,
        "voice": example.voice,
        "voice_cue": example.voice_cue,
    }


def _column(column: ColumnAgreement) -> dict[str, Plain]:
    return {
        "alpha": plain_number(column.alpha.value),
        "alpha_interval": plain_interval(column.alpha),
        "codes": dict(column.codes),
        "column": column.column,
        "disagreements": [{"codes": dict(one.codes), "row": one.row, "text": one.text} for one in column.disagreements],
        "percent": plain_number(column.percent),
        "rows": column.rows,
    }


def plain_interval(rate: Rate) -> list[Plain] | None:
    """Return the limits of a rate, None where it has none."""
    return None if rate.low is None or rate.high is None else [plain_number(rate.low), plain_number(rate.high)]


def plain_number(value: float | None) -> float | None:
    """Return a number to PLACES decimals."""
    return None if value is None else round(value, PLACES)
