"""The values a comparison of two versions of a lexicon is made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from framing.model import Difference, Estimate, Lexicon, Measure, Setting, Unit, Validity
from framing.tune.kwic import KwicLine
from framing.tune.rates import Change as F1Change

HitKind = Literal["lost", "gained", "changed"]
Change = Literal["stance", "words", "term", "facet", "voice", "weight"]
TermKind = Literal["added", "removed", "changed"]


@dataclass(frozen=True, kw_only=True, slots=True)
class TermChange:
    """One term that the versions do not share, or share with another weight or other words in a set it names.

    `what` says what changed. `line_before` and `line_after` are its lines in the two files, 0 where it is not in one;
    `hits_before` and `hits_after` count hits of either stance.
    """

    kind: TermKind
    term: str
    facet: str
    pattern: str
    what: str
    line_before: int
    line_after: int
    hits_before: int
    hits_after: int


@dataclass(frozen=True, kw_only=True, slots=True)
class MovedHit:
    """One hit that only one version has, or that both have differently.

    `before` and `after` are the hit in its context, None where there is none; `changes` say in what a hit of both
    differs; `why` says why it is lost or gained.
    """

    kind: HitKind
    before: KwicLine | None
    after: KwicLine | None
    changes: tuple[Change, ...] = ()
    why: str = ""

    @property
    def line(self) -> KwicLine:
        """The hit as it is now, or as it was where it is lost."""
        found = self.after or self.before
        if found is None:
            raise ValueError("a moved hit is in one version at least")
        return found


@dataclass(frozen=True, kw_only=True, slots=True)
class OutletMove:
    """One outlet on one measure, before and after; None where a version does not show the measure.

    A rank counts from 1, the highest value first; equal values share one. `rest_before` and `rest_after` are the
    differences against the other outlets pooled, None with one outlet.
    """

    outlet: str
    measure: Measure
    before: Estimate | None
    after: Estimate | None
    rank_before: int | None
    rank_after: int | None
    rest_before: Difference | None
    rest_after: Difference | None

    @property
    def change(self) -> float | None:
        """The rate after minus the rate before, None where one of them is undefined."""
        first = None if self.before is None else self.before.value
        second = None if self.after is None else self.after.value
        return None if first is None or second is None else second - first

    @property
    def reranked(self) -> bool:
        """Whether the outlet stands elsewhere in the order than before."""
        return self.rank_before != self.rank_after


@dataclass(frozen=True, kw_only=True, slots=True)
class VerdictMove:
    """A difference whose verdict is another one now; `other` is None for all other outlets pooled."""

    measure: Measure
    outlet: str
    other: str | None
    before: Difference | None
    after: Difference | None


@dataclass(frozen=True, kw_only=True, slots=True)
class RowMove:
    """A coded row on which the versions differ: what the coder says (`coded`) and what each version finds."""

    row: str
    number: int
    article: str
    text: str
    coded: bool
    before: bool
    after: bool

    @property
    def mended(self) -> bool:
        """Whether the new version is the right one."""
        return self.after == self.coded


@dataclass(frozen=True, kw_only=True, slots=True)
class ValidityMove:
    """How right a measure was and is; None where a version does not have the measure.

    `f1_change` is F1 after minus before, in [-1, 1], with its 95 % interval, None where a version lacks the measure.
    `rows` are those on which the versions differ, in the order of the table.
    """

    measure: Measure
    before: Validity | None
    after: Validity | None
    f1_change: F1Change | None
    rows: tuple[RowMove, ...]

    @property
    def mended(self) -> int:
        """Rows that only the new version gets right."""
        return sum(row.mended for row in self.rows)

    @property
    def broken(self) -> int:
        """Rows that only the old version got right."""
        return len(self.rows) - self.mended


@dataclass(frozen=True, kw_only=True, slots=True)
class LexiconDiff:
    """What moves on one corpus when one version of a lexicon takes the place of another.

    Both versions go by the name of the new one, so that a new name in the header moves nothing. `hits` stand in the
    order of the corpus; `moves` hold every outlet on every measure that a version shows, `verdicts` only those that
    changed. `hits_before`, `hits_after` count hits of either stance, `dead` the terms of the new version without a hit.
    `inputs` are the sha256 of the texts by origin, `coded` and `coded_sha256` name the coded table ("" without one).
    """

    old: Lexicon
    new: Lexicon
    setting: Setting
    unit: Unit
    terms: tuple[TermChange, ...]
    hits: tuple[MovedHit, ...]
    hits_before: int
    hits_after: int
    dead: int
    outlets: tuple[str, ...]
    measures: tuple[Measure, ...]
    moves: tuple[OutletMove, ...]
    verdicts: tuple[VerdictMove, ...]
    validity: tuple[ValidityMove, ...]
    inputs: Mapping[str, str]
    cues_before: str = ""
    cues_after: str = ""
    coded: str = ""
    coded_sha256: str = ""

    def of_kind(self, kind: HitKind) -> tuple[MovedHit, ...]:
        """Return the hits that are lost, gained or changed."""
        return tuple(hit for hit in self.hits if hit.kind == kind)
