"""Texts, from the bytes handed in to sentences with a voice."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, NamedTuple

Voice = Literal["outlet", "source"]
Stance = Literal["asserted", "discounted"]


class Span(NamedTuple):
    """A half-open range of code-point offsets."""

    start: int
    end: int


class Token(NamedTuple):
    """One word: its half-open span in `Article.text` and the word as written (no white space, no hyphen inside)."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Source:
    """One text as handed in, decoded but not yet cleaned.

    `origin` is what the user would recognise: a path, or `path#row 12` for a row of a table (rows count from 1).
    `metadata` holds what was found beside the text, under the keys id, outlet, title, author, date, date_basis, url,
    language, group; values are stripped and never empty. `sha256` is the hex digest of the file's bytes (of the row's
    text in UTF-8 for a table). `rows` is set where the text is a run of coded sentences: one (row id, paragraph,
    text) each.
    """

    origin: str
    media_type: Literal["text/plain", "text/markdown", "text/html", "sentences"]
    text: str
    sha256: str
    encoding: str = "utf-8"
    metadata: Mapping[str, str] = field(default_factory=dict)
    rows: tuple[tuple[str, int, str], ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Removal:
    """What cleaning took out and why.

    `start` and `end` are offsets into the normalised source text, `line` counts from 1.
    """

    reason: str
    rule: str
    start: int
    end: int
    line: int
    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Article:
    """One clean article. `text` is final: paragraphs joined by a blank line, NFC, no boilerplate, no title."""

    id: str
    outlet: str
    text: str
    origin: str
    sha256: str
    title: str | None = None
    author: str | None = None
    published: date | None = None
    date_basis: str | None = None
    url: str | None = None
    language: str = "en"
    group: str | None = None
    removed: tuple[Removal, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Skipped:
    """An article left out, as a value that reaches the report.

    `reason` is one of empty, boilerplate-only, too-short, duplicate, near-duplicate, and in an archive that is read in
    parts unreadable; `detail` is a sentence for the reader.
    """

    origin: str
    reason: Literal["empty", "boilerplate-only", "too-short", "duplicate", "near-duplicate", "unreadable"]
    detail: str
    outlet: str | None = None
    title: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Sentence:
    """One sentence of an article: `text[start:end]`, with whose voice it is.

    `index` counts sentences and `paragraph` paragraphs of the article, from 0. `voice` says whose claim the sentence
    is, `speaker` names the source as the article writes it where that is safe, and `voice_cue` is the evidence: the
    reporting words or the quotation mark that decided. `quoted` are the spans in quotation marks that are somebody's
    speech. `row` is the identity of the table row the sentence came from, where it came from one.
    """

    article: str
    index: int
    paragraph: int
    start: int
    end: int
    tokens: tuple[Token, ...]
    voice: Voice = "outlet"
    speaker: str | None = None
    voice_cue: str | None = None
    quoted: tuple[Span, ...] = ()
    row: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Document:
    """An article read: its sentences in order."""

    article: Article
    sentences: tuple[Sentence, ...]

    def text_of(self, sentence: Sentence) -> str:
        """Return the sentence as the article writes it."""
        return self.article.text[sentence.start : sentence.end]


@dataclass(frozen=True, kw_only=True, slots=True)
class Corpus:
    """What was read: documents in the order of their sources, and what was left out."""

    documents: tuple[Document, ...]
    skipped: tuple[Skipped, ...] = ()
    name: str = "corpus"

    @property
    def outlets(self) -> tuple[str, ...]:
        """The outlets, in order of first appearance."""
        return tuple(dict.fromkeys(document.article.outlet for document in self.documents))
