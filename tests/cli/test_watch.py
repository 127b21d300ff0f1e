"""`framing compare --watch` as it runs for weeks: a process of its own, real files, a signal at the end."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from queue import Empty, Queue
from threading import Thread

import pikepdf
import pytest
from comparing_setup import article, make_baseline


class Watch:
    """A watching process, the lines it printed and those it said beside them, in the order they came."""

    def __init__(self, folder: Path) -> None:
        words = ["compare", "--watch", "inbox", "-b", "known.baseline", "-l", "prices.yaml", "-o", "inbox/briefs"]
        words += ["--min-words", "5", "--fail-if", "prices.share > 50"]
        self.process = subprocess.Popen(
            [sys.executable, "-c", "from framing.cli import main; main()", *words],
            cwd=folder,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
        )
        self.lines: Queue[str] = Queue()
        Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.lines.put(line.rstrip("\n"))

    def next_line(self) -> str:
        """Return the next line, waiting for it."""
        try:
            return self.lines.get(timeout=120)
        except Empty:
            pytest.fail("no line came")


@pytest.fixture
def watching(tmp_path: Path) -> Iterator[tuple[Path, Watch]]:
    make_baseline(tmp_path)
    (tmp_path / "inbox").mkdir()
    (tmp_path / "inbox" / "old.txt").write_text(article("before", dear=3), encoding="utf-8")
    watch = Watch(tmp_path)
    yield tmp_path, watch
    watch.process.kill()
    watch.process.communicate()


def test_a_watch_reports_what_lands_and_survives_what_is_no_article(watching: tuple[Path, Watch]) -> None:
    """One line and one brief an article; a bad file is a line too; the same text is not reported twice; Ctrl+C ends it.

    The exit code is 1 because a rule was met: one who watches is told so when the watch ends.
    """
    folder, watch = watching
    inbox, briefs = folder / "inbox", folder / "inbox" / "briefs"
    assert watch.next_line().startswith("watching inbox; what is there already is left alone")
    time.sleep(1)
    (inbox / "Post").mkdir()
    with (inbox / "Post" / "dear.txt").open("w", encoding="utf-8") as stream:
        for part in article("Lowe", dear=9).split("\n\n"):
            stream.write(part + "\n\n")
            stream.flush()
            time.sleep(0.2)
    line = watch.next_line()
    assert line.startswith("inbox/Post/dear.txt: ")
    assert line.endswith(" -> inbox/briefs/Post/dear.txt.pdf")
    assert watch.next_line().startswith("framing: rule met: Post: prices.share is ")
    (inbox / "broken.txt").write_bytes(b"%PDF-1.7 \x00\x01\x02 no text at all")
    assert watch.next_line().startswith("inbox/broken.txt: ")
    (inbox / "again.txt").write_text(article("Lowe", dear=9), encoding="utf-8")
    assert watch.next_line() == "inbox/again.txt: the same text as inbox/Post/dear.txt"
    (inbox / "known.txt").write_text(article("quay3", dear=3), encoding="utf-8")
    assert watch.next_line().startswith("inbox/known.txt: the baseline holds this text already")
    os.kill(watch.process.pid, signal.SIGINT)
    assert watch.next_line() == "stopped; 1 article reported"
    assert watch.process.wait(timeout=60) == 1
    assert sorted(p.relative_to(briefs).as_posix() for p in briefs.rglob("*") if p.is_file()) == [
        "Post/dear.txt.json",
        "Post/dear.txt.pdf",
    ]
    found = json.loads((briefs / "Post" / "dear.txt.json").read_bytes())
    assert found["provenance"]["command"] == (
        "framing compare inbox/Post/dear.txt --baseline known.baseline -o inbox/briefs/Post/dear.txt.pdf "
        "--lexicon prices.yaml --min-words 5 --outlet Post"
    )
    with pikepdf.open(briefs / "Post" / "dear.txt.pdf") as brief:
        assert list(brief.attachments) == ["results.json"]
