"""What scores mean beside each other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

Verdict = Literal["higher", "lower", "not distinguishable", "too little text"]
Unit = Literal["article", "paragraph"]


class Measure(NamedTuple):
    """One row of a comparison: a frame, or one facet of it, in one stance."""

    frame: str
    facet: str | None = None
    stance: Literal["asserted", "discounted"] = "asserted"


class CellKey(NamedTuple):
    """One cell of the outlets x measures table."""

    outlet: str
    measure: Measure


@dataclass(frozen=True, kw_only=True, slots=True)
class Setting:
    """The choices a comparison was made with; sensitivity changes them one at a time."""

    voice: Literal["all", "outlet", "source"] = "all"
    rate: Literal["share", "per_1000"] = "share"
    stance: Literal["cues", "ignored"] = "cues"
    titles: bool = False
    without_terms: tuple[str, ...] = ()
    confidence: float = 0.95
    permutations: int = 9999
    seed: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class Estimate:
    """A share in [0, 1] (or a rate per 1,000 words) with its interval; all None where there is no text.

    `carrying` of `total` sentences (hits of tokens for a rate), seen in `units` sampling units; `effective` is the
    effective sample size the interval was computed from.
    """

    value: float | None
    low: float | None
    high: float | None
    carrying: int
    total: int
    units: int
    effective: float | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Difference:
    """`outlet` minus `other` on one measure, in the rate's own unit (multiply a share by 100 for points).

    `other` is None for "all other outlets pooled". `p` is the two-sided permutation p-value, `q` its Benjamini-Hochberg
    adjustment over the family the difference was shown in; both None where there was too little text to test.
    """

    measure: Measure
    outlet: str
    other: str | None
    value: float | None
    low: float | None
    high: float | None
    p: float | None
    q: float | None
    verdict: Verdict


@dataclass(frozen=True, kw_only=True, slots=True)
class Comparison:
    """Outlets beside each other under one `Setting`.

    `unit` is what was permuted and clustered on: the article where each outlet has several, else the paragraph (and
    the intervals then speak of these articles, not of the outlets as a whole). `pairs` holds every pair of outlets
    (first before second in `outlets`) for every measure, `against_rest` every outlet against the others pooled.
    """

    setting: Setting
    unit: Unit
    outlets: tuple[str, ...]
    measures: tuple[Measure, ...]
    cells: Mapping[CellKey, Estimate]
    pairs: tuple[Difference, ...]
    against_rest: tuple[Difference, ...]
    too_little: tuple[str, ...] = ()

    def widest(self, measure: Measure) -> Difference | None:
        """Return the pair furthest apart on `measure`, signed so that `outlet` has the higher value."""
        pairs = [d for d in self.pairs if d.measure == measure and d.value is not None]
        if not pairs:
            return None
        top = max(pairs, key=lambda d: abs(d.value or 0.0))
        return top if (top.value or 0.0) >= 0 else flipped(top)


def flipped(difference: Difference) -> Difference:
    """Return the same difference read from the other outlet's side."""
    if difference.other is None:
        raise ValueError("a difference against the rest has no other side")
    swap: dict[Verdict, Verdict] = {"higher": "lower", "lower": "higher"}
    return Difference(
        measure=difference.measure,
        outlet=difference.other,
        other=difference.outlet,
        value=None if difference.value is None else -difference.value,
        low=None if difference.high is None else -difference.high,
        high=None if difference.low is None else -difference.low,
        p=difference.p,
        q=difference.q,
        verdict=swap.get(difference.verdict, difference.verdict),
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class Leverage:
    """What carries a difference.

    The pair, the difference as published, and what is left without one term or one article. `kind` is term or
    article, `left_out` its id, `share` the part of the outlet's asserted hits on the measure it makes, `remaining`
    the difference without it (None where nothing is left to compare).
    """

    measure: Measure
    outlet: str
    other: str
    kind: Literal["term", "article"]
    left_out: str
    share: float
    published: float
    remaining: float | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Sensitivity:
    """One comparison repeated with one choice changed.

    `difference` is the same pair's difference under `setting`; `order_kept` is Kendall's tau-b between the published
    and the changed order of outlets, in [-1, 1] (None where undefined).
    """

    label: str
    setting: Setting
    difference: Difference
    order_kept: float | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Keyword:
    """A word that sets one outlet apart: weighted log-odds with its z-score, and where the word stands."""

    word: str
    log_odds: float
    z: float
    count: int
    rest_count: int
    articles: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Merge:
    """One joint of the dendrogram.

    The two nodes joined (0..n-1 are articles, n.. earlier merges), their cosine distance, the number of articles
    below, and `support`: the share of resamples in which exactly these articles form a group.
    """

    left: int
    right: int
    distance: float
    size: int
    support: float | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Clustering:
    """Which texts tell the same story.

    `labels` number the clusters from 0 in order of first appearance, one for each article; `stability` is the mean
    Jaccard similarity of each cluster with its best match over resamples, in [0, 1]; `silhouette` in [-1, 1]; `words`
    the words that make each cluster; `order` the leaves of the dendrogram from top to bottom; `points` two
    coordinates an article, for a map. `verdict` says in words what can and cannot be said. Where nothing can be
    grouped, every label is 0.
    """

    articles: tuple[str, ...]
    labels: tuple[int, ...]
    silhouette: float | None
    stability: tuple[float | None, ...]
    words: tuple[tuple[str, ...], ...]
    merges: tuple[Merge, ...]
    order: tuple[int, ...]
    points: tuple[tuple[float, float], ...]
    verdict: str
    method: str

    @property
    def n_clusters(self) -> int:
        """The number of clusters found."""
        return len(set(self.labels))
