"""Candidate terms for a lexicon, each with its evidence and with what adding it would do."""

from framing.tune.suggesting.effect import Coded
from framing.tune.suggesting.suggest import suggest
from framing.tune.suggesting.values import (
    KINDS,
    Candidate,
    CrossValidated,
    Effect,
    Evidence,
    Example,
    Kind,
    Suggestions,
    Wanted,
)

__all__ = [
    "KINDS",
    "Candidate",
    "Coded",
    "CrossValidated",
    "Effect",
    "Evidence",
    "Example",
    "Kind",
    "Suggestions",
    "Wanted",
    "suggest",
]
