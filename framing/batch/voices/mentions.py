"""Which quoted words are somebody's speech, and which only name something or keep it at arm's length, on arrays.

The rules are those of `framing/text/voices/mentions.py`; a kernel that has the name of a function there does the same.
"""

from __future__ import annotations

from framing.batch.compiled import compiled, inner
from framing.batch.layout import (
    CAPITAL,
    GAP_COLON,
    GAP_COMMA,
    GAP_COMMA_FIRST,
    LISTS,
    SHOUTED,
    Bools,
    Place,
    Quotations,
    Reading,
    bits,
)
from framing.batch.voices.lines import has
from framing.text.voices.mentions import ENDS_SENTENCE, LONGEST_TITLE

_MENTIONS = LISTS.index("quotation_mentions")
_NAMED = bits("quotation_named")
_SMALL = bits("prepositions", "determiners", "conjunctions", "particles")
_ENDS_SENTENCE = tuple(sorted(ord(mark) for mark in ENDS_SENTENCE))


@compiled
def spoken_words(reading: Reading, quotations: Quotations, place: Place, starts_before: bool, out: Bools) -> None:
    """Say in `out`, (n,), of every word whether it is quoted and may be speech: no title, no name, not talked about.

    `starts_before` says that the sentence begins inside a quotation, which is speech whatever it looks like.
    """
    size = len(reading.quotes)
    start = 0
    while start < size:
        number = reading.quotes[start]
        end = start + 1
        while end < size and reading.quotes[end] == number:
            end += 1
        running = starts_before and start == 0
        speech = number >= 0 and (running or not _is_mention(reading, quotations.end[number], place, start, end))
        for index in range(start, end):
            out[index] = speech
        start = end


@compiled
def goes_on(reading: Reading, quotations: Quotations, place: Place) -> bool:
    """Say whether the sentence stands in a quotation that began before it."""
    if len(reading.quotes) == 0 or reading.quotes[0] < 0:
        return False
    return bool(quotations.start[reading.quotes[0]] < place.start)


@inner
def _is_mention(reading: Reading, closed: int, place: Place, start: int, end: int) -> bool:
    """Say whether words `start:end` of a quotation that ends at `closed` are no speech."""
    whole = start == 0 and end == len(reading.quotes)
    if whole or closed > place.end:
        return False
    if _introduced(reading, start):
        return True
    if end - start > LONGEST_TITLE:
        return False
    if has(reading.flags, _NAMED, end) and reading.gaps[end] & GAP_COMMA_FIRST == 0:
        return True
    return _is_word(reading, closed, place, start) if end - start == 1 else _is_title(reading, start, end)


@inner
def _introduced(reading: Reading, start: int) -> bool:
    if reading.gaps[start] & (GAP_COLON | GAP_COMMA) != 0:
        return False
    for number in range(len(reading.phrase_list) - 1, -1, -1):
        if reading.phrase_list[number] < _MENTIONS:
            break
        if reading.phrase_end[number] == start:
            return True
    return False


@inner
def _is_word(reading: Reading, closed: int, place: Place, index: int) -> bool:
    """Say whether a word that stands alone in its quotation begins with a capital, and no sentence ends there."""
    if reading.traits[index] & CAPITAL == 0 or reading.traits[index] & SHOUTED != 0:
        return False
    at = place.word_end[index]
    while at < closed and int(place.codes[at]) not in _ENDS_SENTENCE:
        at += 1
    return bool(at >= closed)


@inner
def _is_title(reading: Reading, start: int, end: int) -> bool:
    """Say whether every telling word begins with a capital, as in a title or a name: at least two of them."""
    telling = 0
    for index in range(start, end):
        if reading.flags[index] & _SMALL == 0:
            telling += 1
            if reading.traits[index] & CAPITAL == 0:
                return False
    return telling > 1 and reading.traits[start] & CAPITAL != 0
