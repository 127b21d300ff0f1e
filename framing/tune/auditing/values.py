"""The values an audit is made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from framing.model import Difference, Estimate, Leverage, Lexicon, Setting, Unit, Verdict

RiskKind = Literal[
    "dominant",
    "wildcard",
    "discounted",
    "quoted",
    "one-article",
    "carries-difference",
    "uneven",
    "shadowed",
    "repeated",
]


@dataclass(frozen=True, kw_only=True, slots=True)
class Catch:
    """What one word with a wildcard caught: the words of the texts, folded, with their counts, most frequent first.

    `strangers` are those that belong to no family of the most frequent word: not its inflections or derivations.
    """

    wildcard: str
    words: tuple[tuple[str, int], ...]
    strangers: tuple[tuple[str, int], ...] = ()

    @property
    def count(self) -> int:
        """How many words it caught in all."""
        return sum(number for _, number in self.words)


@dataclass(frozen=True, kw_only=True, slots=True)
class OutletRate:
    """How often a term stands in one outlet: hits of either stance, and the share of sentences with one.

    `gap` is that share minus the others' share, with its interval; `p` is the two-sided permutation p-value over units
    (articles where outlets have several), `q` its Benjamini-Hochberg adjustment over every term and outlet tested; all
    None where there is too little text.
    """

    outlet: str
    hits: int
    share: Estimate
    gap: float | None
    low: float | None
    high: float | None
    p: float | None
    q: float | None
    verdict: Verdict


@dataclass(frozen=True, kw_only=True, slots=True)
class Risk:
    """Why a term deserves a look. `part` is how much of the frame's hits the reason touches, in [0, 1]."""

    kind: RiskKind
    reason: str
    part: float


@dataclass(frozen=True, kw_only=True, slots=True)
class TermAudit:
    """What one term did.

    `matches` counts where it matched, `hits` where it was kept: the others were lost to a longer hit of its facet.
    `share` is its part of the frame's hits, in [0, 1], None where the frame has none; `sole` counts the sentences that
    carry the frame by this term alone. `forms` are the hits as written, `catches` what each wildcard in it caught;
    `outlets` counts hits, `rates` judges them. `leverage` is the leading difference without the term. Hits are of
    either stance.
    """

    term: str
    facet: str
    pattern: str
    label: str
    line: int
    weight: float
    matches: int
    hits: int
    discounted: int
    quoted: int
    sentences: int
    sole: int
    articles: int
    share: float | None
    outlets: Mapping[str, int]
    forms: tuple[tuple[str, int], ...]
    catches: tuple[Catch, ...]
    rates: tuple[OutletRate, ...]
    leverage: Leverage | None
    risks: tuple[Risk, ...] = ()

    @property
    def status(self) -> Literal["live", "shadowed", "dead"]:
        """Whether it hits, matches but always loses to another term, or matches nowhere."""
        return "live" if self.hits else "shadowed" if self.matches else "dead"

    @property
    def worst(self) -> float:
        """The largest part of the frame's hits that one of its risks touches, 0 without risks."""
        return max((risk.part for risk in self.risks), default=0.0)


@dataclass(frozen=True, kw_only=True, slots=True)
class Overlap:
    """Two terms (by id) on the same words: `shared` places, of which each wins some.

    Within a facet the longer hit wins and the other is dropped; terms of different facets count both (`both`).
    """

    first: str
    second: str
    shared: int
    first_wins: int
    second_wins: int
    both: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Coverage:
    """How much of a corpus, or of one outlet (None: all), the lexicon touches: articles and sentences with a hit.

    `asserted` are sentences with an asserted hit.
    """

    outlet: str | None
    articles: int
    touched_articles: int
    sentences: int
    touched_sentences: int
    asserted: int
    tokens: int
    hits: int

    @property
    def article_share(self) -> float | None:
        """Share of articles with a hit, in [0, 1]."""
        return self.touched_articles / self.articles if self.articles else None

    @property
    def sentence_share(self) -> float | None:
        """Share of sentences with a hit of either stance, in [0, 1]."""
        return self.touched_sentences / self.sentences if self.sentences else None


@dataclass(frozen=True, kw_only=True, slots=True)
class Note:
    """A finding of `lexicon check` on two terms: one repeats or contains the other."""

    kind: Literal["duplicate", "contained"]
    line: int
    message: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Audit:
    """What one lexicon does to one corpus.

    `terms` stand in the order of the file, `overlaps` by places shared. `leading` is the difference between two outlets
    that the lexicon leads with (None with one outlet), `leverage` what is left of it without each article. `coverage`
    begins with the whole corpus. `unit` is what the tests dealt out. `inputs` are the sha256 of the texts by origin.
    """

    lexicon: Lexicon
    setting: Setting
    unit: Unit
    terms: tuple[TermAudit, ...]
    overlaps: tuple[Overlap, ...]
    coverage: tuple[Coverage, ...]
    leading: Difference | None
    leverage: tuple[Leverage, ...]
    notes: tuple[Note, ...]
    inputs: Mapping[str, str]
    cues_sha256: str = ""

    @property
    def hits(self) -> int:
        """Hits of the frame, of either stance."""
        return self.coverage[0].hits

    @property
    def dead(self) -> tuple[TermAudit, ...]:
        """The terms that match nowhere."""
        return tuple(term for term in self.terms if term.status == "dead")

    @property
    def worst_first(self) -> tuple[TermAudit, ...]:
        """The terms that hit or match: those whose risks touch most of the frame first, then by hits."""
        live = [term for term in self.terms if term.status != "dead"]
        return tuple(sorted(live, key=lambda term: (-term.worst, -term.hits, term.line, term.term)))
