"""Spellings and inflections of the words of a lexicon that its terms do not catch."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from itertools import islice, product

from framing.lexicon.grammar import read_term
from framing.lexicon.syntax import Alternatives, Node, Phrase, Proximity, Word
from framing.lexicon.words import has_wildcard
from framing.model import Lexicon, Term
from framing.tune.suggesting.grams import Gram, Vocabulary, plain
from framing.yamlfile import load_yaml

SPELLINGS = "spellings.yaml"

Words = tuple[str, ...]

MOST_ROWS = 200
"""Rows of words taken from one term: `(a | b) (c | d)` has four; the longest of the house's terms have hundreds."""


class Forms:
    """The runs of a corpus that are a term's words in another form.

    Two runs are one where they have the same letters after inflection (simplemma's dictionaries), British or American
    spelling (spellings.yaml) and hyphens are taken off: "counter-attacks" and `counterattack`, "defence" and `defense`.
    Wildcards, sets and distances are left alone: what they catch is not a list of words. Only such runs are kept of a
    corpus: all of them would fill a gigabyte in 5,000 articles.
    """

    def __init__(self, lexicon: Lexicon, vocabulary: Vocabulary) -> None:
        self.counts: Counter[Words] = Counter()
        self._vocabulary = vocabulary
        self._terms: list[tuple[Term, frozenset[Words], tuple[str, ...]]] = []
        self._runs: dict[str, dict[Words, None]] = {}
        for term in lexicon.terms:
            own = sorted(_rows(read_term(term.pattern)))
            keys = tuple(dict.fromkeys(self._key(row) for row in own))
            self._terms.append((term, frozenset(own), keys))
            self._runs.update({key: {} for key in keys})

    def add(self, found: Iterable[Gram]) -> None:
        """Take in the runs of one sentence."""
        for gram in found:
            runs = self._runs.get(self._key(gram.words))
            if runs is not None:
                runs[gram.words] = None
                self.counts[gram.words] += 1

    def variants(self) -> Iterator[tuple[Words, Term]]:
        """Yield the runs that are no row of a term's own words, with the term, in the order of the file."""
        for term, own, keys in self._terms:
            for key in keys:
                yield from ((words, term) for words in self._runs[key] if words not in own)

    def _key(self, words: Words) -> str:
        return "".join(_american(self._vocabulary.lemma(word)) for word in words)


def own_words(lexicon: Lexicon) -> frozenset[str]:
    """Return the plain words that the terms of a lexicon are made of, folded; wildcards, sets and guards left out."""
    return frozenset(word for term in lexicon.terms for word in _words(read_term(term.pattern)))


def _words(tree: Node) -> Iterator[str]:
    match tree:
        case Word() if not has_wildcard(tree.text):
            yield plain(tree.text)
        case Alternatives(choices=parts) | Phrase(parts=parts):
            for part in parts:
                yield from _words(part)
        case Proximity():
            for part in (tree.left,) if tree.guard else (tree.left, tree.right):
                yield from _words(part)
        case _:
            pass


def _rows(tree: Node) -> Iterator[Words]:
    """Yield the rows of plain words that a term stands for, at most MOST_ROWS."""
    return islice(_all_rows(tree), MOST_ROWS)


def _all_rows(tree: Node) -> Iterator[Words]:
    match tree:
        case Word() if not has_wildcard(tree.text) and not tree.exact:
            yield (plain(tree.text),)
        case Alternatives():
            for choice in tree.choices:
                yield from _all_rows(choice)
        case Phrase():
            for parts in product(*(tuple(_rows(part)) for part in tree.parts)):
                yield tuple(word for part in parts for word in part)
        case _:
            pass


@cache
def _american(word: str) -> str:
    for pattern, instead in _pairs():
        changed, number = pattern.subn(instead, word)
        if number:
            return changed
    return word


@cache
def _pairs() -> tuple[tuple[re.Pattern[str], str], ...]:
    text = (files("framing.tune.suggesting") / SPELLINGS).read_text(encoding="utf-8")
    pairs = load_yaml(text, SPELLINGS, shipped=True).mapping("the file")["pairs"].items("the pairs")
    read = [[part.written("a spelling") or "" for part in pair.items("a pair")] for pair in pairs]
    return tuple((re.compile(left), right) for left, right in read)
