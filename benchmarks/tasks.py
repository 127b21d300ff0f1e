"""What peers are asked to count: the entries of a lexicon in texts, by article and category."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from framing.model import Article, Lexicon

Table = NDArray[np.int64]
Count = Callable[[], Table]
TOKENS = re.compile(r"\w+|[^\w\s]+")


def plain(text: str) -> str:
    """Return a text in lower case without what framing sees through: hyphens, quotation marks and possessives.

    Dashes stand apart. In raw text the peers would miss "red-line" and "the Kremlin's"; who uses them does this.
    """
    text = text.lower().replace("-", " ").replace("“", "").replace("”", "").replace('"', "")
    return text.replace("’s", "").replace("'s", "").replace("—", " — ")


class Entry(NamedTuple):
    """A word or phrase in lower case, whether its last word may go on, and the numbers of its categories."""

    words: tuple[str, ...]
    open: bool
    categories: tuple[int, ...]

    @property
    def text(self) -> str:
        """The words, with a space between, without the `*`."""
        return " ".join(self.words)


@dataclass(frozen=True)
class Task:
    """The texts of articles, and a lexicon of words and phrases that may end in `*`."""

    texts: Sequence[str]
    lexicon: Lexicon

    @property
    def size(self) -> float:
        """Million bytes of text."""
        return sum(len(text.encode()) for text in self.texts) / 1e6

    @property
    def categories(self) -> int:
        """How many categories there are."""
        return len(self.lexicon.facets)

    @property
    def articles(self) -> list[Article]:
        """The texts as articles that need no cleaning."""
        return [Article(id=str(n), outlet="", text=text, origin="", sha256=str(n)) for n, text in enumerate(self.texts)]

    @cached_property
    def entries(self) -> list[Entry]:
        """The entries, each once."""
        found: dict[str, list[int]] = {}
        for number, facet in enumerate(self.lexicon.facets):
            for term in facet.terms:
                found.setdefault(term.pattern.lower(), []).append(number)
        return [
            Entry(tuple(text.removesuffix("*").replace("-", " ").split()), text.endswith("*"), tuple(categories))
            for text, categories in found.items()
        ]

    @cached_property
    def written_out(self) -> dict[str, tuple[int, ...]]:
        """Entries without `*`: for tools that have no wildcards, every word of the texts that one catches."""
        words = sorted({word for text in self.texts for word in TOKENS.findall(plain(text))})
        found: dict[str, tuple[int, ...]] = {}
        for entry in self.entries:
            *before, last = entry.words
            for word in _beginning(words, last) if entry.open else (last,):
                text = " ".join((*before, word))
                found[text] = (*found.get(text, ()), *entry.categories)
        return found

    @property
    def longest(self) -> int:
        """The most words that an entry has."""
        return max(len(entry.words) for entry in self.entries)

    def table(self) -> Table:
        """Return a table of zeros: articles by categories."""
        return np.zeros((len(self.texts), self.categories), dtype=np.int64)


def _beginning(words: Sequence[str], stem: str) -> Sequence[str]:
    """Return those of sorted words that begin with a stem."""
    first = last = bisect_left(words, stem)
    while last < len(words) and words[last].startswith(stem):
        last += 1
    return words[first:last]
