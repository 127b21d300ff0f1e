"""Words of ASCII letters, eight bytes at once: those that a loop over the letters finds."""

from __future__ import annotations

from batch_makers import nasty_texts
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.batch.words.characters import texts_of
from framing.batch.words.forms import packed
from framing.batch.words.letters import MOST_LETTERS, STARTS, folded, letters_at, letters_of, next_beyond, next_word
from framing.batch.words.words import kinds, word_end

WORDS = "a I Kyiv strikes Strikes escalation unprecedented internationally uncharacteristically é Šimić 3 1,000 U.S."
PIECES = st.sampled_from(
    [*WORDS.split(), " ", "  ", ".", ",", ". ", "'", "’", "ʼ", "-", "—", "\n\n", "_", "\0", "\u00ad"]
)
TEXTS = st.lists(st.one_of(nasty_texts, st.lists(PIECES, max_size=12).map("".join)), max_size=4)


@settings(max_examples=300)
@given(TEXTS)
def test_a_word_of_letters_ends_where_words_end(texts: list[str]) -> None:
    """What is read at once is what a word is, and packed alike; what is not can be anything but a short such word."""
    batch = texts_of(texts)
    letters = letters_of(batch)
    for article, text in enumerate(texts):
        begin, end = int(batch.starts[article]), int(batch.starts[article + 1])
        for at in range(begin, end):
            length, first, second = letters_at(letters, at + article)
            if length > 0:
                assert word_end(batch.codes, (begin, at, end), kinds()) == at + length
                assert (first, second) == packed(batch.codes, at, at + length)
            else:
                stop = word_end(batch.codes, (begin, at, end), kinds())
                word = text[at - begin : stop - begin]
                behind = text[stop - begin :][:1]
                assert not (word.isascii() and word.isalpha() and 1 < len(word) < MOST_LETTERS) or behind in "'’ʼ"


@settings(max_examples=200)
@given(TEXTS)
def test_no_place_is_passed_over(texts: list[str]) -> None:
    """The next word begins at or behind the next place; likewise what is beyond ASCII."""
    batch = texts_of(texts)
    letters = letters_of(batch)
    for article in range(len(texts)):
        begin, end = int(batch.starts[article]), int(batch.starts[article + 1])
        starting = [at for at in range(begin, end) if kinds()[batch.codes[at]] & STARTS]
        for place in range(begin, end):
            following = [at for at in starting if at >= place]
            assert next_word(letters, place + article, end + article) - article <= min(following, default=end + 16)
            beyond = [at for at in following if batch.codes[at] >= 128 and batch.codes[at] != ord("ʼ")]
            if beyond:
                assert place <= next_beyond(letters, place + article, end + article) - article <= beyond[0]


def test_letters_are_folded() -> None:
    """Case is all that goes; the order of the letters is that of the bytes."""
    batch = texts_of(["Kyiv KYIV"])
    (_, one, _), (_, other, _) = (letters_at(letters_of(batch), at) for at in (0, 5))
    assert one != other
    assert folded(one) == folded(other) == int.from_bytes(b"kyiv", "little")
