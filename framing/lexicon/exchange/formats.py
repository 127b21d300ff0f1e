"""The formats by name, by suffix and by what a file begins with."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from framing.errors import LexiconError, nearest
from framing.lexicon.exchange import dicx, house, lexicoder, lexicoder2, liwc, quanteda, wordstat, yoshikoder
from framing.lexicon.exchange.outline import Page
from framing.lexicon.exchange.rows import Row
from framing.lexicon.exchange.values import Read, Source
from framing.lexicon.load import LEXICON_KEYS

YAML = (".yaml", ".yml")


@dataclass(frozen=True, kw_only=True, slots=True)
class Format:
    """A format of another program: how it is read and written, and what it can hold."""

    name: str
    title: str
    suffixes: tuple[str, ...]
    read: Callable[[Source], Read]
    spell: Callable[[Row], str]
    write: Callable[[Page], str]
    weights: bool = False
    rules: bool = False
    bad_names: re.Pattern[str] | None = None


FOREIGN: tuple[Format, ...] = (
    Format(
        name=liwc.NAME,
        title=liwc.TITLE,
        suffixes=(".dic",),
        read=liwc.read,
        spell=liwc.spell,
        write=liwc.write,
    ),
    Format(
        name=dicx.NAME,
        title=dicx.TITLE,
        suffixes=(".dicx",),
        read=dicx.read,
        spell=dicx.spell,
        write=dicx.write,
        weights=True,
    ),
    Format(
        name=quanteda.NAME,
        title=quanteda.TITLE,
        suffixes=YAML,
        read=quanteda.read,
        spell=quanteda.spell,
        write=quanteda.write,
    ),
    Format(
        name=wordstat.NAME,
        title=wordstat.TITLE,
        suffixes=(".cat",),
        read=wordstat.read,
        spell=wordstat.spell,
        write=wordstat.write,
        weights=True,
        rules=True,
        bad_names=wordstat.NO_CATEGORY,
    ),
    Format(
        name=yoshikoder.NAME,
        title=yoshikoder.TITLE,
        suffixes=(".ykd",),
        read=yoshikoder.read,
        spell=yoshikoder.spell,
        write=yoshikoder.write,
        weights=True,
    ),
    Format(
        name=yoshikoder.NAME_2004,
        title=yoshikoder.TITLE,
        suffixes=(),
        read=yoshikoder.read,
        spell=yoshikoder.spell,
        write=yoshikoder.write_2004,
        weights=True,
    ),
    Format(
        name=lexicoder.NAME,
        title=lexicoder.TITLE,
        suffixes=(".lc3",),
        read=lexicoder.read,
        spell=lexicoder.spell,
        write=lexicoder.write,
        bad_names=lexicoder.NO_CATEGORY,
    ),
    Format(
        name=lexicoder2.NAME,
        title=lexicoder2.TITLE,
        suffixes=(".lcd",),
        read=lexicoder2.read,
        spell=lexicoder2.spell,
        write=lexicoder2.write,
    ),
)
NAMES: tuple[str, ...] = (house.NAME, *(form.name for form in FOREIGN))
_SUFFIXES = {suffix: form.name for form in FOREIGN for suffix in form.suffixes if suffix not in YAML}

# Keys at the left margin of YAML, or anywhere in YAML that is written as JSON.
_KEYS = re.compile(
    r"""^(?:'([^'\n]*)'|"([^"\n]*)"|([^\s#'"\[\]{},&*!|>%@`-][^\n:#]*?))[ \t]*:(?=\s|\Z)""", re.MULTILINE
)
_JSON_KEYS = re.compile(r"""["']?(\w+)["']?\s*:""")
_ONLY_OURS = {"format", "facets", "compare_by", "stance"}
_BEGINNINGS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"\s*<"), yoshikoder.NAME),
    (re.compile(r"\s*%[ \t]*\n"), liwc.NAME),
    (re.compile(rf"\s*\"?{dicx.FIRST}\"?[,;\t]", re.IGNORECASE), dicx.NAME),
    (re.compile(r"\s*\+\S"), lexicoder.NAME),
    (re.compile(r"(?:.*\n)*?.*\S[ \t]*\(-?[\d.]+\)[ \t]*(?:\n|\Z)"), wordstat.NAME),
    (re.compile(r"\s*(?:#.*\n\s*)*[^\n:]+:(?:\s|\Z)"), quanteda.NAME),
)
_LCD = re.compile(r"<pnode\b[^>]*\bname=(\"\s|'\s|\"[^\"]*\s\"|'[^']*\s')")


def named(name: str) -> Format | None:
    """Return a foreign format by name, None for our own. Raises LexiconError for a name that there is not."""
    if name == house.NAME:
        return None
    found = next((form for form in FOREIGN if form.name == name), None)
    if found is None:
        raise LexiconError(name, "there is no format of this name", nearest(name, NAMES))
    return found


def by_suffix(path: Path) -> str | None:
    """Return the name of the format that a suffix names; None where it names none, and for YAML, which may be two."""
    return _SUFFIXES.get(path.suffix.lower())


def of_source(source: Source) -> str:
    """Return the name of a file's format: what its suffix says, else what it begins with.

    A LIWC file is told from a LIWC-22 table, and a lexicon of ours from quanteda's YAML, by content. Raises
    LexiconError for a file that is like none of them.
    """
    suffix = source.path.suffix.lower()
    if suffix in YAML:
        return house.NAME if _is_ours(source.text) else quanteda.NAME
    begins = next((name for pattern, name in _BEGINNINGS if pattern.match(source.text)), None)
    named_so = by_suffix(source.path)
    if named_so in (liwc.NAME, dicx.NAME) and begins in (liwc.NAME, dicx.NAME):
        return begins
    if named_so:
        return named_so
    if begins == yoshikoder.NAME and _LCD.search(source.text):
        return lexicoder2.NAME
    if begins is None:
        raise LexiconError(str(source.path), "no dictionary of a format that is known", f"name it: --from {NAMES[1]}")
    return house.NAME if begins == quanteda.NAME and _is_ours(source.text) else begins


def _is_ours(text: str) -> bool:
    """Say whether YAML is a lexicon of ours, or an attempt at one: it has one of our keys, or no key at all."""
    written = _JSON_KEYS if text.lstrip().startswith("{") else _KEYS
    keys = {"".join(filter(None, found.groups())) for found in written.finditer(text)}
    return not keys or bool(keys & _ONLY_OURS) or len(keys & set(LEXICON_KEYS)) > 1
