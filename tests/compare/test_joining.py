"""Average linkage from near pairs is the average linkage of the whole matrix, as far as it goes."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse
from scipy.cluster.hierarchy import fcluster
from sklearn.preprocessing import normalize

from framing.compare.grouping import distances, first_seen, tree
from framing.compare.joining import cut_at, group_likeness, join
from framing.compare.nearest import Pairs, near_pairs, rows_of


def make_vectors(n: int, seed: int) -> sparse.csr_array:
    """Return texts of length 1 around a few subjects; no two pairs are alike to the last digit."""
    rng = np.random.default_rng(seed)
    subject = rng.dirichlet(np.full(30, 0.2), size=max(1, n // 4))
    words = rng.gamma(np.maximum(subject[rng.integers(len(subject), size=n)] * 4, 1e-3))
    words[words < 0.05] = 0
    return sparse.csr_array(normalize(words))


@settings(max_examples=40, deadline=None)
@given(n=st.integers(3, 50), seed=st.integers(0, 10_000), least=st.sampled_from([0.05, 0.2, 0.6]))
def test_joints_are_those_of_the_whole_matrix(n: int, seed: int, least: float) -> None:
    """With every near pair, joints and cuts are SciPy's, up to the distance asked for."""
    vectors = make_vectors(n, seed)
    rows = rows_of(vectors, least=least)
    forest = join(rows, near_pairs(rows, least=least, most=n), least=least)
    whole = tree(distances(vectors))
    near = whole[whole[:, 2] <= 1 - least]
    assert np.allclose(forest.distance, near[:, 2], rtol=0, atol=1e-12)
    for joints in range(len(near) + 1):
        height = 0.0 if joints == 0 else near[joints - 1, 2]
        # Copies of a text are joined at 0, where rounding alone says which pair comes first.
        if joints and height > 1e-9 and (joints == len(near) or near[joints, 2] - height > 1e-9):
            expected = first_seen(fcluster(whole, height + 1e-12, criterion="distance"))
            assert np.array_equal(cut_at(forest, joints), expected)


def test_few_near_pairs_still_join() -> None:
    """Where texts keep a few of their near ones, distances never fall and each joint has two sides of its own."""
    vectors = make_vectors(80, seed=5)
    rows = rows_of(vectors, least=0.1)
    forest = join(rows, near_pairs(rows, least=0.1, most=2), least=0.1)
    assert (np.diff(forest.distance) >= 0).all()
    sides = np.concatenate([forest.left, forest.right])
    assert len(np.unique(sides)) == len(sides)
    assert (np.maximum(forest.left, forest.right) < 80 + np.arange(len(forest.left))).all()


def test_without_pairs_every_text_stands_alone() -> None:
    """Nothing is joined where nothing is alike."""
    rows = rows_of(sparse.csr_array(np.eye(4)), least=0.1)
    forest = join(rows, near_pairs(rows, least=0.1, most=4), least=0.1)
    assert not len(forest.distance)
    assert cut_at(forest, 0).tolist() == [0, 1, 2, 3]


@settings(max_examples=20, deadline=None)
@given(seed=st.integers(0, 1000))
def test_likeness_with_groups_is_the_mean_of_pairs(seed: int) -> None:
    """Mean similarity with the own group and the nearest other one is that of the matrix, over groups with a pair."""
    vectors = make_vectors(30, seed)
    rows = rows_of(vectors, least=0.01)
    pairs = near_pairs(rows, least=0.01, most=30)
    labels = first_seen(np.random.default_rng(seed).integers(6, size=30))
    whole = (vectors @ vectors.T).toarray()
    linked = np.zeros((30, 30), dtype=bool)
    linked[pairs.left, pairs.right] = linked[pairs.right, pairs.left] = True
    inside, outside = group_likeness(rows, pairs, labels)
    for text in range(30):
        own = (labels == labels[text]) & (np.arange(30) != text)
        others = [labels == group for group in range(labels.max() + 1) if group != labels[text]]
        means = [whole[text, other].mean() for other in others if linked[text, other].any()]
        assert np.isclose(inside[text], whole[text, own].mean() if own.any() else 0.0, atol=1e-12)
        assert np.isclose(outside[text], max(means, default=0.0), atol=1e-12)


def test_no_pairs_no_likeness() -> None:
    """Texts without a near pair have nothing beside them."""
    rows = rows_of(sparse.csr_array(np.eye(3)), least=0.1)
    none = np.zeros(0, dtype=np.int64)
    inside, outside = group_likeness(rows, Pairs(none, none, np.zeros(0)), np.arange(3))
    assert not inside.any()
    assert not outside.any()
