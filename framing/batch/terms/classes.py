"""The word classes of word forms, on arrays: `WordIndex.classes_of`, for the forms that are compared as ASCII."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from framing.batch.compiled import compiled, inlined
from framing.batch.layout import Codes, Ints, Texts
from framing.batch.words.characters import Classes
from framing.batch.words.compared import FOLDED, WRITTEN, compared
from framing.batch.words.forms import FULL
from framing.batch.words.trie import value_of
from framing.lexicon.words import WILDCARDS

WAYS = ((WRITTEN, 1), (WRITTEN, -1), (FOLDED, 1), (FOLDED, -1))
"""In which form a word is looked up, and from its beginning on or from its end."""
_ANY, _ONE = map(ord, WILDCARDS)


class TypeClasses(NamedTuple):
    """The classes of one list that each word type belongs to: those of type t are `classes[first[t]:first[t + 1]]`.

    They are in the order of their numbers.
    """

    first: Ints
    classes: Ints


class ClassIndex(NamedTuple):
    """The words of terms in tries, one for each of WAYS; `roots`, (4,), are their slots, and the values are rows.

    A word at row r belongs to `classes[first[r]:first[r + 1]]`, and is to be compared with the globs
    `globs[glob_first[r]:glob_first[r + 1]]`. Glob g is `codes[starts[g]:starts[g + 1]]`, and its classes are those of
    row `row[g]`.
    """

    roots: Ints
    slots: Classes
    first: Ints
    classes: Ints
    glob_first: Ints
    globs: Ints
    codes: Codes
    starts: Ints
    row: Ints


class Given(NamedTuple):
    """The classes of forms that are known: those of `form[i]`, in order, are `classes[first[i]:first[i + 1]]`."""

    form: Ints
    first: Ints
    classes: Ints


@compiled
def learn(
    index: ClassIndex, forms: Texts, given: Given, out: TypeClasses, letters: Codes, place: tuple[int, int]
) -> int:
    """Write the classes of forms behind the rows of `out`; return the first form that there was no room for.

    `place` is the row of the first of all forms, and the form to begin with. `letters` has two rows, each with room for
    the longest form.
    """
    row, form = place
    known = np.searchsorted(given.form, form)
    while form < len(forms.starts) - 1:
        low = out.first[row + form]
        if known < len(given.form) and given.form[known] == form:
            high = _copy(given.classes, given.first[known], given.first[known + 1], out.classes, low)
        else:
            high = _look_up(index, forms, form, letters, out.classes, low)
        if high == FULL:
            break
        known += known < len(given.form) and given.form[known] == form
        high = _in_order(out.classes, low, high)
        out.first[row + form + 1] = high
        form += 1
    return int(form)


@inlined
def _look_up(index: ClassIndex, forms: Texts, form: int, letters: Codes, out: Ints, top: int) -> int:
    """Write the classes of the form from `top` on, in any order and some of them twice; return where they end."""
    length, bare = compared(forms.codes, forms.starts[form], forms.starts[form + 1], letters)
    if length > 0:
        top = _in_all_ways(index, letters, length, out, top)
    if bare > 0 and top != FULL:
        top = _in_all_ways(index, letters, bare, out, top)
    return top


@compiled
def _in_all_ways(index: ClassIndex, letters: Codes, length: int, out: Ints, top: int) -> int:
    for way in range(len(index.roots)):
        written = letters[WAYS[way][0], :length]
        step = WAYS[way][1]
        row = value_of(index.slots, index.roots[way], written, 0 if step > 0 else length - 1, step)
        top = _copy(index.classes, index.first[row], index.first[row + 1], out, top)
        for at in range(index.glob_first[row], index.glob_first[row + 1]):
            glob = index.globs[at]
            if top != FULL and _is(index.codes[index.starts[glob] : index.starts[glob + 1]], written):
                row = index.row[glob]
                top = _copy(index.classes, index.first[row], index.first[row + 1], out, top)
        if top == FULL:
            break
    return top


@inlined
def _copy(classes: Ints, first: int, last: int, out: Ints, top: int) -> int:
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
def _in_order(classes: Ints, low: int, high: int) -> int:
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
