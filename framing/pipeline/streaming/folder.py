"""Where the parts of a run are kept until they are joined: a folder beside the output."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Protocol

from framing.errors import OutputError
from framing.saving import make_folder, replacing

MAKE_ROOM = "make room there and go on with --resume"


class Folder(Protocol):
    """A place for named contents. It can be handed to other processes; each content is written whole or not at all."""

    def read(self, name: str) -> bytes | None:
        """Return a content, or None where there is none of that name."""

    def write(self, name: str, content: bytes, *, lasting: bool = False) -> None:
        """Keep a content, where asked to so that it outlasts the machine. Raises OutputError where that cannot be."""

    def delete(self) -> None:
        """Remove the folder and all that is in it."""


class LocalFolder:
    """A folder on this machine."""

    def __init__(self, path: Path) -> None:
        self.path = path.absolute()

    def __str__(self) -> str:
        return str(self.path)

    def read(self, name: str) -> bytes | None:
        """Return a content, or None where there is none of that name."""
        try:
            return (self.path / name).read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            where = str(self.path / name)
            raise OutputError(where, f"cannot be read ({error.strerror})", "check the disk") from error

    def write(self, name: str, content: bytes, *, lasting: bool = False) -> None:
        """Keep a content, where asked to on the disk itself: what is not there yet is lost with the power.

        Raises OutputError where it cannot be written.
        """
        try:
            # A file that is cut to nothing and filled is sent to the disk by ext4 as soon as it is closed: deleting the
            # parts of 200 MB waited a second for that.
            with replacing(self.path / name) as partial, partial.open("r+b") as stream:
                stream.write(content)
                if lasting:
                    stream.flush()
                    os.fsync(stream.fileno())
        except OutputError as error:
            raise OutputError(error.where, error.what, MAKE_ROOM) from error

    def delete(self) -> None:
        """Remove the folder and all that is in it."""
        shutil.rmtree(self.path, ignore_errors=True)

    @contextmanager
    def held(self) -> Iterator[None]:
        """Keep the folder for this process alone, and let it go even if the process is killed.

        Raises OutputError where another process is at work in it.
        """
        make_folder(self.path)
        with (self.path / "lock").open("w") as lock:
            if not _locked(lock.fileno()):
                raise OutputError(str(self.path), "another run is writing this output", "wait for it, or stop it")
            _HELD.add(lock)
            try:
                yield
            finally:
                _HELD.discard(lock)


# Locks of this process: each lasts as long as any process has its file open.
_HELD: set[IO[str]] = set()


def let_go() -> None:
    """Leave the folders that the process holds of which this one is a copy to that process alone."""
    for lock in _HELD:
        lock.close()
    _HELD.clear()


def _locked(handle: int) -> bool:
    """Lock an open file for this process; whether that went well."""
    if sys.platform == "win32":
        import msvcrt

        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
    import fcntl

    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
