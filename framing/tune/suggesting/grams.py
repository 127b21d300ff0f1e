"""Words and short runs of words, as a term would catch them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

import simplemma

from framing.compare.words import APOSTROPHES, word
from framing.errors import LexiconError
from framing.lexicon.grammar import read_term
from framing.model import Document, Sentence

LONGEST = 3  # words: longer runs hardly ever recur (in seeds/, 2 of 1,900 runs of four words occur twice)
JOINTS = frozenset({"", "-", "‐", "‑"})


class Gram(NamedTuple):
    """A run of words in a sentence: what it counts as, and the words it is, half-open."""

    words: tuple[str, ...]
    start: int
    end: int


def grams(document: Document, sentence: Sentence, *, stop: frozenset[str]) -> Iterator[Gram]:
    """Yield the runs of at most LONGEST words that a phrase could catch and that begin and end with a word that counts.

    A stop word alone says nothing about the subject, so none begins or ends a run; inside one it may stand ("rule of
    law"). Punctuation other than a hyphen ends a run, as it ends a phrase.
    """
    text, tokens = document.article.text, sentence.tokens
    counts = [word(token.text, stop=stop) is not None for token in tokens]
    folded = [plain(token.text) for token in tokens]
    for start, opens in enumerate(counts):
        if not opens:
            continue
        for end in range(start + 1, min(start + LONGEST, len(tokens)) + 1):
            if end - start > 1 and text[tokens[end - 2].end : tokens[end - 1].start].strip() not in JOINTS:
                break
            if counts[end - 1]:
                yield Gram(tuple(folded[start:end]), start, end)


@dataclass(slots=True)
class Vocabulary:
    """How the words of some texts are written: whether they are names, and their dictionary forms."""

    language: str = "en"
    _lower: set[str] = field(default_factory=set)
    _capital: set[str] = field(default_factory=set)
    _lemmas: dict[str, str] = field(default_factory=dict)

    def add(self, sentence: Sentence, found: Iterable[Gram]) -> None:
        """Take in the runs of one sentence."""
        for gram in found:
            for key, place in zip(gram.words, range(gram.start, gram.end), strict=True):
                written = sentence.tokens[place].text
                if written[:1].islower():
                    self._lower.add(key)
                elif place > 0:
                    self._capital.add(key)

    def is_name(self, words: tuple[str, ...]) -> bool:
        """Say whether a run is a name: its first and last words have a capital wherever they could be without."""
        return all(key in self._capital and key not in self._lower for key in (words[0], words[-1]))

    def lemma(self, written: str) -> str:
        """Return the dictionary form of a word; the word itself in a language there is no dictionary of."""
        if written not in self._lemmas:
            try:
                self._lemmas[written] = str(simplemma.lemmatize(written, lang=self.language)).casefold()
            except ValueError:
                self._lemmas[written] = written.casefold()
        return self._lemmas[written]


def as_pattern(words: tuple[str, ...], *, stop: frozenset[str]) -> str | None:
    """Return a run as a term, None where the term language cannot hold it.

    A stop word that counted stood in capitals and keeps them: `=US` is not "us".
    """
    bare = f"={words[0].upper()}" if len(words) == 1 and words[0] in stop else " ".join(words)
    for pattern in (bare, " ".join(f'"{each}"' for each in words)):
        try:
            read_term(pattern)
        except LexiconError:
            continue
        return pattern
    return None


def plain(written: str) -> str:
    """Return a word folded, with straight apostrophes and without a final possessive."""
    return written.translate(APOSTROPHES).casefold().removesuffix("'s").rstrip("'")
