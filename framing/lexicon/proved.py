"""Lexicons and cue lists that an earlier run has read, with their terms as trees: neither is read nor proved again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from sys import implementation

from framing.keeping import keep, recall, state_of
from framing.lexicon.resolve import sets_of
from framing.lexicon.syntax import Alternatives, Node, Phrase, Proximity, Word
from framing.model import CueLists, Facet, Lexicon, Term

FROM = 4096
"""Bytes of the shortest file that is kept: what is shorter is read as quickly."""


@dataclass(frozen=True, slots=True)
class _Proved:
    """What was read, and each term that stands in it beside its tree, without names of sets."""

    value: Lexicon | CueLists
    trees: dict[str, Node]


_CLASSES = frozenset({_Proved, Lexicon, CueLists, Facet, Term, Alternatives, Phrase, Proximity, Word})


def known_lexicon(content: bytes, *, origin: str) -> Lexicon | None:
    """Return the lexicon of a file with this content, if an earlier run kept it; None otherwise."""
    found = _recalled([content])
    return replace(found, origin=origin) if isinstance(found, Lexicon) else None


def keep_lexicon(content: bytes, lexicon: Lexicon) -> None:
    """Keep a lexicon without faults for the next run."""
    _keep([content], lexicon, [term.pattern for term in lexicon.terms])


def known_cues(files: Iterable[tuple[str, bytes]], *, origin: str) -> CueLists | None:
    """Return the cue lists of files with these names and contents, if an earlier run kept them; None otherwise."""
    found = _recalled(_named(files))
    return replace(found, origin=origin) if isinstance(found, CueLists) else None


def keep_cues(files: Iterable[tuple[str, bytes]], cues: CueLists) -> None:
    """Keep cue lists without faults for the next run."""
    _keep(_named(files), cues, [entry for entries in cues.lists.values() for entry in entries])


def _named(files: Iterable[tuple[str, bytes]]) -> list[bytes]:
    return [part for name, content in files for part in (name.encode(), content)]


def _recalled(parts: list[bytes]) -> Lexicon | CueLists | None:
    if not _is_worth_it(parts):
        return None
    found = recall(_name(parts), of=_CLASSES)
    if not isinstance(found, _Proved):
        return None
    _remember(found)
    return found.value


def _keep(parts: list[bytes], value: Lexicon | CueLists, patterns: Iterable[str]) -> None:
    if _is_worth_it(parts):
        sets = sets_of(_sets(value))
        keep(_name(parts), _Proved(value, {pattern: sets.term(pattern) for pattern in patterns}))


def _remember(proved: _Proved) -> None:
    sets_of(_sets(proved.value)).remember(proved.trees)
    if isinstance(proved.value, CueLists):
        # Voice reads its cues by themselves; most name no other list.
        sets_of({}).remember({pattern: tree for pattern, tree in proved.trees.items() if "@" not in pattern})


def _sets(value: Lexicon | CueLists) -> Mapping[str, tuple[str, ...]]:
    return value.sets if isinstance(value, Lexicon) else value.lists


def _is_worth_it(parts: list[bytes]) -> bool:
    return sum(map(len, parts)) >= FROM


def _name(parts: list[bytes]) -> str:
    """Return a name for what these files, this Python and this state of framing give."""
    made_by = [implementation.cache_tag or "", state_of("lexicon", "model", "yamlfile.py", "keeping.py")]
    told = [*map(str.encode, made_by), *parts]
    return "lexicon-" + sha256(b"".join(sha256(part).digest() for part in told)).hexdigest()[:32]
