"""Quotation marks of one paragraph, read from left to right with a stack of what is open, on arrays.

The functions are named after those of `framing.text.voices.quotes`, which say why a mark is read as it is.
"""

from __future__ import annotations

from framing.batch.compiled import compiled
from framing.batch.quotations.elisions import Elisions, is_elision
from framing.batch.quotations.paragraph import (
    ANY_CLOSER,
    CLOSED,
    DEPTH,
    NEXT_CLOSES,
    NONE,
    OPEN,
    OPENED_AT,
    ORPHAN_AT,
    ORPHAN_FAMILY,
    PAIRS,
    SINGLE,
    Paragraph,
    around,
    close_mark,
    family_at,
    family_of,
    leads,
    open_mark,
    opener_of,
    opens,
)
from framing.batch.words.characters import IS_ALNUM, IS_DIGIT, IS_SPACE
from framing.text.voices import quotes

_APOSTROPHE = ord("'")
_LEFT_DOUBLE = ord("“")
_LOW_SINGLE = ord("‚")
_ALWAYS_OPEN = (ord("„"), ord("‟"))
_LEFT_ANGLES = (ord("«"), ord("‹"))
_RIGHT_ANGLES = (ord("»"), ord("›"))
_STRAIGHT = (ord('"'), ord("＂"))
_LEFT_SINGLES = (ord("‘"), ord("‛"), _APOSTROPHE)
_CLOSED_BY_LEFT = tuple(ord(mark) for mark, closing in quotes.CLOSED_BY.items() if "“" in closing)
_S = (ord("s"), ord("S"))
_S_OR_N = (*_S, ord("n"), ord("N"))


@compiled
def read_marks(paragraph: Paragraph, elisions: Elisions) -> None:
    """Find the pairs, and what is still open at the end."""
    paragraph.state[:] = 0
    paragraph.state[OPENED_AT] = -1
    _find_single_closers(paragraph)
    for mark in range(len(paragraph.at)):
        _read(paragraph, mark, elisions)


@compiled
def recover(paragraph: Paragraph) -> int:
    """Let what was never closed end with the paragraph; return its family."""
    for frame in range(paragraph.state[DEPTH]):
        mark = paragraph.stack[frame]
        family = family_of(paragraph, mark)
        if family != SINGLE or leads(paragraph, paragraph.at[mark]):
            paragraph.ends[mark] = paragraph.end
            return family
    return NONE


@compiled
def pair_at(paragraph: Paragraph, mark: int, open_before: int) -> tuple[int, int, bool]:
    """Return start, end and whether it is closed of the pair that a mark opens; the end is 0 where it opens none.

    Mark -1 is the stretch that only a closing mark shows to be a quotation.
    """
    if mark >= 0:
        return paragraph.at[mark], paragraph.ends[mark], paragraph.said[mark] & CLOSED != 0
    if open_before == NONE or paragraph.state[ORPHAN_FAMILY] != open_before:
        return paragraph.start, 0, False
    return paragraph.start, paragraph.state[ORPHAN_AT] + 1, True


@compiled
def continues(paragraph: Paragraph, start: int, family: int) -> bool:
    """Say whether a quotation that begins the paragraph goes on from one of `family` left open before it."""
    if family == NONE or not leads(paragraph, start):
        return False
    own = family_at(paragraph.codes[start], paragraph.shapes)
    return own in (NONE, family)


@compiled
def _find_single_closers(paragraph: Paragraph) -> None:
    """Say of each mark whether the next single mark surely closes, and whether any later one may."""
    said = 0
    for back in range(len(paragraph.at)):
        mark = len(paragraph.at) - 1 - back
        paragraph.said[mark] = said
        if family_of(paragraph, mark) != SINGLE:
            continue
        before, after = around(paragraph, mark)
        shape, behind = paragraph.shapes[before], paragraph.shapes[after]
        if shape & behind & IS_ALNUM:
            continue
        may_close = not shape & IS_SPACE and not behind & IS_ALNUM
        said &= ~NEXT_CLOSES
        if may_close:
            said |= ANY_CLOSER
            if not (before in _S and behind & IS_SPACE):
                said |= NEXT_CLOSES


@compiled
def _read(paragraph: Paragraph, mark: int, elisions: Elisions) -> None:
    code = paragraph.codes[paragraph.at[mark]]
    family = family_of(paragraph, mark)
    is_open = paragraph.state[OPEN + family] > 0
    if family == SINGLE:
        _read_single(paragraph, mark, elisions)
    elif code in _ALWAYS_OPEN:
        open_mark(paragraph, mark)
    elif code in _LEFT_ANGLES:
        if is_open and opener_of(paragraph, family) in _RIGHT_ANGLES:
            close_mark(paragraph, mark, 1)
        else:
            open_mark(paragraph, mark)
    elif is_open:
        _read_while_open(paragraph, mark)
    elif code == _LEFT_DOUBLE or opens(paragraph, mark):
        open_mark(paragraph, mark)
    elif not paragraph.shapes[around(paragraph, mark)[0]] & IS_DIGIT:
        _note_orphan(paragraph, mark)


@compiled
def _read_while_open(paragraph: Paragraph, mark: int) -> None:
    code = paragraph.codes[paragraph.at[mark]]
    opener = opener_of(paragraph, family_of(paragraph, mark))
    if code == _LEFT_DOUBLE:
        if opener in _CLOSED_BY_LEFT or not opens(paragraph, mark):
            close_mark(paragraph, mark, 1)
        else:
            open_mark(paragraph, mark)
    elif code in _STRAIGHT and opener in _STRAIGHT and opens(paragraph, mark):
        close_mark(paragraph, mark, 0)
        open_mark(paragraph, mark)
    else:
        close_mark(paragraph, mark, 1)


@compiled
def _read_single(paragraph: Paragraph, mark: int, elisions: Elisions) -> None:
    code = paragraph.codes[paragraph.at[mark]]
    before, after = around(paragraph, mark)
    follows_word = paragraph.shapes[before] & IS_ALNUM != 0
    if follows_word and paragraph.shapes[after] & IS_ALNUM:
        return
    said, is_open = paragraph.said[mark], paragraph.state[OPEN + SINGLE] > 0
    if opens(paragraph, mark):
        if is_elision(paragraph.codes[paragraph.at[mark] + 1 : paragraph.end], paragraph.shapes, elisions):
            return
        closer = said & ANY_CLOSER != 0
        straight = code == _APOSTROPHE
        if code == _LOW_SINGLE:
            opening = closer
        else:
            opening = code in _LEFT_SINGLES and not follows_word and (not straight or (closer and not is_open))
        if opening:
            open_mark(paragraph, mark)
    elif code != _LOW_SINGLE:
        if is_open:
            if not (before in _S_OR_N and paragraph.shapes[after] & IS_SPACE and said & NEXT_CLOSES):
                close_mark(paragraph, mark, 1)
        elif code != _APOSTROPHE and not follows_word:
            _note_orphan(paragraph, mark)


@compiled
def _note_orphan(paragraph: Paragraph, mark: int) -> None:
    """Keep the first mark that closes what the paragraph did not open, where no pair stands before it."""
    if paragraph.state[ORPHAN_FAMILY] == NONE and paragraph.state[PAIRS] == 0:
        paragraph.state[ORPHAN_FAMILY] = family_of(paragraph, mark)
        paragraph.state[ORPHAN_AT] = paragraph.at[mark]
