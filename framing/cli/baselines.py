"""What the commands on baselines share: what is said of a saved one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from framing.cli.show import note

MADE = (".baseline",)
"""Suffix of a baseline: in a folder of articles it is no article."""

if TYPE_CHECKING:
    from framing.baseline.values import Baseline


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
