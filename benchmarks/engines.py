"""What Dask, Ray and Spark cost as engines for batches: their start, their tasks, and a worker that is killed.

    pip install "dask[distributed]" ray pyspark psutil && python benchmarks/engines.py

The work is that of `framing score`: tasks of a fixed time that take a small argument, return nothing of size, and may
be done by any worker. Each engine runs with two worker processes on this machine. Figures are medians of `--runs`.
"""

from __future__ import annotations

import argparse
import os
import signal
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


def measure(name: str) -> dict[str, float]:
    """Return seconds to start, seconds a hundred tasks take, the same with a worker killed, and memory in MB."""
    began = time.perf_counter()
    run, stop = ENGINES[name]()
    run("")
    started = time.perf_counter() - began
    began = time.perf_counter()
    assert run("") == list(range(TASKS))
    plain = time.perf_counter() - began
    me = psutil.Process()
    memory = sum(process.memory_info().rss for process in (me, *me.children(recursive=True))) / 1e6
    killed = float("nan")
    with TemporaryDirectory() as folder, suppress(Exception):
        began = time.perf_counter()
        assert run(f"{folder}/trap") == list(range(TASKS))
        killed = time.perf_counter() - began
    stop()
    return {"start": started, "tasks": plain, "killed": killed, "memory": memory}


def main() -> None:
    """Measure each engine in a process of its own, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--engine", choices=ENGINES)
    given = parser.parse_args()
    if given.engine:
        print(" ".join(str(value) for value in measure(given.engine).values()), flush=True)
        return
    import subprocess

    print(f"{TASKS} tasks of {SECONDS * 1000:.0f} ms on two processes: {TASKS * SECONDS / 2:.1f} s at the least\n")
    print("| engine | start and first tasks | tasks | tasks, a worker killed | memory |\n|---|---|---|---|---|")
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
            start, plain, killed, memory = (median(column) for column in zip(*rows, strict=True))
            print(f"| {name} | {start:.1f} s | {plain:.1f} s | {killed:.1f} s | {memory:.0f} MB |", flush=True)


if __name__ == "__main__":
    main()
