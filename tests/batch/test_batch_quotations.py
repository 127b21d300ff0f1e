"""Quotations on arrays are those of the objects, and words know which one they stand in."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import pairwise

import pytest
from batch_makers import batch_of, nasty_texts
from documents import cut, document_of
from hypothesis import given
from hypothesis import strategies as st

from framing.batch.quotations.elisions import elisions_of, is_elision
from framing.batch.quotations.quotations import quotations_of, quotes_of
from framing.batch.words.characters import classes, texts_of
from framing.batch.words.vocabulary import Vocabulary
from framing.batch.words.words import words_of
from framing.model import Document, Span
from framing.text.voices.quotes import Quotation, pair
from framing.text.voices.voice import paragraph_spans

ELISIONS = ("em", "n", "twas", "cause", "ss", "i\u0307")
PIECES = (
    *"\"“”„‟＂'‘’‚‛«»‹›",
    *" \u00a0\n([{<¿¡—–-/….,;:!?)]}>_5٣²sSnNaé😀",
    *(
        "word",
        " we go ",
        "em ",
        "TWAS ",
        "90s ",
        "ß ",
        "ẞ",
        "\ufb06",
        "İ",
        "cause",
        " 'n' ",
        "\n\n",
        "s' ",
        " “",
        "” ",
        " '",
        "' ",
    ),
)
quoted_texts = st.lists(st.sampled_from(PIECES), max_size=25).map("".join) | nasty_texts


@given(st.lists(quoted_texts, max_size=3))
def test_quotations_are_those_of_the_objects(texts: list[str]) -> None:
    """Every outermost quotation stands where `pair` finds it, with its speech, closed or not."""
    _same([document_of(text, str(number)) for number, text in enumerate(texts)])


@given(quoted_texts, st.data())
def test_paragraphs_may_stand_anywhere(text: str, data: st.DataObject) -> None:
    """Stretches that begin and end inside words and marks are read as paragraphs of their own."""
    edges = sorted(data.draw(st.lists(st.integers(0, len(text)), min_size=2, max_size=6)))
    _same([cut(text, [Span(start, end) for start, end in pairwise(edges)])])


@pytest.mark.parametrize(
    "text",
    [
        "“We go on.\n\n“We stay,” he said.\n\n“No.” “Yes.",
        "“We go on.\n\nAnd we stay,” he said. “So.”\n\n(“Never.\n\n(“Ever.”",
        "'The \"minor hiccup\" cost us,' the workers' union said. ‚So‘, „so“.",
        "He said 'we go' and 'we stay'. Rock ’n’ roll in the ’90s, 'twas. ‘’Cause so.’",
        '"A\n\n"B" and 6\' 2" of "C "D" \'E\n\n\'F\' so” it ’went.’',
        "»So«, «so», ‹so›, ›so‹ « so » «a »b «c",
    ],
)
def test_speech_goes_on_over_paragraphs(text: str) -> None:
    """Written cases: nesting, continued speech, orphans, elisions, marks of every family."""
    _same([document_of(text), document_of(""), document_of(text)])


@given(
    st.text(st.sampled_from("nNßẞSsſﬆİi\u0307kK\u0390é5 _'"), max_size=4),
    st.lists(st.text("nsik\u0307ιé5", max_size=4)),
)
def test_elisions_are_compared_in_folded_case(text: str, words: list[str]) -> None:
    """A word is an elision where its case-folded letters and digits are one, or where it begins with a digit."""
    head = text[: next((at for at, char in enumerate(text) if not char.isalnum()), len(text))]
    expected = head != "" and (head[0].isdigit() or head.casefold() in words)
    assert is_elision(texts_of([text]).codes, classes(), elisions_of(words)) == expected


@pytest.mark.parametrize(
    ("word", "holds"), [("Straße!", True), ("STRASSE", True), ("straß", False), ("straßed", False), ("ßtrasse", False)]
)
def test_letters_that_become_several_are_compared(word: str, holds: bool) -> None:
    """A letter that folds to several stands for all of them, and for no part of them."""
    assert is_elision(texts_of([word]).codes, classes(), elisions_of(["strasse"])) == holds


def test_more_marks_than_expected_find_room() -> None:
    """A text of marks alone has as many as it has characters."""
    _same([document_of("«" * 200 + "»" * 100), document_of("“” " * 90)])


def _same(documents: Sequence[Document], elisions: Collection[str] = ELISIONS) -> None:
    texts, sentences = batch_of(documents)
    words = words_of(texts, sentences, Vocabulary())
    quoted = quotations_of(texts, sentences, elisions_of(elisions))
    quotes = quotes_of(sentences, words, quoted)
    columns = quoted.quotations
    assert quoted.first[-1] == len(columns.start) == len(columns.end) == len(columns.speech) == len(columns.closed)
    word = 0
    for number, document in enumerate(documents):
        expected = pair(document.article.text, paragraph_spans(document.sentences), elisions=elisions)
        first, behind = quoted.first[number], quoted.first[number + 1]
        offset = texts.starts[number]
        found = [
            Quotation(columns.start[n] - offset, columns.end[n] - offset, columns.speech[n], columns.closed[n])
            for n in range(first, behind)
        ]
        assert found == list(expected)
        tokens = [token for sentence in document.sentences for token in sentence.tokens]
        numbers = [_number(expected, token.start) for token in tokens]
        assert quotes[word : word + len(tokens)].tolist() == [n if n < 0 else n + first for n in numbers]
        word += len(tokens)


def _number(quotations: Sequence[Quotation], place: int) -> int:
    return next((n for n, found in enumerate(quotations) if found.start <= place < found.end), -1)
