"""HTML through trafilatura: the article out of the page, and what the page says of itself. Nothing is fetched."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import regex
import trafilatura

from framing.text.segment import tokenize

# Trafilatura logs a warning for each page it cannot read; that outcome is a value here and is said by whoever asked.
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)


LANGUAGE = regex.compile(r"<html\b[^>]{0,300}?\blang=[\"']?([a-zA-Z]{2,3})\b")


@dataclass(frozen=True, kw_only=True, slots=True)
class Extracted:
    """The article of a page, a line a paragraph, with headings marked `# ` and items `- `; the words of the page."""

    text: str
    words_in_page: int


def extract(html: str) -> Extracted:
    """Return the article in an HTML page. The text is empty where no article is found in it."""
    if not html.strip():
        return Extracted(text="", words_in_page=0)
    document: Any = trafilatura.bare_extraction(html, include_comments=False, favor_precision=True)
    text = "" if document is None else "\n\n".join(line for line in _lines(document.body) if line)
    return Extracted(text=text, words_in_page=len(tokenize(trafilatura.html2txt(html))))


def page_metadata(html: str) -> dict[str, str]:
    """Return what a page says of itself, under the names of `Source.metadata`; the outlet only from `og:site_name`."""
    if not html.strip():
        return {}
    document: Any = trafilatura.extract_metadata(html, extensive=False)
    if document is None:
        return {}
    language = LANGUAGE.search(html)
    found = {
        "title": document.title,
        "author": document.author,
        "date": document.date,
        "url": document.url,
        "language": language[1].casefold() if language else None,
        # Without that tag trafilatura guesses the site from the end of the title, and a guess must not name an outlet.
        "outlet": document.sitename if "og:site_name" in html else None,
    }
    known = {name: " ".join(value.split()) for name, value in found.items() if value and value.strip()}
    return known | ({"date_basis": "stated in the page"} if "date" in known else {})


def _lines(body: Any) -> Iterator[str]:
    """Walk the body trafilatura returns: head, p, list of item, quote, table of row of cell, lb for a line break."""
    for element in body:
        if element.tag == "head":
            level = str(element.get("rend") or "h1").lstrip("h")
            yield f"{'#' * (int(level) if level.isdecimal() else 1)} {_text(element)}"
        elif element.tag == "item":
            yield f"- {_text(element)}"
        elif element.tag == "row":
            yield " | ".join(_text(cell) for cell in element)
        elif len(element) and any(
            child.tag in ("p", "list", "head", "quote", "table", "row", "item") for child in element
        ):
            yield " ".join((element.text or "").split())
            yield from _lines(element)
        else:
            yield from _text(element).split("\n")
        yield " ".join((element.tail or "").split())


def _text(element: Any) -> str:
    parts = [element.text or ""]
    for child in element:
        parts.append("\n" if child.tag == "lb" else _text(child))
        parts.append(child.tail or "")
    return "\n".join(" ".join(line.split()) for line in "".join(parts).split("\n")).strip()
