"""A regular expression read as far as a sieve needs it: how the texts it matches begin and end, and what is in them.

Whatever is not sure is left open: every normalised line that the expression matches agrees with its facts (in one
there are never two spaces in a row). Letters count without regard to case and digits as one; of characters beyond ASCII
only the SIGNS are told apart.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from itertools import product

import regex

SIGNS = "“”‘’‚„«»‹›–—…•·●■►→©"
DIGIT = "0"
LETTERS = frozenset("abcdefghijklmnopqrstuvwxyz")
# Every character a text is known to hold at a place: as `folded` writes it. Others may be anything.
KNOWN = frozenset({chr(code) for code in range(32, 127)} - set("ABCDEFGHIJKLMNOPQRSTUVWXYZ123456789")) | set(SIGNS)
LONGEST_OPENING = 6
MOST_OPENINGS = 100
MOST_WORDINGS = 48
# A class of more characters says too little to be spelled out.
WIDEST_CLASS = 12
_ESCAPED: dict[str, frozenset[str]] = {
    "d": frozenset(DIGIT),
    "w": LETTERS | {DIGIT, "_"},
    "s": frozenset(" "),
    "D": KNOWN - {DIGIT},
    "W": KNOWN - LETTERS - {DIGIT, "_"},
    "S": KNOWN - {" "},
}
_PROPERTIES: dict[str, frozenset[str]] = {
    "L": LETTERS,
    "Lu": LETTERS,
    "Ll": LETTERS,
    "M": frozenset(),
    "N": frozenset(DIGIT),
    "Nd": frozenset(DIGIT),
}
# Letters in a row that no quantifier counts.
PLAIN_LETTERS = regex.compile(r"[A-Za-z ]+(?![*+?{])")
_INSIDE = (":", "i:", "-i:")
_AROUND = ("=", "!", "<=", "<!")

Opening = tuple[str, bool]  # how a text begins, and whether it ends there
Wordings = frozenset[str]


class NotUnderstoodError(ValueError):
    """The expression holds something that is not read here."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Facts:
    """What holds for every text matched.

    It begins with one of `openings`, ends with a character of `endings` (or is empty, where `empty`), and holds one
    of the wordings of each of `needs`. `all` are all the texts there are, where these are few.
    """

    openings: frozenset[Opening]
    endings: frozenset[str]
    empty: bool
    needs: tuple[Wordings, ...] = ()
    all: Wordings | None = None


NOTHING = Facts(openings=frozenset({("", True)}), endings=frozenset(), empty=True, all=frozenset({""}))


def folded(text: str) -> str:
    """Return a text as facts speak of it: ASCII letters small, ASCII digits as one."""
    return text.translate(_FOLDING)


def facts_of(expression: str) -> list[Facts]:
    """Return the facts of each alternative of an expression, those in a group around it too.

    Raises NotUnderstoodError.
    """
    reader = _Reader(expression)
    alternatives = reader.alternatives()
    if reader.place < len(expression):
        raise NotUnderstoodError(expression)
    return alternatives


@cache
def _of_class(characters: frozenset[str]) -> Facts:
    few = len(characters) <= WIDEST_CLASS and bool(characters)
    openings = {(char, True) for char in characters} if few else {("", False)}
    told = frozenset(characters) if few and DIGIT not in characters else None
    return Facts(openings=frozenset(openings), endings=characters, empty=False, all=told)


@cache
def _of_text(text: str) -> Facts:
    low = folded(text)
    opening = (low[:LONGEST_OPENING], len(low) <= LONGEST_OPENING)
    return Facts(openings=frozenset({opening}), endings=frozenset(low[-1]), empty=False, all=frozenset({low}))


def _either(parts: list[Facts]) -> Facts:
    if len(parts) == 1:
        return parts[0]
    every: Wordings | None = None
    if all(part.all is not None for part in parts):
        every = frozenset().union(*(part.all or () for part in parts))
    needs = [_best(_needs(part)) for part in parts]
    return Facts(
        openings=_few(frozenset().union(*(part.openings for part in parts))),
        endings=frozenset().union(*(part.endings for part in parts)),
        empty=any(part.empty for part in parts),
        needs=(frozenset().union(*(need for need in needs if need)),) if all(needs) else (),
        all=every if every is not None and len(every) <= MOST_WORDINGS else None,
    )


def _in_a_row(parts: Iterable[Facts]) -> Facts:
    openings = NOTHING.openings
    endings: frozenset[str] = frozenset()
    empty = True
    needs: list[Wordings] = []
    whole = True
    run: Wordings = frozenset({""})
    for part in parts:
        openings = _few(_joined(openings, part.openings))
        endings = part.endings | endings if part.empty else part.endings
        empty = empty and part.empty
        longer = None if part.all is None else frozenset(a + b for a, b in product(run, part.all))
        if longer is not None and len(longer) <= MOST_WORDINGS:
            run = longer
            continue
        whole = False
        needs.append(run)
        needs += part.needs
        run = part.all if part.all is not None else frozenset({""})
    if not whole:
        needs.append(run)
    kept = tuple(need for need in needs if "" not in need)
    return Facts(openings=openings, endings=endings, empty=empty, needs=kept, all=run if whole else None)


def _repeated(part: Facts, least: int, most: int | None) -> Facts:
    if (least, most) == (1, 1):
        return part
    if most == 0:
        return NOTHING
    every = part.all | {""} if (least, most) == (0, 1) and part.all is not None else None
    openings: set[Opening] = set()
    now = NOTHING.openings
    for times in range(LONGEST_OPENING + least + 1):
        if times >= least:
            openings |= now
        if times == most:
            break
        longer = _few(_joined(now, part.openings))
        if longer == now:
            openings |= now
            break
        now = longer
    else:
        openings |= {(text, False) for text, _ in now}
    return Facts(
        openings=_few(frozenset(openings)),
        endings=part.endings,
        empty=least == 0 or part.empty,
        needs=_needs(part) if least else (),
        all=every,
    )


def _joined(first: frozenset[Opening], second: frozenset[Opening]) -> frozenset[Opening]:
    found: set[Opening] = set()
    for text, ends in first:
        if not ends:
            found.add((text, ends))
            continue
        for more, ends_too in second:
            whole = text + more
            cut = len(whole) > LONGEST_OPENING
            if "  " not in whole:
                found.add((whole[:LONGEST_OPENING], ends_too and not cut))
    return frozenset(found)


def _few(openings: frozenset[Opening]) -> frozenset[Opening]:
    if len(openings) > MOST_OPENINGS:
        # Few lines begin with a sign: there one character tells enough.
        openings = frozenset(_cut(opening, LONGEST_OPENING if opening[0][:1].isalpha() else 1) for opening in openings)
    length = LONGEST_OPENING
    while len(openings) > MOST_OPENINGS and length:
        length -= 1
        openings = frozenset(_cut(opening, length) for opening in openings)
    return openings


def _cut(opening: Opening, length: int) -> Opening:
    text, ends = opening
    return (text[:length], ends and len(text) <= length)


def _needs(part: Facts) -> tuple[Wordings, ...]:
    return part.needs if part.all is None or "" in part.all else (part.all, *part.needs)


def _best(needs: tuple[Wordings, ...]) -> Wordings | None:
    """Return what is least likely to be met by chance: no short wording, and few of them."""
    return max(needs, key=lambda need: (min(map(len, need)), -len(need)), default=None)


class _Reader:
    """Reads an expression from left to right."""

    def __init__(self, expression: str) -> None:
        self._text = expression
        self.place = 0

    def alternatives(self) -> list[Facts]:
        """Read up to a closing bracket or the end."""
        found = self._group_or_row()
        while self._take("|"):
            found += self._group_or_row()
        return found

    def _group_or_row(self) -> list[Facts]:
        """Read an alternative; where it is one group, those inside it."""
        parts: list[Facts] = []
        if self._take("(?:"):
            inside = self.alternatives()
            if not self._take(")"):
                raise NotUnderstoodError(self._text)
            if self._text[self.place : self.place + 1] in {"", "|", ")"}:
                return inside
            parts.append(self._counted(_either(inside)))
        while self.place < len(self._text) and self._text[self.place] not in "|)":
            parts.append(self._counted(self._atom()))
        return [_in_a_row(parts)]

    def _take(self, wanted: str) -> bool:
        found = self._text.startswith(wanted, self.place)
        self.place += len(wanted) if found else 0
        return found

    def _next(self) -> str:
        if self.place >= len(self._text):
            raise NotUnderstoodError(self._text)
        self.place += 1
        return self._text[self.place - 1]

    def _atom(self) -> Facts:
        plain = PLAIN_LETTERS.match(self._text, self.place)
        if plain is not None:
            self.place = plain.end()
            return _of_text(plain[0])
        char = self._next()
        if char == "(":
            return self._group()
        if char == "\\":
            return self._escaped()
        if char in "*+?{}":
            raise NotUnderstoodError(self._text)
        if char in "^$":
            return NOTHING
        return _of_class(self._class() if char == "[" else KNOWN if char == "." else self._one(char))

    def _one(self, char: str) -> frozenset[str]:
        low = folded(char)
        if low not in KNOWN:
            raise NotUnderstoodError(self._text)
        return frozenset(low)

    def _group(self) -> Facts:
        kind = ":"
        if self._take("?"):
            kind = next((kind for kind in (*_INSIDE, *_AROUND) if self._take(kind)), "")
        inside = _either(self.alternatives())
        if not kind or not self._take(")"):
            raise NotUnderstoodError(self._text)
        if kind in _INSIDE:
            return inside
        # What must follow must be there; what must not, or stands before, says nothing.
        return replace(NOTHING, all=None, needs=_needs(inside)) if kind == "=" else NOTHING

    def _escaped(self) -> Facts:
        char = self._next()
        if char in "bB":
            return NOTHING
        return _of_class(self._escape(char))

    def _escape(self, char: str) -> frozenset[str]:
        """Return the characters of an escape, in or outside of a class."""
        if char == "p" and self._take("{"):
            end = self._text.find("}", self.place)
            name = self._text[self.place : end]
            if name not in _PROPERTIES:
                raise NotUnderstoodError(self._text)
            self.place = end + 1
            return _PROPERTIES[name]
        if char in _ESCAPED:
            return _ESCAPED[char]
        if char.isalnum():
            raise NotUnderstoodError(self._text)
        return self._one(char)

    def _class(self) -> frozenset[str]:
        inverted = self._take("^")
        found: set[str] = set()
        first = True
        while first or not self._take("]"):
            char = self._next()
            if char == "[" or self._text.startswith(("&&", "||", "--", "~~"), self.place - 1):
                raise NotUnderstoodError(self._text)  # sets of sets, for `regex` in its newer way
            first = False
            characters = self._escape(self._next()) if char == "\\" else self._one(char)
            if len(characters) == 1 and self._text[self.place : self.place + 1] == "-":
                characters = self._range(char, characters)
            found |= characters
        if not inverted:
            return frozenset(found)
        # With regard to case [^A-Z] takes small letters, and a digit left out leaves nine others.
        return KNOWN - (found - LETTERS - {DIGIT})

    def _range(self, char: str, alone: frozenset[str]) -> frozenset[str]:
        if self._text[self.place + 1 : self.place + 2] == "]":
            return alone  # a hyphen at the end is one
        self.place += 1
        last = self._next()
        if char == "\\" or last == "\\" or not (char.isascii() and last.isascii()):
            raise NotUnderstoodError(self._text)
        characters = {folded(chr(code)) for code in range(ord(char), ord(last) + 1)}
        return frozenset(characters) & KNOWN

    def _counted(self, part: Facts) -> Facts:
        least, most = 1, 1
        if self._take("?"):
            least, most = 0, 1
        elif self._take("*"):
            return self._greed(_repeated(part, 0, None))
        elif self._take("+"):
            return self._greed(_repeated(part, 1, None))
        elif self._take("{"):
            return self._greed(self._times(part))
        else:
            return part
        return self._greed(_repeated(part, least, most))

    def _greed(self, part: Facts) -> Facts:
        if not self._take("?"):
            self._take("+")
        return part

    def _times(self, part: Facts) -> Facts:
        end = self._text.find("}", self.place)
        low, comma, high = self._text[self.place : end].partition(",")
        if not low.isdecimal() or not (high.isdecimal() or not high):
            raise NotUnderstoodError(self._text)
        self.place = end + 1
        return _repeated(part, int(low), int(high) if high else None if comma else int(low))


_FOLDING = {code: chr(code + 32) for code in range(65, 91)} | dict.fromkeys(range(48, 58), DIGIT)
