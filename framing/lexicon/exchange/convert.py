"""The door: a dictionary of any format read as a lexicon and written as any other, and what was lost on the way."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from framing import __version__
from framing.errors import LexiconError
from framing.lexicon.exchange import house
from framing.lexicon.exchange.decode import decode
from framing.lexicon.exchange.formats import NAMES, YAML, by_suffix, named, of_source
from framing.lexicon.exchange.intake import counts_of
from framing.lexicon.exchange.values import Counts, Item, Read, Report, Written
from framing.lexicon.exchange.writing import write_lexicon
from framing.lexicon.file import read_bytes
from framing.model import Lexicon

REPORT_FORMAT = "framing-conversion/1"
REMEMBERED_FILES = 8  # a dictionary is read to be noted and to be used: twice the same bytes


def is_foreign(path: Path) -> bool:
    """Say whether a file is to be read as another program's dictionary: by its suffix, and YAML by its content.

    Raises LexiconError where YAML cannot be opened.
    """
    if path.suffix.lower() not in YAML:
        return by_suffix(path) is not None
    try:
        return of_source(decode(read_bytes(path), path)) != house.NAME
    except LexiconError:
        return False  # our own loader says best what is wrong with YAML


def read_dictionary(path: str | Path, *, form: str | None = None, encoding: str | None = None) -> Read:
    """Return a dictionary as a lexicon, with the report of what was lost.

    `form` is one of NAMES, `encoding` a codec's name; None is found out. Raises LexiconError for a file that cannot be
    opened or is no dictionary of its format, at its line.
    """
    file = Path(path)
    return _read(read_bytes(file), file, form, encoding)


def write_dictionary(lexicon: Lexicon, form: str) -> Written:
    """Return a lexicon as the text of a file of a format, with the report of what was lost.

    Raises LexiconError for a format that there is not, and where it can hold not one term.
    """
    foreign = named(form)
    if foreign is not None:
        return write_lexicon(lexicon, foreign)
    digest = f"sha256 {lexicon.sha256}"
    made_from = (f"Converted by framing {__version__} from {Path(lexicon.origin).name} ({digest}).",)
    counts = counts_of(lexicon)
    report = Report(
        source=lexicon.origin,
        source_format=house.NAME,
        target_format=house.NAME,
        encoding="utf-8",
        sha256=lexicon.sha256,
        counts_in=counts,
        counts_out=counts,
    )
    return Written(text=house.write(lexicon, made_from=made_from if lexicon.sha256 else ()), report=report)


def convert(read: Read, form: str, *, name: str | None = None) -> Written:
    """Return a dictionary that was read as a text of another format, and one report of both steps.

    `name` is what the lexicon is called where it becomes one of ours.
    """
    lexicon = read.lexicon
    if form == house.NAME and name is not None and read.report.source_format != house.NAME:
        lexicon = _renamed(lexicon, name)
    written = write_dictionary(lexicon, form)
    report = replace(
        read.report,
        target_format=form,
        counts_out=written.report.counts_out,
        lost=(*read.report.lost, *written.report.lost),
        changed=(*read.report.changed, *written.report.changed),
        notes=(*read.report.notes, *written.report.notes),
    )
    return Written(text=written.text, report=report)


def target_format(path: Path, source_format: str) -> str:
    """Return the format a file is to be written in: what its suffix says; YAML is ours, or quanteda's for one of ours.

    Raises LexiconError where the suffix says nothing.
    """
    if path.suffix.lower() in YAML:
        return "quanteda" if source_format == house.NAME else house.NAME
    found = by_suffix(path)
    if found is None:
        raise LexiconError(str(path), "the suffix names no format", f"add --to and one of {', '.join(NAMES)}")
    return found


def report_dict(report: Report) -> dict[str, Any]:
    """Return a report as plain values for JSON."""
    fields = asdict(report)
    return {
        "format": REPORT_FORMAT,
        "tool": f"framing {__version__}",
        "source": {
            "file": report.source,
            "format": report.source_format,
            "encoding": report.encoding,
            "sha256": report.sha256,
        },
        "target": {"format": report.target_format},
        "whole": report.whole,
        "counts": {"in": fields["counts_in"], "out": fields["counts_out"]},
        "lost": fields["lost"],
        "changed": fields["changed"],
        "notes": list(report.notes),
    }


def report_json(report: Report) -> str:
    """Return a report as JSON, for a file."""
    return json.dumps(report_dict(report), ensure_ascii=False, indent=2) + "\n"


def report_text(report: Report, *, most: int | None = None) -> str:
    """Return a report as text; `most` shows only the first so many entries of each kind, and says how many more."""
    lines = [f"{report.source}: {report.source_format}, {report.encoding}; written as {report.target_format}", ""]
    lines.append(f"{'':<12}{'in':>9}{'out':>9}")
    lines += [
        f"{key:<12}{_number(report.counts_in, key):>9}{_number(report.counts_out, key):>9}"
        for key in ("categories", "rows", "terms", "pairs")
    ]
    for title, items in (("lost", report.lost), ("changed", report.changed)):
        lines += ["", f"{title}: {len(items) or 'nothing'}"]
        shown = items if most is None else items[:most]
        lines += [f"  {_item(item)}" for item in shown]
        if len(shown) < len(items):
            lines.append(f"  and {len(items) - len(shown)} more")
    lines += [""] * bool(report.notes) + [f"note: {note}" for note in report.notes]
    return "\n".join(lines) + "\n"


def summary(report: Report) -> str:
    """Return the losses of a reading in one line; empty where nothing was lost."""
    if report.whole:
        return ""
    said = []
    if report.lost:
        said.append(f"not carried over: {len(report.lost)}")
    if report.changed:
        said.append(f"not quite the same here: {len(report.changed)}")
    first = (*report.lost, *report.changed)[0]
    remedy = f"all of them: framing lexicon convert {report.source} OUT.yaml"
    return f"{report.source}: {', '.join(said)} (the first: {_item(first)}); {remedy}"


@lru_cache(maxsize=REMEMBERED_FILES)
def _read(content: bytes, path: Path, form: str | None, encoding: str | None) -> Read:
    source = decode(content, path, encoding=encoding)
    foreign = named(form or of_source(source))
    return house.read(source) if foreign is None else foreign.read(source)


def _renamed(lexicon: Lexicon, name: str) -> Lexicon:
    """Return a lexicon under the name of its new file; ids of terms begin with it."""
    facets = tuple(
        replace(
            facet,
            terms=tuple(replace(term, id=f"{name}/{term.id.partition('/')[2]}") for term in facet.terms),
        )
        for facet in lexicon.facets
    )
    return replace(lexicon, name=name, facets=facets)


def _number(counts: Counts, key: str) -> str:
    return f"{getattr(counts, key):,}"


def _item(item: Item) -> str:
    place = f"line {item.line}: " if item.line else ""
    became = f" -> `{item.became}`" if item.became else ""
    where = f" in {item.category}" if item.category else ""
    return f"{place}`{item.entry}`{became}{where}: {item.reason}"
