"""The classes of a word form: `WordIndex.classes_of` on arrays, for the forms that are compared as ASCII."""

from __future__ import annotations

from typing import NamedTuple

from framing.batch.compiled import compiled, inlined
from framing.batch.layout import Codes, Ints
from framing.batch.lookup.compared import FOLDED, WRITTEN, compared
from framing.batch.lookup.trie import value_of
from framing.batch.words.characters import Classes
from framing.batch.words.forms import FULL
from framing.lexicon.words import WILDCARDS

_ANY, _ONE = map(ord, WILDCARDS)


class ClassIndex(NamedTuple):
    """The words of terms, folded, in two tries with the slots `begin` and `end`: by what they begin and end with.

    The values of the tries are rows. A word at row r belongs to `classes[first[r]:first[r + 1]]`, and is to be compared
    with the words of terms `closer[closer_first[r]:closer_first[r + 1]]`: those whose case counts, or with wildcards
    elsewhere. Of these, word i is `codes[starts[i]:starts[i + 1]]`, to be compared with the letters `form[i]`, and its
    classes are those of row `row[i]`.
    """

    begin: int
    end: int
    slots: Classes
    first: Ints
    classes: Ints
    closer_first: Ints
    closer: Ints
    codes: Codes
    starts: Ints
    form: Ints
    row: Ints


@compiled
def look_up(index: ClassIndex, codes: Codes, form: tuple[int, int], letters: Codes, out: Ints, top: int) -> int:
    """Write the classes of the form from `top` on, in any order and some of them twice; return where they end, or FULL.

    `letters` has two rows, each with room for the form.
    """
    length, bare = compared(codes, form[0], form[1], letters)
    if length > 0:
        top = _of_letters(index, letters[WRITTEN][:length], letters[FOLDED][:length], out, top)
    if bare > 0 and top != FULL:
        top = _of_letters(index, letters[WRITTEN][:bare], letters[FOLDED][:bare], out, top)
    return top


@compiled
def _of_letters(index: ClassIndex, written: Codes, folded: Codes, out: Ints, top: int) -> int:
    for step in (1, -1):
        slot, at = (index.begin, 0) if step > 0 else (index.end, len(folded) - 1)
        row = value_of(index.slots, slot, folded, at, step)
        top = copy(index.classes, index.first[row], index.first[row + 1], out, top)
        for at in range(index.closer_first[row], index.closer_first[row + 1]):
            word = index.closer[at]
            letters = written if index.form[word] == WRITTEN else folded
            if top != FULL and _is(index.codes[index.starts[word] : index.starts[word + 1]], letters):
                own = index.row[word]
                top = copy(index.classes, index.first[own], index.first[own + 1], out, top)
        if top == FULL:
            break
    return top


@inlined
def copy(classes: Ints, first: int, last: int, out: Ints, top: int) -> int:
    """Write some classes from `top` on; return where they end, or FULL."""
    if top == FULL or top + last - first > len(out):
        return FULL
    for at in range(first, last):
        out[top] = classes[at]
        top += 1
    return top


@compiled
def _is(glob: Codes, letters: Codes) -> bool:
    """Say whether the letters are what the glob says. A `*` takes no more than it must before the next one."""
    here = at = 0
    star = back = -1
    while at < len(letters):
        if here < len(glob) and glob[here] == _ANY:
            star, back = here, at
            here += 1
        elif here < len(glob) and (glob[here] == _ONE or glob[here] == letters[at]):
            here += 1
            at += 1
        elif star >= 0:
            back += 1
            here, at = star + 1, back
        else:
            return False
    while here < len(glob) and glob[here] == _ANY:
        here += 1
    return here == len(glob)


@inlined
def in_order(classes: Ints, low: int, high: int) -> int:
    """Sort numbers, mostly few or in order, and leave each once; return where they end now."""
    kept = low
    for place in range(low, high):
        number = classes[place]
        at = kept
        while at > low and classes[at - 1] > number:
            at -= 1
        if at > low and classes[at - 1] == number:
            continue
        for behind in range(kept, at, -1):
            classes[behind] = classes[behind - 1]
        classes[at] = number
        kept += 1
    return kept
