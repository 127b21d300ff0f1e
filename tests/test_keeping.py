"""What is kept for the next run: whole, known and never trusted further than that."""

from __future__ import annotations

import os
import pickle
import sys
from hashlib import sha256
from pathlib import Path

import pytest

from framing import keeping
from framing.keeping import FORMAT, cache_folder, keep, recall, state_of
from framing.model import Term

TERM = Term(id="a/b/c", pattern="c", facet="b")
KNOWN = frozenset({Term})


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give each test a cache folder of its own, which is not there yet."""
    folder = tmp_path / "cache"
    monkeypatch.setenv(keeping.CACHE, str(folder))
    return folder


def kept(cache: Path, name: str = "one") -> Path:
    """Return the file of what is kept under a name."""
    return cache / "kept" / f"{name}.pickle"


def test_what_is_kept_comes_back() -> None:
    """A value comes back equal, under its own name only."""
    keep("one", (TERM, {"x": 1}))
    assert recall("one", of=KNOWN) == (TERM, {"x": 1})
    assert recall("other", of=KNOWN) is None


@pytest.mark.parametrize("cut", [0, 5, len(FORMAT) + 10, len(FORMAT) + 40, -1])
def test_half_a_file_is_as_good_as_none(cache: Path, cut: int) -> None:
    """A file that was cut off is not read, and the next value takes its place."""
    keep("one", TERM)
    kept(cache).write_bytes(kept(cache).read_bytes()[:cut])
    assert recall("one", of=KNOWN) is None
    keep("one", TERM)
    assert recall("one", of=KNOWN) == TERM


def test_a_changed_byte_is_noticed(cache: Path) -> None:
    """No byte of a kept file can change unnoticed."""
    keep("one", TERM)
    whole = kept(cache).read_bytes()
    for place in range(len(whole)):
        kept(cache).write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        assert recall("one", of=KNOWN) is None


class Trap:
    """Runs a command where it is unpickled carelessly."""

    def __init__(self, mark: Path) -> None:
        self.mark = mark

    def __reduce__(self) -> tuple[object, tuple[str]]:
        """Ask for `os.mkdir` to be called."""
        return os.mkdir, (str(self.mark),)


def test_a_kept_file_runs_no_code(cache: Path, tmp_path: Path) -> None:
    """A file written by somebody else, sealed as it should be, makes nothing but values of the classes expected."""
    keep("one", TERM)
    for value in (Trap(tmp_path / "trapped"), Path("x")):
        body = pickle.dumps(value)
        kept(cache).write_bytes(FORMAT + sha256(body).digest() + body)
        assert recall("one", of=KNOWN) is None
    assert not (tmp_path / "trapped").exists()
    body = b"no pickle at all"
    kept(cache).write_bytes(FORMAT + sha256(body).digest() + body)
    assert recall("one", of=KNOWN) is None


def test_where_nothing_can_be_written_nothing_is_kept(cache: Path) -> None:
    """A file where the folder should be, and a folder where the file should be, cost time only."""
    cache.write_text("")
    keep("one", TERM)
    assert recall("one", of=KNOWN) is None
    cache.unlink()
    kept(cache).mkdir(parents=True)
    keep("one", TERM)
    assert recall("one", of=KNOWN) is None


def test_what_was_not_used_for_longest_goes(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of more files than are kept, those go that no run has asked for."""
    monkeypatch.setattr(keeping, "MOST", 3)
    for number in range(3):
        keep(str(number), TERM)
        os.utime(kept(cache, str(number)), (1000 + number, 1000 + number))
    assert recall("0", of=KNOWN) == TERM
    keep("3", TERM)
    assert sorted(path.stem for path in (cache / "kept").iterdir()) == ["0", "2", "3"]


def test_the_state_is_that_of_the_parts_named() -> None:
    """Rooms and single files count, each with its bytes."""
    assert state_of("model") == state_of("model") != state_of("model", "keeping.py") != state_of("keeping.py")


@pytest.mark.parametrize(
    ("platform", "environment", "expected"),
    [
        ("linux", {"XDG_CACHE_HOME": "/elsewhere"}, Path("/elsewhere/framing")),
        ("linux", {"XDG_CACHE_HOME": ""}, Path.home() / ".cache" / "framing"),
        ("darwin", {}, Path.home() / "Library" / "Caches" / "framing"),
    ],
)
def test_the_folder_is_where_a_system_keeps_such(
    platform: str, environment: dict[str, str], expected: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without a choice of one's own it is the cache folder of the system."""
    monkeypatch.delenv(keeping.CACHE)
    monkeypatch.setattr(sys, "platform", platform)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert cache_folder() == expected


def test_a_user_without_a_home_keeps_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the system knows no home, as in some containers, everything is worked out anew."""

    def homeless() -> Path:
        raise RuntimeError("Could not determine home directory.")

    for name in (keeping.CACHE, "XDG_CACHE_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(Path, "home", homeless)
    keep("one", TERM)
    assert recall("one", of=KNOWN) is None
