"""Words an apostrophe may stand before, `'em` and `'90s`, looked for on arrays."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from framing.batch.compiled import compiled
from framing.batch.layout import Codes, Ints
from framing.batch.words.characters import IS_ALNUM, IS_DIGIT, Classes, Folds, casefolds, texts_of


class Elisions(NamedTuple):
    """The words, case-folded: word i is `codes[starts[i]:starts[i + 1]]`."""

    codes: Codes
    starts: Ints
    folds: Folds


def elisions_of(words: Collection[str]) -> Elisions:
    """Return case-folded words as arrays."""
    texts = texts_of(sorted(words))
    return Elisions(texts.codes, texts.starts, casefolds())


@compiled
def is_elision(codes: Codes, classes: Classes, elisions: Elisions) -> bool:
    """Say whether `codes` begins with a number or with an elided word, up to where its letters and digits end."""
    end = 0
    while end < len(codes) and classes[codes[end]] & IS_ALNUM:
        end += 1
    if end == 0:
        return False
    if classes[codes[0]] & IS_DIGIT:
        return True
    elision = 0
    while elision < len(elisions.starts) - 1 and not _folds_to(codes[:end], elisions, elision):
        elision += 1
    return elision < len(elisions.starts) - 1


@compiled
def _folds_to(word: Codes, elisions: Elisions, elision: int) -> bool:
    """Say whether the word, case-folded, is the elision."""
    place, stop = elisions.starts[elision], elisions.starts[elision + 1]
    for code in word:
        folded = elisions.folds.single[code]
        if folded == 0:
            place = _past_several(code, elisions, place, stop)
        elif place < stop and folded == elisions.codes[place]:
            place += 1
        else:
            return False
    return bool(place == stop)


@compiled
def _past_several(code: int, elisions: Elisions, place: int, stop: int) -> int:
    """Return the place behind the code points that one is folded to, or behind all where others stand there."""
    folds = elisions.folds
    row = 0
    while folds.several[row] != code:
        row += 1
    first, last = folds.starts[row], folds.starts[row + 1]
    if last - first > stop - place:
        return stop + 1
    for at in range(last - first):
        if folds.codes[first + at] != elisions.codes[place + at]:
            return stop + 1
    return int(place + last - first)
