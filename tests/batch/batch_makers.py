"""Texts and documents for the tests of the arrays: nasty ones, and the same things as objects and as arrays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np
from hypothesis import strategies as st

from framing.batch.layout import Sentences, Texts
from framing.batch.words.characters import text_of, texts_of
from framing.batch.words.vocabulary import Vocabulary
from framing.model import Article, Document, Sentence, Span
from framing.text.sentences import segment, tokenize

PIECES = (
    *"aZsS xé5٣²½ßǅİŉſ\u212aΣςªʼ\u00ad\u200b\u200d\ufeff\u0301\u0345\u2028\x1c\x85",
    *" \n\r\t.,;:!?…-–—‑()[]{}<>/*_&@#%$€“”„‟\"＂'‘’‚‛«»‹›¿¡😀中\ud800",
    *("US", "U.S.", "U.S.A.", "a.m.", "U.S.’s", "James'", "Kyiv’s", "Kyiv's", "x's's", "don't", "rock ’n’ roll"),
    *("10,000", "3.5", "'90s", "’em", "'twas", "ing", "ed", "that", "THAT", "The", "KYIV", "NATO’s", "said", "Mr."),
    *(" - ", " – ", " — ", ", ", ". ", ": ", "? ", "\n\n", "\r\n", "...", "“We go,” ", "‘no’ ", '"So." ', "»a« "),
)

nasty_texts = st.lists(st.sampled_from(PIECES), max_size=30).map("".join) | st.text(
    st.characters(exclude_categories=()), max_size=20
)


def document_of(text: str, name: str = "a") -> Document:
    """Return the text as sentences and words."""
    return segment(Article(id=name, outlet="o", text=text, origin=name, sha256=""))


def cut(text: str, spans: Sequence[Span]) -> Document:
    """Return the text with these stretches for sentences."""
    whole = document_of("")
    made = [
        Sentence(
            article="a",
            index=number,
            paragraph=number,
            start=start,
            end=end,
            tokens=tokenize(text, start=start, end=end),
        )
        for number, (start, end) in enumerate(spans)
    ]

    return replace(whole, article=replace(whole.article, text=text), sentences=tuple(made))


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


def written(vocabulary: Vocabulary) -> list[str]:
    """Return the forms that a vocabulary knows, by type."""
    forms = vocabulary.forms()
    return [text_of(forms.codes[start:end]) for start, end in pairwise(forms.starts.tolist())]
