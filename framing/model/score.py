"""Hits and the counts made of them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, fields

from framing.model.lexicon import Lexicon
from framing.model.text import Document, Stance, Voice


@dataclass(frozen=True, kw_only=True, slots=True)
class Cue:
    """The words that decided a stance.

    `text` as written at `start:end` of the article, and the `kind` of rule they belong to.
    """

    text: str
    kind: str
    start: int
    end: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Hit:
    """One place where a term matched.

    `sentence` is the sentence's index in its article; offsets are into `Article.text`.
    """

    article: str
    sentence: int
    lexicon: str
    facet: str
    term: str
    start: int
    end: int
    weight: float = 1.0
    stance: Stance = "asserted"
    voice: Voice = "outlet"
    cue: Cue | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Counts:
    """Additive counts of one frame (or facet) over some sentences of one voice or of both.

    `sentences` and `tokens` are what was looked at; `asserted` and `discounted` are the sentences with at least one
    such hit, `carrying` the sentences with at least one hit of either stance; `asserted_hits`, `discounted_hits`
    count hits and `weight` sums the weights of asserted hits. Every rate is derived here, at the end, and is None
    where its denominator is 0.
    """

    sentences: int = 0
    tokens: int = 0
    carrying: int = 0
    asserted: int = 0
    discounted: int = 0
    asserted_hits: int = 0
    discounted_hits: int = 0
    weight: float = 0.0

    def __add__(self, other: Counts) -> Counts:
        return Counts(**{f.name: getattr(self, f.name) + getattr(other, f.name) for f in fields(Counts)})

    @property
    def salience(self) -> float | None:
        """Share of sentences with an asserted hit, in [0, 1]."""
        return self.asserted / self.sentences if self.sentences else None

    @property
    def discounted_share(self) -> float | None:
        """Share of sentences with a discounted hit, in [0, 1]."""
        return self.discounted / self.sentences if self.sentences else None

    @property
    def per_1000(self) -> float | None:
        """Asserted hits per 1,000 words."""
        return 1000 * self.asserted_hits / self.tokens if self.tokens else None


@dataclass(frozen=True, kw_only=True, slots=True)
class ScoredDocument:
    """A document with its hits, in text order."""

    document: Document
    hits: tuple[Hit, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Scores:
    """Everything scoring found.

    One `ScoredDocument` for each document of the corpus, and the lexicons it was made with.
    """

    lexicons: tuple[Lexicon, ...]
    documents: tuple[ScoredDocument, ...]

    @property
    def corpus_sha256(self) -> str:
        """One hex digest over the articles, whatever their order."""
        digests = sorted(scored.document.article.sha256 for scored in self.documents)
        return hashlib.sha256("\n".join(digests).encode()).hexdigest()
