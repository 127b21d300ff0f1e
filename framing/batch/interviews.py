"""Which articles may be interviews, on arrays: who speaks there is told by labels, which the object code reads."""

from __future__ import annotations

from framing.batch.compiled import compiled, inner
from framing.batch.layout import CAPITAL, GAP_COLON, Bools, Ints, Sentences
from framing.batch.readings import Readings
from framing.text.voices.turns import FEWEST_TURNS, LONGEST_LABEL

_FEWEST_LABELS = FEWEST_TURNS + 1  # two labels, one of them that often


@compiled
def mark_interviews(sentences: Sentences, readings: Readings, labels: Ints, aside: Bools) -> None:
    """Set `aside` of every article in which so many paragraphs begin with a label that `turns` may find speakers.

    `labels` and `aside` are of articles, (a,). `labels` is room to work in.
    """
    for article in range(len(labels)):
        labels[article] = 0
    article, paragraph = -1, -1
    for sentence in range(len(sentences.article)):
        opens = sentences.article[sentence] != article or sentences.paragraph[sentence] != paragraph
        article, paragraph = sentences.article[sentence], sentences.paragraph[sentence]
        if opens and _begins_with_label(readings, sentence):
            labels[article] += 1
            if labels[article] >= _FEWEST_LABELS:
                aside[article] = True


@inner
def _begins_with_label(readings: Readings, sentence: int) -> bool:
    """Say whether some words with capitals and a colon open the sentence: "Q: ...", "Ana Ruiz: ..."."""
    first, end = readings.first[sentence], readings.first[sentence + 1]
    for index in range(1, min(LONGEST_LABEL, end - first - 1) + 1):
        if readings.traits[first + index - 1] & CAPITAL == 0:
            return False
        edge = first + sentence + index
        if readings.gaps[edge] & GAP_COLON != 0:
            return True
        if readings.breaks[edge]:
            return False
    return False
