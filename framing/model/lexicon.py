"""What to look for: lexicons as an analyst wrote them, and the cue lists all frames share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

LABEL_LENGTH = 70  # a longer note is an explanation, not a name


@dataclass(frozen=True, kw_only=True, slots=True)
class Term:
    """One term of a facet, as written.

    `id` is stable across edits elsewhere in the file: lexicon, facet and the pattern with its white space folded.
    `weight` multiplies the hit (any real number but 0); `hits` are sentences the term must catch, `misses` sentences
    it must not; `line` and `column` count from 1.
    """

    id: str
    pattern: str
    facet: str
    weight: float = 1.0
    note: str | None = None
    hits: tuple[str, ...] = ()
    misses: tuple[str, ...] = ()
    line: int = 0
    column: int = 0

    @property
    def label(self) -> str:
        """What to call the term before a reader: its note where that is short, else the pattern."""
        return self.note if self.note and len(self.note) <= LABEL_LENGTH else " ".join(self.pattern.split())


@dataclass(frozen=True, kw_only=True, slots=True)
class Facet:
    """A group of terms. `pole` names the side of an opposition (agent / recipient), None where there is none.

    `hits` are sentences in which some term of the facet must hit, `misses` sentences in which none may. `disabled` are
    terms that the file keeps and nobody looks for; they are not among `terms`. `path` are the names of the category of
    another program's dictionary that the facet was made of, outermost first; empty where it was made of none.
    """

    name: str
    title: str
    terms: tuple[Term, ...]
    pole: str | None = None
    hits: tuple[str, ...] = ()
    misses: tuple[str, ...] = ()
    line: int = 0
    disabled: tuple[Term, ...] = ()
    path: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Lexicon:
    """One frame: its facets, its word sets, and how it is to be read.

    `compare_by` says what a comparison shows: the whole `frame`, or each of its `facets`. `stance` says whether hits
    can be discounted (`cues`) or are always asserted (`asserted`: naming the actor is the frame, and "did not ask"
    still names one). `sha256` is the hex digest of the file's bytes; `origin` is its path. `set_lines`
    are the lines of each set: of its name, then of its entries.
    """

    name: str
    title: str
    version: str
    about: str
    facets: tuple[Facet, ...]
    sets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    language: str = "en"
    licence: str | None = None
    sources: tuple[str, ...] = ()
    compare_by: Literal["frame", "facets"] = "frame"
    stance: Literal["cues", "asserted"] = "cues"
    origin: str = ""
    sha256: str = ""
    set_lines: Mapping[str, tuple[int, ...]] = field(default_factory=dict)

    @property
    def terms(self) -> tuple[Term, ...]:
        """Every term, in the order of the file."""
        return tuple(term for facet in self.facets for term in facet.terms)


@dataclass(frozen=True, kw_only=True, slots=True)
class CueLists:
    """The cue files that stance and voice read: list name -> entries in the order of the file, each in the term syntax.

    `sha256` is one digest over all the files, so that a result can say which cues it was made with.
    """

    lists: Mapping[str, tuple[str, ...]]
    origin: str = ""
    sha256: str = ""
