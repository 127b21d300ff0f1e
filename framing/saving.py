"""Files are written beside their target and moved over it: a reader sees the old file or the new, never half of one."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from framing.errors import OutputError


def ensure_writable(path: Path) -> None:
    """Check, before any work, that a file can be made at `path`.

    Raises OutputError where the folder is missing or not writable, or `path` is a folder, a device or a pipe.
    """
    path = _leads_to(path)
    folder = path.parent
    if not folder.is_dir():
        raise OutputError(str(path), f"the folder {folder} does not exist", f"make it first: mkdir -p {folder}")
    if path.is_dir():
        raise OutputError(str(path), "this is a folder", "name a file in it")
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".tmp", dir=folder)
    except OSError as error:
        raise OutputError(
            str(path), f"the folder {folder} cannot be written to ({error.strerror})", "choose another folder"
        ) from error
    os.close(handle)
    Path(name).unlink()


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Give a temporary file beside `path` to fill, and move it over `path` if all went well; else leave nothing behind.

    A link stays, and what it leads to is written. Raises OutputError where the file cannot be written.
    """
    path = _leads_to(path)
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".tmp", dir=path.parent)
        os.close(handle)
        temporary = Path(name)
        try:
            yield temporary
            mask = os.umask(0)
            os.umask(mask)
            temporary.chmod(0o666 & ~mask)
            temporary.replace(path)
        finally:
            with suppress(FileNotFoundError):
                temporary.unlink()
    except OSError as error:
        raise OutputError(
            str(path), f"the file cannot be written ({error.strerror})", "choose another place"
        ) from error


def _leads_to(path: Path) -> Path:
    """Return the file itself where `path` is a link. Raises OutputError where it is a device or a pipe."""
    if path.exists() and not path.is_file() and not path.is_dir():
        # A file moved over a device would take its place: root would lose /dev/null.
        raise OutputError(str(path), "this is a device or a pipe, and no file", "name a file")
    return path.resolve() if path.is_symlink() else path


def write_text(path: Path, text: str) -> None:
    """Write a text as UTF-8, all or nothing. Raises OutputError where the file cannot be written."""
    with replacing(path) as partial:
        partial.write_text(text, encoding="utf-8", newline="")


def make_folder(path: Path) -> None:
    """Make a folder, and those above it. Raises OutputError where that cannot be."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(str(path), f"the folder cannot be made ({error.strerror})", "choose another place") from error
