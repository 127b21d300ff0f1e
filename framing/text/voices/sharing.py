"""Sentences that belong together have one speaker: those of one speech, and those that a colon announces."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal


@dataclass(slots=True)
class Heard:
    """What is known of one sentence so far.

    `by` says what makes it a source's by itself: its words, or quotation marks alone. `wholly` says that nearly all of
    it is quoted, `speeches` are the numbers of the speeches it is part of, and `announces` says that it ends with a
    colon.
    """

    paragraph: int
    announces: bool
    wholly: bool = False
    speeches: frozenset[int] = frozenset()
    by: Literal["words", "marks"] | None = None
    source: bool = False
    speaker: str | None = None
    cue: str | None = None

    @property
    def unnamed(self) -> bool:
        """Whether quotation marks alone made the sentence a source's."""
        return self.by == "marks" and bool(self.speeches)


def share(heard: Sequence[Heard]) -> None:
    """Give sentences that belong together the speaker of the one of them that names a source."""
    unnamed = [at for at, one in enumerate(heard) if one.unnamed]
    if unnamed:
        _share_speech(heard)
        _share_paragraph(heard, unnamed)
        _share_paragraph(heard, unnamed, back=True)
        _share_speech(heard)
    _announced(heard)


def _share_speech(heard: Sequence[Heard]) -> None:
    """Give the sentences of one quotation, over all its paragraphs, the first speaker found for one of them."""
    quoted = [one for one in heard if one.speeches]
    by_speech: dict[int, str] = {}
    for one in quoted:
        if one.speaker is not None:
            for speech in one.speeches:
                by_speech.setdefault(speech, one.speaker)
    for one in quoted:
        if one.speaker is None and one.unnamed:
            one.speaker = next((by_speech[speech] for speech in sorted(one.speeches) if speech in by_speech), None)


def _share_paragraph(heard: Sequence[Heard], unnamed: Sequence[int], *, back: bool = False) -> None:
    """Give quotations of one paragraph that follow each other the same speaker; `back` goes from the last on."""
    for at in reversed(unnamed) if back else unnamed:
        one, other = heard[at], at + 1 if back else at - 1
        if one.speaker is not None or not one.wholly or not 0 <= other < len(heard):
            continue
        beside = heard[other]
        if one.paragraph == beside.paragraph and beside.speeches and beside.source:
            one.speaker = beside.speaker


def _announced(heard: Sequence[Heard]) -> None:
    """Let a paragraph that ends with a colon and attributes clearly speak for the next one."""
    for at in range(1, len(heard)):
        intro, paragraph = heard[at - 1], heard[at].paragraph
        if not intro.announces or not intro.source or paragraph == intro.paragraph:
            continue
        for index in range(at, len(heard)):
            one = heard[index]
            if one.paragraph != paragraph:
                break
            if not one.source:
                one.source, one.cue = True, intro.cue
            if one.speaker is None and (one.by is None or one.unnamed):
                one.speaker = intro.speaker
                _pass_on(heard, index)


def _pass_on(heard: Sequence[Heard], at: int) -> None:
    """Give the rest of the same speech the speaker of sentence `at`."""
    for index in range(at + 1, len(heard)):
        one = heard[index]
        if not one.speeches & heard[at].speeches:
            return
        if one.speaker is None:
            one.speaker = heard[at].speaker
