"""An archive is grouped as few texts are: the same stories, the same refusals, without a matrix of all pairs."""

from __future__ import annotations

import runpy
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from makers import make_scores
from scipy import sparse
from sklearn.metrics import silhouette_score

from framing.compare import cluster as room
from framing.compare import grouping, splitting
from framing.compare.cluster import cluster, group
from framing.compare.grouping import best_cut, cut, distances, mean_gap, tree
from framing.compare.naming import naming_words
from framing.compare.nearest import near_pairs
from framing.compare.splitting import split
from framing.compare.subject import Subjects
from framing.model import Clustering, Scores

MAKE = runpy.run_path(str(Path(__file__).parents[2] / "benchmarks" / "stories.py"))


def make_subjects(*groups: int, seed: int = 1) -> Subjects:
    found: Subjects = MAKE["make_subjects"](groups, np.random.default_rng(seed))
    return found


@pytest.fixture(scope="module")
def stories() -> Subjects:
    """Return 50 texts on five subjects."""
    return make_subjects(15, 12, 10, 8, 5)


@pytest.fixture(scope="module")
def few(stories: Subjects) -> Clustering:
    """Return their stories from the matrix of all pairs."""
    return group(stories, resamples=4)


@pytest.fixture
def large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let everything be an archive, and no matrix of pairs be made."""

    def forbidden(*_: Any) -> None:
        raise AssertionError("an archive must not make the n x n matrix")

    monkeypatch.setattr(room, "LARGE", 2)
    monkeypatch.setattr(room, "distances", forbidden)
    monkeypatch.setattr(grouping, "distances", forbidden)


def test_groups_are_those_of_the_matrix(stories: Subjects) -> None:
    """Cut at the same number of groups, texts stand together as where all pairs are held, and as far apart."""
    every = np.arange(50)
    found = split(stories, every, seed=0, resamples=0)
    gaps, every_word = distances(stories.vectors()), distances(stories.vectors(every_word=True))
    assert found.grouping is not None
    assert np.array_equal(found.grouping.labels, cut(tree(gaps), found.grouping.k, every_word))
    assert found.apart == pytest.approx(mean_gap(every_word, every))


def test_silhouettes_are_scikit_learns(stories: Subjects) -> None:
    """Of all texts of a cut, the mean silhouette is what scikit-learn makes of the matrix."""
    gaps = distances(stories.vectors())
    labels = best_cut(tree(gaps), gaps, distances(stories.vectors(every_word=True))).labels
    found = splitting._silhouettes(stories.vectors(), [labels], np.arange(50))
    assert found.mean() == pytest.approx(silhouette_score(gaps, labels, metric="precomputed"))


@pytest.mark.usefixtures("large")
def test_stories_of_an_archive_are_those_of_few_texts(stories: Subjects, few: Clustering) -> None:
    """The subjects that texts were made from are found as over the matrix, held by resamples, and named by words."""
    found = group(stories, resamples=4)
    assert found.labels == few.labels == tuple(np.repeat(np.arange(5), (15, 12, 10, 8, 5)).tolist())
    assert found.words == few.words
    assert found.silhouette == pytest.approx(few.silhouette)
    assert all(held is not None and held > 0.9 for held in found.stability)
    assert found.verdict == few.verdict
    assert found.merges == ()
    assert sorted(found.order) == list(range(50))
    assert len(found.points) == 50
    assert "average linkage" in found.method
    assert group(stories, resamples=4) == found


@pytest.mark.usefixtures("large")
def test_order_of_texts_does_not_matter(stories: Subjects) -> None:
    """Texts in another order are in the same groups."""
    order = np.random.default_rng(4).permutation(50)
    paragraphs = np.concatenate([np.flatnonzero(stories.article == text) for text in order])
    place = np.argsort(order)
    shuffled = Subjects(
        articles=tuple(stories.articles[text] for text in order),
        article=place[stories.article[paragraphs]],
        words=stories.words,
        shared=stories.shared,
        counts=stories.counts[paragraphs],
    )
    plain, found = group(stories, resamples=0), group(shuffled, resamples=0)
    together = np.equal.outer(plain.labels, plain.labels)[np.ix_(order, order)]
    assert np.array_equal(np.equal.outer(found.labels, found.labels), together)


@pytest.mark.usefixtures("large")
def test_one_subject_is_not_split() -> None:
    """Articles around one subject stay together, and the verdict says that this is no proof of one story."""
    found = group(make_subjects(40), resamples=2)
    assert found.n_clusters == 1
    assert found.silhouette is None
    assert "does not show that they tell one story" in found.verdict


@pytest.mark.usefixtures("large")
@pytest.mark.parametrize(
    ("texts", "said"),
    [
        (["The harbour is calm. Ferries wait."] * 4, "same words"),
        (["2024.", "The.", "1 2 3."], "None of the 3 texts has words"),
        (["2024.", "1.", "The harbour is calm."], "1 of the 3 texts has words"),
        (["Harbour calm.", "Judge rules.", "Tractor ploughs."], "can be relied on"),
    ],
)
def test_what_cannot_be_grouped_is_said(texts: list[str], said: str) -> None:
    """Copies, texts without words and texts with nothing in common: one label, and a verdict that names the reason."""
    found = cluster(scores(texts))
    assert set(found.labels) == {0}
    assert len(found.points) == len(found.order) == len(texts)
    assert said in found.verdict


def scores(texts: list[str]) -> Scores:
    return make_scores([("A", text) for text in texts])


@pytest.mark.usefixtures("large")
def test_a_text_without_words_stands_apart(stories: Subjects) -> None:
    """A text with no word to count is in no story, and makes none of the others."""
    more = Subjects(
        articles=(*stories.articles, "empty"),
        article=stories.article,
        words=stories.words,
        shared=stories.shared,
        counts=stories.counts,
    )
    found = group(more, resamples=1)
    assert found.labels[:-1] == group(stories, resamples=1).labels
    assert found.labels[-1] == 5
    assert found.stability[5] is None
    assert "1 without words" in found.verdict


@pytest.mark.parametrize("most", [22, 1])
def test_groups_that_do_not_cohere_are_let_go(most: int) -> None:
    """Two texts that share only the language of news are no group, as over the matrix, whatever pairs leave open."""
    mixed = make_subjects(10, 10, 1, 1)
    labels = np.repeat([0, 1, 2], (10, 10, 2))
    texts = splitting._texts(mixed, np.arange(22))
    pairs = near_pairs(texts.rows, least=splitting.LEAST, most=most)
    found = splitting._let_go(texts, pairs, labels)
    assert found.tolist() == [*np.repeat([0, 1], 10).tolist(), 2, 3]


def test_words_that_name_a_group_are_those_of_full_rows(stories: Subjects) -> None:
    """Looking only at the words a group has names it as looking at all words does."""
    labels = np.arange(50) % 7
    vectors = stories.vectors(every_word=True).toarray()
    expected = []
    for label in range(7):
        inside, outside = vectors[labels == label], vectors[labels != label]
        own, others = inside.mean(axis=0), outside.mean(axis=0)
        marks = ((inside > 0).sum(axis=0) >= 2) & (own > 2 * others)
        weight = np.where(marks, own - others, 0.0)
        best = np.lexsort((np.arange(len(weight)), -np.round(weight, 12)))[:8]
        expected.append(tuple(stories.words[column] for column in best if weight[column] > 0))
    assert naming_words(stories, labels) == tuple(expected)


def test_no_texts_have_no_names() -> None:
    """Without texts there is no group to name."""
    none = sparse.csr_array((0, 0))
    empty = Subjects(
        articles=(), article=np.zeros(0, dtype=np.int64), words=(), shared=np.zeros(0, dtype=bool), counts=none
    )
    assert naming_words(empty, np.zeros(0, dtype=np.int64)) == ()
