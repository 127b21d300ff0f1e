"""Tables that people open in a spreadsheet and fill in."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from pathlib import Path


def spreadsheet(rows: Sequence[Mapping[str, str]], path: Path) -> str:
    """Return rows, all with the same columns, as the text of `path`: TSV where it ends so, else CSV.

    A CSV begins with a byte order mark: without it, the most common spreadsheet reads curly quotation marks as rubbish.
    """
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
