"""A lexicon file being edited: every change gives a new draft, and nothing moves in the file but the term changed."""

from __future__ import annotations

import hashlib
import math
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Literal

from framing.errors import LexiconError, OutputError, nearest
from framing.lexicon.exchange.convert import is_foreign
from framing.lexicon.file import LexiconFile
from framing.lexicon.grammar import read_term
from framing.lexicon.load import pattern_entry, read_file
from framing.lexicon.resolve import sets_of
from framing.lexicon.splice import (
    Fixed,
    Item,
    Slot,
    cut,
    new_slot,
    node_of,
    scalar,
    with_field,
    with_pattern,
    without_field,
)
from framing.model import Facet, Lexicon, Term
from framing.saving import ensure_writable, replacing
from framing.yamlfile import Entry

Kind = Literal["add", "replace", "remove", "reweight", "annotate", "disable", "enable"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Edit:
    """One change: what was done to the term of this id (its id after the change), and a sentence that says it."""

    kind: Kind
    term: str
    sentence: str


@dataclass(frozen=True, kw_only=True)
class Draft:
    """A lexicon file and the changes made to it so far; a value, so that undoing is going back to an earlier draft.

    `path` is the file, `original` its text and `sha256` the hex digest of its bytes, all as read. Every operation
    returns a new draft and raises LexiconError for a facet or term that is not there (with the nearest names), for a
    pattern that cannot be read or can never match, and for one that repeats a term (with its line).
    """

    path: Path
    original: str
    sha256: str
    edits: tuple[Edit, ...] = ()
    _read: Lexicon
    _pieces: tuple[Fixed | Slot, ...]

    @classmethod
    def open(cls, path: str | Path) -> Draft:
        """Return a lexicon file ready to be edited.

        Raises LexiconError as `load_lexicon` does, and for another program's dictionary: only our own files are edited.
        """
        if is_foreign(Path(path)):
            remedy = f"make it one first: framing lexicon convert {path} {Path(path).stem}.yaml"
            raise LexiconError(str(path), "another program's dictionary, not a lexicon of ours", remedy)
        file = LexiconFile(Path(path))
        reading = read_file(file)
        if reading.lexicon is None:
            raise reading.faults[0][2]
        raw = file.path.read_bytes()
        original = raw.decode("utf-8")
        mark = "\ufeff" if original.startswith("\ufeff") else ""
        pieces = cut(_items(file, reading.lexicon), text=file.text, raw=original[len(mark) :])
        if mark:
            pieces = (Fixed(mark, 1), *pieces)
        digest = hashlib.sha256(raw).hexdigest()
        return cls(path=file.path, original=original, sha256=digest, _read=reading.lexicon, _pieces=pieces)

    @property
    def changed(self) -> bool:
        """Whether the text differs from the file as read."""
        return self.text() != self.original

    @cached_property
    def lexicon(self) -> Lexicon:
        """The lexicon as edited, with the lines its terms will have in the file."""
        facets: dict[str, tuple[list[Term], list[Term]]] = {facet.name: ([], []) for facet in self._read.facets}
        for slot, term in self._placed:
            facets[term.facet][slot.disabled].append(term)
        return replace(
            self._read,
            sha256=hashlib.sha256(self.text().encode()).hexdigest(),
            facets=tuple(
                _refilled(facet, *facets[facet.name], line=self._line_now(facet.line)) for facet in self._read.facets
            ),
            set_lines={name: tuple(map(self._line_now, held)) for name, held in self._read.set_lines.items()},
        )

    @property
    def disabled(self) -> tuple[Term, ...]:
        """The terms that stay in the file and are not looked for, in the order of the file."""
        return tuple(term for slot, term in self._placed if slot.disabled)

    def text(self) -> str:
        """Return the file as it would be saved: the text as read but for the terms that were edited."""
        return self._text

    def add_term(self, facet: str, pattern: str, *, weight: float | None = None, note: str | None = None) -> Draft:
        """Return the draft with a new term at the end of a facet; without `weight` it has the facet's."""
        self._check_facet(facet)
        pattern = self._checked(facet, pattern)
        fields = {} if weight is None else {"weight": _number(weight)}
        if note is not None:
            fields["note"] = scalar(note, self._where)
        last, beside = [held for held in self._slots() if held[1].term.facet == facet][-1]
        added = new_slot(pattern, beside=beside, fields=fields, where=self._where)
        before: tuple[Fixed | Slot, ...] = self._pieces[: last + 1]
        if beside.flow:
            before = (*before, Fixed(", ", 0))
        elif not beside.raw.endswith("\n"):
            before = (*before[:-1], replace(beside, raw=beside.raw + "\n", kept=None))
        sentence = f"added `{added.term.pattern}` to {facet}"
        return self._with((*before, added, *self._pieces[last + 1 :]), "add", added.term.id, sentence)

    def replace_term(self, term_id: str, pattern: str) -> Draft:
        """Return the draft with another pattern for a term, and so another id; weight, note and examples stay."""
        number, slot = self._slot(term_id)
        if " ".join(pattern.split()) == " ".join(slot.term.pattern.split()):
            return self
        pattern = self._checked(slot.term.facet, pattern)
        changed = with_pattern(slot, pattern, self._where)
        return self._put(number, changed, "replace", f"changed `{_shown(slot)}` to `{pattern}`")

    def remove_term(self, term_id: str) -> Draft:
        """Return the draft without a term. Raises LexiconError for the last term of a facet, which needs one."""
        number, slot = self._slot(term_id)
        held = [other for other, candidate in self._slots() if candidate.prefix == slot.prefix]
        if len(held) == 1:
            what = f"`{_shown(slot)}` is the only term of {slot.term.facet}"
            raise LexiconError(self._where, what, "replace or disable it: a facet needs a term")
        start, end = number, number + 1
        if slot.flow and number != held[-1]:
            end = held[held.index(number) + 1]
        elif slot.flow:
            start = held[-2] + 1
        pieces = self._pieces[:start] + self._pieces[end:]
        return self._with(pieces, "remove", slot.term.id, f"removed `{_shown(slot)}` from {slot.term.facet}")

    def reweight(self, term_id: str, weight: float) -> Draft:
        """Return the draft with another weight of a term: any number but 0."""
        number, slot = self._slot(term_id)
        changed = with_field(slot, "weight", _number(weight), self._where)
        return self._put(number, changed, "reweight", f"gave `{_shown(slot)}` the weight {_number(weight)}")

    def annotate(self, term_id: str, note: str | None) -> Draft:
        """Return the draft with another note on a term, or without one."""
        number, slot = self._slot(term_id)
        if note is None:
            changed = without_field(slot, "note", self._where)
            return self._put(number, changed, "annotate", f"took the note off `{_shown(slot)}`")
        changed = with_field(slot, "note", scalar(note, self._where), self._where)
        return self._put(number, changed, "annotate", f"noted on `{_shown(slot)}`: {' '.join(note.split())}")

    def disable(self, term_id: str) -> Draft:
        """Return the draft with a term kept in the file and no longer looked for."""
        number, slot = self._slot(term_id)
        if slot.disabled:
            raise LexiconError(self._where, f"`{_shown(slot)}` is disabled already", "enable it to have it back")
        changed = with_field(slot, "disabled", "true", self._where)
        return self._put(number, changed, "disable", f"disabled `{_shown(slot)}` in {slot.term.facet}")

    def enable(self, term_id: str) -> Draft:
        """Return the draft with a disabled term looked for again."""
        number, slot = self._slot(term_id, disabled=True)
        if not slot.disabled:
            raise LexiconError(self._where, f"`{_shown(slot)}` is not disabled", "nothing to do")
        self._check_matches(slot.term.pattern)
        changed = without_field(slot, "disabled", self._where)
        return self._put(number, changed, "enable", f"enabled `{_shown(slot)}` in {slot.term.facet}")

    def save(self, *, force: bool = False) -> Draft:
        """Write the draft to its file and return it as one that has no changes.

        Raises OutputError where the file cannot be written, and where somebody else changed or deleted it since it was
        opened, unless `force`; LexiconError where the text would not load as this lexicon. Then nothing is written.
        """
        target = self.path.resolve()
        ensure_writable(target)
        if not force:
            self._check_untouched(target)
        content = self.text().encode()
        with replacing(target) as partial:
            partial.write_bytes(content)
            reading = read_file(LexiconFile(partial))
            if reading.lexicon is None or reading.lexicon.facets != self.lexicon.facets:
                why = reading.faults[0][2].what if reading.faults else "it would be read as other terms"
                raise LexiconError(self._where, f"the edited text would not load: {why}", "nothing was written")
        return self._saved(hashlib.sha256(content).hexdigest())

    # What operations share

    @property
    def _where(self) -> str:
        return str(self.path)

    @cached_property
    def _text(self) -> str:
        lone = "\r" if "\r" in self.original else "\n"
        newline = "\r\n" if "\r\n" in self.original else lone
        return "".join(piece.text if isinstance(piece, Fixed) else piece.text(newline) for piece in self._pieces)

    @cached_property
    def _placed(self) -> tuple[tuple[Slot, Term], ...]:
        """Every slot with its term as it stands in the file."""
        return tuple((piece, term) for piece, _, term in self._walk() if isinstance(piece, Slot) and term)

    def _walk(self) -> Iterator[tuple[Fixed | Slot, int, Term | None]]:
        """Yield each piece with the line it begins on, and a slot's term with its line and column in the file."""
        line, column = 1, 0
        for piece in self._pieces:
            term = None
            if isinstance(piece, Slot):
                at = piece.term.column + (column if piece.term.line == 1 else 0)
                term = replace(piece.term, line=line + piece.term.line - 1, column=at)
            yield piece, line, term
            text = piece.raw if isinstance(piece, Slot) else _line_feeds(piece.text)
            line += text.count("\n")
            column = len(text) - text.rfind("\n") - 1 if "\n" in text else column + len(text)

    def _line_now(self, line: int) -> int:
        """Return where a line as read, outside of the terms, stands now."""
        starts = self._starts
        first, now = starts[max(bisect_right(starts, line, key=lambda start: start[0]) - 1, 0)]
        return line - first + now

    @cached_property
    def _starts(self) -> list[tuple[int, int]]:
        return [(piece.line, line) for piece, line, _ in self._walk() if isinstance(piece, Fixed) and piece.line]

    def _slots(self) -> Iterator[tuple[int, Slot]]:
        return ((number, piece) for number, piece in enumerate(self._pieces) if isinstance(piece, Slot))

    def _slot(self, term_id: str, *, disabled: bool = False) -> tuple[int, Slot]:
        """Return the term of this id; of two with one id, which is enabled (or disabled), then which comes first."""
        wanted = " ".join(term_id.split())
        found = [(slot.disabled != disabled, number, slot) for number, slot in self._slots() if slot.term.id == wanted]
        if not found:
            ids = {slot.term.id for _, slot in self._slots()}
            raise LexiconError(self._where, f"no term has the id {wanted}", nearest(wanted, ids))
        _, number, slot = min(found, key=lambda item: item[:2])
        return number, slot

    def _check_facet(self, facet: str) -> None:
        names = [held.name for held in self._read.facets]
        if facet not in names:
            raise LexiconError(self._where, f"there is no facet {facet}", nearest(facet, names))

    def _checked(self, facet: str, pattern: str) -> str:
        """Return a new term's text in one line, once it is known to be well formed and new, and to match something."""
        pattern = " ".join(pattern.split())
        if not pattern:
            raise LexiconError(self._where, "a term is empty", "write at least one word")
        self._check_matches(pattern)
        for slot, term in self._placed:
            if term.facet == facet and _shown(slot) == pattern:
                what = f"`{pattern}` repeats line {term.line}"
                remedy = "enable that term" if slot.disabled else "change that term, or write another"
                raise LexiconError(f"{self._where}:{term.line}:{term.column}", what, remedy)
        return pattern

    def _check_matches(self, pattern: str) -> None:
        sets_of(self._read.sets).resolve(read_term(pattern), pattern)

    def _put(self, number: int, slot: Slot, kind: Kind, sentence: str) -> Draft:
        if slot == self._pieces[number]:
            return self
        return self._with((*self._pieces[:number], slot, *self._pieces[number + 1 :]), kind, slot.term.id, sentence)

    def _with(self, pieces: tuple[Fixed | Slot, ...], kind: Kind, term: str, sentence: str) -> Draft:
        edit = Edit(kind=kind, term=term, sentence=sentence)
        return replace(self, _pieces=pieces, edits=(*self.edits, edit))

    def _check_untouched(self, target: Path) -> None:
        remedy = "open it again and repeat the edit, or save with force to overwrite it"
        try:
            now = hashlib.sha256(target.read_bytes()).hexdigest()
        except FileNotFoundError:
            raise OutputError(self._where, "the file was deleted since it was opened", remedy) from None
        except OSError as error:
            raise OutputError(self._where, f"the file cannot be read ({error.strerror})", remedy) from error
        if now != self.sha256:
            raise OutputError(self._where, "the file was changed since it was opened", remedy)

    def _saved(self, digest: str) -> Draft:
        pieces = tuple(
            replace(piece, line=line) if isinstance(piece, Fixed) else piece for piece, line, _ in self._walk()
        )
        return replace(self, original=self.text(), sha256=digest, edits=(), _read=self.lexicon, _pieces=pieces)


def _items(file: LexiconFile, lexicon: Lexicon) -> Iterator[Item]:
    """Yield the terms of a loaded file in the order of the file."""
    seen: set[int] = set()
    entries = file.root.mapping("a lexicon")["facets"].pairs("facets")
    found = []
    for facet, (_, value) in zip(lexicon.facets, entries.values(), strict=True):
        fields = value.mapping("a facet")
        weight = float(str(fields["weight"].value)) if "weight" in fields else 1.0
        for item in fields["terms"].items("terms"):
            _check_own(item, seen)
            term, disabled = _loaded(facet, item)
            prefix = f"{lexicon.name}/{facet.name}"
            found.append(Item(node_of(item), node_of(fields["terms"]), term, prefix, weight, disabled))
    yield from sorted(found, key=lambda item: item.node.start_mark.index)


def _check_own(item: Entry, seen: set[int]) -> None:
    if id(item.node) in seen:
        raise LexiconError(
            str(item.place), "this term is written elsewhere (an alias)", "write it out to edit the file"
        )
    seen.add(id(item.node))


def _loaded(facet: Facet, item: Entry) -> tuple[Term, bool]:
    place = pattern_entry(item).at(0)
    for terms, disabled in ((facet.terms, False), (facet.disabled, True)):
        for term in terms:
            if (term.line, term.column) == (place.line, place.column):
                return term, disabled
    raise LexiconError(str(place), "this term cannot be edited", "write it on a line of its own")


def _refilled(facet: Facet, terms: list[Term], disabled: list[Term], *, line: int) -> Facet:
    return replace(facet, terms=tuple(terms), disabled=tuple(disabled), line=line)


def _shown(slot: Slot) -> str:
    return " ".join(slot.term.pattern.split())


def _line_feeds(text: str) -> str:
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def _number(weight: float) -> str:
    """Return a weight as the loader reads it."""
    if weight == 0 or not math.isfinite(weight):
        raise LexiconError("weight", f"a weight cannot be {weight:g}", "any number but 0; remove the term instead")
    return repr(float(weight)).removesuffix(".0")
