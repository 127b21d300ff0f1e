"""Whose words a sentence is: the outlet's own, or a source's, and which source."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from framing.model import CueLists, Document, Sentence, Span
from framing.text.voices.cued import Reading, VoiceCues, bare, read, voice_cues
from framing.text.voices.evidence import WHOLLY_QUOTED, Evidence, evidence_in
from framing.text.voices.mentions import spoken_words
from framing.text.voices.quotes import Quotation, pair
from framing.text.voices.speaker import People, name_source
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
    people.learn(readings)
    heard = _listen(document, readings, quotations, people)
    return replace(
        document,
        sentences=tuple(
            _voiced(sentence, reading, quotations, voice)
            for sentence, reading, voice in zip(document.sentences, readings, heard, strict=True)
        ),
    )


@dataclass(slots=True)
class _Heard:
    """What is known of one sentence so far."""

    spoken: frozenset[int] = frozenset()
    evidence: Evidence | None = None
    source: bool = False
    speaker: str | None = None
    cue: str | None = None
    speeches: frozenset[int] = frozenset()


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


def _listen(
    document: Document,
    readings: Sequence[Reading],
    quotations: Sequence[Quotation],
    people: People,
) -> list[_Heard]:
    heard: list[_Heard] = []
    for at, (sentence, reading) in enumerate(zip(document.sentences, readings, strict=True)):
        one = _Heard(spoken=spoken_words(reading, quotations, starts_before=goes_on(sentence, reading, quotations)))
        one.speeches = frozenset(quotations[reading.quotes[i]].speech for i in one.spoken)
        one.evidence = evidence_in(reading, spoken=one.spoken)
        if one.evidence is not None:
            one.source = True
            one.speaker = name_source(reading, one.evidence, people, at=at)
            one.cue = _cue(reading, one.evidence, one.spoken, quotations)
        heard.append(one)
    _share(document, readings, heard)
    _announced(document, heard)
    for at, turn in turns(document, readings).items():
        name = turn.name and (people.resolve(turn.name) or turn.name)
        heard[at].source, heard[at].speaker, heard[at].cue = turn.source, name, turn.cue
    return heard


def goes_on(sentence: Sentence, reading: Reading, quotations: Sequence[Quotation]) -> bool:
    """Say whether the sentence stands in a quotation that began before it."""
    return bool(reading.tokens) and reading.quotes[0] >= 0 and quotations[reading.quotes[0]].start < sentence.start


def _cue(reading: Reading, evidence: Evidence, spoken: frozenset[int], quotations: Sequence[Quotation]) -> str:
    if evidence.cue is not None:
        return reading.written(evidence.cue.start, min(evidence.cue.end, evidence.cue.start + _CUE_WORDS))
    return reading.text[quotations[reading.quotes[min(spoken)]].start]


_CUE_WORDS = 12


def _share(document: Document, readings: Sequence[Reading], heard: Sequence[_Heard]) -> None:
    """Give sentences of one quotation, and quotations of one paragraph that follow each other, the same speaker."""
    _share_speech(heard)
    for back in (False, True):
        indexes = list(range(len(heard)))
        for at in reversed(indexes) if back else indexes:
            other = at + 1 if back else at - 1
            if not 0 <= other < len(heard) or not _unnamed(heard[at]) or heard[at].speaker is not None:
                continue
            together = document.sentences[at].paragraph == document.sentences[other].paragraph
            wholly = len(heard[at].spoken) >= WHOLLY_QUOTED * len(readings[at])
            if together and wholly and heard[other].speeches and heard[other].source:
                heard[at].speaker = heard[other].speaker
    _share_speech(heard)


def _share_speech(heard: Sequence[_Heard]) -> None:
    """Give the sentences of one quotation, over all its paragraphs, the first speaker found for one of them."""
    by_speech: dict[int, str] = {}
    for one in heard:
        for speech in one.speeches:
            if one.speaker is not None:
                by_speech.setdefault(speech, one.speaker)
    for one in heard:
        if one.speaker is None and _unnamed(one):
            one.speaker = next((by_speech[speech] for speech in sorted(one.speeches) if speech in by_speech), None)


def _unnamed(one: _Heard) -> bool:
    """Say whether quotation marks alone made the sentence a source's."""
    return one.source and one.evidence is not None and one.evidence.cue is None and bool(one.speeches)


def _announced(document: Document, heard: Sequence[_Heard]) -> None:
    """Let a paragraph that ends with a colon and attributes clearly speak for the next one."""
    sentences = document.sentences
    for at in range(1, len(heard)):
        opening, intro = sentences[at], heard[at - 1]
        if opening.paragraph == sentences[at - 1].paragraph or not intro.source:
            continue
        if not document.text_of(sentences[at - 1]).rstrip().endswith(":"):
            continue
        for index in range(at, len(heard)):
            if sentences[index].paragraph != opening.paragraph:
                break
            if not heard[index].source:
                heard[index].source, heard[index].cue = True, intro.cue
            if heard[index].speaker is None and (heard[index].evidence is None or _unnamed(heard[index])):
                heard[index].speaker = intro.speaker
                _pass_on(heard, index)


def _pass_on(heard: Sequence[_Heard], at: int) -> None:
    """Give the rest of the same speech the speaker of sentence `at`."""
    for one in heard[at + 1 :]:
        if not one.speeches & heard[at].speeches:
            return
        if one.speaker is None:
            one.speaker = heard[at].speaker


def _voiced(sentence: Sentence, reading: Reading, quotations: Sequence[Quotation], heard: _Heard) -> Sentence:
    numbers = sorted({reading.quotes[index] for index in heard.spoken})
    spans = (Span(max(quotations[n].start, sentence.start), min(quotations[n].end, sentence.end)) for n in numbers)
    return replace(
        sentence,
        voice="source" if heard.source else "outlet",
        speaker=heard.speaker if heard.source else None,
        voice_cue=heard.cue if heard.source else None,
        quoted=tuple(span for span in spans if span.start < span.end),
    )
