"""Errors to exit codes: what the user can mend is one line, and a traceback only shows with --debug."""

from __future__ import annotations

import atexit
import ctypes
import gc
import os
import sys
from _thread import interrupt_main
from collections.abc import Callable
from contextlib import suppress
from errno import ENAMETOOLONG, ENOSPC
from io import TextIOWrapper
from threading import Timer

import click

from framing.errors import FramingError, OutputError

CHECK_FAILED = 1
INTERRUPTED = 130
MENDABLE = {ENOSPC: "free some space", ENAMETOOLONG: "give a shorter name"}
ALLOCATIONS, RUNNING_ON = 10_000_000, 200_000
"""New objects between two looks for cycles, in a command that ends and in one that runs on. Hardly anything here has
one: Python's 700 cost a sixth of the time it takes to cut 7 MB of news into words, and 200,000 a twentieth of that of a
brief, for a twentieth less memory."""
AGAIN = 0.01
"""Seconds until Ctrl-C comes again where it came when nothing could be stopped."""
IDLE = "4"
"""How long a thread of the linear algebra library spins for more work before it sleeps, as a power of two of processor
cycles. Its own 26 kept the other cores busy for a tenth of the time of a brief, with nothing to do."""
M_TOP_PAD, STEP = -2, 64 << 20
"""The setting of glibc for the steps in bytes that memory grows and shrinks by, and the step: with its own of 128 KB,
tables that come and go are handed back to the system and asked for again, half of all page faults of a brief."""


def guarded(app: click.Group) -> None:
    """Run the command line and leave the process with its exit code."""
    if isinstance(sys.stdout, TextIOWrapper):
        # A console that cannot show a letter shows its code instead of stopping the run.
        sys.stdout.reconfigure(errors="backslashreplace")
    sys.unraisablehook = _interrupted_again(sys.unraisablehook)
    gc.set_threshold(ALLOCATIONS)
    atexit.register(_leave_memory)
    os.environ.setdefault("OPENBLAS_THREAD_TIMEOUT", IDLE)  # read once, when NumPy is first imported
    keep_memory()
    try:
        code = app.main(standalone_mode=False)
    except click.exceptions.Abort:
        click.echo("framing: interrupted; nothing half-written is left", err=True)
        sys.exit(INTERRUPTED)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except BrokenPipeError:
        # The reader (head, less) has gone: that is no error. Keep the interpreter from complaining at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except OSError as error:
        remedy = MENDABLE.get(error.errno or 0)
        if remedy is None or "--debug" in sys.argv:
            raise
        click.echo(f"framing: {error.filename or 'the output'}: {error.strerror}; {remedy}", err=True)
        sys.exit(OutputError.exit_code)
    except FramingError as error:
        if "--debug" in sys.argv:
            raise
        click.echo(f"framing: {error}", err=True)
        sys.exit(error.exit_code)
    sys.exit(code if isinstance(code, int) else 0)


def run_on() -> None:
    """Look for cycles more often from now on: this process answers or waits until it is told to end."""
    gc.set_threshold(RUNNING_ON)


def _interrupted_again(hook: Callable[[sys.UnraisableHookArgs], object]) -> Callable[[sys.UnraisableHookArgs], object]:
    """Return a hook that has Ctrl-C come again where Python drops it: in a finalizer, such as those of `regex`."""

    def told(unraisable: sys.UnraisableHookArgs) -> None:
        if issubclass(unraisable.exc_type, KeyboardInterrupt):
            Timer(AGAIN, interrupt_main).start()  # not at once: that is in the finalizer still
        else:
            hook(unraisable)

    return told


def _leave_memory() -> None:
    """Let the system take all memory back at once when the process ends.

    Looking through every object for cycles then took a twelfth of the time of a brief.
    """
    gc.disable()
    gc.freeze()


def keep_memory() -> None:
    """Let memory grow and shrink in large steps where the C library can be told so."""
    with suppress(OSError, TypeError, AttributeError):
        ctypes.CDLL(None).mallopt(M_TOP_PAD, STEP)
