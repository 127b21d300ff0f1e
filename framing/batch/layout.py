"""How a batch lies in memory: flat arrays, one row a word, sentence or article; nothing is an object.

Offsets count code points of the whole batch, all articles one after another. Every integer is signed and of 64 bits
(numba makes a floating-point number of a signed and an unsigned one), but for code points.
"""

from __future__ import annotations

from typing import NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
Codes = NDArray[np.uint32]
Number = TypeVar("Number", bound=np.generic)


def roomy(array: NDArray[Number], size: int) -> NDArray[Number]:
    """Return the array, or a copy twice as long or as long as asked, with zeros at its end."""
    if size <= len(array):
        return array
    larger = np.zeros(max(size, 2 * len(array)), array.dtype)
    larger[: len(array)] = array
    return larger


class Texts(NamedTuple):
    """The articles of a batch: article a is `codes[starts[a]:starts[a + 1]]`; `starts` has one entry more."""

    codes: Codes
    starts: Ints


class Sentences(NamedTuple):
    """The sentences in order, (s,) each: `codes[start:end]` of an article, in a paragraph counted from 0 there."""

    article: Ints
    paragraph: Ints
    start: Ints
    end: Ints


class Words(NamedTuple):
    """The words in order, (w,) each, and by sentence: those of sentence s are `first[s]:first[s + 1]`.

    `type` is the word's number in the vocabulary. `gap` says in bits (GAP_...) what stands between the word and the one
    before it in the sentence, for the first word what stands before it in the sentence; `tail`, (s,), the same of what
    follows the last word (of the whole sentence where it has no word).
    """

    start: Ints
    end: Ints
    type: Ints
    gap: Ints
    first: Ints
    tail: Ints


class Phrases(NamedTuple):
    """Terms found, (n,) each, in the order of sentence, start, end and term: words `start:end` of the batch."""

    sentence: Ints
    start: Ints
    end: Ints
    term: Ints


class Hits(NamedTuple):
    """The hits that are kept, (h,) each, in the order of sentence and, inside one, of lexicon and `Matcher.match`.

    `lexicon` counts the lexicons, `facet` the facets and `term` the terms of all of them, in their order; words
    `start:end` of the batch.
    """

    sentence: Ints
    lexicon: Ints
    facet: Ints
    term: Ints
    start: Ints
    end: Ints


class Quotations(NamedTuple):
    """The outermost quotations of all articles in order, (q,) each: `framing.text.voices.quotes.Quotation`."""

    start: Ints
    end: Ints
    speech: Ints
    closed: Bools


# What stands between two words (or at an edge of the sentence), as bits.
GAP_COMMA = 1 << 0  # "," anywhere in it
GAP_COLON = 1 << 1  # ":" anywhere
GAP_SEMICOLON = 1 << 2  # ";" anywhere
GAP_BREAK = 1 << 3  # any of , ; : ( ) [ ] — – or a hyphen between spaces: `Reading.breaks` without quotes and edges
GAP_BRACKET = 1 << 4  # any of ( ) [ ]
GAP_THOUGHT = 1 << 5  # ";", "—", " – " or " - ": a new thought may begin (framing/score/stance.py)
GAP_JOINT = 1 << 6  # words in a row: `JOINT` of framing/lexicon/program.py matches all of it
GAP_SPACE = 1 << 7  # not empty, white space alone (str.isspace)
GAP_INTRODUCES = 1 << 8  # ends with ":" once the `MARKS` of voices/evidence.py are stripped off both ends
GAP_COMMA_FIRST = 1 << 9  # begins with ","

# What a word looks like, as bits of its type: `token.text` as written, and `low` = token.text.lower().
CAPITAL = 1 << 0  # text[:1].isupper()
SHOUTED = 1 << 1  # text.isupper()
SHOUTED_NAME = 1 << 2  # bare(text).isupper() and len(bare(text)) > 1 (voices/cued.py)
POSSESSIVE = 1 << 3  # text.endswith(POSSESSIVES) (voices/cued.py)
ENDS_S = 1 << 4  # low.endswith("s")
ENDS_ING = 1 << 5  # low.endswith("ing")
ENDS_ED = 1 << 6  # low.endswith("ed")
DIGITS = 1 << 7  # low.isdigit()
IS_US = 1 << 8  # text == "US"
IS_THAT = 1 << 9  # low == "that", and so on
IS_TO = 1 << 10
IS_BY = 1 << 11
IS_AS = 1 << 12
IS_WHO = 1 << 13
IS_IT = 1 << 14
IS_ONLY = 1 << 15
IS_WITH = 1 << 16

# The cue lists that voice reads, by the number of their bit. The first ones are looked for as phrases too; of the
# others only which words belong to them matters.
LISTS = (
    "speech",
    "claims",
    "judgements",
    "opinions",
    "acts",
    "idioms",
    "phrases",
    "no_sources",
    "asides",
    "views",
    "nouns",
    "bridges",
    "quotation_mentions",
    "quotation_named",
    "evidence",
    "documented",
    "owners",
    "nounlike",
    "singulars",
    "addressing",
    "modals",
    "rebuttals",
    "obligations",
    "passives",
    "being",
    "auxiliaries",
    "finite",
    "adverbs",
    "negators",
    "conjunctions",
    "subordinators",
    "contrasts",
    "relatives",
    "prepositions",
    "articles",
    "clause_subjects",
    "determiners",
    "times",
    "first_persons",
    "pronouns",
    "quantifiers",
    "plurals",
    "sources",
    "bodies",
    "documents",
    "titles",
    "demonyms",
    "particles",
    "suffixes",
    "interviewers",
    "interviewees",
)
PHRASED = 13
"""The first so many of LISTS are looked for as phrases."""


def bits(*names: str) -> int:
    """Return the bits that lists of these names have in `Reading.flags`. For module constants, not in kernels."""
    return sum(1 << LISTS.index(name) for name in frozenset(names))


class Reading(NamedTuple):
    """One sentence of n words as the voice rules see it: the arrays of `framing.text.voices.cued.Reading`.

    `flags` (n,) has bit b where the word belongs to a cue of LISTS[b]; `traits` (n,) are the bits of the word's form;
    `gaps` (n + 1,) are the bits of what stands before each word, and behind the last; `breaks` (n + 1,) is
    `Reading.breaks` of every place; `quotes` (n,) numbers the quotation a word stands in, or is -1; `aside` and `name`
    (n,) are `Reading.aside` and `Reading.name`. The phrases of PHRASED lists, (p,) each, are in the order of list,
    start and end: half-open word indexes of the sentence.
    """

    flags: Ints
    traits: Ints
    gaps: Ints
    breaks: Bools
    quotes: Ints
    aside: Bools
    name: Bools
    phrase_list: Ints
    phrase_start: Ints
    phrase_end: Ints


class Place(NamedTuple):
    """Where a sentence of n words stands in the batch: `codes[start:end]`; `word_end` (n,) is where its words end.

    `codes` are those of the whole batch, and all offsets count there.
    """

    codes: Codes
    start: int
    end: int
    word_end: Ints
