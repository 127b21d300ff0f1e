"""A lexicon file in pieces: each term as it stands, all else as read, so that an edit touches nothing but its term.

Writing YAML anew re-wraps long lines and re-aligns comments, also of what nobody changed; cutting the file where ruamel
says a term begins and ends does not.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from ruamel.yaml.nodes import CollectionNode, MappingNode, Node, ScalarNode, SequenceNode

from framing.errors import LexiconError
from framing.lexicon.load import is_disabled, pattern_entry, term_of
from framing.model import Term
from framing.yamlfile import NULLS, Entry, Place, YamlFile


@dataclass(frozen=True, slots=True)
class Fixed:
    """Text between terms, as read; `line` is the line it begins on when read, from 1."""

    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Slot:
    """One term as it stands in the file.

    `raw` is its text: whole lines from the dash on, or in a list in brackets (`flow`) the item alone. `kept` is the
    same as read, with the line ends of the file, while nobody edits it. `term` has its line and column counted in
    `raw`. `prefix` is lexicon/facet, `weight` the facet's, for a term that names none.
    """

    raw: str
    kept: str | None
    term: Term
    prefix: str
    weight: float
    disabled: bool = False
    flow: bool = False

    def text(self, newline: str) -> str:
        """Return the slot as it goes into the file."""
        return self.raw.replace("\n", newline) if self.kept is None else self.kept


@dataclass(frozen=True, slots=True)
class Item:
    """One term as read: its node, the list it stands in, and what the loader made of it."""

    node: Node
    parent: Node
    term: Term
    prefix: str
    weight: float
    disabled: bool


def cut(items: Iterable[Item], *, text: str, raw: str) -> tuple[Fixed | Slot, ...]:
    """Return the pieces of a file with these terms, in the order of the file; joined, they give `raw`.

    `text` has line feeds only, as marks count in it; `raw` is the same as read.
    """
    index = _IndexInRaw(text, raw)
    pieces: list[Fixed | Slot] = []
    done = 0
    for item in items:
        start, end = _reach(text, item.node, item.parent)
        if start > done:
            pieces.append(Fixed(raw[index(done) : index(start)], 1 + text.count("\n", 0, done)))
        line = item.term.line - text.count("\n", 0, start)
        before = start - (text.rfind("\n", 0, start) + 1) if line == 1 else 0
        pieces.append(
            Slot(
                raw=text[start:end],
                kept=raw[index(start) : index(end)],
                term=replace(item.term, line=line, column=item.term.column - before),
                prefix=item.prefix,
                weight=item.weight,
                disabled=item.disabled,
                flow=_in_brackets(item.parent),
            )
        )
        done = end
    if done < len(text):
        pieces.append(Fixed(raw[index(done) :], 1 + text.count("\n", 0, done)))
    return tuple(pieces)


def new_slot(pattern: str, *, beside: Slot, fields: dict[str, str], where: str) -> Slot:
    """Return a term to stand behind another of its facet: on one line, or a mapping where there are `fields`."""
    body = [("term", scalar(pattern, where)), *fields.items()]
    if beside.flow:
        raw = body[0][1] if not fields else "{" + ", ".join(f"{key}: {value}" for key, value in body) + "}"
    else:
        indent = beside.raw[: beside.raw.index("-")]
        lines = [body[0][1]] if not fields else [f"{key}: {value}" for key, value in body]
        raw = f"{indent}- " + f"\n{indent}  ".join(lines) + "\n"
    return _read(replace(beside, raw=raw, kept=None), where)


def with_pattern(slot: Slot, pattern: str, where: str) -> Slot:
    """Return the slot with another term text; quotation marks stay where they were."""
    entry, offset = _entry(slot)
    start, end = _span(slot, node_of(pattern_entry(entry)), offset)
    text = scalar(pattern, where, quoted=slot.raw[start] == "'")
    return _read(_respelled(slot, start, end, text), where)


def with_field(slot: Slot, key: str, value: str, where: str) -> Slot:
    """Return the slot with `key: value`; a bare text becomes a mapping."""
    entry, offset = _entry(slot)
    if not entry.is_mapping:
        slot = _as_mapping(slot, entry, offset)
        entry, offset = _entry(slot)
    node = node_of(entry)
    for name, held in node.value:
        if name.value == key:
            return _read(_respelled(slot, *_span(slot, held, offset), value), where)
    if _in_brackets(node):
        end = _end(slot.raw, node.value[-1][1], offset)
        return _read(_respelled(slot, end, end, f", {key}: {value}"), where)
    whole = slot.raw if slot.raw.endswith("\n") else slot.raw + "\n"
    line = f"{' ' * node.value[0][0].start_mark.column}{key}: {value}\n"
    return _read(replace(slot, raw=whole + line, kept=None), where)


def without_field(slot: Slot, key: str, where: str) -> Slot:
    """Return the slot without a key; a mapping that only names the term becomes a bare text."""
    entry, offset = _entry(slot)
    if not entry.is_mapping:
        return slot
    node = node_of(entry)
    names = [name.value for name, _ in node.value]
    if key not in names:
        return slot
    number = names.index(key)
    name, held = node.value[number]
    start, end = name.start_mark.index - offset, _end(slot.raw, held, offset)
    if number == 0:
        end = node.value[1][0].start_mark.index - offset
    elif _in_brackets(node):
        start = _end(slot.raw, node.value[number - 1][1], offset)
    else:
        start = slot.raw.rfind("\n", 0, start) + 1
        end = _line_end(slot.raw, end)
    slot = _respelled(slot, start, end, "")
    return _read(_bare(slot) if len(names) == 2 else slot, where)


def scalar(text: str, where: str, *, quoted: bool = False) -> str:
    """Return a text as YAML in one line: bare where it would be read as the same, else in single quotation marks.

    Raises LexiconError for a text that YAML cannot hold.
    """
    folded = " ".join(text.split())
    single = "'" + folded.replace("'", "''") + "'"
    for spelled in (single,) if quoted else (folded, single):
        if spelled not in NULLS and all(_reads_as(form.format(spelled), folded) for form in ("[{}]", "- {}", "- - {}")):
            return spelled
    raise LexiconError(where, f"YAML cannot hold {folded!r}", "use letters, digits and ordinary punctuation")


def _reads_as(snippet: str, text: str) -> bool:
    try:
        node: Node | None = _Snippet(snippet, "").root.node
    except LexiconError:
        return False
    while isinstance(node, SequenceNode) and len(node.value) == 1:
        node = node.value[0]
    return isinstance(node, ScalarNode) and node.value == text


def node_of(entry: Entry) -> Node:
    """Return the YAML node of a value. Raises LexiconError where there is none."""
    if entry.node is None:
        raise LexiconError(str(entry.place), "there is nothing here", "edit the file by hand")
    return entry.node


class _Snippet(YamlFile):
    """A piece of a lexicon file as YAML of its own; what cannot be read is a LexiconError."""

    def fault(self, place: Place, what: str, remedy: str) -> None:
        raise LexiconError(str(place), what, remedy)


def _entry(slot: Slot) -> tuple[Entry, int]:
    """Return the item in the slot, and how many characters its marks are ahead of `raw`."""
    wrapped = f"[{slot.raw}]" if slot.flow else slot.raw
    (item,) = _Snippet(wrapped, "").root.items("the terms")
    return item, len(wrapped) - len(slot.raw) - (1 if slot.flow else 0)


def _read(slot: Slot, where: str) -> Slot:
    """Return the slot with the term its text now gives, by the loader's own rules."""
    item, offset = _entry(slot)
    term = term_of(slot.prefix, item, slot.weight)
    if term is None:
        raise LexiconError(where, f"`{slot.raw.strip()}` is no term", "edit it by hand")
    column = term.column - (offset if term.line == 1 else 0)
    return replace(slot, term=replace(term, column=column), disabled=is_disabled(item))


def _respelled(slot: Slot, start: int, end: int, text: str) -> Slot:
    return replace(slot, raw=slot.raw[:start] + text + slot.raw[end:], kept=None)


def _as_mapping(slot: Slot, entry: Entry, offset: int) -> Slot:
    start, end = _span(slot, node_of(entry), offset)
    body = slot.raw[start:end]
    if slot.flow:
        return _respelled(slot, start, end, f"{{term: {body}}}")
    # The lines that go on with the text must stand further in than the keys.
    return _respelled(slot, start, end, "term: " + body.replace("\n", "\n  "))


def _bare(slot: Slot) -> Slot:
    """Return a mapping with nothing but `term` as the text alone, the reverse of `_as_mapping`."""
    entry, offset = _entry(slot)
    node = node_of(entry)
    start = node.start_mark.index - offset
    begin, end = _span(slot, node.value[0][1], offset)
    body = slot.raw[begin:end]
    if _in_brackets(node):
        return _respelled(slot, start, node.end_mark.index - offset, body)
    first, *others = body.split("\n")
    if any(line.strip() and not line.startswith(" " * (node.start_mark.column + 2)) for line in others):
        return slot
    lines = [first, *(line.removeprefix("  ") for line in others)]
    return _respelled(slot, start, end, "\n".join(lines))


def _span(slot: Slot, node: Node, offset: int) -> tuple[int, int]:
    return node.start_mark.index - offset, _end(slot.raw, node, offset)


def _end(text: str, node: Node, offset: int = 0) -> int:
    """Return where a value's own text ends: marks of block values reach to the next thing, lines below."""
    if isinstance(node, (MappingNode, SequenceNode)) and not _in_brackets(node) and node.value:
        last = node.value[-1]
        return _end(text, last[1] if isinstance(last, tuple) else last, offset)
    end = node.end_mark.index - offset
    return len(text[:end].rstrip())


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end + 1


def _reach(text: str, node: Node, parent: Node) -> tuple[int, int]:
    """Return where an item begins and ends: from its dash to the end of its last line, or in brackets itself alone."""
    end = _end(text, node)
    if _in_brackets(parent):
        return node.start_mark.index, end
    dash = " " * parent.start_mark.column + "-"
    start = text.rfind("\n", 0, node.start_mark.index) + 1
    while not text.startswith(dash, start):
        start = text.rfind("\n", 0, start - 1) + 1
    return start, _line_end(text, end)


class _IndexInRaw:
    """Offsets in a text of line feeds -> offsets in the same text with the line ends it was read with."""

    def __init__(self, text: str, raw: str) -> None:
        self._same = text == raw
        self._at: list[int] = []
        if not self._same:
            place = 0
            for char in text:
                self._at.append(place)
                place += 2 if char == "\n" and raw.startswith("\r\n", place) else 1
            self._at.append(place)

    def __call__(self, offset: int) -> int:
        return offset if self._same else self._at[offset]


def _in_brackets(node: Node) -> bool:
    return isinstance(node, CollectionNode) and bool(node.flow_style)
