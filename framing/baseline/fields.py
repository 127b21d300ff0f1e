"""Values out of JSON that is not trusted: each is of its kind and in its range, or the file is damaged."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from framing.baseline.sound import DamagedError

HEX = re.compile(r"[0-9a-f]{64}|")
"""A SHA-256, or nothing for what was made in a test or by hand."""

MOST = 1 << 40
"""Above every number that a baseline can hold."""


class Fields:
    """One JSON object; `what` is what errors call it. Every method raises DamagedError for a value of another kind."""

    def __init__(self, found: Any, what: str) -> None:
        if not isinstance(found, dict):
            raise DamagedError(f"{what} is no object")
        self._found = found
        self._what = what

    def text(self, key: str) -> str:
        """Return a text that is not empty."""
        value = self._found.get(key)
        if not isinstance(value, str) or not value or not _is_text(value):
            raise DamagedError(f"{self._what} has no text `{key}`")
        return value

    def text_or_none(self, key: str) -> str | None:
        """Return a text, or None where there is null."""
        return None if self._is_null(key) else self.text(key)

    def sha256(self, key: str) -> str:
        """Return a SHA-256 in hexadecimal digits; empty for what has none."""
        value = self._found.get(key)
        if not isinstance(value, str) or not HEX.fullmatch(value):
            raise DamagedError(f"{self._what} has no SHA-256 `{key}`")
        return value

    def number(self, key: str, *, least: int = 0) -> int:
        """Return a whole number from `least` on."""
        value = self._found.get(key)
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value < MOST:
            raise DamagedError(f"{self._what} has no number `{key}`")
        return value

    def flag(self, key: str) -> bool:
        """Return true or false."""
        value = self._found.get(key)
        if not isinstance(value, bool):
            raise DamagedError(f"{self._what} does not say `{key}`")
        return value

    def choice(self, key: str, allowed: Sequence[str]) -> str:
        """Return one of the texts allowed."""
        value = self._found.get(key)
        if not isinstance(value, str) or value not in allowed:
            raise DamagedError(f"{self._what} has no `{key}` that is known")
        return value

    def day_or_none(self, key: str) -> date | None:
        """Return a date, or None where there is null."""
        if self._is_null(key):
            return None
        try:
            return date.fromisoformat(self.text(key))
        except ValueError as error:
            raise DamagedError(f"{self._what} has no date `{key}`") from error

    def objects(self, key: str) -> list[Fields]:
        """Return a list of objects."""
        return [Fields(entry, f"{self._what}, `{key}`,") for entry in self._list(key)]

    def spans(self, key: str) -> tuple[tuple[int, int], ...]:
        """Return a list of pairs of whole numbers."""
        found = self._list(key)
        for pair in found:
            if (
                not isinstance(pair, list)
                or len(pair) != 2
                or any(type(end) is not int or abs(end) > MOST for end in pair)
            ):
                raise DamagedError(f"{self._what} has no pairs `{key}`")
        return tuple((start, end) for start, end in found)

    def value(self, key: str) -> Any:
        """Return whatever there is; None where there is nothing."""
        return self._found.get(key)

    def _list(self, key: str) -> list[Any]:
        value = self._found.get(key)
        if not isinstance(value, list):
            raise DamagedError(f"{self._what} has no list `{key}`")
        return value

    def _is_null(self, key: str) -> bool:
        return key in self._found and self._found[key] is None


def parsed(content: bytes, what: str) -> Fields:
    """Return the JSON object in some bytes."""
    try:
        return Fields(json.loads(content), what)
    except (ValueError, RecursionError) as error:
        raise DamagedError(f"{what} cannot be read") from error


def parsed_lines(content: bytes, what: str) -> Iterator[Fields]:
    """Yield the JSON objects in some bytes, one a line."""
    if content and not content.endswith(b"\n"):
        raise DamagedError(f"{what} breaks off")
    for line in content.split(b"\n")[:-1]:
        yield parsed(line, what)


def _is_text(value: str) -> bool:
    """Whether a text can be written: half of a surrogate pair cannot."""
    return not any("\ud800" <= character <= "\udfff" for character in value)
