"""The grammar of a term: text to tree."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, cast

from lark import Lark, Token, Transformer, UnexpectedInput, UnexpectedToken, v_args
from lark.exceptions import VisitError

from framing.lexicon.spelling import LONGEST_DISTANCE, PatternError, check_spelling, explain
from framing.lexicon.syntax import Node, Proximity, Relation, SetRef, Word, alternatives, phrase
from framing.lexicon.words import APOSTROPHES, IGNORABLE, WILDCARDS, normal

GRAMMAR = r"""
    start: chain
    ?chain: row
          | chain RELATION row          -> near
          | chain NOT RELATION row      -> guard
    row: part+
    ?part: WORD                         -> word
         | QUOTED                       -> quoted
         | SET                          -> reference
         | "(" chain ("|" chain)* ")"   -> choice

    RELATION.3: /(NEAR|BEFORE|AFTER)\/[0-9]+/
    NOT.2: /NOT(?![^\s()|"@=])/
    SET: /@[^\W\d]\w*(-\w+)*/
    QUOTED.2: /=?"[^"]*"/
    WORD: /=?[^\s()|@="\/‐‑‒–—−-][^\s()|@="\/]*/
    %ignore /[\s‐‑‒–—−-]+/
"""

_PARSER = Lark(GRAMMAR, parser="lalr", lexer="basic", maybe_placeholders=False)
REMEMBERED_TERMS = 1 << 15  # a term is read when its file is loaded, checked and compiled; trees are never changed
_HYPHENS = re.compile(r"[‐‑‒–—−-]+")
# Three of four terms and set entries are such words, for which the parser is not needed: it takes half of the loading.
_PLAIN_WORDS = re.compile(r"[A-Z]?[a-z]+\*?(?: [A-Z]?[a-z]+\*?)*")


@lru_cache(maxsize=REMEMBERED_TERMS)
def read_term(pattern: str) -> Node:
    """Return the tree of a term; sets are named in it, not looked up.

    Raises PatternError where the term is not well formed.
    """
    if _PLAIN_WORDS.fullmatch(pattern):
        return phrase(tuple(Word(chunk[0], at=chunk.start()) for chunk in re.finditer(r"[^ ]+", pattern)))
    check_spelling(pattern)
    try:
        tree: Any = _PARSER.parse(pattern)
    except UnexpectedInput as error:
        ended = isinstance(error, UnexpectedToken) and error.token.type == "$END"
        raise explain(pattern, None if ended else error.pos_in_stream) from None
    try:
        return _TreeBuilder(pattern).transform(tree)
    except VisitError as error:
        raise error.orig_exc from None


@v_args(inline=True)
class _TreeBuilder(Transformer[Token, Node]):
    """Builds the tree of one term; the words are checked here, where their place is known."""

    def __init__(self, pattern: str) -> None:
        super().__init__()
        self.pattern = pattern

    def start(self, node: Node) -> Node:
        return node

    def row(self, *parts: Node) -> Node:
        return phrase(parts)

    def choice(self, *choices: Node) -> Node:
        return alternatives(choices)

    def reference(self, token: Token) -> Node:
        return SetRef(unicodedata.normalize("NFC", token[1:]), _at(token))

    def near(self, left: Node, relation: Token, right: Node) -> Node:
        return self._proximity(left, relation, right, guard=False, at=_at(relation))

    def guard(self, left: Node, refusal: Token, relation: Token, right: Node) -> Node:
        return self._proximity(left, relation, right, guard=True, at=_at(refusal))

    def word(self, token: Token) -> Node:
        exact = token.startswith("=")
        return phrase(tuple(_words(self.pattern, str(token[exact:]), _at(token) + exact, exact=exact)))

    def quoted(self, token: Token) -> Node:
        exact = token.startswith("=")
        first = _at(token) + exact + 1
        words = [
            word
            for chunk in re.finditer(r"\S+", token[exact + 1 : -1])
            for word in _words(self.pattern, chunk[0], first + chunk.start(), exact=exact)
        ]
        if not words:
            raise PatternError(self.pattern, _at(token), "nothing between the quotation marks", "write a word there")
        return phrase(tuple(words))

    def _proximity(self, left: Node, operator: Token, right: Node, *, guard: bool, at: int) -> Node:
        name, _, digits = operator.partition("/")
        significant = digits.lstrip("0")
        if not significant or len(significant) > len(str(LONGEST_DISTANCE)):
            what = f"a distance is a number from 1 to {LONGEST_DISTANCE}, not {digits[:12]}"
            raise PatternError(self.pattern, _at(operator) + len(name) + 1, what, "1 means neighbours")
        return Proximity(left, cast("Relation", name), int(significant), right, guard, at)


def _at(token: Token) -> int:
    return 0 if token.start_pos is None else token.start_pos


def _words(pattern: str, chunk: str, at: int, *, exact: bool) -> Iterator[Word]:
    """Yield the words of a chunk without white space: `long-range` is two words in a row, as it is in a text."""
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
