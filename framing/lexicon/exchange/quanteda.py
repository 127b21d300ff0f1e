"""quanteda dictionaries as YAML: a category is a key, its entries a text, a list or a map; `*` and `?` are globs."""

from __future__ import annotations

from framing.errors import LexiconError
from framing.lexicon.exchange.intake import Intake
from framing.lexicon.exchange.outline import Outline, Page
from framing.lexicon.exchange.rows import Row, joined
from framing.lexicon.exchange.terms import carried
from framing.lexicon.exchange.values import Read, Source
from framing.yamlfile import NULLS, Entry, Place, YamlFile

NAME = "quanteda"
TITLE = "quanteda dictionary"
NO_ENTRY = frozenset({"", "~"})
MOST_ENTRIES = 1_000_000  # aliases upon aliases would be many more


def read(source: Source) -> Read:
    """Return the dictionary as a lexicon.

    Raises LexiconError where the file is no YAML, or no map of categories.
    """
    intake = Intake(source)
    root = _File(source.text, source.path).root
    if not root.is_mapping:
        raise intake.fault(root.place.line, f"a {TITLE} is a map of categories", "write it as lines of `name: entries`")
    _Reading(intake).map(root, ())
    return intake.finish(NAME, TITLE)


def write(page: Page) -> str:
    """Return the text of a YAML file; every text stands in quotation marks, so that `no` stays a word."""
    return "".join(_lines(page.outline, ""))


def spell(row: Row) -> str:
    """Return words in a row as quanteda writes them."""
    return joined(row)


class _File(YamlFile):
    repeated = "the category `{name}` repeats line {line}"
    bad_key = "a category must have a name"

    def fault(self, place: Place, what: str, remedy: str) -> None:
        raise LexiconError(str(place), what, remedy)


class _Reading:
    def __init__(self, intake: Intake) -> None:
        self.intake = intake
        self._open: set[int] = set()
        self._count = 0

    def map(self, entry: Entry, path: tuple[str, ...]) -> None:
        """Read the categories of a map; what stands under an empty name belongs to the category itself."""
        for name, (key, value) in entry.pairs("a category").items():
            if not name.strip() or (key.is_plain and name.strip() in NULLS):
                self.value(value, path, key.place.line)
                continue
            inner = self.intake.category((*path, name), key.place.line)
            self.value(value, inner, key.place.line)

    def value(self, entry: Entry, path: tuple[str, ...], line: int, *, listed: bool = False) -> None:
        """Read what stands under a name or, `listed`, in a list: a text, a list of texts and maps, or a map."""
        self._count += 1
        if self._count > MOST_ENTRIES:
            raise self.intake.fault(line, f"more than {MOST_ENTRIES:,} entries", "write aliases out")
        if id(entry.node) in self._open:
            raise self.intake.fault(entry.place.line, "an anchor contains itself", "write the value out")
        self._open.add(id(entry.node))
        if entry.is_mapping:
            self.map(entry, path)
        elif entry.is_list:
            for item in entry.items("the entries"):
                self.value(item, path, item.place.line, listed=True)
        else:
            self._term(entry, path, listed=listed)
        self._open.discard(id(entry.node))

    def _term(self, entry: Entry, path: tuple[str, ...], *, listed: bool) -> None:
        line = entry.place.line
        # As written: `null` is the word "null", as `no` is the word "no".
        text = entry.written("an entry") or ""
        bare = entry.is_plain and text in NO_ENTRY
        if bare or not text.strip():
            # Nothing after a name is a category without entries, which is said of the category.
            if listed or not bare:
                self.intake.row(text)
                self.intake.lose(line, text, "an empty entry finds nothing", " ".join(path))
        elif not path:
            self.intake.row(text)
            self.intake.lose(line, text, "it stands in no category")
        else:
            self.intake.put({path: 1.0}, text, lambda: carried(text.split(), wildcards="*?"), line=line)


def _lines(outline: Outline, indent: str) -> list[str]:
    """Return the lines of the categories inside; one with entries and categories is a list of both."""
    found = []
    for name, inner in outline.inside.items():
        found.append(f"{indent}{_quoted(name)}:\n")
        found += [f"{indent}  - {_quoted(entry.text)}\n" for entry in inner.entries]
        if not inner.entries:
            found += _lines(inner, indent + "  ")
            continue
        for each, held in inner.inside.items():
            (first, *rest) = _lines(Outline(inside={each: held}), indent + "    ")
            found += [f"{indent}  - {first.lstrip()}", *rest]
    return found


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
