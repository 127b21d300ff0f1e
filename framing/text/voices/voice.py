"""Whose words a sentence is: the outlet's own, or a source's, and which source."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from framing.model import CueLists, Document, Sentence, Span
from framing.text.voices.cued import Reading, VoiceCues, bare, read, voice_cues
from framing.text.voices.evidence import WHOLLY_QUOTED, Evidence, evidence_in
from framing.text.voices.mentions import spoken_words
from framing.text.voices.people import People
from framing.text.voices.quotes import Quotation, pair
from framing.text.voices.sharing import Heard, share
from framing.text.voices.speaker import called_in, full_names
from framing.text.voices.turns import turns


def attribute(document: Document, cues: CueLists) -> Document:
    """Return the document with voice, speaker, voice_cue and quoted set in every sentence.

    A sentence is a source's where its main claim is quoted or attributed; a quoted word, a title or an aside ("as X put
    it") does not turn it. The rules read the lists `reporting_*` and `quotation_*` of `cues`; with none of them only
    quotation marks decide. Deterministic, and linear in the length of the text. Raises LexiconError for a cue that is
    no valid term.
    """
    known = voice_cues(cues)
    quotations = pair(document.article.text, paragraph_spans(document.sentences), elisions=known.elisions)
    readings = readings_of(document, quotations, known)
    people = People(suffixes=known.suffixes)
    people.learn([full_names(reading) for reading in readings], lambda at: (one.text for one in readings[at].tokens))
    found = _listen(document, readings, quotations, people)
    return replace(
        document,
        sentences=tuple(
            _voiced(sentence, reading, quotations, one)
            for sentence, reading, one in zip(document.sentences, readings, found, strict=True)
        ),
    )


def paragraph_spans(sentences: Sequence[Sentence]) -> list[Span]:
    """Return the paragraphs, each from its first sentence to its last."""
    spans: list[Span] = []
    last: int | None = None
    for sentence in sentences:
        if sentence.paragraph == last and spans:
            spans[-1] = Span(spans[-1].start, max(spans[-1].end, sentence.end))
        else:
            spans.append(Span(sentence.start, sentence.end))
        last = sentence.paragraph
    return spans


def readings_of(document: Document, quotations: Sequence[Quotation], cues: VoiceCues) -> list[Reading]:
    """Return how the rules see each sentence, with the words the article writes as names."""
    names = _capitalised(document)
    readings = []
    at = 0
    for sentence in document.sentences:
        numbers = []
        for token in sentence.tokens:
            while at < len(quotations) and quotations[at].end <= token.start:
                at += 1
            inside = at < len(quotations) and quotations[at].start <= token.start
            numbers.append(at if inside else -1)
        span = (sentence.start, sentence.end)
        readings.append(
            read(document.article.text, span, sentence.tokens, quotes=tuple(numbers), cues=cues, names=names)
        )
    return readings


def _capitalised(document: Document) -> frozenset[str]:
    """Return the words written with a capital behind nothing but a space: names, wherever they stand."""
    text = document.article.text
    return frozenset(
        bare(token.text)
        for sentence in document.sentences
        for before, token in pairwise(sentence.tokens)
        if token.text[:1].isupper() and text[before.end : token.start].isspace()
    )


class _Found(NamedTuple):
    """A sentence with its words that may be speech, and what is known of it."""

    spoken: frozenset[int]
    heard: Heard


def _listen(
    document: Document,
    readings: Sequence[Reading],
    quotations: Sequence[Quotation],
    people: People,
) -> list[_Found]:
    found: list[_Found] = []
    for at, (sentence, reading) in enumerate(zip(document.sentences, readings, strict=True)):
        spoken = spoken_words(reading, quotations, starts_before=goes_on(sentence, reading, quotations))
        one = Heard(
            paragraph=sentence.paragraph,
            announces=document.text_of(sentence).rstrip().endswith(":"),
            wholly=len(spoken) >= WHOLLY_QUOTED * len(reading),
            speeches=frozenset(quotations[reading.quotes[i]].speech for i in spoken),
        )
        evidence = evidence_in(reading, spoken=spoken)
        if evidence is not None:
            one.source, one.by = True, "marks" if evidence.cue is None else "words"
            called = called_in(reading, evidence)
            one.speaker = None if called is None else people.speaker(called, at)
            one.cue = _cue(reading, evidence, spoken, quotations)
        found.append(_Found(spoken, one))
    heard = [one.heard for one in found]
    share(heard)
    for at, turn in turns(document, readings).items():
        name = turn.name and (people.resolve(turn.name) or turn.name)
        heard[at].source, heard[at].speaker, heard[at].cue = turn.source, name, turn.cue
    return found


def goes_on(sentence: Sentence, reading: Reading, quotations: Sequence[Quotation]) -> bool:
    """Say whether the sentence stands in a quotation that began before it."""
    return bool(reading.tokens) and reading.quotes[0] >= 0 and quotations[reading.quotes[0]].start < sentence.start


def _cue(reading: Reading, evidence: Evidence, spoken: frozenset[int], quotations: Sequence[Quotation]) -> str:
    if evidence.cue is not None:
        return reading.written(evidence.cue.start, min(evidence.cue.end, evidence.cue.start + _CUE_WORDS))
    return reading.text[quotations[reading.quotes[min(spoken)]].start]


_CUE_WORDS = 12


def _voiced(sentence: Sentence, reading: Reading, quotations: Sequence[Quotation], found: _Found) -> Sentence:
    heard = found.heard
    numbers = sorted({reading.quotes[index] for index in found.spoken})
    spans = (Span(max(quotations[n].start, sentence.start), min(quotations[n].end, sentence.end)) for n in numbers)
    return replace(
        sentence,
        voice="source" if heard.source else "outlet",
        speaker=heard.speaker if heard.source else None,
        voice_cue=heard.cue if heard.source else None,
        quoted=tuple(span for span in spans if span.start < span.end),
    )
