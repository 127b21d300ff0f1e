"""Terms found on arrays: every match that `Terms.find` gives, and no other, in its order."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from batch_makers import as_read
from documents import paragraphs
from hypothesis import given, settings
from hypothesis import strategies as st
from term_reference import TEXTS, TREES_WITH_SETS

from framing.batch.layout import Bools, Phrases
from framing.batch.terms import evaluating, masks, matching, memory
from framing.batch.terms.matching import find
from framing.batch.terms.terms import TermTable
from framing.batch.words.characters import texts_of
from framing.lexicon.pattern import PatternError, Terms, compile_terms, parse
from framing.lexicon.syntax import Node, to_text
from framing.model import Document

SETS = {"small-set": ("a", "b a", "=B", "é*", "a b A")}
SENTENCES = st.lists(st.one_of(TEXTS, st.text(max_size=20)), max_size=4)


def terms_of(trees: Sequence[Node]) -> Terms:
    """Return those of the terms that can be compiled."""
    patterns = []
    for tree in trees:
        try:
            parse(to_text(tree), SETS)
        except PatternError:  # a guard that always holds
            continue
        patterns.append(to_text(tree))
    return compile_terms(patterns, sets=SETS)


def rows(phrases: Phrases) -> list[tuple[int, int, int, int]]:
    """Return (sentence, start, end, term) of every match."""
    return list(zip(*(column.tolist() for column in phrases), strict=True))


def expected(terms: Terms, documents: Sequence[Document]) -> list[tuple[int, int, int, int]]:
    """Return what `Terms.find` finds, in words of the batch."""
    found = []
    base = number = 0
    for document in documents:
        for sentence in document.sentences:
            matches = terms.find(sentence.tokens, text=document.article.text)
            found += [(number, base + match.start, base + match.end, match.term) for match in matches]
            base += len(sentence.tokens)
            number += 1
    return found


def found(lists: Sequence[Terms], documents: Sequence[Document], *, sentences: Bools | None = None) -> list[Phrases]:
    """Return the matches of each list."""
    batch = as_read(documents)
    table = TermTable([terms.trees for terms in lists])
    table.learn(texts_of(batch.forms))
    return [find(table, batch.words, which, sentences) for which in range(len(lists))]


@settings(max_examples=200)
@given(st.lists(st.lists(TREES_WITH_SETS, max_size=4), min_size=1, max_size=3), SENTENCES, SENTENCES)
def test_every_match_and_no_other(trees: list[list[Node]], one: list[str], other: list[str]) -> None:
    """Any lists of terms in any sentences of several articles, through one table."""
    lists = [terms_of(some) for some in trees]
    documents = [paragraphs(*one), paragraphs(*other)]
    for terms, phrases in zip(lists, found(lists, documents), strict=True):
        assert rows(phrases) == expected(terms, documents)


@settings(max_examples=200)
@given(st.lists(TREES_WITH_SETS, max_size=6), st.lists(st.text("ab cB,.", max_size=120), max_size=3), st.integers(1, 9))
def test_masks_of_any_width(trees: list[Node], texts: list[str], bits: int) -> None:
    """Sentences of more words than an integer has bits."""
    terms, documents = terms_of(trees), [paragraphs(*texts)]
    with pytest.MonkeyPatch.context() as patch:
        in_integers_of(bits, patch)
        assert rows(found([terms], documents)[0]) == expected(terms, documents)


def in_integers_of(bits: int, patch: pytest.MonkeyPatch) -> None:
    """Let masks have so many bits an integer. Compiled kernels have taken the number in, and keep it."""
    patch.setattr(masks, "BITS", bits)
    patch.setattr(masks, "ALL", (1 << bits) - 1)
    patch.setattr(matching, "BITS", bits)
    patch.setattr(memory, "BITS", bits)
    patch.setattr(evaluating, "ALL", (1 << bits) - 1)


@pytest.mark.parametrize("words", [61, 62, 63, 123, 124, 125, 187])
def test_sentences_as_long_as_their_masks(words: int) -> None:
    """The last word of an integer and the first of the next are neighbours."""
    patterns = ["a", "a b", "b a b", "a NEAR/70 c", "c NOT NEAR/3 a", "a NOT BEFORE/60 c", "c NOT AFTER/130 d"]
    text = " ".join(["d", *("ab"[number % 2] for number in range(words - 2)), "c"])
    terms, documents = compile_terms(patterns), [paragraphs(text, "c", text)]
    assert rows(found([terms], documents)[0]) == expected(terms, documents)


@given(st.lists(TREES_WITH_SETS, min_size=1, max_size=4), SENTENCES, st.data())
def test_only_the_sentences_asked_for(trees: list[Node], texts: list[str], data: st.DataObject) -> None:
    """What is found in a sentence does not depend on which others are looked at."""
    terms, documents = terms_of(trees), [paragraphs(*texts)]
    chosen = data.draw(st.lists(st.booleans(), min_size=len(texts), max_size=len(texts)))
    (phrases,) = found([terms], documents, sentences=np.array(chosen, np.bool_))
    assert rows(phrases) == [row for row in expected(terms, documents) if chosen[row[0]]]


@pytest.mark.parametrize("text", ["a b a b", "a " * 40, "b a " * 30, "a " * 20 + "c"])
@pytest.mark.parametrize(
    "pattern",
    [
        "a",
        "a*",
        "a b",
        "a NEAR/9 b",
        "(a | b a | a b) NEAR/3 (b | a a)",
        "a NOT NEAR/2 b",
        "a NOT AFTER/30 (b | c d)",
        "a NEAR/900 (b b)",
    ],
)
@pytest.mark.parametrize("bits", [3, masks.BITS])
def test_full_columns_are_made_larger(monkeypatch: pytest.MonkeyPatch, pattern: str, text: str, bits: int) -> None:
    """More matches, masks or words than there is room for at first change nothing."""
    monkeypatch.setattr(matching, "_ROOM", 1)
    in_integers_of(bits, monkeypatch)
    terms, documents = compile_terms([pattern, "a (a | b)"]), [paragraphs(text, "", text)]
    assert rows(found([terms], documents)[0]) == expected(terms, documents)


def test_a_row_ends_with_its_sentence() -> None:
    """The first word of the next sentence is no neighbour of the last."""
    documents = [paragraphs("x a", "b a", "b")]
    assert rows(found([compile_terms(["a b", "a NEAR/9 x"])], documents)[0]) == [(0, 0, 2, 1)]


def test_no_terms_and_no_words() -> None:
    """A list without terms, a batch without sentences: nothing is found."""
    nothing = compile_terms([])
    assert rows(found([nothing], [paragraphs("a b")])[0]) == []
    assert rows(found([compile_terms(["a"])], [])[0]) == []
    assert rows(found([compile_terms(["a"])], [paragraphs("", "...")])[0]) == []
