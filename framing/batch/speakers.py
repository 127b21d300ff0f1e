"""Who speaks in the sentences of a batch: what arrays show of them, put to the rules of framing/text/voices."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal

import numpy as np

from framing.batch.analysed import Analysed
from framing.batch.layout import Bools, Ints, Words
from framing.batch.voices.names import full_names
from framing.batch.voices.sources import A_GROUP, A_NAME, A_PRONOUN, MARKS, WORDS, Callings, callings
from framing.text.voices.cued import bare
from framing.text.voices.evidence import WHOLLY_QUOTED
from framing.text.voices.people import Called, People
from framing.text.voices.sharing import Heard, share

_HOW: dict[int, Literal["name", "group", "pronoun"]] = {A_NAME: "name", A_GROUP: "group", A_PRONOUN: "pronoun"}
_BY: dict[int, Literal["words", "marks"] | None] = {0: None, WORDS: "words", MARKS: "marks"}


class _Spelling:
    """The words of a batch as its `text` writes them."""

    def __init__(self, text: str, words: Words) -> None:
        self.text = text
        self.words = words

    def between(self, starts: Ints, ends: Ints) -> list[str]:
        """Return what stands from the first word of each range of words to its last one."""
        return cut(self.text, self.words.start[starts], self.words.end[ends - 1])

    def each(self, start: int, end: int) -> list[str]:
        """Return each of the words of a range."""
        return cut(self.text, self.words.start[start:end], self.words.end[start:end])

    def of_sentences(self, first: int) -> Callable[[int], list[str]]:
        """Return what gives the words of a sentence, counted from the sentence `first`."""
        edges = self.words.first
        return lambda at: self.each(int(edges[first + at]), int(edges[first + at + 1]))


def cut(text: str, starts: Ints, ends: Ints) -> list[str]:
    """Return stretches of a text."""
    return [text[start:end] for start, end in zip(starts.tolist(), ends.tolist(), strict=True)]


def speakers_of(found: Analysed, text: str, first: Ints, wanted: Bools, suffixes: frozenset[str]) -> list[str | None]:
    """Return the speaker of each sentence, (s,), as `framing.text.voices.attribute` names it, None where it does not.

    `text` is that of the batch, the sentences of article a are `first[a]:first[a + 1]`, and only those of articles that
    are `wanted`, (a,), are given one. `suffixes` are those of the cues.
    """
    speakers: list[str | None] = [None] * len(found.sentences.start)
    spelling = _Spelling(text, found.words)
    voices = found.voices
    calls = callings(found.texts.codes, found.sentences, found.words, voices.readings, voices.alone, voices.spoken)
    called, names, heard = _called(calls, spelling), _names(found, spelling), _heard(found, calls, text)
    for article in np.flatnonzero(wanted).tolist():
        start, end = int(first[article]), int(first[article + 1])
        if not voices.alone[start:end].any():
            continue
        people = People(suffixes=suffixes)
        people.learn(names[start:end], spelling.of_sentences(start))
        mine = heard[start:end]
        for at, (one, calling) in enumerate(zip(mine, called[start:end], strict=True)):
            if one.by is not None:
                one.speaker = None if calling is None else people.speaker(calling, at)
        share(mine)
        speakers[start:end] = [one.speaker if one.source else None for one in mine]
    return speakers


def _called(calls: Callings, spelling: _Spelling) -> list[Called | None]:
    """Return what each sentence calls its source."""
    chosen = np.flatnonzero(calls.how)
    written = spelling.between(calls.start[chosen], calls.end[chosen])
    columns = [column[chosen].tolist() for column in (calls.how, calls.before, calls.listed, calls.stop)]
    made: list[Called | None] = [None] * len(calls.how)
    for sentence, text, how, before, listed, stop in zip(chosen.tolist(), written, *columns, strict=True):
        if how == A_PRONOUN:
            first = int(spelling.words.first[sentence])
            made[sentence] = Called(_HOW[how], text.lower(), spelling.each(first, first + before))
        else:
            made[sentence] = Called(_HOW[how], _as_name(text, stop=stop), listed=listed)
    return made


def _names(found: Analysed, spelling: _Spelling) -> list[Sequence[str]]:
    """Return the full names in each sentence."""
    runs = full_names(found.texts.codes, found.sentences, found.words, found.voices.readings)
    made: list[list[str]] = [[] for _ in found.sentences.start]
    written = spelling.between(runs.start, runs.end)
    for sentence, text, stop in zip(runs.sentence.tolist(), written, runs.stop.tolist(), strict=True):
        name = _as_name(text, stop=stop)
        if len(name.split()) > 1:
            made[sentence].append(name)
    return [*made]


def _as_name(text: str, *, stop: bool) -> str:
    return bare(" ".join(text.split())) + ("." if stop else "")


def _heard(found: Analysed, calls: Callings, text: str) -> list[Heard]:
    """Return what is known of each sentence but for its speaker."""
    sentences, words, voices = found.sentences, found.words, found.voices
    spoken = np.flatnonzero(voices.spoken)
    owner = np.searchsorted(words.first, spoken, side="right") - 1
    wholly = np.bincount(owner, minlength=len(sentences.start)) >= WHOLLY_QUOTED * np.diff(words.first)
    columns = (sentences.paragraph, sentences.start, sentences.end, wholly, calls.by, voices.source)
    made = [
        Heard(
            paragraph=paragraph,
            announces=source and text[start:end].rstrip().endswith(":"),
            wholly=wholly,
            by=_BY[by],
            source=by != 0,
        )
        for paragraph, start, end, wholly, by, source in zip(*(column.tolist() for column in columns), strict=True)
    ]
    speech = voices.quoted.quotations.speech[voices.readings.quotes[spoken]]
    begins = np.flatnonzero(np.diff(owner, prepend=-1) | np.diff(speech, prepend=-1))
    for sentence, number in zip(owner[begins].tolist(), speech[begins].tolist(), strict=True):
        made[sentence].speeches |= {number}
    return made
