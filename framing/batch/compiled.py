"""Loops over arrays made into machine code, at first use, and kept for the next run."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar, cast

import numba

Kernel = TypeVar("Kernel", bound=Callable[..., object])

CACHE = "FRAMING_CACHE"


def compiled(kernel: Kernel) -> Kernel:
    """Return the function compiled by numba: integers, arrays and named tuples of them in and out, no objects.

    With NUMBA_DISABLE_JIT=1 in the environment the function is returned as it is: slow, the same results, and visible
    to a debugger and to the measuring of coverage.
    """
    config: Any = numba.config
    before = config.CACHE_DIR
    config.CACHE_DIR = str(folder())  # numba reads it when a function is decorated
    try:
        made: Any = numba.njit(cache=True, nogil=True, error_model="numpy")(kernel)
    finally:
        config.CACHE_DIR = before
    return cast("Kernel", made)


@cache
def folder() -> Path:
    """Return where compiled code is kept: a folder of its own for each state of this room's files.

    A caller holds a copy of what it calls, and numba looks for changes in the caller's file only; so whatever changes
    in one file makes all of them new. `FRAMING_CACHE` names another folder.
    """
    files = sorted(Path(__file__).parent.rglob("*.py"))
    state = sha256("\n".join(sha256(file.read_bytes()).hexdigest() for file in files).encode()).hexdigest()
    return _base() / f"compiled-{state[:16]}"


def _base() -> Path:
    chosen = os.environ.get(CACHE)
    if chosen:
        return Path(chosen)
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "framing"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "framing"
