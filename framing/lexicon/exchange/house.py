"""Our own lexicon files, the hub between all formats: read by the loader, written here."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from framing.lexicon.exchange.intake import counts_of
from framing.lexicon.exchange.outline import number
from framing.lexicon.exchange.values import Item, Read, Report, Source
from framing.lexicon.file import LexiconFile
from framing.lexicon.load import LEXICON_FORMAT, first_of, read_file
from framing.model import Facet, Lexicon, Term
from framing.yamlfile import NULLS

NAME = "framing"
TITLE = "framing lexicon"

# What YAML reads as the same text without quotation marks; `no` and the like are texts in our files anyway.
_PLAIN = re.compile(r"[^\W_](?:[\w '’.()|/*?+-]*[\w*?)+])?")


def read(source: Source) -> Read:
    """Return a lexicon of ours, and a report in which nothing is lost. Raises LexiconError as `load_lexicon` does."""
    reading = read_file(LexiconFile(source.path, text=source.text, sha256=source.sha256))
    if reading.lexicon is None:
        raise first_of(list(reading.faults))
    counts = counts_of(reading.lexicon)
    report = Report(
        source=str(source.path),
        source_format=NAME,
        encoding=source.encoding,
        sha256=source.sha256,
        counts_in=counts,
        counts_out=counts,
    )
    return Read(lexicon=reading.lexicon, report=report)


def write(lexicon: Lexicon, *, made_from: Sequence[str] = ()) -> str:
    """Return the text of a lexicon file, which loads as the lexicon; `made_from` are lines of a comment at its top."""
    lines = [*(f"# {line}" for line in made_from), f"format: {LEXICON_FORMAT}"]
    for key in ("name", "title", "version", "about", "language", "licence"):
        text = getattr(lexicon, key)
        if text:
            lines.append(f"{key}: {scalar(text)}")
    if lexicon.sources:
        lines += ["sources:", *(f"  - {scalar(text)}" for text in lexicon.sources)]
    lines += [f"compare_by: {lexicon.compare_by}", f"stance: {lexicon.stance}"]
    if lexicon.sets:
        lines += ["", "sets:", *(line for name, held in lexicon.sets.items() for line in _set(name, held))]
    lines += ["", "facets:"]
    for facet in lexicon.facets:
        lines += _facet(facet)
    return "\n".join(lines) + "\n"


def losses(lexicon: Lexicon) -> tuple[list[Item], list[str]]:
    """Return what no other program holds: terms that are disabled, and notes on what changes no match."""
    items = [
        Item(line=term.line, category=facet.name, entry=term.pattern, reason="it is disabled, which only framing knows")
        for facet in lexicon.facets
        for term in facet.disabled
    ]
    kept_apart = {
        "examples (hits and misses)": any(
            facet.hits or facet.misses or any(term.hits or term.misses for term in facet.terms)
            for facet in lexicon.facets
        ),
        "notes of terms": any(term.note and not term.note.startswith("@") for term in lexicon.terms),
        "poles of facets": any(facet.pole for facet in lexicon.facets),
        "titles of facets": any(facet.title != facet.name and not facet.path for facet in lexicon.facets),
        "about, licence and sources": bool(lexicon.licence or lexicon.sources),
    }
    return items, [f"not kept: {what}" for what, there in kept_apart.items() if there]


def scalar(text: str) -> str:
    """Return a text as YAML on one line, in quotation marks where it could be read as something else."""
    folded = " ".join(text.split())
    if _PLAIN.fullmatch(folded) and folded not in NULLS:
        return folded
    return "'" + folded.replace("'", "''") + "'"


def _set(name: str, entries: Sequence[str]) -> Iterator[str]:
    yield f"  {scalar(name)}:"
    for entry in entries:
        yield f"    - {scalar(entry)}"


def _facet(facet: Facet) -> Iterator[str]:
    yield f"  {scalar(facet.name)}:"
    yield f"    title: {scalar(facet.title)}"
    if facet.path:
        yield f"    path: [{', '.join(_in_list(name) for name in facet.path)}]"
    if facet.pole:
        yield f"    pole: {scalar(facet.pole)}"
    yield from _examples("    ", facet)
    yield "    terms:"
    for term in facet.terms:
        yield from _term(term)
    for term in facet.disabled:
        yield from _term(term, disabled=True)


def _term(term: Term, *, disabled: bool = False) -> Iterator[str]:
    if term.weight == 1 and not (term.note or term.hits or term.misses or disabled):
        yield f"      - {scalar(term.pattern)}"
        return
    yield f"      - term: {scalar(term.pattern)}"
    if term.weight != 1:
        yield f"        weight: {number(term.weight)}"
    if term.note:
        yield f"        note: {scalar(term.note)}"
    yield from _examples("        ", term)
    if disabled:
        yield "        disabled: true"


def _examples(indent: str, held: Facet | Term) -> Iterator[str]:
    for key, sentences in (("hits", held.hits), ("misses", held.misses)):
        if sentences:
            yield f"{indent}{key}:"
            yield from (f"{indent}  - {scalar(sentence)}" for sentence in sentences)


def _in_list(text: str) -> str:
    """Return a text as an item between brackets, where a comma would end it."""
    return "'" + " ".join(text.split()).replace("'", "''") + "'"
