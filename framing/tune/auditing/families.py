"""Which words that one wildcard caught are forms of one word, and which are strangers to it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache

from nltk.stem.snowball import SnowballStemmer

SAME_STEM = 5
"""First letters that make two stems one family: escal(ation) and escalatori. Shorter ones part war, warm and warn."""

SHORT_STEM, LEFT_OVER = 4, 2
"""A shorter stem is shared where at most so many letters are left over in either: risk and riski, but not fear and
fearmong. Tried on the 96 wildcards of the house lexicons that catch several words in the seeds and the coded sets."""


def strangers(words: Sequence[tuple[str, int]], *, language: str = "en") -> tuple[tuple[str, int], ...]:
    """Return the words, with their counts, that are of another family than the first (the most frequent).

    A family is an English stem (Snowball), or a beginning long enough that the rest is inflection or derivation. In
    other languages the words are compared as they stand.
    """
    if not words:
        return ()
    stem = _english if language.split("-", maxsplit=1)[0] == "en" else str
    head = words[0][0]
    return tuple((word, number) for word, number in words[1:] if not _related(head, word, stem))


def _related(first: str, second: str, stem: Callable[[str], str]) -> bool:
    a, b = stem(first), stem(second)
    shared = next((n for n, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    if a == b or shared >= SAME_STEM:
        return True
    return shared >= SHORT_STEM and max(len(a), len(b)) - shared <= LEFT_OVER


@cache
def _stemmer() -> SnowballStemmer:
    return SnowballStemmer("english")


def _english(word: str) -> str:
    return str(_stemmer().stem(word))
