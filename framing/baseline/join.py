"""Baselines joined to one: counts are added up without the texts, to what a fresh build of all texts would be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from framing.baseline.counting import counting_of, refuse_difference
from framing.baseline.derive import Head, assemble
from framing.baseline.doubles import counted_instead, left_out
from framing.baseline.order import canonical, names_of
from framing.baseline.quotes import bounded
from framing.baseline.rows import BoolArray, only, together
from framing.baseline.values import Baseline, Kept
from framing.errors import InputError
from framing.model import BaselineQuote, Skipped

APART = "build both again with the same lexicons and cue lists: framing baseline build"


def join(
    baselines: Sequence[Baseline], *, name: str, called: Sequence[str] | None = None
) -> tuple[Baseline, tuple[Skipped, ...]]:
    """Return one baseline of all articles, and the copies of a text that are left out because another one counts.

    The order of the baselines makes no difference, and the counts are those of a fresh build of all texts. Quotations
    are kept where all have them. `called` is what errors call each baseline; None takes their names.

    Raises InputError for baselines that were counted in different ways, or put together by hand.
    """
    places = [one.name for one in baselines] if called is None else list(called)
    kept = [_kept_of(one, place) for one, place in zip(baselines, places, strict=True)]
    for one, place in zip(baselines[1:], places[1:], strict=True):
        _refuse(baselines[0], one, places[0], place)
    articles = [article for one in baselines for article in one.articles]
    inputs = [one.inputs[article.id] for one in baselines for article in one.articles]
    instead = counted_instead(articles, inputs)
    stays = np.array([index not in instead for index in range(len(articles))])
    names = names_of(articles, inputs)
    with_quotes = all(one.with_quotes for one in baselines)
    chosen = [index for index in range(len(articles)) if index not in instead]
    head = _head(
        baselines,
        name=name,
        with_quotes=with_quotes,
        quotes=_quotes(baselines, names, stays) if with_quotes else (),
        inputs={names[index]: inputs[index] for index in chosen},
    )
    counted = only(together(kept, [len(one.articles) for one in baselines]), stays)
    joined = assemble(*canonical({names[index]: articles[index] for index in chosen}, counted, head))
    return joined, tuple(left_out(articles[index], articles[other]) for index, other in sorted(instead.items()))


def _kept_of(baseline: Baseline, place: str) -> Kept:
    if baseline.kept is None:
        raise InputError(place, "the counts behind this baseline are not kept", "build it from articles")
    return baseline.kept


def _refuse(first: Baseline, other: Baseline, place: str, other_place: str) -> None:
    """Raise InputError unless two baselines count the same things in the same way."""
    if first.by != other.by:
        what = f"this baseline holds {other.by}s beside each other, and {place} holds {first.by}s"
        raise InputError(other_place, what, f"build both with the same --by: framing baseline build --by {first.by}")
    refuse_difference(counting_of(other), counting_of(first), where=other_place, remedy=APART)
    if first.terms.terms != other.terms.terms or first.tally.measures != other.tally.measures:
        raise InputError(other_place, f"this baseline has other terms or facets than {place}", APART)


def _head(
    baselines: Sequence[Baseline],
    *,
    name: str,
    with_quotes: bool,
    quotes: tuple[BaselineQuote, ...],
    inputs: dict[str, str],
) -> Head:
    first = baselines[0]
    versions = {version for one in baselines for version in one.version.split(", ")}
    return Head(
        name=name,
        by=first.by,
        measures=first.tally.measures,
        terms=first.terms.terms,
        quotes=quotes,
        with_quotes=with_quotes,
        lexicons=first.lexicons,
        lexicon_versions=first.lexicon_versions,
        titles=first.titles,
        cues_sha256=first.cues_sha256,
        version=", ".join(sorted(versions)),
        inputs=inputs,
        tokens_sha256=first.tokens_sha256,
    )


def _quotes(baselines: Sequence[Baseline], names: Sequence[str], stays: BoolArray) -> tuple[BaselineQuote, ...]:
    """Return the sentences to keep of those kept, their articles called by `names`; none of an article left out."""
    found: list[BaselineQuote] = []
    start = 0
    for one in baselines:
        place = {article.id: start + number for number, article in enumerate(one.articles)}
        found += [
            replace(quote, article=names[place[quote.article]]) for quote in one.quotes if stays[place[quote.article]]
        ]
        start += len(one.articles)
    return bounded(found)
