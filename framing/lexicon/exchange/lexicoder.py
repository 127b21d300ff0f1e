"""Lexicoder 3 dictionaries (.lc3): `+name` begins a category, then a pattern a line."""

from __future__ import annotations

import re

from framing.lexicon.exchange.intake import BETWEEN, Intake
from framing.lexicon.exchange.outline import Page
from framing.lexicon.exchange.rows import Row, WriteError, joined
from framing.lexicon.exchange.terms import carried
from framing.lexicon.exchange.values import Read, Source

NAME = "lexicoder3"
TITLE = "Lexicoder 3 dictionary"

NO_CATEGORY = re.compile(r"#.*|.*#[0-9A-Fa-f]{6}")

_CATEGORY = re.compile(r"\+\s*(.*?)\s*(#[0-9A-Fa-f]{6})?")


def read(source: Source) -> Read:
    """Return the dictionary as a lexicon. Raises LexiconError where the file does not begin with a category."""
    intake = Intake(source)
    path: tuple[str, ...] = ()
    for number, line in enumerate(source.text.split("\n"), start=1):
        text = line.strip()
        if not text:
            continue
        if text.startswith("+") and (found := _CATEGORY.fullmatch(text)) and found[1]:
            path = intake.category(found[1].split(BETWEEN), number)
            if found[2]:
                intake.note("colours of categories are not kept")
        elif path:
            _put(intake, path, text, number)
        else:
            raise intake.fault(number, f"a {TITLE} begins with a category such as `+positive`", "check the file")
    if not path:
        raise intake.fault(1, "the file is empty", "check that this is the file you mean")
    return intake.finish(NAME, TITLE)


def write(page: Page) -> str:
    """Return the text of a .lc3 file; a nested category has its names in one."""
    lines = []
    for _, path, branch in page.outline.walk():
        if branch.entries:
            lines += [f"+{BETWEEN.join(path)}", *(entry.text for entry in branch.entries)]
    return "\n".join(lines) + "\n"


def spell(row: Row) -> str:
    """Return words in a row as Lexicoder 3 writes them. Raises WriteError for a wildcard inside a word."""
    if any("?" in piece.text or "*" in piece.text.strip("*") for piece in row):
        raise WriteError("Lexicoder knows `*` at the ends of a word only")
    return joined(row)


def _put(intake: Intake, path: tuple[str, ...], text: str, line: int) -> None:
    intake.put({path: 1.0}, text, lambda: carried(text.split()), line=line)
