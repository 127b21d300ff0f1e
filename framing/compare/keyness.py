"""Find the words that set an outlet apart from the others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from framing.compare.words import count_words, display, stop_words
from framing.model import Document, Keyword

FloatArray = NDArray[np.float64]

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


def contrast(
    counts: FloatArray, rest: FloatArray, *, own: int, whole: int, prior: float
) -> tuple[FloatArray, FloatArray]:
    """Return the weighted log-odds of words between one side and the rest, and their z-scores, both of shape (words,).

    `counts` and `rest` (words,) are how often each side uses a word; `own` is how many words the one side has in all,
    `whole` both together. `prior` is the weight, in words, of the prior, which is the usage of both sides together.

    Source: Monroe, Colaresi and Quinn 2008, "Fightin' Words", equations 16, 22 and 23.
    """
    expected = prior * (counts + rest) / whole
    here, there = counts + expected, rest + expected
    # Equation 16: the one side's log-odds less those of the rest, both with the prior's pseudo-counts.
    log_odds = np.log(here / (own + prior - here)) - np.log(there / (whole - own + prior - there))
    return log_odds, log_odds / np.sqrt(1 / here + 1 / there)


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
        for key, written, count in count_words(document.sentences, stop=stop):
            seen.add(key)
            usage.counts[key] += count
            usage.writings.setdefault(key, Counter())[written] += count
        usage.articles.update(seen)
    return found


def _ranked(usage: _Usage, corpus: Counter[str], outlets: int) -> list[tuple[str, float, float]]:
    """Return (word, log-odds, z) of the words that may be shown, largest z first, then by word."""
    words = [
        key for key, count in usage.counts.items() if count >= MIN_COUNT and (usage.size < 2 or usage.articles[key] > 1)
    ]
    counts = np.array([usage.counts[key] for key in words], dtype=np.float64)
    rest = np.array([corpus[key] for key in words], dtype=np.float64) - counts
    whole = corpus.total()
    log_odds, z = contrast(counts, rest, own=usage.counts.total(), whole=whole, prior=whole / outlets)
    found = [(key, float(a), float(b)) for key, a, b in zip(words, log_odds, z, strict=True) if b >= MIN_Z]
    return sorted(found, key=lambda row: (-row[2], row[0]))
