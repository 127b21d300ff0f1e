"""One order for articles and rows, whatever order they came in: the same articles give the same baseline."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby

import numpy as np

from framing.baseline.derive import Head
from framing.baseline.values import Bags, BaselineArticle, IntArray, Kept, Marks, Units

DOUBLED = re.compile(r"(?<=.)(~\d+)+\Z", re.DOTALL)
"""What reading appends to the second of two equal ids (text/reading/files.py)."""


def canonical(
    articles: Mapping[str, BaselineArticle], kept: Kept, head: Head
) -> tuple[tuple[BaselineArticle, ...], Kept, Head]:
    """Return articles, rows and head in the one order that does not depend on where they came from.

    `articles` are keyed by any name that is theirs alone, in the order that the rows count them in; quotes and inputs
    of the head go by those names. Articles are sorted by outlet and id, and two of one id are called `a` and `a~2`.
    """
    names = list(articles)
    given = list(articles.values())
    own = _own_ids(given)
    order = sorted(range(len(given)), key=lambda index: (given[index].outlet, own[index]))
    place = np.empty(len(order), dtype=np.int64)
    place[order] = np.arange(len(order))
    units, unit_place = _sorted_units(kept.units, place)
    called = dict(zip(names, own, strict=True))
    return (
        tuple(replace(given[index], id=own[index]) for index in order),
        Kept(units=units, marks=_sorted_marks(kept.marks, unit_place), bags=_sorted_bags(kept.bags, place)),
        replace(
            head,
            quotes=tuple(replace(quote, article=called[quote.article]) for quote in head.quotes),
            inputs={own[index]: head.inputs[names[index]] for index in order},
        ),
    )


def names_of(articles: Sequence[BaselineArticle], inputs: Sequence[str]) -> list[str]:
    """Return a name for each article that is its alone and does not depend on the others: the hash of its words.

    Where several have the same words, a number tells them apart. `inputs` are the hashes of their files.
    """
    names = [""] * len(articles)
    order = sorted(
        range(len(articles)), key=lambda index: (articles[index].words_sha256, earliest(articles[index], inputs[index]))
    )
    for words, group in groupby(order, key=lambda index: articles[index].words_sha256):
        for number, index in enumerate(group):
            names[index] = f"{words}-{number}"
    return names


def earliest(article: BaselineArticle, read_from: str) -> tuple[object, ...]:
    """Return what sorts copies of a text: the earliest published first, those without a date last, then by outlet."""
    published = (article.published is None, article.published or date.min)
    return (*published, article.outlet, base_id(article), article.title or "", article.sha256, read_from)


def base_id(article: BaselineArticle) -> str:
    """Return an article's id without what reading appended to tell it from another."""
    return DOUBLED.sub("", article.id)


def _own_ids(articles: Sequence[BaselineArticle]) -> list[str]:
    """Give each article an id that no other has; which of several keeps its own depends on outlets and texts alone."""

    def rank(index: int) -> tuple[str, ...]:
        article = articles[index]
        return (base_id(article), article.outlet, article.words_sha256, article.sha256, article.id)

    own = [""] * len(articles)
    for base, group in groupby(sorted(range(len(articles)), key=rank), key=lambda index: base_id(articles[index])):
        for number, index in enumerate(group, start=1):
            own[index] = base if number == 1 else f"{base}~{number}"
    return own


def _sorted_units(units: Units, place: IntArray) -> tuple[Units, IntArray]:
    """Return the units sorted, their articles renumbered by `place`; and the new place of each."""
    article = place[units.article]
    order = np.lexsort((units.voice, units.paragraph, article))
    unit_place = np.empty(len(order), dtype=np.int64)
    unit_place[order] = np.arange(len(order))
    return Units(
        article=article[order],
        paragraph=units.paragraph[order],
        voice=units.voice[order],
        sentences=units.sentences[order],
        tokens=units.tokens[order],
    ), unit_place


def _sorted_marks(marks: Marks, unit_place: IntArray) -> Marks:
    unit = unit_place[marks.unit]
    order = np.lexsort((marks.discounted, marks.term, marks.sentence, unit))
    return Marks(
        unit=unit[order],
        sentence=marks.sentence[order],
        term=marks.term[order],
        discounted=marks.discounted[order],
        count=marks.count[order],
    )


def _sorted_bags(bags: Bags, place: IntArray) -> Bags:
    """Return the bags sorted by article and form, and only the forms that stand somewhere."""
    standing = np.unique(bags.form)
    listed = sorted(bags.forms[form] for form in standing)
    number = {form: index for index, form in enumerate(listed)}
    renumbered = np.full(len(bags.forms), -1, dtype=np.int64)
    for form in standing:
        renumbered[form] = number[bags.forms[form]]
    article, form = place[bags.article], renumbered[bags.form]
    # One key, sorted stably: rows that come in sorted runs, as those of baselines that are joined do, are merged.
    order = np.argsort(article * len(listed) + form, kind="stable")
    return Bags(
        forms=tuple(listed),
        article=article[order],
        form=form[order],
        count=bags.count[order],
        taken=bags.taken[order],
        stop_sha256=bags.stop_sha256,
    )
