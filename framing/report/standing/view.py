"""StandingData: everything a comparison with a baseline says, in words and numbers, before any HTML."""

from __future__ import annotations

from dataclasses import dataclass

from framing.report.view import Cover, Figure, FrameMark, Method, Printed, Quotation, Reproduce, Table


@dataclass(frozen=True, kw_only=True, slots=True)
class Overview:
    """Several new outlets beside each other: each measure's difference from the baseline."""

    title: str
    lead: str
    table: Table


@dataclass(frozen=True, kw_only=True, slots=True)
class Words:
    """Words used more and less than the baseline does, as the page prints them."""

    over: str
    under: str
    note: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Evidence:
    """What makes a difference: the terms and articles that carry it, quotations with their hits marked, and sentences.

    `sentences` are single ones that carry the measure, of the new texts and then of the baseline.
    """

    title: str
    leverage: Table | None
    quotations: tuple[Quotation, ...]
    sentences: tuple[Quotation, ...]
    key: tuple[FrameMark, ...]
    rule: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Section:
    """One new outlet: where it stands, whether that holds within the story, what makes it and how firm it is.

    `anchor` is its place in the file; `figure` is missing where the first page shows the same.
    """

    anchor: str
    title: str
    facts: str
    lead: str
    figure: Figure | None
    placements: Table
    matched_title: str
    matched_lead: str
    matched: Table | None
    evidence: Evidence
    like: Figure | None
    words: Words
    drift: Figure | None
    sensitivity: Figure | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Basis:
    """What was compared: the new texts, what was left out of them, and the baseline."""

    title: str
    lead: str
    articles: Table
    skipped: Table | None
    baseline: Table
    facts: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class StandingData(Printed):
    """The whole brief of a comparison; `overview` is there where several outlets are new."""

    cover: Cover
    overview: Overview | None
    sections: tuple[Section, ...]
    basis: Basis
    method: Method
    reproduce: Reproduce
