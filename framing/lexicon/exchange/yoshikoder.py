"""Yoshikoder dictionaries (.ykd): XML whose patterns are whole words in any case, with `*` for anything in a word."""

from __future__ import annotations

import re
from collections.abc import Callable

from lxml import etree

from framing.lexicon.exchange import nodes
from framing.lexicon.exchange.intake import Intake
from framing.lexicon.exchange.outline import Page
from framing.lexicon.exchange.rows import Row, WriteError, joined
from framing.lexicon.exchange.terms import Carried, NotCarriedError, carried
from framing.lexicon.exchange.values import Read, Source

NAME = "yoshikoder"
NAME_2004 = "yoshikoder-041204"
TITLE = "Yoshikoder dictionary"
STYLES = ("050805", "041204")
SUBSTRING = "substring"

_NUMBER = re.compile(r"[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?")
_REGEX_MARK = re.compile(r"[\\^$.|?+()\[\]{}]")


def read(source: Source) -> Read:
    """Return the dictionary as a lexicon; the one category at the top, without entries of its own, is its title.

    Raises LexiconError where the file is no such XML.
    """
    intake = Intake(source)
    parsed = nodes.parse(intake, TITLE)
    if parsed.style and parsed.style not in STYLES:
        intake.note(f"the style {parsed.style} is not known and read as {STYLES[0]}")
    _Reading(intake, parsed.engine or SUBSTRING).categories(parsed.tops)
    return intake.finish(NAME, TITLE, name=top_name(parsed))


def write(page: Page) -> str:
    """Return the text of a .ykd file in the style of 2005, names as attributes."""
    return _written(page, STYLES[0], as_elements=False)


def write_2004(page: Page) -> str:
    """Return the text of a .ykd file in the style of 2004, names as elements."""
    return _written(page, STYLES[1], as_elements=True)


def spell(row: Row) -> str:
    """Return words in a row as Yoshikoder writes them. Raises WriteError for `?`, which it does not know."""
    if any("?" in piece.text for piece in row):
        raise WriteError("Yoshikoder has no wildcard for one letter")
    return joined(row)


def top_name(parsed: nodes.Parsed) -> str:
    """Return the name of the one category at the top, empty where there are several."""
    return " ".join((nodes.value(parsed.tops[0], "name") or "").split()) if len(parsed.tops) == 1 else ""


def _written(page: Page, style: str, *, as_elements: bool) -> str:
    root = etree.Element("dictionary", style=style, patternengine=SUBSTRING)
    return nodes.document(root, page, as_elements=as_elements, weights=True)


class _Reading:
    def __init__(self, intake: Intake, engine: str) -> None:
        self._intake = intake
        self._plain = engine == SUBSTRING
        if not self._plain:
            intake.note(
                f"the pattern engine is {engine}: entries with marks of regular expressions are not carried over"
            )

    def categories(self, tops: tuple[etree._Element, ...]) -> None:
        for top in tops:
            self._category(top, (), 1.0)

    def _category(self, node: etree._Element, outer: tuple[str, ...], weight: float) -> None:
        line = node.sourceline or 0
        path = self._intake.category((*outer, nodes.named(self._intake, node)), line)
        if (nodes.value(node, "desc") or "").strip() not in ("", path[-1]):
            self._intake.note("descriptions of categories are not kept")
        own = self._score(node, weight)
        for entry in nodes.inside(node, "pnode"):
            text = nodes.value(entry, "name") or ""
            at = entry.sourceline or 0
            if text.strip():
                self._intake.put({path: self._score(entry, own)}, text, self._term(text), line=at)
            else:
                self._intake.row(text)
                self._intake.lose(at, text, "an empty entry finds nothing", path[-1])
        for inner in nodes.inside(node, "cnode"):
            self._category(inner, path, own)

    def _score(self, node: etree._Element, otherwise: float) -> float:
        score = (nodes.value(node, "score") or "").strip()
        if _NUMBER.fullmatch(score):
            return float(score)
        if score:
            self._intake.note(f"the score `{score}` is no number and not kept")
        return otherwise

    def _term(self, text: str) -> Callable[[], Carried]:
        def term() -> Carried:
            if not self._plain and _REGEX_MARK.search(text.replace("*", "")):
                raise NotCarriedError("regular expressions are not carried over")
            return carried(text.split())

        return term
