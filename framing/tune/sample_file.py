"""A sample as a file: what `framing code merge` needs to know of the sentences that coders were given."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any, Final, get_args

from framing import __version__
from framing.errors import InputError
from framing.model import Voice
from framing.tune.coding import coding_text, parse_coding
from framing.tune.sample import KINDS, Kind, Line, Sample, Stratum

FORMAT: Final = "framing-sample/1"
_AGAIN: Final = "draw the sample again with `framing code sample`"


def sample_text(sample: Sample) -> str:
    """Return the sample as JSON; the same sample gives the same text."""
    value = {
        "format": FORMAT,
        "version": __version__,
        "frame": sample.frame,
        "corpus": sample.corpus,
        "corpus_sha256": sample.corpus_sha256,
        "seed": sample.seed,
        "lexicon_sha256": sample.lexicon_sha256,
        "coding": coding_text(sample.coding),
        "strata": [asdict(stratum) for stratum in sample.strata],
        "lines": [asdict(line) for line in sample.lines],
    }
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def parse_sample(text: str, *, where: str) -> Sample:
    """Return the sample in a JSON text. Raises InputError at `where` for what is no sample, or a part that is amiss."""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise InputError(where, f"this is no sample file ({error})", _AGAIN) from error
    written = value.get("format") if isinstance(value, dict) else None
    if written != FORMAT:
        raise InputError(where, f"the format is {written or 'missing'}, not {FORMAT}", _AGAIN)
    try:
        sample = Sample(
            frame=_text(value["frame"]),
            corpus=_text(value["corpus"]),
            corpus_sha256=_text(value["corpus_sha256"]),
            seed=int(value["seed"]),
            lexicon_sha256=_text(value["lexicon_sha256"]),
            coding=parse_coding(_text(value["coding"]), where=f"{where}: coding"),
            lines=tuple(map(_line, value["lines"])),
            strata=tuple(map(_stratum, value["strata"])),
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise InputError(where, f"a part of the sample is missing or amiss ({error})", _AGAIN) from error
    ids = [line.id for line in sample.lines]
    if len(set(ids)) < len(ids):
        twice = next(name for name in ids if ids.count(name) > 1)
        raise InputError(where, f"the sentence {twice} stands in it twice", _AGAIN)
    return sample


def _line(value: Mapping[str, Any]) -> Line:
    weight = float(value["weight"])
    if not weight > 0:
        raise ValueError(f"a weight of {weight}")
    return Line(
        id=_text(value["id"]),
        article=_text(value["article"]),
        outlet=_text(value["outlet"]),
        number=int(value["number"]),
        paragraph=int(value["paragraph"]),
        text=_text(value["text"]),
        drawn=bool(value["drawn"]),
        kind=_kind(value["kind"]),
        voice=_voice(value["voice"]),
        weight=weight,
    )


def _stratum(value: Mapping[str, Any]) -> Stratum:
    return Stratum(
        kind=_kind(value["kind"]),
        outlet=_text(value["outlet"]),
        voice=_voice(value["voice"]),
        sentences=int(value["sentences"]),
        drawn=int(value["drawn"]),
    )


def _kind(value: object) -> Kind:
    return next(kind for kind in KINDS if kind == _one_of(value, KINDS))


def _voice(value: object) -> Voice:
    voices: tuple[Voice, ...] = get_args(Voice)
    return next(voice for voice in voices if voice == _one_of(value, voices))


def _one_of(value: object, known: tuple[str, ...]) -> object:
    if value not in known:
        raise ValueError(f"{value!r} is none of {', '.join(known)}")
    return value


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{value!r} is no text")
    return value
