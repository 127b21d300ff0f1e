"""Texts of ASCII in a trie: what a row of letters is, or begins with, in one step a letter and no hashing.

Source: Aoe (1989), An efficient digital search algorithm by using a double-array structure.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from framing.batch.compiled import compiled, inlined
from framing.batch.layout import Codes, Ints
from framing.batch.words.characters import Classes, texts_of
from framing.batch.words.forms import ASCII, FULL

# Columns of a slot: the slot before it, where those behind it begin (that of a letter is so many further on), the value
# of a text that goes on elsewhere from here, and of one that ends here.
BEFORE, BEHIND, ALONG, WHOLE = range(4)
_COLUMNS = 4
_FREE = -1
_ROOT = 0


class Node(NamedTuple):
    """A text, and the values of what begins with it and of what is it. Longer texts inherit the first."""

    text: str
    along: int
    whole: int


class _Texts(NamedTuple):
    """Texts in the order of their letters, (n,) each; those of text i are `codes[starts[i]:starts[i + 1]]`."""

    codes: Codes
    starts: Ints
    along: Ints
    whole: Ints


class _Open(NamedTuple):
    """Slots still to be built upon: texts `low:high` go on behind so many letters. The last is the next."""

    slot: Ints
    low: Ints
    high: Ints
    letters: Ints


def trie_of(nodes: Sequence[Node]) -> Classes:
    """Return the slots, (s, 4), of the texts of ASCII in the order of their letters, each once; 0 is the root."""
    codes, starts = texts_of([node.text for node in nodes])
    along, whole = (np.array([node[column] for node in nodes], np.int64) for column in (1, 2))
    texts = _Texts(codes, starts, along, whole)
    room = len(codes) // 2 + 2 * ASCII  # half of the letters of terms stand in what they have in common
    while True:
        slots = np.full((room, _COLUMNS), _FREE, np.int32)
        work = _Open(*(np.empty(len(nodes) + 1, np.int64) for _ in _Open._fields))
        used = _build(texts, slots, work, np.empty(ASCII, np.int64))
        if used != FULL:
            return slots[: used + ASCII].copy()
        room *= 2


def branch(slots: Classes, text: str) -> int:
    """Return the slot behind the letters of a text of the trie."""
    slot = _ROOT
    for letter in text:
        slot = below(slots, slot, ord(letter))
    return slot


def has_branches(slots: Classes, slot: int) -> bool:
    """Say whether any text goes on behind a slot."""
    return bool((slots[:, BEFORE] == slot).any())


@inlined
def below(slots: Classes, slot: int, letter: int) -> int:
    """Return the slot of one more letter, an ASCII code, or FULL where there is none."""
    place = slots[slot, BEHIND] + letter
    return int(place) if slots[place, BEFORE] == slot else FULL


@inlined
def value_of(slots: Classes, slot: int, letters: Codes, at: int, step: int) -> int:
    """Return the value of all letters from `at` on, or down from it where `step` is -1. They must be ASCII."""
    while 0 <= at < len(letters):
        further = below(slots, slot, int(np.int64(letters[at])))
        if further == FULL:
            return int(slots[slot, ALONG])
        slot = further
        at += step
    return int(slots[slot, WHOLE])


@compiled
def _build(texts: _Texts, slots: Classes, work: _Open, letters: Ints) -> int:
    """Fill the slots; return how many are used, or FULL. Slots that follow one another mostly lie side by side."""
    free = used = ASCII  # no place may be below that of a letter, the root's alone
    slots[_ROOT, BEHIND] = slots[_ROOT, ALONG] = slots[_ROOT, WHOLE] = 0
    work.slot[0], work.low[0], work.high[0], work.letters[0] = _ROOT, 0, len(texts.along), 0
    top = 1
    while top > 0:
        top -= 1
        slot, depth = work.slot[top], work.letters[top]
        low = _ending(texts, slots, work, top)
        behind = _letters_behind(texts, (low, work.high[top]), depth, letters)
        if behind == 0:
            continue
        while free < len(slots) and slots[free, BEFORE] != _FREE:
            free += 1
        base = _place_for(slots, free, letters, behind)
        if base == FULL:
            return FULL
        slots[slot, BEHIND] = base
        used = max(used, base + letters[behind - 1] + 1)
        top = _open(texts, slots, work, (top, slot, low, depth), letters[:behind])
    return used


@inlined
def _ending(texts: _Texts, slots: Classes, work: _Open, top: int) -> int:
    """Set the values of the text that ends at the slot, if one does; return the first that goes on."""
    slot, low = work.slot[top], work.low[top]
    if low < work.high[top] and texts.starts[low + 1] - texts.starts[low] == work.letters[top]:
        slots[slot, ALONG] = texts.along[low]
        slots[slot, WHOLE] = texts.whole[low]
        return int(low + 1)
    return int(low)


@inlined
def _letters_behind(texts: _Texts, of: tuple[int, int], depth: int, letters: Ints) -> int:
    """Write down the letters with which some texts go on, each once; return their number."""
    count = 0
    for text in range(of[0], of[1]):
        letter = np.int64(texts.codes[texts.starts[text] + depth])
        if count == 0 or letters[count - 1] != letter:
            letters[count] = letter
            count += 1
    return count


@inlined
def _place_for(slots: Classes, free: int, letters: Ints, count: int) -> int:
    """Return from where on the slots of all letters are free, or FULL."""
    for place in range(free, len(slots) - ASCII):
        base = place - letters[0]
        at = 0
        while at < count and slots[base + letters[at], BEFORE] == _FREE:
            at += 1
        if at == count:
            return int(base)
    return FULL


@inlined
def _open(texts: _Texts, slots: Classes, work: _Open, of: tuple[int, int, int, int], letters: Ints) -> int:
    """Take the slots of the letters behind a slot; return how many are open now."""
    top, slot, low, depth = of
    high = work.high[top]
    for letter in letters:
        further = slots[slot, BEHIND] + letter
        slots[further, BEFORE] = slot
        slots[further, BEHIND] = 0
        slots[further, ALONG] = slots[further, WHOLE] = slots[slot, ALONG]
        end = low
        while end < high and texts.codes[texts.starts[end] + depth] == letter:
            end += 1
        work.slot[top], work.low[top], work.high[top], work.letters[top] = further, low, end, depth + 1
        top += 1
        low = end
    return top
