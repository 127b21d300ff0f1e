"""What stands beside a text: front matter, dates, and the names under which a `Source` keeps them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from pathlib import PurePath

import regex

from framing.errors import InputError
from framing.yamlfile import Entry, load_yaml

NAMES = ("id", "outlet", "title", "author", "date", "date_basis", "url", "language", "group")
FRONT_MATTER = regex.compile(r"\A\s*---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", regex.DOTALL)


def front_matter(text: str, path: PurePath, *, required: bool) -> tuple[dict[str, str], str]:
    """Part a text from the YAML between `---` lines at its beginning; return the known values and the rest of the text.

    Unknown names are passed over: other programs keep theirs there. Where `required` is false (plain text, in which
    such lines may be no more than a rule), what is not a mapping with a known name is left in the text.

    Raises InputError at file:line:column for YAML that cannot be read and for a date that is none.
    """
    normal = text.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff")
    match = FRONT_MATTER.match(normal)
    if match is None:
        return {}, text
    first_line = 1 + normal.count("\n", 0, match.start(1))
    try:
        entries = load_yaml(match[1], path, first_line=first_line)
    except InputError:
        if required:
            raise
        return {}, text
    if not isinstance(entries.value, dict) or not entries.value.keys() & set(NAMES):
        return ({}, normal[match.end() :]) if required and isinstance(entries.value, dict) else ({}, text)
    return entry_metadata(entries.value), normal[match.end() :]


def entry_metadata(entries: Mapping[str, Entry]) -> dict[str, str]:
    """Return the known values of a YAML mapping, stripped, without the empty ones. A list of authors becomes one text.

    Raises InputError at file:line:column for a date that is none.
    """
    found: dict[str, str] = {}
    for name in NAMES:
        if name not in entries:
            continue
        entry = entries[name]
        if isinstance(entry.value, tuple):
            value = ", ".join(item.text(name) or "" for item in entry.value)
        else:
            value = entry.text(name) or ""
        value = " ".join(value.split())
        if value:
            found[name] = iso_date(value, str(entry.place)) if name == "date" else value
    return found


def iso_date(value: str, where: str) -> str:
    """Return the day of an ISO 8601 date or time (`2024-11-19`, `2024-11-19T05:00:00Z`) as `2024-11-19`.

    Raises InputError at `where` for anything else: `11/12/2024` is two different days.
    """
    text = value.strip()
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        pass  # not a plain date; it may still be a time
    try:
        return datetime.fromisoformat(text).date().isoformat()
    except ValueError as error:
        raise InputError(where, f"{value!r} is not a date", "write it as 2024-11-19") from error
