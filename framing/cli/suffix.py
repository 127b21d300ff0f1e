"""The format of an output, by its name."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from framing.errors import OutputError

BY_SUFFIX = {
    ".csv": "csv",
    ".json": "json",
    ".jsonl": "jsonl",
    ".parquet": "parquet",
    ".html": "html",
    ".htm": "html",
    ".pdf": "pdf",
    ".xlsx": "xlsx",
}


def form_of(form: str | None, output: Path | None, *, known: Sequence[str]) -> str:
    """Return the format asked for, else the one that the suffix of the output names, else a table.

    Raises OutputError where the suffix names a format that is not `known`: a table under that name would open nowhere.
    """
    if form is not None or output is None:
        return form or "table"
    named = BY_SUFFIX.get(output.suffix.lower(), "table")
    if named not in known:
        remedy = "write -o FILE.html and print it" if named == "pdf" else f"there is {', '.join(known)}"
        raise OutputError(str(output), f"this command writes no {named}", remedy)
    return named
