"""What may be written where."""

from __future__ import annotations

import mimetypes
import shlex
import sys
from collections.abc import Collection, Iterable
from pathlib import Path

from framing.errors import OutputError

MADE = (".pdf", ".json")
"""Suffixes of what is made and never read."""


def command_line() -> str:
    """Return the command as it was given, less what only silences it: the brief that prints it is the same."""
    return shlex.join(["framing", *(word for word in sys.argv[1:] if word not in ("-q", "--quiet"))])


def refuse_other_kinds(brief: Path) -> None:
    """Refuse a name that says the brief is no PDF. Raises OutputError."""
    kind, _ = mimetypes.guess_type(brief.name)
    if kind not in (None, "application/pdf"):
        raise OutputError(str(brief), f"the brief is a PDF, not {brief.suffix}", f"name it {brief.stem}.pdf")


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
