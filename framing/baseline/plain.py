"""What is in a baseline as plain values, for JSON."""

from __future__ import annotations

from datetime import date
from typing import Any

from framing.baseline.summary import Side, Summary


def plain_summary(summary: Summary) -> dict[str, Any]:
    """Return a summary as JSON has it; stories count from 1. See docs/baseline-format.md."""
    facts = summary.facts
    return {
        "name": facts.name,
        "by": facts.by,
        "sha256": facts.sha256,
        "tool": facts.version,
        "articles": facts.articles,
        "sentences": facts.sentences,
        "words": facts.words,
        "different_words": summary.different_words,
        "first": _day(facts.first),
        "last": _day(facts.last),
        "with_quotes": facts.quotes,
        "quotations": summary.quotations,
        "lexicons": [
            {"name": name, "version": summary.lexicon_versions[name], "sha256": digest}
            for name, digest in facts.lexicons.items()
        ],
        "cues_sha256": facts.cues_sha256,
        "tokens_sha256": summary.tokens_sha256,
        "outlets": [_plain_side(side) for side in summary.sides],
        "pooled": _plain_side(summary.pooled),
        "stories": [
            {
                "story": number + 1,
                "words": list(story.words),
                "articles": story.articles,
                "outlets": dict(story.outlets),
                "first": _day(story.first),
                "last": _day(story.last),
            }
            for number, story in enumerate(summary.stories)
        ],
        "without_story": summary.without_story,
    }


def _plain_side(side: Side) -> dict[str, Any]:
    return {
        "name": side.name,
        "articles": side.articles,
        "sentences": side.sentences,
        "words": side.words,
        "first": _day(side.first),
        "last": _day(side.last),
        "measures": [
            {
                "frame": measure.frame,
                "facet": measure.facet,
                "stance": measure.stance,
                "share": found.value,
                "low": found.low,
                "high": found.high,
                "carrying": found.carrying,
                "sentences": found.total,
            }
            for measure, found in side.shares.items()
        ],
    }


def _day(value: date | None) -> str | None:
    return None if value is None else value.isoformat()
