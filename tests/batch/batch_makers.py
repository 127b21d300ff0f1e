"""Nasty texts for the tests of the arrays, and documents as arrays: their sentences alone, or their words too."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from hypothesis import strategies as st

from framing.batch.layout import (
    GAP_COLON,
    GAP_COMMA,
    GAP_JOINT,
    GAP_THOUGHT,
    Codes,
    Sentences,
    Texts,
    Words,
)
from framing.batch.words.characters import text_of, texts_of
from framing.batch.words.vocabulary import Vocabulary
from framing.lexicon.pattern import compile_terms
from framing.model import Document, Token

PIECES = (
    *"aZsS xé5٣²½ßǅİŉſ\u212aΣςªʼ\u00ad\u200b\u200d\ufeff\u0301\u0345\u2028\x1c\x85",
    *" \n\r\t.,;:!?…-–—‑()[]{}<>/*_&@#%$€“”„‟\"＂'‘’‚‛«»‹›¿¡😀中\ud800",
    *("US", "U.S.", "U.S.A.", "a.m.", "U.S.’s", "James'", "Kyiv’s", "Kyiv's", "x's's", "don't", "rock ’n’ roll"),
    *("10,000", "3.5", "'90s", "’em", "'twas", "ing", "ed", "that", "THAT", "The", "KYIV", "NATO’s", "said", "Mr."),
    *(" - ", " – ", " — ", ", ", ". ", ": ", "? ", "\n\n", "\r\n", "...", "“We go,” ", "‘no’ ", '"So." ', "»a« "),
)

_ROW = compile_terms(["x x"])

nasty_texts = st.lists(st.sampled_from(PIECES), max_size=30).map("".join) | st.text(
    st.characters(exclude_categories=()), max_size=20
)


class Batch(NamedTuple):
    """Documents as arrays; `forms` are the word types in the order of their numbers."""

    codes: Codes
    sentences: Sentences
    words: Words
    forms: list[str]


def batch_of(documents: Sequence[Document]) -> tuple[Texts, Sentences]:
    """Return the texts and sentences of documents as arrays."""
    texts = texts_of([document.article.text for document in documents])
    rows = [
        (number, sentence.paragraph, texts.starts[number] + sentence.start, texts.starts[number] + sentence.end)
        for number, document in enumerate(documents)
        for sentence in document.sentences
    ]
    columns = np.array(rows, dtype=np.int64).reshape(-1, 4)
    return texts, Sentences(*(columns[:, column].copy() for column in range(4)))


def as_read(documents: Sequence[Document]) -> Batch:
    """Return documents as arrays, with the words of the object code and the gaps that terms and stance look at."""
    texts, sentences = batch_of(documents)
    forms: dict[str, int] = {}
    words: list[tuple[int, int, int, int]] = []
    first, tail = [0], []
    for base, document in zip(texts.starts[:-1].tolist(), documents, strict=True):
        text = document.article.text
        for sentence in document.sentences:
            tokens = sentence.tokens
            edges = [sentence.start, *(token.end for token in tokens)]
            for at, token in enumerate(tokens):
                bits = gap_of(text[edges[at] : token.start], joint=at > 0 and in_a_row(tokens[at - 1], token, text))
                number_of = forms.setdefault(token.text, len(forms))
                words.append((base + token.start, base + token.end, number_of, bits))
            first.append(len(words))
            tail.append(gap_of(text[edges[-1] : sentence.end], joint=False))
    start, end, kind, gap = np.array(words, np.int64).reshape(-1, 4).T.copy()
    return Batch(
        texts.codes,
        sentences,
        Words(start, end, kind, gap, np.array(first, np.int64), np.array(tail, np.int64)),
        list(forms),
    )


def gap_of(text: str, *, joint: bool) -> int:
    """Return the bits of a gap, by what stands in it."""
    thought = ";" in text or "—" in text or " – " in text or " - " in text
    bits = {GAP_COMMA: "," in text, GAP_COLON: ":" in text, GAP_THOUGHT: thought, GAP_JOINT: joint}
    return sum(bit for bit, there in bits.items() if there)


def in_a_row(one: Token, other: Token, text: str) -> bool:
    """Say whether two words are in a row, as terms have it: a term of two words is asked."""
    between = text[one.end : other.start]
    made = f"x{between}x"
    tokens = (Token(text="x", start=0, end=1), Token(text="x", start=1 + len(between), end=2 + len(between)))
    return bool(_ROW.find(tokens, text=made))


def written(vocabulary: Vocabulary) -> list[str]:
    """Return the forms that a vocabulary knows, by type."""
    forms = vocabulary.forms()
    return [text_of(forms.codes[start:end]) for start, end in pairwise(forms.starts.tolist())]
