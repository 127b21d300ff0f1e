"""The input is cut by a copy of this process, while this one reads lexicons and makes itself ready."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from multiprocessing.connection import Connection
from pathlib import Path

from framing.errors import FramingError
from framing.pipeline.streaming.local import copying, follow_parent
from framing.text.reading import Plan, plan


class Planning:
    """A plan that is being made."""

    def __init__(self, told: Connection, alone: Callable[[], Plan]) -> None:
        self._told = told
        self._alone = alone
        self._plan: Plan | None = None

    def look(self) -> None:
        """Raise what is known by now to be wrong with the input."""
        if self._told.poll():
            self.plan()

    def plan(self) -> Plan:
        """Return the plan as soon as it is made. Raises what `framing.text.reading.plan` does."""
        if self._plan is None:
            self._plan = self._received()
        return self._plan

    def _received(self) -> Plan:
        try:
            found: Plan | FramingError = self._told.recv()
        except EOFError:  # the copy has ended without a word: that costs time only
            return self._alone()
        if isinstance(found, FramingError):
            raise found
        return found


@contextmanager
def planning(paths: Sequence[str | Path], *, as_is: bool, outlet: str | None) -> Iterator[Planning]:
    """Begin to make the plan of an archive in a copy of this process, which ends with the block."""

    def made() -> Plan:
        return plan(paths, as_is=as_is, outlet=outlet)

    context = multiprocessing.get_context("fork")
    told, telling = context.Pipe(duplex=False)
    process = context.Process(target=_tell, args=(telling, made), daemon=True)
    with copying():
        process.start()
    telling.close()
    try:
        yield Planning(told, made)
    finally:
        process.kill()
        process.join()
        told.close()


def _tell(telling: Connection, made: Callable[[], Plan]) -> None:
    follow_parent()
    try:
        telling.send(made())
    except FramingError as error:
        telling.send(error)
