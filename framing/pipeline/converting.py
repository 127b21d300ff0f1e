"""A dictionary of any program to a dictionary of any other."""

from __future__ import annotations

from pathlib import Path

from framing.lexicon import catalog
from framing.lexicon.exchange import convert as exchange
from framing.lexicon.exchange.intake import slug
from framing.lexicon.exchange.values import Written
from framing.saving import write_text


def convert(
    source: str | Path,
    target: str | Path,
    *,
    source_format: str | None = None,
    target_format: str | None = None,
    encoding: str | None = None,
    strict: bool = False,
) -> Written:
    """Write a dictionary as another program's, and return its text and the report of what was lost.

    `source` is a file or a name of the house's lexicons; a format that is None goes by suffix and content. With
    `strict`, nothing is written where `report.whole` is False. Raises LexiconError for a dictionary that cannot be
    read or held, OutputError where the target cannot be written.
    """
    file, place = catalog.find(source), Path(target)
    read = exchange.read_dictionary(file, form=source_format, encoding=encoding)
    form = target_format or exchange.target_format(place, read.report.source_format)
    written = exchange.convert(read, form, name=slug(place.stem, read.lexicon.name))
    if written.report.whole or not strict:
        write_text(place, written.text)
    return written
