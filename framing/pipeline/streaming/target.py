"""Where a run writes: the output, and beside it what was left out and how it came about."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any

from framing.errors import FramingError, OutputError
from framing.pipeline.streaming.folder import MAKE_ROOM, Folder, LocalFolder
from framing.pipeline.streaming.job import Identity
from framing.saving import ensure_writable, replacing
from framing.text.reading import Address, file_hash, file_system

PARTS = ".parts"
SKIPPED = ".skipped.jsonl"
ABOUT = ".run.json"
# Errors of the file systems at addresses: each has its own, and most are of this kind.
REMOTE_ERRORS = (OSError, ValueError)


class RemoteFolder:
    """A folder at an address. A content that is cut short by a kill is known by its hash, and made again."""

    def __init__(self, address: str) -> None:
        self.address = address

    def __str__(self) -> str:
        return self.address

    def read(self, name: str) -> bytes | None:
        """Return a content, or None where there is none of that name."""
        system, path = file_system(self.address)
        try:
            content: bytes = system.cat_file(f"{path}/{name}")
        except FileNotFoundError:
            return None
        return content

    def write(self, name: str, content: bytes, *, lasting: bool = False) -> None:
        """Keep a content, where asked to seen to be there. Raises OutputError where it cannot be written."""
        system, path = file_system(self.address)
        try:
            system.makedirs(path, exist_ok=True)
            system.pipe_file(f"{path}/{name}", content)
        except REMOTE_ERRORS as error:
            raise OutputError(f"{self.address}/{name}", f"cannot be written ({error})", MAKE_ROOM) from error
        if lasting and self.read(name) != content:
            raise OutputError(f"{self.address}/{name}", "what was written there cannot be read again", MAKE_ROOM)

    def delete(self) -> None:
        """Remove the folder and all that is in it."""
        system, path = file_system(self.address)
        with suppress(FileNotFoundError):
            system.rm(path, recursive=True)


class Target:
    """The place of an output: a path, or an address. Raises OutputError where it cannot be written."""

    def __init__(self, output: str | Path) -> None:
        self._address = Address(output) if "://" in str(output) else None
        self._path = Path(output)
        if self._address is None:
            ensure_writable(self._path)

    def __str__(self) -> str:
        return str(self._address or self._path)

    @property
    def folder(self) -> Folder:
        """Where the parts are kept."""
        return LocalFolder(Path(f"{self}{PARTS}")) if self._address is None else RemoteFolder(f"{self}{PARTS}")

    @contextmanager
    def writing(self, suffix: str = "") -> Iterator[IO[bytes]]:
        """Give a stream whose content takes the place of the output, or of the file with `suffix` beside it.

        Raises OutputError where it cannot be written.
        """
        try:
            if self._address is None:
                with replacing(Path(f"{self}{suffix}")) as partial, partial.open("wb") as stream:
                    yield stream
                return
            system, path = file_system(f"{self}{suffix}")
            with system.open(f"{path}.tmp", "wb") as stream:
                yield stream
            system.mv(f"{path}.tmp", path)
        except OutputError as error:
            raise OutputError(error.where, error.what, MAKE_ROOM) from error
        except OSError as error:
            raise OutputError(f"{self}{suffix}", f"cannot be written ({error})", MAKE_ROOM) from error

    def seal(self, about: Identity, result: Mapping[str, Any]) -> None:
        """Say beside the output how it came about: from then on the run is finished."""
        told = {**about, **result, "output": file_hash(self._address or self._path)}
        with self.writing(ABOUT) as stream:
            stream.write(json.dumps(told, ensure_ascii=False, indent=1).encode() + b"\n")

    def sealed(self, about: Identity) -> dict[str, Any] | None:
        """Return what was said of the output if it is the finished one of this very run, else None."""
        try:
            system, path = file_system(f"{self}{ABOUT}") if self._address else (None, f"{self}{ABOUT}")
            told = json.loads(system.cat_file(path) if system else Path(path).read_bytes())
            same = all(told.get(key) == value for key, value in about.items())
            return told if same and told["output"] == file_hash(self._address or self._path) else None
        except (OSError, ValueError, KeyError, TypeError, AttributeError, FramingError):
            return None
