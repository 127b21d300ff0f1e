"""How a baseline was counted: what must be the same before counts may be added up or held beside each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from framing.baseline.values import Baseline
from framing.compare.words import stop_sha256, stop_words
from framing.errors import InputError
from framing.model import Lexicon
from framing.text.sentences import tokens_sha256

SHOWN = 12
"""Digits of a SHA-256 that an error shows."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Counting:
    """What decides what is counted: lexicons (name to version and SHA-256), cue lists, words, stop words."""

    lexicons: Mapping[str, tuple[str, str]]
    cues_sha256: str
    tokens_sha256: str
    stop_sha256: str


def counting_of(baseline: Baseline) -> Counting:
    """Return how a baseline was counted."""
    return Counting(
        lexicons={name: (baseline.lexicon_versions[name], digest) for name, digest in baseline.lexicons.items()},
        cues_sha256=baseline.cues_sha256,
        tokens_sha256=baseline.tokens_sha256,
        stop_sha256="" if baseline.kept is None else baseline.kept.bags.stop_sha256,
    )


def counting_with(lexicons: Sequence[Lexicon], cues_sha256: str) -> Counting:
    """Return how this version of the tool counts with some lexicons and cue lists."""
    return Counting(
        lexicons={lexicon.name: (lexicon.version, lexicon.sha256) for lexicon in lexicons},
        cues_sha256=cues_sha256,
        tokens_sha256=tokens_sha256(),
        stop_sha256=stop_sha256(stop_words()),
    )


def differences(known: Counting, other: Counting) -> tuple[str, ...]:
    """Return what was counted otherwise in `known` than in `other`, each in words; empty where nothing was."""
    return tuple(_differences(known, other))


def refuse_difference(known: Counting, other: Counting, *, where: str, remedy: str) -> None:
    """Raise InputError at `where`, the baseline counted as `known`, unless both were counted alike."""
    found = differences(known, other)
    if found:
        raise InputError(where, f"this baseline was counted otherwise: {'; '.join(found)}", remedy)


def _differences(known: Counting, other: Counting) -> Iterator[str]:
    for name in sorted({*known.lexicons, *other.lexicons}):
        mine, theirs = known.lexicons.get(name), other.lexicons.get(name)
        if mine is None:
            yield f"without the lexicon {name}"
        elif theirs is None:
            yield f"also with the lexicon {name}"
        elif mine[1] != theirs[1]:
            yield f"lexicon {name} is {_shown(*mine)} there and {_shown(*theirs)} here"
    for what, mine_hash, their_hash in (
        ("cue lists", known.cues_sha256, other.cues_sha256),
        ("rules for sentences and words", known.tokens_sha256, other.tokens_sha256),
        ("stop words", known.stop_sha256, other.stop_sha256),
    ):
        if mine_hash != their_hash:
            yield f"the {what} are {_digits(mine_hash)} there and {_digits(their_hash)} here"


def _shown(version: str, digest: str) -> str:
    return f"version {version} ({_digits(digest)})"


def _digits(digest: str) -> str:
    return digest[:SHOWN] or "unknown"
