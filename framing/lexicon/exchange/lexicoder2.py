"""Lexicoder 2 dictionaries (.lcd): XML without wildcards; a space at the end of a pattern is where a word ends.

`" TAX "` is the whole word, `" ECONOM"` a beginning, `"ISM "` an end, and a pattern without spaces stands anywhere.
"""

from __future__ import annotations

from lxml import etree

from framing.lexicon.exchange import nodes
from framing.lexicon.exchange.intake import Intake
from framing.lexicon.exchange.outline import Page
from framing.lexicon.exchange.rows import Row, WriteError, joined
from framing.lexicon.exchange.terms import Carried, NotCarriedError, carried
from framing.lexicon.exchange.values import Read, Source
from framing.lexicon.exchange.yoshikoder import top_name

NAME = "lexicoder2"
TITLE = "Lexicoder 2 dictionary"


def read(source: Source) -> Read:
    """Return the dictionary as a lexicon. Raises LexiconError where the file is no such XML."""
    intake = Intake(source)
    parsed = nodes.parse(intake, TITLE)
    for top in parsed.tops:
        _category(intake, top, ())
    return intake.finish(NAME, TITLE, name=top_name(parsed))


def write(page: Page) -> str:
    """Return the text of a .lcd file."""
    return nodes.document(etree.Element("dictionary"), page, as_elements=False, weights=False)


def spell(row: Row) -> str:
    """Return words in a row as Lexicoder 2 writes them: a space where a word ends, none for a wildcard.

    Raises WriteError for a wildcard that is not at either end of the row.
    """
    text = joined(row)
    inner = text.removeprefix("*").removesuffix("*")
    if "*" in inner or "?" in inner or not inner:
        raise WriteError("Lexicoder 2 has no wildcards inside a word or between words")
    return ("" if text.startswith("*") else " ") + inner + ("" if text.endswith("*") else " ")


def _category(intake: Intake, node: etree._Element, outer: tuple[str, ...]) -> None:
    path = intake.category((*outer, nodes.named(intake, node)), node.sourceline or 0)
    for entry in nodes.inside(node, "pnode"):
        text = nodes.value(entry, "name") or ""
        _put(intake, path, text, entry.sourceline or 0)
    for inner in nodes.inside(node, "cnode"):
        _category(intake, inner, path)


def _put(intake: Intake, path: tuple[str, ...], text: str, line: int) -> None:
    if text.strip():
        intake.put({path: 1.0}, text, lambda: _carried(text), line=line)
    else:
        intake.row(text)
        intake.lose(line, text, "an empty entry finds nothing", path[-1])


def _carried(text: str) -> Carried:
    """Return the term of a pattern: a wildcard where no space says that the word ends."""
    if "*" in text:
        raise NotCarriedError("Lexicoder 2 has no wildcards: `*` is a mark there")
    words = text.split()
    if not text[0].isspace():
        words[0] = "*" + words[0]
    if not text[-1].isspace():
        words[-1] += "*"
    return carried(words)
