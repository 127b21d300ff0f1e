"""Pairing quotation marks."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing.model import Span
from framing.text.voices.quotes import Quotation, pair

ELISIONS = ("em", "n", "twas", "cause")


def paired(text: str) -> list[str]:
    """Return the quotations of a text whose paragraphs are parted by a blank line, with their marks."""
    return [text[found.start : found.end] for found in found_in(text)]


def found_in(text: str) -> tuple[Quotation, ...]:
    spans = []
    start = 0
    for paragraph in text.split("\n\n"):
        spans.append(Span(start, start + len(paragraph)))
        start += len(paragraph) + 2
    return pair(text, spans, elisions=ELISIONS)


@pytest.mark.parametrize(
    ("text", "quotations"),
    [
        ('He said "we go" and went.', ['"we go"']),
        ("He said “we go” and went.", ["“we go”"]),
        ("He said „we go“ and „they stay”.", ["„we go“", "„they stay”"]),
        ("He said «we go» and « they stay ».", ["«we go»", "« they stay »"]),
        ("He said »we go« and »they stay«.", ["»we go«", "»they stay«"]),
        ("He said ”we go” and went.", ["”we go”"]),
        ("He said ‘we go’ and went.", ["‘we go’"]),
        ("He said 'we go' and went.", ["'we go'"]),
        ("He said ‚we go‘ and went.", ["‚we go‘"]),
        ("He said ‹we go› and went.", ["‹we go›"]),
        ('("We go.")', ['"We go."']),
        ("—“We go”—they said.", ["“We go”"]),
        ("“We go.” “We stay.”", ["“We go.”", "“We stay.”"]),
    ],
)
def test_every_kind_of_mark_pairs(text: str, quotations: list[str]) -> None:
    """Straight, curly, low-high, single and angle marks pair, in either direction where the language turns them."""
    assert paired(text) == quotations


@pytest.mark.parametrize(
    "text",
    [
        "In the ’90s they didn’t sleep.",
        "The Ukrainians’ yards and the bosses’ club.",
        "It was rock ’n’ roll.",
        "The workers' union met the players' agents.",
        "Get 'em while it's hot.",
        "'Twas a cold night in '41.",
        'The pipe is 12" wide.',
        "A gap of 6' 2\" is enough.",
        "Home » News » Europe",
        "Hawai‘i and O‘ahu",
        "",
    ],
)
def test_apostrophes_and_inches_are_no_quotation_marks(text: str) -> None:
    """An apostrophe, an inch and a lone pointer open nothing."""
    assert paired(text) == []


@pytest.mark.parametrize(
    ("text", "quotations"),
    [
        ("“He said ‘go home’ to me,” she said.", ["“He said ‘go home’ to me,”"]),
        ("'The \"minor hiccup\" cost us,' he said.", ["'The \"minor hiccup\" cost us,'"]),
        ("«He wrote “no” twice», she said.", ["«He wrote “no” twice»"]),
        ("“A “B” C” d.", ["“A “B” C”"]),
        ("“'We go,' he told us,” she said.", ["“'We go,' he told us,”"]),
        ("“She read ‘The Trial’ in Prague’s cafés.”", ["“She read ‘The Trial’ in Prague’s cafés.”"]),
        ("“‘Not now’ and never” he said.", ["“‘Not now’ and never”"]),
    ],
)
def test_nested_quotations_are_one(text: str, quotations: list[str]) -> None:
    """What is quoted inside a quotation belongs to it."""
    assert paired(text) == quotations


@pytest.mark.parametrize(
    ("text", "quotations"),
    [
        ("'The officers' mess was full,' he said.", ["'The officers' mess was full,'"]),
        ("‘The boys’ club is closed,’ he said.", ["‘The boys’ club is closed,’"]),
        ("‘We ran’ and ‘they hid’.", ["‘We ran’", "‘they hid’"]),
        ("He called it the officers' 'finest hour'.", ["'finest hour'"]),
    ],
)
def test_a_plural_possessive_does_not_close(text: str, quotations: list[str]) -> None:
    """In single quotation marks an apostrophe behind an s closes only where no surer mark follows."""
    assert paired(text) == quotations


def test_a_missing_closing_mark_ends_with_the_paragraph() -> None:
    """An unclosed quotation never reaches the next paragraph, and the marks there pair as if nothing had happened."""
    assert paired("He said: “We go.\n\nThey stayed. “Why?” he asked.") == ["“We go.", "“Why?”"]
    assert [found.closed for found in found_in("He said: “We go.\n\nThey stayed.")] == [False]


def test_a_straight_mark_that_opens_again_ends_the_one_before() -> None:
    """A forgotten straight mark does not turn the rest of its paragraph inside out."""
    assert paired('He said "we go. Then "no way" came back.') == ['"we go. Then ', '"no way"']


def test_a_missing_opening_mark_is_no_quotation() -> None:
    """A closing mark with nothing open quotes nothing, and spoils nothing behind it."""
    assert paired("We go,” he said. “They stay.”") == ["“They stay.”"]


def test_a_lone_single_mark_in_the_middle_is_an_apostrophe() -> None:
    """A curly single mark that nothing closes does not quote the rest of the paragraph."""
    assert paired("The ‘okina of the name is lost.") == []


def test_a_quotation_over_paragraphs_is_one_speech() -> None:
    """An opening mark on each paragraph and a closing one on the last only: three quotations, one speech."""
    found = found_in("He said: “One.\n\n“Two.\n\n“Three.” Then “four”.\n\nFive.")
    assert [quotation.speech for quotation in found] == [0, 0, 0, 1]
    assert [quotation.closed for quotation in found] == [False, False, True, True]


def test_a_paragraph_that_only_closes_goes_on() -> None:
    """A closing mark without an opening one, behind an unclosed quotation, shows that its paragraph began quoted."""
    text = "He said: “We asked for boats.\n\nThey sent forms.” Then he left.\n\nNothing more.”"
    assert paired(text) == ["“We asked for boats.", "They sent forms.”"]
    assert {found.speech for found in found_in(text)} == {0}


def test_marks_of_another_kind_do_not_continue() -> None:
    """An unclosed curly quotation is not taken up by a paragraph that begins with an angle mark."""
    assert [found.speech for found in found_in("“One.\n\n«Two.»")] == [0, 1]


MARKS = st.text(alphabet="\"'“”„‘’‚«»‹›‟ asnA.,;:?!()—90\n", max_size=60)


@given(st.lists(MARKS, max_size=6))
def test_quotations_are_ordered_and_stay_in_their_paragraphs(parts: list[str]) -> None:
    """For any text: spans are in order, without overlap, never empty, and each inside one paragraph."""
    text = "".join(parts)
    spans, start = [], 0
    for part in parts:
        spans.append(Span(start, start + len(part)))
        start += len(part)
    found = pair(text, spans, elisions=ELISIONS)
    assert found == pair(text, spans, elisions=ELISIONS)
    assert all(left.end <= right.start and left.speech <= right.speech for left, right in pairwise(found))
    for quotation in found:
        assert quotation.start < quotation.end
        assert any(span.start <= quotation.start and quotation.end <= span.end for span in spans)


@given(st.text(max_size=200))
def test_any_text_pairs(text: str) -> None:
    """No text raises, whatever its characters."""
    assert all(0 <= found.start < found.end <= len(text) for found in pair(text, [Span(0, len(text))]))
