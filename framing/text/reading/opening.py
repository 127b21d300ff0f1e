"""Files of any size are opened where they lie: on this machine, or at an address that fsspec knows."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import PurePath, PurePosixPath
from typing import IO, Any

from framing.errors import DependencyError, InputError

BUFFER = 2**20
WITHOUT_HOST = frozenset({"file", "local"})


class Address(PurePosixPath):
    """The place of a file that is not on this machine, such as `s3://bucket/news/part-1.jsonl`."""

    def __str__(self) -> str:
        # A path keeps one slash of those between scheme and host.
        scheme, _, rest = super().__str__().partition(":/")
        return f"{scheme}:///{rest}" if scheme in WITHOUT_HOST else f"{scheme}://{rest}"


@contextmanager
def opened(path: PurePath) -> Iterator[IO[bytes]]:
    """Give a file to read. Raises InputError where it cannot be read."""
    try:
        with _open(path) as file:
            yield file
    except OSError as error:
        said = error.strerror or str(error) or type(error).__name__
        raise InputError(str(path), f"cannot be read ({said})", "check the file and its permissions") from error


def file_system(address: PurePath | str) -> tuple[Any, str]:
    """Return the file system of an address and the path on it. Raises DependencyError where fsspec is missing."""
    try:
        from fsspec.core import url_to_fs
    except ImportError as error:
        where = str(address)
        raise DependencyError(where, "addresses are read with fsspec", "pip install 'framing[dask]'") from error
    try:
        system, path = url_to_fs(str(address))
    except (ImportError, ValueError) as error:
        raise InputError(str(address), f"this address cannot be read: {error}", "install what it names") from error
    return system, str(path)


class Hashed(io.RawIOBase):
    """A file that is hashed as it is read."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._hash = sha256()

    def readable(self) -> bool:
        """Say that it is for reading."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Read into a buffer and return how many bytes."""
        content = self._file.read(len(buffer))
        buffer[: len(content)] = content
        self._hash.update(content)
        return len(content)

    def digest(self) -> str:
        """Return the hash of what was read."""
        return self._hash.hexdigest()


def file_hash(path: PurePath) -> str:
    """Return the hash of a file's bytes; of a file at an address, what its file system says of this version of it."""
    if isinstance(path, Address):
        system, inner = file_system(path)
        return str(system.ukey(inner))
    with opened(path) as file:
        hashed = Hashed(file)
        buffer = bytearray(BUFFER)
        while hashed.readinto(buffer):
            pass
    return hashed.digest()


def _open(path: PurePath) -> IO[bytes]:
    if isinstance(path, Address):
        system, inner = file_system(path)
        file: IO[bytes] = system.open(inner, "rb")
        return file
    return open(path, "rb")  # noqa: PTH123 - a PurePath cannot open itself
