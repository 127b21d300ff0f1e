"""Everything one run found out, ready to be shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from framing.model.comparison import Clustering, Comparison, Keyword, Leverage, Measure, Sensitivity
from framing.model.score import Scores
from framing.model.text import Corpus, Voice


@dataclass(frozen=True, kw_only=True, slots=True)
class Validity:
    """How right a measure was against coded sentences.

    Values in [0, 1] with 95 % intervals, None where undefined.

    `sentences` were coded, `positives` of them carry the measure; `coded` names the table, `lexicon_sha256` the
    lexicon judged.
    """

    measure: Measure
    precision: float | None
    precision_interval: tuple[float, float] | None
    recall: float | None
    recall_interval: tuple[float, float] | None
    f1: float | None
    f1_interval: tuple[float, float] | None
    sentences: int
    positives: int
    coded: str
    lexicon_sha256: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Provenance:
    """What is needed to make the same result again: `command` as typed, versions by package, hashes by file name."""

    command: str
    version: str
    python: str
    packages: Mapping[str, str]
    inputs: Mapping[str, str]
    lexicons: Mapping[str, str]
    cues_sha256: str
    seed: int
    date: date | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Analysis:
    """The whole of one run. `comparison` is the published one (all voices, cues applied); the others vary it.

    `sensitivity` repeats the widest pair difference of the leading measure with one choice changed at a time;
    `within_story` compares inside each cluster that holds at least two outlets; `validity` is missing for an
    unvalidated measure; `near_duplicates` are (article, article, Jaccard similarity of word 5-grams) that were kept
    and are said.
    """

    name: str
    corpus: Corpus
    scores: Scores
    comparison: Comparison
    by_voice: Mapping[Voice, Comparison]
    sensitivity: tuple[Sensitivity, ...]
    leverage: tuple[Leverage, ...]
    keywords: Mapping[str, tuple[Keyword, ...]]
    clustering: Clustering
    within_story: Mapping[int, Comparison]
    validity: Mapping[Measure, Validity]
    near_duplicates: tuple[tuple[str, str, float], ...]
    provenance: Provenance
