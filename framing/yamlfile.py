"""YAML with places: every scalar stays the text that was written, and every fault knows its line and column.

Nodes are composed, never turned into Python values: construction would read `no` as False, `2022` as a number and `1.0`
as another.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import ClassVar

import yaml
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode
from ruamel.yaml.reader import ReaderError

from framing.errors import InputError, nearest

# What YAML readers take for "nothing" where it stands without quotation marks.
NULLS = frozenset({"", "~", "null", "Null", "NULL"})
# A mark that YAML reserves and that a text may begin with.
NEEDS_QUOTES = "@`*&!%\"'|>"
# The same kinds of nodes as both readers make them.
MAPPINGS, SEQUENCES, SCALARS = (
    (MappingNode, yaml.MappingNode),
    (SequenceNode, yaml.SequenceNode),
    (ScalarNode, yaml.ScalarNode),
)
NO_TABS = "use spaces: YAML does not allow tabs for indentation"


def load_yaml(text: str, name: str | PurePath, *, first_line: int = 1, shipped: bool = False) -> Entry:
    """Read one YAML document. `first_line` is the line of the file that `text` starts on (front matter starts later).

    `shipped` marks a file that comes with framing, see `YamlFile`.
    Raises InputError at file:line:column for a syntax error, a key that is written twice, or an anchor that contains
    itself, wherever in the document it is.
    """
    root = YamlFile(text, name, first_line=first_line, shipped=shipped).root
    _check(root, {})
    return root


def reject_unknown(entries: dict[str, Entry], known: Iterable[str], what: str) -> None:
    """Raise InputError for a name that is not in `known`, offering the nearest ones."""
    names = sorted(known)
    for name, entry in entries.items():
        if name not in names:
            remedy = nearest(name, names, form="`{}`", otherwise=f"the names are {', '.join(names)}")
            raise InputError(str(entry.place), f"{what} has no `{name}`", remedy)


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """Where in a file: `file` as the user knows it, `line` and `column` from 1."""

    file: str
    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


class YamlFile:
    """One YAML text. A fault in it is raised as InputError; a reader of a kind of its own says so in its class.

    A `shipped` file comes with framing. It is read by libyaml where that is at hand, in a twentieth of the time; where
    it cannot be, and any other file, by a reader that knows the place and the cause of every fault.
    """

    # How two faults are worded, and whether a text may hold tabs where YAML allows it (other programs write them).
    repeated: ClassVar[str] = "`{name}` is written twice (first on line {line})"
    bad_key: ClassVar[str] = "a key must be a text"
    tabs: ClassVar[bool] = True

    def __init__(self, text: str, name: str | PurePath, *, first_line: int = 1, shipped: bool = False) -> None:
        self.name = str(name)
        self.text = text.replace("\r\n", "\n").replace("\r", "\n")
        self._first_line = first_line
        self._shipped = shipped
        self.root = Entry(self, self._composed())

    def fault(self, place: Place, what: str, remedy: str) -> None:
        """Raise the fault. A reader that goes on after one may note it instead: nothing here relies on the raise."""
        raise InputError(str(place), what, remedy)

    def place(self, line: int, column: int) -> Place:
        """Return the place of a character in the text, its line and column counted from 0."""
        return Place(file=self.name, line=self._first_line + line, column=1 + column)

    def _composed(self) -> Node | None:
        """Return the root of the document; None where there is none, or where it cannot be read."""
        tab = None if self.tabs else _first_tab(self.text)
        if tab is not None:
            self.fault(self.place(*tab), "a tab", NO_TABS)
            return None
        quick = _quickly(self.text) if self._shipped else None
        if quick is not None:
            return quick
        try:
            node: Node | None = YAML(typ="safe", pure=True).compose(self.text)
        except MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            line, column = (mark.line, mark.column) if mark else (0, 0)
            problem = error.problem or error.context or "not valid"
            self.fault(self.place(line, column), f"YAML: {problem}", self._mending(line, column, problem))
        except ReaderError as error:
            before = self.text[: error.position]
            what = f"a control character (U+{ord(self.text[error.position]):04X})"
            place = self.place(before.count("\n"), len(before) - (before.rfind("\n") + 1))
            self.fault(place, what, "delete it: special characters are not allowed")
        except (YAMLError, RecursionError, ValueError) as error:
            self.fault(self.place(0, 0), f"YAML: {type(error).__name__}", "check the nesting of brackets")
        else:
            return node
        return None

    def _mending(self, line: int, column: int, problem: str) -> str:
        """Return the remedy for a YAML fault: most come from a text that YAML takes for something of its own."""
        if "\\t" in problem:
            return NO_TABS
        lines = self.text.split("\n")
        text = lines[line] if line < len(lines) else ""
        item = re.match(r"\s*(?:- *)*(?:\w+: +)?", text)
        start = text[item.end() :] if item else text
        if start[:1] and start[0] in NEEDS_QUOTES:
            quoted = start.strip().replace("'", "''")
            return f"put the whole in single quotation marks: '{quoted}'"
        if ": " in start or start.endswith(":"):
            return "put a text with `: ` in it in quotation marks"
        return f"check the indentation and the quotation marks before column {column + 1}"


@dataclass(frozen=True, slots=True)
class Entry:
    """One value of a YAML file; `node` is None for that of a file with nothing in it.

    The methods that ask for a kind of value take `what`, its name in the fault if it is of another kind. Where the
    file notes faults instead of raising them, they return an empty one.
    """

    file: YamlFile
    node: Node | None

    @property
    def place(self) -> Place:
        """Where the value begins in the file, quotation marks included."""
        if self.node is None:
            return self.file.place(0, 0)
        start = self.node.start_mark
        if start.index == self.node.end_mark.index:
            # Nothing after a key: YAML's own mark is at the next thing, which may be lines below.
            before = self.file.text[: start.index].rstrip()
            return self.file.place(before.count("\n"), len(before) - before.rfind("\n") - 1)
        return self.file.place(start.line, start.column)

    @property
    def value(self) -> str | tuple[Entry, ...] | dict[str, Entry] | None:
        """The value as it is: a text (None for null), a tuple of entries, or a mapping of them."""
        if self.is_mapping:
            return self.mapping("it")
        return self.items("it") if self.is_list else self.text("it")

    @property
    def is_mapping(self) -> bool:
        """Whether the value is a mapping."""
        return isinstance(self.node, MAPPINGS)

    @property
    def is_list(self) -> bool:
        """Whether the value is a list."""
        return isinstance(self.node, SEQUENCES)

    @property
    def is_plain(self) -> bool:
        """Whether the value stands in the file without quotation marks, on the line of its name."""
        return isinstance(self.node, SCALARS) and not self.node.style

    def at(self, offset: int) -> Place:
        """Return the place of the character `offset` of a text, behind any quotation mark.

        Where the text as written is not the value (escapes in double quotes, several lines), it is where that begins.
        """
        if not isinstance(self.node, SCALARS):
            return self.place
        value = str(self.node.value)
        written = self.file.text[self.node.start_mark.index : self.node.end_mark.index]
        further = 0
        if "\n" in written:
            pass
        elif written.startswith("'"):
            further = 1 + offset + value[:offset].count("'")
        elif written.startswith('"'):
            further = 0 if "\\" in written else 1 + offset
        elif written and written.startswith(value):
            further = offset
        return replace(self.place, column=self.place.column + further)

    def fault(self, what: str, remedy: str, *, offset: int = 0) -> None:
        """Raise or note a fault, as the file does, at the character `offset`."""
        self.file.fault(self.at(offset), what, remedy)

    def pairs(self, what: str) -> dict[str, tuple[Entry, Entry]]:
        """Return name -> (key, value) of a mapping; a repeated key and one that is no text are faults."""
        if not isinstance(self.node, MAPPINGS):
            self.fault(f"{what} must be a mapping", "write it as lines of `name: value`")
            return {}
        found: dict[str, tuple[Entry, Entry]] = {}
        for key_node, node in self.node.value:
            key = Entry(self.file, key_node)
            if not isinstance(key_node, SCALARS):
                key.fault(self.file.bad_key.format(what=what), "write `name: value`")
            elif key_node.value in found:
                first = found[key_node.value][0].place.line
                key.fault(self.file.repeated.format(name=key_node.value, line=first), "delete one")
            else:
                found[key_node.value] = (key, Entry(self.file, node))
        return found

    def mapping(self, what: str) -> dict[str, Entry]:
        """Return the names and values of a mapping."""
        return {name: value for name, (_, value) in self.pairs(what).items()}

    def items(self, what: str) -> tuple[Entry, ...]:
        """Return the items of a list."""
        if isinstance(self.node, SEQUENCES):
            return tuple(Entry(self.file, node) for node in self.node.value)
        self.fault(f"{what} must be a list", "write each item on its own line after `- `")
        return ()

    def text(self, what: str) -> str | None:
        """Return a text exactly as written, or None for null."""
        if self.node is None:
            return None
        written = self.written(what)
        return None if self.is_plain and written in NULLS else written

    def written(self, what: str) -> str | None:
        """Return a text exactly as written, where `null` is a word like any other; None for what is no text."""
        if isinstance(self.node, SCALARS):
            return str(self.node.value)
        remedy = "a text with `: ` in it, or one that begins with [ or {, needs quotation marks around it"
        self.fault(f"{what} must be a text", remedy)
        return None


def _quickly(text: str) -> Node | None:
    """Return the root of a document as libyaml reads it; None where there is no libyaml, or a fault in the text."""
    try:
        node: Node | None = yaml.compose(text, Loader=yaml.CSafeLoader)
    except (AttributeError, yaml.YAMLError, RecursionError, ValueError):
        return None
    return node


def _first_tab(text: str) -> tuple[int, int] | None:
    """Return the line and column, from 0, of the first tab that is not in a comment."""
    for number, line in enumerate(text.split("\n")):
        column = line.partition("#")[0].find("\t")
        if column >= 0:
            return number, column
    return None


def _check(entry: Entry, done: dict[int, bool]) -> None:
    """Meet every fault in an entry. Each node is looked at once: aliases upon aliases stay as small as written."""
    if done.setdefault(id(entry.node), False):
        return
    value = entry.value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, tuple) else ():
        if done.get(id(inner.node)) is False:
            inner.fault("an anchor contains itself", "write the value out")
        _check(inner, done)
    done[id(entry.node)] = True
