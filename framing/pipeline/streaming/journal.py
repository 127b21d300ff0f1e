"""What of a run is done: each finished batch has its part in a folder that belongs to one identity."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from framing.errors import OutputError
from framing.pipeline.encoding import decode_table
from framing.pipeline.streaming.folder import Folder
from framing.pipeline.streaming.job import Identity, differences
from framing.pipeline.streaming.ledger import is_whole
from framing.pipeline.streaming.part import Part
from framing.text.reading import Batch

JOURNAL = "journal.json"
BEGIN_ANEW = "delete {folder} to begin anew"


class Journal:
    """The parts of one run."""

    def __init__(self, folder: Folder) -> None:
        self.folder = folder

    def begin(self, identity: Identity, *, resume: bool) -> None:
        """Bind the folder to a run.

        Raises OutputError where another run has its parts there: without `resume` any, else one whose result would
        differ.
        """
        known = self.folder.read(JOURNAL)
        if known is None:
            told = json.dumps(identity, ensure_ascii=False, indent=1).encode()
            self.folder.write(JOURNAL, told, lasting=True)  # a part is known to be whole by its hash, this is not
            return
        where = str(self.folder)
        anew = BEGIN_ANEW.format(folder=where)
        if not resume:
            raise OutputError(where, "a run that was not finished has its parts here", f"add --resume, or {anew}")
        changed = differences(identity, _read(known))
        if changed:
            what = f"the parts here are of another run; what differs: {', '.join(changed)}"
            raise OutputError(where, what, f"put that back, or {anew}")

    def write(self, number: int, part: Part) -> None:
        """Keep the part of a batch. It counts as done from the moment its ledger is there."""
        self.folder.write(_rows(number), part.rows)
        self.folder.write(_ledger(number), part.ledger)

    def missing(self, batches: Sequence[Batch]) -> list[Batch]:
        """Return the batches that have no part yet, or one that is damaged."""
        return [batch for batch in batches if not self._is_done(batch.number)]

    def ledgers(self, batches: Sequence[Batch]) -> Iterator[tuple[int, Any]]:
        """Yield the number and ledger of each batch."""
        for batch in batches:
            yield batch.number, decode_table(self._content(_ledger(batch.number)))

    def rows(self, number: int) -> bytes:
        """Return the rows of a batch."""
        return self._content(_rows(number))

    def _is_done(self, number: int) -> bool:
        ledger = self.folder.read(_ledger(number))
        rows = None if ledger is None else self.folder.read(_rows(number))
        return ledger is not None and rows is not None and is_whole(rows, ledger)

    def _content(self, name: str) -> bytes:
        content = self.folder.read(name)
        if content is None:
            remedy = "let the output be where every worker can write, and go on with --resume"
            raise OutputError(f"{self.folder}/{name}", "this part is not here", remedy)
        return content


def _read(content: bytes) -> dict[str, Any]:
    try:
        value = json.loads(content)
    except ValueError:
        return {}
    return value if isinstance(value, dict) else {}


def _rows(number: int) -> str:
    return f"{number:07d}.rows"


def _ledger(number: int) -> str:
    return f"{number:07d}.ledger"
