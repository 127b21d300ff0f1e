"""What may be written where."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import Path

from framing.errors import OutputError

MADE = (".pdf", ".json")
"""Suffixes of what is made and never read."""


def refuse_overwriting(targets: Iterable[Path], inputs: Iterable[Path], *, made: Collection[str] = MADE) -> None:
    """Refuse to write over an input, or two outputs over each other. Raises OutputError.

    A file with a suffix of `made` that lies in a folder of inputs is none itself, and may be written there again.
    """
    given = list(inputs)
    below = [file for path in given if path.is_dir() for file in path.rglob("*") if file.is_file()]
    ours = {file.resolve() for file in (*given, *below)} - {path.resolve() for path in given if path.is_dir()}
    seen: set[Path] = set()
    for target in targets:
        place = target.resolve()
        if place in seen:
            raise OutputError(str(target), "two outputs have this name", "give each a name of its own")
        if place in ours and place.suffix not in made:
            raise OutputError(str(target), "this is one of the inputs", "name another file")
        seen.add(place)
