"""The grammar of a term: text to tree."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import cast

from framing.lexicon.spelling import LONGEST_DISTANCE, PatternError, check_spelling, explain
from framing.lexicon.syntax import Node, Proximity, Relation, SetRef, Word, alternatives, phrase
from framing.lexicon.words import APOSTROPHES, IGNORABLE, WILDCARDS, normal

# A term, as in docs/lexicon-language.md. It is read from left to right with one token of looking ahead: a parser
# generated from these lines took half of the time of loading a lexicon.
#     chain: row ((RELATION | NOT RELATION) row)*
#     row:   (WORD | QUOTED | SET | "(" chain ("|" chain)* ")")+
_TOKEN = re.compile(
    r"""[\s‐‑‒–—−-]*(?:
    (?P<RELATION>(?:NEAR|BEFORE|AFTER)/[0-9]+)
    |(?P<NOT>NOT(?![^\s()|"@=]))
    |(?P<QUOTED>=?"[^"]*")
    |(?P<SET>@[^\W\d]\w*(?:-\w+)*)
    |(?P<WORD>=?[^\s()|@="/‐‑‒–—−-][^\s()|@="/]*)
    |(?P<MARK>[()|])
    |(?P<END>\Z))""",
    re.VERBOSE,
)
_IGNORED = re.compile(r"[\s‐‑‒–—−-]*")

REMEMBERED_TERMS = 1 << 15  # a term is read when its file is loaded, checked and compiled; trees are never changed
_HYPHENS = re.compile(r"[‐‑‒–—−-]+")
# Three of four terms and set entries are such words; a word in them needs no look at its letters.
_PLAIN_WORD = re.compile(r"[A-Z]?[a-z]+\*?")
_PLAIN_WORDS = re.compile(rf"{_PLAIN_WORD.pattern}(?: {_PLAIN_WORD.pattern})*")


@lru_cache(maxsize=REMEMBERED_TERMS)
def read_term(pattern: str) -> Node:
    """Return the tree of a term; sets are named in it, not looked up.

    Raises PatternError where the term is not well formed.
    """
    if _PLAIN_WORDS.fullmatch(pattern):
        return phrase(tuple(Word(chunk[0], at=chunk.start()) for chunk in re.finditer(r"[^ ]+", pattern)))
    check_spelling(pattern)
    return _Reader(pattern).read()


class _Reader:
    """Reads one term. What is wrong with a word is said only where every token is in its place."""

    def __init__(self, pattern: str) -> None:
        self._pattern = pattern
        self._end = 0
        self._faults: list[PatternError] = []
        self._advance()

    def read(self) -> Node:
        node = self._chain()
        if self._kind != "END":
            raise self._unexpected()
        if self._faults:
            raise self._faults[0]
        return node

    def _advance(self) -> None:
        """Go to the next token: its kind, its text, and where it stands."""
        found = _TOKEN.match(self._pattern, self._end)
        if found is None or found.lastgroup is None:
            ignored = _IGNORED.match(self._pattern, self._end)
            raise explain(self._pattern, ignored.end() if ignored else self._end)
        self._kind, self._end = found.lastgroup, found.end()
        self._text, self._at = found[self._kind], found.start(self._kind)

    def _unexpected(self) -> PatternError:
        return explain(self._pattern, None if self._kind == "END" else self._at)

    def _chain(self) -> Node:
        node = self._row()
        while self._kind in ("RELATION", "NOT"):
            at, guard = self._at, self._kind == "NOT"
            if guard:
                self._advance()
                if self._kind != "RELATION":
                    raise self._unexpected()
            operator, place = self._text, self._at
            self._advance()
            right = self._row()
            name, _, digits = operator.partition("/")
            distance = self._distance(digits, place + len(name) + 1)
            node = Proximity(node, cast("Relation", name), distance, right, guard, at)
        return node

    def _row(self) -> Node:
        parts: list[Node] = []
        while True:
            if self._kind == "WORD":
                parts += self._written(self._words(self._text, self._at))
            elif self._kind == "QUOTED":
                parts += self._written(self._quoted())
            elif self._kind == "SET":
                parts.append(SetRef(unicodedata.normalize("NFC", self._text[1:]), self._at))
            elif self._text == "(":
                parts.append(self._choice())
                continue
            elif parts:
                return phrase(tuple(parts))
            else:
                raise self._unexpected()
            self._advance()

    def _choice(self) -> Node:
        choices: list[Node] = []
        while self._text in ("(", "|"):
            self._advance()
            choices.append(self._chain())
        if self._text != ")":
            raise self._unexpected()
        self._advance()
        return alternatives(tuple(choices))

    def _written(self, words: Iterator[Word]) -> list[Word]:
        """Return the words; where one is wrong, note that and return a word in their place."""
        try:
            return list(words)
        except PatternError as error:
            self._faults.append(error)
            return [Word("")]

    def _words(self, token: str, at: int) -> Iterator[Word]:
        exact = token.startswith("=")
        return _words(self._pattern, token[exact:], at + exact, exact=exact)

    def _quoted(self) -> Iterator[Word]:
        exact = self._text.startswith("=")
        first = self._at + exact + 1
        chunks = list(re.finditer(r"\S+", self._text[exact + 1 : -1]))
        if not chunks:
            raise PatternError(self._pattern, self._at, "nothing between the quotation marks", "write a word there")
        for chunk in chunks:
            yield from _words(self._pattern, chunk[0], first + chunk.start(), exact=exact)

    def _distance(self, digits: str, at: int) -> int:
        """Return the distance of an operator, or note what is wrong with it."""
        significant = digits.lstrip("0")
        if significant and len(significant) <= len(str(LONGEST_DISTANCE)):
            return int(significant)
        what = f"a distance is a number from 1 to {LONGEST_DISTANCE}, not {digits[:12]}"
        self._faults.append(PatternError(self._pattern, at, what, "1 means neighbours"))
        return 1


def _words(pattern: str, chunk: str, at: int, *, exact: bool) -> Iterator[Word]:
    """Yield the words of a chunk without white space: `long-range` is two words in a row, as it is in a text."""
    if _PLAIN_WORD.fullmatch(chunk):
        yield Word(chunk, exact, at)
        return
    for offset, char in enumerate(chunk):
        if not _belongs(chunk, offset):
            shown = f"`{char}`" if char.isprintable() else f"U+{ord(char):04X}"
            raise PatternError(pattern, at + offset, f"{shown} is not part of any word", _instead(char))
    found = False
    for piece in re.finditer(rf"(?:(?!{_HYPHENS.pattern}).)+", chunk):
        text = unicodedata.normalize("NFC", piece[0])
        if not text.strip(WILDCARDS):
            what = f"`{text}` alone would match every word"
            raise PatternError(pattern, at + piece.start(), what, "give it at least one letter")
        if not any(char.isalnum() for char in normal(text, exact=exact)):
            what = f"`{text}` holds no letter or digit"
            raise PatternError(pattern, at + piece.start(), what, "no word looks like that")
        found = True
        yield Word(text, exact, at + piece.start())
    if not found:
        raise PatternError(pattern, at, "a word was expected", "a hyphen alone matches nothing")


def _belongs(chunk: str, offset: int) -> bool:
    """Say whether the character can stand in a word at this place: `U.S.` and `10,000` are words, `strike,` is not."""
    char = chunk[offset]
    if char.isalnum() or unicodedata.category(char)[0] == "M" or char in APOSTROPHES + IGNORABLE + WILDCARDS:
        return True
    before, after = chunk[offset - 1 : offset], chunk[offset + 1 : offset + 2]
    if char == ",":
        return before.isdigit() and after.isdigit()
    if char == ".":
        dotted = not chunk[max(0, offset - 2) : offset - 1].isalnum() or (before.isdigit() and after.isdigit())
        return before.isalnum() and (dotted or after == "" or _HYPHENS.fullmatch(after) is not None)
    return _HYPHENS.fullmatch(char) is not None


def _instead(char: str) -> str:
    if char in "“”„«»":
        return 'use straight quotation marks: "NEAR"'
    if char in ",;":
        return "write alternatives as (a | b), and words in a row with a space between"
    if char in "&.":
        return "write the words on both sides in a row"
    return "leave it out: only letters, digits, inner apostrophes and full stops make a word"
