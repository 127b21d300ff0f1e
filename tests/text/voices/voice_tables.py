"""Read tables of sentences coded for voice, and judge the attribution against them."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from framing.lexicon.load import load_cues
from framing.model import Article, Document, Sentence
from framing.text.sentences import layout, segment
from framing.text.voices import attribute

CUES = load_cues()
CASES = Path(__file__).parent / "voice_cases.tsv"
CODED = Path(__file__).parents[3] / "seeds" / "coded_sentences.tsv"
UNCHECKED = "~"  # in the column speaker: anything goes


class Row(NamedTuple):
    """One coded sentence: `voice` is O or S; `speaker` is "-" for nobody."""

    article: str
    paragraph: int
    voice: str
    text: str
    speaker: str = UNCHECKED
    kind: str = ""


def read_table(path: Path) -> Mapping[str, Sequence[Row]]:
    """Return the rows of a coded table by article, in order: the column case, or the id up to its dash."""
    articles: dict[str, list[Row]] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for line in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            article = line.get("case") or line["id"].split("-")[0]
            speaker, kind = line.get("speaker") or UNCHECKED, line.get("kind") or ""
            row = Row(article, int(line["para"]), line["voice"], line["text"], speaker, kind)
            articles.setdefault(article, []).append(row)
    return articles


def coded_document(rows: Sequence[Row], *, outlet: str = "The Courier") -> Document:
    """Return the rows as a document: one sentence a row, no voice yet."""
    placed = [(str(number), row.paragraph, row.text) for number, row in enumerate(rows)]
    text, _ = layout(placed)
    article = Article(id="a", outlet=outlet, text=text, origin="a", sha256="")
    return segment(article, rows=placed)


def judged(rows: Sequence[Row]) -> tuple[tuple[Row, Sentence], ...]:
    """Return each row with the sentence the attribution made of it."""
    return tuple(zip(rows, attribute(coded_document(rows), CUES).sentences, strict=True))


def right(row: Row, sentence: Sentence) -> bool:
    """Say whether the voice is the coded one."""
    return sentence.voice == ("source" if row.voice == "S" else "outlet")
