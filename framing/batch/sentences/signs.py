"""What every character means to the rules that end sentences, as bits, and the tables of those rules together."""

from __future__ import annotations

import string
from functools import cache
from importlib import metadata
from typing import NamedTuple

from framing.batch.compiled import inlined
from framing.batch.layout import Codes
from framing.batch.sentences.listed import Listed, listed
from framing.batch.tables import table
from framing.batch.words.characters import BLANK, IS_SPACE, Classes, classes, holding, matching
from framing.text.sentences.boundaries import CLOSERS, OPENERS, REALIGNING
from framing.text.sentences.parts import language
from framing.text.sentences.punkt import load_punkt

# Above the bits of `characters.classes`, which the same table holds.
LINE_FEED = 1 << 16
END = 1 << 17  # ends a sentence, as Punkt sees it
ELLIPSIS = 1 << 18
ODD = 1 << 19  # white space to str and not to `regex`: left to the objects
CLOSER = 1 << 20
OPENER = 1 << 21
REALIGNS = 1 << 22
NO_WORD = 1 << 23  # cannot stand in one of Punkt's tokens, but at its start
NO_START = 1 << 24  # cannot be the first of several characters of one of Punkt's tokens
INITIAL = 1 << 25  # can be an initial, as Punkt sees it
PUNCTUATION = 1 << 26  # starts no sentence where it is a token of Punkt's
SPACING = 1 << 27  # white space in ASCII

MARKS = END | ELLIPSIS


class Rules(NamedTuple):
    """The tables that sentences are ended with: what every code point is, (CODE_POINTS,), and the word lists."""

    signs: Classes
    listed: Listed


@cache
def rules() -> Rules:
    """Return the tables for the shipped word lists. Made once; not to be written to."""
    return Rules(_signs(), listed(language()))


def _signs() -> Classes:
    """Return what every code point is and means, (CODE_POINTS,): as the patterns say that the objects use."""
    punkt = load_punkt()
    marks = punkt.PunktLanguageVars()
    characters = {
        LINE_FEED: "\n",
        END: "".join(marks.sent_end_chars),
        ELLIPSIS: "…",
        PUNCTUATION: "".join(punkt.PunktSentenceTokenizer.PUNCTUATION),
        SPACING: string.whitespace,
    }
    patterns = {
        CLOSER: f"[{CLOSERS}]",
        OPENER: f"[{OPENERS}]",
        REALIGNS: f"[{REALIGNING}]",
        NO_WORD: marks._re_non_word_chars,
        INITIAL: r"[^\W\d]",
    }
    start = marks._re_word_start
    made_of = {**characters, **{bit: "".join(sorted(pattern)) for bit, pattern in patterns.items()}}  # from sets

    def made() -> Classes:
        signs = classes().copy()
        for bit, chosen in characters.items():
            signs[holding(chosen)] |= bit
        for bit, pattern in patterns.items():
            signs[matching(pattern)] |= bit
        signs[~matching(start)] |= NO_START
        spaces = signs & (BLANK | IS_SPACE)
        signs[(spaces != 0) & (spaces != BLANK | IS_SPACE)] |= ODD
        return signs

    return table(f"signs {made_of} of NLTK {metadata.version('nltk')}", made)


@inlined
def before(codes: Codes, at: int, start: int, table: Classes, kind: int) -> int:
    """Return where the characters of the kind begin that stand in a row before `at`, not before `start`."""
    while at > start and table[codes[at - 1]] & kind:
        at -= 1
    return at
