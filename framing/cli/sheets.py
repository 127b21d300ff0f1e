"""Tables that people open in a spreadsheet and fill in."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

FORMULA = re.compile(r"[=+\-@](?![\d.,]*$).+", re.DOTALL)


def spreadsheet(rows: Sequence[Mapping[str, str]], path: Path, *, guard: bool = False) -> str:
    """Return rows, all with the same columns, as the text of `path`: TSV where it ends so, else CSV.

    A CSV begins with a byte order mark: without it, the most common spreadsheet reads curly quotation marks as rubbish.
    With `guard`, for tables that people open and whose texts are not read back, a cell that a spreadsheet would take
    for a formula begins with an apostrophe: an article must not be able to run anything.
    """
    if guard:
        rows = [{name: _guarded(cell) for name, cell in row.items()} for row in rows]
    text = io.StringIO()
    columns = list(rows[0]) if rows else []
    if path.suffix.lower() in {".tsv", ".tab"}:
        # The reader of coded tables takes quotation marks between tabs for text.
        table = csv.DictWriter(
            text, columns, delimiter="\t", quoting=csv.QUOTE_NONE, quotechar=None, escapechar=None, lineterminator="\n"
        )
    else:
        text.write("\ufeff")
        table = csv.DictWriter(text, columns, lineterminator="\n")
    table.writeheader()
    table.writerows(rows)
    return text.getvalue()


def _guarded(cell: str) -> str:
    return f"'{cell}" if FORMULA.fullmatch(cell) else cell
