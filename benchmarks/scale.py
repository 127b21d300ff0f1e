"""Speed and memory on a corpus of any size: `framing score` with one and more workers, and peers that only count terms.

    python benchmarks/scale.py --mb 200
    pip install -r benchmarks/requirements.txt && python benchmarks/scale.py --mb 200

Figures are medians of `--runs`. A whole run of `framing score` is timed, with its start, on text that is generated (see
news.py); peers count the same entries in the same texts on one core, and it is said where their counts are not equal.
CPU seconds hardly depend on what else the machine does; wall seconds do.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median
from typing import NamedTuple

import numpy as np
import psutil
from news import News, write_news
from peers import PEERS, Entry, Task

from framing.pipeline.streaming.job import Scoring, loaded
from framing.pipeline.streaming.part import BatchScorer
from framing.text.reading import plan

FRAMING = [sys.executable, "-c", "from framing.cli import main; main()"]
CATEGORIES = 4
BATCH_MB = 0.9
PEER_TEXT = 4_000_000  # bytes of text at most that peers and framing's own counting are timed on


class Run(NamedTuple):
    """One run: seconds on the clock and of all cores, and the most memory of all its processes, in bytes."""

    wall: float
    cpu: float
    memory: int


def main() -> None:
    """Generate, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument(
        "--mb", type=float, default=10, help="million bytes of text; memory is measured at a quarter too"
    )
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--entries", type=int, default=150, help="entries that the peers look for")
    parser.add_argument("--only", choices=["batch", "framing", "peers"], help="measure only these")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="framing-scale-") as name:
        if given.only in (None, "batch"):
            measure_batch(Path(name), min(given.mb, BATCH_MB), given.runs)
        if given.only in (None, "framing"):
            measure_framing(Path(name), given.mb, given.workers, given.runs)
    if given.only in (None, "peers"):
        measure_peers(given.mb, given.entries, given.runs)


def measure_batch(folder: Path, mb: float, runs: int) -> None:
    """Print the speed of the whole analysis of one batch on one core, without the start, with the house's lexicons."""
    path = folder / "batch.jsonl"
    articles = write_news(path, mb=mb)
    scorer = BatchScorer(loaded(Scoring(unit="article", form="parquet")))
    (batch,) = plan([path]).batches
    scorer.score(batch)
    cpu = median(seconds(lambda: scorer.score(batch)) for _ in range(runs))
    print(f"one batch: {articles} articles, {mb:g} MB, {cpu:.2f} s of CPU, {mb / cpu:.2f} MB/s a core\n", flush=True)


def measure_framing(folder: Path, mb: float, workers: Sequence[int], runs: int) -> None:
    """Print the speed of whole runs, and their memory at two sizes."""
    print(
        "| text | workers | wall | CPU | MB/s by the clock | MB/s a core | peak memory |\n|---|---|---|---|---|---|---|"
    )
    for size in (mb / 4, mb):
        path = folder / f"news-{size:g}.jsonl"
        write_news(path, mb=size)
        for number in workers:
            run = typical([score(path, folder / "scores.parquet", number) for _ in range(runs)])
            clock, core = size / run.wall, size / run.cpu
            figures = f"{run.wall:.1f} s | {run.cpu:.1f} s | {clock:.2f} | {core:.2f} | {run.memory / 1e6:.0f} MB"
            print(f"| {size:g} MB | {number} | {figures} |", flush=True)


def score(path: Path, output: Path, workers: int) -> Run:
    """Score a corpus in processes of its own."""
    words = [*FRAMING, "score", str(path), "--workers", str(workers), "--unit", "article", "--format", "parquet", "-q"]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    began = time.perf_counter()
    process = subprocess.Popen([*words, "-o", str(output)])
    most = 0
    while process.poll() is None:
        most = max(most, memory_of(process.pid))
        time.sleep(0.05)
    assert process.returncode == 0
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Run(time.perf_counter() - began, cpu, most)


def memory_of(pid: int) -> int:
    """Return the resident memory of a process and those it has started, in bytes."""
    try:
        first = psutil.Process(pid)
        return sum(process.memory_info().rss for process in (first, *first.children(recursive=True)))
    except psutil.NoSuchProcess:
        return 0


def typical(runs: Sequence[Run]) -> Run:
    """Return the median of each figure."""
    return Run(median(r.wall for r in runs), median(r.cpu for r in runs), int(median(r.memory for r in runs)))


def measure_peers(mb: float, entries: int, runs: int) -> None:
    """Print the speed of counting the same entries in the same texts, and whether the counts are equal."""
    task = make_task(min(mb * 1e6, PEER_TEXT), entries)
    size = sum(len(text.encode()) for text in task.texts) / 1e6
    expected = PEERS["framing"](task)()
    print(f"\n{size:.1f} MB, {len(task.entries)} entries, {expected.sum():,} hits\n")
    print("| tool | MB/s a core | counts |\n|---|---|---|")
    for name, make in PEERS.items():
        try:
            count = make(task)
        except ImportError:
            print(f"| {name} | not installed | |")
            continue
        found = count()
        equal = "equal" if np.array_equal(found, expected) else f"{found.sum():,} hits"
        print(f"| {name} | {size / median(seconds(count) for _ in range(runs)):.1f} | {equal} |", flush=True)


def make_task(size: float, entries: int) -> Task:
    """Return texts and entries: rare and common made-up words, and phrases of the news."""
    news = News()
    texts: list[str] = []
    total = 0
    for article in news.articles():
        texts.append(article["text"])
        total += len(article["text"].encode())
        if total >= size:
            break
    phrases = [term.lower() for term in news.terms if " " in term and not term.startswith("the ")]
    words = list(dict.fromkeys(news.invented))[:: max(1, 4000 // entries)]
    chosen = [*phrases, *words][:entries]
    return Task(texts, [Entry(number % CATEGORIES, text) for number, text in enumerate(chosen)], CATEGORIES)


def seconds(count: Callable[[], object]) -> float:
    """Return the CPU seconds that a call takes."""
    began = time.process_time()
    count()
    return time.process_time() - began


if __name__ == "__main__":
    main()
