"""A clean article becomes paragraphs, sentences and words, each with its place in the text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from importlib import resources

import regex

from framing.errors import InputError
from framing.lexicon.words import WORD
from framing.model import Article, Document, Sentence, Span, Token
from framing.text.sentences.boundaries import Language, Splitter
from framing.text.sentences.rows import Row, layout
from framing.yamlfile import Entry, load_yaml, reject_unknown

LANGUAGE_FILE = "sentences.yaml"
# A book has 500,000 characters, and many paragraphs. Punkt looks ahead and gives up on a line of some megabytes.
LONGEST_PARAGRAPH = 1_000_000
# Possessive: a paragraph is taken once and never given back, so a line of megabytes costs no memory to match.
PARAGRAPH = regex.compile(r"[^\n]++(?:\n[^\n]++)*+")


def segment(article: Article, *, rows: Sequence[Row] = ()) -> Document:
    """Return the article's sentences in order, each with its paragraph and its words. No voice is set yet.

    `rows` are the `Source.rows` of a source of coded sentences: then every row is one sentence, exactly, in the
    paragraph the row names and with the row's id; an empty row is a sentence with an empty span.

    Raises InputError for a paragraph of more than LONGEST_PARAGRAPH characters, and ValueError where `rows` are not
    those the article was made of.
    """
    spans = _row_spans(article, rows) if rows else _split_spans(article.text, article.origin)
    return Document(
        article=article,
        sentences=tuple(
            Sentence(
                article=article.id,
                index=index,
                paragraph=paragraph,
                start=span.start,
                end=span.end,
                tokens=tokenize(article.text, start=span.start, end=span.end),
                row=row,
            )
            for index, (paragraph, span, row) in enumerate(spans)
        ),
    )


def tokenize(text: str, *, start: int = 0, end: int | None = None) -> tuple[Token, ...]:
    """Return the words of `text[start:end]`, with offsets into the whole of `text`.

    A word is a run of letters, marks and digits. An apostrophe between letters stays inside it (`don't`, `Kyiv’s`),
    so does a separator between digits (`10,000`, `3.5`), and dotted letters are one word with their last full stop
    (`U.S.`). Hyphens, dashes and slashes separate: `long-range` is two words.
    """
    stop = len(text) if end is None else end
    return tuple(Token(m.start(), m.end(), m.group()) for m in WORD.finditer(text, start, stop))


def words(text: str) -> list[str]:
    """Return the words of a text as written, where their places do not matter: half the time of `tokenize`."""
    found: list[str] = WORD.findall(text)
    return found


def paragraphs(text: str) -> tuple[Span, ...]:
    """Return the spans of the paragraphs of `text`: what stands between blank lines."""
    return tuple(Span(m.start(), m.end()) for m in PARAGRAPH.finditer(text))


def sentence_spans(text: str) -> tuple[Span, ...]:
    """Return the spans of the sentences of one paragraph; all its characters but white space stand in them."""
    return _splitter().split(text)


def _split_spans(text: str, origin: str) -> Iterator[tuple[int, Span, str | None]]:
    for number, paragraph in enumerate(paragraphs(text)):
        if paragraph.end - paragraph.start > LONGEST_PARAGRAPH:
            what = f"a paragraph of {paragraph.end - paragraph.start:,} characters is no paragraph of an article"
            raise InputError(origin, what, "put a blank line between paragraphs, or leave the file out")
        for span in sentence_spans(text[paragraph.start : paragraph.end]):
            yield number, Span(paragraph.start + span.start, paragraph.start + span.end), None


def _row_spans(article: Article, rows: Sequence[Row]) -> Iterator[tuple[int, Span, str | None]]:
    text, spans = layout(rows)
    if text != article.text:
        raise ValueError(f"the rows handed in are not those article {article.id!r} was made of")
    for (name, paragraph, _), span in zip(rows, spans, strict=True):
        yield paragraph, span, name


@cache
def _splitter() -> Splitter:
    return Splitter(language())


@cache
def language() -> Language:
    """Return the word lists of the shipped data file."""
    text = resources.files("framing.text.sentences").joinpath(LANGUAGE_FILE).read_text(encoding="utf-8")
    top = load_yaml(text, LANGUAGE_FILE, shipped=True).mapping("the file")
    names = ("abbreviations", "capitalised", "before_numbers", "starters", "reporting_verbs")
    reject_unknown(top, ("format", *names), LANGUAGE_FILE)
    return Language(**{name: _words(top[name]) for name in names})


def _words(entry: Entry) -> frozenset[str]:
    words = [word.text("a word") for line in entry.items("a list of words") for word in line.items("a line of words")]
    if None in words:
        raise InputError(str(entry.place), "a word is empty", "put `no`, `null` and the like in quotation marks")
    return frozenset(word for word in words if word is not None)
