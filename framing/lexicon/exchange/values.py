"""What passes between the formats: a text to read, what came of it, and the report of what was lost."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from framing.model import Lexicon


@dataclass(frozen=True, kw_only=True, slots=True)
class Source:
    """A file to read: its text with lines parted by a line feed, the encoding it was in, and its hex digest.

    `guessed` says that nothing in the file named the encoding and the text is not UTF-8.
    """

    path: Path
    text: str
    encoding: str
    sha256: str
    guessed: bool = False

    def at(self, line: int) -> str:
        """Return a line as a place the user can go to; 0 is the file."""
        return f"{self.path}:{line}" if line else str(self.path)


@dataclass(frozen=True, kw_only=True, slots=True)
class Counts:
    """What a dictionary holds.

    `categories` (containers without entries too), `rows` (entries as listed, repeats too), `terms` (different entries)
    and `pairs` (different entries of each category, summed); `by_category` has the pairs of each category with entries.
    """

    categories: int
    rows: int
    terms: int
    pairs: int
    by_category: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True, slots=True)
class Item:
    """One entry that was lost or changed: where it stands (line from 1, 0 unknown), the entry as written, and why.

    `became` is what it was carried over as; empty where it was not carried over.
    """

    line: int
    category: str
    entry: str
    reason: str
    became: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Report:
    """What became of a dictionary: `lost` entries, entries that mean something else now (`changed`), other `notes`.

    Notes are about what changes no match: an encoding that was guessed, descriptions, colours, joined repeats.
    """

    source: str
    source_format: str
    encoding: str
    sha256: str
    counts_in: Counts
    counts_out: Counts
    target_format: str = ""
    lost: tuple[Item, ...] = ()
    changed: tuple[Item, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def whole(self) -> bool:
        """Whether every entry was carried over and means what it meant."""
        return not self.lost and not self.changed


@dataclass(frozen=True, kw_only=True, slots=True)
class Read:
    """A dictionary read as a lexicon, and the report of the reading."""

    lexicon: Lexicon
    report: Report


@dataclass(frozen=True, kw_only=True, slots=True)
class Written:
    """A lexicon as the text of another program's file, and the report of the writing."""

    text: str
    report: Report
