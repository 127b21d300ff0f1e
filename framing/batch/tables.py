"""Tables over all code points, kept beside compiled code: each takes longer to make than to read again."""

from __future__ import annotations

import platform
import sys
import unicodedata
from collections.abc import Callable, Mapping
from hashlib import sha256
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
import regex
from numpy.typing import NDArray

from framing import __version__
from framing.batch.kept import folder, keeps
from framing.errors import OutputError
from framing.saving import replacing

Table = NDArray[np.int32]

CODE_POINTS = sys.maxunicode + 1
FORMAT = "framing-table/1"
_VERSIONS = f"Python {platform.python_version()}, Unicode {unicodedata.unidata_version}, regex {regex.__version__}"
_DAMAGED = (OSError, EOFError, ValueError, KeyError, BadZipFile)


def table(made_of: str, make: Callable[[], Table]) -> Table:
    """Return what `make` returns, (CODE_POINTS,), from the folder of compiled code if it was kept there.

    `made_of` tells this table from all others: the patterns, characters and functions that it is made of. A file that
    is damaged, or of other versions of Unicode, is made anew; where none can be written, each process makes its own.
    """
    told = f"{FORMAT}; framing {__version__}; {_VERSIONS}; {made_of}"
    path = folder() / f"table-{sha256(told.encode()).hexdigest()[:16]}.npz"
    found = _read(path, told)
    if found is None:
        found = make()
        _keep(path, told, found)
    return found


def _read(path: Path, told: str) -> Table | None:
    """Return a table as it was kept: how many code points in a row have a value, and which."""
    try:
        with path.open("rb") as stream, np.load(stream, allow_pickle=False) as kept:  # damage shows in the checksums
            held: Mapping[str, NDArray[np.int32]] = {name: kept[name] for name in ("rows", "values")}
            same = str(kept["made_of"]) == told
    except _DAMAGED:
        return None
    made: Table = np.repeat(held["values"], held["rows"])
    return made if same and made.shape == (CODE_POINTS,) else None


def _keep(path: Path, told: str, made: Table) -> None:
    if not keeps():
        return
    begins = np.flatnonzero(np.diff(made, prepend=made[0] - 1))
    rows = np.diff(begins, append=len(made)).astype(np.int32)
    try:
        with replacing(path) as partial, partial.open("wb") as stream:
            np.savez(stream, made_of=np.array(told), rows=rows, values=made[begins])
    except OutputError:
        return  # a full disk costs time only
