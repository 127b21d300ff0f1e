"""Composes the rooms: texts in; scores, stories, an analysis or a brief out. Progress goes out through a callback."""

from framing.pipeline.analysing import analyse
from framing.pipeline.looking import cluster, kwic, load_lexicons, score, validate
from framing.pipeline.progress import Progress
from framing.pipeline.texts import DEFAULT_READING, Cleaned, Reading, clean_all, read
from framing.pipeline.writing import report

__all__ = [
    "DEFAULT_READING",
    "Cleaned",
    "Progress",
    "Reading",
    "analyse",
    "clean_all",
    "cluster",
    "kwic",
    "load_lexicons",
    "read",
    "report",
    "score",
    "validate",
]
