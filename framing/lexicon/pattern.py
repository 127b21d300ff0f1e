"""The term language: parse a term, compile many, find them all in a sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from framing.errors import LexiconError
from framing.lexicon.grammar import read_term
from framing.lexicon.program import Program
from framing.lexicon.resolve import sets_of
from framing.lexicon.spelling import PatternError
from framing.lexicon.syntax import Node
from framing.model import Token

__all__ = ["Match", "Node", "PatternError", "Terms", "compile_terms", "parse"]


class Match(NamedTuple):
    """One place where a term matched: the term's index, and its tokens, half-open, from its first word to its last."""

    term: int
    start: int
    end: int


def parse(pattern: str, sets: Mapping[str, Sequence[str]] | None = None) -> Node:
    """Return the tree of a term, with the names of sets still in it.

    Raises PatternError where the term is not well formed, and, where `sets` is given, where it names a set that is not
    there or can never match anything.
    """
    node = read_term(pattern)
    if sets is not None:
        sets_of(sets).resolve(node, pattern)
    return node


def compile_terms(
    patterns: Sequence[str], *, sets: Mapping[str, Sequence[str]] | None = None, where: str = ""
) -> Terms:
    """Return the terms ready to be found in any number of sentences.

    `where` says in an error whose terms these are. Raises LexiconError for the first term that is not well formed, that
    names an unknown set, or that can never match anything.
    """
    known = sets_of(sets or {})
    resolved = []
    for pattern in patterns:
        try:
            resolved.append(known.term(pattern))
        except PatternError as error:
            if not where:
                raise
            raise LexiconError(f"{where}: {error.where}", error.what, error.remedy) from error
    return Terms(resolved)


class Terms:
    """Compiled terms. The same tokens give the same matches, whatever was looked at before."""

    def __init__(self, resolved: Sequence[Node]) -> None:
        self._trees = tuple(resolved)

    @cached_property
    def _program(self) -> Program:
        return Program(self._trees)

    def __len__(self) -> int:
        return len(self._trees)

    @property
    def trees(self) -> tuple[Node, ...]:
        """The terms as trees, without names of sets."""
        return self._trees

    def find(self, tokens: Sequence[Token], *, text: str | None = None) -> tuple[Match, ...]:
        """Return every match in the tokens of one sentence, in the order of start, end and term; overlaps are left in.

        `text` is the text that the tokens' offsets point into. With it, words stand in a row only where nothing but
        white space, a hyphen, quotation marks or an abbreviation's full stop is between them ("red, line" is no
        `red line`); without it, neighbouring tokens always do.
        """
        return tuple(Match(term, start, end) for start, end, term in self._program.run(tokens, text))
