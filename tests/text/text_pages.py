"""The invented pages of `pages/` and the coded sentences of `seeds/`, for the tests of this room."""

from __future__ import annotations

import csv
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from framing.model import Source
from framing.text.cleaning import RuleSet, mark, normalise

PAGES = Path(__file__).parent / "cleaning" / "pages"
SEEDS = Path(__file__).parents[2] / "seeds"


@dataclass(frozen=True, kw_only=True)
class MarkedPage:
    """A page as it would be handed in, and which of its lines have to go and to stay."""

    name: str
    source: Source
    furniture: tuple[str, ...]
    body: tuple[str, ...]


class Outcome(NamedTuple):
    """What cleaning got wrong on a page."""

    wrongly_kept: tuple[str, ...]
    wrongly_removed: tuple[str, ...]


def plain_source(text: str, **known: str) -> Source:
    """Return a source of plain text with an id and an outlet."""
    metadata = {"id": "a", "outlet": "The Paper"} | known
    return Source(origin="a.txt", media_type="text/plain", text=text, sha256="0", metadata=metadata)


def pages(pattern: str) -> tuple[MarkedPage, ...]:
    """Return the pages whose file names match a glob pattern, in order."""
    return tuple(_page(path) for path in sorted(PAGES.glob(pattern)))


def judged(page: MarkedPage, rules: RuleSet) -> Outcome:
    """Return what cleaning got wrong on a page."""
    marked = mark(page.source, rules)
    removed = Counter(removal.text for removal in marked.removed)
    furniture = Counter(page.furniture)
    return Outcome(tuple((furniture - removed).elements()), tuple((removed - furniture).elements()))


def coded_sentences() -> dict[str, list[tuple[int, str]]]:
    """Return the coded sentences by article: paragraph and text, normalised as articles are."""
    with (SEEDS / "coded_sentences.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    found: dict[str, list[tuple[int, str]]] = {}
    for row in rows:
        text = normalise(row["text"], unwrap=False)
        found.setdefault(row["id"].split("-")[0], []).append((int(row["para"]), text))
    return found


def _page(path: Path) -> MarkedPage:
    known: dict[str, str] = {}
    lines: list[str] = []
    furniture: list[str] = []
    body: list[str] = []
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line.startswith("@"):
            name, value = line[1:].split(": ", 1)
            known[name] = value
            continue
        text = line.removeprefix("~ ")
        lines.append(text)
        if text.strip():
            (furniture if line.startswith("~ ") else body).append(normalise(text, unwrap=False))
    source = plain_source("\n".join(lines), **known)
    return MarkedPage(name=path.stem, source=source, furniture=tuple(furniture), body=tuple(body))
