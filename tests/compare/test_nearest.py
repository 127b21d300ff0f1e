"""The pairs of texts that are alike are found exactly, without a matrix of all pairs."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse
from sklearn.preprocessing import normalize

from framing.compare import nearest
from framing.compare.nearest import likeness_of, near_pairs, rows_of


def make_vectors(n: int, words: int, seed: int) -> Any:
    """Return texts of length 1 over words of very different frequency, one of them without a word."""
    rng = np.random.default_rng(seed)
    standing = rng.random((n, words)) < np.minimum(1, 3 / (1 + np.arange(words)))
    standing[0] = False
    return sparse.csr_array(normalize(standing * rng.gamma(2.0, size=(n, words))))


@settings(max_examples=40, deadline=None)
@given(
    n=st.integers(2, 40), words=st.integers(1, 30), seed=st.integers(0, 10_000), least=st.sampled_from([0.05, 0.1, 0.5])
)
def test_pairs_are_those_of_the_whole_matrix(n: int, words: int, seed: int, least: float) -> None:
    """Every pair that is alike enough is found with its cosine, and no other."""
    vectors = make_vectors(n, words, seed)
    rows = rows_of(vectors, least=least)
    whole = np.triu((vectors @ vectors.T).toarray(), 1)
    left, right = np.nonzero(whole >= least)
    found = near_pairs(rows, least=least, most=n)
    assert np.array_equal(found.left, left)
    assert np.array_equal(found.right, right)
    assert np.allclose(found.likeness, whole[left, right], rtol=0, atol=1e-12)
    assert np.allclose(likeness_of(rows, found), found.likeness, rtol=0, atol=1e-12)


def test_common_words_are_set_apart_and_nothing_is_lost() -> None:
    """Two texts of common words only are still found, although rarer words bring no text to them."""
    words = np.zeros((120, 40))
    words[:, 0] = 1.0
    words[np.arange(2, 120), 1 + np.arange(118) % 39] = 9.0
    vectors = sparse.csr_array(normalize(words))
    rows = rows_of(vectors, least=0.1)
    assert rows.common == 1
    found = near_pairs(rows, least=0.1, most=120)
    assert (0, 1) in set(zip(found.left.tolist(), found.right.tolist(), strict=True))


def test_a_text_keeps_its_nearest() -> None:
    """With room for few, a pair is there exactly where one of the two has the other among its few nearest."""
    vectors = make_vectors(50, 20, seed=3)
    rows = rows_of(vectors, least=0.05)
    whole = (vectors @ vectors.T).toarray()
    np.fill_diagonal(whole, 0)
    order = np.argsort(-whole, axis=1)[:, :4]
    wanted = {
        (min(one, other), max(one, other))
        for one, others in enumerate(order.tolist())
        for other in others
        if whole[one, other] >= 0.05
    }
    found = near_pairs(rows, least=0.05, most=4)
    assert set(zip(found.left.tolist(), found.right.tolist(), strict=True)) == wanted


def test_equal_texts_fill_the_room_and_no_more() -> None:
    """Of a hundred copies each keeps as many as there is room for, at a similarity of exactly 1."""
    vectors = sparse.csr_array(normalize(np.tile(np.arange(1.0, 8.0), (100, 1))))
    found = near_pairs(rows_of(vectors, least=0.1), least=0.1, most=5)
    assert (found.likeness == 1.0).all()
    assert 100 * 5 / 2 <= len(found.left) <= 100 * 5


def test_how_many_texts_a_thread_takes_changes_no_digit(monkeypatch: pytest.MonkeyPatch) -> None:
    """The pairs are the same to the last bit, however the work is cut."""
    rows = rows_of(make_vectors(60, 25, seed=9), least=0.1)
    plain = near_pairs(rows, least=0.1, most=7)
    monkeypatch.setattr(nearest, "ROWS", 11)
    found = near_pairs(rows, least=0.1, most=7)
    assert all(np.array_equal(one, other) for one, other in zip(plain, found, strict=True))
