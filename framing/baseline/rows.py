"""Kept rows brought together, and taken apart by article."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from framing.baseline.values import Bags, IntArray, Kept, Marks, Units

BoolArray = NDArray[np.bool_]


def together(kept: Sequence[Kept], articles: Sequence[int]) -> Kept:
    """Return all rows, one baseline's after the other's; `articles` is how many articles each has."""
    before = list(accumulate(articles, initial=0))
    units_before = list(accumulate((len(one.units.article) for one in kept), initial=0))
    forms = {form: number for number, form in enumerate(sorted({form for one in kept for form in one.bags.forms}))}
    renumbered = [np.array([forms[form] for form in one.bags.forms], dtype=np.int64)[one.bags.form] for one in kept]
    return Kept(
        units=Units(
            article=_moved([one.units.article for one in kept], before),
            paragraph=_joined([one.units.paragraph for one in kept]),
            voice=_joined([one.units.voice for one in kept]),
            sentences=_joined([one.units.sentences for one in kept]),
            tokens=_joined([one.units.tokens for one in kept]),
        ),
        marks=Marks(
            unit=_moved([one.marks.unit for one in kept], units_before),
            sentence=_joined([one.marks.sentence for one in kept]),
            term=_joined([one.marks.term for one in kept]),
            discounted=_joined([one.marks.discounted for one in kept]),
            count=_joined([one.marks.count for one in kept]),
        ),
        bags=Bags(
            forms=tuple(forms),
            article=_moved([one.bags.article for one in kept], before),
            form=_joined(renumbered),
            count=_joined([one.bags.count for one in kept]),
            taken=_joined([one.bags.taken for one in kept]),
            stop_sha256=kept[0].bags.stop_sha256,
        ),
    )


def only(kept: Kept, stays: BoolArray) -> Kept:
    """Return the rows of the articles that stay (articles,), renumbered; forms stay all, in use or not."""
    if stays.all():
        return kept
    place = np.cumsum(stays) - 1
    units, marks, bags = kept.units, kept.marks, kept.bags
    of_unit = stays[units.article]
    of_mark = of_unit[marks.unit]
    of_bag = stays[bags.article]
    return Kept(
        units=Units(
            article=place[units.article[of_unit]],
            paragraph=units.paragraph[of_unit],
            voice=units.voice[of_unit],
            sentences=units.sentences[of_unit],
            tokens=units.tokens[of_unit],
        ),
        marks=Marks(
            unit=(np.cumsum(of_unit) - 1)[marks.unit[of_mark]],
            sentence=marks.sentence[of_mark],
            term=marks.term[of_mark],
            discounted=marks.discounted[of_mark],
            count=marks.count[of_mark],
        ),
        bags=Bags(
            forms=bags.forms,
            article=place[bags.article[of_bag]],
            form=bags.form[of_bag],
            count=bags.count[of_bag],
            taken=bags.taken[of_bag],
            stop_sha256=bags.stop_sha256,
        ),
    )


def _joined(parts: Sequence[IntArray]) -> IntArray:
    return np.concatenate(parts)


def _moved(parts: Sequence[IntArray], by: Sequence[int]) -> IntArray:
    return np.concatenate([part + start for part, start in zip(parts, by, strict=False)])
