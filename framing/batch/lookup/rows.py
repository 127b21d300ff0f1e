"""The classes of many word forms, written down in rows."""

from __future__ import annotations

from typing import NamedTuple

from framing.batch.compiled import compiled
from framing.batch.layout import Codes, Ints, Texts
from framing.batch.lookup.index import ClassIndex, copy, in_order, look_up
from framing.batch.words.forms import FULL


class Rows(NamedTuple):
    """Rows of numbers: those of row r are `values[first[r]:first[r + 1]]`."""

    first: Ints
    values: Ints


class Given(NamedTuple):
    """The classes of forms that are known: those of `form[i]`, in order, are `classes[first[i]:first[i + 1]]`."""

    form: Ints
    first: Ints
    classes: Ints


@compiled
def learn(index: ClassIndex, forms: Texts, given: Given, out: Rows, letters: Codes, form: int) -> int:
    """Write the classes of forms from one on, in order and each once; return the first one for which room lacks.

    `letters` has two rows, each with room for the longest form.
    """
    known = 0
    while known < len(given.form) and given.form[known] < form:  # numba's own search brings linear algebra along
        known += 1
    while form < len(forms.starts) - 1:
        low = out.first[form]
        if known < len(given.form) and given.form[known] == form:
            high = copy(given.classes, given.first[known], given.first[known + 1], out.values, low)
        else:
            high = look_up(index, forms.codes, (forms.starts[form], forms.starts[form + 1]), letters, out.values, low)
        if high == FULL:
            break
        known += known < len(given.form) and given.form[known] == form
        high = in_order(out.values, low, high)
        out.first[form + 1] = high
        form += 1
    return int(form)
