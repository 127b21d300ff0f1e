"""What may be written where."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from framing.errors import OutputError


def refuse_overwriting(targets: Iterable[Path], inputs: Iterable[Path]) -> None:
    """Refuse to write over an input, or two outputs over each other. Raises OutputError."""
    given = list(inputs)
    below = [file for path in given if path.is_dir() for file in path.rglob("*") if file.is_file()]
    ours = {file.resolve() for file in (*given, *below)} - {path.resolve() for path in given if path.is_dir()}
    seen: set[Path] = set()
    for target in targets:
        place = target.resolve()
        if place in seen:
            raise OutputError(str(target), "two outputs have this name", "give each a name of its own")
        # A brief written into the corpus's own folder may be written there again.
        if place in ours and place.suffix not in {".pdf", ".json"}:
            raise OutputError(str(target), "this is one of the inputs", "name another file")
        seen.add(place)
