"""The manifest of a baseline: read with every value checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

from framing.baseline.columns import KINDS
from framing.baseline.fields import Fields
from framing.baseline.file import LINES, MEMBERS
from framing.baseline.sound import DamagedError
from framing.baseline.values import VOICES
from framing.model import Measure


class Member(NamedTuple):
    """What the manifest says of a member; see `file.Part`."""

    kind: str
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


def read_heading(manifest: Fields) -> Heading:
    """Return the values of a manifest. Raises DamagedError for one that is missing or is not what it should be."""
    lexicons = manifest.objects("lexicons")
    measures = manifest.objects("measures")
    titles = {_measure(entry): entry.text("title") for entry in measures}
    hashes = {entry.text("name"): entry.sha256("sha256") for entry in lexicons}
    if len(titles) != len(measures) or len(hashes) != len(lexicons):
        raise DamagedError("its manifest names a measure or lexicon twice")
    if manifest.value("voices") != list(VOICES):
        raise DamagedError("its manifest has other voices")
    return Heading(
        tool=manifest.text("tool"),
        name=manifest.text("name"),
        by="group" if manifest.choice("by", ("outlet", "group")) == "group" else "outlet",
        with_quotes=manifest.flag("quotes"),
        lexicons=hashes,
        lexicon_versions={entry.text("name"): entry.text("version") for entry in lexicons},
        cues_sha256=manifest.sha256("cues_sha256"),
        stop_words_sha256=manifest.sha256("stop_words_sha256"),
        tokens_sha256=manifest.sha256("tokens_sha256"),
        measures=tuple(titles),
        titles=titles,
        members=_members(manifest),
    )


def _members(manifest: Fields) -> dict[str, Member]:
    entries = manifest.objects("members")
    if tuple(entry.text("name") for entry in entries) != MEMBERS:
        raise DamagedError("its manifest does not list the members it should")
    return {
        name: Member(
            entry.choice("kind", ("lines",) if name in LINES else tuple(KINDS)),
            entry.number("rows"),
            entry.number("bytes"),
            entry.sha256("sha256"),
        )
        for name, entry in zip(MEMBERS, entries, strict=True)
    }


def _measure(entry: Fields) -> Measure:
    stance = entry.choice("stance", ("asserted", "discounted"))
    return Measure(
        entry.text("frame"), entry.text_or_none("facet"), "discounted" if stance == "discounted" else "asserted"
    )
