"""Make documents out of plain texts: cut by our own rules, at given places, or sentence by sentence."""

from __future__ import annotations

from collections.abc import Iterable

from framing.model import Article, Document, Sentence, Span, Voice
from framing.text.sentences import segment, tokenize


def document_of(text: str, name: str = "a") -> Document:
    """Return the text as sentences and words."""
    return segment(_article(text, name))


def cut(text: str, spans: Iterable[tuple[int, int]], *, voice: Voice = "outlet") -> Document:
    """Return the text with these stretches for sentences, each a paragraph."""
    sentences = tuple(
        Sentence(
            article="a",
            index=number,
            paragraph=number,
            start=start,
            end=end,
            tokens=tokenize(text, start=start, end=end),
            voice=voice,
        )
        for number, (start, end) in enumerate(spans)
    )
    return Document(article=_article(text, "a"), sentences=sentences)


def paragraphs(*sentences: str, voice: Voice = "outlet") -> Document:
    """Return an article of these sentences, one a paragraph."""
    spans = []
    start = 0
    for sentence in sentences:
        spans.append(Span(start, start + len(sentence)))
        start += len(sentence) + 2
    return cut("\n\n".join(sentences), spans, voice=voice)


def _article(text: str, name: str) -> Article:
    return Article(id=name, outlet="o", text=text, origin=name, sha256="")
