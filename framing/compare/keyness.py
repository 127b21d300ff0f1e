"""Find the words that set an outlet apart from the others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from framing.compare.words import display, stop_words, word
from framing.model import Document, Keyword

TOP = 15

MIN_COUNT = 2
"""Occurrences under which a word is not shown: a word used once says nothing about the outlet's usage."""

MIN_Z = 1.96
"""z under which a word is not shown: the mark Monroe, Colaresi and Quinn draw in their figures."""


def keywords(
    documents: Sequence[Document], *, top: int = TOP, stop: frozenset[str] | None = None
) -> dict[str, tuple[Keyword, ...]]:
    """Return, for each outlet, its at most `top` words with the largest z-scores against all other outlets.

    The prior is the usage of the whole corpus, with the weight of one average outlet: a word is held to be used alike
    until counts say otherwise. A word must occur MIN_COUNT times and, where the outlet has two articles, in two of
    them, so that one article's subject is not taken for the outlet's voice. Terms of the lexicons are not left out.
    With one outlet there is nothing to set it apart from.

    Source: Monroe, Colaresi and Quinn 2008, "Fightin' Words", equations 16, 22 and 23.
    """
    usages = _usages(documents, stop_words() if stop is None else stop)
    corpus = Counter[str]()
    writings: dict[str, Counter[str]] = {}
    for usage in usages.values():
        corpus.update(usage.counts)
        for key, forms in usage.writings.items():
            writings.setdefault(key, Counter()).update(forms)
    if len(usages) < 2:
        return dict.fromkeys(usages, ())
    return {
        outlet: tuple(
            Keyword(
                word=display(writings[key]),
                log_odds=log_odds,
                z=z,
                count=usage.counts[key],
                rest_count=corpus[key] - usage.counts[key],
                articles=usage.articles[key],
            )
            for key, log_odds, z in _ranked(usage, corpus, len(usages))[:top]
        )
        for outlet, usage in usages.items()
    }


@dataclass(slots=True)
class _Usage:
    """How one outlet uses words: occurrences, articles with the word, writings, and articles in all."""

    counts: Counter[str] = field(default_factory=Counter)
    articles: Counter[str] = field(default_factory=Counter)
    writings: dict[str, Counter[str]] = field(default_factory=dict)
    size: int = 0


def _usages(documents: Sequence[Document], stop: frozenset[str]) -> dict[str, _Usage]:
    found: dict[str, _Usage] = {}
    for document in documents:
        usage = found.setdefault(document.article.outlet, _Usage())
        usage.size += 1
        seen: set[str] = set()
        for sentence in document.sentences:
            for token in sentence.tokens:
                key = word(token.text, stop=stop)
                if key is None:
                    continue
                seen.add(key)
                usage.counts[key] += 1
                usage.writings.setdefault(key, Counter())[token.text] += 1
        usage.articles.update(seen)
    return found


def _ranked(usage: _Usage, corpus: Counter[str], outlets: int) -> list[tuple[str, float, float]]:
    """Return (word, log-odds, z) of the words that may be shown, largest z first, then by word."""
    words = [
        key for key, count in usage.counts.items() if count >= MIN_COUNT and (usage.size < 2 or usage.articles[key] > 1)
    ]
    counts = np.array([usage.counts[key] for key in words], dtype=np.float64)
    rest = np.array([corpus[key] for key in words], dtype=np.float64) - counts
    own, whole = usage.counts.total(), corpus.total()
    size = whole / outlets
    prior = size * (counts + rest) / whole
    here, there = counts + prior, rest + prior
    # Equation 16: the outlet's log-odds less those of the rest, both with the prior's pseudo-counts.
    log_odds = np.log(here / (own + size - here)) - np.log(there / (whole - own + size - there))
    z = log_odds / np.sqrt(1 / here + 1 / there)
    found = [(key, float(a), float(b)) for key, a, b in zip(words, log_odds, z, strict=True) if b >= MIN_Z]
    return sorted(found, key=lambda row: (-row[2], row[0]))
