"""The format of an output, by its name."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

BY_SUFFIX = {
    ".csv": "csv",
    ".json": "json",
    ".jsonl": "jsonl",
    ".parquet": "parquet",
    ".html": "html",
    ".htm": "html",
}


def form_of(form: str | None, output: Path | None, *, known: Sequence[str]) -> str:
    """Return the format asked for, else the one that the suffix of the output names, else a table."""
    named = BY_SUFFIX.get(output.suffix.lower() if output else "", "table")
    return form or (named if named in known else "table")
