"""Counts add up: joined baselines are the baseline of all their articles, byte for byte."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from hashlib import sha256
from itertools import pairwise
from typing import Any

import pytest
from baseline_making import Told, baseline_of, scores_of, told
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.baseline.build import describe
from framing.baseline.doubles import counted_instead
from framing.baseline.file import to_bytes
from framing.baseline.join import join
from framing.baseline.open import from_bytes
from framing.baseline.values import Baseline
from framing.errors import InputError

ARTICLES = [told(number) for number in range(24)]
numbers = st.integers(min_value=0, max_value=len(ARTICLES) - 1)


def _saved(baseline: Baseline) -> Baseline:
    """Return a baseline as its file gives it back."""
    return from_bytes(to_bytes(baseline), where="saved")


@settings(max_examples=25)
@given(
    chosen=st.lists(numbers, min_size=2, max_size=24, unique=True),
    cuts=st.lists(st.integers(min_value=1, max_value=23), max_size=3),
    with_quotes=st.booleans(),
    data=st.data(),
)
def test_any_split_joined_in_any_order_is_the_fresh_build(
    chosen: list[int], cuts: list[int], with_quotes: bool, data: st.DataObject
) -> None:
    """However articles are dealt to baselines and these are ordered, joining gives the bytes of one build of all."""
    edges = [0, *sorted({cut for cut in cuts if cut < len(chosen)}), len(chosen)]
    parts = [chosen[start:end] for start, end in pairwise(edges)]
    built = [baseline_of([ARTICLES[number] for number in part], with_quotes=with_quotes) for part in parts]
    order = data.draw(st.permutations(built))
    fresh = to_bytes(baseline_of([ARTICLES[number] for number in sorted(chosen)], with_quotes=with_quotes))
    joined, doubles = join([_saved(one) for one in order], name="tests")
    assert to_bytes(joined) == fresh
    assert not doubles


@settings(max_examples=15)
@given(first=st.sets(numbers, min_size=1, max_size=8), second=st.sets(numbers, min_size=1, max_size=8))
def test_articles_of_both_sides_count_once(first: set[int], second: set[int]) -> None:
    """Articles that two baselines share are told, and the counts are those of each article once."""
    sides = [baseline_of([ARTICLES[number] for number in sorted(side)]) for side in (first, second)]
    joined, doubles = join(sides, name="tests")
    assert len(doubles) == len(first & second)
    assert to_bytes(joined) == to_bytes(baseline_of([ARTICLES[number] for number in first | second]))


def test_joining_one_after_the_other_is_joining_at_once() -> None:
    """Adding in steps, through the file each time, gives the same bytes as adding all."""
    grown = baseline_of(ARTICLES[:3], with_quotes=True)
    for number in range(3, 24, 7):
        grown, _ = join([_saved(grown), baseline_of(ARTICLES[number : number + 7], with_quotes=True)], name="tests")
    assert to_bytes(grown) == to_bytes(baseline_of(ARTICLES, with_quotes=True))


def test_the_order_of_articles_does_not_matter() -> None:
    """A baseline is a set of articles: any order gives the same bytes, quotations and doubled ids included."""
    assert to_bytes(baseline_of(ARTICLES, with_quotes=True)) == to_bytes(baseline_of(ARTICLES[::-1], with_quotes=True))


def test_ids_that_meet_are_told_apart() -> None:
    """Two articles of one id are called `a` and `a~2`, by their outlets and texts and not by who came first."""
    articles = [Told("a", outlet, None, f"They spoke of war in {outlet}.") for outlet in ("Zett", "Alpha")]
    one, other = (baseline_of([article]) for article in articles)
    for order in ((one, other), (other, one)):
        joined, _ = join(order, name="tests")
        assert [(article.outlet, article.id) for article in joined.articles] == [("Alpha", "a"), ("Zett", "a~2")]


def test_of_copies_the_earliest_counts_whatever_the_order() -> None:
    """A text that two outlets published counts for the one that had it first; the other copy is told."""
    late = Told("late", "Alpha", date(2024, 5, 2), "They spoke of war. They spoke of bread.")
    early = Told("early", "Zett", date(2024, 5, 1), "They spoke of War. They spoke of bread.")
    undated = Told("undated", "Beta", None, "They spoke of war. They spoke of bread.")
    sides = [baseline_of([article, ARTICLES[number]]) for number, article in enumerate((late, early, undated))]
    expected = to_bytes(baseline_of([early, *ARTICLES[:3]]))
    for order in ((0, 1, 2), (2, 1, 0), (1, 2, 0)):
        joined, doubles = join([sides[number] for number in order], name="tests")
        assert to_bytes(joined) == expected
        assert {double.outlet for double in doubles} == {"Alpha", "Beta"}
        assert all("the same text as early (Zett, 2024-05-01), which is kept" in double.detail for double in doubles)


COPIES = [
    ARTICLES[number % 6]._replace(outlet=outlet, published=day, id=f"copy-{number}")
    for number, (outlet, day) in enumerate(
        (outlet, day)
        for outlet in ("Alpha", "Zett", "North Star")
        for day in (None, date(2023, 1, 1), date(2025, 1, 1))
    )
]


@settings(max_examples=25)
@given(
    parts=st.lists(st.lists(st.integers(0, 29), min_size=1, max_size=6, unique=True), min_size=2, max_size=4),
    data=st.data(),
)
def test_copies_in_any_split_and_order_count_once(parts: list[list[int]], data: st.DataObject) -> None:
    """With copies of texts under other outlets, dates and ids, any order of joining gives one build of what counts."""
    pool = [*ARTICLES[:21], *COPIES]
    sides = [_distinct([pool[number] for number in part]) for part in parts]
    order = data.draw(st.permutations(sides))
    joined, doubles = join([_saved(baseline_of(side)) for side in order], name="tests")
    every = [article for side in sides for article in side]
    assert to_bytes(joined) == to_bytes(baseline_of(_distinct(every)))
    assert len(doubles) == len(every) - len(joined.articles)


def _distinct(articles: list[Told]) -> list[Told]:
    described = describe([scored.document for scored in scores_of(articles).documents])
    instead = counted_instead(described, [sha256(article.text.encode()).hexdigest() for article in articles])
    return [article for index, article in enumerate(articles) if index not in instead]


def test_copies_are_known_before_anything_is_counted() -> None:
    """What a fresh build leaves out is chosen by the same rule as what joining leaves out."""
    told_twice = [ARTICLES[1], ARTICLES[1]._replace(id="again"), ARTICLES[2]]
    documents = [scored.document for scored in scores_of(told_twice).documents]
    assert counted_instead(describe(documents), ["", "", ""]) == {0: 1}


def test_quotations_are_kept_where_all_have_them() -> None:
    """Joined with a baseline that keeps no sentences, none are kept: half a choice would speak for one side only."""
    quoting, silent = baseline_of(ARTICLES[:9], with_quotes=True), baseline_of(ARTICLES[9:])
    assert quoting.quotes
    joined, _ = join([quoting, silent], name="tests")
    assert (joined.with_quotes, joined.quotes) == (False, ())
    assert to_bytes(joined) == to_bytes(baseline_of(ARTICLES))


def test_versions_of_the_tool_are_all_named() -> None:
    """A baseline that two versions counted says so, each version once."""
    one = replace(baseline_of(ARTICLES[:2]), version="0.1.0, 0.3.0")
    joined, _ = join([replace(baseline_of(ARTICLES[2:4]), version="0.2.0"), one], name="tests")
    assert joined.version == "0.1.0, 0.2.0, 0.3.0"


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        (
            {"lexicons": {"risk": "a" * 64, "money": "f" * 64}},
            "lexicon money is version 1 \\(f{12}\\) there and .* here",
        ),
        ({"lexicons": {"risk": "a" * 64}}, "without the lexicon money"),
        ({"lexicons": {"risk": "a" * 64, "money": "b" * 64, "more": ""}}, "also with the lexicon more"),
        ({"cues_sha256": "d" * 64}, "the cue lists are d{12} there and c{12} here"),
        ({"tokens_sha256": "e" * 64}, "the rules for sentences and words are e{12} there"),
        ({"by": "group"}, "holds groups beside each other"),
        ({"kept": None}, "the counts behind this baseline are not kept"),
    ],
)
def test_what_was_counted_otherwise_is_refused(changed: dict[str, Any], said: str) -> None:
    """Counts of other lexicons, cue lists, words or sides are never added up; the error says which and what to do."""
    known = baseline_of(ARTICLES[:2])
    versions = {"risk": "1", "money": "1", "more": "1"}
    other = replace(baseline_of(ARTICLES[2:4]), lexicon_versions=versions, **changed)
    with pytest.raises(InputError, match=said) as caught:
        join([known, other], name="tests", called=["a.baseline", "b.baseline"])
    assert caught.value.where == "b.baseline"
    assert "build" in caught.value.remedy
