"""What the live scores say: facts about terms and facets, and why words count or do not."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from framing.model import CellKey, Document, Estimate, Hit, Lexicon, Measure, Stance, Unit, Validity, Voice
from framing.tune.coded import CodedTable
from framing.tune.live.bench import Table


@dataclass(frozen=True, kw_only=True, slots=True)
class Coded:
    """A coded table with its documents, voices told: what `validate` is given."""

    table: CodedTable
    documents: tuple[Document, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class TermFacts:
    """What one term does to the corpus.

    `hits` count both stances, `asserted` + `discounted` = `hits`; `articles` and `outlets` are how many have a hit;
    `in_sources` counts hits in a source's voice; `share` is the part of the frame's asserted hits, in [0, 1] (None
    where there is none); `overlapped` counts matches lost to a longer, earlier or former match of the same facet.
    `risk` gives short reasons to look at the term again, none for most.
    """

    hits: int
    articles: int
    outlets: int
    asserted: int
    discounted: int
    in_sources: int
    share: float | None
    overlapped: int
    risk: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class FacetFacts:
    """Hits of either stance of one facet, and the articles and sentences they stand in."""

    hits: int
    articles: int
    sentences: int


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class LiveState:
    """A corpus as one lexicon sees it. Frozen: a later edit gives another state, and both stay usable.

    `terms` are by term id, `facets` by name; `estimates` hold every outlet with the measures that a comparison of this
    lexicon shows, then with each facet asserted; `unit` is what their intervals are clustered on. `validity` is empty
    without a coded table, and for measures the table does not judge; its intervals are those of `validate`.
    `hit_counts` are the hits of each article, in the order of the documents; `table` is for `Live` itself.
    """

    lexicon: Lexicon
    terms: Mapping[str, TermFacts]
    facets: Mapping[str, FacetFacts]
    measures: tuple[Measure, ...]
    outlets: tuple[str, ...]
    unit: Unit
    estimates: Mapping[CellKey, Estimate]
    validity: Mapping[Measure, Validity]
    hit_counts: tuple[int, ...]
    table: Table = field(repr=False)
    hits_in: Callable[[int], tuple[Hit, ...]] = field(repr=False)

    def hits(self, article: int) -> tuple[Hit, ...]:
        """Return the hits of the document at index `article`, as `Scorer` gives them. Raises IndexError."""
        return self.hits_in(article)


@dataclass(frozen=True, kw_only=True, slots=True)
class CueReason:
    """The cue behind a stance: its words and place, its kind and what it does in plain words, and where it reaches."""

    text: str
    start: int
    end: int
    kind: str
    rule: str
    scope: tuple[int, int]


@dataclass(frozen=True, kw_only=True, slots=True)
class HitReason:
    """A hit that counts. `cue` is what discounts it (None: nothing does); `voice_cue` is why a source speaks.

    `line` is the term's line in its file, 0 where there is no file; offsets are into the article's text.
    """

    term: str
    pattern: str
    facet: str
    line: int
    text: str
    start: int
    end: int
    weight: float
    stance: Stance
    cue: CueReason | None
    voice: Voice
    speaker: str | None
    voice_cue: str | None
    reason: str


@dataclass(frozen=True, kw_only=True, slots=True)
class LostReason:
    """A term that matches here and does not count, because another match of its facet takes the words."""

    term: str
    pattern: str
    facet: str
    line: int
    text: str
    start: int
    end: int
    winner: str
    winner_pattern: str
    winner_text: str
    winner_start: int
    winner_end: int
    reason: str


NearKind = Literal["guard", "distance", "order", "case", "punctuation", "inflection"]


@dataclass(frozen=True, kw_only=True, slots=True)
class NearReason:
    """A term that would match here if one thing of it were otherwise.

    `start:end` is what it would take; `evidence` are the places of the words (or marks) that stand in the way.
    """

    term: str
    pattern: str
    facet: str
    line: int
    kind: NearKind
    text: str
    start: int
    end: int
    evidence: tuple[tuple[int, int], ...]
    reason: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Explanation:
    """Why selected words count or not.

    `words` are the words selected, `sentence` the span of the sentence they stand in, `summary` the answer in one
    sentence; the reasons hold the evidence, each with a `reason` in words.
    """

    words: str
    sentence: tuple[int, int]
    counted: tuple[HitReason, ...]
    lost: tuple[LostReason, ...]
    near: tuple[NearReason, ...]
    summary: str
