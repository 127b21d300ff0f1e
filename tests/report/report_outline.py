"""ReportData as lines of text, small enough to review."""

from __future__ import annotations

import dataclasses
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from framing.report.view import Cell, Column, Row, Run


def outline(value: Any, *, depth: int = 0) -> str:
    """Return a part of the report as indented lines; charts by name only, since their descriptions hold the numbers."""
    return "\n".join(_lines(value, "", depth)) + "\n"


def assert_golden(path: Path, text: str) -> None:
    """Hold a text against its golden file; with UPDATE_GOLDEN=1 write the file anew."""
    if os.environ.get("UPDATE_GOLDEN"):
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")


def _lines(value: Any, name: str, depth: int) -> Iterable[str]:
    pad = "  " * depth
    label = f"{name}: " if name else ""
    if isinstance(value, tuple):
        if value and all(isinstance(x, Run) for x in value):
            yield f"{pad}{label}{''.join(_run(x) for x in value)}"
        elif value and all(isinstance(x, Column) for x in value):
            yield f"{pad}{label}{' | '.join(f'{c.title} {c.note}'.strip() for c in value)}"
        else:
            for item in value:
                yield from _lines(item, name, depth)
    elif isinstance(value, Row):
        group = f"[{value.group}] " if value.group else ""
        yield f"{pad}{group}{' | '.join(_cell(c) for c in (value.head, *value.cells))}"
    elif dataclasses.is_dataclass(value):
        yield f"{pad}{label}{type(value).__name__}"
        for field in dataclasses.fields(value):
            if field.name != "chart":
                yield from _lines(getattr(value, field.name), field.name, depth + 1)
    elif value not in ("", None, ()):
        yield f"{pad}{label}{value}"


def _run(run: Run) -> str:
    return f"[{run.text}]{run.letters}{'-' if any(s < 0 for s in run.marks) else ''}" if run.marks else run.text


def _cell(cell: Cell) -> str:
    words = f"{cell.text} ({cell.note})" if cell.note else cell.text
    return (words or cell.description) + (f" <{cell.tone}>" if cell.tone in ("above", "below") else "")
