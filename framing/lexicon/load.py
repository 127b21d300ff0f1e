"""YAML files to lexicons and cue lists, with the line and column of every fault."""

from __future__ import annotations

import hashlib
import math
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TypeAlias

from framing.errors import LexiconError, nearest
from framing.lexicon.catalog import house, is_shipped
from framing.lexicon.file import LexiconFile, folded, known_pairs, read_bytes, texts, written
from framing.lexicon.grammar import read_term
from framing.lexicon.proved import keep_cues, keep_lexicon, known_cues, known_lexicon
from framing.lexicon.resolve import Sets, sets_of
from framing.lexicon.spelling import PatternError
from framing.model import CueLists, Facet, Lexicon, Term
from framing.yamlfile import Entry

LEXICON_FORMAT = "framing-lexicon/1"
CUES_FORMAT = "framing-cues/1"

_ABOUT = ("format", "name", "title", "version", "about", "language", "licence", "sources")
LEXICON_KEYS = (*_ABOUT, "compare_by", "stance", "sets", "facets")
CUES_KEYS = (*_ABOUT, "lists")
FACET_KEYS = ("title", "path", "pole", "weight", "hits", "misses", "terms")
TERM_KEYS = ("term", "weight", "note", "hits", "misses", "disabled")
_REQUIRED = ("name", "title", "version")
_NAME = re.compile(r"[^\W_][\w.-]*")
_SET_NAME = re.compile(r"[^\W\d]\w*(-\w+)*")
_NUMBER = re.compile(r"[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?", re.ASCII)

REMEMBERED = 16
"""Files that are not read again while their bytes stay the same: three hundred terms take a tenth of a second."""

_Pairs: TypeAlias = dict[str, tuple[Entry, Entry]]


@dataclass(frozen=True, kw_only=True, slots=True)
class Reading:
    """What came of reading a lexicon file: the lexicon, or (line, column, error) of each fault in turn."""

    lexicon: Lexicon | None
    faults: tuple[tuple[int, int, LexiconError], ...] = ()


def load_lexicon(path: str | Path) -> Lexicon:
    """Return the lexicon in a YAML file, or another program's dictionary as one (see framing/lexicon/exchange).

    Raises LexiconError at `path:line:column` for the first fault: no such file, YAML that cannot be read, a key that is
    unknown or repeated, a value of the wrong kind, a term that is not well formed or can never match anything.
    """
    reading = read_lexicon(path)
    if reading.lexicon is None:
        raise first_of(list(reading.faults))
    return reading.lexicon


def read_lexicon(path: str | Path) -> Reading:
    """Return the lexicon in a file, or every fault in it.

    Raises LexiconError where the file cannot be opened, and for the first fault of another program's dictionary.
    """
    file = Path(path)
    if is_shipped(file):
        return _remembered(file, read_bytes(file))
    # The formats of other programs are not loaded for our own files: they read those with this module.
    from framing.lexicon.exchange.convert import is_foreign, read_dictionary

    if is_foreign(file):
        return Reading(lexicon=read_dictionary(file).lexicon)
    return _remembered(file, read_bytes(file))


@lru_cache(maxsize=REMEMBERED)
def _remembered(path: Path, content: bytes) -> Reading:
    known = known_lexicon(content, origin=str(path))
    if known is not None:
        return Reading(lexicon=known)
    reading = read_file(LexiconFile(path, content=content, shipped=is_shipped(path)))
    if reading.lexicon is None and is_shipped(path):
        # What is wrong is said by the reader that knows the place of every fault.
        reading = read_file(LexiconFile(path, content=content))
    if reading.lexicon is not None:
        keep_lexicon(content, reading.lexicon)
    return reading


def read_file(file: LexiconFile) -> Reading:
    """Return the lexicon in a YAML file that is open, or every fault in it."""
    lexicon = _lexicon(file) if file.readable else None
    if file.faults or lexicon is None:
        return Reading(lexicon=None, faults=tuple(sorted(file.faults, key=lambda fault: fault[:2])))
    return Reading(lexicon=lexicon)


def load_cues(folder: str | Path | Iterable[str | Path] | None = None) -> CueLists:
    """Return the cue lists of every YAML file of a folder, merged in the order of file names.

    None is the house's own folder; a list of files may be given instead of a folder. Lists of the same name are joined,
    repeated entries once. An entry may name another list as a set (`@negators`). Raises LexiconError as `load_lexicon`.
    """
    if folder is None:
        folder = house("cues")
    if isinstance(folder, (str, Path)):
        origin = Path(folder)
        files = sorted(origin.glob("*.y*ml")) if origin.is_dir() else [origin]
        if not files:
            raise LexiconError(str(folder), "no cue list (*.yaml) in this folder", "point to a folder with cue lists")
    else:
        files = [Path(path) for path in folder]
        origin = files[0].parent if files else Path()
    return _merged(tuple((file, read_bytes(file)) for file in files), str(origin))


@lru_cache(maxsize=REMEMBERED)
def _merged(files: tuple[tuple[Path, bytes], ...], origin: str) -> CueLists:
    named = [(file.name, content) for file, content in files]
    known = known_cues(named, origin=origin)
    if known is not None:
        return known
    try:
        cues = _joined([LexiconFile(file, content=text, shipped=is_shipped(file)) for file, text in files], origin)
    except LexiconError:
        # What is wrong is said by the reader that knows the place of every fault.
        cues = _joined([LexiconFile(file, content=text) for file, text in files], origin)
    keep_cues(named, cues)
    return cues


def _joined(yaml_files: list[LexiconFile], origin: str) -> CueLists:
    lists: dict[str, dict[str, Entry]] = {}
    for file in yaml_files:
        if file.readable:
            _collect_lists(file, lists)
    merged = {name: tuple(entries) for name, entries in lists.items()}
    _check_lists(lists, merged)
    faults = [fault for file in yaml_files for fault in sorted(file.faults, key=lambda fault: fault[:2])]
    if faults:
        raise first_of(faults)
    digest = hashlib.sha256("\n".join(f"{d.path.name} {d.sha256}" for d in yaml_files).encode()).hexdigest()
    return CueLists(lists=merged, origin=origin, sha256=digest)


def is_name(text: str) -> bool:
    """Say whether a text can name a lexicon or a facet."""
    return _NAME.fullmatch(text) is not None


def is_set_name(text: str) -> bool:
    """Say whether a text can name a set of words."""
    return _SET_NAME.fullmatch(text) is not None


def first_of(faults: list[tuple[int, int, LexiconError]]) -> LexiconError:
    """Return the first fault, with the lines of the others."""
    _, _, first = faults[0]
    lines = sorted({line for line, _, _ in faults[1:]})
    if not lines:
        return first
    also = f"then see line{'s' if len(lines) > 1 else ''} {', '.join(map(str, lines[:8]))}"
    return LexiconError(first.where, first.what, f"{first.remedy}; {also}" if first.remedy else also)


def _lexicon(file: LexiconFile) -> Lexicon | None:
    root = known_pairs(file.root, "a lexicon", LEXICON_KEYS)
    header = _header(file, root, LEXICON_FORMAT)
    sets = _sets(root["sets"][1]) if "sets" in root else _Sets({}, {}, {})
    if "facets" not in root:
        if not file.faults:
            file.root.fault("a lexicon has no facets", "add `facets:` with at least one group of terms")
        return None
    name = header.get("name", "")
    facets = tuple(_facet(file, name, key, value, sets) for key, value in root["facets"][1].pairs("facets").values())
    if not facets:
        root["facets"][1].fault("no facet", "add at least one group of terms")
    compare_by = _one_of(root, "compare_by", ("frame", "facets"))
    stance = _one_of(root, "stance", ("cues", "asserted"))
    return Lexicon(
        name=name,
        title=header.get("title", ""),
        version=header.get("version", ""),
        about=header.get("about", ""),
        facets=facets,
        sets=sets.entries,
        language=header.get("language", "en"),
        licence=header.get("licence"),
        sources=texts(root["sources"][1], "sources") if "sources" in root else (),
        compare_by="facets" if compare_by == "facets" else "frame",
        stance="asserted" if stance == "asserted" else "cues",
        origin=str(file.path),
        sha256=file.sha256,
        set_lines=sets.lines,
    )


def _header(file: LexiconFile, root: _Pairs, kind: str) -> dict[str, str]:
    """Return the texts of the header; `kind` is the format it must declare."""
    found = {}
    missing = not file.faults  # a key that is misspelt is named as such, not as missing too
    for key in _ABOUT:
        if key in root and key != "sources":
            text = folded(root[key][1], f"`{key}`")
            if text is not None:
                found[key] = text
    for key in _REQUIRED:
        if key not in root and missing:
            file.root.fault(f"the header has no `{key}`", f"add `{key}: ...` at the top")
    if "format" not in root and missing:
        file.root.fault("the header has no `format`", f"add `format: {kind}` as the first line")
    elif found.get("format", kind) != kind:
        root["format"][1].fault(f"the format is {found['format']}", f"this version reads `format: {kind}`")
    if "name" in found and not is_name(found["name"]):
        root["name"][1].fault(f"`{found['name']}` is no name", "use letters, digits, `.`, `_` and `-` only")
    return found


def _one_of(root: _Pairs, key: str, known: tuple[str, ...]) -> str | None:
    text = folded(root[key][1], f"`{key}`") if key in root else None
    if text is not None and text not in known:
        root[key][1].fault(f"`{key}` cannot be `{text}`", nearest(text, known))
    return text


@dataclass(frozen=True, slots=True)
class _Sets:
    """The sets of a lexicon, and where each of their entries stands, for the place of a fault."""

    entries: dict[str, tuple[str, ...]]
    places: dict[str, Entry]
    lines: dict[str, tuple[int, ...]]


def _sets(entry: Entry) -> _Sets:
    entries: dict[str, tuple[str, ...]] = {}
    places: dict[str, Entry] = {}
    lines: dict[str, tuple[int, ...]] = {}
    for name, (key, value) in entry.pairs("sets").items():
        if not is_set_name(name):
            key.fault(f"`{name}` cannot name a set", "begin with a letter; use letters, digits, _ and -")
        patterns = []
        numbers = [key.place.line]
        for item in value.items(f"the set {name}"):
            pattern = written(item, f"an entry of the set {name}")
            if pattern is not None and _well_formed(item, pattern):
                patterns.append(pattern)
                numbers.append(item.place.line)
                places.setdefault(pattern, item)
        normal = unicodedata.normalize("NFC", name)
        entries[normal] = tuple(patterns)
        lines[normal] = tuple(numbers)
    known = sets_of(entries)
    for patterns_held in entries.values():
        for pattern in patterns_held:
            _resolves(places[pattern], pattern, known, places)
    return _Sets(entries, places, lines)


def _well_formed(entry: Entry, pattern: str) -> bool:
    try:
        read_term(pattern)
    except PatternError as error:
        entry.fault(error.what, error.remedy, offset=error.at)
        return False
    return True


def _resolves(entry: Entry, pattern: str, sets: Sets, places: dict[str, Entry]) -> None:
    """Note what keeps a well-formed term from ever matching; a fault in a set is noted where the set's entry stands."""
    try:
        sets.resolve(read_term(pattern), pattern)
    except PatternError as error:
        at = entry if error.pattern == pattern else places.get(error.pattern, entry)
        at.fault(error.what, error.remedy, offset=error.at)


def _facet(file: LexiconFile, lexicon: str, key: Entry, value: Entry, sets: _Sets) -> Facet:
    name = key.written("the name of a facet") or ""
    if not is_name(name):
        key.fault(f"`{name}` cannot name a facet", "use letters, digits, `.`, `_` and `-` only")
    faults = len(file.faults)
    fields = known_pairs(value, f"the facet {name}", FACET_KEYS)
    complete = len(file.faults) == faults
    weight = _weight(fields)
    known = sets_of(sets.entries)
    terms: list[Term] = []
    disabled: list[Term] = []
    for item in fields["terms"][1].items("terms") if "terms" in fields else ():
        term = term_of(f"{lexicon}/{name}", item, weight)
        if term is not None:
            pattern, asleep = pattern_entry(item), is_disabled(item)
            if _well_formed(pattern, term.pattern) and not asleep:
                _resolves(pattern, term.pattern, known, sets.places)
            (disabled if asleep else terms).append(term)
    if complete and ("terms" not in fields or not fields["terms"][1].value):
        key.fault(f"the facet {name} has no terms", "add `terms:` with at least one term")
    title = folded(fields["title"][1], "`title`") if "title" in fields else None
    return Facet(
        name=name,
        title=name if title is None else title,
        terms=tuple(terms),
        disabled=tuple(disabled),
        path=texts(fields["path"][1], "path") if "path" in fields else (),
        pole=folded(fields["pole"][1], "`pole`") if "pole" in fields else None,
        hits=texts(fields["hits"][1], "hits") if "hits" in fields else (),
        misses=texts(fields["misses"][1], "misses") if "misses" in fields else (),
        line=key.place.line,
    )


def term_of(prefix: str, entry: Entry, weight: float) -> Term | None:
    """Return the term of an item under `terms`; `prefix` is lexicon/facet, `weight` that of the facet."""
    fields: _Pairs = {}
    if entry.is_mapping:
        fields = known_pairs(entry, "a term", TERM_KEYS)
        if "term" not in fields:
            entry.fault("a term without `term`", "write `- term: ...`; a term with `: ` in it needs quotes")
            return None
    text = pattern_entry(entry)
    pattern = written(text, "a term")
    if pattern is None:
        return None
    place = text.at(0)
    return Term(
        id=f"{prefix}/{' '.join(pattern.split())}",
        pattern=pattern,
        facet=prefix.rpartition("/")[2],
        weight=_weight(fields, default=weight),
        note=folded(fields["note"][1], "`note`") if "note" in fields else None,
        hits=texts(fields["hits"][1], "hits") if "hits" in fields else (),
        misses=texts(fields["misses"][1], "misses") if "misses" in fields else (),
        line=place.line,
        column=place.column,
    )


def pattern_entry(entry: Entry) -> Entry:
    """Return the entry that holds a term's text: the text itself, or the value of `term`."""
    return entry.mapping("a term").get("term", entry) if entry.is_mapping else entry


def is_disabled(entry: Entry) -> bool:
    """Say whether a term is kept in the file without being looked for."""
    flag = entry.mapping("a term").get("disabled") if entry.is_mapping else None
    if flag is not None and not (flag.is_plain and flag.value in ("true", "false")):
        flag.fault("`disabled` must be true or false", "write `disabled: true`, or delete the line")
    return flag is not None and flag.value == "true"


def _weight(fields: _Pairs, *, default: float = 1.0) -> float:
    if "weight" not in fields:
        return default
    entry = fields["weight"][1]
    written_weight = entry.value
    remedy = "write a number such as 2, 0.5 or -1, without quotation marks"
    if not isinstance(written_weight, str) or not entry.is_plain or not _NUMBER.fullmatch(written_weight):
        entry.fault("`weight` must be a number", remedy)
        return default
    weight = float(written_weight)
    if weight == 0 or not math.isfinite(weight):
        entry.fault(f"`weight` cannot be {written_weight}", "a weight is any number but 0; delete the term instead")
        return default
    return weight


def _collect_lists(file: LexiconFile, lists: dict[str, dict[str, Entry]]) -> None:
    root = known_pairs(file.root, "a cue file", CUES_KEYS)
    _header(file, root, CUES_FORMAT)
    if "lists" not in root:
        if not file.faults:
            file.root.fault("a cue file has no lists", "add `lists:` with at least one list of terms")
        return
    for name, value in root["lists"][1].mapping("lists").items():
        places = lists.setdefault(name, {})
        for item in value.items(f"the list {name}"):
            entry = written(item, f"an entry of the list {name}")
            if entry is not None and _well_formed(item, entry):
                places.setdefault(entry, item)


def _check_lists(lists: dict[str, dict[str, Entry]], merged: dict[str, tuple[str, ...]]) -> None:
    known = sets_of(merged)
    for places in lists.values():
        for entry, item in places.items():
            _resolves(item, entry, known, {})
