"""Texts are grouped by subject where that can be shown, and otherwise it is said in words that it cannot."""

from __future__ import annotations

import re
import runpy
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from makers import make_document, make_lexicon, make_scores
from scipy.sparse import csr_array
from sklearn.feature_extraction.text import TfidfTransformer

from framing import pipeline
from framing.compare import cluster as room
from framing.compare.cluster import cluster, group
from framing.compare.grouping import Grouping, best_cut, candidates, cut, distances, first_seen, jaccard, tree
from framing.compare.subject import subjects
from framing.compare.telling import found_stories, refusal_of
from framing.model import Clustering, Hit, Scores

SEEDS = Path(__file__).parents[2] / "seeds"

SUBJECTS = {
    "sea": re.findall(
        r"\w+", "harbour ferry captain tide sailor anchor island storm cargo deck lighthouse crew voyage"
    ),
    "court": re.findall(
        r"\w+", "judge verdict lawyer appeal witness jury trial sentence evidence hearing plea clerk oath"
    ),
    "farm": re.findall(
        r"\w+", "harvest tractor barley orchard farmer soil cattle barn grain plough meadow shepherd dairy"
    ),
}
COMMON = re.findall(r"\w+", "people yesterday morning report country public minister question answer problem")


def text_about(subject: str, seed: int, *, paragraphs: int = 6, angle: int = 9) -> str:
    """Return an invented text: mostly `angle` of the subject's 13 words, some of any news, in sentences of eight."""
    rng = np.random.default_rng(seed)
    own = rng.choice(SUBJECTS[subject], angle, replace=False)
    return "\n\n".join(
        " ".join(" ".join([*rng.choice(own, 5), *rng.choice(COMMON, 3)]) + "." for _ in range(3))
        for _ in range(paragraphs)
    )


def corpus(*listed: str) -> Scores:
    return make_scores([(f"outlet {n}", text_about(subject, n)) for n, subject in enumerate(listed)], make_lexicon())


def test_stories_are_found_and_named_by_their_words() -> None:
    """Three subjects give three groups, numbered as they first appear, each stable and with words of its own."""
    found = cluster(corpus("sea", "court", "sea", "farm", "court", "farm", "sea"), resamples=40)
    assert found.labels == (0, 1, 0, 2, 1, 2, 0)
    assert found.silhouette is not None
    assert found.silhouette > 0.3
    assert all(held is not None and held > 0.9 for held in found.stability)
    for subject, words in zip(("sea", "court", "farm"), found.words, strict=True):
        assert words
        assert set(words) <= set(SUBJECTS[subject])
    assert "3 stories" in found.verdict


def test_dendrogram_holds_together() -> None:
    """Every joint has its size and support, the last none, and leaves of a group stand next to each other."""
    found = cluster(corpus("sea", "court", "sea", "court"), resamples=40)
    assert [merge.size for merge in found.merges] == [2, 2, 4]
    assert [merge.support for merge in found.merges] == [1.0, 1.0, None]
    assert sorted(found.order) == [0, 1, 2, 3]
    assert [found.labels[leaf] for leaf in found.order] in ([0, 0, 1, 1], [1, 1, 0, 0])


def test_points_keep_stories_apart() -> None:
    """On the map two texts of one story are nearer than two of different ones, and each axis has a fixed sign."""
    found = cluster(corpus("sea", "sea", "court", "court"), resamples=10)
    points = np.array(found.points)
    gaps = np.linalg.norm(points[:, None] - points[None], axis=2)
    assert max(gaps[0, 1], gaps[2, 3]) < min(gaps[0, 2], gaps[1, 3])
    for axis in points.T:
        assert axis[np.abs(axis).argmax()] > 0


def test_two_texts_are_a_pair_and_no_more() -> None:
    """With two texts the similarity is given and no group is invented."""
    found = cluster(corpus("sea", "court"))
    assert found.labels == (0, 0)
    assert found.silhouette is None
    assert found.stability == (None,)
    assert "pair" in found.verdict
    assert len(found.merges) == 1


@pytest.mark.parametrize(
    ("texts", "said"),
    [
        ([], "no texts"),
        (["The harbour is calm."], "one text"),
        (["The harbour is calm. Ferries wait."] * 4, "same words"),
        (["2024.", "The.", "1 2 3."], "None of the 3 texts has words"),
        (["2024.", "The harbour is calm."], "1 of the 2 texts has words"),
    ],
)
def test_what_cannot_be_grouped_is_said(texts: list[str], said: str) -> None:
    """No text, one, the same text again, or texts without words: one label, and a verdict that names the reason."""
    found = cluster(make_scores([("A", text) for text in texts]))
    assert set(found.labels) <= {0}
    assert len(found.labels) == len(found.points) == len(found.order) == len(texts)
    assert said in found.verdict


def test_reworded_copies_are_one_story() -> None:
    """Texts that differ little tell one story, however large their small differences are beside each other."""
    for start in range(3):
        texts = [("A", text_about("sea", 10 * start + n, angle=13)) for n in range(6)]
        found = cluster(make_scores(texts), resamples=20)
        assert found.n_clusters == 1
        assert found.verdict.startswith("The 6 texts tell one story")


def test_texts_of_one_subject_are_not_split() -> None:
    """Articles that are generated around one subject stay together, and the verdict gives what chance reaches."""
    stories = runpy.run_path(str(Path(__file__).parents[2] / "benchmarks" / "stories.py"))
    for number in range(3):
        found = group(stories["make_subjects"]((8,), np.random.default_rng(number)), resamples=20)
        assert found.n_clusters == 1
        assert found.silhouette is None
        assert "by chance" in found.verdict


def test_texts_with_nothing_in_common_are_not_called_one_story() -> None:
    """Three subjects, one text each: no two belong together, and the verdict does not say that all do."""
    found = cluster(corpus("sea", "court", "farm"), resamples=20)
    assert found.n_clusters == 1
    assert "does not show that they tell one story" in found.verdict


def test_unrelated_texts_beside_a_story_are_not_made_one() -> None:
    """Two texts on two other subjects share only the language of news: they are not a second story together."""
    found = cluster(corpus("sea", "sea", "sea", "sea", "court", "farm"), resamples=20)
    assert found.labels == (0, 0, 0, 0, 1, 2)
    assert "2 of them hold a single text" in found.verdict


def test_a_text_without_words_stands_apart() -> None:
    """A text with no word to count is in no story, and makes none of the others."""
    texts = [("A", text_about(s, n)) for n, s in enumerate(("sea", "sea", "court", "court"))]
    found = cluster(make_scores([*texts, ("A", "2024.")]), resamples=20)
    assert found.labels == (0, 0, 1, 1, 2)
    assert found.stability[2] is None
    assert "1 without words" in found.verdict


def test_words_of_the_lexicons_do_not_group() -> None:
    """Two texts that share only hits of a lexicon are not alike: stories are not made of frames."""
    texts = [("A", "War strike war. Harbour."), ("B", "War strike war. Judge."), ("C", "Harbour judge.")]
    scored, bare = (subjects(make_scores(texts, *lexicons)) for lexicons in ((make_lexicon(),), ()))
    assert "war" in bare.words
    assert [word.lower() for word in scored.words] == ["harbour", "judge"]
    assert scored.shared.all()
    assert distances(scored.vectors())[0, 1] == 1.0
    assert distances(bare.vectors())[0, 1] < 0.5


def test_words_between_the_words_of_a_term_are_not_the_lexicons() -> None:
    """A term of two words with room between takes its two words away, and not what stands between them."""
    text = "War hurts every harbour in peace."
    plain = make_document("a", "A", text)
    lexicon = make_lexicon("risk", {"war": ["war BEFORE/5 peace"]})
    (term,) = lexicon.terms
    hit = Hit(article="a", sentence=0, lexicon="risk", facet="war", term=term.id, start=0, end=len(text) - 1)
    found = subjects(Scores(lexicons=(lexicon,), documents=(replace(plain, hits=(hit,)),)))
    assert found.words == ("harbour", "hurts")


def test_same_seed_same_result() -> None:
    """Resampling comes from the seed: the same seed gives the same value, another moves the stability a little."""
    scores = corpus("sea", "sea", "court", "court", "farm")
    assert cluster(scores, seed=4, resamples=30) == cluster(scores, seed=4, resamples=30)


def test_many_texts_are_grouped_without_a_matrix_of_pairs(monkeypatch: pytest.MonkeyPatch) -> None:
    """Above the stated size near pairs give the same stories, and one subject is still not split."""
    listed = [("sea", "court", "farm")[n % 3] for n in range(60)]
    scores = corpus(*listed)
    small = cluster(scores, resamples=5)
    monkeypatch.setattr(room, "LARGE", 50)

    def forbidden(vectors: object) -> None:
        raise AssertionError("a large corpus must not make the n x n matrix")

    monkeypatch.setattr(room, "distances", forbidden)
    found = cluster(scores, resamples=5)
    assert found.labels == small.labels == tuple(n % 3 for n in range(60))
    assert found.merges == ()
    assert sorted(found.order) == list(range(60))
    assert "nearest" in found.method
    one = cluster(make_scores([("A", text_about("sea", n, angle=13)) for n in range(60)]), resamples=5)
    assert one.n_clusters == 1


def seeds() -> Clustering:
    return pipeline.cluster(pipeline.score(pipeline.read([SEEDS])))


def test_the_two_stories_of_the_seeds() -> None:
    """The visit of September 2023 and the authorisation of November 2024 are told apart, and hold when resampled."""
    found = seeds()
    assert found.labels == (0, 0, 1, 1, 1)
    assert all(held is not None and held > 0.6 for held in found.stability)
    assert "2 stories" in found.verdict


def test_jaccard_of_groupings() -> None:
    """A group's stability is its mean overlap with its best match: 1 where it returns, less where it loses a member."""
    labels = first_seen(np.array([5, 5, 5, 2, 2]))
    assert labels.tolist() == [0, 0, 0, 1, 1]
    same, moved = np.array([1, 1, 1, 0, 0]), np.array([0, 0, 1, 1, 1])
    assert jaccard(labels, [same]) == (1.0, 1.0)
    assert jaccard(labels, [same, moved]) == pytest.approx(((1 + 2 / 3) / 2, (1 + 2 / 3) / 2))


def test_a_split_that_does_not_hold_is_refused() -> None:
    """A split that clears the silhouette and not the resampling is refused, and one that was not resampled says so."""
    labels = np.array([0, 0, 0, 1, 1, 1])
    found = Grouping(labels, 0.5, 2)
    refused = refusal_of(found, (0.4, 0.5), needed=0.2)
    assert refused is not None
    assert "stability 0.45" in refused
    assert refusal_of(found, (), needed=0.2) is None
    assert "not measured" in found_stories(found, (), needed=0.2, n=6)
    assert "take care" in found_stories(found, (0.6, 0.8), needed=0.2, n=6)


def test_weights_over_some_words_are_those_over_all() -> None:
    """The vectors over shared words are what scikit-learn makes of these words alone, one by one or both at once."""
    found = subjects(corpus("sea", "court", "farm", "sea"))
    for times in (None, found.resampled(np.random.default_rng(1))):
        taken = np.ones(len(found.article)) if times is None else times
        bags = np.zeros((len(found.articles), len(found.words)))
        np.add.at(bags, found.article, taken[:, None] * found.counts.toarray())
        expected = [
            TfidfTransformer(sublinear_tf=True).fit_transform(csr_array(some)).toarray()
            for some in (bags[:, found.shared], bags)
        ]
        for shown, right in zip(found.both(times), expected, strict=True):
            np.testing.assert_allclose(shown.toarray(), right, rtol=1e-14)
        for every_word, right in enumerate(found.both(times)):
            assert np.array_equal(found.vectors(times, every_word=bool(every_word)).toarray(), right.toarray())


def test_cut_and_candidates() -> None:
    """A dendrogram cut at k has k groups, and every k tried leaves some texts together."""
    found = subjects(corpus("sea", "court", "farm", "sea", "court", "farm"))
    gaps = distances(found.vectors())
    every_word = distances(found.vectors(every_word=True))
    assert cut(tree(gaps), 3, every_word).tolist() == [0, 1, 2, 0, 1, 2]
    assert best_cut(tree(gaps), gaps, every_word).labels.tolist() == [0, 1, 2, 0, 1, 2]
    assert candidates(3) == (2,)
    assert candidates(5000)[-1] <= 150
    assert all(2 <= k < 40 for k in candidates(40))


def test_grouping_counts_only() -> None:
    """Articles that are already word counts are grouped the same as from their texts."""
    scores = corpus("sea", "sea", "court", "court")
    assert group(subjects(scores), resamples=10) == cluster(scores, resamples=10)
