"""Words on arrays are those of the objects, with the same things between them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from batch_makers import batch_of, nasty_texts, written
from documents import cut, document_of
from hypothesis import given
from hypothesis import strategies as st

from framing.batch import layout
from framing.batch.layout import Words
from framing.batch.words.vocabulary import Vocabulary
from framing.batch.words.words import words_of
from framing.lexicon.program import JOINT
from framing.model import Document, Sentence, Span
from framing.text.voices.cued import BOUNDARY
from framing.text.voices.evidence import MARKS

GAPS: dict[int, Callable[[str], bool]] = {
    layout.GAP_COMMA: lambda gap: "," in gap,
    layout.GAP_COLON: lambda gap: ":" in gap,
    layout.GAP_SEMICOLON: lambda gap: ";" in gap,
    layout.GAP_BREAK: lambda gap: not BOUNDARY.isdisjoint(gap) or " - " in gap,
    layout.GAP_BRACKET: lambda gap: any(mark in gap for mark in "()[]"),
    layout.GAP_THOUGHT: lambda gap: any(mark in gap for mark in (";", "—", " – ", " - ")),
    layout.GAP_JOINT: lambda gap: JOINT.fullmatch(gap) is not None,
    layout.GAP_SPACE: str.isspace,
    layout.GAP_INTRODUCES: lambda gap: gap.strip(MARKS).endswith(":"),
    layout.GAP_COMMA_FIRST: lambda gap: gap.startswith(","),
}
BETWEEN = (
    " - | – | — |-|- | -|–|--| -- |,| ,|, |;|: |: “|:” | : - |(| [|) |]|  |\u00a0|\n\n|\u200b| \ufeff"
    "|.|. |”. |.” |‘.’ “|..|?|…|‑ |- ”|”-“|'- \n'"
)


@given(st.lists(nasty_texts, max_size=3))
def test_words_and_gaps_are_those_of_the_objects(texts: list[str]) -> None:
    """Every word stands where `tokenize` finds it, has its form, and knows what stands before and behind it."""
    _same([document_of(text, str(number)) for number, text in enumerate(texts)])


@given(nasty_texts, st.data())
def test_a_stretch_sees_what_stands_before_it_but_not_behind(text: str, data: st.DataObject) -> None:
    """Any stretch of a text has the words that `tokenize` finds there, wherever it is cut."""
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    _same([cut(text, [Span(start, end)])])


@pytest.mark.parametrize(
    "text",
    [
        "U.S.Army",
        "U.Sarmy",
        "a.b",
        "a.b.c's5",
        "U.S.ʼs",
        "aʼ's",
        "1.5.6,7",
        "1́.5",
        "x.1",
        "1.x",
        "5.U.S",
        "a.",
        "abcdefghijklmnopq",
        "abcdefgh",
        "abcdefgh’s",
        "é.é.",
        "٣.٣",
        "",
    ],
)
def test_dotted_letters_and_numbers_end_where_they_do_in_objects(text: str) -> None:
    """Dots, apostrophes and marks at every edge, with and without a neighbour in front of the sentence."""
    for start in range(len(text) + 1):
        for end in range(start, len(text) + 1):
            _same([cut(text, [Span(start, end)])])


@pytest.mark.parametrize("gap", BETWEEN.split("|"))
def test_every_kind_of_gap(gap: str) -> None:
    """A gap says the same between two words, before the first and behind the last."""
    text = f"{gap}a{gap}b{gap}"
    _same([cut(text, [Span(0, len(text))])])


def test_room_grows_as_it_is_needed() -> None:
    """More words than there is room for at first, in one sentence and in many, and many new forms."""
    many = " ".join(f"a{number}" for number in range(3000))
    short = ". ".join("abc"[number % 3] for number in range(400))
    _same([cut(many, [Span(0, len(many))]), cut(short, [Span(at, at + 2) for at in range(len(short) - 1)])])
    _same([cut("a b c d e é’s f’s", [Span(0, 17)])], Vocabulary(types=1, codes=1))
    _same([document_of("a b c. " * 50)])


def test_a_vocabulary_that_was_emptied_gives_the_same_words() -> None:
    """Numbers start afresh where more forms are known than the bound, and the forms are those of the text."""
    vocabulary = Vocabulary(bound=3)
    for text in ("one two three", "two four five", "six one", "one"):
        document = cut(text, [Span(0, len(text))])
        _same([document], vocabulary)
    assert written(vocabulary) == ["six", "one"]


def _same(documents: Sequence[Document], vocabulary: Vocabulary | None = None) -> None:
    known = Vocabulary() if vocabulary is None else vocabulary
    texts, sentences = batch_of(documents)
    words = words_of(texts, sentences, known)
    expected = [(document, sentence) for document in documents for sentence in document.sentences]
    assert len(words.tail) == len(expected)
    assert len(words.first) == len(expected) + 1
    assert words.first[-1] == len(words.start) == len(words.end) == len(words.type) == len(words.gap)
    forms = written(known)
    for number, (document, sentence) in enumerate(expected):
        offset = texts.starts[sentences.article[number]]
        assert _read(words, number, offset, forms) == _expected(document.article.text, sentence)


def _read(words: Words, number: int, offset: int, forms: list[str]) -> list[object]:
    stretch = slice(words.first[number], words.first[number + 1])
    rows = zip(words.start[stretch], words.end[stretch], words.type[stretch], words.gap[stretch], strict=True)
    found = [(start - offset, end - offset, forms[kind], gap) for start, end, kind, gap in rows]
    return [*found, words.tail[number]]


def _expected(text: str, sentence: Sentence) -> list[object]:
    tokens = sentence.tokens
    edges = [sentence.start, *(token.end for token in tokens)]
    gaps = [_bits(text[edge : token.start]) for edge, token in zip(edges, tokens, strict=False)]
    found = [(token.start, token.end, token.text, gap) for token, gap in zip(tokens, gaps, strict=True)]
    return [*found, _bits(text[edges[-1] : sentence.end])]


def _bits(gap: str) -> int:
    return sum(bit for bit, holds in GAPS.items() if holds(gap))
