"""Where compiled code is kept, and that it need not be."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from framing.batch import kept

PROGRAM = """
import numpy as np
from framing.batch.terms.spans import Spans, sort

spans = Spans(*(np.array(column, np.int64) for column in ([3, 1, 2], [4, 2, 3], [0, 0, 0])))
sort(spans, 0, 3)
print(spans.start.tolist())
"""


AGAIN = """
import sys
print("scipy.linalg" in sys.modules)
from framing.batch.words.gaps import gap, signs

codes = np.array([*map(ord, ", ")], np.uint32)
print(gap(codes, 0, 2, signs()) > 0, "scipy.linalg" in sys.modules)
"""


def run(cache: Path, program: str = PROGRAM) -> str:
    """Sort some spans, compiled, in a process of its own."""
    environment = {**os.environ, "NUMBA_DISABLE_JIT": "0", "FRAMING_CACHE": str(cache)}
    told = subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=True)
    return told.stdout.strip()


def test_compiled_code_is_kept_for_the_next_run(tmp_path: Path) -> None:
    """One folder for the state of the room's files, which a second run does not write to again."""
    assert run(tmp_path) == "[1, 2, 3]"
    (kept,) = tmp_path.iterdir()
    written = {path: path.stat().st_mtime_ns for path in kept.rglob("*.nbc")}
    assert written
    assert run(tmp_path) == "[1, 2, 3]"
    assert {path: path.stat().st_mtime_ns for path in kept.rglob("*.nbc")} == written


def test_what_is_kept_is_loaded_alone(tmp_path: Path) -> None:
    """A kernel from the disk comes without all that compiling takes; one that is not there is compiled beside it."""
    run(tmp_path)
    assert run(tmp_path, PROGRAM + AGAIN).split("\n") == ["[1, 2, 3]", "False", "True True"]


def test_a_folder_that_cannot_be_written_to_costs_time_only(tmp_path: Path) -> None:
    """A file stands where the folder should be: everything is compiled, and nothing kept."""
    (tmp_path / "taken").write_text("")
    assert run(tmp_path / "taken") == "[1, 2, 3]"


def test_a_folder_that_cannot_be_written_to_is_not_ready(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Code that is kept where nothing can be written is not read by numba: a small run does not wait for a compiler."""
    monkeypatch.setenv("NUMBA_DISABLE_JIT", "0")
    monkeypatch.setattr(kept, "folder", lambda: tmp_path)
    kept.mark().touch()
    for writable in (True, False):
        monkeypatch.setattr(kept, "keeps", lambda writable=writable: writable)
        assert kept.is_ready() is writable


def test_a_copy_elsewhere_is_not_ready(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same files in another place, or written at another time, are compiled anew by numba: no small run waits."""
    file = tmp_path / "kernel.py"
    other = tmp_path / "copy.py"
    for path in (file, other):
        path.write_text("")
        os.utime(path, ns=(0, 0))
    names = set()
    for path, written in ((file, 0), (file, 0), (other, 0), (file, 10**9)):
        os.utime(path, ns=(written, written))
        monkeypatch.setattr(kept, "sources_of", lambda *_, path=path: [path])
        kept._installed.cache_clear()
        names.add(kept.mark().name)
    kept._installed.cache_clear()
    assert len(names) == 3


def test_what_is_ready_is_noted_once(tmp_path: Path) -> None:
    """The note is for one Python and one numba, and not made where nothing was compiled."""
    program = "from framing.batch import compiled, kept; compiled.note_ready(); print(kept.is_ready())"
    for off, told in (("1", "False"), ("0", "True")):
        environment = {**os.environ, "NUMBA_DISABLE_JIT": off, "FRAMING_CACHE": str(tmp_path)}
        done = subprocess.run(
            [sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=True
        )
        assert done.stdout.strip() == told


def test_folders_of_other_versions_go_when_nobody_has_used_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A month after its last use the folder of another version is removed; a younger one and others' folders stay."""
    names = [*(f"compiled-{number:016x}" for number in range(3)), "compiled-assets"]
    mine, young, old, assets = (tmp_path / name for name in names)
    for path in (mine, young, old, assets):
        path.mkdir()
        (path / "kernel.nbc").write_bytes(b"code")
    now = mine.stat().st_mtime
    for path, days in ((mine, 90), (young, kept.UNUSED_DAYS - 1), (old, kept.UNUSED_DAYS + 1), (assets, 90)):
        os.utime(path, (now - days * 86400, now - days * 86400))
    monkeypatch.setattr(kept, "folder", lambda: mine)
    kept.keeps.cache_clear()
    kept.tidy()
    kept.keeps.cache_clear()
    assert [path.exists() for path in (mine, young, old, assets)] == [True, True, False, True]
    assert mine.stat().st_mtime >= now
