"""Counting terms by article and category with other tools, as their users would: what benchmarks/scale.py holds beside.

Each peer is a function of texts and entries that returns a function to be timed; that returns (articles, categories).
What is made once (an automaton, a vocabulary) is made before the clock starts.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

TOKENS = re.compile(r"\w+|[^\w\s]+")
Table = NDArray[np.int64]
Count = Callable[[], Table]


class Entry(NamedTuple):
    """One term: the number of its category, and a word or phrase in lower case."""

    category: int
    text: str


class Task(NamedTuple):
    """What is counted, in how many categories."""

    texts: Sequence[str]
    entries: Sequence[Entry]
    categories: int

    def table(self) -> Table:
        """Return a table of zeros."""
        return np.zeros((len(self.texts), self.categories), dtype=np.int64)


def framing(task: Task) -> Count:
    """Sentences, words and the matcher of framing; no voice and no stance."""
    from framing.model import Article, Facet, Lexicon, Term
    from framing.score.match import Matcher
    from framing.text.sentences import segment

    facets = tuple(
        Facet(
            name=f"c{number}",
            title="",
            terms=tuple(
                Term(id=e.text, pattern=f'"{e.text}"' if " " in e.text else e.text, facet=f"c{number}")
                for e in task.entries
                if e.category == number
            ),
        )
        for number in range(task.categories)
    )
    matcher = Matcher(Lexicon(name="peers", title="", version="1", about="", facets=facets))
    articles = [Article(id=str(n), outlet="", text=text, origin="", sha256="") for n, text in enumerate(task.texts)]

    def count() -> Table:
        table = task.table()
        for row, article in enumerate(articles):
            for hit in matcher.match(segment(article)):
                table[row, int(hit.facet[1:])] += 1
        return table

    return count


def nltk(task: Task) -> Count:
    """NLTK's word and punctuation tokens, and a dictionary from the first word to the rest of each entry."""
    from nltk.tokenize import wordpunct_tokenize

    starts: dict[str, list[tuple[list[str], int]]] = {}
    for entry in task.entries:
        first, *rest = entry.text.split()
        starts.setdefault(first, []).append((rest, entry.category))

    def count() -> Table:
        table = task.table()
        for row, text in enumerate(task.texts):
            words = wordpunct_tokenize(text.lower())
            for place, word in enumerate(words, start=1):
                for rest, category in starts.get(word, ()):
                    if words[place : place + len(rest)] == rest:
                        table[row, category] += 1
        return table

    return count


def scikit_learn(task: Task) -> Count:
    """CountVectorizer with a fixed vocabulary of one and two words, summed by category."""
    from sklearn.feature_extraction.text import CountVectorizer

    names = [entry.text for entry in task.entries]
    longest = max(len(name.split()) for name in names)
    vectorizer = CountVectorizer(
        vocabulary=names, ngram_range=(1, longest), tokenizer=TOKENS.findall, token_pattern=None
    )
    of_category = np.eye(task.categories, dtype=np.int64)[[entry.category for entry in task.entries]]
    return lambda: np.asarray(vectorizer.transform(task.texts) @ of_category, dtype=np.int64)


def spacy(task: Task) -> Count:
    """SpaCy's blank English tokens and its PhraseMatcher on lower case."""
    import spacy as library
    from spacy.matcher import PhraseMatcher

    nlp = library.blank("en")
    matcher = PhraseMatcher(nlp.vocab, attr="LOWER")
    for number in range(task.categories):
        matcher.add(f"c{number}", [nlp.make_doc(entry.text) for entry in task.entries if entry.category == number])
    category = {nlp.vocab.strings[f"c{number}"]: number for number in range(task.categories)}

    def count() -> Table:
        table = task.table()
        for row, text in enumerate(task.texts):
            for name, _, _ in matcher(nlp.make_doc(text)):
                table[row, category[name]] += 1
        return table

    return count


def flashtext(task: Task) -> Count:
    """Flashtext's KeywordProcessor, which does not regard case."""
    from flashtext import KeywordProcessor

    processor = KeywordProcessor()
    for entry in task.entries:
        processor.add_keyword(entry.text, str(entry.category))

    def count() -> Table:
        table = task.table()
        for row, text in enumerate(task.texts):
            for category in processor.extract_keywords(text):
                table[row, int(category)] += 1
        return table

    return count


def pyahocorasick(task: Task) -> Count:
    """Pyahocorasick on lower-cased text, with word boundaries looked at for each match."""
    import ahocorasick

    automaton = ahocorasick.Automaton()
    for entry in task.entries:
        automaton.add_word(entry.text, (entry.category, len(entry.text)))
    automaton.make_automaton()

    def count() -> Table:
        table = task.table()
        for row, text in enumerate(task.texts):
            lower = text.lower()
            for end, (category, length) in automaton.iter(lower):
                table[row, category] += _bounded(lower, end + 1 - length, end + 1)
        return table

    return count


def ahocorasick_rs(task: Task) -> Count:
    """Ahocorasick_rs on lower-cased text, with word boundaries looked at for each match."""
    from ahocorasick_rs import AhoCorasick

    automaton = AhoCorasick([entry.text for entry in task.entries])
    categories = [entry.category for entry in task.entries]

    def count() -> Table:
        table = task.table()
        for row, text in enumerate(task.texts):
            lower = text.lower()
            for number, start, end in automaton.find_matches_as_indexes(lower, overlapping=True):
                table[row, categories[number]] += _bounded(lower, start, end)
        return table

    return count


def _bounded(text: str, start: int, end: int) -> bool:
    return not (start and text[start - 1].isalnum()) and not (end < len(text) and text[end].isalnum())


PEERS: dict[str, Callable[[Task], Count]] = {
    "framing": framing,
    "NLTK tokens + dict": nltk,
    "scikit-learn CountVectorizer": scikit_learn,
    "spaCy PhraseMatcher": spacy,
    "flashtext": flashtext,
    "pyahocorasick": pyahocorasick,
    "ahocorasick_rs": ahocorasick_rs,
}
