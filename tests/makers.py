"""Make scores out of plain texts and simple tables: a small scorer that needs no other room."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

from framing.model import Article, Document, Facet, Hit, Lexicon, ScoredDocument, Scores, Sentence, Stance, Term, Token

WORD = re.compile(r"[\w’']+")
SENTENCE = re.compile(r"[^.\n]+\.")


def make_lexicon(
    name: str = "risk",
    facets: Mapping[str, Sequence[str]] | None = None,
    *,
    compare_by: Literal["frame", "facets"] = "frame",
    stance: Literal["cues", "asserted"] = "cues",
) -> Lexicon:
    """Return a lexicon whose terms are single words: {facet: [word, ...]}, by default war and peace."""
    listed = {"war": ["war", "strike"], "peace": ["peace"]} if facets is None else facets
    return Lexicon(
        name=name,
        title=name.capitalize(),
        version="1",
        about="made for a test",
        compare_by=compare_by,
        stance=stance,
        facets=tuple(
            Facet(
                name=facet,
                title=facet.capitalize(),
                terms=tuple(Term(id=f"{name}/{facet}/{word}", pattern=word, facet=facet) for word in words),
            )
            for facet, words in listed.items()
        ),
    )


def make_document(name: str, outlet: str, text: str, lexicons: Iterable[Lexicon] = ()) -> ScoredDocument:
    """Return a scored document of paragraphs parted by a blank line, with sentences that end in a full stop.

    A sentence that begins with a quotation mark is a source's (the speaker is the word after "said", if any); a hit in
    a sentence with the word "not" is discounted.
    """
    sentences: list[Sentence] = []
    hits: list[Hit] = []
    start = 0
    for number, paragraph in enumerate(text.split("\n\n")):
        for found in SENTENCE.finditer(paragraph):
            sentences.append(_sentence(name, len(sentences), number, found, start))
            hits += _hits(sentences[-1], lexicons)
        start += len(paragraph) + 2
    article = Article(id=name, outlet=outlet, text=text, origin=name, sha256="")
    return ScoredDocument(document=Document(article=article, sentences=tuple(sentences)), hits=tuple(hits))


def make_scores(texts: Iterable[tuple[str, str]], *lexicons: Lexicon) -> Scores:
    """Return the scores of (outlet, text) pairs; articles are called a0, a1, ... in their order."""
    documents = tuple(make_document(f"a{n}", outlet, text, lexicons) for n, (outlet, text) in enumerate(texts))
    return Scores(lexicons=lexicons, documents=documents)


def make_table(table: Mapping[str, Sequence[tuple[int, int]]], *lexicons: Lexicon, per_paragraph: int = 3) -> Scores:
    """Return scores in which each outlet has one article a pair: (sentences that say "war", sentences in all)."""
    texts: list[tuple[str, str]] = []
    for outlet, articles in table.items():
        for carrying, whole in articles:
            lines = ["They spoke of war again." if n < carrying else "They spoke of bread again." for n in range(whole)]
            # Spread over the paragraphs, as a subject is, not heaped into the first.
            dealt = [lines[n :: -(-whole // per_paragraph)] for n in range(-(-whole // per_paragraph))]
            texts.append((outlet, "\n\n".join(" ".join(paragraph) for paragraph in dealt)))
    return make_scores(texts, *(lexicons or (make_lexicon(),)))


def _sentence(article: str, index: int, paragraph: int, found: re.Match[str], start: int) -> Sentence:
    written = found.group().lstrip()
    begin = start + found.end() - len(written)
    tokens = tuple(Token(begin + m.start(), begin + m.end(), m.group()) for m in WORD.finditer(written))
    speaker = re.search(r"said (\w+)", written)
    return Sentence(
        article=article,
        index=index,
        paragraph=paragraph,
        start=begin,
        end=begin + len(written),
        tokens=tokens,
        voice="source" if written.startswith('"') else "outlet",
        speaker=speaker.group(1) if speaker and written.startswith('"') else None,
    )


def _hits(sentence: Sentence, lexicons: Iterable[Lexicon]) -> list[Hit]:
    negated = any(token.text == "not" for token in sentence.tokens)
    found: list[Hit] = []
    for lexicon in lexicons:
        stance: Stance = "discounted" if negated and lexicon.stance == "cues" else "asserted"
        for token in sentence.tokens:
            found += [
                Hit(
                    article=sentence.article,
                    sentence=sentence.index,
                    lexicon=lexicon.name,
                    facet=term.facet,
                    term=term.id,
                    start=token.start,
                    end=token.end,
                    stance=stance,
                    voice=sentence.voice,
                )
                for term in lexicon.terms
                if term.pattern == token.text.casefold()
            ]
    return found
