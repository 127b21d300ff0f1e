"""What is done to every batch, and what the result depends on."""

from __future__ import annotations

import platform
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from importlib import metadata
from pathlib import Path
from typing import Any

from framing import __version__
from framing.errors import InputError
from framing.lexicon.load import load_cues
from framing.model import CueLists, Lexicon
from framing.pipeline.encoding import Form
from framing.pipeline.scoring import load_lexicons
from framing.pipeline.texts import DEFAULT_READING, Reading
from framing.score.columns import Columns, columns
from framing.score.rows import PartUnit, RowUnit
from framing.text.cleaning import RuleSet, load_rules
from framing.text.reading import Plan

FORMAT = "framing-run/1"
# Libraries whose version can change a row or a byte of the output.
PACKAGES = ("charset-normalizer", "lxml", "markdown-it-py", "nltk", "pyarrow", "regex", "trafilatura")


@dataclass(frozen=True, kw_only=True, slots=True)
class Scoring:
    """What is asked for: the unit and form of the rows, lexicons and cues by name or file, and how texts are read."""

    unit: RowUnit = "outlet"
    form: Form = "jsonl"
    lexicons: Sequence[str | Path | Lexicon] = ()
    cues: str | Path | None = None
    reading: Reading = DEFAULT_READING


@dataclass(frozen=True, kw_only=True, slots=True)
class Job:
    """What to look for, how to read, and what to write: all that a batch needs to become a part of the output.

    `compiled` says that the batches are many enough to be worth compiling; the rows are the same either way.
    """

    lexicons: tuple[Lexicon, ...]
    cues: CueLists
    rules: RuleSet
    reading: Reading
    unit: RowUnit
    form: Form
    compiled: bool = False

    @property
    def part_unit(self) -> PartUnit:
        """What a row of a part is: the counts of outlets are summed from those of articles."""
        return "article" if self.unit == "outlet" else self.unit

    @property
    def once(self) -> bool:
        """Whether a text counts once: sentences that are handed in as they are may say the same."""
        return not self.reading.as_is

    @property
    def part_form(self) -> Form:
        """How a part is written: counts that are to be summed are kept as a table."""
        return "parquet" if self.unit == "outlet" else self.form

    @property
    def part_columns(self) -> Columns:
        """The columns of a part: of counts that are to be summed only the whole numbers."""
        found = columns(self.part_unit, self.lexicons)
        return {name: kind for name, kind in found.items() if kind is int} if self.unit == "outlet" else found


def loaded(scoring: Scoring) -> Job:
    """Return what is asked for with its lexicons, cues and rules read."""
    return Job(
        lexicons=load_lexicons(scoring.lexicons),
        cues=load_cues(scoring.cues),
        rules=load_rules(*scoring.reading.rules),
        reading=scoring.reading,
        unit=scoring.unit,
        form=scoring.form,
    )


Identity = dict[str, Any]


def identity(job: Job, plan: Plan) -> Identity:
    """Return all that the result depends on: two runs of one identity write the same bytes."""
    return {
        "format": FORMAT,
        "version": __version__,
        "python": ".".join(platform.python_version_tuple()[:2]),
        "packages": {name: metadata.version(name) for name in PACKAGES},
        "unit": job.unit,
        "form": job.form,
        "outlet": job.reading.outlet,
        "min_words": job.reading.min_words,
        "as_is": job.reading.as_is,
        "rules": {str(path): _file_hash(path) for path in job.reading.rules},
        "lexicons": {lexicon.name: lexicon.sha256 or _value_hash(lexicon) for lexicon in job.lexicons},
        "cues": job.cues.sha256 or _value_hash(job.cues),
        "inputs": dict(plan.inputs),
        "texts": plan.texts,
    }


def differences(now: Identity, then: Mapping[str, Any]) -> list[str]:
    """Return in words what of the one run is not as in the other."""
    found: list[str] = []
    for key, value in now.items():
        other = then.get(key)
        if value == other or key == "texts":
            continue
        if isinstance(value, Mapping) and isinstance(other, Mapping):
            names = [name for name in {**other, **value} if value.get(name) != other.get(name)]
            found += [f"{key}: {name} ({_change(other.get(name), value.get(name))})" for name in names]
        else:
            found.append(f"{key} ({_change(other, value)})")
    return found


def _change(then: object, now: object) -> str:
    def said(value: object) -> str:
        text = "nothing" if value is None else str(value)
        return f"{text[:8]}..." if len(text) == 64 else text

    return f"was {said(then)}, is {said(now)}"


def _value_hash(value: object) -> str:
    return sha256(repr(value).encode()).hexdigest()


def _file_hash(path: Path) -> str:
    try:
        return sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        raise InputError(str(path), f"cannot be read ({error.strerror})", "check the name") from error
