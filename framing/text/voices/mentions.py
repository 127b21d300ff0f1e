"""Which quoted words are somebody's speech, and which only name something or keep it at arm's length."""

from __future__ import annotations

from collections.abc import Sequence

from framing.text.voices.cued import Reading
from framing.text.voices.quotes import Quotation

ENDS_SENTENCE = frozenset(".!?…")
LONGEST_TITLE = 8  # words of a title in capitals; more is a headline shouted by somebody


def spoken_words(reading: Reading, quotations: Sequence[Quotation], *, starts_before: bool) -> frozenset[int]:
    """Return the indexes of the quoted words that may be speech.

    Titles ("The Long Ice"), names ("Azure" brigade) and words talked about (the so-called "green zone") are not.
    `starts_before` says that the sentence begins inside a quotation, which is speech whatever it looks like.
    """
    spoken: set[int] = set()
    start = 0
    while start < len(reading):
        number = reading.quotes[start]
        end = start + 1
        while end < len(reading) and reading.quotes[end] == number:
            end += 1
        running = starts_before and start == 0
        if number >= 0 and (running or not _is_mention(reading, quotations[number], start, end)):
            spoken.update(range(start, end))
        start = end
    return frozenset(spoken)


def _is_mention(reading: Reading, quotation: Quotation, start: int, end: int) -> bool:
    whole = start == 0 and end == len(reading)
    if whole or quotation.end > reading.end:
        return False
    introduced = any(phrase.end == start for phrase in reading.found.get("quotation_mentions", ()))
    if introduced and ":" not in reading.gap(start) and "," not in reading.gap(start):
        return True
    if end - start <= LONGEST_TITLE and reading.has("quotation_named", end) and not reading.gap(end).startswith(","):
        return True
    return _is_title(reading, quotation, start, end)


def _is_title(reading: Reading, quotation: Quotation, start: int, end: int) -> bool:
    """Say whether every word begins with a capital, as in a title or a name: at least one, at most a few."""
    if end - start > LONGEST_TITLE:
        return False
    if end - start == 1:
        closing = reading.text[reading.tokens[end - 1].end : min(quotation.end, reading.end)]
        return reading.capital(start) and not reading.tokens[start].text.isupper() and ENDS_SENTENCE.isdisjoint(closing)
    small = ("prepositions", "determiners", "conjunctions", "particles")
    telling = [i for i in range(start, end) if not any(reading.has(name, i) for name in small)]
    return bool(telling) and reading.capital(start) and all(reading.capital(i) for i in telling) and len(telling) > 1
