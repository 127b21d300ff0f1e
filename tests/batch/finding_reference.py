"""What is found in documents on arrays beside what the object code finds, in the same rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from batch_makers import Batch, as_read

from framing.batch.layout import LISTS, PHRASED
from framing.batch.terms.finding import Finder
from framing.batch.voices.readings import Found
from framing.batch.words.characters import texts_of
from framing.model import Document
from framing.score.match import Matcher
from framing.score.stance import Judge
from framing.text.voices.cued import VoiceCues, read

Row: TypeAlias = tuple[int, str, str, str, int, int, tuple[int, int] | None]
"""A hit: sentence of the batch, lexicon, facet, term, start and end in the batch, and those of the cue against it."""


def compare(documents: Sequence[Document], matchers: Sequence[Matcher], judge: Judge, voice: VoiceCues) -> list[Row]:
    """Compare everything that is found, and return the hits."""
    batch = as_read(documents)
    finder = Finder(matchers, judge, voice)
    finder.learn(texts_of(batch.forms))
    rows = on_arrays(batch, finder, matchers)
    assert rows == by_objects(documents, matchers, judge)
    same_cues(documents, finder.cue_flags(batch.words), voice)
    return rows


def on_arrays(batch: Batch, finder: Finder, matchers: Sequence[Matcher]) -> list[Row]:
    """Return the hits found on arrays."""
    codes, sentences, words, _ = batch
    hits = finder.hits(words)
    decided = finder.decided(codes, sentences, words, hits)
    lexicons = [matcher.lexicon for matcher in matchers]
    facets = [facet.name for lexicon in lexicons for facet in lexicon.facets]
    terms = [term.id for lexicon in lexicons for term in lexicon.terms]
    return [
        (
            sentence,
            lexicons[lexicon].name,
            facets[facet],
            terms[term],
            *(int(words.start[start]), int(words.end[end - 1])),
            (int(words.start[first]), int(words.end[last - 1])) if first >= 0 else None,
        )
        for sentence, lexicon, facet, term, start, end, first, last in zip(
            *(column.tolist() for column in (*hits, *decided)), strict=True
        )
    ]


def by_objects(documents: Sequence[Document], matchers: Sequence[Matcher], judge: Judge) -> list[Row]:
    """Return the hits that the object code finds, by sentence."""
    rows: list[Row] = []
    first = base = 0
    for document in documents:
        for matcher in matchers:
            hits = matcher.match(document)
            judged = judge.judge(document, hits) if matcher.lexicon.stance == "cues" else hits
            for hit in judged:
                place = (base + hit.start, base + hit.end)
                cue = (base + hit.cue.start, base + hit.cue.end) if hit.cue else None
                assert (cue is not None) == (hit.stance == "discounted")
                rows.append((first + hit.sentence, hit.lexicon, hit.facet, hit.term, *place, cue))
        first += len(document.sentences)
        base += len(document.article.text)
    return sorted(rows, key=lambda row: row[0])


def same_cues(documents: Sequence[Document], found: Found, voice: VoiceCues) -> None:
    """Compare the lists of each word, and the phrases of each sentence."""
    word = number = 0
    for document in documents:
        text = document.article.text
        for sentence in document.sentences:
            tokens, span = sentence.tokens, (sentence.start, sentence.end)
            outside = (-1,) * len(tokens)
            reading = read(text, span, tokens, quotes=outside, cues=voice, names=frozenset())
            flags = found.flags[word : word + len(tokens)].tolist()
            for bits, names in zip(flags, reading.flags, strict=True):
                assert {name for bit, name in enumerate(LISTS) if bits >> bit & 1} == names & set(LISTS)
            here = slice(found.phrase_first[number], found.phrase_first[number + 1])
            columns = (found.phrase_list[here], found.phrase_start[here], found.phrase_end[here])
            assert list(zip(*(column.tolist() for column in columns), strict=True)) == [
                (bit, start, end)
                for bit, name in enumerate(LISTS[:PHRASED])
                for start, end in sorted(set(reading.found.get(name, ())))
            ]
            word += len(tokens)
            number += 1
