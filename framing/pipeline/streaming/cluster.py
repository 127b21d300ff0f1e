"""Batches are scored by the workers of a Dask cluster that is already there."""

from __future__ import annotations

import pickle
import threading
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from framing import __version__
from framing.errors import DependencyError, InputError
from framing.pipeline.streaming.folder import Folder
from framing.pipeline.streaming.job import Job
from framing.pipeline.streaming.journal import Journal
from framing.pipeline.streaming.local import AHEAD, WorkerError
from framing.pipeline.streaming.part import BatchScorer
from framing.text.reading import Batch

if TYPE_CHECKING:
    from distributed import Client

SECONDS_TO_ANSWER = 20
# A batch whose workers die again and again is itself the likely cause.
TRIES = 3


class DaskWorkers:
    """The workers of the scheduler at an address such as `tcp://10.0.0.1:8786`.

    Raises DependencyError where Dask is not installed.
    """

    def __init__(self, scheduler: str) -> None:
        try:
            import distributed
        except ImportError as error:
            raise DependencyError("--engine dask", "Dask is missing", "pip install 'framing[dask]'") from error
        self._client = distributed.Client
        self.scheduler = scheduler

    def prepare(self, job: Job) -> None:
        """Do nothing: machines of a cluster keep what they compile each for itself."""

    def run(self, job: Job, folder: Folder, batches: Sequence[Batch]) -> Iterator[Batch]:
        """Score batches, keep their parts in the folder, and yield each batch as it is done, in any order.

        A batch whose worker dies is scored by another. Raises InputError where no scheduler or worker answers, what a
        batch raised, and WorkerError where a batch ended every worker that tried it.
        """
        if not batches:
            return
        from distributed import KilledWorker, as_completed

        with self._connected() as client:
            # The job goes to the scheduler once, and as a task: it can be made again where its worker dies.
            held = client.submit(_unpacked, pickle.dumps(job), __version__, pure=False)
            waiting = iter(batches)
            running: dict[Any, Batch] = {}
            done = as_completed(loop=client.loop, raise_errors=False)

            def fill() -> None:
                room = AHEAD * max(1, sum(client.nthreads().values())) - len(running)
                for _, batch in zip(range(room), waiting, strict=False):
                    future = client.submit(_score, held, folder, batch, pure=False, retries=TRIES)
                    running[future] = batch
                    done.add(future)

            fill()
            for future in done:
                batch = running.pop(future)
                try:
                    future.result()
                except KilledWorker as error:
                    what = f"batch {batch.number} ({batch.places[0].path}) has ended every worker that tried it"
                    raise WorkerError(
                        self.scheduler, what, "give workers more memory and go on with --resume"
                    ) from error
                yield batch
                fill()

    def _connected(self) -> Client:
        try:
            client = self._client(self.scheduler, timeout=SECONDS_TO_ANSWER, set_as_default=False)
        except (OSError, ValueError) as error:
            remedy = "start one with `dask scheduler`, or correct the address (tcp://HOST:8786)"
            raise InputError(f"--scheduler {self.scheduler}", "no scheduler answers there", remedy) from error
        try:
            client.wait_for_workers(1, timeout=SECONDS_TO_ANSWER)
        except TimeoutError as error:
            client.close()
            remedy = f"start some with `dask worker {self.scheduler} --nthreads 1`"
            raise InputError(f"--scheduler {self.scheduler}", "the scheduler has no workers", remedy) from error
        return client


class _Packed:
    """A job as it travels: its scorer is made once in each process that it comes to."""

    def __init__(self, content: bytes) -> None:
        self.content = content


# A Dask worker may have threads, and a scorer is for one of them at a time.
_ALONE = threading.Lock()


def _unpacked(content: bytes, version: str) -> _Packed:
    if version != __version__:
        what = f"this worker has framing {__version__}, and the run is of {version}"
        raise InputError("--engine dask", what, "install one version on every machine")
    return _Packed(content)


def _score(packed: _Packed, folder: Folder, batch: Batch) -> None:
    with _ALONE:
        Journal(folder).write(batch.number, _scorer(packed.content).score(batch))


@lru_cache(maxsize=1)
def _scorer(content: bytes) -> BatchScorer:
    return BatchScorer(pickle.loads(content))  # noqa: S301 - sent by the run itself, as the tasks are
