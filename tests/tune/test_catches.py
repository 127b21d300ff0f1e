"""What each wildcard of a term caught, whatever the term is made of."""

from __future__ import annotations

import pytest

from framing.lexicon.pattern import compile_terms
from framing.tune.auditing.catches import Tracer


def caught(pattern: str, words: str) -> list[tuple[str, str]]:
    """Return what the wildcards of the term caught in a hit of these words."""
    (tree,) = compile_terms([pattern], sets={"fight": ("battl*", "war")}, where="test").trees
    return list(Tracer(tree).caught(tuple(words.split())))


@pytest.mark.parametrize(
    ("pattern", "words", "found"),
    [
        ("war*", "warms", [("war*", "warms")]),
        ("war", "war", []),
        ("red line*", "Red lines", [("line*", "lines")]),
        ("(war* | peac*) talk*", "peace talks", [("peac*", "peace"), ("talk*", "talks")]),
        ("@fight lost", "battles lost", [("battl*", "battles")]),
        ("nuclear NEAR/4 threat*", "threats of nuclear", [("threat*", "threats")]),
        ("nuclear BEFORE/4 threat*", "nuclear and other threats", [("threat*", "threats")]),
        ("threat* AFTER/4 nuclear", "nuclear and other threats", [("threat*", "threats")]),
        ("line* NOT NEAR/4 metro*", "lines", [("line*", "lines")]),
        ("=Tru*", "Trump", [("=Tru*", "Trump")]),
        ("war*", "zeppelin", []),
    ],
)
def test_each_wildcard_is_told_its_word(pattern: str, words: str, found: list[tuple[str, str]]) -> None:
    """Words between the sides of NEAR, and words of a guard, are caught by nothing."""
    assert sorted(caught(pattern, words)) == sorted(found)
