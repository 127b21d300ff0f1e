"""Questions and answers: paragraphs that begin with the name of who speaks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from framing.model import Document
from framing.text.voices.cued import Reading

LONGEST_LABEL = 4  # words before the colon
FEWEST_TURNS = 2  # a label that stands once is a headline or a dateline


class Turn(NamedTuple):
    """Who speaks in a sentence of an interview: the outlet (`source` False) or a source, by name where there is one."""

    source: bool
    name: str | None
    cue: str | None


def turns(document: Document, readings: Sequence[Reading]) -> dict[int, Turn]:
    """Return the speaker of each sentence that stands in a paragraph with a speaker's label, by sentence index.

    Labels count where the paragraphs of the article use at least two, one of them twice, and where they are those of an
    interview: Q and A, or names the article writes elsewhere. The outlet's own name asks.
    """
    labels = _labels(document, readings)
    counts = Counter(label for label, _ in labels.values())
    if len(counts) < 2 or max(counts.values()) < FEWEST_TURNS:
        return {}
    outlet = document.article.outlet.casefold()
    found: dict[int, Turn] = {}
    current: Turn | None = None
    paragraph = -1
    for at, sentence in enumerate(document.sentences):
        if sentence.paragraph != paragraph:
            paragraph = sentence.paragraph
            current = _turn(*labels[at], outlet, readings[at].names) if at in labels else None
        if current is not None:
            found[at] = current
    return found


def _labels(document: Document, readings: Sequence[Reading]) -> dict[int, tuple[str, str]]:
    """Return, for each sentence that opens a paragraph with a label, the label and what its first word is."""
    found = {}
    paragraph = -1
    for at, (sentence, reading) in enumerate(zip(document.sentences, readings, strict=True)):
        opens, paragraph = sentence.paragraph != paragraph, sentence.paragraph
        if not opens:
            continue
        for index in range(1, min(LONGEST_LABEL, len(reading) - 1) + 1):
            if ":" in reading.gap(index) and all(reading.capital(i) for i in range(index)):
                found[at] = (reading.written(0, index), _role(reading, index))
                break
            if reading.breaks(index):
                break
    return found


def _role(reading: Reading, words: int) -> str:
    if words == 1 and reading.has("interviewers", 0):
        return "asks"
    return "answers" if words == 1 and reading.has("interviewees", 0) else "named"


def _turn(label: str, role: str, outlet: str, names: frozenset[str]) -> Turn | None:
    if role == "asks" or label.casefold() == outlet:
        return Turn(source=False, name=None, cue=None)
    if role == "answers":
        return Turn(source=True, name=None, cue=f"{label}:")
    return Turn(source=True, name=label, cue=f"{label}:") if label.rsplit(maxsplit=1)[-1] in names else None
