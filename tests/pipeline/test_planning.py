"""The input is cut beside the process that makes itself ready, and whatever happens there the run is the same."""

from __future__ import annotations

import multiprocessing
import os
import signal
from pathlib import Path

import pytest
from archives import cut_small, make_articles, write_archive

from framing.errors import InputError
from framing.pipeline.streaming import LocalWorkers, Scoring, local, run, score_archive
from framing.pipeline.streaming import planning as module
from framing.pipeline.streaming.job import Job
from framing.pipeline.streaming.planning import planning
from framing.pipeline.texts import Reading
from framing.text.reading import plan

SHORT = Reading(min_words=0)


@pytest.fixture
def archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Write an archive of four batches."""
    cut_small(monkeypatch)
    return write_archive(tmp_path, "jsonl", make_articles(20))


def test_the_plan_is_the_one_this_process_would_make(archive: Path) -> None:
    """Batches and hashes come as they are, however often they are asked for."""
    expected = plan([archive])
    with planning([archive], as_is=False, outlet=None) as beside:
        assert beside.plan() == expected
        beside.look()
        assert beside.plan() == expected
    assert len(expected.batches) == 4


def test_what_is_wrong_with_the_input_is_raised_here(tmp_path: Path) -> None:
    """The error is that of reading, and is raised as soon as it is known."""
    with planning([tmp_path / "none.jsonl"], as_is=False, outlet=None) as beside:
        beside._told.poll(20)
        with pytest.raises(InputError, match=r"none\.jsonl: there is no such file"):
            beside.look()
    scoring = Scoring(lexicons=["us-politics"])
    with pytest.raises(InputError, match=r"none\.jsonl: there is no such file"):
        score_archive([tmp_path / "none.jsonl"], tmp_path / "out", scoring=scoring, engine=LocalWorkers(2))


def test_a_copy_that_ends_without_a_word_costs_time_only(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the copy is killed this process makes the plan."""
    monkeypatch.setattr(module, "_tell", _die)
    with planning([archive], as_is=False, outlet=None) as beside:
        assert beside.plan() == plan([archive])


def _die(*_: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def test_a_plan_that_is_not_waited_for_ends_with_the_run(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A run that is stopped stops the copy too."""
    monkeypatch.setattr(module, "_tell", lambda *_: signal.pause())
    with pytest.raises(KeyboardInterrupt), planning([archive], as_is=False, outlet=None):
        raise KeyboardInterrupt
    assert not multiprocessing.active_children()


@pytest.mark.parametrize("workers", [1, 2])
def test_what_is_compiled_serves_small_archives_too(
    archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, workers: int
) -> None:
    """Arrays are used from the first batch on where they need no compiling, and where a run is gone on with."""
    scoring = Scoring(unit="article", form="csv", lexicons=["us-politics"], reading=SHORT)
    score_archive([archive], tmp_path / "objects", scoring=scoring, engine=LocalWorkers(1))
    jobs: list[Job] = []
    real = LocalWorkers.prepare

    def prepare(engine: LocalWorkers, job: Job) -> None:
        jobs.append(job)
        real(engine, job)

    monkeypatch.setattr(local, "_compile", lambda job: None)
    monkeypatch.setattr(LocalWorkers, "prepare", prepare)
    monkeypatch.setattr(run, "is_ready", lambda: True)
    for resume in (False, True):
        output = tmp_path / f"arrays-{resume}"
        score_archive([archive], output, scoring=scoring, engine=LocalWorkers(workers), resume=resume)
        assert output.read_bytes() == (tmp_path / "objects").read_bytes()
    assert {job.compiled for job in jobs} == {True}
