"""Leave out of new texts what the baseline holds already."""

from __future__ import annotations

from collections.abc import Iterable

from framing.baseline.build import words_sha256
from framing.baseline.values import Baseline
from framing.model import Document, Skipped


def fresh(baseline: Baseline, documents: Iterable[Document]) -> tuple[tuple[Document, ...], tuple[Skipped, ...]]:
    """Return the documents whose text the baseline does not hold, and why each of the others is left out.

    A text is known again by its words with case folded, whatever its name, outlet or date: held beside itself, it would
    look more like the baseline than it is.
    """
    known = {article.words_sha256: article for article in baseline.articles if article.words_sha256}
    kept: list[Document] = []
    skipped: list[Skipped] = []
    for document in documents:
        there = known.get(words_sha256(document))
        if there is None:
            kept.append(document)
            continue
        article = document.article
        skipped.append(
            Skipped(
                origin=article.origin,
                reason="duplicate",
                detail=f"the baseline holds this text already, as {there.id} of {there.outlet}",
                outlet=article.outlet,
                title=article.title,
            )
        )
    return tuple(kept), tuple(skipped)
