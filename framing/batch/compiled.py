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
ROOMS = ("batch", "score", "text", "lexicon", "model")
"""This room and those it may import from."""


def compiled(kernel: Kernel) -> Kernel:
    """Return the function compiled by numba: integers, arrays and named tuples of them in and out, no objects.

    A kernel makes no array (`NRT required but not enabled` is what numba says then): what it fills is handed in. So
    nobody counts who holds which array, which took half the time of the loops over words, and of compiling them.

    With NUMBA_DISABLE_JIT=1 in the environment the function is returned as it is: slow, the same results, and visible
    to a debugger and to the measuring of coverage.
    """
    return _made(kernel)


def inlined(kernel: Kernel) -> Kernel:
    """Return the function compiled into each of its callers: for what is called for every character or word.

    A call hands over every array with seven numbers, a named tuple with all of its arrays: reading words took three
    times as long so. Not for functions of many lines that are called from many places.
    """
    return _made(kernel, forceinline=True)


def inner(kernel: Kernel) -> Kernel:
    """Return the function compiled as a part of other kernels, which alone may call it: there is no way in from Python.

    The way in takes longer to compile than a function of some lines that reads many arrays. Nothing is kept on disk
    either, for what is kept of the callers holds it.
    """
    return _made(kernel, kept=False, no_cpython_wrapper=True, no_cfunc_wrapper=True)


def _made(kernel: Kernel, *, kept: bool = True, **options: bool) -> Kernel:
    config: Any = numba.config
    compile_with: Any = numba.njit  # its types do not know `_nrt`
    before = config.CACHE_DIR
    config.CACHE_DIR = str(folder())  # numba reads it when a function is decorated
    try:
        made = compile_with(cache=kept and _keeps(), nogil=True, error_model="numpy", _nrt=False, **options)(kernel)
    finally:
        config.CACHE_DIR = before
    if not config.DISABLE_JIT:
        _take_any_number(made)
    return cast("Kernel", made)


def _take_any_number(made: Any) -> None:
    """Compile a kernel once for all integers.

    Where a number of the code is handed over, as the first value of a counter is, numba compiles for that number, then
    once more for all: a third of the time of compiling.
    """
    types: Any = numba.types
    template = made.get_call_template
    made.get_call_template = lambda args, kws: template([types.unliteral(arg) for arg in args], kws)


@cache
def _keeps() -> bool:
    """Say whether the folder can be written to: where it cannot, every process compiles for itself."""
    try:
        folder().mkdir(parents=True, exist_ok=True)
    except OSError:
        return False
    return os.access(folder(), os.W_OK)


@cache
def folder() -> Path:
    """Return where compiled code is kept: a folder of its own for each state of the files it may be made from.

    A caller holds a copy of what it calls and of the numbers it imports, and numba looks for changes in the caller's
    file only; so whatever changes in one file makes all of it new. `FRAMING_CACHE` names another place.
    """
    house = Path(__file__).parents[1]
    files = sorted(file for room in ROOMS for file in (house / room).rglob("*.py"))
    state = sha256("\n".join(sha256(file.read_bytes()).hexdigest() for file in files).encode()).hexdigest()
    return _base() / f"compiled-{state[:16]}"


def _base() -> Path:
    chosen = os.environ.get(CACHE)
    if chosen:
        return Path(chosen)
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "framing"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "framing"
