"""English news-like text of any size, always the same: what the benchmarks of speed read.

    python benchmarks/news.py --mb 200 -o news.jsonl

Words follow Zipf's law over 20,000 made-up and 170 common English words; one sentence in three has
somebody speak, one in twelve carries a term of the house's lexicons or a cue beside it. An article has about 600 words.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from ruamel.yaml import YAML

PARTS = Path(__file__).with_name("news.yaml")
MADE_UP = 20_000
WORDS_AT_A_TIME = 200_000


class News:
    """A stream of articles that depends on the seed alone."""

    def __init__(self, seed: int = 1) -> None:
        self._random = np.random.default_rng(seed)
        self._parts = YAML(typ="safe").load(PARTS)
        syllables = self._parts["syllables"]
        made_up = self._random.integers(0, len(syllables), size=(MADE_UP, 3))
        lengths = self._random.integers(2, 4, size=MADE_UP)
        self.terms: list[str] = self._parts["terms"]
        self.invented = ["".join(syllables[i] for i in row[:n]) for row, n in zip(made_up, lengths, strict=True)]
        self._words = np.array([*self._parts["common"].split(), *self.invented])
        weights = 1 / np.arange(1, len(self._words) + 1)
        self._shares = np.cumsum(weights / weights.sum())
        self._left: list[str] = []

    def articles(self) -> Iterator[dict[str, str]]:
        """Yield articles without end: id, outlet, title, date and text."""
        number = 0
        while True:
            number += 1
            day = number % 28 + 1
            yield {
                "id": f"news-{number}",
                "outlet": self._one("outlets"),
                "title": " ".join(self._take(7)).capitalize(),
                "date": f"2024-{number // 28 % 12 + 1:02d}-{day:02d}",
                "text": self._text(),
            }

    def _text(self) -> str:
        paragraphs = int(self._random.integers(6, 15))
        return "\n\n".join(self._paragraph() for _ in range(paragraphs))

    def _paragraph(self) -> str:
        return " ".join(self._sentence() for _ in range(int(self._random.integers(1, 5))))

    def _sentence(self) -> str:
        words = self._take(int(self._random.integers(9, 33)))
        dice = self._random.random(2)
        if dice[0] < 1 / 12:
            words[len(words) // 2 : len(words) // 2] = [self._one("terms")]
        if dice[0] < 1 / 36:
            words[2:2] = ["did not mean"]
        said = " ".join(words)
        speaker = self._one("speakers")
        verb = self._one("verbs")
        if dice[1] < 1 / 6:
            return f"“{said[0].upper()}{said[1:]},” {speaker} {verb}."
        if dice[1] < 1 / 3:
            return f"{speaker[0].upper()}{speaker[1:]} {verb} that {said}."
        return f"{said[0].upper()}{said[1:]}."

    def _take(self, number: int) -> list[str]:
        if len(self._left) < number:
            drawn = np.searchsorted(self._shares, self._random.random(WORDS_AT_A_TIME))
            self._left += self._words[drawn].tolist()
        taken = self._left[-number:]
        del self._left[-number:]
        return taken

    def _one(self, part: str) -> str:
        choices: list[str] = self._parts[part]
        return choices[int(self._random.integers(len(choices)))]


def write_news(path: Path, *, mb: float, seed: int = 1) -> int:
    """Write articles as JSON lines until their texts have `mb` million bytes; return how many there are."""
    size = number = 0
    with path.open("w", encoding="utf-8") as stream:
        for article in News(seed).articles():
            size += len(article["text"].encode())
            number += 1
            stream.write(json.dumps(article, ensure_ascii=False) + "\n")
            if size >= mb * 1e6:
                return number
    return number


def main() -> None:
    """Write a file of news."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--mb", type=float, default=10, help="million bytes of text")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("-o", "--output", type=Path, required=True)
    given = parser.parse_args()
    print(write_news(given.output, mb=given.mb, seed=given.seed), "articles")


if __name__ == "__main__":
    main()
