"""The words of generated news: real ones at the head, a long tail of invented ones, and classes that never end.

Ranks are drawn by Zipf and Mandelbrot's law, which falls faster past a knee; nouns, names and places that an article
has used come again in it. New words keep coming: numbers, sums, compounds, possessives and misspellings.
Sources: Mandelbrot (1953), An informational theory of the statistical structure of language; Ferrer i Cancho and Sole
(2001), Two regimes in the frequency of words and the origins of complex lexicons, J. of Quantitative Linguistics 8(3).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from ruamel.yaml import YAML

Ints = NDArray[np.int64]

WORDS = Path(__file__).with_name("words.yaml")
# How many words of a class there are, real and invented.
SIZES = {
    "noun": 90_000,
    "verb": 12_000,
    "adj": 40_000,
    "adv": 8_000,
    "surname": 150_000,
    "place": 12_000,
    "org": 15_000,
}
SHIFT = 2.7  # Mandelbrot's: the commonest words are less common than Zipf's law says
KNEE = 3_000  # words of a class that the law's first part holds for
TAIL = 1.9  # how fast frequencies fall past the knee
# Words of a class that an article keeps coming back to, and how often one of them is taken.
REPEATED = {
    "noun": (12, 0.3),
    "adj": (6, 0.15),
    "verb": (6, 0.1),
    "surname": (5, 0.75),
    "place": (4, 0.6),
    "org": (2, 0.7),
}
MISSPELT = 0.0008
ACCENTED = 0.08  # share of invented names with a letter that has an accent
VOWELS = "aeiou"
NAMES = ("surname", "place", "org")


class Vocabulary:
    """Words of each class, drawn by frequency; what is drawn depends on the generator of random numbers alone."""

    def __init__(self, random: np.random.Generator) -> None:
        self._random = random
        data = YAML(typ="safe").load(WORDS)
        self.ranked = self._ranked(data)
        irregular = {verb: forms for verb, *forms in (entry.split(":") for entry in data["irregular"].split())}
        verbs, nouns = self.ranked["verb"], self.ranked["noun"]
        self._forms: dict[str, tuple[str, NDArray[np.object_]]] = {
            name: (source, np.array(words, dtype=object))
            for name, source, words in (
                ("noun", "noun", nouns),
                ("nouns", "noun", [plural(word) for word in nouns]),
                ("verb", "verb", verbs),
                ("verbs", "verb", [plural(word) for word in verbs]),
                ("past", "verb", [irregular[word][0] if word in irregular else past(word) for word in verbs]),
                ("participle", "verb", [irregular[word][1] if word in irregular else past(word) for word in verbs]),
                ("ing", "verb", [gerund(word) for word in verbs]),
                ("adj", "adj", self.ranked["adj"]),
                ("adv", "adv", self.ranked["adv"]),
                ("name", "surname", self.ranked["surname"]),
                ("place", "place", self.ranked["place"]),
                ("org", "org", self.ranked["org"]),
                ("first", "first", self.ranked["first"]),
                ("weekday", "weekday", data["weekday"].split()),
                ("month", "month", data["month"].split()),
            )
        }
        sizes = {source: len(words) for source, words in self._forms.values()}
        self._shares = {source: _shares(size) for source, size in sizes.items()}
        self._open: dict[str, Callable[[int], list[str]]] = {
            "number": self._numbers,
            "money": self._sums,
            "percent": self._percents,
            "year": lambda n: [str(2027 - gap) for gap in self._random.geometric(0.18, n).clip(1, 120)],
            "dayno": lambda n: self._integers(1, 32, n),
            "hour": lambda n: self._integers(1, 13, n),
            "hyphenated": self._compounds,
        }
        self._cast: dict[str, Ints] = {}

    @property
    def classes(self) -> frozenset[str]:
        """The names of the classes there are."""
        return frozenset({*self._forms, *self._open})

    def forms(self, name: str) -> list[str]:
        """Return the words of a class, the commoner first."""
        words: list[str] = self._forms[name][1].tolist()
        return words

    def start(self, articles: int) -> None:
        """Choose the words that each of the next articles will keep coming back to."""
        self._cast = {source: self._ranks(source, (articles, size)) for source, (size, _) in REPEATED.items()}

    def draw(self, name: str, articles: Ints) -> list[str]:
        """Return a word of a class for each number of an article."""
        if name in self._open:
            return self._open[name](len(articles))
        source, words = self._forms[name]
        ranks = self._ranks(source, len(articles))
        if source in REPEATED:
            size, share = REPEATED[source]
            again = self._random.random(len(articles)) < share
            ranks[again] = self._cast[source][articles[again], self._random.integers(size, size=int(again.sum()))]
        drawn: list[str] = words[ranks].tolist()
        if source in SIZES:
            self._misspell(drawn)
        return drawn

    def _ranks(self, source: str, size: int | tuple[int, int]) -> Ints:
        return np.searchsorted(self._shares[source], self._random.random(size)).astype(np.int64)

    def _ranked(self, data: dict[str, Any]) -> dict[str, list[str]]:
        ranked = {name: list(dict.fromkeys(data[name].split())) for name in ("first", *SIZES)}
        taken = {word.lower() for words in ranked.values() for word in words}
        for name, size in SIZES.items():
            invented = self._invent(size - len(ranked[name]), data, data["endings"][name], taken)
            ranked[name] += self._names(invented, data["accents"]) if name in NAMES else invented
        return ranked

    def _invent(self, number: int, data: dict[str, Any], endings: Sequence[str], taken: set[str]) -> list[str]:
        """Return words that can be spoken and are not taken yet; the later ones have more syllables."""
        parts = [data[key].replace("_", "").split(" ") for key in ("onsets", "nuclei", "codas")]
        syllables = ["".join(self._choose(parts)) for _ in range(4000)]
        words: list[str] = []
        while len(words) < number:
            count = number - len(words) + 1000
            rows = self._random.integers(len(syllables), size=(count, 3)).tolist()
            last = self._random.integers(len(endings), size=count).tolist()
            for place, (row, end) in enumerate(zip(rows, last, strict=True)):
                rank = len(words)
                length = 1 + (rank > 300) + (rank > 8000 and place % 3 == 0)
                word = "".join([syllables[i] for i in row[:length]]) + endings[end]
                if word not in taken and len(word) > 3:
                    taken.add(word)
                    words.append(word)
        return words[:number]

    def _names(self, words: Sequence[str], accents: dict[str, str]) -> list[str]:
        """Return words with a capital, a few of them with an accent."""
        names = [word.capitalize() for word in words]
        for index in np.flatnonzero(self._random.random(len(words)) < ACCENTED).tolist():
            name = names[index]
            at = int(self._random.integers(1, len(name)))
            letters = accents.get(name[at], name[at])
            names[index] = name[:at] + letters[index % len(letters)] + name[at + 1 :]
        return names

    def _choose(self, parts: Iterable[Sequence[str]]) -> list[str]:
        return [part[int(np.searchsorted(_shares(len(part)), self._random.random()))] for part in parts]

    def _integers(self, low: int, high: int, number: int) -> list[str]:
        return [str(n) for n in self._random.integers(low, high, number).tolist()]

    def _numbers(self, number: int) -> list[str]:
        return [f"{int(10**power):,}" for power in (0.5 + self._random.exponential(1.2, number)).clip(0.5, 9).tolist()]

    def _sums(self, number: int) -> list[str]:
        amounts = self._random.exponential(1.3, number).clip(0, 4)
        scales = self._random.integers(3, size=number).tolist()
        units = ("", " million", " billion")
        return [f"${10**power:,.{min(scale, 1)}f}{units[scale]}" for power, scale in zip(amounts, scales, strict=True)]

    def _percents(self, number: int) -> list[str]:
        return [f"{value:.1f}".removesuffix(".0") for value in self._random.exponential(12, number).tolist()]

    def _compounds(self, number: int) -> list[str]:
        firsts = self._forms["noun"][1][self._ranks("noun", number)]
        seconds = self._forms["participle"][1][self._ranks("verb", number)]
        return [f"{first}-{second}" for first, second in zip(firsts, seconds, strict=True)]

    def _misspell(self, words: list[str]) -> None:
        """Swap two letters in a few of the words."""
        wrong = np.flatnonzero(self._random.random(len(words)) < MISSPELT)
        for index, place in zip(wrong.tolist(), self._random.random(len(wrong)).tolist(), strict=True):
            word = words[index]
            at = 1 + int(place * (len(word) - 2)) if len(word) > 3 else len(word)
            words[index] = word[:at] + word[at + 1 : at + 2] + word[at : at + 1] + word[at + 2 :]


def _shares(size: int) -> NDArray[np.float64]:
    """Return the summed shares of ranks, in (0, 1]."""
    ranks = np.arange(1, size + 1, dtype=np.float64) + SHIFT
    weights = 1 / ranks
    weights[KNEE:] = weights[min(KNEE, size) - 1] * (ranks[KNEE:] / ranks[min(KNEE, size) - 1]) ** -TAIL
    summed = np.cumsum(weights)
    return np.asarray(summed / summed[-1])


def plural(word: str) -> str:
    """Return a word with its -s."""
    if word.endswith("y") and word[-2] not in VOWELS:
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("s", "x", "z", "ch", "sh")) else "s")


def past(word: str) -> str:
    """Return a verb with its -ed."""
    if word.endswith("e"):
        return word + "d"
    if word.endswith("y") and word[-2] not in VOWELS:
        return word[:-1] + "ied"
    return _doubled(word) + "ed"


def gerund(word: str) -> str:
    """Return a verb with its -ing."""
    stem = word[:-1] if word.endswith("e") and not word.endswith("ee") else _doubled(word)
    return stem + "ing"


def _doubled(word: str) -> str:
    short = 2 < len(word) < 5 and word[-1] not in "aeiouwxy" and word[-2] in VOWELS and word[-3] not in VOWELS
    return word + word[-1] if short else word
