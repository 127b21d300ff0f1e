"""What the commands on baselines share: the refusal to write over an input, and what is said of a saved baseline."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from framing.cli.show import note
from framing.errors import OutputError

if TYPE_CHECKING:
    from framing.baseline.values import Baseline


def refuse_inputs(target: Path, inputs: Iterable[Path]) -> None:
    """Refuse to write over a file that is read. Raises OutputError."""
    if target.resolve() in {path.resolve() for path in inputs}:
        raise OutputError(str(target), "this is one of the inputs", "name another file")


def note_saved(baseline: Baseline, path: Path, *, quiet: bool) -> None:
    """Say what was written."""
    from framing.report.numbers import plural

    articles = plural(len(baseline.articles), "article")
    sides = plural(len(baseline.outlets), baseline.by)
    note(f"wrote {path}: {articles} of {sides}, {kilobytes(path.stat().st_size)}", quiet=quiet)


def kilobytes(size: int) -> str:
    """Return the size of a file as it is shown."""
    from framing.report.numbers import count

    return f"{count(-(-size // 1024))} KB"
