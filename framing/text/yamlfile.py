"""YAML with places: every scalar stays the text that was written, and knows its line and column.

Constructing Python values would turn `no` into False, `2022` into a number and `1.0` into a float; composing nodes
does not.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import PurePath

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, SequenceNode

from framing.errors import InputError

NULLS = frozenset({"", "~", "null", "Null", "NULL"})


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """Where in a file: `file` as the user knows it, `line` and `column` from 1."""

    file: str
    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """One value of a YAML file with its place: a text (None for null), a list of entries, or a mapping of them."""

    place: Place
    value: str | tuple[Entry, ...] | dict[str, Entry] | None

    def mapping(self, what: str) -> dict[str, Entry]:
        """Return the names and entries of a mapping; `what` names it in the error if it is none."""
        if not isinstance(self.value, dict):
            raise InputError(str(self.place), f"{what} must be a mapping", "write it as `name: value` lines")
        return self.value

    def items(self, what: str) -> tuple[Entry, ...]:
        """Return the entries of a list; `what` names it in the error if it is none."""
        if not isinstance(self.value, tuple):
            raise InputError(
                str(self.place), f"{what} must be a list", "write each item on a line that starts with `- `"
            )
        return self.value

    def text(self, what: str) -> str | None:
        """Return a text, or None for null; `what` names it in the error if it is a list or a mapping."""
        if isinstance(self.value, (tuple, dict)):
            raise InputError(str(self.place), f"{what} must be a text", "put it in quotation marks on one line")
        return self.value


def load_yaml(text: str, name: str | PurePath, *, first_line: int = 1) -> Entry:
    """Read one YAML document. `first_line` is the line of the file that `text` starts on (front matter starts later).

    Raises InputError at file:line:column for a syntax error, a key that is written twice, or an anchor that contains
    itself.
    """
    reader = YAML(typ="rt", pure=True)
    try:
        node = reader.compose(text)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = Place(
            file=str(name),
            line=first_line + (mark.line if mark else 0),
            column=1 + (mark.column if mark else 0),
        )
        fault = error.problem or error.context or "not valid YAML"
        raise InputError(str(place), f"YAML: {fault}", _remedy(fault)) from error
    except YAMLError as error:
        raise InputError(f"{name}:{first_line}", f"YAML: {error}", "remove the character") from error
    if node is None:
        return Entry(place=Place(file=str(name), line=first_line, column=1), value=None)
    return _Reader(str(name), first_line).entry(node)


def reject_unknown(entries: dict[str, Entry], known: Iterable[str], what: str) -> None:
    """Raise InputError for a name that is not in `known`, offering the nearest one."""
    names = sorted(known)
    for name, entry in entries.items():
        if name not in names:
            near = get_close_matches(name, names, n=1)
            remedy = f"did you mean `{near[0]}`?" if near else f"the names are {', '.join(names)}"
            raise InputError(str(entry.place), f"{what} has no `{name}`", remedy)


class _Reader:
    """Turns nodes into entries, each node once: a file of aliases upon aliases stays as small as it was written."""

    def __init__(self, name: str, first_line: int) -> None:
        self._name = name
        self._first_line = first_line
        self._done: dict[int, Entry | None] = {}

    def entry(self, node: Node) -> Entry:
        place = Place(file=self._name, line=self._first_line + node.start_mark.line, column=1 + node.start_mark.column)
        if id(node) not in self._done:
            self._done[id(node)] = None
            self._done[id(node)] = Entry(place=place, value=self._value(node))
        done = self._done[id(node)]
        if done is None:
            raise InputError(str(place), "an anchor contains itself", "write the value out")
        return done

    def _value(self, node: Node) -> str | tuple[Entry, ...] | dict[str, Entry] | None:
        if isinstance(node, MappingNode):
            return self._mapping(node)
        if isinstance(node, SequenceNode):
            return tuple(self.entry(item) for item in node.value)
        return _scalar(node)

    def _mapping(self, node: MappingNode) -> dict[str, Entry]:
        entries: dict[str, Entry] = {}
        for key, value in node.value:
            here = self.entry(key)
            label = here.text("a key") or ""
            if label in entries:
                first = entries[label].place.line
                raise InputError(str(here.place), f"`{label}` is written twice (first on line {first})", "keep one")
            entries[label] = self.entry(value)
        return entries


def _scalar(node: Node) -> str | None:
    plain = getattr(node, "style", None) in (None, "")
    return None if plain and node.value in NULLS else str(node.value)


def _remedy(fault: str) -> str:
    if "\\t" in fault or "tab" in fault:
        return "indent with spaces, not tabs"
    return "check the indentation, and put a text that holds `: ` or ` #` in quotation marks"
