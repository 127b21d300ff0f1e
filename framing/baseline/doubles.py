"""Copies of one text: which of them counts, whatever order they come in."""

from __future__ import annotations

from collections.abc import Sequence

from framing.baseline.order import earliest
from framing.baseline.values import BaselineArticle
from framing.model import Skipped


def counted_instead(articles: Sequence[BaselineArticle], inputs: Sequence[str]) -> dict[int, int]:
    """Return, for each article that another has the words of, the index of the one that counts instead of it.

    Of several copies that is the earliest published. `inputs` are the hashes of the files the articles came from.
    """
    first: dict[str, int] = {}
    for index in sorted(range(len(articles)), key=lambda index: earliest(articles[index], inputs[index])):
        first.setdefault(articles[index].words_sha256, index)
    counts = {index: first[article.words_sha256] for index, article in enumerate(articles)}
    return {index: kept for index, kept in counts.items() if index != kept}


def left_out(article: BaselineArticle, kept: BaselineArticle, *, origin: str | None = None) -> Skipped:
    """Return the copy that is left out, as a value to tell the user; `origin` is where it was read from."""
    dated = f", {kept.published.isoformat()}" if kept.published else ""
    return Skipped(
        origin=origin or f"{article.id} ({article.outlet})",
        reason="duplicate",
        detail=f"the same text as {kept.id} ({kept.outlet}{dated}), which is kept",
        outlet=article.outlet,
        title=article.title,
    )
