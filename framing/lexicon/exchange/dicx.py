"""LIWC-22 dictionaries (.dicx): a table with a row for each term and a column for each category."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator

from framing.lexicon.exchange.intake import BETWEEN, Intake
from framing.lexicon.exchange.liwc import spell
from framing.lexicon.exchange.outline import Page
from framing.lexicon.exchange.terms import carried
from framing.lexicon.exchange.values import Read, Source

__all__ = ["NAME", "TITLE", "read", "spell", "write"]

NAME = "liwc-dicx"
TITLE = "LIWC-22 dictionary"
FIRST = "DicTerm"

_NUMBER = re.compile(r"[-+]?(\d+\.?\d*|\.\d+)")


def read(source: Source) -> Read:
    """Return the dictionary as a lexicon. Raises LexiconError where the first column is not `DicTerm`."""
    intake = Intake(source)
    rows = _rows(intake)
    number, head = next(rows, (1, []))
    if not head or head[0].strip().casefold() != FIRST.casefold():
        raise intake.fault(number, f"the first column of a {TITLE} is `{FIRST}`", "see docs/from-other-tools.md")
    paths = [intake.category(_path(name, column), number) for column, name in enumerate(head[1:], start=2)]
    if not paths:
        raise intake.fault(number, "there is no column for a category", f"check what stands after `{FIRST}`")
    for at, row in rows:
        _entry(intake, row, at, paths)
    return intake.finish(NAME, TITLE)


def write(page: Page) -> str:
    """Return the text of a .dicx file; a nested category has its names in one column's head."""
    columns = [path for _, path, branch in page.outline.walk() if branch.entries]
    cells: dict[str, dict[tuple[str, ...], str]] = {}
    for _, path, branch in page.outline.walk():
        for entry in branch.entries:
            cells.setdefault(entry.text, {})[path] = "X" if entry.weight == 1 else entry.number
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow([FIRST, *map(BETWEEN.join, columns)])
    writer.writerows([term, *(held.get(path, "") for path in columns)] for term, held in cells.items())
    return stream.getvalue()


def _rows(intake: Intake) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows that are not blank, each with the line it begins on."""
    text = intake.source.text
    delimiter = re.match(rf"\s*\"?{FIRST}\"?([,;\t])", text, re.IGNORECASE)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter[1] if delimiter else ",", strict=True)
    begins = 1
    try:
        for row in reader:
            if any(cell.strip() for cell in row):
                yield begins, row
            begins = reader.line_num + 1
    except csv.Error as error:
        raise intake.fault(begins, f"this row is no CSV ({error})", "check its quotation marks") from None


def _path(name: str, column: int) -> list[str]:
    return name.split(BETWEEN) if name.strip() else [f"column {column}"]


def _entry(intake: Intake, row: list[str], line: int, paths: list[tuple[str, ...]]) -> None:
    term = row[0].strip()
    for extra in filter(str.strip, row[len(paths) + 1 :]):
        intake.lose(line, f"{term} {extra}", "there is no category above this column")
    weights: dict[tuple[str, ...], float] = {}
    for path, cell in zip(paths, map(str.strip, row[1:]), strict=False):
        weight = _weight(cell)
        if weight is None:
            intake.lose(line, term, f"`{cell}` is neither X nor a number", BETWEEN.join(path))
        elif weight:
            weights[path] = weight
    if term and weights:
        intake.put(weights, term, lambda: carried(term.split()), line=line)
        return
    intake.row(term)
    if not term:
        intake.lose(line, ", ".join(row), "there is no term in the first column")
    else:
        intake.lose(line, term, "it names no category")


def _weight(cell: str) -> float | None:
    """Return what a cell says: 1 for X, 0 for nothing, None for what is neither X nor a number."""
    if cell.casefold() == "x":
        return 1.0
    if cell and not _NUMBER.fullmatch(cell):
        return None
    return float(cell or 0)
