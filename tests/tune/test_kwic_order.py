"""Sort and filter a concordance: what orders, what is kept, and what cannot be read."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing.errors import InputError
from framing.tune.kwic import KwicLine
from framing.tune.kwic_order import FIELDS, kept, ordered, read_sort, read_where, unmet

BASE = KwicLine(
    article="a",
    outlet="North",
    published=date(2026, 3, 1),
    sentence=0,
    left="they crossed a ",
    hit="red line",
    right=" again that day",
    frame="risk",
    facet="lines",
    term="red line*",
    voice="outlet",
    speaker=None,
    stance="asserted",
    cue=None,
    start=0,
    end=8,
)


def line(**changes: Any) -> KwicLine:
    return replace(BASE, **changes)


def sort(lines: list[KwicLine], keys: str) -> list[KwicLine]:
    return ordered(lines, read_sort(keys))


def where(lines: list[KwicLine], *conditions: str) -> list[KwicLine]:
    return kept(lines, read_where(conditions))


def test_outlets_sort_without_regard_to_case_and_accents() -> None:
    """Łódź stands beside lodz, not after z."""
    names = ["Zeit", "Łódź", "évian", "Ørsted", "Evian", "abc"]
    assert [one.outlet for one in sort([line(outlet=name) for name in names], "outlet")] == [
        "abc",
        "Evian",
        "évian",
        "Łódź",
        "Ørsted",
        "Zeit",
    ]


def test_dates_sort_either_way_and_lines_without_one_come_last() -> None:
    """A minus turns the order; what is missing has no place in it."""
    dates = [date(2026, 5, 1), None, date(2025, 1, 1)]
    lines = [line(published=day) for day in dates]
    assert [one.published for one in sort(lines, "date")] == [date(2025, 1, 1), date(2026, 5, 1), None]
    assert [one.published for one in sort(lines, "-date")] == [date(2026, 5, 1), date(2025, 1, 1), None]


def test_the_left_context_is_read_from_the_hit_backwards() -> None:
    """The word next to the hit decides first."""
    lines = [line(left="a new "), line(left="the old "), line(left="an old ")]
    assert [one.left for one in sort(lines, "left")] == ["a new ", "an old ", "the old "]


def test_several_keys_decide_one_after_the_other() -> None:
    """Ties of the first go to the next, then to the order of the text."""
    lines = [line(outlet="B", sentence=2), line(outlet="A", sentence=1), line(outlet="A", sentence=3)]
    assert [(one.outlet, one.sentence) for one in sort(lines, "outlet,-sentence")] == [("A", 3), ("A", 1), ("B", 2)]


@given(st.lists(st.tuples(st.sampled_from("ab"), st.integers(0, 2)), max_size=8))
def test_sorting_keeps_every_line_and_is_stable(pairs: list[tuple[str, int]]) -> None:
    """No line is lost, and equal ones stay as they stood."""
    lines = [line(outlet=outlet, sentence=number, start=place) for place, (outlet, number) in enumerate(pairs)]
    found = sort(lines, "outlet")
    assert sorted(found, key=lambda one: one.start) == lines
    for name in "ab":
        starts = [one.start for one in found if one.outlet == name]
        assert starts == sorted(starts)


@pytest.mark.parametrize("name", FIELDS)
def test_every_name_sorts_and_filters(name: str) -> None:
    """Whatever stands in a line can be asked for."""
    lines = [line(), line(outlet="South", speaker="Anna", cue="no", stance="discounted", voice="source")]
    assert len(sort(lines, name)) == len(sort(lines, f"-{name}")) == 2
    values = {"voice": "source", "stance": "asserted"}
    assert len(where(lines, f"{name}={values.get(name, '*')}")) >= 1


@pytest.mark.parametrize(
    ("conditions", "left"),
    [
        (["outlet=north"], ["North"]),
        (["outlet=n*"], ["North", "Nürnberg"]),
        (["outlet=N?rnberg"], ["Nürnberg"]),
        (["outlet!=north"], ["South", "Nürnberg"]),
        (["outlet=north", "outlet=south"], ["North", "South"]),
        (["outlet!=north", "outlet!=south"], ["Nürnberg"]),
        (["outlet=n*", "voice=source"], ["Nürnberg"]),
        (["speaker="], ["North", "South"]),
        (["speaker!="], ["Nürnberg"]),
        (["from=2026-03-02"], ["South"]),
        (["to=2026-03-01"], ["North"]),
        (["date=2026-03-*"], ["North", "South"]),
        (["OUTLET = North "], ["North"]),
    ],
)
def test_conditions_keep_what_meets_them(conditions: list[str], left: list[str]) -> None:
    """Values of one name are alternatives, names and exclusions all hold; a line without a date is in no range."""
    lines = [
        line(outlet="North"),
        line(outlet="South", published=date(2026, 3, 2)),
        line(outlet="Nürnberg", published=None, voice="source", speaker="Anna Berg"),
    ]
    assert [one.outlet for one in where(lines, *conditions)] == left


@pytest.mark.parametrize("words", ["[a-z]+", "a|b", "(x", "\\d"])
def test_only_star_and_question_mark_are_special(words: str) -> None:
    """What looks like a pattern of another kind is letters."""
    assert where([line(outlet=words), line()], f"outlet={words}") == [line(outlet=words)]


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("outlets", "lines have no outlets; did you mean outlet"),
        ("outlet,,date", "a name is missing"),
        ("--date", "lines have no -date"),
        ("", "a name is missing"),
    ],
)
def test_a_sort_that_cannot_be_read_is_refused(written: str, said: str) -> None:
    """The nearest name is offered."""
    with pytest.raises(InputError, match=said):
        read_sort(written)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("voice", "this is no condition; write NAME=VALUE"),
        ("=source", "this is no condition"),
        ("voce=source", "lines have no voce; did you mean voice"),
        ("voice=sorce", "no voice is called 'sorce'; did you mean source"),
        ("stance=denied", "no stance is called 'denied'"),
        ("from=yesterday", "'yesterday' is no date; write it as 2023-09-01"),
        ("to!=2023-09-01", "to takes no !="),
    ],
)
def test_a_condition_that_cannot_be_read_is_refused(written: str, said: str) -> None:
    """Each fault says what to write."""
    with pytest.raises(InputError, match=said):
        read_where([written])


def test_a_condition_that_no_line_meets_offers_what_there_is() -> None:
    """A slip in a name is more often the reason than an outlet without hits."""
    lines = [line(outlet="TimesNG"), line(outlet="North")]
    ((condition, remedy),) = unmet(lines, read_where(["outlet=TimesN", "facet=lines", "outlet!=x", "cue=no"]))
    assert condition.value == "TimesN"
    assert remedy == "did you mean TimesNG?"


def test_without_a_sort_or_a_condition_nothing_changes() -> None:
    """The order of the text stays."""
    lines = [line(outlet="B"), line(outlet="A")]
    assert ordered(lines, read_sort(None)) == kept(lines, ()) == lines
