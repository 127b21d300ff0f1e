"""A YAML file with places: every scalar stays the text that was written, and every fault knows its line and column.

Nodes are composed, never turned into Python values: construction would read `no` as False, `2022` as a number and `1.0`
as another.
"""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode
from ruamel.yaml.reader import ReaderError

from framing.errors import LexiconError
from framing.lexicon.spelling import nearest

# A value that YAML readers take for "nothing". Terms and example sentences keep it as written; a title cannot be it.
_NOTHING = frozenset({"", "~", "null", "Null", "NULL"})
# A mark that YAML reserves and that a term may begin with.
_NEEDS_QUOTES = "@`*&!%\"'|>"


class YamlFile:
    """One YAML file: its nodes and the faults found in it so far, each once, at `path:line:column`."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.faults: list[tuple[int, int, LexiconError]] = []
        content = _read(path)
        self.sha256 = hashlib.sha256(content).hexdigest()
        self._text = self._decoded(content)
        self.root = self._composed()

    def place(self, node: Node, offset: int = 0) -> tuple[int, int]:
        """Return (line, column), from 1, of the character `offset` of a scalar's value.

        Where the text as written is not the value (escapes in double quotes, several lines), the place is the scalar's.
        """
        line, column = node.start_mark.line + 1, node.start_mark.column + 1
        written = self._text[node.start_mark.index : node.end_mark.index]
        if not written:  # nothing after a key: YAML's own mark is at the next thing, which may be lines below
            before = self._text[: node.start_mark.index].rstrip()
            return before.count("\n") + 1, len(before) - before.rfind("\n")
        if "\n" in written or not isinstance(node, ScalarNode):
            return line, column
        if written.startswith("'"):
            return line, column + 1 + offset + str(node.value)[:offset].count("'")
        if written.startswith('"'):
            return line, column + (0 if "\\" in written else 1 + offset)
        return (line, column + offset) if written.startswith(str(node.value)) else (line, column)

    def fault(self, node: Node | None, what: str, remedy: str, *, offset: int = 0) -> None:
        """Note a fault at the node (at the beginning of the file for None)."""
        line, column = (1, 1) if node is None else self.place(node, offset)
        self._fault(line, column, what, remedy)

    def mapping(self, node: Node | None, what: str, keys: tuple[str, ...] | None) -> dict[str, tuple[ScalarNode, Node]]:
        """Return name -> (key, value); unknown keys (where `keys` is given) and repeated ones are noted, not kept."""
        if not isinstance(node, MappingNode):
            self.fault(node, f"{what} must be a mapping", "write it as lines of `name: value`")
            return {}
        found: dict[str, tuple[ScalarNode, Node]] = {}
        for key, value in node.value:
            if not isinstance(key, ScalarNode):
                self.fault(key, f"a key of {what} must be one word", "write `name: value`")
            elif keys is not None and key.value not in keys:
                self.fault(key, f"{what} has no key `{key.value}`", nearest(key.value, keys))
            elif key.value in found:
                first = found[key.value][0].start_mark.line + 1
                self.fault(key, f"`{key.value}` repeats line {first}", "delete one")
            else:
                found[key.value] = (key, value)
        return found

    def items(self, node: Node, what: str) -> list[Node]:
        """Return the items of a list; what is no list is noted."""
        if isinstance(node, SequenceNode):
            return list(node.value)
        self.fault(node, f"{what} must be a list", "write each item on its own line after `- `")
        return []

    def written(self, node: Node, what: str) -> str | None:
        """Return a scalar exactly as written; anything else, or white space only, is noted and gives None."""
        if not isinstance(node, ScalarNode):
            remedy = "a text with `: ` in it, or one that begins with [ or {, needs quotation marks around it"
            self.fault(node, f"{what} must be a text", remedy)
            return None
        if not node.value.strip():
            self.fault(node, f"{what} is empty", "write it, or delete the line")
            return None
        return str(node.value)

    def text(self, node: Node, what: str) -> str | None:
        """Return a scalar with its white space folded; besides what `written` notes, a null is noted."""
        if isinstance(node, ScalarNode) and not node.style and node.value in _NOTHING:
            self.fault(node, f"{what} is empty", "write it, or delete the line")
            return None
        written = self.written(node, what)
        return None if written is None else " ".join(written.split())

    def texts(self, node: Node, what: str) -> tuple[str, ...]:
        """Return a list of texts, each with its white space folded."""
        found = [self.written(item, f"an item of {what}") for item in self.items(node, what)]
        return tuple(" ".join(text.split()) for text in found if text is not None)

    def _fault(self, line: int, column: int, what: str, remedy: str) -> None:
        error = LexiconError(f"{self.path}:{line}:{column}", what, remedy)
        if all(str(error) != str(other) for _, _, other in self.faults):
            self.faults.append((line, column, error))

    def _decoded(self, content: bytes) -> str:
        try:
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = content[: error.start].count(b"\n") + 1
            self._fault(line, 1, "the file is not UTF-8 text", "save it as UTF-8")
            return ""
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        for number, line_text in enumerate(text.split("\n"), start=1):
            column = line_text.partition("#")[0].find("\t")
            if column >= 0:
                self._fault(number, column + 1, "a tab", "use spaces: YAML does not allow tabs for indentation")
                return ""
        return text

    def _composed(self) -> Node | None:
        if self.faults:
            return None
        try:
            node: Node | None = YAML(typ="safe", pure=True).compose(self._text)
        except MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
            self._fault(line, column, f"not valid YAML: {error.problem or error.context}", self._quoting(line, column))
            return None
        except ReaderError as error:
            before = self._text[: error.position]
            line, column = before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1
            self._fault(line, column, f"a control character (U+{ord(self._text[error.position]):04X})", "delete it")
            return None
        except (YAMLError, RecursionError, ValueError) as error:
            self._fault(1, 1, f"not valid YAML: {type(error).__name__}", "check the nesting of brackets")
            return None
        if node is None:
            self._fault(1, 1, "the file is empty", "see docs/lexicon-language.md for how to begin")
        return node

    def _quoting(self, line: int, column: int) -> str:
        """Return the remedy for a YAML fault: most come from a term that YAML takes for something of its own."""
        lines = self._text.split("\n")
        text = lines[line - 1] if line <= len(lines) else ""
        item = re.match(r"\s*(?:- *)*(?:\w+: +)?", text)
        start = text[item.end() :] if item else text
        if start[:1] and start[0] in _NEEDS_QUOTES:
            quoted = start.strip().replace("'", "''")
            return f"put the whole in single quotation marks: '{quoted}'"
        if ": " in start or start.endswith(":"):
            return "put a text with `: ` in it in quotation marks"
        return f"check the indentation and the quotation marks before column {column}"


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise LexiconError(str(path), "there is no such file", "check the path") from None
    except OSError as error:
        raise LexiconError(
            str(path), f"cannot be read ({error.strerror})", "check the path and its permissions"
        ) from None
