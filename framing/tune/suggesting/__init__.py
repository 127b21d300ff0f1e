"""Candidate terms for a lexicon, each with its evidence and with what adding it would do."""

from framing.tune.suggesting.suggest import suggest
from framing.tune.suggesting.values import Candidate, CrossValidated, Effect, Evidence, Example, Suggestions

__all__ = ["Candidate", "CrossValidated", "Effect", "Evidence", "Example", "Suggestions", "suggest"]
