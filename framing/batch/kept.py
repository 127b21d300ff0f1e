"""Where compiled code is kept for the next run, and whether all of it is there: without loading the compiler."""

from __future__ import annotations

import os
import shutil
import sys
from contextlib import suppress
from functools import cache
from hashlib import sha256
from importlib import metadata
from pathlib import Path

from framing.keeping import cache_folder, sources_of, state_of

UNUSED_DAYS = 30
_NAME, _DIGITS = "compiled-{}", 16
ROOMS = ("batch", "compare", "score", "text", "lexicon", "model")
"""The rooms that compile, and those they import from."""


@cache
def keeps() -> bool:
    """Say whether the folder can be written to: where it cannot, every process compiles for itself.

    It is marked as used by that, for `tidy`.
    """
    try:
        folder().mkdir(parents=True, exist_ok=True)
    except OSError:
        return False
    with suppress(OSError):
        os.utime(folder())
    return os.access(folder(), os.W_OK)


@cache
def folder() -> Path:
    """Return where compiled code is kept: a folder of its own for each state of the files it may be made from.

    A caller holds a copy of what it calls and of the numbers it imports, and numba looks for changes in the caller's
    file only; so whatever changes in one file makes all of it new. `FRAMING_CACHE` names another place.
    """
    return cache_folder() / _NAME.format(state_of(*ROOMS)[:_DIGITS])


def is_ready() -> bool:
    """Say whether this Python and numba have everything compiled already, where it can be used, and compile at all.

    numba reads no folder that it cannot write to.
    """
    return os.environ.get("NUMBA_DISABLE_JIT", "0") in ("", "0") and mark().exists() and keeps()


def mark() -> Path:
    """Return the file that says so."""
    python = f"{sys.implementation.cache_tag}-{metadata.version('numba')}-{metadata.version('numpy')}"
    return folder() / f"ready-{python}-{_installed()}"


@cache
def _installed() -> str:
    """Return a hash of where the files stand and when they were written: numba takes what it kept for these alone."""
    told = [(str(file), (stat := file.stat()).st_mtime_ns, stat.st_size) for file in sources_of(*ROOMS)]
    return sha256(repr(told).encode()).hexdigest()[:_DIGITS]


def tidy() -> None:
    """Remove the folders of other versions that no process has used for UNUSED_DAYS days."""
    if not keeps():
        return
    with suppress(OSError):  # another process may be tidying too
        now = folder().stat().st_mtime
        for other in folder().parent.glob(_NAME.format("[0-9a-f]" * _DIGITS)):
            if now - other.stat().st_mtime > UNUSED_DAYS * 24 * 3600:
                shutil.rmtree(other, ignore_errors=True)
