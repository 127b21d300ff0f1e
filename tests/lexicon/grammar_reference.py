"""The grammar of a term once more, as its own lines say it: read by a parser generator, with no care for speed."""

from __future__ import annotations

import re
from typing import Any, cast

from lark import Lark, Token, Transformer, UnexpectedInput, UnexpectedToken, v_args

from framing.lexicon.spelling import check_spelling, explain
from framing.lexicon.syntax import Node, Proximity, Relation, SetRef, Word, alternatives, phrase

PARSER = Lark(
    r"""
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
    """,
    parser="lalr",
    lexer="basic",
)


def read(pattern: str) -> Node:
    """Return the tree of a term whose words are all well formed; raises PatternError for one out of its place."""
    check_spelling(pattern)
    try:
        tree: Any = PARSER.parse(pattern)
    except UnexpectedInput as error:
        ended = isinstance(error, UnexpectedToken) and error.token.type == "$END"
        raise explain(pattern, None if ended else error.pos_in_stream) from None
    return Builder().transform(tree)


@v_args(inline=True)
class Builder(Transformer[Token, Node]):
    """Tokens to nodes."""

    def start(self, node: Node) -> Node:
        return node

    def row(self, *parts: Node) -> Node:
        return phrase(parts)

    def choice(self, *choices: Node) -> Node:
        return alternatives(choices)

    def reference(self, token: Token) -> Node:
        return SetRef(token[1:], token.start_pos or 0)

    def word(self, token: Token) -> Node:
        exact = token.startswith("=")
        first = (token.start_pos or 0) + exact
        pieces = re.finditer(r"[^\s-]+", token[exact:])
        return phrase(tuple(Word(piece[0], exact, first + piece.start()) for piece in pieces))

    def quoted(self, token: Token) -> Node:
        exact = token.startswith("=")
        first = (token.start_pos or 0) + exact + 1
        pieces = re.finditer(r"[^\s-]+", token[exact + 1 : -1])
        return phrase(tuple(Word(piece[0], exact, first + piece.start()) for piece in pieces))

    def near(self, left: Node, relation: Token, right: Node) -> Node:
        name, _, distance = relation.partition("/")
        return Proximity(left, cast("Relation", name), int(distance), right, False, relation.start_pos or 0)

    def guard(self, left: Node, refusal: Token, relation: Token, right: Node) -> Node:
        name, _, distance = relation.partition("/")
        return Proximity(left, cast("Relation", name), int(distance), right, True, refusal.start_pos or 0)
