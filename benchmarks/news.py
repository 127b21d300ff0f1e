"""English news-like text of any size, always the same: what the benchmarks of speed read.

    python benchmarks/news.py --mb 200 -o news.jsonl
    python benchmarks/news.py --mb 2000 -o news.parquet

Sentences come from a grammar (grammar.py, news.yaml), words from a vocabulary with a long tail (vocabulary.py,
words.yaml). Shares of quotations, reporting verbs and lexicon terms are set to those of the five seeds, and
likeness.py compares them. An article has about 600 words. Any size is written without holding it.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from grammar import filled, skeletons
from ruamel.yaml import YAML
from vocabulary import Ints, Vocabulary

PARTS = Path(__file__).with_name("news.yaml")
AT_A_TIME = 1000  # articles whose sentences are filled together
SKELETONS = {"general": 1500, "topical": 2500, "headline": 400}
SENTENCES = 27.5  # of an article, about, whose length is log-normal
SPREAD = 0.45
PARAGRAPH = (0.25, 0.35, 0.25, 0.15)  # shares of paragraphs of one to four sentences
TOPICAL = 0.98  # share of sentences on the subject of the lexicons, in an article on it
STRAIGHT = 0.4  # share of articles with straight quotation marks
STRAIGHTENED = str.maketrans({"“": '"', "”": '"', "’": "'"})
BEFORE_VOWEL = re.compile(r"\b([Aa]) (?=[aeiou])")
Row = dict[str, str]


class News:
    """A stream of articles that depends on the seed and on the share of articles on the lexicons' subject."""

    def __init__(self, seed: int = 1, *, on_subject: float = 1.0) -> None:
        self._random = np.random.default_rng(seed)
        self._on_subject = on_subject
        parts = YAML(typ="safe").load(PARTS)
        self.phrases: dict[str, list[str]] = parts["phrases"]
        self.vocabulary = Vocabulary(self._random)
        made = {name: skeletons(parts["grammar"], name, size, self._random) for name, size in SKELETONS.items()}
        self._sentences = [*made["general"], *made["topical"]]
        self._headlines = made["headline"]
        self._general = len(made["general"])

    def articles(self) -> Iterator[Row]:
        """Yield articles without end: id, outlet, title, date and text."""
        number = 0
        while True:
            yield from self._batch(number)
            number += AT_A_TIME

    def _batch(self, done: int) -> list[Row]:
        random = self._random
        self.vocabulary.start(AT_A_TIME)
        lengths = np.rint(random.lognormal(np.log(SENTENCES) - SPREAD**2 / 2, SPREAD, AT_A_TIME)).clip(4, 200)
        sizes = lengths.astype(np.int64)
        articles = np.repeat(np.arange(AT_A_TIME), sizes)
        subject = random.random(AT_A_TIME) < self._on_subject
        topical = subject[articles] & (random.random(len(articles)) < TOPICAL)
        low, high = np.where(topical, self._general, 0), np.where(topical, len(self._sentences), self._general)
        sentences = filled(self._sentences, random.integers(low, high), articles, self._draw)
        titles = filled(
            self._headlines, random.integers(len(self._headlines), size=AT_A_TIME), np.arange(AT_A_TIME), self._draw
        )
        straight = random.random(AT_A_TIME) < STRAIGHT
        outlets = random.integers(len(self.phrases["outlets"]), size=AT_A_TIME).tolist()
        texts = self._texts(sentences, sizes)
        return [
            {
                "id": f"news-{number}",
                "outlet": self.phrases["outlets"][outlet],
                "title": title,
                "date": f"20{number // 336 % 10 + 15}-{number // 28 % 12 + 1:02d}-{number % 28 + 1:02d}",
                "text": text.translate(STRAIGHTENED) if plain else text,
            }
            for number, (outlet, title, text, plain) in enumerate(
                zip(outlets, titles, texts, straight.tolist(), strict=True), start=done + 1
            )
        ]

    def _texts(self, sentences: Sequence[str], sizes: Ints) -> Iterator[str]:
        """Yield the text of each article: its sentences, in paragraphs."""
        rest = iter(sentences)
        gaps = self._random.choice([1, 2, 3, 4], p=PARAGRAPH, size=len(sentences)).tolist()
        paragraph = iter(gaps)
        for size in sizes.tolist():
            left, paragraphs = size, []
            while left:
                take = min(left, next(paragraph))
                paragraphs.append(" ".join(islice(rest, take)))
                left -= take
            yield BEFORE_VOWEL.sub(r"\1n ", "\n\n".join(paragraphs)).replace("m..", "m.")

    def _draw(self, name: str, articles: Ints) -> list[str]:
        if name in self.vocabulary.classes:
            return self.vocabulary.draw(name, articles)
        choices = self.phrases[name]
        return [choices[index] for index in self._random.integers(len(choices), size=len(articles)).tolist()]


def take(mb: float, *, seed: int = 1, on_subject: float = 1.0) -> Iterator[Row]:
    """Yield articles until their texts have `mb` million bytes."""
    size = 0
    for article in News(seed, on_subject=on_subject).articles():
        yield article
        size += len(article["text"].encode())
        if size >= mb * 1e6:
            return


def write_news(path: Path, *, mb: float, seed: int = 1, on_subject: float = 1.0) -> int:
    """Write articles until their texts have `mb` million bytes, as Parquet or JSON lines; return how many there are."""
    articles = take(mb, seed=seed, on_subject=on_subject)
    number = 0
    if path.suffix == ".parquet":
        names = ("id", "outlet", "title", "date", "text")
        with pq.ParquetWriter(path, pa.schema([(name, pa.string()) for name in names])) as writer:
            while rows := list(islice(articles, AT_A_TIME)):
                number += len(rows)
                writer.write_table(pa.Table.from_pylist(rows, schema=writer.schema))
        return number
    with path.open("w", encoding="utf-8") as stream:
        for article in articles:
            number += 1
            stream.write(json.dumps(article, ensure_ascii=False) + "\n")
    return number


def main() -> None:
    """Write a file of news."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--mb", type=float, default=10, help="million bytes of text")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--on-subject", type=float, default=1.0, help="share of articles on the lexicons' subject")
    parser.add_argument("-o", "--output", type=Path, required=True, help="news.jsonl or news.parquet")
    given = parser.parse_args()
    print(write_news(given.output, mb=given.mb, seed=given.seed, on_subject=given.on_subject), "articles")


if __name__ == "__main__":
    main()
