"""The term language: trees, text, and a plain reference matcher that the fast one must equal."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from term_reference import TEXTS, TREES_WITH_SETS, places

from framing.lexicon import program
from framing.lexicon.pattern import Match, PatternError, compile_terms, parse
from framing.lexicon.syntax import Node, to_text
from framing.text.sentences import tokenize


@given(TREES_WITH_SETS)
def test_printing_and_parsing_gives_the_same_tree(tree: Node) -> None:
    """parse(to_text(tree)) == tree, whatever the tree."""
    assert parse(to_text(tree)) == tree


@settings(max_examples=200, deadline=None)
@given(st.lists(TREES_WITH_SETS, min_size=1, max_size=4), st.one_of(TEXTS, st.text(max_size=20)))
def test_the_fast_matcher_equals_the_plain_one(trees: list[Node], text: str) -> None:
    """Every match and no other, in order, for any terms in any text."""
    sets: dict[str, tuple[str, ...]] = {"small-set": ("a", "b a", "=B", "é*")}
    patterns = []
    for tree in trees:
        try:
            parse(to_text(tree), sets)
        except PatternError:  # a guard that always holds
            continue
        patterns.append(to_text(tree))
    tokens = tokenize(text)
    expected = sorted(
        (start, end, index)
        for index, pattern in enumerate(patterns)
        for start, end in places(parse(pattern), tokens, text, sets)
    )
    found = compile_terms(patterns, sets=sets).find(tokens, text=text)
    assert found == tuple(Match(index, start, end) for start, end, index in expected)


@given(st.text(max_size=30))
def test_any_text_is_parsed_or_refused(pattern: str) -> None:
    """No input crashes the parser: it returns a tree or raises a PatternError inside the pattern."""
    try:
        tree = parse(pattern, {})
    except PatternError as refused:
        error = refused
    else:
        assert parse(to_text(tree)) == tree
        return
    assert 0 <= error.at <= len(pattern)
    assert error.what
    assert error.remedy


@pytest.mark.parametrize(
    ("pattern", "text", "hits"),
    [
        ("red line*", "red\r\nlines", ["red\r\nlines"]),
        ("long-range", "long‑range, long range", ["long‑range", "long range"]),
        ("İstanbul", "İSTANBUL İstanbul", ["İSTANBUL", "İstanbul"]),
        ("strasse", "Straße", ["Straße"]),
        ("café", "cafe\u0301 CAFÉ cafe", ["cafe\u0301", "CAFÉ"]),
        ("end", "the end", ["end"]),
        ("start", "start", ["start"]),
        ("a* b*", "ab ba bb", ["ab ba"]),
        ("ba NEAR/1 b*", "ba bb ba", ["ba bb", "bb ba"]),
        ("Ukraine's", "Ukraine Ukraine's", ["Ukraine's"]),
        ("*n't", "don’t do", ["don’t"]),
        ("U.S.", "U.S., the U.S.’s U.S. US", ["U.S.", "U.S.’s", "U.S."]),
        ("=U.S. (troops | army)", "U.S. troops, the U.S.’s army", ["U.S. troops", "U.S.’s army"]),
        ("no", "No. no", ["No", "no"]),
        ("Gen. Milley", "Gen. Milley", ["Gen. Milley"]),
        ("x", "... --- !!!", []),
        ("x", "", []),
        ("2022", "in 2022", ["2022"]),
        ("1.0", "1.0 and 10", ["1.0"]),
        ("B-2", "a B-2 bomber", ["B-2"]),
        ("a BEFORE/999 b", "a x x x x b", ["a x x x x b"]),
        ("a b", "a; b a: b a (b) a/b", []),
    ],
)
def test_examples_of_matching(pattern: str, text: str, hits: list[str]) -> None:
    """Line ends, hyphens, folding, marks, possessives, abbreviations and both ends of a text."""
    tokens = tokenize(text)
    found = compile_terms([pattern]).find(tokens, text=text)
    assert [text[tokens[match.start].start : tokens[match.end - 1].end] for match in found] == hits


@pytest.mark.parametrize(
    ("pattern", "reaches"),
    [
        ("a BEFORE/3 b", {1, 2, 3}),
        ("a AFTER/3 b", {-1, -2, -3}),
        ("a NEAR/3 b", {-3, -2, -1, 1, 2, 3}),
        ("a NOT BEFORE/3 b", {-5, -4, -3, -2, -1, 4, 5}),
        ("a NOT AFTER/3 b", {-5, -4, 1, 2, 3, 4, 5}),
        ("a NOT NEAR/3 b", {-5, -4, 4, 5}),
    ],
)
def test_distance_counts_steps_from_one_word_to_the_other(pattern: str, reaches: set[int]) -> None:
    """At distance n at most n - 1 words stand between, on the sides the operator looks at."""
    found = set()
    for step in (-5, -4, -3, -2, -1, 1, 2, 3, 4, 5):
        words = ["x"] * 11
        words[5], words[5 + step] = "a", "b"
        if compile_terms([pattern]).find(tokenize(" ".join(words))):
            found.add(step)
    assert found == reaches


def test_without_the_text_neighbouring_tokens_are_in_a_row() -> None:
    """Only the text can tell what stands between two tokens; without it nothing is assumed to."""
    text = "red, line"
    terms = compile_terms(["red line"])
    assert terms.find(tokenize(text), text=text) == ()
    assert terms.find(tokenize(text)) == (Match(0, 0, 2),)


def test_wildcards_stay_fast_on_hostile_words() -> None:
    """A word of 20,000 letters against many wildcards takes milliseconds, not hours."""
    text = "a" * 20_000
    terms = compile_terms(["*a*a*a*a*a*b", "?*a*?a*c"])
    began = time.perf_counter()
    assert terms.find(tokenize(text), text=text) == ()
    assert time.perf_counter() - began < 2


def test_long_sentences_stay_fast() -> None:
    """Operators over a sentence of 20,000 words stay near linear."""
    text = "a b " * 10_000
    tokens = tokenize(text)
    terms = compile_terms(["a NOT NEAR/900 c", "a NOT NEAR/3 b", "b BEFORE/1 a"])
    began = time.perf_counter()
    assert len(terms.find(tokens, text=text)) == 10_000 + 9_999
    assert time.perf_counter() - began < 5


def test_a_full_memory_of_words_starts_afresh(monkeypatch: pytest.MonkeyPatch) -> None:
    """More different words than are remembered change nothing but the time."""
    monkeypatch.setattr(program, "REMEMBERED_WORDS", 2)
    tokens = tokenize("a b c d a b c d")
    assert compile_terms(["a", "d"]).find(tokens) == (Match(0, 0, 1), Match(1, 3, 4), Match(0, 4, 5), Match(1, 7, 8))


def test_earlier_sentences_leave_no_trace() -> None:
    """The same tokens give the same matches whatever was looked at before."""
    terms = compile_terms(["a b*", "=B"])
    fresh = terms.find(tokenize("a bc B"))
    terms.find(tokenize("B b a"))
    assert terms.find(tokenize("a bc B")) == fresh == (Match(0, 0, 2), Match(1, 2, 3))
