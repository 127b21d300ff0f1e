"""Files as they land in a folder, each when it is whole."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from threading import Event
from typing import NamedTuple

from watchfiles import Change, watch

from framing.errors import InputError
from framing.text.reading import is_article

STILL = 1.0
"""Seconds that a file must not change to be held as whole. A copy that pauses longer is reported when it goes on."""

EMPTY = 10
"""Times as long an empty file is waited for: many programs make the file first and its text later."""

LOOK = 250
"""Milliseconds between two looks at the files that are still being written."""


class Stamp(NamedTuple):
    """What changes when a file is written."""

    size: int
    modified: int


@dataclass(slots=True)
class Waiting:
    """A file that may still be written: its stamp, and since when that is so."""

    stamp: Stamp
    since: float


def landing(folder: Path, *, outputs: Path, still: float = STILL, stop: Event | None = None) -> Iterator[Path]:
    """Yield the articles that land in a folder or below it, in the order in which they are whole, until `stop` is set.

    What is there at the start is left alone, and yielded if it changes. Hidden and temporary files, files of other
    kinds and everything below `outputs` are passed over. Raises InputError for a folder that is none.
    """
    if not folder.is_dir():
        what = "this is a file" if folder.exists() else "there is no such folder"
        raise InputError(str(folder), what, "name the folder that articles land in")
    known = {path: stamp for path in _articles_in(folder, outputs) if (stamp := _stamp(path)) is not None}
    waiting: dict[Path, Waiting] = {}
    looked = False
    for changes in watch(
        folder, watch_filter=None, step=50, debounce=LOOK, rust_timeout=LOOK, yield_on_timeout=True, stop_event=stop
    ):
        # What landed before the watcher was ready sent no change.
        arrived = [Path(name) for change, name in sorted(changes) if change != Change.deleted]
        arrived = arrived if looked else [*arrived, *_articles_in(folder, outputs)]
        looked = True
        for path in arrived:
            _wait_for(path, waiting, known, folder, outputs)
        yield from _whole(waiting, known, still)


def _wait_for(path: Path, waiting: dict[Path, Waiting], known: dict[Path, Stamp], folder: Path, outputs: Path) -> None:
    if path.is_dir():  # moved here whole: its files send no changes of their own
        for inner in _articles_in(path, outputs):
            _wait_for(inner, waiting, known, folder, outputs)
        return
    if path in waiting or not _wanted(path, folder, outputs):
        return
    stamp = _stamp(path)
    if stamp is not None and known.get(path) != stamp:
        waiting[path] = Waiting(stamp, time.monotonic())


def _whole(waiting: dict[Path, Waiting], known: dict[Path, Stamp], still: float) -> Iterator[Path]:
    """Yield the files that have not changed for long enough, and forget those that are gone."""
    for path, found in list(waiting.items()):
        stamp, now = _stamp(path), time.monotonic()
        if stamp is None:
            del waiting[path]
        elif stamp != found.stamp:
            waiting[path] = Waiting(stamp, now)
        elif now - found.since >= still * (1 if stamp.size else EMPTY):
            del waiting[path]
            known[path] = stamp
            yield path


def _articles_in(folder: Path, outputs: Path) -> list[Path]:
    return [path for path in sorted(folder.rglob("*")) if path.is_file() and _wanted(path, folder, outputs)]


def _wanted(path: Path, folder: Path, outputs: Path) -> bool:
    """Say whether a file is an article by its name and place."""
    try:
        inner = path.relative_to(folder)
    except ValueError:
        return False
    hidden = any(part.startswith(".") for part in inner.parts)
    ours = outputs != folder and path.is_relative_to(outputs)
    return is_article(path) and not hidden and not ours


def _stamp(path: Path) -> Stamp | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return Stamp(found.st_size, found.st_mtime_ns)
