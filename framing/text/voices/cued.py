"""One sentence as the voice rules see it: its words, what stands between them, and which cues they belong to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from framing.lexicon.pattern import Node, Terms, compile_terms
from framing.model import CueLists, Token

_PREFIXES = ("reporting_", "quotation_")
BOUNDARY = frozenset(",;:()[]—–")
OF_SINGULARS = ("'s", "’s")
POSSESSIVES = (*OF_SINGULARS, "s'", "s’")
FLAGGED_WORDS = 16  # longer than any cue; keeps the flags linear in the sentence
_KEPT_CUES = 8  # cue lists compiled at once: a run uses one, tests a few


class Phrase(NamedTuple):
    """One cue found: half-open token indexes."""

    start: int
    end: int


class VoiceCues:
    """The lists of the cue files that voice reads, ready to be found. A list that is not there is empty."""

    def __init__(self, lists: Mapping[str, Sequence[str]], *, where: str = "") -> None:
        self._names: list[str] = []
        patterns: list[str] = []
        for name, terms in lists.items():
            patterns.extend(terms)
            self._names.extend([name.removeprefix("reporting_")] * len(terms))
        self._terms: Terms = compile_terms(patterns, where=where)
        self.elisions = frozenset(word.casefold() for word in lists.get("quotation_elisions", ()))
        self.suffixes = frozenset(word.casefold() for word in lists.get("reporting_suffixes", ()))

    @property
    def cues(self) -> tuple[tuple[str, Node], ...]:
        """Every cue, as the name of its list and its tree."""
        return tuple(zip(self._names, self._terms.trees, strict=True))

    def find(self, tokens: Sequence[Token], text: str) -> dict[str, list[Phrase]]:
        """Return where the cues of each list stand, in text order."""
        found: dict[str, list[Phrase]] = {}
        for term, start, end in self._terms.find(tokens, text=text):
            found.setdefault(self._names[term], []).append(Phrase(start, end))
        return found


def voice_cues(cues: CueLists) -> VoiceCues:
    """Return the lists of `cues` that voice reads, compiled once for each content. LexiconError for a bad term."""
    chosen = tuple((name, tuple(terms)) for name, terms in cues.lists.items() if name.startswith(_PREFIXES))
    return _compiled(chosen, cues.origin)


@lru_cache(maxsize=_KEPT_CUES)
def _compiled(lists: tuple[tuple[str, tuple[str, ...]], ...], where: str) -> VoiceCues:
    return VoiceCues(dict(lists), where=where or "cues")


def bare(word: str) -> str:
    """Return the word without the possessive it ends with: "Moscow" for "Moscow's"."""
    return word[:-2] if word.endswith(OF_SINGULARS) else word


@dataclass(frozen=True, slots=True)
class Reading:
    """The words of one sentence with their cues.

    `quotes[i]` is the number of the quotation word i stands in, or -1; `aside[i]` says that it stands in parentheses.
    `names` are the words the article writes with a capital inside a sentence.
    """

    text: str
    start: int
    end: int
    tokens: tuple[Token, ...]
    quotes: tuple[int, ...]
    aside: tuple[bool, ...]
    found: Mapping[str, Sequence[Phrase]]
    flags: tuple[frozenset[str], ...]
    names: frozenset[str]

    def __len__(self) -> int:
        return len(self.tokens)

    def word(self, index: int) -> str:
        """Return the word in lower case, for comparison only; empty outside the sentence."""
        return self.tokens[index].text.lower() if 0 <= index < len(self.tokens) else ""

    def has(self, name: str, index: int) -> bool:
        """Say whether word `index` belongs to a cue of the list `name`."""
        return 0 <= index < len(self.tokens) and name in self.flags[index]

    def gap(self, index: int) -> str:
        """Return what stands before word `index` (after the last word: what ends the sentence)."""
        left = self.tokens[index - 1].end if index > 0 else self.start
        right = self.tokens[index].start if index < len(self.tokens) else self.end
        return self.text[left:right]

    def breaks(self, index: int) -> bool:
        """Say whether a comma, a dash, a quotation mark or the sentence's edge stands before word `index`."""
        if index <= 0 or index >= len(self.tokens):
            return True
        if self.quotes[index] != self.quotes[index - 1]:
            return True
        gap = self.gap(index)
        return not BOUNDARY.isdisjoint(gap) or " - " in gap

    def capital(self, index: int) -> bool:
        """Say whether the word begins with a capital letter."""
        return 0 <= index < len(self.tokens) and self.tokens[index].text[:1].isupper()

    def name(self, index: int) -> bool:
        """Say whether the word is a proper name, as far as capitals tell: a sentence's first word may be any word."""
        if not self.capital(index):
            return False
        word = bare(self.tokens[index].text)
        opens = index == 0 or -1 < self.quotes[index] != self.quotes[index - 1]
        return not opens or word in self.names or (word.isupper() and len(word) > 1)

    def possessive(self, index: int) -> bool:
        """Say whether the word ends as a possessive does: "Moscow's"."""
        return self.tokens[index].text.endswith(POSSESSIVES)

    def adverb(self, index: int) -> bool:
        """Say whether the word is an adverb ("Vitaly" is none)."""
        return self.has("adverbs", index) and not self.name(index)

    def written(self, start: int, end: int) -> str:
        """Return words `start` to `end` as the article writes them, white space folded."""
        return " ".join(self.text[self.tokens[start].start : self.tokens[end - 1].end].split())


def read(
    text: str,
    span: tuple[int, int],
    tokens: tuple[Token, ...],
    *,
    quotes: tuple[int, ...],
    cues: VoiceCues,
    names: frozenset[str],
) -> Reading:
    """Return the reading of the sentence `text[span]`; `quotes` gives the quotation each word stands in, or -1."""
    found = cues.find(tokens, text)
    flags: list[set[str]] = [set() for _ in tokens]
    for name, phrases in found.items():
        for phrase in phrases:
            if phrase.end - phrase.start <= FLAGGED_WORDS:
                for index in range(phrase.start, phrase.end):
                    flags[index].add(name)
    return Reading(
        text,
        span[0],
        span[1],
        tokens,
        quotes,
        _asides(text, span, tokens),
        found,
        tuple(frozenset(flag) for flag in flags),
        names,
    )


def _asides(text: str, span: tuple[int, int], tokens: Sequence[Token]) -> tuple[bool, ...]:
    """Say for each word whether it stands in parentheses that are closed inside the sentence."""
    inside = [False] * len(tokens)
    if "(" not in text[span[0] : span[1]] and "[" not in text[span[0] : span[1]]:
        return tuple(inside)
    opened: int | None = None
    place = span[0]
    for index, stop in enumerate([*(token.start for token in tokens), span[1]]):
        for char in text[place:stop]:
            if char in "([":
                opened = index if opened is None else opened
            elif char in ")]" and opened is not None:
                inside[opened:index] = [True] * (index - opened)
                opened = None
        place = tokens[index].end if index < len(tokens) else stop
    return tuple(inside) if not all(inside) else (False,) * len(tokens)
