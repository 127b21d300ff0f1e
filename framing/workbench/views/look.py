"""What the reader is looking at: sent along with every request, so that two windows do not disturb each other."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeGuard
from urllib.parse import urlencode

Show = Literal["all", "risky", "dead", "changed"]
Order = Literal["corpus", "hits", "moved"]
SHOWS: tuple[Show, ...] = ("all", "risky", "dead", "changed")
ORDERS: tuple[Order, ...] = ("corpus", "hits", "moved")
LONGEST = 200  # characters of a search: no term or title needs more


@dataclass(frozen=True, kw_only=True, slots=True)
class Look:
    """The article shown (its index), the facets that are open, the term picked out, and how the lists are narrowed.

    `find` and `show` narrow the terms, `title` and `order` the articles.
    """

    article: int = 0
    open: tuple[str, ...] = ()
    term: str = ""
    find: str = ""
    show: Show = "all"
    title: str = ""
    order: Order = "corpus"

    @property
    def kept(self) -> tuple[tuple[str, str], ...]:
        """The names and values that the page sends back without the reader seeing them."""
        return (("article", str(self.article)), ("open", " ".join(self.open)), ("term", self.term))

    @property
    def address(self) -> str:
        """The address that shows the same again after a reload."""
        narrowed = (("find", self.find), ("show", self.show), ("title", self.title), ("order", self.order))
        return f"/?{urlencode([*self.kept, *narrowed])}"


def look_of(values: Mapping[str, str], *, articles: int) -> Look:
    """Return the look that a request asks for; what cannot be is taken as not asked for."""
    number = values.get("article", "0")
    index = int(number) if number.isascii() and number.isdecimal() and len(number) < 9 else 0
    show, order = values.get("show", "all"), values.get("order", "corpus")
    return Look(
        article=min(index, articles - 1),
        open=tuple(dict.fromkeys(values.get("open", "").split())),
        term=values.get("term", ""),
        find=values.get("find", "").strip()[:LONGEST],
        show=show if _is_show(show) else "all",
        title=values.get("title", "").strip()[:LONGEST],
        order=order if _is_order(order) else "corpus",
    )


def dom_id(kind: str, name: str) -> str:
    """Return an id for an element that stays the same while its term or facet does, whatever letters that has."""
    return f"{kind}-{hashlib.sha256(name.encode('utf-8', 'replace')).hexdigest()[:12]}"


def _is_show(text: str) -> TypeGuard[Show]:
    return text in SHOWS


def _is_order(text: str) -> TypeGuard[Order]:
    return text in ORDERS
