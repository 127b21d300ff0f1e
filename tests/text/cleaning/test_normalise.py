"""Text has one form after normalisation."""

import textwrap
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from framing.text.cleaning.normal import normalise, unwrapped

PROSE = (
    "The committee for free rivers welcomes the decision of the court to hear the case of the forty fishermen, and it "
    "asks the government to stop work on the dam until there is a judgment. Nobody in the ministry would say when. "
)


def test_line_ends_become_line_feeds() -> None:
    """CRLF, CR, form feed and the Unicode line separators all end a line."""
    assert normalise("a\r\nb\rc\x0cd\u2028e\x85f") == "a\nb\nc\nd\ne\nf"


def test_every_space_is_a_plain_space_and_stands_alone() -> None:
    """Non-breaking, thin and ideographic spaces and tabs are spaces; a run is one; lines have none at their ends."""
    assert normalise("a\u00a0b\u2009c\u3000d\te  \u00a0 f \n  g") == "a b c d e f\ng"


def test_what_is_not_seen_goes() -> None:
    """Soft hyphens, zero-width spaces, joiners between Latin letters, direction and byte order marks go."""
    assert normalise("\ufeffcom\u00admit\u200btee\u200e of\u2060 f\u200dree\u0007 rivers") == "committee of free rivers"


def test_joiners_stay_where_they_carry_meaning() -> None:
    """A joiner inside an emoji or a Persian word is part of it."""
    assert normalise("👩\u200d🚒 می\u200cخواهم") == "👩\u200d🚒 می\u200cخواهم"


def test_letters_are_composed() -> None:
    """A letter and its combining accent are one character, also where a zero-width space stood between them."""
    assert normalise("Cafe\u0301 Łódz\u200b\u0301") == "Café Łódź"


def test_more_than_one_blank_line_is_one() -> None:
    """Blank lines part paragraphs; how many there are says nothing, and none stands at either end."""
    assert normalise("\n\n\na\n\n \n\u00a0\n\nb\n\n") == "a\n\nb"


def test_hard_wrapped_text_is_unwrapped() -> None:
    """A paragraph of 72-column mail becomes one line, and paragraphs stay apart."""
    wrapped = "\n\n".join(textwrap.fill(PROSE * 2, 72) for _ in range(3))
    assert normalise(wrapped) == "\n\n".join([(PROSE * 2).strip()] * 3)


def test_indented_paragraphs_of_wrapped_text_stay_apart() -> None:
    """In a wrapped book without blank lines an indented line begins a paragraph."""
    wrapped = "\n".join(textwrap.fill(PROSE, 70, initial_indent="    ") for _ in range(4))
    assert normalise(wrapped).split("\n") == [PROSE.strip()] * 4


def test_a_word_broken_at_its_hyphen_is_joined_without_a_space() -> None:
    """`long-` at a line's end and `range` below are `long-range`."""
    lines = [f"{'word ' * 13}long-", f"range {'word ' * 12}and", f"{'more ' * 13}of", f"{'these ' * 11}in"]
    text = "\n".join(line.strip() for line in [*lines, *lines])
    assert "long-range" in unwrapped(text)


def test_verse_and_lists_are_not_unwrapped() -> None:
    """Short lines, and lines that end as sentences do, are paragraphs of their own."""
    verse = "I left my city in a paper bag\nbetween the bread and the batteries\n" * 5
    sentences = "\n".join(f"The number {i} bus did not come again on Tuesday, they said." for i in range(10))
    assert unwrapped(verse) == verse
    assert unwrapped(sentences) == sentences


def test_headlines_under_each_other_are_not_unwrapped() -> None:
    """Lines of one length that each begin with a capital are a menu."""
    menu = "\n".join(f"Minister {name} Says Budget Will Be Ready Before The Summer" for name in "ABCDEFGHIJ")
    assert unwrapped(menu) == menu


@given(st.text())
def test_normalising_twice_changes_nothing(text: str) -> None:
    """The form is final."""
    once = normalise(text)
    assert normalise(once) == once
    assert unicodedata.is_normalized("NFC", once)


@given(st.text(alphabet=st.characters(categories=("L", "N", "P"))))
def test_letters_digits_and_marks_survive(text: str) -> None:
    """Nothing that can be read is lost: only spaces and unseen characters change."""
    assert normalise(text, unwrap=False) == unicodedata.normalize("NFC", text)
