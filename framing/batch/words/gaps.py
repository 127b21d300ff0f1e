"""What stands between two words, as bits."""

from __future__ import annotations

from functools import cache

import numpy as np

from framing.batch import layout
from framing.batch.compiled import inlined
from framing.batch.layout import Codes
from framing.batch.tables import CODE_POINTS
from framing.batch.words.characters import IS_SPACE, Classes, classes, holding, past
from framing.lexicon.program import JOINT_HYPHENS, JOINT_QUOTES
from framing.lexicon.words import IGNORABLE
from framing.text.voices.cued import BOUNDARY
from framing.text.voices.evidence import MARKS

# What one character says of a gap that it stands in, above the bits of layout.py that it sets by itself.
_QUOTE = 1 << 16
_HYPHEN = 1 << 17
_IGNORABLE = 1 << 18
_STRIPPED = 1 << 19
_WHITE = 1 << 20
_MADE = (1 << 16) - 1

_SINGLE_SPACE = layout.GAP_SPACE | layout.GAP_JOINT
_SPACE, _COMMA, _COLON, _STOP, _EN_DASH = (ord(character) for character in " ,:.–")
_HYPHEN_MINUS = ord("-")


@cache
def signs() -> Classes:
    """Return what every code point says of a gap, (CODE_POINTS,)."""
    made = np.zeros(CODE_POINTS, dtype=np.int32)
    for characters, bits in (
        (",", layout.GAP_COMMA),
        (":", layout.GAP_COLON),
        (";", layout.GAP_SEMICOLON),
        ("()[]", layout.GAP_BRACKET),
        (";—", layout.GAP_THOUGHT),
        ("".join(BOUNDARY), layout.GAP_BREAK),
        (JOINT_QUOTES, _QUOTE),
        (JOINT_HYPHENS, _HYPHEN),
        (IGNORABLE, _IGNORABLE),
        (MARKS, _STRIPPED),
    ):
        made[holding(characters)] |= bits
    made[classes() & IS_SPACE != 0] |= _WHITE
    return made


@inlined
def gap(codes: Codes, start: int, end: int, signs: Classes) -> int:
    """Return the bits GAP_ of `codes[start:end]`."""
    if end - start == 1 and codes[start] == _SPACE:
        return _SINGLE_SPACE
    seen = 0
    white = _WHITE if start < end else 0
    for at in range(start, end):
        here = signs[codes[at]]
        seen |= here
        white &= here
    seen &= _MADE
    if white:
        seen |= layout.GAP_SPACE
    else:
        seen |= _dashed(codes, start, end) | _edges(codes, start, end, signs)
    return seen | layout.GAP_JOINT if joint(codes, start, end, signs) else seen


@inlined
def _dashed(codes: Codes, start: int, end: int) -> int:
    """Return the bits of a dash or hyphen between spaces."""
    seen = 0
    for at in range(start + 1, end - 1):
        code = codes[at]
        if (code in (_HYPHEN_MINUS, _EN_DASH)) and codes[at - 1] == _SPACE and codes[at + 1] == _SPACE:
            seen |= layout.GAP_THOUGHT
            if code == _HYPHEN_MINUS:
                seen |= layout.GAP_BREAK
    return seen


@inlined
def _edges(codes: Codes, start: int, end: int, signs: Classes) -> int:
    """Return the bits of what a gap begins and ends with."""
    seen = 0
    if start < end and codes[start] == _COMMA:
        seen |= layout.GAP_COMMA_FIRST
    while start < end and signs[codes[end - 1]] & _STRIPPED:
        end -= 1
    if start < end and codes[end - 1] == _COLON:
        seen |= layout.GAP_INTRODUCES
    return seen


@inlined
def joint(codes: Codes, start: int, end: int, signs: Classes) -> bool:
    """Say whether JOINT of framing/lexicon/program.py matches all of it; no two parts of it share a character."""
    at = past(codes, start, end, signs, _QUOTE)
    if at < end and codes[at] == _STOP:
        at = past(codes, at + 1, end, signs, _QUOTE)
    if at < end and signs[codes[at]] & _HYPHEN:
        at = past(codes, at + 1, end, signs, _WHITE)
    else:
        at = past(codes, at, end, signs, _WHITE | _IGNORABLE)
    return past(codes, at, end, signs, _QUOTE) == end
