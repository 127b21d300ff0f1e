"""Which stretches of a text stand in quotation marks.

Every mark is read by its shape (what stands before and after it) and by what is open, never by parity alone: one
missing mark would turn the rest of an article inside out. A quotation never reaches beyond its paragraph; one that is
not closed ends there, and goes on in the next paragraph only where that paragraph says so.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from framing.model import Span

DOUBLE, SINGLE, ANGLE, SMALL_ANGLE = "double", "single", "angle", "small angle"
FAMILY = {
    **dict.fromkeys('"“”„‟＂', DOUBLE),
    **dict.fromkeys("'‘’‚‛", SINGLE),
    **dict.fromkeys("«»", ANGLE),
    **dict.fromkeys("‹›", SMALL_ANGLE),
}
_MARK = re.compile("[" + re.escape("".join(FAMILY)) + "]")
LEAD = " (["  # may stand before a quotation that begins a paragraph
_WORD_AFTER = re.compile(r"[^\W_]+")
BEFORE_OPENING = frozenset("([{<¿¡—–-/…")
AFTER_CLOSING = frozenset(".,;:!?…)]}>")
CLOSED_BY = {"„": "“”‟", "‚": "‘’‛"}  # the low marks are closed by what opens elsewhere


class Quotation(NamedTuple):
    """One outermost quotation: `start` is its opening mark (or the paragraph's start where it goes on without a mark).

    `end` lies behind its closing mark, or at the end of the paragraph where it is not `closed`. Quotations that go on
    over paragraphs share their `speech`, a number that counts from 0 in the order of the text.
    """

    start: int
    end: int
    speech: int
    closed: bool


def pair(text: str, paragraphs: Sequence[Span], *, elisions: Collection[str] = ()) -> tuple[Quotation, ...]:
    """Return the outermost quotations of `text`, in order and without overlap, each inside one of `paragraphs`.

    `elisions` are the words (case-folded) an apostrophe may stand before: `'em`, `'twas`. Takes linear time.
    """
    found: list[Quotation] = []
    previous: _Paragraph | None = None
    speech = 0
    for span in paragraphs:
        scanned = _Paragraph(text, span, elisions)
        scanned.scan()
        goes_on = previous is not None and previous.unclosed is not None
        first = True
        for start, end, closed in scanned.outermost(previous.unclosed if previous else None):
            continued = first and goes_on and previous is not None and scanned.continues(start, previous.unclosed)
            speech += 0 if continued or not found else 1
            found.append(Quotation(start, end, speech, closed))
            first = False
        previous = scanned
    return tuple(found)


class _Frame(NamedTuple):
    family: str
    mark: str
    start: int


@dataclass(slots=True)
class _Paragraph:
    """The marks of one paragraph, read from left to right with a stack of what is open."""

    text: str
    span: Span
    elisions: Collection[str]
    stack: list[_Frame] = field(default_factory=list)
    open_count: dict[str, int] = field(default_factory=dict)
    pairs: list[tuple[int, int, bool]] = field(default_factory=list)
    orphan: tuple[str, int] | None = None
    unclosed: str | None = None
    opened_at: int = -1

    def scan(self) -> None:
        """Find the pairs, and what is still open at the end."""
        marks = [match.start() for match in _MARK.finditer(self.text, self.span.start, self.span.end)]
        closers = self._single_closers(marks)
        for at, (next_closes, any_closer) in zip(marks, closers, strict=True):
            self._read(at, next_closes=next_closes, any_closer=any_closer)
        self._recover()

    def outermost(self, open_before: str | None) -> list[tuple[int, int, bool]]:
        """Return the pairs that lie in no other, with the stretch that only a closing mark shows to be a quotation."""
        pairs = sorted(self.pairs, key=lambda found: (found[0], -found[1]))
        if self.orphan is not None and self.orphan[0] == open_before:
            pairs.insert(0, (self.span.start, self.orphan[1] + 1, True))
        outer: list[tuple[int, int, bool]] = []
        for found in pairs:
            if not outer or found[0] >= outer[-1][1]:
                outer.append(found)
        return outer

    def continues(self, start: int, family: str | None) -> bool:
        """Say whether a quotation that begins the paragraph goes on from one of `family` left open before it."""
        lead = self.text[self.span.start : start]
        return not lead.strip(LEAD) and FAMILY.get(self.text[start], family) == family

    def _read(self, at: int, *, next_closes: bool, any_closer: bool) -> None:
        mark = self.text[at]
        family = FAMILY[mark]
        if family == SINGLE:
            self._read_single(at, next_closes=next_closes, any_closer=any_closer)
        elif mark in "„‟":
            self._open(at)
        elif mark in {"«", "‹"}:
            if self._is_open(family) and self._opener(family) in "»›":
                self._close(at)
            else:
                self._open(at)
        elif self._is_open(family):
            self._read_while_open(at)
        elif mark == "“" or self._opens(at):
            self._open(at)
        elif self.orphan is None and not self.pairs and not self._after_digit(at):
            self.orphan = (family, at)

    def _read_while_open(self, at: int) -> None:
        mark, family = self.text[at], FAMILY[self.text[at]]
        opener = self._opener(family)
        if mark == "“":
            closes = mark in CLOSED_BY.get(opener, "") or not self._opens(at)
            self._close(at) if closes else self._open(at)
        elif mark in '"＂' and opener in '"＂' and self._opens(at):
            self._close(at, include=False)  # a straight mark that opens again: the one before it was never closed
            self._open(at)
        else:
            self._close(at)

    def _read_single(self, at: int, *, next_closes: bool, any_closer: bool) -> None:
        mark = self.text[at]
        before, after = self._around(at)
        if before.isalnum() and after.isalnum():
            return
        opens = self._opens(at)
        if opens and self._is_elision(at):
            return
        if mark == "‚":
            if opens and any_closer:
                self._open(at)
        elif mark in "‘‛'" and opens and not before.isalnum():
            if mark != "'" or (any_closer and not self._is_open(SINGLE)):
                self._open(at)
        elif not opens and self._is_open(SINGLE):
            possessive = before in "sSnN" and after.isspace() and next_closes
            if not possessive:
                self._close(at)
        elif not opens and mark != "'" and self.orphan is None and not self.pairs and not before.isalnum():
            self.orphan = (SINGLE, at)

    def _single_closers(self, marks: Sequence[int]) -> list[tuple[bool, bool]]:
        """Return for each mark whether the next single mark surely closes, and whether any later one may."""
        result: list[tuple[bool, bool]] = []
        next_closes = any_closer = False
        for at in reversed(marks):
            result.append((next_closes, any_closer))
            if FAMILY[self.text[at]] != SINGLE:
                continue
            before, after = self._around(at)
            if before.isalnum() and after.isalnum():
                continue
            may_close = not before.isspace() and not after.isalnum()
            next_closes = may_close and not (before in "sS" and after.isspace())
            any_closer = any_closer or may_close
        return result[::-1]

    def _open(self, at: int) -> None:
        family = FAMILY[self.text[at]]
        self.stack.append(_Frame(family, self.text[at], at))
        self.open_count[family] = self.open_count.get(family, 0) + 1
        self.opened_at = at

    def _close(self, at: int, *, include: bool = True) -> None:
        family = FAMILY[self.text[at]]
        while self.stack:
            frame = self.stack.pop()
            self.open_count[frame.family] -= 1
            if frame.family == family:
                self.pairs.append((frame.start, at + 1 if include else at, include))
                return

    def _recover(self) -> None:
        """Let what was never closed end with the paragraph. A lone single mark is an apostrophe unless it begins it."""
        for frame in self.stack:
            begins = not self.text[self.span.start : frame.start].strip(LEAD)
            if frame.family != SINGLE or begins:
                self.pairs.append((frame.start, self.span.end, False))
                self.unclosed = frame.family
                return

    def _is_open(self, family: str) -> bool:
        return self.open_count.get(family, 0) > 0

    def _opener(self, family: str) -> str:
        return next(frame.mark for frame in reversed(self.stack) if frame.family == family)

    def _around(self, at: int) -> tuple[str, str]:
        before = self.text[at - 1] if at > self.span.start else " "
        after = self.text[at + 1] if at + 1 < self.span.end else " "
        return before, after

    def _opens(self, at: int) -> bool:
        before, after = self._around(at)
        free = before.isspace() or before in BEFORE_OPENING or self.opened_at == at - 1
        return free and not after.isspace() and after not in AFTER_CLOSING

    def _after_digit(self, at: int) -> bool:
        return self._around(at)[0].isdigit()

    def _is_elision(self, at: int) -> bool:
        word = _WORD_AFTER.match(self.text, at + 1, self.span.end)
        return word is not None and (word[0][0].isdigit() or word[0].casefold() in self.elisions)
