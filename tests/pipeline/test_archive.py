"""Archives scored in parts give the rows of a corpus scored whole, survive being killed, and say what is wrong."""

from __future__ import annotations

import csv
import io
import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from archives import cut_small, make_articles, write_archive

from framing import pipeline, saving
from framing.cli.show import echo_rows
from framing.errors import InputError, OutputError
from framing.model import Corpus
from framing.pipeline.encoding import Form
from framing.pipeline.streaming import LocalWorkers, Scoring, folder, local, run, score_archive, target
from framing.pipeline.streaming.folder import Folder, LocalFolder
from framing.pipeline.streaming.job import Job
from framing.pipeline.texts import Reading
from framing.score.columns import columns
from framing.score.rows import RowUnit, rows
from framing.text.reading import Batch

UNITS: tuple[RowUnit, ...] = ("hit", "sentence", "article", "outlet")
SHORT = Reading(min_words=0)
HERE = LocalWorkers(1)
LEXICON = """
format: framing-lexicon/1
name: talks
title: Talks
version: "1"
about: Made for a test.
language: en
facets:
  war:
    title: War
    terms: ["nuclear war", "red line*", "missile*"]
  politics:
    title: Politics
    terms: [Congress, "White House"]
"""


@pytest.fixture(scope="module")
def lexicon(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write a small lexicon: the house's take seconds to read."""
    path = tmp_path_factory.mktemp("lexicon") / "talks.yaml"
    path.write_text(LEXICON, "utf-8")
    return path


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Cut every archive into batches of five texts."""
    cut_small(monkeypatch)


def whole(path: Path, output: Path, scoring: Scoring) -> Corpus:
    """Write the rows of an archive that is read as a whole."""
    corpus = pipeline.read([path], options=scoring.reading)
    scores = pipeline.score(corpus, lexicons=scoring.lexicons)
    names = columns(scoring.unit, scores.lexicons)
    echo_rows(rows(scores, scoring.unit), form=scoring.form, output=output, columns=names)
    return corpus


@pytest.mark.parametrize("form", ["jsonl", "csv", "parquet"])
@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("compiled_from", [1, 1000])
def test_rows_are_those_of_the_whole(
    tmp_path: Path, lexicon: Path, monkeypatch: pytest.MonkeyPatch, compiled_from: int, unit: RowUnit, form: Form
) -> None:
    """For every unit and form the bytes (for Parquet the rows) are those of a corpus in memory, ids and all."""
    monkeypatch.setattr(run, "COMPILED_FROM", compiled_from)
    archive = write_archive(tmp_path, "jsonl", make_articles(38))
    scoring = Scoring(unit=unit, form=form, lexicons=[lexicon], reading=SHORT)
    corpus = whole(archive, tmp_path / "whole", scoring)
    finished = score_archive([archive], tmp_path / "parts", scoring=scoring, engine=HERE)
    if form == "parquet":
        assert pq.read_table(tmp_path / "parts").equals(pq.read_table(tmp_path / "whole"))
    else:
        assert (tmp_path / "parts").read_bytes() == (tmp_path / "whole").read_bytes()
    assert finished.articles == len(corpus.documents) < 38
    skipped = [json.loads(line) for line in (tmp_path / "parts.skipped.jsonl").read_text().splitlines()]
    assert [(item["origin"], item["detail"]) for item in skipped] == [(s.origin, s.detail) for s in corpus.skipped]
    assert finished.left_out == {"duplicate": len(corpus.skipped)}
    assert not (tmp_path / "parts.parts").exists()


@pytest.mark.parametrize("compiled_from", [1, 1000])
def test_rows_of_single_sentences_are_those_of_the_whole(
    tmp_path: Path, lexicon: Path, monkeypatch: pytest.MonkeyPatch, compiled_from: int
) -> None:
    """Rows that are sentences keep the ids of their rows, and the same sentence twice counts twice."""
    monkeypatch.setattr(run, "COMPILED_FROM", compiled_from)
    texts = [{"id": f"{a}-{n:02d}", "text": row["text"]} for a in "xyx" for n, row in enumerate(make_articles(7))]
    archive = write_archive(tmp_path, "csv", texts)
    for unit in UNITS:
        scoring = Scoring(unit=unit, form="csv", lexicons=[lexicon], reading=Reading(as_is=True))
        whole(archive, tmp_path / "whole", scoring)
        score_archive([archive], tmp_path / "parts", scoring=scoring, engine=HERE)
        assert (tmp_path / "parts").read_bytes() == (tmp_path / "whole").read_bytes(), unit


@pytest.mark.parametrize("may_fork", [True, False])
def test_two_workers_write_what_one_writes(
    tmp_path: Path, lexicon: Path, monkeypatch: pytest.MonkeyPatch, *, may_fork: bool
) -> None:
    """The output, and what is beside it, do not depend on how many processes scored it, and how these began."""
    monkeypatch.setattr(local, "_may_fork", lambda: may_fork and sys.platform == "linux")
    archive = write_archive(tmp_path, "parquet", make_articles(40))
    scoring = Scoring(unit="sentence", form="parquet", lexicons=[lexicon], reading=SHORT)
    for workers in (1, 2):
        score_archive([archive], tmp_path / f"{workers}", scoring=scoring, engine=LocalWorkers(workers))
    for suffix in ("", ".run.json", ".skipped.jsonl"):
        assert (tmp_path / f"1{suffix}").read_bytes() == (tmp_path / f"2{suffix}").read_bytes()
    metadata = pq.read_schema(tmp_path / "1").metadata
    assert metadata[b"framing.format"] == b"framing-scores/1"
    assert json.loads(metadata[b"framing.run"])["lexicons"].keys() == {"talks"}


COMPILED = """
import sys
from pathlib import Path
import archives, pytest
from framing.pipeline.streaming import LocalWorkers, Scoring, run, score_archive
from framing.pipeline.texts import Reading

if __name__ == "__main__":
    folder = Path(sys.argv[1])
    archives.cut_small(pytest.MonkeyPatch())
    run.COMPILED_FROM = 1
    for unit in ("article", "hit", "sentence"):
        scoring = Scoring(unit=unit, form="csv", lexicons=[folder / "talks.yaml"], reading=Reading(min_words=0))
        score_archive([folder / "archive.jsonl"], folder / f"compiled-{unit}", scoring=scoring, engine=LocalWorkers(2))
"""


def test_compiled_workers_write_what_objects_write(tmp_path: Path) -> None:
    """A process that compiles, and those that take from the disk what it compiled, write the bytes of the objects."""
    (tmp_path / "talks.yaml").write_text(LEXICON, "utf-8")
    archive = write_archive(tmp_path, "jsonl", make_articles(40))
    (tmp_path / "run.py").write_text(COMPILED)
    path = os.pathsep.join([str(Path(__file__).parents[1]), *sys.path])
    words = [sys.executable, str(tmp_path / "run.py"), str(tmp_path)]
    subprocess.run(words, env={**os.environ, "PYTHONPATH": path, "NUMBA_DISABLE_JIT": "0"}, check=True)
    units: tuple[RowUnit, ...] = ("article", "hit", "sentence")
    for unit in units:
        scoring = Scoring(unit=unit, form="csv", lexicons=[tmp_path / "talks.yaml"], reading=SHORT)
        score_archive([archive], tmp_path / "objects", scoring=scoring, engine=HERE)
        for suffix in ("", ".skipped.jsonl"):
            assert (tmp_path / f"objects{suffix}").read_bytes() == (tmp_path / f"compiled-{unit}{suffix}").read_bytes()


def test_outlets_need_no_file(tmp_path: Path, lexicon: Path) -> None:
    """Rows of outlets are returned, and other rows go into a stream, with nothing left on the disk."""
    archive = write_archive(tmp_path, "jsonl", make_articles(20))
    before = sorted(tmp_path.iterdir())
    outlets = score_archive([archive], None, scoring=Scoring(lexicons=[lexicon], reading=SHORT), engine=HERE).outlets
    assert sum(row["articles"] for row in outlets if row["facet"] is None) == 18
    stream = io.BytesIO()
    scoring = Scoring(unit="article", form="csv", lexicons=[lexicon], reading=SHORT)
    score_archive([archive], stream, scoring=scoring, engine=HERE)
    assert len(stream.getvalue().splitlines()) == 1 + 18 * 3
    assert sorted(tmp_path.iterdir()) == before


RUN = """
import sys, time
from pathlib import Path
import archives, pytest
from framing.model import Corpus
from framing.pipeline.encoding import Form
from framing.pipeline.streaming import LocalWorkers, Scoring, part, score_archive
from framing.pipeline.texts import Reading

folder, workers, resume = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3] == "resume"
archives.cut_small(pytest.MonkeyPatch())
scoring = Scoring(unit="hit", form="jsonl", lexicons=[folder / "talks.yaml"], reading=Reading(min_words=0))

class Slow(part.BatchScorer):
    def score(self, batch):
        time.sleep(0.1)
        return super().score(batch)

if __name__ == "__main__":
    import framing.pipeline.streaming.local as local
    local.BatchScorer = Slow
    score_archive([folder / "archive.jsonl"], folder / "out.jsonl", scoring=scoring,
                  engine=LocalWorkers(workers), resume=resume)
"""


def start(folder: Path, workers: int, *, resume: bool = False) -> subprocess.Popen[str]:
    """Start a run in a process of its own."""
    (folder / "run.py").write_text(RUN)
    words = [sys.executable, str(folder / "run.py"), str(folder), str(workers), "resume" if resume else "new"]
    path = os.pathsep.join([str(Path(__file__).parents[1]), *sys.path])
    return subprocess.Popen(words, env={**os.environ, "PYTHONPATH": path}, stderr=subprocess.PIPE, text=True)


def ledgers(folder: Path) -> dict[str, int]:
    """Return which parts are done, and when each was."""
    return {path.name: path.stat().st_mtime_ns for path in (folder / "out.jsonl.parts").glob("*.ledger")}


def killed_after(run: subprocess.Popen[str], folder: Path, parts: int) -> None:
    """Wait until some parts are done, and kill the run as a machine that loses its power would."""
    deadline = time.monotonic() + 120
    while len(ledgers(folder)) < parts:
        assert run.poll() is None, run.communicate()
        assert time.monotonic() < deadline
        time.sleep(0.01)
    run.send_signal(signal.SIGKILL)
    run.communicate()


@pytest.mark.parametrize("workers", [1, 2])
def test_a_killed_run_is_gone_on_with(tmp_path: Path, lexicon: Path, workers: int) -> None:
    """Killed again and again and gone on with, a run writes the bytes of an unbroken one, and scores nothing twice."""
    (tmp_path / "talks.yaml").write_bytes(lexicon.read_bytes())
    archive = write_archive(tmp_path, "jsonl", make_articles(60))
    scoring = Scoring(unit="hit", form="jsonl", lexicons=[tmp_path / "talks.yaml"], reading=SHORT)
    score_archive([archive], tmp_path / "unbroken.jsonl", scoring=scoring, engine=HERE)
    known: dict[str, int] = {}
    for number, parts in enumerate((1, 7)):
        killed_after(start(tmp_path, workers, resume=number > 0), tmp_path, parts)
        now = ledgers(tmp_path)
        assert now.items() >= known.items()
        known = now
    assert not (tmp_path / "out.jsonl").exists()
    run = start(tmp_path, workers, resume=True)
    _, said = run.communicate()
    assert run.returncode == 0, said
    assert (tmp_path / "out.jsonl").read_bytes() == (tmp_path / "unbroken.jsonl").read_bytes()
    assert not (tmp_path / "out.jsonl.parts").exists()


class Counted:
    """An engine that says what it was given to score, and may stop after some batches."""

    def __init__(self, stop: int | None = None) -> None:
        self.given: list[int] = []
        self._stop = stop

    def prepare(self, job: Job) -> None:
        """Do nothing."""

    def run(self, job: Job, parts: Folder, batches: Sequence[Batch]) -> Iterator[Batch]:
        """Score batches one after another."""
        self.given = [batch.number for batch in batches]
        for number, batch in enumerate(LocalWorkers(1).run(job, parts, batches), start=1):
            yield batch
            if number == self._stop:
                raise KeyboardInterrupt


def interrupted(archive: Path, output: Path, scoring: Scoring, parts: int = 3) -> None:
    """Score some parts of an archive and leave it there."""
    with pytest.raises(KeyboardInterrupt):
        score_archive([archive], output, scoring=scoring, engine=Counted(parts))


@pytest.mark.parametrize(("unit", "compiled_from"), [("article", 1000), ("hit", 1)])
def test_a_damaged_part_is_scored_again(
    tmp_path: Path, lexicon: Path, monkeypatch: pytest.MonkeyPatch, unit: RowUnit, compiled_from: int
) -> None:
    """A part whose rows or ledger are cut short or changed is not trusted; the others are not touched."""
    archive = write_archive(tmp_path, "jsonl", make_articles(40))
    scoring = Scoring(unit=unit, form="csv", lexicons=[lexicon], reading=SHORT)
    score_archive([archive], tmp_path / "unbroken.csv", scoring=scoring, engine=HERE)
    monkeypatch.setattr(run, "COMPILED_FROM", compiled_from)
    interrupted(archive, tmp_path / "out.csv", scoring, parts=5)
    parts = tmp_path / "out.csv.parts"
    (parts / "0000000.rows").write_bytes((parts / "0000000.rows").read_bytes()[:-10])
    (parts / "0000002.ledger").write_bytes((parts / "0000002.ledger").read_bytes()[:20])
    (parts / "0000003.rows").unlink()
    engine = Counted()
    score_archive([archive], tmp_path / "out.csv", scoring=scoring, engine=engine, resume=True)
    assert engine.given == [0, 2, 3, 5, 6, 7]
    assert (tmp_path / "out.csv").read_bytes() == (tmp_path / "unbroken.csv").read_bytes()


def test_parts_of_another_run_are_refused(tmp_path: Path, lexicon: Path) -> None:
    """A changed input, lexicon or option is named, and nothing of the old run is used or lost."""
    archive = write_archive(tmp_path, "jsonl", make_articles(20))
    mine = tmp_path / "mine.yaml"
    mine.write_bytes(lexicon.read_bytes())
    scoring = Scoring(unit="article", lexicons=[mine], reading=SHORT)
    interrupted(archive, tmp_path / "out.jsonl", scoring)
    with pytest.raises(OutputError, match="add --resume, or delete"):
        score_archive([archive], tmp_path / "out.jsonl", scoring=scoring, engine=HERE)
    mine.write_text(LEXICON.replace("missile*", "bread"), "utf-8")
    write_archive(tmp_path, "jsonl", make_articles(21))
    other = Scoring(unit="article", lexicons=[mine], reading=Reading(min_words=5))
    with pytest.raises(OutputError) as caught:
        score_archive([archive], tmp_path / "out.jsonl", scoring=other, engine=HERE, resume=True)
    for said in ("lexicons: talks (was", f"inputs: {archive} (was", "min_words (was 0, is 5)"):
        assert said in str(caught.value)
    assert "version" not in caught.value.what
    (tmp_path / "out.jsonl.parts" / "journal.json").write_text("[")
    with pytest.raises(OutputError, match="another run"):
        score_archive([archive], tmp_path / "out.jsonl", scoring=other, engine=HERE, resume=True)


def test_a_finished_run_is_not_done_again(tmp_path: Path, lexicon: Path) -> None:
    """`resume` after the end scores nothing; where the output was changed since, all is made again."""
    archive = write_archive(tmp_path, "jsonl", make_articles(20))
    scoring = Scoring(unit="hit", lexicons=[lexicon], reading=SHORT)
    output = tmp_path / "out.jsonl"
    first = score_archive([archive], output, scoring=scoring, engine=HERE, resume=True)
    engine = Counted()
    again = score_archive([archive], output, scoring=scoring, engine=engine, resume=True)
    assert engine.given == []
    assert (again.articles, again.left_out) == (first.articles, first.left_out)
    content = output.read_bytes()
    output.write_bytes(b"")
    score_archive([archive], output, scoring=scoring, engine=engine, resume=True)
    assert engine.given == [0, 1, 2, 3]
    assert output.read_bytes() == content


def test_two_runs_do_not_write_one_output(tmp_path: Path, lexicon: Path) -> None:
    """A second run of the same output is refused while the first is at work."""
    archive = write_archive(tmp_path, "jsonl", make_articles(10))
    scoring = Scoring(unit="hit", lexicons=[lexicon], reading=SHORT)
    with LocalFolder(tmp_path / "out.jsonl.parts").held(), pytest.raises(OutputError, match="another run"):
        score_archive([archive], tmp_path / "out.jsonl", scoring=scoring, engine=HERE, resume=True)


def test_a_copy_of_a_process_holds_no_folder(tmp_path: Path) -> None:
    """A worker leaves the folder to the run alone: as soon as that has ended, another may go on in it."""
    parts = LocalFolder(tmp_path / "parts")
    with parts.held():
        with pytest.raises(OutputError, match="another run"), parts.held():
            pass
        folder.let_go()
        with parts.held():
            pass


def test_a_process_with_threads_is_not_copied() -> None:
    """A lock that a thread holds would stay locked in the copy for ever."""
    done = threading.Event()
    thread = threading.Thread(target=done.wait)
    thread.start()
    try:
        assert not local._may_fork()
    finally:
        done.set()
        thread.join()


def test_a_full_disk_says_so_and_loses_nothing(tmp_path: Path, lexicon: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a part cannot be written the error names the file and --resume, and what was written counts."""
    archive = write_archive(tmp_path, "jsonl", make_articles(20))
    scoring = Scoring(unit="hit", lexicons=[lexicon], reading=SHORT)
    real = saving.replacing

    def full(path: Path) -> object:
        if path.name == "0000002.rows":
            raise OutputError(str(path), "the file cannot be written (No space left on device)")
        return real(path)

    with monkeypatch.context() as patch:
        patch.setattr(folder, "replacing", full)
        with pytest.raises(OutputError, match=r"0000002\.rows: .*No space left.*--resume"):
            score_archive([archive], tmp_path / "out.jsonl", scoring=scoring, engine=HERE)
    engine = Counted()
    score_archive([archive], tmp_path / "out.jsonl", scoring=scoring, engine=engine, resume=True)
    assert engine.given == [2, 3]


def test_an_output_that_cannot_be_is_refused_before_the_work(tmp_path: Path, lexicon: Path) -> None:
    """A missing folder is named before anything is read."""
    with pytest.raises(OutputError, match="does not exist"):
        score_archive(
            [tmp_path / "no such input"], tmp_path / "none" / "out.jsonl", scoring=Scoring(lexicons=[lexicon])
        )


def test_nothing_left_is_an_error(tmp_path: Path, lexicon: Path) -> None:
    """Where every text is too short the error says so, and leaves nothing that the next run would trip over."""
    archive = write_archive(tmp_path, "jsonl", make_articles(7))
    with pytest.raises(InputError, match=r"no article is left .*words are left after cleaning"):
        score_archive([archive], tmp_path / "out.jsonl", scoring=Scoring(lexicons=[lexicon]), engine=HERE)
    assert list(tmp_path.iterdir()) == [archive]
    score_archive([archive], tmp_path / "out.jsonl", scoring=Scoring(lexicons=[lexicon], reading=SHORT), engine=HERE)


def test_a_long_sentence_is_renamed_with_its_article(tmp_path: Path, lexicon: Path) -> None:
    """A sentence longer than the csv module's own limit stands in rows whose article takes another id too."""
    csv.field_size_limit(2**17)
    long = "and so on " * 14_000
    archive = write_archive(
        tmp_path, "jsonl", [{"id": "same", "outlet": "A", "text": f"War {n} {long}."} for n in "ab"]
    )
    scoring = Scoring(unit="sentence", form="csv", lexicons=[lexicon])
    score_archive([archive], tmp_path / "out.csv", scoring=scoring, engine=HERE)
    whole(archive, tmp_path / "whole.csv", scoring)
    assert (tmp_path / "out.csv").read_bytes() == (tmp_path / "whole.csv").read_bytes()


def test_a_worker_that_dies_is_named_and_the_run_goes_on(
    tmp_path: Path, lexicon: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A worker process that is killed ends the run with the remedy; gone on with, the result is whole."""
    archive = write_archive(tmp_path, "jsonl", make_articles(40))
    scoring = Scoring(unit="hit", lexicons=[lexicon], reading=SHORT)
    score_archive([archive], tmp_path / "unbroken.jsonl", scoring=scoring, engine=HERE)
    with monkeypatch.context() as patch:
        patch.setattr(local, "_score", die)
        with pytest.raises(local.WorkerError, match=r"has ended by itself.*--resume"):
            score_archive([archive], tmp_path / "out.jsonl", scoring=scoring, engine=LocalWorkers(2))
    score_archive([archive], tmp_path / "out.jsonl", scoring=scoring, engine=LocalWorkers(2), resume=True)
    assert (tmp_path / "out.jsonl").read_bytes() == (tmp_path / "unbroken.jsonl").read_bytes()


def die(batch: Batch) -> None:
    """End the process that this is called in, as the system does where memory runs out."""
    os.kill(os.getpid(), signal.SIGKILL)


def test_an_address_takes_the_output(tmp_path: Path, lexicon: Path) -> None:
    """Output, parts and what is beside them may stand at an address; the bytes are those of a local run."""
    import fsspec

    archive = write_archive(tmp_path, "jsonl", make_articles(20))
    scoring = Scoring(unit="hit", form="csv", lexicons=[lexicon], reading=SHORT)
    score_archive([archive], tmp_path / "out.csv", scoring=scoring, engine=HERE)
    score_archive([archive], "memory://scores/out.csv", scoring=scoring, engine=HERE)
    system = fsspec.filesystem("memory")
    assert system.cat_file("/scores/out.csv") == (tmp_path / "out.csv").read_bytes()
    assert sorted(Path(name).name for name in system.find("/scores")) == [
        "out.csv",
        "out.csv.run.json",
        "out.csv.skipped.jsonl",
    ]
    engine = Counted()
    score_archive([archive], "memory://scores/out.csv", scoring=scoring, engine=engine, resume=True)
    assert engine.given == []


def test_an_address_that_keeps_nothing_is_told_before_the_work(
    tmp_path: Path, lexicon: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where what is written cannot be read again the run ends before it has scored anything."""
    archive = write_archive(tmp_path, "jsonl", make_articles(20))
    monkeypatch.setattr(target.RemoteFolder, "read", lambda folder, name: None)
    engine = Counted()
    with pytest.raises(OutputError, match=r"journal\.json: what was written there cannot be read again"):
        score_archive([archive], "memory://deaf/out", scoring=Scoring(lexicons=[lexicon]), engine=engine)
    assert engine.given == []
