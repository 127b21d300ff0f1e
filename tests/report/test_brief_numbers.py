"""Numbers, dates and names as they are printed."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing.report.charts.canvas import fit, measure, scale_ticks, wrap
from framing.report.numbers import days, in_words, join, plural, printable, rate_scale, share_scale, shorten

SHARE = share_scale([0.1])


def test_shares_and_differences_are_printed_with_true_minus_signs() -> None:
    """A share is per cent, a difference has its sign, and nothing is ever minus zero."""
    assert SHARE.value(0.274) == "27%"
    assert SHARE.value(None) == "–"
    assert SHARE.signed(0.17) == "+17"
    assert SHARE.signed(-0.04) == "−4"
    assert SHARE.signed(-0.001) == "0"
    assert SHARE.span(-0.03, 0.21) == "−3 to 21"
    assert share_scale([0.001, 0.01]).value(0.2744) == "27.4%"
    assert rate_scale().value(3.25) == "3.2"


def test_ranges_of_dates_say_nothing_twice() -> None:
    """What both ends share is printed once."""
    assert days(date(2026, 9, 3), date(2026, 9, 30)) == "3 to 30 September 2026"
    assert days(date(2026, 8, 3), date(2026, 9, 30)) == "3 August to 30 September 2026"
    assert days(date(2023, 9, 22), date(2024, 11, 20)) == "22 September 2023 to 20 November 2024"
    assert days(date(2026, 9, 3), date(2026, 9, 3)) == "3 September 2026"


def test_counts_agree_with_their_nouns() -> None:
    """One is singular, all else plural; small counts can be words."""
    assert plural(1, "article") == "1 article"
    assert plural(1204, "story", "stories") == "1,204 stories"
    assert in_words(5, capital=True) == "Five"
    assert in_words(50) == "50"
    assert join(["a", "b", "c"]) == "a, b and c"
    assert join([]) == ""


@given(st.text())
def test_printable_text_holds_nothing_xml_forbids(text: str) -> None:
    """No control character, surrogate or run of spaces is left, and doing it twice changes nothing."""
    clean = printable(text)
    assert clean == printable(clean)
    assert clean == " ".join(clean.split())
    assert all(ord(c) >= 32 and not 0xD800 <= ord(c) <= 0xDFFF for c in clean)


@given(st.text(), st.integers(2, 40))
def test_shortened_text_keeps_to_its_limit(text: str, limit: int) -> None:
    """A shortened text is never longer than asked, and a short one is not touched."""
    assert len(shorten(text, limit)) <= limit
    if len(printable(text)) <= limit:
        assert shorten(text, limit) == printable(text)


@given(st.floats(0.01, 5000))
def test_ticks_reach_the_top_with_few_steps(top: float) -> None:
    """Ticks start at 0, rise evenly, hold the highest value and are at most eight."""
    ticks = scale_ticks(top)
    assert ticks[0] == 0
    assert ticks[-1] >= top - 1e-9
    assert 2 <= len(ticks) <= 8
    assert scale_ticks(100.0, limit=100.0)[-1] == 100.0


@pytest.mark.parametrize("words", ["Responsible Statecraft over The National Interest", "x" * 90, "", "Łódź 東京"])
def test_labels_fit_their_place(words: str) -> None:
    """A label is cut or broken so that no line is wider than its place."""
    assert measure(fit(words, 60)) <= 60
    lines = wrap(words, 60, lines=2)
    assert 1 <= len(lines) <= 2
    assert all(measure(line) <= 60 for line in lines)
