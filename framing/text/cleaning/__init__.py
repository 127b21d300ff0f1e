"""Sources become articles: normalised, without boilerplate, each text once; what is taken out is kept with its rule."""

from framing.text.cleaning.article import MIN_WORDS, Marked, clean, mark
from framing.text.cleaning.dedupe import (
    NEAR_DUPLICATE,
    deduplicate,
    near_duplicates,
    one_form,
    said_of_duplicate,
    words_digest,
)
from framing.text.cleaning.normal import normalise
from framing.text.cleaning.rules import RuleSet, load_rules

__all__ = [
    "MIN_WORDS",
    "NEAR_DUPLICATE",
    "Marked",
    "RuleSet",
    "clean",
    "deduplicate",
    "load_rules",
    "mark",
    "near_duplicates",
    "normalise",
    "one_form",
    "said_of_duplicate",
    "words_digest",
]
