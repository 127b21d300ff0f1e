"""Readings of the object code as the arrays of the batch: what kernels that read them are tested with."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np

from framing.batch import layout
from framing.batch.layout import LISTS, PHRASED, Codes, Ints, Place, Quotations, Reading, bits
from framing.lexicon.program import JOINT
from framing.text.voices import cued
from framing.text.voices.cued import BOUNDARY, POSSESSIVES, bare
from framing.text.voices.evidence import MARKS
from framing.text.voices.quotes import Quotation

BITS = {name: bits(name) for name in LISTS}
WORDS = ("that", "to", "by", "as", "who", "it", "only", "with")


def reading_arrays(reading: cued.Reading) -> Reading:
    """Return a sentence of the object code as arrays; quotations keep their numbers."""
    edges = range(len(reading) + 1)
    phrases = sorted(
        (LISTS.index(name), phrase.start, phrase.end)
        for name, found in reading.found.items()
        if name in LISTS[:PHRASED]
        for phrase in found
    )
    return Reading(
        flags=_ints([sum(BITS.get(name, 0) for name in lists) for lists in reading.flags]),
        traits=_ints([traits_of(token.text) for token in reading.tokens]),
        gaps=_ints([gap_bits(reading.gap(index)) for index in edges]),
        breaks=np.array([reading.breaks(index) for index in edges], bool),
        quotes=_ints(reading.quotes),
        aside=np.array(reading.aside, bool),
        name=np.array([reading.name(index) for index in range(len(reading))], bool),
        phrase_list=_ints([phrase[0] for phrase in phrases]),
        phrase_start=_ints([phrase[1] for phrase in phrases]),
        phrase_end=_ints([phrase[2] for phrase in phrases]),
    )


def place_of(reading: cued.Reading, codes: Codes) -> Place:
    """Return where the sentence stands in its article, a batch of one text."""
    return Place(codes, reading.start, reading.end, _ints([token.end for token in reading.tokens]))


def quotation_arrays(quotations: Sequence[Quotation]) -> Quotations:
    """Return the quotations of one article as arrays."""
    return Quotations(
        _ints([quotation.start for quotation in quotations]),
        _ints([quotation.end for quotation in quotations]),
        _ints([quotation.speech for quotation in quotations]),
        np.array([quotation.closed for quotation in quotations], bool),
    )


def codes_of(text: str) -> Codes:
    """Return the code points of a text."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)


@cache
def gap_bits(gap: str) -> int:
    """Return the bits GAP_... of what stands between two words."""
    told = {
        layout.GAP_COMMA: "," in gap,
        layout.GAP_COLON: ":" in gap,
        layout.GAP_SEMICOLON: ";" in gap,
        layout.GAP_BREAK: not BOUNDARY.isdisjoint(gap) or " - " in gap,
        layout.GAP_BRACKET: not frozenset("()[]").isdisjoint(gap),
        layout.GAP_THOUGHT: ";" in gap or "—" in gap or " – " in gap or " - " in gap,
        layout.GAP_JOINT: JOINT.fullmatch(gap) is not None,
        layout.GAP_SPACE: gap.isspace(),
        layout.GAP_INTRODUCES: gap.strip(MARKS).endswith(":"),
        layout.GAP_COMMA_FIRST: gap.startswith(","),
    }
    return sum(bit for bit, holds in told.items() if holds)


@cache
def traits_of(text: str) -> int:
    """Return the bits of a word's form."""
    low = text.lower()
    told = {
        layout.CAPITAL: text[:1].isupper(),
        layout.SHOUTED: text.isupper(),
        layout.SHOUTED_NAME: bare(text).isupper() and len(bare(text)) > 1,
        layout.POSSESSIVE: text.endswith(POSSESSIVES),
        layout.ENDS_S: low.endswith("s"),
        layout.ENDS_ING: low.endswith("ing"),
        layout.ENDS_ED: low.endswith("ed"),
        layout.DIGITS: low.isdigit(),
        layout.IS_US: text == "US",
    }
    told.update({getattr(layout, f"IS_{word.upper()}"): low == word for word in WORDS})
    return sum(bit for bit, holds in told.items() if holds)


def _ints(values: Sequence[int]) -> Ints:
    return np.array(values, np.int64)
