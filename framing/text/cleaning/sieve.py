"""Which patterns a line may match, told from its beginning, its end and what is in it, before a pattern is tried.

Nearly every line of news is matched by no pattern; a match of all of them costs a hundred times what this costs.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Generic, NamedTuple, Protocol, TypeVar

from framing.text.cleaning.expression import NotUnderstoodError, facts_of
from framing.text.cleaning.facts import KNOWN, LETTERS, LONGEST_OPENING, Facts, folded
from framing.text.cleaning.page import Page, lowered

# Lines begin in some ten thousand ways; of a large archive no more are remembered.
MOST_REMEMBERED = 1 << 15
# Most lines are told from all patterns by so many characters.
SHORT_OPENING = 3
# What several wordings begin with is looked for in their place where it is this long.
LONG_ENOUGH = 6
# Signs that stand in most lines of news say nothing.
COMMON = frozenset(" .,'-\"’“”")


class Pattern(Protocol):
    """What may match lines by an expression."""

    @property
    def expression(self) -> str | None:
        """The regular expression that a line must match as a whole."""


P = TypeVar("P", bound=Pattern)


class Shape(NamedTuple):
    """What a line must be like for one alternative of the pattern `number`.

    It begins with one of `openings` and ends in one of `endings`, as facts speak of characters, and holds a sign of
    each of `signs` and a wording of each of `wordings`, in UTF-8 with the letters of ASCII small.
    """

    number: int
    openings: tuple[str, ...]
    endings: frozenset[str]
    signs: tuple[frozenset[str], ...]
    wordings: tuple[frozenset[bytes], ...]

    def fits_page(self, page: Page) -> bool:
        """Whether what must be in a line is in its page at all. One look for signs is enough, where there are any."""
        if self.signs:
            return not any(map(page.signs.isdisjoint, self.signs))
        return all(map(page.holds, self.wordings))

    def fits(self, text: str, low: bytes | None) -> bool:
        """Whether a line has what it must; `low` is None where it may hold wordings in other letters."""
        last = _LAST[text[-1]]
        if last and last not in self.endings:
            return False
        for signs in self.signs:
            if not any(sign in text for sign in signs):
                return False
        return low is None or all(any(wording in low for wording in wordings) for wordings in self.wordings)


class _Last(dict[str, str]):
    """A last character as facts speak of it; nothing where they do not."""

    def __missing__(self, char: str) -> str:
        low = folded(char)
        self[char] = low if low in KNOWN else ""
        return self[char]


_LAST = _Last()


class Sieve(Generic[P]):
    """Some patterns in the order in which they are tried."""

    def __init__(self, patterns: Iterable[P]) -> None:
        self._patterns = tuple(patterns)
        shapes = [shape for number, pattern in enumerate(self._patterns) for shape in _shapes(number, pattern)]
        self._with_opening = tuple(shape for shape in shapes if "" not in shape.openings)
        self._without = tuple(shape for shape in shapes if "" in shape.openings)
        self._begun = _begun(self._with_opening)
        self._beginnings: dict[str, tuple[Shape, ...]] = {}

    @property
    def shapes(self) -> tuple[Shape, ...]:
        """What a line must be like that a pattern matches: one of these."""
        return self._with_opening + self._without

    def left(self, lines: Sequence[str], page: Page) -> dict[int, list[P]]:
        """Return the patterns that may match one of the lines of a page, in their order, for those that have any."""
        found: dict[int, list[P]] = {}
        ends: dict[str, tuple[Shape, ...]] = {}
        for index, text in enumerate(lines):
            last = _LAST[text[-1]]
            if last not in ends:
                ends[last] = self._without_opening(last, page)
            shapes = self._with_beginning(text) + ends[last]
            patterns = self._fitting(text, lowered(text) if page.is_plain else None, shapes) if shapes else []
            if patterns:
                found[index] = patterns
        return found

    def left_of(self, text: str, low: bytes, *, anywhere: bool) -> list[P]:
        """Return the patterns that may match a line of a page that is plain, in their order.

        Without `anywhere` those of the shapes that have no opening are known not to match it.
        """
        shapes = self._with_beginning(text)
        return self._fitting(text, low, shapes + self._without if anywhere else shapes)

    def _fitting(self, text: str, low: bytes | None, shapes: Iterable[Shape]) -> list[P]:
        return [self._patterns[number] for number in sorted({s.number for s in shapes if s.fits(text, low)})]

    def _with_beginning(self, text: str) -> tuple[Shape, ...]:
        """Return the shapes with an opening that begin as a line does."""
        shapes = self._beginnings.get(text[:SHORT_OPENING])
        if shapes != ():
            beginning = text[:LONGEST_OPENING]
            shapes = self._beginnings.get(beginning)
            if shapes is None:
                shapes = self._begin(beginning)
        return shapes

    def _without_opening(self, last: str, page: Page) -> tuple[Shape, ...]:
        """Return the shapes without opening that lines of a page with that last character may have."""
        ends = (shape for shape in self._without if not last or last in shape.endings)
        return tuple(shape for shape in ends if shape.fits_page(page))

    def _begin(self, beginning: str) -> tuple[Shape, ...]:
        """Return the shapes with an opening that begin so."""
        key = folded(beginning)
        known = next((key[:place] for place, char in enumerate(key) if char not in KNOWN), key)
        # What a character that is not known, or one further on, may be is left open.
        whole = known == key and len(key) == LONGEST_OPENING
        openings = [known[:length] for length in range(1, len(known) + 1)]
        begun = {shape for opening in openings for shape in self._begun.whole.get(opening, ())}
        if not whole:
            begun |= self._begun.part.get(known, frozenset())
        found = tuple(self._with_opening[shape] for shape in sorted(begun))
        if len(self._beginnings) >= MOST_REMEMBERED:
            self._beginnings.clear()
        self._beginnings[beginning] = found
        return found


class _Begun(NamedTuple):
    """The shapes that have an opening, and those of which an opening begins so."""

    whole: dict[str, set[int]]
    part: dict[str, set[int]]


def _begun(shapes: Sequence[Shape]) -> _Begun:
    found = _Begun({}, {})
    for number, shape in enumerate(shapes):
        for opening in shape.openings:
            found.whole.setdefault(opening, set()).add(number)
            for length in range(len(opening)):
                found.part.setdefault(opening[:length], set()).add(number)
    return found


def _shapes(number: int, pattern: Pattern) -> list[Shape]:
    expression = pattern.expression
    if expression is None:
        return []
    try:
        return [_shape(number, facts) for facts in facts_of(expression)]
    except NotUnderstoodError:
        return [Shape(number, ("",), KNOWN, (), ())]


def _shape(number: int, facts: Facts) -> Shape:
    needs = facts.needs if facts.all is None else (facts.all,)
    signs: list[frozenset[str]] = []
    wordings: list[frozenset[bytes]] = []
    for need in needs:
        every = frozenset.intersection(*(frozenset(wording) for wording in need)) - LETTERS - COMMON
        if every:
            signs.append(frozenset({min(every)}))
        elif all(len(wording) == 1 for wording in need) and not need & (LETTERS | COMMON):
            signs.append(need)
        shortest = {wording for wording in need if not any(other in wording for other in need if other != wording)}
        together = _beginning_of(shortest)
        if len(together) >= LONG_ENOUGH:
            shortest = {together}
        if min(map(len, shortest)) > 1:
            wordings.append(frozenset(wording.encode() for wording in shortest))
    openings = tuple({text for text, _ in facts.openings})
    return Shape(number, openings, facts.endings, tuple(signs), tuple(sorted(wordings, key=len)[:1]))


def _beginning_of(wordings: set[str]) -> str:
    """Return what all wordings begin with."""
    first, last = min(wordings), max(wordings)
    return next((first[:place] for place, char in enumerate(first) if not last.startswith(char, place)), first)
