"""The baseline as a value: additive counts of every paragraph, words of every article, and the stories they tell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from framing.model import BaselineQuote, Measure

IntArray = NDArray[np.int64]
FloatArray = NDArray[np.float64]
Matrix = Any
"""A SciPy sparse array of shape (articles, columns); SciPy has no types to name it by."""

VOICES = ("outlet", "source")


@dataclass(frozen=True, kw_only=True, slots=True)
class BaselineArticle:
    """One article of a baseline: who published what when, and the SHA-256 of its clean text; never the text.

    `words_sha256` is the SHA-256 of its words with case folded, by which the same text is known again.
    """

    id: str
    outlet: str
    title: str | None
    published: date | None
    sha256: str
    words_sha256: str = ""


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Units:
    """What was looked at: one row for each paragraph and voice that has a sentence, sorted by article and paragraph.

    All arrays have the shape (rows,); see `Tally` for what they mean.
    """

    article: IntArray
    paragraph: IntArray
    voice: IntArray
    sentences: IntArray
    tokens: IntArray


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Marks:
    """What was found: one row for each sentence, term and stance with a hit, all arrays of the shape (rows,).

    `unit` indexes the units, `sentence` numbers the sentences of that unit from 0, `term` indexes the terms,
    `discounted` is 1 for a discounted hit and 0 for an asserted one, `count` is the number of hits. Every count of the
    baseline is a sum over these rows, so that any choice (a term left out, stance ignored) can be made later.
    """

    unit: IntArray
    sentence: IntArray
    term: IntArray
    discounted: IntArray
    count: IntArray


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Bags:
    """The words of every article as they are written: one row for each article and form, arrays of the shape (rows,).

    `forms` are the writings, sorted; `form` indexes them; `count` is how often the article writes it and `taken` how
    many of these a lexicon hit. Writings are kept apart because how a word is shown depends on all articles together.
    `stop_sha256` is the hash of the stop words left out.
    """

    forms: tuple[str, ...]
    article: IntArray
    form: IntArray
    count: IntArray
    taken: IntArray
    stop_sha256: str = ""


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Kept:
    """All that a baseline counts and its file holds; everything else of a baseline is worked out from it."""

    units: Units
    marks: Marks
    bags: Bags


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Tally:
    """Counts of some sentences, one row for each paragraph and voice that has any.

    `article` (rows,) is the row's index in the articles, `paragraph` (rows,) its paragraph there, `voice` (rows,) an
    index into VOICES; `sentences` and `tokens` (rows,) are what was looked at; `carrying` (sentences) and `hits` have
    the shape (rows, measures), one column for each of `measures`: every frame and every facet, asserted and discounted.
    """

    measures: tuple[Measure, ...]
    article: IntArray
    paragraph: IntArray
    voice: IntArray
    sentences: IntArray
    tokens: IntArray
    carrying: IntArray
    hits: IntArray


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Words:
    """Word counts of every article: `words` (columns) in their shown form, `counts` (articles, words) of all words.

    `subject` (articles, words) counts the same words less those a lexicon hit: what an article is about. `keys` are the
    words folded, sorted: by them the columns of two baselines are brought together, never by how they are shown.
    """

    words: tuple[str, ...]
    counts: Matrix
    subject: Matrix
    keys: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class TermHits:
    """Hits of every term in every article: `terms` are (frame, facet, term id, label); matrices (articles, terms).

    `hits` counts asserted hits, `sole` the sentences of the term's frame that the term alone makes carry.
    """

    terms: tuple[tuple[str, str, str, str], ...]
    hits: Matrix
    sole: Matrix


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Stories:
    """The subject space: inverse document frequencies (words,), story centres (stories, words) of length 1, sparse.

    `story` (articles,) is the story of each article, -1 where it has none; `words` are those that name each story;
    `reach` (stories,) is the cosine similarity with its centre from which an article is held to tell the story.
    """

    idf: FloatArray
    centres: Matrix
    story: IntArray
    words: tuple[tuple[str, ...], ...]
    reach: FloatArray


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Baseline:
    """Outlets counted once and kept. Articles are sorted by outlet and id, so that the same articles give one baseline.

    `sha256` is that of the file it was read from, empty for one not yet saved. `tokens_sha256` says how texts were cut
    into sentences and words. `version` names the version of the tool that counted, or all of them. `lexicons` and
    `lexicon_versions` map names to hash and version; `titles` say what a measure is called; `inputs` maps article ids
    to the hash of the file each came from. `kept` is what all of it was worked out from (None for a baseline put
    together by hand, which can then not be saved or added to).
    """

    name: str
    by: Literal["outlet", "group"]
    articles: tuple[BaselineArticle, ...]
    tally: Tally
    words: Words
    terms: TermHits
    stories: Stories
    quotes: tuple[BaselineQuote, ...]
    with_quotes: bool
    lexicons: Mapping[str, str]
    lexicon_versions: Mapping[str, str]
    titles: Mapping[Measure, str]
    cues_sha256: str
    version: str
    inputs: Mapping[str, str]
    sha256: str = ""
    kept: Kept | None = None
    tokens_sha256: str = ""

    @property
    def outlets(self) -> tuple[str, ...]:
        """The outlets, in alphabetical order."""
        return tuple(sorted({article.outlet for article in self.articles}))
