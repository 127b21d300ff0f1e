"""What must hold of the tables of a baseline, whoever wrote them: a number that cannot be true is never used."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise

import numpy as np

from framing.baseline.derive import TermName
from framing.baseline.quotes import CHARACTERS, STRONG, TYPICAL
from framing.baseline.values import VOICES, Bags, BaselineArticle, IntArray, Marks, Units
from framing.model import BaselineQuote, Measure

MOST_TOKENS = 1 << 24
"""Words or sentences above which a paragraph is not believed: sums over any number of rows stay exact."""

MOST_UNFOLDED = 1 << 28
"""Bytes that may be worked out of the smallest file."""


class DamagedError(Exception):
    """What is wrong with the file of a baseline, as the rest of "this baseline is damaged: "."""


def check_articles(articles: Sequence[BaselineArticle], story: IntArray) -> None:
    """Raise DamagedError unless articles are in order, have ids of their own, and stories are numbered from 0."""
    places = [(article.outlet, article.id) for article in articles]
    _must(bool(articles), "it has no article")
    _must(all(outlet and name for outlet, name in places), "an article has no outlet or id")
    _must(all(a < b for a, b in pairwise(places)), "its articles are not in order")
    _must(len({name for _, name in places}) == len(places), "two articles have one id")
    told = np.unique(story[story >= 0])
    _must(bool(np.array_equal(told, np.arange(len(told)))), "its stories are not numbered")


def check_terms(terms: Sequence[TermName], measures: Sequence[Measure], lexicons: Mapping[str, str]) -> None:
    """Raise DamagedError unless every term belongs to a measure and every measure to a lexicon, each once."""
    known = {(measure.frame, measure.facet) for measure in measures}
    _must(all(frame in lexicons for frame, _ in known), "a measure is of no lexicon")
    _must(all((frame, None) in known and (frame, facet) in known for frame, facet, _, _ in terms), "a stray term")
    _must(len({(frame, name) for frame, _, name, _ in terms}) == len(terms), "a term stands twice")
    frames = [term[0] for term in terms]
    _must(frames == sorted(frames), "its terms are not in order")


def check_units(units: Units, articles: int) -> None:
    """Raise DamagedError unless units are in order, of known articles and voices, and each has a sentence."""
    _must(_within(units.article, articles), "a paragraph is of no article")
    _must(_within(units.voice, len(VOICES)), "a paragraph has no voice")
    _must(_within(units.paragraph, MOST_TOKENS), "a paragraph has a number below 0")
    _must(bool(np.all((units.sentences > 0) & (units.sentences < MOST_TOKENS))), "a paragraph has no sentence")
    _must(_within(units.tokens, MOST_TOKENS), "a paragraph has fewer than no words")
    _must(_ordered(units.article, units.paragraph, units.voice), "its paragraphs are not in order")


def check_marks(marks: Marks, units: Units, terms: int) -> None:
    """Raise DamagedError unless hits are in order, of known sentences and terms, and no more than there are words."""
    _must(_within(marks.unit, len(units.article)) and _within(marks.term, terms), "a hit is of no paragraph or term")
    _must(_within(marks.discounted, 2), "a hit has no stance")
    _must(bool(np.all((marks.sentence >= 0) & (marks.sentence < units.sentences[marks.unit]))), "a hit is nowhere")
    _must(bool(np.all((marks.count > 0) & (marks.count <= units.tokens[marks.unit]))), "more hits than words")
    _must(_ordered(marks.unit, marks.sentence, marks.term, marks.discounted), "its hits are not in order")


def check_bags(bags: Bags, units: Units, articles: int) -> None:
    """Raise DamagedError unless words are in order, each stands somewhere, and no article has more than it has."""
    _must(all(a < b for a, b in pairwise(bags.forms)), "its words are not in order")
    _must(all(bags.forms), "a word is empty")
    _must(_within(bags.article, articles) and _within(bags.form, len(bags.forms)), "a word is of no article")
    _must(bool(np.all((bags.count > 0) & (bags.taken >= 0) & (bags.taken <= bags.count))), "a word counts less than 0")
    _must(_ordered(bags.article, bags.form), "its word counts are not in order")
    _must(len(np.unique(bags.form)) == len(bags.forms), "a word stands nowhere")
    counted = np.bincount(bags.article, weights=bags.count, minlength=articles)
    written = np.bincount(units.article, weights=units.tokens, minlength=articles)
    _must(bool(np.all(counted <= written)), "more words are counted of an article than it has")


def check_unfolded(units: int, measures: int, stories: int, forms: int, *, size: int) -> None:
    """Raise DamagedError where so many measures or stories are named that a file of `size` bytes would fill the memory.

    What is worked out of a baseline grows with the product of these; real ones stay under a quarter of what is let be.
    """
    _must(
        16 * units * measures + 8 * stories * forms <= MOST_UNFOLDED + 64 * size,
        "it names too many measures or stories",
    )


def check_quotes(quotes: Sequence[BaselineQuote], *, with_quotes: bool) -> None:
    """Raise DamagedError unless quotations are few, short, and marked within their text."""
    _must(with_quotes or not quotes, "it has quotations although it says it has none")
    most = Counter((quote.outlet, quote.measure) for quote in quotes)
    _must(all(count <= STRONG + TYPICAL for count in most.values()), "it has more quotations than a baseline keeps")
    for quote in quotes:
        ends = [0, *(offset for span in quote.hits for offset in span), len(quote.text)]
        _must(0 < len(quote.text) <= CHARACTERS and bool(quote.hits), "a quotation has no text or no mark")
        _must(all(0 <= start < end <= ends[-1] for start, end in quote.hits), "a quotation is marked outside its text")


def _must(holds: bool, otherwise: str) -> None:
    if not holds:
        raise DamagedError(otherwise)


def _within(values: IntArray, end: int) -> bool:
    return bool(np.all((values >= 0) & (values < end)))


def _ordered(*columns: IntArray) -> bool:
    """Say whether rows increase strictly, the first column weighing most."""
    later = np.zeros(max(len(columns[0]) - 1, 0), dtype=bool)
    for column in reversed(columns):
        later = (column[1:] > column[:-1]) | ((column[1:] == column[:-1]) & later)
    return bool(later.all())
