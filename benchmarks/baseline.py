"""Time, memory and file size of baselines: a generated corpus built, shown, added to, merged and compared with.

    python benchmarks/baseline.py --articles 5000 --new 100
    python benchmarks/baseline.py --folder kept/ --steps compare    # again, with the baseline that is kept there

Texts are invented: made-up words that are as unequally frequent as words are, stories with words of their own, common
words between them, and now and then a phrase the house lexicons look for. Every step is a process of its own, so that
its memory is its own.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

import numpy as np

from framing.compare.words import stop_words

OUTLETS = 12
VOCABULARY = 30_000
STORY_WORDS = 40
ARTICLES_A_STORY = 25
SENTENCES = 35
WORDS = 20
PHRASES = (
    "risks a nuclear war",
    "crossed a red line",
    "will not escalate the war",
    "as the White House decided",
    "Ukraine's forces struck depots",
    "Congress debated the aid",
)
STOPPED = 0.45
"""Part of the words of English news that are stop words, and not counted one by one."""
SYLLABLES = (
    "ba",
    "ce",
    "di",
    "fo",
    "gu",
    "ka",
    "le",
    "mi",
    "no",
    "pu",
    "ra",
    "se",
    "ti",
    "vo",
    "zu",
    "an",
    "er",
    "ost",
)
STOP = sorted(stop_words())


class Cost(NamedTuple):
    """What a step took: seconds of wall clock and of processor, and the most memory it held, in MB."""

    wall: float
    cpu: float
    memory: float


def write_corpus(path: Path, articles: int, *, first: int = 0, seed: int = 1, outlet: str | None = None) -> None:
    """Write invented articles as JSON lines, of `outlet` or of OUTLETS, numbered from `first` so that two files differ.

    A file that is there already is kept.
    """
    if path.exists():
        return
    words = np.array(_words(np.random.default_rng(seed)))
    chance = 1 / np.arange(3, VOCABULARY + 3)
    chance /= chance.sum()
    with path.open("w", encoding="utf-8") as stream:
        for number in range(first, first + articles):
            rng = np.random.default_rng([seed, number])
            story = int(rng.integers(max(1, (first + articles) // ARTICLES_A_STORY)))
            own = words[np.random.default_rng([seed, 1, story]).integers(2000, VOCABULARY, STORY_WORDS)]
            row = {
                "id": f"article-{number}",
                "outlet": outlet or f"Outlet {number % OUTLETS + 1}",
                "date": (date(2022, 1, 1) + timedelta(days=(story * 37 + int(rng.integers(10))) % 1000)).isoformat(),
                "title": " ".join(rng.choice(own, 6)).capitalize(),
                "text": _text(rng, words, chance, own),
            }
            stream.write(json.dumps(row) + "\n")


def _words(rng: np.random.Generator) -> list[str]:
    found: dict[str, None] = {}
    while len(found) < VOCABULARY:
        found["".join(rng.choice(SYLLABLES, rng.integers(2, 5)))] = None
    return list(found)


def _text(rng: np.random.Generator, words: np.ndarray, chance: np.ndarray, own: np.ndarray) -> str:
    lines = []
    for _ in range(int(rng.poisson(SENTENCES)) + 4):
        length = int(rng.poisson(WORDS)) + 4
        common = words[rng.choice(VOCABULARY, length, p=chance)]
        told = np.where(rng.random(length) < 0.25, rng.choice(own, length), common)
        line = np.where(rng.random(length) < STOPPED, rng.choice(STOP, length), told).tolist()
        if rng.random() < 0.25:
            line.insert(int(rng.integers(length)), str(rng.choice(PHRASES)))
        written = " ".join(line)
        sentence = written[:1].upper() + written[1:] + "."
        lines.append(
            f"“{sentence[:-1]},” said Mr. {str(rng.choice(own)).capitalize()}." if rng.random() < 0.2 else sentence
        )
    return "\n\n".join(" ".join(lines[start : start + 3]) for start in range(0, len(lines), 3))


def run(words: Sequence[str | Path]) -> Cost:
    """Run the command line in a process of its own and return what it took; stop where it fails."""
    start = time.perf_counter()
    process = os.posix_spawn(
        sys.executable,
        [sys.executable, "-c", "from framing.cli import main; main()", *map(str, words)],
        os.environ,
        file_actions=[(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)],
    )
    _, status, usage = os.wait4(process, 0)
    if status:
        raise SystemExit(f"failed: framing {' '.join(map(str, words))}")
    scale = 1 << 20 if sys.platform == "darwin" else 1 << 10
    return Cost(time.perf_counter() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / scale)


def main() -> None:
    """Print one row a step."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--articles", type=int, default=5000, help="articles of the baseline (default 5000)")
    parser.add_argument("--new", type=int, default=100, help="articles added (default 100)")
    parser.add_argument("--folder", type=Path, help="where to keep the corpus and the baselines (default: nowhere)")
    parser.add_argument("--steps", default="", help="take only the steps whose names begin so (default: all)")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = arguments.folder or Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        old, new = folder / "old.jsonl", folder / "new.jsonl"
        write_corpus(old, arguments.articles)
        write_corpus(new, arguments.new, first=arguments.articles)
        one = folder / "one.jsonl"
        write_corpus(one, arguments.new, first=arguments.articles, outlet="New outlet")
        known, added = folder / "known.baseline", folder / "added.baseline"
        steps: dict[str, list[str | Path]] = {
            f"build of {arguments.articles:,}": ["baseline", "build", old, "-q", "-o", known],
            "show": ["baseline", "show", known],
            f"build of {arguments.new:,}": ["baseline", "build", new, "-q", "-o", folder / "new.baseline"],
            f"add of {arguments.new:,}": ["baseline", "add", known, new, "-q", "-o", added],
            "merge": ["baseline", "merge", folder / "new.baseline", known, "-q", "-o", folder / "merged.baseline"],
            f"compare {arguments.new:,} of one outlet": ["compare", one, "-b", known, "-q", "-o", folder / "one.pdf"],
            f"compare {arguments.new:,} of {OUTLETS}": ["compare", new, "-b", known, "-q", "-o", folder / "all.pdf"],
            "help": ["--help"],
        }
        print("| step | wall s | CPU s | peak MB |\n|---|---:|---:|---:|")
        for step, words in steps.items():
            if not step.startswith(arguments.steps):
                continue
            cost = run(words)
            print(f"| {step} | {cost.wall:.1f} | {cost.cpu:.1f} | {cost.memory:.0f} |", flush=True)
        texts = old.stat().st_size
        print(f"\n{texts / 1e6:.1f} MB of texts, {known.stat().st_size / 1e6:.1f} MB of baseline")


if __name__ == "__main__":
    main()
