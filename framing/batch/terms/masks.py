"""Spans of one sentence as bits: of all that are equally long, one mask says at which words they start.

What the operators of the term language make of spans is then a few shifts for all of them at once. An operator adds to
the sets behind `low`; it returns the new top, or FULL where there is no room: then there is made more, and the sentence
is looked at again.
"""

from __future__ import annotations

from typing import NamedTuple

from framing.batch.compiled import inlined, inner
from framing.batch.layout import Ints
from framing.batch.terms.plans import BACKWARD, FORWARD
from framing.batch.terms.spans import FULL

BITS = 62  # words in an integer: what is shifted out of them never reaches the sign
ALL = (1 << BITS) - 1


class Sets(NamedTuple):
    """Sets of spans, (n,): how long those of a set are, and the masks of where they start.

    A mask of w integers has bit i of integer p set where a span starts at word `BITS p + i` of the sentence; that of
    set s is `bits[w s:w (s + 1)]`.
    """

    length: Ints
    bits: Ints


@inlined
def width_of(words: int) -> int:
    """Return how many integers the masks of a sentence of so many words have."""
    return (words + BITS - 1) // BITS


@inlined
def moved(bits: Ints, at: int, width: int, part: int, by: int) -> int:
    """Return integer `part` of the mask at `at` as it is `by` words further on: bit i says what bit `i + by` said."""
    if width == 1:
        if by >= BITS or by <= -BITS:
            return 0
        return int(_shifted(bits[at], by))
    source, shift = part + by // BITS, by % BITS
    low = bits[at + source] >> shift if 0 <= source < width else 0
    high = bits[at + source + 1] << (BITS - shift) & ALL if -1 <= source < width - 1 else 0
    return int(low | high)


@inlined
def set_of(sets: Sets, low: int, top: int, length: int, width: int) -> int:
    """Return the set of spans of that length, an empty one at `top` where there is none, or FULL."""
    for at in range(low, top):
        if sets.length[at] == length:
            return at
    if (top + 1) * width > len(sets.bits):
        return FULL
    sets.length[top] = length
    for part in range(width):
        sets.bits[top * width + part] = 0
    return top


@inner
def united(sets: Sets, one: tuple[int, int], low: int, top: int, width: int) -> int:
    """Add spans as they are."""
    for first in range(one[0], one[1]):
        at = set_of(sets, low, top, sets.length[first], width)
        if at == FULL:
            return FULL
        for part in range(width):
            sets.bits[at * width + part] |= sets.bits[first * width + part]
        top = max(top, at + 1)
    return top


@inner
def joined(sets: Sets, one: tuple[int, int], other: tuple[int, int], joints: Ints, top: int, width: int) -> int:
    """Write the spans over one and another right behind it in a row, from `top` on."""
    low = top
    for first in range(one[0], one[1]):
        length = sets.length[first]
        for second in range(other[0], other[1]):
            found = 0
            for part in range(width):
                found |= _behind(sets, first, second, length, part, width) & moved(joints, 0, width, part, length)
            if found == 0:
                continue
            at = set_of(sets, low, top, length + sets.length[second], width)
            if at == FULL:
                return FULL
            for part in range(width):
                starts = _behind(sets, first, second, length, part, width)
                sets.bits[at * width + part] |= starts & moved(joints, 0, width, part, length)
            top = max(top, at + 1)
    return top


@inner
def followed(
    sets: Sets, one: tuple[int, int], other: tuple[int, int], reach: int, behind: tuple[int, int], width: int
) -> int:
    """Add the spans from one to another with at most `reach` words between them. `behind` is `low` and `top`."""
    low, top = behind
    for first in range(one[0], one[1]):
        length = sets.length[first]
        for second in range(other[0], other[1]):
            nearest, furthest = length, min(length + reach, width * BITS)
            found = 0
            for part in range(width):
                anywhere = _anywhere(sets, second, (nearest, furthest), part, width)
                found |= sets.bits[first * width + part] & anywhere
            if found == 0:
                continue
            for by in range(nearest, furthest + 1):
                found = 0
                for part in range(width):
                    found |= _behind(sets, first, second, by, part, width)
                if found == 0:
                    continue
                at = set_of(sets, low, top, by + sets.length[second], width)
                if at == FULL:
                    return FULL
                for part in range(width):
                    sets.bits[at * width + part] |= _behind(sets, first, second, by, part, width)
                top = max(top, at + 1)
    return top


@inner
def unblocked(
    sets: Sets, one: tuple[int, int], against: tuple[int, int], guard: tuple[int, int], top: int, width: int
) -> int:
    """Write the spans that a guard (its sides and its reach) leaves: `framing.lexicon.program.unblocked`."""
    sides, reach = guard
    for first in range(one[0], one[1]):
        if (top + 1) * width > len(sets.bits):
            return FULL
        length = sets.length[first]
        sets.length[top] = length
        found = 0
        for part in range(width):
            left = sets.bits[first * width + part]
            for second in range(against[0], against[1]):
                size = sets.length[second]
                low = length - size + 1 if sides == FORWARD else -reach - size
                high = -1 if sides == BACKWARD else length + reach
                left &= ~_anywhere(sets, second, (low, high), part, width)
            sets.bits[top * width + part] = left
            found |= left
        top += 1 if found != 0 else 0
    return top


@inlined
def _behind(sets: Sets, first: int, second: int, by: int, part: int, width: int) -> int:
    """Return where a span of one set starts, and so many words on one of another."""
    return int(sets.bits[first * width + part] & moved(sets.bits, second * width, width, part, by))


@inlined
def _anywhere(sets: Sets, number: int, places: tuple[int, int], part: int, width: int) -> int:
    """Return the words from which a span of the set starts in any of the places, first and last."""
    low, high = max(places[0], -width * BITS), min(places[1], width * BITS)
    found = 0
    if width > 1:
        for by in range(low, high + 1):
            found |= moved(sets.bits, number * width, width, part, by)
        return found
    bits = sets.bits[number]
    if low < 0:  # then `high` is -1 at least
        found |= spread(_shifted(bits, -1), low + 1)
    if high >= max(low, 0):
        found |= spread(bits >> max(low, 0), high - max(low, 0))
    return found


@inlined
def spread(bits: int, by: int) -> int:
    """Return the bits, and these moved on by every number of words up to so many, doubling what is moved."""
    side = 1 if by >= 0 else -1
    done = 1
    while done <= abs(by):
        step = min(done, abs(by) + 1 - done)
        bits |= _shifted(bits, side * step)
        done += step
    return bits


@inlined
def _shifted(bits: int, by: int) -> int:
    """Return the bits moved on by so many words, fewer than BITS: bit i says what bit `i + by` said."""
    return bits >> by if by >= 0 else bits << -by & ALL
