"""A real scheduler and two worker processes score what this machine scores, also where a worker is killed."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from archives import cut_small, make_articles, write_archive

from framing.errors import DependencyError, InputError
from framing.pipeline.streaming import LocalWorkers, Scoring, run, score_archive
from framing.pipeline.streaming.cluster import DaskWorkers
from framing.pipeline.streaming.folder import Folder
from framing.pipeline.streaming.job import Job
from framing.pipeline.texts import Reading
from framing.score.rows import RowUnit
from framing.text.reading import Batch

SHORT = Reading(min_words=0)


class Cluster:
    """A scheduler on the loopback, and its worker processes."""

    def __init__(self, folder: Path) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.address = f"tcp://127.0.0.1:{port}"
        self._folder = folder
        self._scheduler = self._start("dask_scheduler", "--host", "127.0.0.1", "--port", str(port), "--no-dashboard")
        self.workers: list[subprocess.Popen[bytes]] = []

    def add_worker(self) -> None:
        """Start a worker of one thread, whose process is the one that scores."""
        words = (self.address, "--nthreads", "1", "--no-nanny", "--no-dashboard", "--local-directory", self._folder)
        self.workers.append(self._start("dask_worker", *map(str, words)))

    def stop(self) -> None:
        """End every process."""
        for process in (*self.workers, self._scheduler):
            process.kill()
            process.wait()

    def _start(self, program: str, *words: str) -> subprocess.Popen[bytes]:
        path = os.pathsep.join(sys.path)
        log = (self._folder / f"{program}.log").open("ab")
        with log:
            code = f"from distributed.cli.{program} import main; main()"
            command = [sys.executable, "-c", code, *words]
            return subprocess.Popen(command, env={**os.environ, "PYTHONPATH": path}, stdout=log, stderr=log)


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """Start a scheduler and two workers."""
    running = Cluster(tmp_path_factory.mktemp("cluster"))
    running.add_worker()
    running.add_worker()
    yield running
    running.stop()


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Cut every archive into batches of five texts."""
    cut_small(monkeypatch)


class KillingOne(DaskWorkers):
    """The workers of a cluster of which one is killed after the first batch."""

    def __init__(self, cluster: Cluster) -> None:
        super().__init__(cluster.address)
        self._cluster = cluster
        self.done = 0

    def run(self, job: Job, folder: Folder, batches: Sequence[Batch]) -> Iterator[Batch]:
        """Score batches."""
        for batch in super().run(job, folder, batches):
            self.done += 1
            if self.done == 2:
                self._cluster.workers[0].send_signal(signal.SIGKILL)
            yield batch


def test_a_cluster_gives_what_this_machine_gives(tmp_path: Path, cluster: Cluster) -> None:
    """Rows, what was left out and the sums by outlet are those of a local run, also where a worker is killed midway."""
    archive = write_archive(tmp_path, "parquet", make_articles(60))
    wanted = [
        (Scoring(unit="hit", form="parquet", lexicons=["us-politics"], reading=SHORT), DaskWorkers(cluster.address)),
        (Scoring(unit="outlet", form="csv", lexicons=["us-politics"], reading=SHORT), KillingOne(cluster)),
    ]
    for scoring, engine in wanted:
        score_archive([archive], tmp_path / "local", scoring=scoring, engine=LocalWorkers(1))
        score_archive([archive], tmp_path / "cluster", scoring=scoring, engine=engine)
        for suffix in ("", ".skipped.jsonl", ".run.json"):
            assert (tmp_path / f"cluster{suffix}").read_bytes() == (tmp_path / f"local{suffix}").read_bytes()
    assert cluster.workers[0].wait(timeout=20) == -signal.SIGKILL
    assert cluster.workers[1].poll() is None


def test_tables_and_output_at_an_address(tmp_path: Path, cluster: Cluster, monkeypatch: pytest.MonkeyPatch) -> None:
    """Partitions at an fsspec address are read by the workers, analysed on arrays, and written at such an address."""
    for number in range(3):
        folder = tmp_path / "news"
        folder.mkdir(exist_ok=True)
        part = write_archive(tmp_path, "jsonl", make_articles(20)[number::3])
        part.rename(folder / f"part-{number}.jsonl")
    address = f"file://{tmp_path}"
    engine = DaskWorkers(cluster.address)
    units: tuple[RowUnit, ...] = ("article", "hit")
    for unit in units:
        scoring = Scoring(unit=unit, form="parquet", lexicons=["us-politics"], reading=SHORT)
        score_archive([tmp_path / "news"], tmp_path / "local", scoring=scoring, engine=LocalWorkers(1))
        with monkeypatch.context() as patch:
            patch.setattr(run, "COMPILED_FROM", 1)
            finished = score_archive([f"{address}/news/*.jsonl"], f"{address}/cluster", scoring=scoring, engine=engine)
        assert finished.articles == 18
        assert pq.read_table(tmp_path / "cluster").equals(pq.read_table(tmp_path / "local"))
        assert not (tmp_path / "cluster.parts").exists()


def test_no_scheduler_and_no_workers_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An address where nothing answers, and a scheduler without workers, end the run with what to start."""
    from framing.pipeline.streaming import cluster as module

    monkeypatch.setattr(module, "SECONDS_TO_ANSWER", 2)
    archive = write_archive(tmp_path, "jsonl", make_articles(5))
    scoring = Scoring(unit="hit", lexicons=["us-politics"], reading=SHORT)
    with pytest.raises(InputError, match=r"no scheduler answers there; start one with `dask scheduler`"):
        score_archive([archive], tmp_path / "out", scoring=scoring, engine=DaskWorkers("tcp://127.0.0.1:9"))
    alone = Cluster(tmp_path)
    try:
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", int(alone.address.rsplit(":", 1)[1]))) == 0:
                    break
            time.sleep(0.2)
        with pytest.raises(InputError, match="the scheduler has no workers; start some"):
            score_archive([archive], tmp_path / "out", scoring=scoring, engine=DaskWorkers(alone.address), resume=True)
    finally:
        alone.stop()


def test_another_version_on_a_worker_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """A worker with another framing refuses the job: its rows could differ."""
    from framing.pipeline.streaming import cluster as module

    with pytest.raises(InputError, match="install one version on every machine"):
        module._unpacked(b"", "0.0.0")


def test_dask_is_an_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without Dask the error names the command that installs it."""
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(DependencyError, match=r"pip install 'framing\[dask\]'"):
        DaskWorkers("tcp://127.0.0.1:1")
