"""Texts read once, word by word, with the words of terms counted on the way."""

from __future__ import annotations

from typing import NamedTuple

from framing.batch.compiled import compiled, inlined
from framing.batch.layout import Bools, Ints
from framing.batch.onepass.lists import OPENS, count, go_on, more
from framing.batch.onepass.looking import Known, classes_at, has_stop_inside, row_at
from framing.batch.onepass.remembered import UNKNOWN, remember, row_of
from framing.batch.onepass.taking import ALIVE, HELD, SEVERAL, Between, Met, Work, flush, take
from framing.batch.words.letters import STARTS, Letters, folded, letters_at, next_word

_WORD, _BEFORE, _START, _STOP = range(4)
"""A word of an article: its number, where the one before it ends, and where it starts and ends."""


class Pass(NamedTuple):
    """All that is read, and where. `remembered` are the rows of words looked up before."""

    letters: Letters
    known: Known
    between: Between
    work: Work
    remembered: Ints


@compiled
def read(one: Pass, aside: Bools, counts: Ints) -> None:
    """Count the hits of the articles by category, (a, categories + 1): in the last column are the other words.

    Sets aside the articles for which it cannot be told. Those that are aside already are not read.
    """
    state = one.work.state
    for article in range(len(aside)):
        if not aside[article]:
            state[ALIVE] = state[HELD] = state[SEVERAL] = 0
            aside[article] = not _read_article(one, article, counts[article])
            if state[HELD] > 0:
                flush(one.work, counts[article])


@inlined
def _read_article(one: Pass, article: int, counts: Ints) -> bool:
    """Count the hits of one article, but for those held back; False where that cannot be told.

    A word that may begin a row is counted like all others, and taken back where the next one may go on with the row.
    """
    texts, lists = one.known.texts, one.known.lists
    begin, end = texts.starts[article], texts.starts[article + 1]
    last, last_row = (begin, begin, begin, begin), 0  # words get numbers that none of another article has
    waits = False  # whether anything is held back until the next word is known
    at = next_word(one.letters, begin + article, end + article)
    while at < end + article:
        start = at - article
        length, first, second = letters_at(one.letters, at)
        first, second = folded(first), folded(second)
        row, stop = row_of(one.remembered, first, second), start + length
        if row == UNKNOWN:
            if not one.known.kinds[texts.codes[start]] & STARTS:
                at = next_word(one.letters, at + 1, end + article)
                continue
            row, stop = row_at(one.known, (begin, start, end), length)
            remember(one.remembered, first, second, row)
        here = (last[_WORD] + 1, last[_STOP], start, stop)
        if waits or row == more(lists) or go_on(lists, last_row, row):
            if not waits and lists.at_row[last_row, OPENS] != 0:
                count(lists, last_row, counts, -1)
                if not _take(one, last_row, last, counts):
                    return False
            if not _take(one, row, here, counts):
                return False
            waits = one.work.state[ALIVE] != 0 or one.work.state[HELD] > 0
        else:
            count(lists, row, counts, 1)
        last, last_row = here, row
        at = next_word(one.letters, stop + article + min(length, 1), end + article)
    return True


@inlined
def _take(one: Pass, row: int, place: tuple[int, int, int, int], counts: Ints) -> bool:
    """Count a word that is not the only one to think of; False where that cannot be told."""
    known = one.known
    word, before, start, stop = place
    if row == more(known.lists) and has_stop_inside(known.texts.codes, start, stop):
        return False
    classes, low, high = classes_at(known, row, (start, stop))
    return take(known.lists, one.work, one.between, Met(word, before, start, low, high), classes, counts)
