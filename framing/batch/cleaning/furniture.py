"""Which lines of a batch a pattern of the rules may match, told on arrays: the sieve of the objects, in one pass."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from framing.batch.compiled import compiled, inlined
from framing.batch.layout import Bools, Codes, Ints
from framing.batch.words.characters import Classes
from framing.text.cleaning.facts import KNOWN, LONGEST_OPENING, folded
from framing.text.cleaning.page import lowered
from framing.text.cleaning.sieve import Shape

# Letters and signs of Europe and the Near East; no others stand in the lines that are looked at.
BELOW = 0x2800
# Bits of a signed number. What lines need beyond these is not asked for.
_MOST_NEEDS = 62
_NUMBERS = {char: number for number, char in enumerate(sorted(KNOWN), start=1)}
_WIDTH = len(_NUMBERS) + 1


class Openings(NamedTuple):
    """How lines of some shapes begin and end.

    `known`, (BELOW,), numbers the characters that facts speak of from 1. The openings are a tree: from node n the
    character `number` leads to `child[n * _WIDTH + number]` (0: nowhere), and `last[n * _WIDTH + number]` is whether
    a line that has begun so may end in it; `deeper[n]` is whether openings go on there.
    """

    known: Ints
    child: Ints
    last: Bools
    deeper: Bools


class Needs(NamedTuple):
    """What must be in lines of the shapes without an opening, looked for as Aho and Corasick do.

    `within`, (BELOW,), numbers the characters from 1; from a state s the character `number` leads to
    `after[s + number]`. A state is where its row begins; one in which needs are met is written as -1 minus that, and
    they are `met[s]`, as bits. Shape i needs `needs[i]`, and a line of it may have the last characters
    `last[i * _WIDTH:(i + 1) * _WIDTH]`.
    """

    within: Ints
    after: Classes
    met: Ints
    needs: Ints
    last: Bools


class Furniture(NamedTuple):
    """What lines of patterns look like."""

    openings: Openings
    anywhere: Needs


def furniture_of(shapes: Sequence[Shape]) -> Furniture:
    """Return the shapes of patterns as arrays."""
    return Furniture(
        _openings([shape for shape in shapes if "" not in shape.openings]),
        _needs([shape for shape in shapes if "" in shape.openings]),
    )


class Doubts(NamedTuple):
    """Which lines a pattern may match, (n,) each: one with an opening, and one without."""

    opening: Bools
    anywhere: Bools


def doubts_of(codes: Codes, start: Ints, end: Ints, furniture: Furniture) -> Doubts:
    """Return which lines `codes[start:end]`, (n,) each, a pattern may match; all their characters are below BELOW."""
    found = Doubts(np.zeros(len(start), dtype=np.bool_), np.zeros(len(start), dtype=np.bool_))
    _look(codes, start, end, furniture, found)
    return found


@compiled
def _look(codes: Codes, start: Ints, end: Ints, furniture: Furniture, found: Doubts) -> None:
    for line in range(len(start)):
        place = (start[line], end[line])
        last = furniture.openings.known[codes[place[1] - 1]]
        found.opening[line] = _may_begin(codes, place, last, furniture.openings)
        found.anywhere[line] = _may_hold(codes, place, last, furniture.anywhere)


@inlined
def _may_begin(codes: Codes, place: tuple[int, int], last: int, openings: Openings) -> bool:
    """Whether a line begins as a shape with openings does, and ends as it may."""
    start, end = place
    node = 0
    for at in range(start, start + LONGEST_OPENING):
        number = openings.known[codes[at]] if at < end else 0
        if number == 0:
            # What a character that is not known, or one further on, may be is left open.
            if openings.deeper[node]:
                return True
            break
        node = openings.child[node * _WIDTH + number]
        if node == 0:
            break
        if openings.last[node * _WIDTH + last]:
            return True
    return False


@inlined
def _may_hold(codes: Codes, place: tuple[int, int], last: int, anywhere: Needs) -> bool:
    """Whether there is in a line what must be there, and it ends as it may."""
    start, end = place
    state, met = 0, 0
    for at in range(start, end):
        state = int(anywhere.after[state + anywhere.within[codes[at]]])
        if state < 0:
            state = -1 - state
            met |= anywhere.met[state]
    for shape in range(len(anywhere.needs)):
        if anywhere.last[shape * _WIDTH + last] and anywhere.needs[shape] & ~met == 0:
            return True
    return False


def _openings(shapes: Sequence[Shape]) -> Openings:
    child = [[0] * _WIDTH]
    last = [np.zeros(_WIDTH, dtype=np.bool_)]
    for shape in shapes:
        endings = _endings(shape)
        for opening in shape.openings:
            node = 0
            for number in map(_NUMBERS.__getitem__, opening):
                if not child[node][number]:
                    child[node][number] = len(child)
                    child.append([0] * _WIDTH)
                    last.append(np.zeros(_WIDTH, dtype=np.bool_))
                node = child[node][number]
            last[node] |= endings
    return Openings(
        known=np.array([_NUMBERS.get(folded(chr(code)), 0) for code in range(BELOW)], dtype=np.int64),
        child=np.array(child, dtype=np.int64).ravel(),
        last=np.concatenate(last),
        deeper=np.array([any(further) for further in child], dtype=np.bool_),
    )


def _needs(shapes: Sequence[Shape]) -> Needs:
    wanted = [_wordings(shape) for shape in shapes]
    every = sorted(set().union(*wanted), key=sorted)[:_MOST_NEEDS]
    bits = {need: 1 << number for number, need in enumerate(every)}
    characters = sorted({char for need in every for wording in need for char in wording})
    places = {char: number for number, char in enumerate(characters, start=1)}
    states, ends = _automaton([(wording, bit) for need, bit in bits.items() for wording in need], places)
    width = len(places) + 1
    met = np.zeros(len(states) * width, dtype=np.int64)
    met[::width] = ends
    rows = np.array(states, dtype=np.int32) * width
    return Needs(
        within=np.array([places.get(lowered(chr(code)).decode(), 0) for code in range(BELOW)], dtype=np.int64),
        after=np.where(met[rows] != 0, -1 - rows, rows).ravel(),
        met=met,
        needs=np.array([sum(bits.get(need, 0) for need in needs) for needs in wanted], dtype=np.int64),
        last=np.concatenate([np.zeros(0, dtype=np.bool_), *map(_endings, shapes)]),
    )


def _wordings(shape: Shape) -> set[frozenset[str]]:
    """Return of what a line must hold one each."""
    return {*shape.signs, *(frozenset(wording.decode() for wording in wordings) for wordings in shape.wordings)}


def _automaton(found: Sequence[tuple[str, int]], places: Mapping[str, int]) -> tuple[list[list[int]], list[int]]:
    """Return the state after each character of each state, and the bits of the wordings that end in a state."""
    after = [[0] * (len(places) + 1)]
    met = [0]
    for wording, bit in found:
        state = 0
        for number in map(places.__getitem__, wording):
            if not after[state][number]:
                after[state][number] = len(after)
                after.append([0] * len(after[0]))
                met.append(0)
            state = after[state][number]
        met[state] |= bit
    # States in order of their length: of each the state is known of what is left of it without its beginning.
    shorter = [0] * len(after)
    waiting = deque(state for state in after[0] if state)
    while waiting:
        state = waiting.popleft()
        rest = after[shorter[state]]
        for number, further in enumerate(after[state]):
            if further:
                shorter[further] = rest[number]
                met[further] |= met[rest[number]]
                waiting.append(further)
            else:
                after[state][number] = rest[number]
    return after, met


def _endings(shape: Shape) -> Bools:
    """Return which last characters a line of a shape may have; of those that are not known nothing is told."""
    return np.array([True, *(char in shape.endings for char in _NUMBERS)], dtype=np.bool_)
