"""A regular expression read as far as a sieve needs it: how the texts it matches begin and end, and what is in them.

Whatever is not sure is left open: every normalised line that the expression matches agrees with its facts (in one
there are never two spaces in a row). Letters count without regard to case and digits as one; of characters beyond ASCII
only the SIGNS are told apart.
"""

from __future__ import annotations

from dataclasses import replace

import regex

from framing.text.cleaning.facts import (
    DIGIT,
    KNOWN,
    LETTERS,
    NOTHING,
    Facts,
    either,
    folded,
    in_a_row,
    needs,
    of_class,
    of_text,
    repeated,
)

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


class NotUnderstoodError(ValueError):
    """The expression holds something that is not read here."""


def facts_of(expression: str) -> list[Facts]:
    """Return the facts of each alternative of an expression, those in a group around it too.

    Raises NotUnderstoodError.
    """
    reader = _Reader(expression)
    alternatives = reader.alternatives()
    if reader.place < len(expression):
        raise NotUnderstoodError(expression)
    return alternatives


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
            parts.append(self._counted(either(inside)))
        while self.place < len(self._text) and self._text[self.place] not in "|)":
            parts.append(self._counted(self._atom()))
        return [in_a_row(parts)]

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
            return of_text(plain[0])
        char = self._next()
        if char == "(":
            return self._group()
        if char == "\\":
            return self._escaped()
        if char in "*+?{}":
            raise NotUnderstoodError(self._text)
        if char in "^$":
            return NOTHING
        return of_class(self._class() if char == "[" else KNOWN if char == "." else self._one(char))

    def _one(self, char: str) -> frozenset[str]:
        low = folded(char)
        if low not in KNOWN:
            raise NotUnderstoodError(self._text)
        return frozenset(low)

    def _group(self) -> Facts:
        kind = ":"
        if self._take("?"):
            kind = next((kind for kind in (*_INSIDE, *_AROUND) if self._take(kind)), "")
        inside = either(self.alternatives())
        if not kind or not self._take(")"):
            raise NotUnderstoodError(self._text)
        if kind in _INSIDE:
            return inside
        # What must follow must be there; what must not, or stands before, says nothing.
        return replace(NOTHING, all=None, needs=needs(inside)) if kind == "=" else NOTHING

    def _escaped(self) -> Facts:
        char = self._next()
        if char in "bB":
            return NOTHING
        return of_class(self._escape(char))

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
            return self._greed(repeated(part, 0, None))
        elif self._take("+"):
            return self._greed(repeated(part, 1, None))
        elif self._take("{"):
            return self._greed(self._times(part))
        else:
            return part
        return self._greed(repeated(part, least, most))

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
        return repeated(part, int(low), int(high) if high else None if comma else int(low))
