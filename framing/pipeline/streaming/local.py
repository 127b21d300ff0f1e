"""Batches are scored on the cores of this machine."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import sys
import threading
import warnings
from collections.abc import Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import replace

from framing.batch.kept import is_ready, tidy
from framing.errors import FramingError
from framing.pipeline.streaming.analysing import analysis, cleaning
from framing.pipeline.streaming.folder import Folder, let_go
from framing.pipeline.streaming.job import Job
from framing.pipeline.streaming.journal import Journal
from framing.pipeline.streaming.part import BatchScorer
from framing.score.rows import RowUnit
from framing.text.reading import Batch

# Enough that no worker waits for the next batch, few enough that an interrupted run loses little.
AHEAD = 2
# A unit for each of the analyses on arrays, `Counted` and `Shown`: compiling for these compiles for all units.
EACH_ANALYSIS: tuple[RowUnit, ...] = ("article", "sentence")
# New objects between two looks for cycles while a compiler runs, which leaves many: with as many as a command that ends
# makes before it looks, compiling took 1.3 GB.
COMPILING = 50_000


class WorkerError(FramingError):
    """A process that scored a batch and has ended without a word."""


class LocalWorkers:
    """The cores of this machine: with one worker the process itself scores, with more as many processes beside it."""

    def __init__(self, workers: int) -> None:
        self.workers = workers
        self._ready: tuple[Job, BatchScorer] | None = None

    @property
    def copied(self) -> bool:
        """Whether the processes are copies of this one, which share what it has made ready."""
        return self.workers > 1 and _may_fork()

    def prepare(self, job: Job) -> None:
        """Compile what batches need compiled, and keep it for the processes that score; once is enough for all runs.

        Where these will be copies of this one, make ready what they share too.
        """
        if job.compiled:
            if not is_ready():
                _compile(job)
            tidy()
        if self.copied:
            self._scorer(job)

    def run(self, job: Job, folder: Folder, batches: Sequence[Batch]) -> Iterator[Batch]:
        """Score batches, keep their parts in the folder, and yield each batch as it is done, in any order.

        Raises what a batch raised, and WorkerError where a process ended by itself.
        """
        if self.workers == 1 or len(batches) < 2:
            return _here(self._scorer(job), folder, batches)
        workers = min(self.workers, len(batches))
        pool = _forked(self._scorer(job), folder, workers) if self.copied else _spawned(job, folder, workers)
        return _beside(pool, folder, batches, workers)

    def _scorer(self, job: Job) -> BatchScorer:
        """Return the scorer of a job with all that it makes with its first batch. It is made once."""
        if self._ready is None or self._ready[0] is not job:
            scorer = BatchScorer(job)
            scorer.warm()
            self._ready = (job, scorer)
        return self._ready[1]


def _compile(job: Job) -> None:
    from framing.batch.compiled import note_ready

    thresholds = gc.get_threshold()
    gc.set_threshold(COMPILING)
    cleaning(job)([])
    for unit in EACH_ANALYSIS:
        analysis(replace(job, unit=unit)).rows([])
    gc.collect()
    gc.set_threshold(*thresholds)
    note_ready()


def _here(scorer: BatchScorer, folder: Folder, batches: Sequence[Batch]) -> Iterator[Batch]:
    journal = Journal(folder)
    for batch in batches:
        journal.write(batch.number, scorer.score(batch))
        yield batch


def _beside(pool: ProcessPoolExecutor, folder: Folder, batches: Sequence[Batch], workers: int) -> Iterator[Batch]:
    waiting = iter(batches)
    running: dict[Future[None], Batch] = {}
    try:
        while True:
            for batch in waiting:
                running[pool.submit(_score, batch)] = batch
                if len(running) == workers * AHEAD:
                    break
            if not running:
                return
            for future in wait(running, return_when=FIRST_COMPLETED).done:
                batch = running.pop(future)
                future.result()
                yield batch
    except BrokenProcessPool as error:
        what = "a worker process has ended by itself, as where memory runs out"
        raise WorkerError(str(folder), what, "go on with --resume, with fewer --workers") from error
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _may_fork() -> bool:
    """Whether worker processes may begin as copies of this one: a copy of a process with threads of Python can hang."""
    alone = threading.active_count() == 1 and threading.current_thread() is threading.main_thread()
    return sys.platform == "linux" and alone


@contextmanager
def copying() -> Iterator[None]:
    """Let this process be copied without a warning: its only threads are those of linear algebra and Arrow.

    Both libraries know how to be copied.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        yield


def _forked(scorer: BatchScorer, folder: Folder, workers: int) -> ProcessPoolExecutor:
    """Return workers that share the memory of a scorer that was made ready once."""
    context = multiprocessing.get_context("fork")
    pool = ProcessPoolExecutor(workers, mp_context=context, initializer=_start_copy, initargs=(scorer, folder))
    with copying():
        pool.submit(os.getpid)  # all processes begin with the first task
    return pool


def _spawned(job: Job, folder: Folder, workers: int) -> ProcessPoolExecutor:
    """Return workers that begin as new processes, each with a scorer of its own."""
    context = multiprocessing.get_context("spawn")
    ready = (job, folder, gc.get_threshold())
    return ProcessPoolExecutor(workers, mp_context=context, initializer=_start, initargs=ready)


class _State:
    """What a worker process keeps from one batch to the next."""

    scorer: BatchScorer
    journal: Journal


def _start(job: Job, folder: Folder, thresholds: tuple[int, int, int]) -> None:
    """Make a new worker process ready."""
    gc.set_threshold(*thresholds)
    _begin(BatchScorer(job), folder)


def _start_copy(scorer: BatchScorer, folder: Folder) -> None:
    """Make a worker process ready that is a copy of the one that holds the folder."""
    let_go()
    gc.freeze()  # what is shared is not to be looked through, which would copy it
    _begin(scorer, folder)


def _begin(scorer: BatchScorer, folder: Folder) -> None:
    follow_parent()
    _State.scorer, _State.journal = scorer, Journal(folder)


def follow_parent() -> None:
    """Let this process be interrupted by its parent alone, and end with it, even if that is killed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _score(batch: Batch) -> None:
    _State.journal.write(batch.number, _State.scorer.score(batch))
