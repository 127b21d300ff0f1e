"""Say in words what a grouping of texts shows, and what it does not."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from framing.compare.grouping import SAME_STORY, Grouping

IntArray = NDArray[np.int64]

SILHOUETTE_FLOOR = 0.075
SILHOUETTE_FEW = 1.3
"""A split of n texts counts from a silhouette of SILHOUETTE_FLOOR + SILHOUETTE_FEW / n^1.5, which follows the 95 %
quantile of the best split of random articles of one subject from 3 texts (0.33) to 40 (0.07); the two stories of the
seeds reach 0.22 where 0.19 is needed (benchmarks/stories.py, docs/method-calibration.md)."""

STABLE = 0.75
TRUSTED = 0.6
"""Mean Jaccard similarity from which groups are stable, and under which they are not to be trusted (Hennig 2007).
Stability alone proves nothing here: random articles of one subject reach 0.8 and more, each true to itself in every
resample."""


def needed_silhouette(n: int) -> float:
    """Return the silhouette that a split of `n` texts must have to be believed."""
    return SILHOUETTE_FLOOR + SILHOUETTE_FEW / float(n**1.5)


def nothing_to_split(n: int, kept: int, apart: float) -> str:
    """Say why `n` texts, of which `kept` have words, are not split.

    `apart` is the mean cosine distance over all words of the pairs of those that have.
    """
    if n < 2:
        return "There is one text, so there is nothing to group." if n else "There are no texts to group."
    if kept < 2:
        return f"{kept or 'None'} of the {n} texts has words to count, so nothing can be grouped by subject."
    if not apart:
        return f"The {kept} texts use the same words: as far as subject goes they are one text."
    if apart < SAME_STORY:
        return (
            f"The {kept} texts tell one story: their mean cosine distance is {apart:.2f}, and texts nearer than "
            f"{SAME_STORY} are not parted."
        )
    if kept > 2:
        return (
            f"No grouping of the {kept} texts by subject can be relied on: no group is nearer to itself than to the "
            "others. They are kept together, which does not show that they tell one story."
        )
    return (
        f"Two texts make one pair. Their cosine similarity is {1 - apart:.2f}; whether that is one story or two takes "
        "a third text to compare with."
    )


def refusal_of(grouping: Grouping, held: Sequence[float], *, needed: float) -> str | None:
    """Say why the best split is not believed, or return None where it is; `held` is the stability of each group.

    What is not split may be one story, or as many as there are texts: a silhouette cannot tell the two apart.
    """
    start = f"No grouping of the {len(grouping.labels)} texts by subject can be relied on: "
    end = ". They are kept together, which does not show that they tell one story."
    if grouping.silhouette < needed:
        return (
            f"{start}the best split has a silhouette of {grouping.silhouette:.2f}, and texts of one story can reach "
            f"{needed:.2f} by chance{end}"
        )
    stable = _overall(grouping.labels, held)
    if stable is not None and stable < TRUSTED:
        return (
            f"{start}the best split does not hold when paragraphs are drawn anew (stability {stable:.2f}; "
            f"{TRUSTED} is needed){end}"
        )
    return None


def found_stories(grouping: Grouping, held: Sequence[float], *, needed: float, n: int) -> str:
    """Say how many stories there are and how sure that is."""
    sizes = np.bincount(grouping.labels)
    stable = _overall(grouping.labels, held)
    if stable is None:
        doubt = "whether the groups hold was not measured"
    elif stable >= STABLE:
        doubt = f"the groups hold when paragraphs are drawn anew (stability {stable:.2f})"
    else:
        doubt = f"the groups hold only roughly when paragraphs are drawn anew (stability {stable:.2f}): take care"
    alone = int((sizes == 1).sum())
    lone = f" {alone} of them hold a single text." if alone > 1 else " One of them is a single text." if alone else ""
    return (
        f"The {n} texts tell {len(sizes)} stories: the silhouette is {grouping.silhouette:.2f} "
        f"(one story seldom passes {needed:.2f}), and {doubt}.{lone}"
    )


def _overall(labels: IntArray, held: Sequence[float]) -> float | None:
    """Return the stability of the whole: the mean over texts, so that a lone text does not outweigh a large group."""
    return float(np.average(held, weights=np.bincount(labels))) if held else None
