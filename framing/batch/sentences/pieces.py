"""Paragraphs in the pieces that Punkt cuts them into, on arrays."""

from __future__ import annotations

from typing import NamedTuple

from framing.batch.compiled import inlined, inner
from framing.batch.layout import Codes, Ints
from framing.batch.sentences.listed import UNSURE
from framing.batch.sentences.punkt import YES, has_break
from framing.batch.sentences.signs import END, NO_WORD, REALIGNS, SPACING, Rules, before
from framing.batch.words.characters import BLANK, IS_SPACE, past

_HYPHEN = ord("-")
_NOTHING, _MARK = -2, -1  # what follows a full stop instead of white space and a word


class Pieces(NamedTuple):
    """Room for the pieces of one paragraph: each is `codes[start:end]`."""

    start: Ints
    end: Ints


@inner
def cut(codes: Codes, marks: Ints, rules: Rules, pieces: Pieces) -> int:
    """Cut the paragraph `codes`; return the number of pieces, or UNSURE. `marks` are the places of its marks."""
    count = _cut_at_breaks(codes, marks, rules, pieces)
    if count != UNSURE:
        count = _realign(codes, rules, pieces, count)
    return count


@inlined
def _cut_at_breaks(codes: Codes, marks: Ints, rules: Rules, pieces: Pieces) -> int:
    """Cut behind every mark at which a sentence ends, the words around it alone considered.

    Of marks without white space between them only the last one counts, with all the words from the first one on.
    """
    count = done = 0
    start, place, following = _no_mark()  # the word before the last mark, the mark, and where the next word is
    for number in range(len(marks) + 1):
        mark = marks[number] if number < len(marks) else len(codes)
        behind = _MARK
        word = place
        if mark < len(codes):
            behind = _following(codes, mark, rules)
            if behind == _NOTHING:
                continue
            word = _word_start(codes, (start, place, mark), rules)
        if following != _NOTHING and place <= word:
            end = place + 2 if following == _MARK else _run_end(codes, following, rules)
            broken = has_break(codes, start, end, rules)
            if broken == UNSURE:
                return UNSURE
            if broken == YES:
                pieces.start[count], pieces.end[count] = done, place + 1
                done = place + 1 if following == _MARK else following
                count += 1
        start, place, following = word, mark, behind
    pieces.start[count], pieces.end[count] = done, before(codes, len(codes), done, rules.signs, IS_SPACE)
    return count + 1


@inlined
def _no_mark() -> tuple[int, int, int]:
    return 0, 0, _NOTHING


@inlined
def _following(codes: Codes, mark: int, rules: Rules) -> int:
    """Return where the word is that stands behind white space, or _MARK or _NOTHING."""
    if not rules.signs[codes[mark]] & END or mark + 1 == len(codes):
        return _NOTHING
    if rules.signs[codes[mark + 1]] & NO_WORD:
        return _MARK
    at = past(codes, mark + 1, len(codes), rules.signs, BLANK)
    return at if mark + 1 < at < len(codes) else _NOTHING


@inlined
def _word_start(codes: Codes, last: tuple[int, int, int], rules: Rules) -> int:
    """Return where the word before a mark starts: that of the mark before it, where no white space parts them."""
    start, place, mark = last
    at = mark
    while at > place and not rules.signs[codes[at - 1]] & SPACING:
        at -= 1
    return start if at <= place + 1 else at


@inlined
def _run_end(codes: Codes, at: int, rules: Rules) -> int:
    while at < len(codes) and not rules.signs[codes[at]] & BLANK:
        at += 1
    return at


@inlined
def _realign(codes: Codes, rules: Rules, pieces: Pieces, count: int) -> int:
    """Give closing marks at the start of a piece to the one before; return the number of pieces that are left."""
    kept = moved = 0
    for number in range(count):
        start, end = pieces.start[number] + moved, pieces.end[number]
        moved = 0
        if number + 1 < count:
            following = pieces.start[number + 1]
            closed, moved = _closed(codes, following, pieces.end[number + 1], rules)
            end = closed if moved else end
        if end > start or moved:
            pieces.start[kept], pieces.end[kept] = start, end
            kept += 1
    return kept


@inlined
def _closed(codes: Codes, start: int, end: int, rules: Rules) -> tuple[int, int]:
    """Return where the closing marks end, and how many characters go to the piece before."""
    closed = past(codes, start, end, rules.signs, REALIGNS)
    stop = past(codes, closed, end, rules.signs, BLANK)
    dashed = closed + 1 < end and codes[closed] == _HYPHEN and codes[closed + 1] == _HYPHEN
    if closed == start or not (stop > closed or closed == end or dashed):
        return start, 0
    return closed, stop - start
