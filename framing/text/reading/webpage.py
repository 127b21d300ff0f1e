"""What an HTML page says of itself, through trafilatura. Nothing is fetched."""

from __future__ import annotations

from typing import Any

import regex

LANGUAGE = regex.compile(r"<html\b[^>]{0,300}?\blang=[\"']?([a-zA-Z]{2,3})\b")


def page_metadata(html: str) -> dict[str, str]:
    """Return what a page says of itself, under the names of `Source.metadata`; the outlet only from `og:site_name`."""
    if not html.strip():
        return {}
    import trafilatura  # a fifth of a second, and most texts are no pages

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
