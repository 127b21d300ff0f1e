"""Speed and memory of archives: one command, with peers in the same run, that prints the tables of docs/performance.md.

    pip install -r benchmarks/requirements.txt
    python benchmarks/scale.py             # 200 MB of generated news
    python benchmarks/scale.py --big       # memory also with 2 GB
    python benchmarks/scale.py --quick     # two minutes, to see that it works

Figures are medians of `--runs`; where a whole command takes long, of fewer, and the table says of how many. CPU seconds
hardly depend on what else the machine does, wall seconds do. Peers count the entries of two generated lexicons
(dictionaries.py) in a sample of the same text, and it is said on how many articles their counts are not framing's.
"""

from __future__ import annotations

import argparse
import gc
import math
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import NamedTuple

from batch_speed import measure_batches, measure_rows
from dictionaries import LARGE, SMALL, write_dictionary
from measuring import Run, run, seconds, typical
from news import take, write_news
from peers import ARRAYS, OBJECTS, OF_FRAMING, PEERS, Peer
from tasks import Table, Task

from framing.cli.guard import ALLOCATIONS, keep_memory
from framing.lexicon.load import load_lexicon

FRAMING = [sys.executable, "-c", "from framing.cli import main; main()"]
PREPARE = """
from dataclasses import replace
from framing.pipeline.streaming.job import Scoring, loaded
from framing.pipeline.streaming.local import LocalWorkers
from framing.pipeline.streaming.part import BatchScorer
job = replace(loaded(Scoring(unit="article", form="parquet")), compiled=True)
LocalWorkers(1).prepare(job)
BatchScorer(job).warm()
"""
FEWEST = 3.0  # million bytes in which there are batches enough for a median
LONG = 120.0  # seconds from which on a command is run once
EQUAL = "equal"
PARTS = ("batches", "rows", "commands", "peers")


@dataclass(frozen=True, kw_only=True)
class Setting:
    """What is measured: million bytes of text, of what peers get, and of the big archive, and how often."""

    folder: Path
    mb: float
    sample: float
    big: float | None
    runs: int
    workers: Sequence[int]
    large: Path
    small: Path


def main() -> None:
    """Generate, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--mb", type=float, default=200, help="million bytes of text")
    parser.add_argument("--sample", type=float, default=10, help="million bytes of it that peers count in")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--big", type=float, nargs="?", const=2000, help="memory also with so many million bytes")
    parser.add_argument("--quick", action="store_true", help="2 MB, peers 0.5 MB, three runs")
    parser.add_argument("--only", choices=PARTS, help="measure only these")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="framing-scale-") as name:
        folder = Path(name)
        setting = Setting(
            folder=folder,
            mb=2 if given.quick else given.mb,
            sample=0.5 if given.quick else given.sample,
            big=given.big,
            runs=3 if given.quick else given.runs,
            workers=given.workers,
            large=write_dictionary(folder / "large.yaml", LARGE),
            small=write_dictionary(folder / "small.yaml", SMALL),
        )
        keep_memory()  # as the command does
        gc.set_threshold(ALLOCATIONS)
        measures = (
            measure_batches(folder, setting.mb, setting.large),
            measure_rows(folder, max(FEWEST, setting.mb / 20)),
            measure_commands(setting),
            measure_peers(setting),
        )
        for part, lines in zip(PARTS, measures, strict=True):
            if given.only in (None, part):
                for line in lines:
                    print(line, flush=True)


def measure_commands(setting: Setting) -> Iterator[str]:
    """Yield the speed and memory of whole commands, with their start."""
    prepare = [sys.executable, "-c", PREPARE]
    compiling = run(["env", f"FRAMING_CACHE={setting.folder / 'compiled'}", *prepare])
    run(prepare)  # compiled and kept where the commands look for it
    kept = run(prepare)
    yield f"Ready for the first batch: {compiling.cpu:.0f} s of CPU with compiling, {kept.cpu:.1f} s later on.\n"
    yield "`framing score --unit article`, whole commands:\n"
    yield "| text | lexicons | workers | runs | wall | CPU | MB/s by the clock | MB/s a core | peak memory |"
    yield "|---|---|---|---|---|---|---|---|---|"
    sizes = [setting.mb / 4, setting.mb, *([] if setting.big is None else [setting.big])]
    for size in sizes:
        path = setting.folder / f"news-{size:g}.jsonl"
        articles = write_news(path, mb=size)
        for name, lexicon in (("the three", None), ("6,500 entries", setting.large)):
            if lexicon and size != setting.mb:
                continue
            walls = {}
            for workers in setting.workers if size == setting.mb else setting.workers[-1:]:
                runs = commands(setting, path, workers, lexicon)
                middle = typical(runs)
                walls[workers] = middle.wall
                yield (
                    f"| {size:g} MB, {articles:,} articles | {name} | {workers} | {len(runs)} | {middle.wall:.1f} s "
                    f"| {middle.cpu:.1f} s | {size / middle.wall:.2f} | {size / middle.cpu:.2f} "
                    f"| {middle.memory / 1e6:,.0f} MB |"
                )
            if len(walls) > 1:
                few, *_, many = walls
                yield f"| | {name} | {many} beside {few} | | {walls[few] / walls[many]:.2f} times as fast | | | | |"
        path.unlink()
    yield ""


def commands(setting: Setting, path: Path, workers: int, lexicon: Path | None) -> list[Run]:
    """Score an archive some times, or once where that takes long."""
    output = setting.folder / "scores.parquet"
    words = [*FRAMING, "score", str(path), "--workers", str(workers), "--unit", "article", "--format", "parquet", "-q"]
    words += ["-o", str(output), *(["--lexicon", str(lexicon)] if lexicon else [])]
    runs = [run(words)]
    if runs[0].wall < LONG:
        runs += [run(words) for _ in range(setting.runs - 1)]
    output.unlink()
    return runs


def measure_peers(setting: Setting) -> Iterator[str]:
    """Yield the speed of counting the same entries in the same texts, and whether the counts are equal."""
    texts = [row["text"] for row in take(setting.sample)]
    small = Task(texts, load_lexicon(setting.small))
    large = Task(texts, load_lexicon(setting.large))
    tables = [PEERS[OBJECTS].make(task)() for task in (small, large)]
    hits = " and ".join(f"{table.sum():,}" for table in tables)
    yield f"Counts by article and category in {len(texts):,} articles, {small.size:.1f} MB, one core; {hits} hits:\n"
    yield "| tool | MB/s, 150 entries | counts | MB/s, 6,500 entries | counts |\n|---|---|---|---|---|"
    equal: dict[str, list[float]] = {}
    for name, peer in PEERS.items():
        found = [counted(peer, task, table, setting.runs) for task, table in zip((small, large), tables, strict=True)]
        yield f"| {name} | {' | '.join(one.shown for one in found)} |"
        if all(one.said == EQUAL for one in found):
            equal[name] = [one.speed for one in found]
    yield f"| quanteda | {'Rscript is here, but not run by this command' if shutil.which('Rscript') else 'no R here'} |"
    others = {name: speeds for name, speeds in equal.items() if name not in OF_FRAMING}
    for number, entries in enumerate(("150 entries", "6,500 entries")):
        best = max(others, key=lambda name: others[name][number])
        times = equal[ARRAYS][number] / others[best][number]
        yield f"\nWith {entries} {ARRAYS} is {times:.2f} times as fast as {best}, the fastest with equal counts."


class Counted(NamedTuple):
    """The speed of a peer in MB/s of CPU time, and whether its counts are framing's."""

    speed: float
    said: str

    @property
    def shown(self) -> str:
        """Two cells of a table."""
        return f"{'' if math.isnan(self.speed) else f'{self.speed:.1f}'} | {self.said}"


def counted(peer: Peer, task: Task, expected: Table, runs: int) -> Counted:
    """Return the speed of a peer, and on which share of the articles its counts are not framing's."""
    try:
        count = peer.make(task)
    except ImportError as error:
        return Counted(math.nan, f"{error.name} is not installed")
    unequal = int((count() != expected).any(axis=1).sum())
    # Made anew for each run: no tool has met the words of the texts before.
    speed = task.size / median(seconds(peer.make(task)) for _ in range(runs))
    if not unequal:
        return Counted(speed, EQUAL)
    lacks = f" ({peer.lacks})" if peer.lacks else ""
    return Counted(speed, f"not equal in {unequal / len(expected):.0%} of the articles{lacks}")


if __name__ == "__main__":
    main()
