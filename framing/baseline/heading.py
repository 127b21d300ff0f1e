"""The manifest of a baseline: read with every value checked."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

from framing.baseline.file import SCHEMAS
from framing.baseline.sound import DamagedError
from framing.baseline.values import VOICES
from framing.model import Measure

HEX = re.compile(r"[0-9a-f]{64}|")
"""A SHA-256, or nothing for what was made in a test or by hand."""

LONGEST = 2000
MOST = 100_000
"""Characters of a text, and entries of a list, above which a manifest is not believed."""


class Member(NamedTuple):
    """What the manifest says of a table."""

    rows: int
    size: int
    sha256: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Heading:
    """The values of a manifest; see docs/baseline-format.md."""

    tool: str
    name: str
    by: Literal["outlet", "group"]
    with_quotes: bool
    lexicons: Mapping[str, str]
    lexicon_versions: Mapping[str, str]
    cues_sha256: str
    stop_words_sha256: str
    tokens_sha256: str
    measures: tuple[Measure, ...]
    titles: Mapping[Measure, str]
    members: Mapping[str, Member]


def read_heading(content: bytes) -> Heading:
    """Return the values of a manifest. Raises DamagedError for one that is missing or is not what it should be."""
    found = json.loads(content)
    lexicons = _list(found, "lexicons")
    measures = _list(found, "measures")
    titles = {_measure(entry): _text(entry, "title") for entry in measures}
    if len(titles) != len(measures) or len({entry.get("name") for entry in lexicons}) != len(lexicons):
        raise DamagedError("its manifest names a measure or lexicon twice")
    by = _choice(found, "by", ("outlet", "group"))
    if found.get("voices") != list(VOICES):
        raise DamagedError("its manifest has other voices")
    return Heading(
        tool=_text(found, "tool"),
        name=_text(found, "name"),
        by="group" if by == "group" else "outlet",
        with_quotes=_flag(found, "quotes"),
        lexicons={_text(entry, "name"): _hash(entry, "sha256") for entry in lexicons},
        lexicon_versions={_text(entry, "name"): _text(entry, "version") for entry in lexicons},
        cues_sha256=_hash(found, "cues_sha256"),
        stop_words_sha256=_hash(found, "stop_words_sha256"),
        tokens_sha256=_hash(found, "tokens_sha256"),
        measures=tuple(titles),
        titles=titles,
        members=_members(found),
    )


def _members(found: Mapping[str, Any]) -> dict[str, Member]:
    listed = {
        _text(entry, "name"): Member(_number(entry, "rows"), _number(entry, "bytes"), _hash(entry, "sha256"))
        for entry in _list(found, "members")
    }
    if list(listed) != list(SCHEMAS):
        raise DamagedError("its manifest does not list the tables it should")
    return listed


def _measure(entry: Mapping[str, Any]) -> Measure:
    facet = None if entry.get("facet") is None else _text(entry, "facet")
    stance = _choice(entry, "stance", ("asserted", "discounted"))
    return Measure(_text(entry, "frame"), facet, "discounted" if stance == "discounted" else "asserted")


def _list(found: Mapping[str, Any], key: str) -> list[Mapping[str, Any]]:
    value = found.get(key)
    if not isinstance(value, list) or len(value) > MOST or not all(isinstance(entry, dict) for entry in value):
        raise DamagedError(f"its manifest has no list `{key}`")
    return value


def _text(found: Mapping[str, Any], key: str) -> str:
    value = found.get(key)
    if not isinstance(value, str) or not 0 < len(value) <= LONGEST:
        raise DamagedError(f"its manifest has no text `{key}`")
    return value


def _hash(found: Mapping[str, Any], key: str) -> str:
    value = found.get(key)
    if not isinstance(value, str) or not HEX.fullmatch(value):
        raise DamagedError(f"its manifest has no SHA-256 `{key}`")
    return value


def _number(found: Mapping[str, Any], key: str) -> int:
    value = found.get(key)
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise DamagedError(f"its manifest has no number `{key}`")
    return value


def _flag(found: Mapping[str, Any], key: str) -> bool:
    value = found.get(key)
    if not isinstance(value, bool):
        raise DamagedError(f"its manifest does not say `{key}`")
    return value


def _choice(found: Mapping[str, Any], key: str, allowed: tuple[str, ...]) -> str:
    value = found.get(key)
    if value not in allowed:
        raise DamagedError(f"its manifest has {value!r:.40} for `{key}`")
    return str(value)
