"""Loops over arrays made into machine code, at first use, and kept for the next run."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

import numba
from numba.core import runtime

from framing.batch.kept import folder, keeps, mark

Kernel = TypeVar("Kernel", bound=Callable[..., object])


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


def note_ready() -> None:
    """Note that everything is compiled, where it is, and where anything is kept."""
    config: Any = numba.config
    if keeps() and not config.DISABLE_JIT:
        mark().touch()


def _made(kernel: Kernel, *, kept: bool = True, **options: bool) -> Kernel:
    config: Any = numba.config
    compile_with: Any = numba.njit  # its types do not know `_nrt`
    before = config.CACHE_DIR
    config.CACHE_DIR = str(folder())  # numba reads it when a function is decorated
    try:
        made = compile_with(cache=kept and keeps(), nogil=True, error_model="numpy", _nrt=False, **options)(kernel)
    finally:
        config.CACHE_DIR = before
    if not config.DISABLE_JIT:
        _take_any_number(made)
        if kept and keeps():
            _load_alone(made)
    return cast("Kernel", made)


def _take_any_number(made: Any) -> None:
    """Compile a kernel once for all integers.

    Where a number of the code is handed over, as the first value of a counter is, numba compiles for that number, then
    once more for all: a third of the time of compiling.
    """
    types: Any = numba.types
    template = made.get_call_template
    made.get_call_template = lambda args, kws: template([types.unliteral(arg) for arg in args], kws)


def _load_alone(made: Any) -> None:
    """Take a kernel that was kept without all that it was compiled with.

    numba imports that before it looks for the kernel, SciPy's linear algebra too: a sixth of the start of a run.
    """
    cache, system = made._cache, cast("Any", runtime).rtsys

    def load_overload(signature: object, target: object) -> object:
        system.initialize(target)  # which the way in from Python calls
        with cache._guard_against_spurious_io_errors():
            return cache._load_overload(signature, target)

    cache.load_overload = load_overload
