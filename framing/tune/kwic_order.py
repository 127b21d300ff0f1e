"""Sort and filter a concordance by what stands in it: `-date,left`, `voice=source`, `term=red line*`."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from operator import itemgetter
from typing import Any, TypeAlias, get_args

from framing.errors import InputError, nearest
from framing.lexicon.words import glob_regex
from framing.model import Stance, Voice
from framing.tune.kwic import KwicLine

# Values of one field compare with each other; None stands for a line without one.
Field: TypeAlias = Callable[[KwicLine], Any]

FIELDS: Mapping[str, Field] = {
    "outlet": lambda line: _collated(line.outlet),
    "date": lambda line: line.published.isoformat() if line.published else None,
    "article": lambda line: _collated(line.article),
    "sentence": lambda line: line.sentence,
    "left": lambda line: tuple(reversed(_words(line.left))),
    "hit": lambda line: _words(line.hit),
    "right": lambda line: _words(line.right),
    "frame": lambda line: _collated(line.frame),
    "facet": lambda line: _collated(line.facet),
    "term": lambda line: _collated(line.term),
    "voice": lambda line: line.voice,
    "speaker": lambda line: _collated(line.speaker),
    "stance": lambda line: line.stance,
    "cue": lambda line: _collated(line.cue),
}
"""What a concordance can be sorted and filtered by. The left context is read from the hit backwards, word by word."""

RANGE = ("from", "to")
CHOICES: Mapping[str, tuple[str, ...]] = {"voice": get_args(Voice), "stance": get_args(Stance)}

_WORD = re.compile(r"\w+(?:['’.\-]\w+)*")
_STROKED = re.compile(r"LATIN SMALL LETTER (?P<letter>[A-Z]) WITH .*")
_CONDITION = re.compile(r"\s*(?P<name>[\w-]*)\s*(?P<op>!=|=)(?P<value>.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class SortKey:
    """One name of a sort order, and whether it runs from last to first."""

    name: str
    descending: bool = False


@dataclass(frozen=True, slots=True)
class Condition:
    """`NAME=VALUE` or `NAME!=VALUE`: what a line must, or must not, have. `*` and `?` stand for any characters."""

    name: str
    value: str
    negated: bool = False


def read_sort(written: str | Sequence[str] | None) -> tuple[SortKey, ...]:
    """Return the keys of `outlet,-date`. Raises InputError for a name there is not, with the nearest."""
    parts = [written] if isinstance(written, str) else list(written or ())
    keys = []
    for part in (piece.strip() for text in parts for piece in text.split(",")):
        name = part.removeprefix("-").strip().casefold()
        if name not in FIELDS:
            what = f"lines have no {name}" if name else "a name is missing"
            raise InputError(f"--sort {part!r}", what, nearest(name, FIELDS, otherwise=_there_is(FIELDS)))
        keys.append(SortKey(name, part.startswith("-")))
    return tuple(keys)


def read_where(written: Iterable[str]) -> tuple[Condition, ...]:
    """Return the conditions of `voice=source` and the like.

    Raises InputError for one that cannot be read, a name there is not, a date that is none, and a voice or stance there
    is not.
    """
    return tuple(_condition(text) for text in written)


def ordered(lines: Iterable[KwicLine], keys: Sequence[SortKey]) -> list[KwicLine]:
    """Return the lines sorted by the first key, then by the next; ties stay in text order.

    Letters sort without regard to case and accents. Lines without a value (no date, no speaker) come last either way.
    """
    found = list(lines)
    for key in reversed(keys):
        field = FIELDS[key.name]
        valued = [(value, line) for line in found if (value := field(line)) is not None]
        missing = [line for line in found if field(line) is None]
        valued.sort(key=itemgetter(0), reverse=key.descending)
        found = [line for _, line in valued] + missing
    return found


def kept(lines: Iterable[KwicLine], conditions: Sequence[Condition]) -> list[KwicLine]:
    """Return the lines that meet the conditions, in their order.

    Of several conditions on one name one must hold (`outlet=BBC`, `outlet=Times`); every exclusion and every name must.
    """
    wanted: dict[str, list[Callable[[KwicLine], bool]]] = {}
    for number, condition in enumerate(conditions):
        alone = condition.negated or condition.name in RANGE
        wanted.setdefault(f"{condition.name}{number if alone else ''}", []).append(_test(condition))
    return [line for line in lines if all(any(test(line) for test in tests) for tests in wanted.values())]


def unmet(lines: Sequence[KwicLine], conditions: Sequence[Condition]) -> tuple[tuple[Condition, str], ...]:
    """Return the conditions that no line meets, each with the nearest values there are: most often a slip of the pen.

    Only names with few values are looked at: outlet, article, frame, facet, speaker.
    """
    found = []
    for condition in conditions:
        if condition.negated or condition.name not in ("outlet", "article", "frame", "facet", "speaker"):
            continue
        values = {value for line in lines if (value := getattr(line, condition.name)) is not None}
        if condition.value and values and not any(_test(condition)(line) for line in lines):
            found.append((condition, nearest(condition.value, values)))
    return tuple(found)


def _condition(text: str) -> Condition:
    option = f"--where {text!r}"
    read = _CONDITION.fullmatch(text)
    if read is None or not read["name"]:
        raise InputError(option, "this is no condition", "write NAME=VALUE, as in voice=source")
    name, value = read["name"].casefold(), read["value"].strip()
    if name not in FIELDS and name not in RANGE:
        known = (*FIELDS, *RANGE)
        raise InputError(option, f"lines have no {name}", nearest(name, known, otherwise=_there_is(known)))
    if name in RANGE:
        if read["op"] == "!=":
            raise InputError(option, f"{name} takes no !=", f"write {name}=2023-09-01")
        _day(value, option)
    if name in CHOICES and not any(_glob(value).fullmatch(choice) for choice in CHOICES[name]):
        raise InputError(option, f"no {name} is called {value!r}", nearest(value, CHOICES[name]))
    return Condition(name, value, read["op"] == "!=")


def _test(condition: Condition) -> Callable[[KwicLine], bool]:
    if condition.name in RANGE:
        limit = _day(condition.value, f"--where {condition.name}={condition.value!r}")
        if condition.name == "from":
            return lambda line: line.published is not None and line.published >= limit
        return lambda line: line.published is not None and line.published <= limit
    pattern = _glob(condition.value)
    return lambda line: (
        (pattern.fullmatch(_comparable(_written(line, condition.name))) is not None) != (condition.negated)
    )


def _written(line: KwicLine, name: str) -> str:
    value = line.published if name == "date" else getattr(line, name)
    return "" if value is None else str(value)


def _glob(value: str) -> re.Pattern[str]:
    return glob_regex(_comparable(value))


def _comparable(text: str) -> str:
    """Return the text as conditions compare it: without regard to case, white space folded."""
    return unicodedata.normalize("NFC", " ".join(text.split()).casefold())


def _day(value: str, option: str) -> date:
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise InputError(option, f"{value!r} is no date", "write it as 2023-09-01") from error


def _words(text: str) -> tuple[str, ...]:
    return tuple(_letters(word) for word in _WORD.findall(text))


def _collated(text: str | None) -> tuple[str, ...] | None:
    # The bare letters decide, then the writing: Łódź stands beside Lodz, and the order is always the same.
    return None if text is None else (_letters(text), text)


def _letters(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(_base(char) for char in decomposed if not unicodedata.combining(char))


@lru_cache(maxsize=4096)
def _base(char: str) -> str:
    """Return the letter under a stroke: `ł` and `ø` have no decomposition, but their names say what they are."""
    found = None if char.isascii() else _STROKED.fullmatch(unicodedata.name(char, ""))
    return found["letter"].casefold() if found else char


def _there_is(names: Iterable[str]) -> str:
    return f"there is {', '.join(names)}"
