"""What a reader must know of a baseline before its numbers."""

from __future__ import annotations

from collections import Counter

from framing.baseline.values import Baseline
from framing.model import BaselineFacts


def facts_of(baseline: Baseline) -> BaselineFacts:
    """Return a baseline's name, size, dates, outlets and how it was made."""
    dates = [article.published for article in baseline.articles if article.published is not None]
    return BaselineFacts(
        name=baseline.name,
        by=baseline.by,
        outlets=dict(sorted(Counter(article.outlet for article in baseline.articles).items())),
        articles=len(baseline.articles),
        sentences=int(baseline.tally.sentences.sum()),
        words=int(baseline.tally.tokens.sum()),
        first=min(dates, default=None),
        last=max(dates, default=None),
        version=baseline.version,
        sha256=baseline.sha256,
        lexicons=baseline.lexicons,
        cues_sha256=baseline.cues_sha256,
        quotes=baseline.with_quotes,
    )
