"""An archive of any size to scores in one file, in parts that a killed run does not lose."""

from __future__ import annotations

import io
import os
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import IO, Any, Protocol

from framing.batch.kept import is_ready
from framing.errors import InputError
from framing.pipeline.progress import Progress, silent
from framing.pipeline.streaming.finish import Finished, finish
from framing.pipeline.streaming.folder import Folder, LocalFolder
from framing.pipeline.streaming.job import Identity, Job, Scoring, identity, loaded
from framing.pipeline.streaming.journal import Journal
from framing.pipeline.streaming.local import LocalWorkers
from framing.pipeline.streaming.planning import planning
from framing.pipeline.streaming.target import SKIPPED, Target
from framing.pipeline.texts import nothing_left
from framing.text.reading import Batch, Plan, plan

DEFAULT_SCORING = Scoring()

# A batch takes two seconds by objects, and compiling a minute or two: about here it begins to pay. What is compiled
# already, once a version, always does.
COMPILED_FROM = 32
READY = "making ready (a minute the first time)"


class Engine(Protocol):
    """What batches are scored on."""

    def prepare(self, job: Job) -> None:
        """Do once what would otherwise be done by every worker."""

    def run(self, job: Job, folder: Folder, batches: Sequence[Batch]) -> Iterator[Batch]:
        """Score batches, keep their parts in the folder, and yield each batch as it is done, in any order."""


def every_core() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def score_archive(
    paths: Sequence[str | Path],
    output: str | Path | IO[bytes] | None,
    *,
    scoring: Scoring = DEFAULT_SCORING,
    engine: Engine | None = None,
    resume: bool = False,
    progress: Progress = silent,
) -> Finished:
    """Score files and folders of any size in memory that does not grow with them; the rows are those of `score`.

    `output` is a path or an address for one file, with `.run.json` (how it came about) and `.skipped.jsonl` (what was
    left out) beside it; a stream; or None for the rows of outlets alone. Finished batches are kept beside the output
    until the end, and a run that was killed is gone on with by `resume`: the bytes are those of an unbroken run. A text
    that cannot be read is left out, with its place. `engine` is all cores of this machine where None is given.

    Raises InputError as `read` does for a path, a folder or a table as a whole; OutputError where the output cannot be
    written, or unfinished parts are there that this run may not go on with.
    """
    target = Target(output) if isinstance(output, str | Path) else None
    engine = engine or LocalWorkers(every_core())
    progress("looking through the input", 0, 1)
    job, planned = _begun(paths, scoring, engine, resume=resume)
    about = identity(job, planned)
    with _folder(target) as folder:
        finished = _known(target, about) if resume else None
        if finished is None:
            journal = Journal(folder)
            journal.begin(about, resume=resume)
            _score(job, journal, planned, engine, progress)
            stream = None if target is not None or output is None else output
            try:
                finished = _finish(job, journal, planned, target, stream, about)
            except InputError:  # nothing is left: what mends that is another run, which may not go on with these parts
                folder.delete()
                raise
        folder.delete()
    return finished


def _begun(paths: Sequence[str | Path], scoring: Scoring, engine: Engine, *, resume: bool) -> tuple[Job, Plan]:
    """Return what is done to every batch, and the batches."""
    reading, local = scoring.reading, isinstance(engine, LocalWorkers)
    if not (isinstance(engine, LocalWorkers) and engine.copied):
        job = loaded(scoring)
        planned = plan(paths, as_is=reading.as_is, outlet=reading.outlet)
        return replace(job, compiled=_pays(planned) or (local and is_ready())), planned
    with planning(paths, as_is=reading.as_is, outlet=reading.outlet) as beside:
        job = replace(loaded(scoring), compiled=is_ready())
        beside.look()
        if job.compiled and not resume:
            engine.prepare(job)
        planned = beside.plan()
    return job if job.compiled else replace(job, compiled=_pays(planned)), planned


def _pays(planned: Plan) -> bool:
    return len(planned.batches) >= COMPILED_FROM


@contextmanager
def _folder(target: Target | None) -> Iterator[Folder]:
    """Give the folder of parts, held against other runs; without a place for the output one that does not last."""
    if target is None:
        with tempfile.TemporaryDirectory(prefix="framing-") as name:
            yield LocalFolder(Path(name))
        return
    folder = target.folder
    with folder.held() if isinstance(folder, LocalFolder) else ExitStack():
        yield folder


def _score(job: Job, journal: Journal, planned: Plan, engine: Engine, progress: Progress) -> None:
    missing = journal.missing(planned.batches)
    total = planned.texts
    done = total - sum(batch.texts for batch in missing)
    if missing:
        progress(READY, 0, 1)
        engine.prepare(job)
        progress(READY, 1, 1)
    progress("scoring", done, total)
    for batch in engine.run(job, journal.folder, missing):
        done += batch.texts
        progress("scoring", done, total)


def _finish(job: Job, journal: Journal, planned: Plan, target: Target | None, stream: Any, about: Identity) -> Finished:
    if target is None:
        finished = finish(job, journal, planned.batches, output=stream, skipped=io.BytesIO(), about=about)
        _something_left(finished, planned)
        return finished
    with target.writing() as output, target.writing(SKIPPED) as skipped:
        finished = finish(job, journal, planned.batches, output=output, skipped=skipped, about=about)
        _something_left(finished, planned)
    target.seal(about, {"articles": finished.articles, "left_out": finished.left_out})
    return finished


def _known(target: Target | None, about: Identity) -> Finished | None:
    """Return what there is to say of a run that was finished before."""
    told = None if target is None else target.sealed(about)
    return None if told is None else Finished(articles=told["articles"], left_out=told["left_out"], examples=())


def _something_left(finished: Finished, planned: Plan) -> None:
    if not finished.articles:
        raise nothing_left(planned.inputs, finished.examples)
