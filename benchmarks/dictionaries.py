"""Lexicons made from the vocabulary of the generated news: one of 150 entries, one as large as LIWC's.

    python benchmarks/dictionaries.py --entries 6500 -o large.yaml

Two of five entries end in `*`, one in twenty is a phrase; one in five stands in two categories. Within a category no
word can be caught by two entries, so that any way of counting overlaps gives the same; between categories they overlap.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np
from news import News
from ruamel.yaml import YAML
from vocabulary import WORDS

# Words of a class are taken from ranks that lie evenly on a logarithmic scale, up to this one.
RAREST = 30_000
CLASSES = ("noun", "noun", "noun", "nouns", "verb", "past", "past", "ing", "adj", "adj", "adv", "name")
TRIES = 200


class Shape(NamedTuple):
    """How large a dictionary is, and the shares of its kinds of entries; `function` asks for categories of them."""

    entries: int
    categories: int
    wildcards: float = 0.4
    phrases: float = 0.05
    twice: float = 0.2
    function: bool = True


SMALL = Shape(entries=150, categories=4, wildcards=0.2, phrases=0.2, twice=0.1, function=False)
LARGE = Shape(entries=6500, categories=60)


class Dictionary:
    """Entries by category; one that could catch a word of another in its category is refused."""

    def __init__(self, categories: int) -> None:
        self.entries: list[list[str]] = [[] for _ in range(categories)]
        self.known: set[str] = set()
        self._words: list[set[str]] = [set() for _ in range(categories)]
        self._stems: list[set[str]] = [set() for _ in range(categories)]

    def add(self, entry: str, category: int) -> bool:
        """Add an entry where it clashes with none, and say whether it was added."""
        words = entry.replace("-", " ").split()
        if entry in self.entries[category] or any(self._clashes(word, category) for word in words):
            return False
        self.entries[category].append(entry)
        self.known.add(entry)
        for word in words:
            (self._stems if word.endswith("*") else self._words)[category].add(word.removesuffix("*"))
        return True

    def _clashes(self, word: str, category: int) -> bool:
        stem = word.removesuffix("*")
        words, stems = self._words[category], self._stems[category]
        if any(stem[:end] in stems for end in range(1, len(stem) + 1)) or stem in words:
            return True
        return word != stem and any(other.startswith(stem) for other in (*words, *stems))


def make_dictionary(shape: Shape, seed: int = 1) -> Dictionary:
    """Return a dictionary of a shape; the same for the same seed."""
    random = np.random.default_rng(seed)
    made = Dictionary(shape.categories)
    first = 0
    if shape.function:
        for first, words in enumerate(YAML(typ="safe").load(WORDS)["function"].values(), start=1):
            for word in words.split():
                made.add(word, first - 1)
    candidates = _candidates(shape, random)
    for _ in range(shape.entries * TRIES):
        if len(made.known) >= shape.entries:
            break
        entry = next(candidates)
        if entry in made.known:
            continue
        category = int(random.integers(first, shape.categories))
        added = made.add(entry, category)
        if added and random.random() < shape.twice:
            made.add(entry, int(random.integers(first, shape.categories)))
    assert len(made.known) == shape.entries, "the vocabulary is too small for a dictionary of this size"
    return made


def _candidates(shape: Shape, random: np.random.Generator) -> Iterator[str]:
    """Yield entries without end."""
    news = News()
    forms = {name: news.vocabulary.forms(name) for name in sorted({*CLASSES})}
    said = [phrase.lower() for phrases in news.phrases.values() for phrase in phrases]
    fixed = [phrase for phrase in said if " " in phrase and phrase.replace(" ", "").replace("-", "").isascii()]
    fixed = [phrase for phrase in fixed if "." not in phrase and "’" not in phrase and len(phrase.split()) < 4]
    while True:
        dice = random.random()
        word = _word(forms, random)
        if dice < shape.wildcards:
            if len(word) > 4:
                yield word[: max(4, len(word) - int(random.integers(0, 4)))] + "*"
        elif dice < shape.wildcards + shape.phrases:
            kind = random.random()
            pair = f"{forms['adj'][_rank(60, random)]} {forms['noun'][_rank(60, random)]}"
            yield fixed[int(random.integers(len(fixed)))] if kind < 0.4 else pair + "*" * (kind < 0.6)
        elif len(word) > 2:
            yield word


def _word(forms: dict[str, list[str]], random: np.random.Generator) -> str:
    words = forms[CLASSES[int(random.integers(len(CLASSES)))]]
    return words[_rank(min(RAREST, len(words)), random)].lower()


def _rank(most: int, random: np.random.Generator) -> int:
    return int(most ** random.random()) - 1


def write_dictionary(path: Path, shape: Shape, seed: int = 1) -> Path:
    """Write a dictionary as a lexicon that framing reads, and return its path."""
    made = make_dictionary(shape, seed)
    facets = {f"c{number:02d}": {"terms": entries} for number, entries in enumerate(made.entries)}
    lexicon = {
        "format": "framing-lexicon/1",
        "name": path.stem,
        "title": f"{shape.entries} generated entries",
        "version": "1",
        "licence": "MIT",
        "about": "Made from the vocabulary of generated news for benchmarks of speed; it measures nothing.",
        "stance": "asserted",
        "facets": facets,
    }
    with path.open("w", encoding="utf-8") as stream:
        YAML().dump(lexicon, stream)
    return path


def main() -> None:
    """Write a lexicon."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--entries", type=int, default=LARGE.entries)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("-o", "--output", type=Path, required=True)
    given = parser.parse_args()
    base = LARGE if given.entries > 1000 else SMALL
    write_dictionary(given.output, base._replace(entries=given.entries), given.seed)


if __name__ == "__main__":
    main()
