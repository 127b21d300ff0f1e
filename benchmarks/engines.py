"""What Dask, Ray and Spark cost as engines for batches: their start, their tasks, and a worker that is killed.

    pip install "dask[distributed]" ray pyspark psutil && python benchmarks/engines.py

The work is that of `framing score`: tasks of a fixed time that take a small argument, return nothing of size, and may
be done by any worker. Each engine runs with two worker processes on this machine. Figures are medians of `--runs`; CPU
seconds, of all its processes, hardly depend on what else the machine does.
"""

from __future__ import annotations

import argparse
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

import psutil

TASKS = 100
SECONDS = 0.02  # of work in a task


def task(item: tuple[int, str]) -> int:
    """Do a piece of work; the first one of a run may kill its process, once."""
    number, trap = item
    if number == TASKS // 2 and trap and not Path(trap).exists():
        Path(trap).touch()
        os.kill(os.getpid(), signal.SIGKILL)
    end = time.process_time() + SECONDS
    while time.process_time() < end:
        pass
    return number


def dask() -> tuple[Callable[[str], list[int]], Callable[[], None]]:
    """Start a local cluster of Dask."""
    from distributed import Client, LocalCluster

    cluster = LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None)
    client = Client(cluster)

    def run(trap: str) -> list[int]:
        return list(client.gather(client.map(task, [(n, trap) for n in range(TASKS)], pure=False)))

    def stop() -> None:
        client.close()
        cluster.close()

    return run, stop


def ray() -> tuple[Callable[[str], list[int]], Callable[[], None]]:
    """Start a local cluster of Ray."""
    import ray as library

    library.init(num_cpus=2, include_dashboard=False, log_to_driver=False, logging_level="ERROR")
    remote: Any = library.remote(max_retries=3)(task)

    def run(trap: str) -> list[int]:
        return list(library.get([remote.remote((n, trap)) for n in range(TASKS)]))

    return run, library.shutdown


def spark() -> tuple[Callable[[str], list[int]], Callable[[], None]]:
    """Start Spark on this machine: a Java virtual machine with Python workers."""
    from pyspark.sql import SparkSession

    session = SparkSession.builder.master("local[2,4]").config("spark.ui.enabled", "false").getOrCreate()
    session.sparkContext.setLogLevel("OFF")

    def run(trap: str) -> list[int]:
        items = [(n, trap) for n in range(TASKS)]
        return list(session.sparkContext.parallelize(items, TASKS).map(task).collect())

    return run, session.stop


ENGINES = {"Dask": dask, "Ray": ray, "Spark": spark}


def measure(name: str) -> list[float]:
    """Return CPU seconds of the start and of the tasks, memory in MB, and whether a killed worker was made up for."""
    run, stop = ENGINES[name]()
    run("")
    started = cpu_seconds()
    assert run("") == list(range(TASKS))
    worked = cpu_seconds() - started
    memory = sum(process.memory_info().rss for process in processes()) / 1e6
    borne = False
    with TemporaryDirectory() as folder, suppress(Exception):
        borne = run(f"{folder}/trap") == list(range(TASKS)) and Path(f"{folder}/trap").exists()
    stop()
    return [started, worked, memory, float(borne)]


def processes() -> list[psutil.Process]:
    """Return this process and all that it has started."""
    me = psutil.Process()
    return [me, *me.children(recursive=True)]


def cpu_seconds() -> float:
    """Return the CPU seconds that this process and those it has started have taken."""
    return float(sum(sum(process.cpu_times()[:2]) for process in processes()))


def main() -> None:
    """Measure each engine in a process of its own, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--engine", choices=ENGINES)
    given = parser.parse_args()
    if given.engine:
        print(*measure(given.engine), flush=True)
        return
    print(f"{TASKS} tasks of {SECONDS * 1000:.0f} ms: {TASKS * SECONDS:.1f} s of CPU at the least\n")
    print("| engine | CPU to start | CPU for the tasks | memory | a killed worker |\n|---|---|---|---|---|")
    for name in ENGINES:
        rows = []
        for _ in range(given.runs):
            words = [sys.executable, __file__, "--engine", name]
            found = subprocess.run(words, capture_output=True, text=True, check=False)
            if found.returncode:
                print(f"| {name} | does not run: {found.stderr.strip().splitlines()[-1]} |")
                break
            rows.append([float(value) for value in found.stdout.split()[-4:]])
        else:
            start, worked, memory, borne = (median(column) for column in zip(*rows, strict=True))
            said = "is made up for" if borne else "ends the run"
            print(f"| {name} | {start:.1f} s | {worked:.1f} s | {memory:.0f} MB | {said} |", flush=True)


if __name__ == "__main__":
    main()
