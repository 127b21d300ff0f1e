"""What new word forms look like, and which of them are the same word but for a possessive."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import numpy as np

from framing.batch import layout
from framing.batch.compiled import compiled
from framing.batch.layout import Codes, Ints
from framing.batch.words.characters import IS_DIGIT, IS_LOWER, IS_TITLE, IS_UPPER, Classes, texts_of
from framing.batch.words.forms import FULL, Forms, type_of
from framing.text.voices.cued import OF_SINGULARS, POSSESSIVES

_WHOLE, _FOLDED, _STRIPPED = 1 << 0, 1 << 1, 1 << 2
# Each text with the bit it stands for. Texts in lower case are ASCII without "k": no other letter than those of ASCII
# becomes one of theirs in lower case, so that a word may be lower-cased letter by letter.
_TEXTS = (
    *((text, layout.POSSESSIVE, 0) for text in POSSESSIVES),
    *((text, 0, _STRIPPED) for text in OF_SINGULARS),
    ("US", layout.IS_US, _WHOLE),
    ("s", layout.ENDS_S, _FOLDED),
    ("ing", layout.ENDS_ING, _FOLDED),
    ("ed", layout.ENDS_ED, _FOLDED),
    ("that", layout.IS_THAT, _FOLDED | _WHOLE),
    ("to", layout.IS_TO, _FOLDED | _WHOLE),
    ("by", layout.IS_BY, _FOLDED | _WHOLE),
    ("as", layout.IS_AS, _FOLDED | _WHOLE),
    ("who", layout.IS_WHO, _FOLDED | _WHOLE),
    ("it", layout.IS_IT, _FOLDED | _WHOLE),
    ("only", layout.IS_ONLY, _FOLDED | _WHOLE),
    ("with", layout.IS_WITH, _FOLDED | _WHOLE),
)
_SMALL = ord("a") - ord("A")


class Endings(NamedTuple):
    """Texts that a form ends with, (n,) each; `kind` says whether that is all of it, in lower case, or taken off."""

    codes: Codes
    starts: Ints
    bit: Ints
    kind: Ints


@cache
def endings() -> Endings:
    """Return the endings that make a trait."""
    texts = texts_of([text for text, _, _ in _TEXTS])
    bits = np.array([bit for _, bit, _ in _TEXTS], dtype=np.int64)
    kinds = np.array([kind for _, _, kind in _TEXTS], dtype=np.int64)
    return Endings(texts.codes, texts.starts, bits, kinds)


@compiled
def learn(forms: Forms, classes: Classes, endings: Endings) -> bool:
    """Set `traits` and `bare` of every form that is new, and of the bare forms this adds; False where room lacks."""
    while forms.sizes[1] < forms.sizes[0]:
        number = forms.sizes[1]
        start, end = forms.starts[number], forms.starts[number + 1]
        seen, short = _ended(forms.codes, start, end, endings)
        bare = type_of(forms, forms.codes, start, short) if short < end else number
        if bare == FULL:
            return False
        forms.traits[number] = seen | _cased(forms.codes, (start, end, short), classes)
        forms.bare[number] = bare
        forms.sizes[1] = number + 1
    return True


@compiled
def _ended(codes: Codes, start: int, end: int, endings: Endings) -> tuple[int, int]:
    """Return the bits of what the form ends with, and where its bare form ends."""
    seen = 0
    short = end
    for ending in range(len(endings.bit)):
        if _ends(codes, (start, end), endings, ending):
            seen |= endings.bit[ending]
            if endings.kind[ending] & _STRIPPED:
                short = end - (endings.starts[ending + 1] - endings.starts[ending])
    return seen, short


@compiled
def _ends(codes: Codes, form: tuple[int, int], endings: Endings, ending: int) -> bool:
    first, last = endings.starts[ending], endings.starts[ending + 1]
    begins = form[1] - (last - first)
    if begins < form[0] or (endings.kind[ending] & _WHOLE and begins > form[0]):
        return False
    folded = endings.kind[ending] & _FOLDED
    for at in range(last - first):
        code, sought = np.int64(codes[begins + at]), np.int64(endings.codes[first + at])
        if code != sought and not (folded and code + _SMALL == sought):
            return False
    return True


@compiled
def _cased(codes: Codes, form: tuple[int, int, int], classes: Classes) -> int:
    """Return the bits of capitals and digits of the form `start:end`, which is `start:short` without a possessive."""
    start, end, short = form
    if start == end:
        return 0
    seen = 0
    if classes[codes[start]] & IS_UPPER:
        seen |= layout.CAPITAL
    if _shouted(codes, start, end, classes):
        seen |= layout.SHOUTED
    if short - start > 1 and _shouted(codes, start, short, classes):
        seen |= layout.SHOUTED_NAME
    digits = IS_DIGIT
    for at in range(start, end):
        digits &= classes[codes[at]]
    return seen | layout.DIGITS if digits else seen


@compiled
def _shouted(codes: Codes, start: int, end: int, classes: Classes) -> bool:
    """Say what str.isupper says: a capital letter, and neither a small nor a title letter."""
    found = False
    for at in range(start, end):
        seen = classes[codes[at]]
        if seen & IS_UPPER:
            found = True
        elif seen & (IS_LOWER | IS_TITLE):
            return False
    return found
