"""Files are yielded when they are whole, once each, whatever else happens in the folder."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event, Thread

import pytest

from framing.errors import InputError
from framing.pipeline.landing import landing

STILL = 1.0
Folder = tuple[Path, Callable[[], list[str]]]


@pytest.fixture
def watched(tmp_path: Path) -> Iterator[Folder]:
    """Watch a folder in a thread; what has landed so far is asked for by a call."""
    folder = tmp_path / "inbox"
    folder.mkdir()
    (folder / "old.txt").write_text("there before", encoding="utf-8")
    stop, found = Event(), []

    def look() -> None:
        for path in landing(folder, outputs=folder / "briefs", still=STILL, stop=stop):
            found.append(path.relative_to(folder).as_posix())  # noqa: PERF401 - read while it grows

    thread = Thread(target=look, daemon=True)
    thread.start()
    time.sleep(1.0)
    yield folder, lambda: list(found)
    stop.set()
    thread.join(timeout=20)
    assert not thread.is_alive()


def wait_for(found: Callable[[], list[str]], *names: str, seconds: float = 30) -> None:
    """Wait until all of these have landed; fail where they do not in time."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if set(names) <= set(found()):
            return
        time.sleep(0.05)
    pytest.fail(f"{names} not in {found()}")


def test_a_file_that_is_being_written_is_waited_for(watched: Folder) -> None:
    """A file that grows is yielded once, when it has been still; one written at once before it."""
    folder, found = watched
    slow = folder / "slow.txt"
    with slow.open("w", encoding="utf-8") as stream:
        for _ in range(6):
            stream.write("another line of the text\n")
            stream.flush()
            time.sleep(STILL / 8)
            assert found() == []
    wait_for(found, "slow.txt")
    (folder / "quick.md").write_text("# At once", encoding="utf-8")
    wait_for(found, "quick.md")
    assert found() == ["slow.txt", "quick.md"]


def test_only_articles_land(watched: Folder) -> None:
    """Hidden, partial, unreadable kinds, our own briefs, a README and what was there before are passed over."""
    folder, found = watched
    (folder / "briefs").mkdir()
    for name in (".hidden.txt", "~$open.md", "copy.txt.part", "page.pdf", "results.json", "README.md", "briefs/a.txt"):
        (folder / name).write_text("not one", encoding="utf-8")
    (folder / "Post").mkdir()
    (folder / "Post" / "a.txt").write_text("one", encoding="utf-8")
    (folder / "copy.txt.part").rename(folder / "copy.txt")
    wait_for(found, "Post/a.txt", "copy.txt")
    time.sleep(2 * STILL)
    assert sorted(found()) == ["Post/a.txt", "copy.txt"]


def test_a_folder_moved_in_and_a_file_changed_land_too(watched: Folder, tmp_path: Path) -> None:
    """The files of a folder that is moved in land; a file of before lands when it changes; a deleted one does not."""
    folder, found = watched
    (tmp_path / "Ledger").mkdir()
    (tmp_path / "Ledger" / "b.txt").write_text("moved", encoding="utf-8")
    shutil.move(tmp_path / "Ledger", folder / "Ledger")
    gone = folder / "gone.txt"
    gone.write_text("soon away", encoding="utf-8")
    gone.unlink()
    (folder / "old.txt").write_text("there before, and changed", encoding="utf-8")
    wait_for(found, "Ledger/b.txt", "old.txt")
    assert "gone.txt" not in found()


def test_an_empty_file_is_waited_for_longer(watched: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    """A program that makes the file first has time to write its text; what stays empty is yielded in the end."""
    folder, found = watched
    monkeypatch.setattr("framing.pipeline.landing.EMPTY", 4)
    later, never = folder / "later.txt", folder / "never.txt"
    later.touch()
    never.touch()
    time.sleep(2 * STILL)
    assert found() == []
    later.write_text("now", encoding="utf-8")
    wait_for(found, "later.txt", "never.txt")
    assert found() == ["later.txt", "never.txt"]


def test_a_folder_that_is_none_is_refused(tmp_path: Path) -> None:
    """The folder to watch must be there and be one."""
    (tmp_path / "file.txt").write_text("x", encoding="utf-8")
    for name, message in (("nowhere", "there is no such folder"), ("file.txt", "this is a file")):
        with pytest.raises(InputError, match=message):
            next(landing(tmp_path / name, outputs=tmp_path))
