"""YAML files to lexicons and cue lists, with the line and column of every fault."""

from __future__ import annotations

import hashlib
import math
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from ruamel.yaml.nodes import MappingNode, Node, ScalarNode

from framing.errors import LexiconError
from framing.lexicon.catalog import house
from framing.lexicon.grammar import read_term
from framing.lexicon.resolve import Sets
from framing.lexicon.spelling import PatternError, nearest
from framing.lexicon.yamlfile import YamlFile
from framing.model import CueLists, Facet, Lexicon, Term

LEXICON_FORMAT = "framing-lexicon/1"
CUES_FORMAT = "framing-cues/1"

_ABOUT = ("format", "name", "title", "version", "about", "language", "licence", "sources")
LEXICON_KEYS = (*_ABOUT, "compare_by", "stance", "sets", "facets")
CUES_KEYS = (*_ABOUT, "lists")
FACET_KEYS = ("title", "pole", "weight", "hits", "misses", "terms")
TERM_KEYS = ("term", "weight", "note", "hits", "misses")
_REQUIRED = ("name", "title", "version")
_NAME = re.compile(r"[^\W_][\w.-]*")
_SET_NAME = re.compile(r"[^\W\d]\w*(-\w+)*")
_NUMBER = re.compile(r"[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?", re.ASCII)


@dataclass(frozen=True, kw_only=True, slots=True)
class Reading:
    """What came of reading a lexicon file: the lexicon, or (line, column, error) of each fault in turn."""

    lexicon: Lexicon | None
    faults: tuple[tuple[int, int, LexiconError], ...] = ()


def load_lexicon(path: str | Path) -> Lexicon:
    """Return the lexicon in a YAML file.

    Raises LexiconError at `path:line:column` for the first fault: no such file, YAML that cannot be read, a key that is
    unknown or repeated, a value of the wrong kind, a term that is not well formed or can never match anything.
    """
    reading = read_lexicon(path)
    if reading.lexicon is None:
        raise _first_of(list(reading.faults))
    return reading.lexicon


def read_lexicon(path: str | Path) -> Reading:
    """Return the lexicon in a YAML file, or every fault in it. Raises LexiconError where the file cannot be opened."""
    file = YamlFile(Path(path))
    lexicon = _lexicon(file) if file.root is not None else None
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
    yaml_files = [YamlFile(file) for file in files]
    lists: dict[str, dict[str, tuple[YamlFile, ScalarNode]]] = {}
    for file in yaml_files:
        if file.root is not None:
            _collect_lists(file, lists)
    merged = {name: tuple(entries) for name, entries in lists.items()}
    _check_lists(lists, merged)
    faults = [fault for file in yaml_files for fault in sorted(file.faults, key=lambda fault: fault[:2])]
    if faults:
        raise _first_of(faults)
    digest = hashlib.sha256("\n".join(f"{d.path.name} {d.sha256}" for d in yaml_files).encode()).hexdigest()
    return CueLists(lists=merged, origin=str(origin), sha256=digest)


def _first_of(faults: list[tuple[int, int, LexiconError]]) -> LexiconError:
    _, _, first = faults[0]
    lines = sorted({line for line, _, _ in faults[1:]})
    if not lines:
        return first
    also = f"then see line{'s' if len(lines) > 1 else ''} {', '.join(map(str, lines[:8]))}"
    return LexiconError(first.where, first.what, f"{first.remedy}; {also}" if first.remedy else also)


def _lexicon(file: YamlFile) -> Lexicon | None:
    root = file.mapping(file.root, "a lexicon", LEXICON_KEYS)
    texts = _header(file, root, LEXICON_FORMAT)
    sets = _sets(file, root["sets"][1]) if "sets" in root else _SetNodes({}, {}, {})
    if "facets" not in root:
        if not file.faults:
            file.fault(file.root, "a lexicon has no facets", "add `facets:` with at least one group of terms")
        return None
    name = texts.get("name", "")
    facets = tuple(
        _facet(file, name, key, value, sets) for key, value in file.mapping(root["facets"][1], "facets", None).values()
    )
    if not facets:
        file.fault(root["facets"][1], "no facet", "add at least one group of terms")
    compare_by = _one_of(file, root, "compare_by", ("frame", "facets"))
    stance = _one_of(file, root, "stance", ("cues", "asserted"))
    return Lexicon(
        name=name,
        title=texts.get("title", ""),
        version=texts.get("version", ""),
        about=texts.get("about", ""),
        facets=facets,
        sets=sets.entries,
        language=texts.get("language", "en"),
        licence=texts.get("licence"),
        sources=file.texts(root["sources"][1], "sources") if "sources" in root else (),
        compare_by="facets" if compare_by == "facets" else "frame",
        stance="asserted" if stance == "asserted" else "cues",
        origin=str(file.path),
        sha256=file.sha256,
        set_lines=sets.lines,
    )


def _header(file: YamlFile, root: dict[str, tuple[ScalarNode, Node]], kind: str) -> dict[str, str]:
    """Return the texts of the header; `kind` is the format it must declare."""
    texts = {}
    missing = not file.faults  # a key that is misspelt is named as such, not as missing too
    for key in _ABOUT:
        if key in root and key != "sources":
            text = file.text(root[key][1], f"`{key}`")
            if text is not None:
                texts[key] = text
    for key in _REQUIRED:
        if key not in root and missing:
            file.fault(file.root, f"the header has no `{key}`", f"add `{key}: ...` at the top")
    if "format" not in root and missing:
        file.fault(file.root, "the header has no `format`", f"add `format: {kind}` as the first line")
    elif texts.get("format", kind) != kind:
        file.fault(root["format"][1], f"the format is {texts['format']}", f"this version reads `format: {kind}`")
    if "name" in texts and not _NAME.fullmatch(texts["name"]):
        file.fault(root["name"][1], f"`{texts['name']}` is no name", "use letters, digits, `.`, `_` and `-` only")
    return texts


def _one_of(file: YamlFile, root: dict[str, tuple[ScalarNode, Node]], key: str, known: tuple[str, ...]) -> str | None:
    text = file.text(root[key][1], f"`{key}`") if key in root else None
    if text is not None and text not in known:
        file.fault(root[key][1], f"`{key}` cannot be `{text}`", nearest(text, known))
    return text


@dataclass(frozen=True, slots=True)
class _SetNodes:
    """The sets of a lexicon, and the node each entry stands at, for the place of a fault."""

    entries: dict[str, tuple[str, ...]]
    nodes: dict[str, ScalarNode]
    lines: dict[str, tuple[int, ...]]


def _sets(file: YamlFile, node: Node) -> _SetNodes:
    entries: dict[str, tuple[str, ...]] = {}
    nodes: dict[str, ScalarNode] = {}
    lines: dict[str, tuple[int, ...]] = {}
    for key, value in file.mapping(node, "sets", None).values():
        if not _SET_NAME.fullmatch(key.value):
            file.fault(key, f"`{key.value}` cannot name a set", "begin with a letter; use letters, digits, _ and -")
        name = unicodedata.normalize("NFC", key.value)
        found = []
        places = [key.start_mark.line + 1]
        for item in file.items(value, f"the set {key.value}"):
            entry = file.written(item, f"an entry of the set {key.value}")
            if entry is not None and isinstance(item, ScalarNode) and _well_formed(file, item, entry):
                found.append(entry)
                places.append(item.start_mark.line + 1)
                nodes.setdefault(entry, item)
        entries[name] = tuple(found)
        lines[name] = tuple(places)
    known = Sets(entries)
    for held in entries.values():
        for entry in held:
            _resolves(file, nodes[entry], entry, known, nodes)
    return _SetNodes(entries, nodes, lines)


def _well_formed(file: YamlFile, node: Node, pattern: str) -> bool:
    try:
        read_term(pattern)
    except PatternError as error:
        file.fault(node, error.what, error.remedy, offset=error.at)
        return False
    return True


def _resolves(file: YamlFile, node: Node, pattern: str, sets: Sets, entries: dict[str, ScalarNode]) -> None:
    """Note what keeps a well-formed term from ever matching; a fault in a set is noted where the set's entry stands."""
    try:
        sets.resolve(read_term(pattern), pattern)
    except PatternError as error:
        at = node if error.pattern == pattern else entries.get(error.pattern, node)
        file.fault(at, error.what, error.remedy, offset=error.at)


def _facet(file: YamlFile, lexicon: str, key: ScalarNode, node: Node, sets: _SetNodes) -> Facet:
    name = str(key.value)
    if not _NAME.fullmatch(name):
        file.fault(key, f"`{name}` cannot name a facet", "use letters, digits, `.`, `_` and `-` only")
    faults = len(file.faults)
    fields = file.mapping(node, f"the facet {name}", FACET_KEYS)
    complete = len(file.faults) == faults
    weight = _weight(file, fields)
    known = Sets(sets.entries)
    terms = []
    for item in file.items(fields["terms"][1], "terms") if "terms" in fields else []:
        term = _term(file, f"{lexicon}/{name}", item, weight)
        if term is not None:
            pattern_node = _pattern_node(item)
            if _well_formed(file, pattern_node, term.pattern):
                _resolves(file, pattern_node, term.pattern, known, sets.nodes)
            terms.append(term)
    if complete and ("terms" not in fields or not fields["terms"][1].value):
        file.fault(key, f"the facet {name} has no terms", "add `terms:` with at least one term")
    title = file.text(fields["title"][1], "`title`") if "title" in fields else None
    return Facet(
        name=name,
        title=name if title is None else title,
        terms=tuple(terms),
        pole=file.text(fields["pole"][1], "`pole`") if "pole" in fields else None,
        hits=file.texts(fields["hits"][1], "hits") if "hits" in fields else (),
        misses=file.texts(fields["misses"][1], "misses") if "misses" in fields else (),
        line=key.start_mark.line + 1,
    )


def _term(file: YamlFile, prefix: str, node: Node, weight: float) -> Term | None:
    fields: dict[str, tuple[ScalarNode, Node]] = {}
    if isinstance(node, MappingNode):
        fields = file.mapping(node, "a term", TERM_KEYS)
        if "term" not in fields:
            file.fault(node, "a term without `term`", "write `- term: ...`; a term with `: ` in it needs quotes")
            return None
    pattern_node = _pattern_node(node)
    pattern = file.written(pattern_node, "a term")
    if pattern is None:
        return None
    line, column = file.place(pattern_node)
    return Term(
        id=f"{prefix}/{' '.join(pattern.split())}",
        pattern=pattern,
        facet=prefix.rpartition("/")[2],
        weight=_weight(file, fields, default=weight),
        note=file.text(fields["note"][1], "`note`") if "note" in fields else None,
        hits=file.texts(fields["hits"][1], "hits") if "hits" in fields else (),
        misses=file.texts(fields["misses"][1], "misses") if "misses" in fields else (),
        line=line,
        column=column,
    )


def _pattern_node(node: Node) -> Node:
    """Return the node that holds a term's text: the scalar itself, or the value of `term`."""
    if isinstance(node, MappingNode):
        for key, value in node.value:
            if isinstance(key, ScalarNode) and key.value == "term":
                return cast("Node", value)
    return node


def _weight(file: YamlFile, fields: dict[str, tuple[ScalarNode, Node]], *, default: float = 1.0) -> float:
    if "weight" not in fields:
        return default
    node = fields["weight"][1]
    remedy = "write a number such as 2, 0.5 or -1, without quotation marks"
    if not isinstance(node, ScalarNode) or node.style or not _NUMBER.fullmatch(node.value):
        file.fault(node, "`weight` must be a number", remedy)
        return default
    weight = float(node.value)
    if weight == 0 or not math.isfinite(weight):
        file.fault(node, f"`weight` cannot be {node.value}", "a weight is any number but 0; delete the term instead")
        return default
    return weight


def _collect_lists(file: YamlFile, lists: dict[str, dict[str, tuple[YamlFile, ScalarNode]]]) -> None:
    root = file.mapping(file.root, "a cue file", CUES_KEYS)
    _header(file, root, CUES_FORMAT)
    if "lists" not in root:
        if not file.faults:
            file.fault(file.root, "a cue file has no lists", "add `lists:` with at least one list of terms")
        return
    for key, value in file.mapping(root["lists"][1], "lists", None).values():
        entries = lists.setdefault(str(key.value), {})
        for item in file.items(value, f"the list {key.value}"):
            entry = file.written(item, f"an entry of the list {key.value}")
            if entry is not None and _well_formed(file, item, entry):
                entries.setdefault(entry, (file, cast("ScalarNode", item)))


def _check_lists(lists: dict[str, dict[str, tuple[YamlFile, ScalarNode]]], merged: dict[str, tuple[str, ...]]) -> None:
    known = Sets(merged)
    for entries in lists.values():
        for entry, (file, node) in entries.items():
            _resolves(file, node, entry, known, {})
