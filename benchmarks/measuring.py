"""Time and memory of calls and of commands with all the processes they start."""

from __future__ import annotations

import resource
import subprocess
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from statistics import median
from typing import NamedTuple

import psutil

EVERY = 0.2  # seconds between two looks at memory
GONE = (psutil.NoSuchProcess, psutil.AccessDenied, psutil.ZombieProcess)


class Run(NamedTuple):
    """One run: seconds on the clock and of all cores, and the most memory of all its processes, in bytes."""

    wall: float
    cpu: float
    memory: int


def run(words: Sequence[str], *, silent: bool = False) -> Run:
    """Run a command in processes of its own, `silent` without what it prints.

    Raises CalledProcessError where it fails.
    """
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    began = time.perf_counter()
    with subprocess.Popen(list(words), stdout=subprocess.DEVNULL if silent else None) as process:
        most = 0
        while True:
            most = max(most, memory_of(process.pid))
            with suppress(subprocess.TimeoutExpired):
                process.wait(EVERY)
                break
    wall = time.perf_counter() - began
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, list(words))
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return Run(wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, most)


def memory_of(pid: int) -> int:
    """Return the memory of a process and those it has started, in bytes: a page that n of them share counts 1/n each.

    Where the system does not tell shares, shared pages count once for each process.
    """
    total = 0
    with suppress(*GONE):
        first = psutil.Process(pid)
        for process in (first, *first.children(recursive=True)):
            with suppress(*GONE):
                info = process.memory_full_info()
                total += getattr(info, "pss", info.rss)
    return total


def typical(runs: Sequence[Run]) -> Run:
    """Return the median of each figure."""
    return Run(median(r.wall for r in runs), median(r.cpu for r in runs), int(median(r.memory for r in runs)))


def seconds(call: Callable[[], object]) -> float:
    """Return the CPU seconds that a call takes."""
    began = time.process_time()
    call()
    return time.process_time() - began
