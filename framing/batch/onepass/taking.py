"""A word and its classes: hits are counted, or held back where words in a row may overlap them, until that is known."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from framing.batch.compiled import compiled, inlined
from framing.batch.layout import Codes, Ints
from framing.batch.onepass.lists import Lists
from framing.batch.terms.spans import Spans, add, sort
from framing.batch.words.characters import Classes
from framing.batch.words.gaps import joint

HELD, SEVERAL, ALIVE = range(3)
"""How many hits are held back, whether any is of several words, and whether a row may go on with the next word."""

_SPACE, _STOP, _LINE_FEED = map(ord, " .\n")
_PARTED, _JOINED, _UNSURE = range(3)  # what two words are in a row


class Work(NamedTuple):
    """What is known of the article that is read; `state`, (3,), has the columns above.

    `reached`, (2, r), is the last word at which each state of the rows was, for words of even and of odd number. Hits
    held back are in `held` with their length, negative, their first word and their category.
    """

    reached: Ints
    held: Spans
    state: Ints


class Between(NamedTuple):
    """What tells whether words are in a row: what stands between them, and the starts of sentences, where `cut`."""

    codes: Codes
    signs: Classes
    cut: bool
    sentences: Ints


class Met(NamedTuple):
    """A word of the article: its number, where the one before it ends and where it starts, and its classes.

    These are `classes[low:high]` of some array, in order.
    """

    word: int
    before: int
    start: int
    low: int
    high: int


@inlined
def take(lists: Lists, work: Work, between: Between, met: Met, classes: Ints, counts: Ints) -> bool:
    """Count a word; False where that cannot be told without sentences, or where room lacks."""
    continued = False
    alive = work.state[ALIVE] != 0
    work.state[ALIVE] = 0
    if met.high > met.low and classes[met.high - 1] >= lists.categories:
        gone = _UNSURE
        if alive:
            gone = _gap(between, met.before, met.start)
        continued = _step(lists, work, met, classes, alive and gone != _PARTED)
        if continued and gone == _UNSURE:
            return False
    if not continued and work.state[HELD] > 0:
        flush(work, counts)
    at = met.low
    while at < met.high and classes[at] < lists.categories:
        if continued or work.state[ALIVE] != 0:
            _hold(work, 1, met.word, classes[at])
        else:
            counts[classes[at]] += 1
        at += 1
    fits = work.state[HELD] < len(work.held.tag)
    if work.state[HELD] > 0 and work.state[ALIVE] == 0:
        flush(work, counts)
    return bool(fits)


@inlined
def _step(lists: Lists, work: Work, met: Met, classes: Ints, joined: bool) -> bool:
    """Go on with the rows that the word may stand in, and hold back those it completes; say whether it goes on any."""
    rows, word = lists.rows, met.word
    now = word & 1
    continued = False
    for at in range(met.high - 1, met.low - 1, -1):
        number = classes[at] - lists.categories
        if number < 0:
            break
        for step in range(rows.first[number], rows.first[number + 1]):
            source, target = rows.source[step], rows.target[step]
            if source > 0 and not (joined and work.reached[1 - now, source] == word - 1):
                continue
            continued |= source > 0
            work.reached[now, target] = word
            if rows.goes_on[target]:
                work.state[ALIVE] = 1
            for end in range(rows.end_first[target], rows.end_first[target + 1]):
                work.state[SEVERAL] = 1
                _hold(work, rows.length[target], word, rows.ends[end])
    return continued


@inlined
def _hold(work: Work, length: int, last: int, category: int) -> None:
    """Hold a hit back, where there is room; a full row of them tells that there was none."""
    held = work.state[HELD]
    if held < len(work.held.tag):
        add(work.held, held, -length, last + 1 - length, category)
        work.state[HELD] = held + 1


@inlined
def _gap(between: Between, start: int, end: int) -> int:
    """Say whether words with `codes[start:end]` between them are in a row: _UNSURE if a sentence may end there.

    It may behind a full stop alone, for other marks part the words, and does with a paragraph.
    """
    codes = between.codes
    unsure = codes[start - 1] == _STOP
    if end - start == 1 and codes[start] == _SPACE:
        return _ended(between, start, end) if unsure else _JOINED
    if not joint(codes, start, end, between.signs):
        return _PARTED
    for at in range(start, end):
        unsure |= codes[at] == _STOP
        if codes[at] == _LINE_FEED and codes[at + 1] == _LINE_FEED:
            return _PARTED
    return _ended(between, start, end) if unsure else _JOINED


@inlined
def _ended(between: Between, start: int, end: int) -> int:
    """Say whether a sentence ends there, where that is known."""
    if not between.cut:
        return _UNSURE
    starts = between.sentences
    return _PARTED if np.searchsorted(starts, end, side="right") > np.searchsorted(starts, start) else _JOINED


@inlined
def flush(work: Work, counts: Ints) -> None:
    """Count the hits held back. Of those of a category that overlap the longest counts, then the first."""
    held, out = work.held, work.state[HELD]
    if work.state[SEVERAL] != 0:
        out = _without_overlaps(held, out)
    for at in range(out):
        counts[held.tag[at]] += 1
    work.state[HELD] = work.state[SEVERAL] = 0


@compiled
def _without_overlaps(held: Spans, top: int) -> int:
    """Keep of the hits those that none of the kept ones overlaps; return their number."""
    low = _alone(held, top)
    sort(held, low, top)
    kept = low
    for at in range(low, top):
        length, first, category = held.start[at], held.end[at], held.tag[at]
        other = low
        while other < kept and (
            held.tag[other] != category
            or held.end[other] >= first - length
            or first >= held.end[other] - held.start[other]
        ):
            other += 1
        if other == kept:
            add(held, kept, length, first, category)
            kept += 1
    return kept


@inlined
def _alone(held: Spans, top: int) -> int:
    """Move the hits of one word to the front whose category has no longer ones; return their number."""
    low = 0
    for at in range(top):
        first, category = held.end[at], held.tag[at]
        other = 0 if held.start[at] == -1 else top
        while other < top and (held.start[other] == -1 or held.tag[other] != category):
            other += 1
        if held.start[at] == -1 and other == top:
            add(held, at, held.start[low], held.end[low], held.tag[low])
            add(held, low, -1, first, category)
            low += 1
    return low
