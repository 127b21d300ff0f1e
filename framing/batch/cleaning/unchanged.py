"""Which texts of a batch cleaning leaves as they are, told on arrays: running text from the first line to the last."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import numpy as np

from framing.batch.cleaning.again import MOST_WORDS, Work, again, mixed, work_for
from framing.batch.cleaning.furniture import BELOW
from framing.batch.compiled import compiled
from framing.batch.layout import Bools, Codes, Ints, Texts
from framing.batch.words.characters import LETTER, MARK, NUMBER, Classes, casefolds, classes
from framing.text.cleaning.kinds import LONGEST_TITLE_CASE_HEADING
from framing.text.cleaning.normal import WIDEST_WRAP, stays
from framing.text.cleaning.page import CLOSING, SENTENCE_ENDS, SHORTEST_PROSE, folds_to_ascii

_STAYS, _WORD, _JOINED, _SMALL, _CLOSING, _ENDS, _APOSTROPHE = (1 << number for number in range(7))
_SPACE, _LINE_FEED, _HASH, _ASKS, _SHOUTS, _STRAIGHT = map(ord, " \n#?!'")
# A tenth of the letters of a line in capitals may be small.
_TENTH = 10


class Lines(NamedTuple):
    """The lines of the texts that are `sure`, (a,): those of text a are `first[a]:first[a + 1]`.

    `start` and `end` are places in the batch, `words` how many each has; `asks`, (a,), is whether a line of the text
    ends in a question or exclamation mark, `parted` whether blank lines stand between all of them, and `least` how many
    words the text has at least. A short line that asks, `short`, is sure where it is no sub-heading.
    """

    sure: Bools
    asks: Bools
    parted: Bools
    least: Ints
    first: Ints
    start: Ints
    end: Ints
    words: Ints
    short: Bools


class _Tables(NamedTuple):
    kinds: Classes
    folds: Ints


def unchanged(texts: Texts) -> Lines:
    """Return which texts are running text alone, and their lines.

    Normalising such a text gives it back, and the rules that look at a line's surroundings take nothing out of it:
    every line is a sentence or more, not in capitals, and none is said again. Others may be so too, but are not sure.
    """
    count = len(texts.starts) - 1
    room = int(np.count_nonzero(texts.codes == _LINE_FEED)) + count
    lines = Lines(
        sure=np.zeros(count, dtype=np.bool_),
        asks=np.zeros(count, dtype=np.bool_),
        parted=np.zeros(count, dtype=np.bool_),
        least=np.zeros(count, dtype=np.int64),
        first=np.zeros(count + 1, dtype=np.int64),
        start=np.empty(room, dtype=np.int64),
        end=np.empty(room, dtype=np.int64),
        words=np.empty(room, dtype=np.int64),
        short=np.empty(room, dtype=np.bool_),
    )
    longest = int(np.diff(texts.starts).max(initial=0)) + 2
    _look(texts, _tables(), lines, work_for(longest))
    return lines


@cache
def _tables() -> _Tables:
    kinds = np.zeros(BELOW, dtype=np.int32)
    known, folds = classes(), casefolds().single
    for code in range(BELOW):
        char = chr(code)
        plain = char in " \n" or (stays(char) and not folds_to_ascii(char))
        if not plain or known[code] & MARK or not folds[code]:
            continue
        kinds[code] = _STAYS
        kinds[code] |= _WORD if known[code] & (LETTER | NUMBER) else 0
        kinds[code] |= _JOINED if known[code] & LETTER else 0
        kinds[code] |= _SMALL if char.isascii() and char.islower() else 0
        kinds[code] |= _CLOSING if char in CLOSING else 0
        kinds[code] |= _ENDS if char in SENTENCE_ENDS else 0
        kinds[code] |= _APOSTROPHE if char in "'’" else 0
    return _Tables(kinds, folds[:BELOW].astype(np.int64))


@compiled
def _look(texts: Texts, tables: _Tables, lines: Lines, work: Work) -> None:
    for article in range(len(lines.sure)):
        first = lines.first[article]
        last = _read(texts, article, tables, lines, work)
        sure = last > first and not again(first, last, lines.words, work)
        lines.sure[article] = sure
        lines.first[article + 1] = last if sure else first


@compiled
def _read(texts: Texts, article: int, tables: _Tables, lines: Lines, work: Work) -> int:
    """Read the lines of a text; return where they end, or -1 where one of them is not sure."""
    at, stop = texts.starts[article], texts.starts[article + 1]
    line, longest, wrapped = lines.first[article], 0, False
    work.begins[0] = 0
    while at < stop:
        end = _read_line(texts.codes, (at, stop), tables, lines, work, (article, line))
        if end < 0 or not _is_sentence(texts.codes, (at, end), tables.kinds, lines.words[line]):
            return -1
        lines.asks[article] |= texts.codes[end - 1] == _ASKS or texts.codes[end - 1] == _SHOUTS
        lines.short[line] = texts.codes[end - 1] == _ASKS and lines.words[line] <= LONGEST_TITLE_CASE_HEADING
        longest = max(longest, end - at)
        line += 1
        at = end + 1
        if end < stop:
            parted = at < stop and texts.codes[at] == _LINE_FEED
            wrapped |= not parted
            at += parted
            if at >= stop:
                return -1  # a line feed at the end goes
    lines.parted[article] = not wrapped
    return -1 if wrapped and longest <= WIDEST_WRAP else line


@compiled
def _read_line(
    codes: Codes, place: tuple[int, int], tables: _Tables, lines: Lines, work: Work, number: tuple[int, int]
) -> int:
    """Read the words of the line that begins at a place, up to the end of the text; return its end, or -1."""
    at, stop = place
    article, line = number
    first = lines.first[article]
    word = work.begins[line - first]
    small = 0
    before = _SPACE
    while at < stop and codes[at] != _LINE_FEED:
        code = codes[at]
        kind = tables.kinds[code] if code < BELOW else 0
        if kind == 0 or (code == _SPACE and before == _SPACE):
            return -1
        if kind & _WORD == 0:
            before = code
            at += 1
            continue
        told = 0
        lines.least[article] += before == _SPACE
        while True:
            told = mixed(told ^ tables.folds[code])
            small += kind & _SMALL != 0
            at += 1
            kind = tables.kinds[codes[at]] if at < stop and codes[at] < BELOW else 0
            if kind & _APOSTROPHE and at + 1 < stop and codes[at + 1] < BELOW and tables.kinds[codes[at + 1]] & _JOINED:
                told = mixed(told ^ _STRAIGHT)
                at += 1
                kind = tables.kinds[codes[at]]
            if kind & _WORD == 0:
                break
            code = codes[at]
        before = 0
        work.hashes[word] = told
        word += 1
    lines.start[line] = place[0]
    lines.end[line] = at
    lines.words[line] = word - work.begins[line - first]
    work.begins[line - first + 1] = word
    return at if before != _SPACE and small * _TENTH > at - place[0] else -1


@compiled
def _is_sentence(codes: Codes, line: tuple[int, int], kinds: Classes, words: int) -> bool:
    """Whether a line ends as a sentence does, and can be no heading but one that asks."""
    start, end = line
    if words < SHORTEST_PROSE or words > MOST_WORDS or codes[start] == _HASH:
        return False
    last = end - 1
    while last > start and kinds[codes[last]] & _CLOSING:
        last -= 1
    return bool(kinds[codes[last]] & _ENDS)
