"""A small lexicon, a baseline of invented articles and new ones to hold against it."""

from __future__ import annotations

import csv
from pathlib import Path

from framing import pipeline
from framing.pipeline.baselines import Keeping

LEXICON = """\
format: framing-lexicon/1
name: prices
title: Prices
version: 1.0.0
about: made for a test
stance: asserted
facets:
  cost:
    title: Cost
    terms: [expensive, "bill*"]
"""
SUBJECTS = ("harbour", "pump", "boiler", "council", "winter", "quay", "tariff", "window")
READING = pipeline.Reading(min_words=5)


def article(name: str, *, dear: int, sentences: int = 8) -> str:
    """Return an article of its own in which the first `dear` sentences of each ten speak of prices."""
    lines = []
    for number in range(sentences):
        subject = SUBJECTS[(number * 3 + len(name)) % len(SUBJECTS)]
        what = "is expensive this year" if number % 10 < dear else "was repaired before the summer"
        lines.append(f"The {subject} of {name} {what}, said line {number} of the report.")
    return "\n\n".join(" ".join(lines[start : start + 3]) for start in range(0, len(lines), 3))


def write_table(path: Path, outlets: dict[str, int], *, articles: int, start: int = 0) -> Path:
    """Write a table with `articles` of each outlet; `outlets` say how dear each is, in sentences of ten."""
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(["id", "outlet", "date", "title", "text"])
        for outlet, dear in outlets.items():
            for number in range(start, start + articles):
                name = f"{outlet.split()[0].lower()}{number}"
                writer.writerow(
                    [
                        name,
                        outlet,
                        f"2024-{1 + number % 6:02d}-{1 + number % 28:02d}",
                        f"On {name}",
                        article(name, dear=dear + number % 2),
                    ]
                )
    return path


def make_baseline(folder: Path) -> Path:
    """Write prices.yaml, known.csv and known.baseline, three outlets of eight articles each."""
    lexicon = folder / "prices.yaml"
    lexicon.write_text(LEXICON, encoding="utf-8")
    table = write_table(folder / "known.csv", {"North Star": 2, "Die Wächter": 3, "Quay Weekly": 2}, articles=8)
    counted = pipeline.build_baseline(
        [table],
        keeping=Keeping(with_quotes=True),
        name="Heat pumps",
        lexicons=[lexicon],
        options=READING,
    )
    pipeline.save_baseline(counted.baseline, folder / "known.baseline")
    return folder / "known.baseline"
