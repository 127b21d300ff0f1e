"""Batches made of what the object code reads, for tests of kernels that need words, sentences and gaps."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from framing.batch.layout import (
    GAP_COLON,
    GAP_COMMA,
    GAP_JOINT,
    GAP_THOUGHT,
    Codes,
    Sentences,
    Words,
)
from framing.lexicon.pattern import compile_terms
from framing.model import Article, Document, Sentence, Token
from framing.text.sentences import tokenize

_ROW = compile_terms(["x x"])


class Batch(NamedTuple):
    """Documents as arrays; `forms` are the word types in the order of their numbers."""

    codes: Codes
    sentences: Sentences
    words: Words
    forms: list[str]


def document_of(*sentences: str, identity: str = "a") -> Document:
    """Return an article of these sentences, one a paragraph."""
    text = "\n\n".join(sentences)
    made = []
    start = 0
    for index, sentence in enumerate(sentences):
        end = start + len(sentence)
        tokens = tokenize(text, start=start, end=end)
        made.append(Sentence(article=identity, index=index, paragraph=index, start=start, end=end, tokens=tokens))
        start = end + 2
    article = Article(id=identity, outlet="o", text=text, origin="a.txt", sha256="")
    return Document(article=article, sentences=tuple(made))


def batch_of(documents: Sequence[Document]) -> Batch:
    """Return the documents as arrays, with the gaps that terms and stance look at."""
    forms: dict[str, int] = {}
    sentences: list[tuple[int, int, int, int]] = []
    words: list[tuple[int, int, int, int]] = []
    first, tail = [0], []
    base = 0
    for number, document in enumerate(documents):
        text = document.article.text
        for sentence in document.sentences:
            sentences.append((number, sentence.paragraph, base + sentence.start, base + sentence.end))
            tokens = sentence.tokens
            edges = [sentence.start, *(token.end for token in tokens)]
            for at, token in enumerate(tokens):
                bits = gap_of(text[edges[at] : token.start], joint=at > 0 and in_a_row(tokens[at - 1], token, text))
                number_of = forms.setdefault(token.text, len(forms))
                words.append((base + token.start, base + token.end, number_of, bits))
            first.append(len(words))
            tail.append(gap_of(text[edges[-1] : sentence.end], joint=False))
        base += len(text)
    codes = np.frombuffer("".join(d.article.text for d in documents).encode("utf-32-le", "surrogatepass"), np.uint32)
    of_sentences = np.array(sentences, np.int64).reshape(-1, 4).T.copy()
    start, end, kind, gap = np.array(words, np.int64).reshape(-1, 4).T.copy()
    return Batch(
        codes.copy(),
        Sentences(*of_sentences),
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
