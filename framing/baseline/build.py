"""Scores to a baseline: what is counted once and kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from hashlib import sha256
from typing import Literal

import numpy as np

from framing import __version__
from framing.baseline.derive import Head, TermName, assemble
from framing.baseline.order import canonical, names_of
from framing.baseline.quotes import choose_quotes
from framing.baseline.stories import NO_STORY
from framing.baseline.values import VOICES, Bags, Baseline, BaselineArticle, IntArray, Kept, Marks, Units
from framing.compare.subject import hit_words, loose_terms
from framing.compare.words import count_words, stop_sha256, stop_words
from framing.errors import InputError
from framing.model import Document, Lexicon, Measure, ScoredDocument, Scores
from framing.text.sentences import tokens_sha256

By = Literal["outlet", "group"]


def build(
    scores: Scores,
    *,
    name: str,
    by: By = "outlet",
    cues_sha256: str = "",
    with_quotes: bool = False,
    stories: bool = True,
) -> Baseline:
    """Return the baseline of a corpus: its counts by paragraph and voice, words by article, and the stories it tells.

    `by` says what is held beside each other: the outlets, or the groups that articles are filed under. No text is kept,
    except for a bounded number of sentences `with_quotes`; without `stories` none are looked for. New texts that are
    held beside a baseline are made one too, so that both sides are counted alike. The same articles give the same
    baseline in any order. A text that is there twice is counted twice: leave doubles out before (doubles.py).

    Raises InputError where there is no article, or by group where one has none.
    """
    if not scores.documents:
        raise InputError(name, "there is no article to keep", "name the files or folders with the articles")
    lexicons = sorted(scores.lexicons, key=lambda lexicon: lexicon.name)
    documents = [scored.document for scored in scores.documents]
    described = describe(documents, by=by)
    terms = _terms(lexicons)
    names = names_of(described, [document.article.sha256 for document in documents])
    quotes = (
        choose_quotes(scores.documents, names, [article.outlet for article in described], lexicons)
        if with_quotes
        else ()
    )
    head = Head(
        name=name,
        by=by,
        measures=_measures(lexicons),
        terms=terms,
        quotes=quotes,
        with_quotes=with_quotes,
        lexicons={lexicon.name: lexicon.sha256 for lexicon in lexicons},
        lexicon_versions={lexicon.name: lexicon.version for lexicon in lexicons},
        titles=_titles(lexicons),
        cues_sha256=cues_sha256,
        version=__version__,
        inputs={name: document.article.sha256 for name, document in zip(names, documents, strict=True)},
        tokens_sha256=tokens_sha256(),
    )
    units, marks = _counted(scores.documents, terms)
    kept = Kept(units=units, marks=marks, bags=_bags(scores.documents, lexicons))
    ordered = canonical(dict(zip(names, described, strict=True)), kept, head)
    return assemble(*ordered, story=None if stories else np.full(len(described), NO_STORY, dtype=np.int64))


def describe(documents: Sequence[Document], *, by: By = "outlet") -> tuple[BaselineArticle, ...]:
    """Return what a baseline says of each article, with its outlet, or its group where that is held beside others.

    Raises InputError by group where an article has none.
    """
    return tuple(
        BaselineArticle(
            id=_written(document.article.id),
            outlet=_written(side),
            title=_written(document.article.title or "") or None,
            published=document.article.published,
            sha256=sha256(document.article.text.encode()).hexdigest(),
            words_sha256=words_sha256(document),
        )
        for document, side in zip(documents, _sides(documents, by), strict=True)
    )


def _written(text: str) -> str:
    """Return a text that a file can hold: a file name of another encoding holds characters that none can."""
    return text.encode("utf-8", errors="replace").decode()


def words_sha256(document: Document) -> str:
    """Return the hash of a text's words with case folded: equal for texts that cleaning calls the same."""
    folded = (token.text.casefold().replace("’", "'") for s in document.sentences for token in s.tokens)
    return sha256(" ".join(folded).encode()).hexdigest()


def _sides(documents: Sequence[Document], by: By) -> list[str]:
    """Return the outlet of each article, or its group."""
    articles = [document.article for document in documents]
    if by == "outlet":
        return [article.outlet for article in articles]
    without = [article.id for article in articles if not article.group]
    if without:
        shown = ", ".join(without[:5]) + (f" and {len(without) - 5} more" if len(without) > 5 else "")
        what = f"{len(without)} of {len(articles)} articles have no group ({shown})"
        remedy = "give each a `group` (manifest, front matter or column of the table), name one for all with --group"
        raise InputError("by group", what, f"{remedy}, or hold outlets beside each other")
    return [article.group or "" for article in articles]


def _terms(lexicons: Iterable[Lexicon]) -> tuple[TermName, ...]:
    """Return the terms in the order of the lexicons; one that stands twice in a lexicon counts as one."""
    listed = {
        (lexicon.name, term.id): (lexicon.name, term.facet, term.id, term.label)
        for lexicon in lexicons
        for term in reversed(lexicon.terms)
    }
    order = {(lexicon.name, term.id): None for lexicon in lexicons for term in lexicon.terms}
    return tuple(listed[key] for key in order)


def _measures(lexicons: Iterable[Lexicon]) -> tuple[Measure, ...]:
    """Return every frame and every facet, asserted and discounted."""
    return tuple(
        measure
        for lexicon in lexicons
        for facet in (None, *(facet.name for facet in lexicon.facets))
        for measure in (Measure(lexicon.name, facet), Measure(lexicon.name, facet, "discounted"))
    )


def _titles(lexicons: Iterable[Lexicon]) -> dict[Measure, str]:
    found: dict[Measure, str] = {}
    for lexicon in lexicons:
        for facet, title in ((None, lexicon.title), *((facet.name, facet.title) for facet in lexicon.facets)):
            found[Measure(lexicon.name, facet)] = title
            found[Measure(lexicon.name, facet, "discounted")] = f"{title} (discounted)"
    return found


def _counted(documents: Sequence[ScoredDocument], terms: Sequence[TermName]) -> tuple[Units, Marks]:
    """Return what was looked at and what was found there, in the order of the documents."""
    column = {(frame, term): number for number, (frame, _, term, _) in enumerate(terms)}
    looked_at: list[list[int]] = []
    marks: Counter[tuple[int, int, int, int]] = Counter()
    for number, scored in enumerate(documents):
        place: dict[int, tuple[int, int]] = {}
        row_of: dict[tuple[int, int], int] = {}
        for sentence in scored.document.sentences:
            unit = (sentence.paragraph, VOICES.index(sentence.voice))
            row = row_of.setdefault(unit, len(looked_at))
            if row == len(looked_at):
                looked_at.append([number, *unit, 0, 0])
            place[sentence.index] = (row, looked_at[row][3])
            looked_at[row][3] += 1
            looked_at[row][4] += len(sentence.tokens)
        marks.update(
            (*place[hit.sentence], column[hit.lexicon, hit.term], int(hit.stance == "discounted"))
            for hit in scored.hits
        )
    article, paragraph, voice, sentences, tokens = _columns(looked_at, 5)
    unit_row, sentence_row, term, discounted, count = _columns([[*key, count] for key, count in marks.items()], 5)
    return (
        Units(article=article, paragraph=paragraph, voice=voice, sentences=sentences, tokens=tokens),
        Marks(unit=unit_row, sentence=sentence_row, term=term, discounted=discounted, count=count),
    )


def _bags(documents: Sequence[ScoredDocument], lexicons: Sequence[Lexicon]) -> Bags:
    """Return the words of each article, with how many of each a lexicon hit."""
    stop = stop_words()
    loose = loose_terms(lexicons)
    forms: dict[str, int] = {}
    rows: list[list[int]] = []
    for number, scored in enumerate(documents):
        sentences = scored.document.sentences
        taken = hit_words(scored, loose)
        free = {form: count for _, form, count in count_words(sentences, stop=stop, without=taken)}
        for _, form, count in count_words(sentences, stop=stop):
            rows.append([number, forms.setdefault(form, len(forms)), count, count - free.get(form, 0)])
    article, form_row, count_row, taken_row = _columns(rows, 4)
    return Bags(
        forms=tuple(forms),
        article=article,
        form=form_row,
        count=count_row,
        taken=taken_row,
        stop_sha256=stop_sha256(stop),
    )


def _columns(rows: Sequence[Sequence[int]], width: int) -> list[IntArray]:
    table = np.array(rows, dtype=np.int64).reshape(-1, width)
    return [np.ascontiguousarray(table[:, column]) for column in range(width)]
