"""Sentences on arrays are those of the objects, and almost none are left to the objects."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from batch_makers import PIECES, nasty_texts
from documents import document_of
from hypothesis import example, given
from hypothesis import strategies as st
from text_pages import SEEDS, coded_sentences

from framing.batch.sentences import sentences
from framing.batch.sentences.sentences import sentences_of
from framing.batch.words.characters import texts_of
from framing.errors import InputError
from framing.model import Span
from framing.text.sentences import sentence_spans
from framing.text.sentences.parts import LONGEST_PARAGRAPH, language

TESTS = Path(__file__).parents[1]
LISTED = [
    form + stop
    for name in ("abbreviations", "capitalised", "before_numbers", "starters", "reporting_verbs")
    for word in sorted(getattr(language(), name))
    for form in (word, word.capitalize(), word.upper())
    for stop in ("", ".", ". ", ".” ")
]
NAMES = [
    piece
    for line in (
        "A.|J. |Q: |A: |ii) |(b) |[3] |12.|1234. |x. |U.S. |U.N.-|Ph.D. |lt.-gen. |Kyiv |Marchenko |O’Neil |Van der ",
        "d'Arc |Коваль |В. О. |Ⅷ. |ⓐ |Straße |ΣΟΣ. |ﬁt |the |The |‘He |'They |(It’s |“Why?” |asked |said, |ſaid. |İt ",
        "It'ſ |\u212aan. |... |…|…” |. . . |. . . .|.\u00a0.\u00a0. |.. |.. .|.”|?”|!’ |?! |--|-5. |10.30 |!|?|.",
    )
    for piece in line.split("|")
]
ends = st.lists(st.sampled_from((*PIECES, *NAMES)) | st.sampled_from(LISTED), max_size=30).map("".join)
TRICKY = (
    "... No. 5 is here. “Why now?” Ann Lee Bo Marchenko asked. “Why?” Ann Lee Bo Van Dam said.",
    "He saw the U.S.” The end. He saw the U.S.” Army… The rest… and so on… Kyiv. He left . . .” “No.",
    "One.\nTwo.\n \nThree.\n\n\n\nFour. \n",
    "!!! Go.'s end.'s. '.'. x.\u00a0The.\u2009A. (a) One. iv. Two. 1234. Three. Q. Why? A: No.",
    *("Mr.", ".", " . ", "\n", " ", "“", "a.\u2028b", "-.-", "p. 5 p. ٣ pp.5", "e.g.- The. x-jr. The"),
    "5,000. the 5. The 5. 6",
)


def test_sentences_are_those_of_the_objects_where_it_is_tricky() -> None:
    """Ends beside closing marks, lists, dots, names and numbers; a batch of many texts, and empty ones among them."""
    _same(TRICKY)
    _same(("", *TRICKY, "", ""))
    _same(())


@given(st.lists(ends | nasty_texts, max_size=3))
@example(["He came to Straße. It was no. 5.", "No. 5\x1c. The", "ΣΟΣ. The ﬁ. 5 It"])
def test_sentences_are_those_of_the_objects(texts: list[str]) -> None:
    """Every sentence has its article, its paragraph and its place, whatever stands in the texts around."""
    _same(texts)


def test_sentences_of_real_texts_are_found_without_the_objects(monkeypatch: pytest.MonkeyPatch) -> None:
    """The seeds, all coded texts and the cases that the rules were written for: the same, and none left over."""
    cases = (TESTS / "text" / "sentences" / "boundary_cases.txt").read_text(encoding="utf-8").replace(" | ", " ")
    texts = [
        cases.replace("\n", "\n\n"),
        *(path.read_text(encoding="utf-8") for path in sorted(SEEDS.glob("*.txt"))),
        *(" ".join(text for _, text in rows) for rows in coded_sentences().values()),
        *(_coded_texts(path) for path in sorted((TESTS / "coded").glob("*-?.tsv"))),
    ]
    assert len(texts) > 10
    expected = _rows(texts)

    def leave(text: str) -> None:
        raise AssertionError(f"left to the objects: {text}")

    monkeypatch.setattr(sentences, "sentence_spans", leave)
    assert _found(texts) == expected


def test_what_only_str_can_fold_is_left_to_the_objects(monkeypatch: pytest.MonkeyPatch) -> None:
    """A paragraph with a word that only str can fold goes to the objects, the paragraphs around it do not."""
    left: list[str] = []

    def split(text: str) -> tuple[Span, ...]:
        left.append(text)
        return sentence_spans(text)

    monkeypatch.setattr(sentences, "sentence_spans", split)
    odd = ("He met Gen. Ißt.", "It was ﬁg. 5.", "So.\x1dNo.", "In the U.S. Aﬀ")
    _same(["One. Two.\n\n" + "\n\n".join(odd) + "\n\nThree. Four.", "A U.S. Σ. Go. No"])
    assert left == list(odd)


def test_an_article_with_too_long_a_paragraph_stands_aside() -> None:
    """It is named, for the objects to refuse it, and leaves no sentence; the articles around it have theirs."""
    texts = ["One. Two.", "Before.\n\n" + "a" * (LONGEST_PARAGRAPH + 1) + "\n\nBehind.", "Three."]
    found, aside = sentences_of(texts_of(texts))
    assert aside.tolist() == [False, True, False]
    assert found.article.tolist() == [0, 0, 2]
    with pytest.raises(InputError, match=r"1,000,001 characters"):
        document_of(texts[1])


def _same(texts: Sequence[str]) -> None:
    assert _found(texts) == _rows(texts)


def _found(texts: Sequence[str]) -> list[tuple[int, ...]]:
    found, aside = sentences_of(texts_of(texts))
    assert not aside.any()
    assert {column.dtype for column in found} == {np.dtype(np.int64)}
    return list(zip(*(column.tolist() for column in found), strict=True))


def _rows(texts: Sequence[str]) -> list[tuple[int, ...]]:
    starts = texts_of(texts).starts.tolist()
    return [
        (number, sentence.paragraph, starts[number] + sentence.start, starts[number] + sentence.end)
        for number, text in enumerate(texts)
        for sentence in document_of(text).sentences
    ]


def _coded_texts(path: Path) -> str:
    with path.open(encoding="utf-8", newline="") as file:
        return " ".join(row["text"] for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
