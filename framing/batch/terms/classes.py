"""The classes of every word type of one list of terms, written down as types are learned."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from framing.batch.compiled import compiled
from framing.batch.layout import Codes, Ints, Texts
from framing.batch.terms.looking_up import ClassIndex, copy, in_order, look_up
from framing.batch.words.forms import FULL


class TypeClasses(NamedTuple):
    """The classes of one list that each word type belongs to: those of type t are `classes[first[t]:first[t + 1]]`.

    They are in the order of their numbers.
    """

    first: Ints
    classes: Ints


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
            high = copy(given.classes, given.first[known], given.first[known + 1], out.classes, low)
        else:
            high = look_up(index, forms.codes, (forms.starts[form], forms.starts[form + 1]), letters, out.classes, low)
        if high == FULL:
            break
        known += known < len(given.form) and given.form[known] == form
        high = in_order(out.classes, low, high)
        out.first[row + form + 1] = high
        form += 1
    return int(form)
