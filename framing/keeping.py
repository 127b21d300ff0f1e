"""What was worked out once and is kept for the next run: in a folder that may be deleted at any time."""

from __future__ import annotations

import os
import pickle
import sys
from collections.abc import Iterable
from contextlib import suppress
from functools import cache
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any

from framing.errors import OutputError
from framing.saving import replacing

CACHE = "FRAMING_CACHE"
FORMAT = b"framing-kept/1\n"
MOST = 32
"""Files kept at once; those that have not been used for longest go first."""
_FOLDER, _SUFFIX = "kept", ".pickle"
_DIGEST = len(sha256().digest())
_DAMAGED = (pickle.UnpicklingError, AttributeError, EOFError, ImportError, IndexError, KeyError, TypeError, ValueError)
NOWHERE = Path(os.devnull) / "framing"
"""A folder that nothing can be kept in."""


def cache_folder() -> Path:
    """Return the folder for all that is kept; `FRAMING_CACHE` names another place."""
    chosen = os.environ.get(CACHE)
    if chosen:
        return Path(chosen)
    try:
        if sys.platform == "darwin":
            return Path.home() / "Library" / "Caches" / "framing"
        return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "framing"
    except RuntimeError:  # a user without a home, as in a container
        return NOWHERE


@cache
def state_of(*parts: str) -> str:
    """Return a hash over the source of parts of framing, rooms or files: with it may change what they make."""
    digests = [sha256(file.read_bytes()).hexdigest() for file in sources_of(*parts)]
    return sha256("\n".join(digests).encode()).hexdigest()


def sources_of(*parts: str) -> list[Path]:
    """Return the source files of parts of framing, rooms or files, in order."""
    return sorted(file for part in parts for file in _sources(Path(__file__).parent / part))


def _sources(part: Path) -> Iterable[Path]:
    return part.rglob("*.py") if part.is_dir() else (part,)


def recall(name: str, *, of: frozenset[type]) -> object | None:
    """Return the value kept under a name, or None where there is none, or none that can be trusted.

    A file that is damaged, or holds objects of other classes than `of`, is as good as none: no code of it is run.
    """
    path = _path(name)
    try:
        content = path.read_bytes()
    except OSError:
        return None
    head, body = content[: len(FORMAT) + _DIGEST], content[len(FORMAT) + _DIGEST :]
    if head != FORMAT + sha256(body).digest():
        return None
    try:
        value: object = _Reader(body, of).load()
    except _DAMAGED:
        return None
    with suppress(OSError):
        os.utime(path)
    return value


def keep(name: str, value: object) -> None:
    """Keep a value under a name, which says all it depends on; where nothing can be written, nothing is kept."""
    path = _path(name)
    body = pickle.dumps(value, protocol=pickle.HIGHEST_PROTOCOL)
    with suppress(OSError, OutputError):
        path.parent.mkdir(parents=True, exist_ok=True)
        with replacing(path) as partial:
            partial.write_bytes(FORMAT + sha256(body).digest() + body)
        _make_room(path.parent)


def _path(name: str) -> Path:
    return cache_folder() / _FOLDER / f"{name}{_SUFFIX}"


def _make_room(folder: Path) -> None:
    used = sorted(folder.glob(f"*{_SUFFIX}"), key=lambda path: path.stat().st_mtime_ns)
    for path in used[:-MOST]:
        path.unlink(missing_ok=True)


class _Reader(pickle.Unpickler):
    """Reads values of known classes, and nothing that could do anything else."""

    def __init__(self, body: bytes, of: frozenset[type]) -> None:
        super().__init__(BytesIO(body))
        self._of = {(kind.__module__, kind.__qualname__): kind for kind in of}

    def find_class(self, module_name: str, global_name: str, /) -> Any:
        """Return a class by its name. Raises UnpicklingError for any other than those that are expected."""
        try:
            return self._of[module_name, global_name]
        except KeyError:
            raise pickle.UnpicklingError(f"{module_name}.{global_name} is not expected here") from None
