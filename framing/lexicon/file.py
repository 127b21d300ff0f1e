"""A lexicon or cue file: YAML whose faults are noted, each once, so that all of them can be said together."""

from __future__ import annotations

import hashlib
from pathlib import Path

from framing.errors import LexiconError, nearest
from framing.yamlfile import Entry, Place, YamlFile


class LexiconFile(YamlFile):
    """One file: its values, its digest and the faults found in it so far as (line, column, error)."""

    repeated = "`{name}` repeats line {line}"
    bad_key = "a key of {what} must be one word"
    tabs = False

    def __init__(
        self,
        path: Path,
        *,
        content: bytes | None = None,
        text: str | None = None,
        sha256: str = "",
        shipped: bool = False,
    ) -> None:
        """Read the file, unless its `content` was read already, or its `text`, from bytes of that digest.

        `shipped` as in YamlFile.
        """
        self.path = path
        self.faults: list[tuple[int, int, LexiconError]] = []
        self.sha256 = sha256
        if text is None:
            content = read_bytes(path) if content is None else content
            self.sha256 = hashlib.sha256(content).hexdigest()
            text = self._decoded(content)
        super().__init__(text, path, shipped=shipped)
        if not self.readable and not self.faults:
            self.root.fault("the file is empty", "see docs/lexicon-language.md for how to begin")

    @property
    def readable(self) -> bool:
        """Whether there is a document in the file."""
        return self.root.node is not None

    def fault(self, place: Place, what: str, remedy: str) -> None:
        """Note a fault and go on."""
        error = LexiconError(str(place), what, remedy)
        if all(str(error) != str(other) for _, _, other in self.faults):
            self.faults.append((place.line, place.column, error))

    def _decoded(self, content: bytes) -> str:
        try:
            return content.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            place = Place(file=str(self.path), line=content[: error.start].count(b"\n") + 1, column=1)
            self.fault(place, "the file is not UTF-8 text", "save it as UTF-8")
            return ""


def known_pairs(entry: Entry, what: str, known: tuple[str, ...]) -> dict[str, tuple[Entry, Entry]]:
    """Return name -> (key, value) of a mapping; a name that is not in `known` is noted and left out."""
    found = entry.pairs(what)
    for name, (key, _) in found.items():
        if name not in known:
            key.fault(f"{what} has no key `{name}`", nearest(name, known))
    return {name: pair for name, pair in found.items() if name in known}


def written(entry: Entry, what: str) -> str | None:
    """Return a text exactly as written, `null` too; what is no text, or only white space, is noted and gives None."""
    text = entry.written(what)
    if text is not None and not text.strip():
        entry.fault(f"{what} is empty", "write it, or delete the line")
        return None
    return text


def folded(entry: Entry, what: str) -> str | None:
    """Return a text with its white space folded; besides what `written` notes, a null is noted."""
    text = written(entry, what)
    if text is not None and entry.text(what) is None:
        entry.fault(f"{what} is empty", "write it, or delete the line")
        return None
    return None if text is None else " ".join(text.split())


def texts(entry: Entry, what: str) -> tuple[str, ...]:
    """Return a list of texts, each with its white space folded."""
    found = [written(item, f"an item of {what}") for item in entry.items(what)]
    return tuple(" ".join(text.split()) for text in found if text is not None)


def read_bytes(path: Path) -> bytes:
    """Return what a file holds. Raises LexiconError where it cannot be opened."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise LexiconError(str(path), "there is no such file", "check the path") from None
    except OSError as error:
        raise LexiconError(
            str(path), f"cannot be read ({error.strerror})", "check the path and its permissions"
        ) from None
