"""Scores to stories."""

from __future__ import annotations

from framing.compare.cluster import cluster as cluster_scores
from framing.model import Clustering, Scores


def cluster(scores: Scores, *, seed: int = 0) -> Clustering:
    """Return which articles tell the same story, with the words of the lexicons left out."""
    return cluster_scores(scores, seed=seed)
