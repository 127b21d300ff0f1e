"""Small archives that are cut as if they were large: what the tests of reading and scoring in parts share."""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from framing.text.reading import batches, columnar, cuts

SENTENCES = (
    "The minister said that the missiles would not lead to a nuclear war.",
    "Critics disagreed loudly, and the White House said nothing.",
    "Ukraine has wanted the weapons for two years.",
    "“This crosses a red line,” a spokesman warned on Tuesday.",
    "Nobody in the capital expected the decision before the election.",
    "Congress debated the package for months.",
    "Bread was dear again, and the trains were late.",
)
Row = Mapping[str, str]


def make_articles(number: int) -> list[Row]:
    """Return articles of a few sentences from three outlets; every seventh repeats one, every fifth shares an id."""
    made: list[Row] = []
    for n in range(number):
        text = " ".join([*(SENTENCES[(n * k) % 7] for k in (1, 2, 3)), f"It was day {n} of the talks."])
        if n % 7 == 6:
            text = made[n // 2]["text"].upper()
        name = "double" if n % 5 == 4 else f"a{n}"
        made.append({"id": name, "outlet": f"Outlet {n % 3}", "title": f"Day {n}", "date": "2024-11-19", "text": text})
    return made


def write_archive(folder: Path, form: str, articles: Sequence[Row]) -> Path:
    """Write articles as a table of a form, or for `folder` as one file each."""
    path = folder / f"archive.{form}"
    match form:
        case "jsonl":
            path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in articles), "utf-8")
        case "csv" | "tsv":
            with path.open("w", encoding="utf-8", newline="") as stream:
                writer = csv.DictWriter(stream, list(articles[0]), delimiter="," if form == "csv" else "\t")
                writer.writeheader()
                writer.writerows(articles)
        case "parquet":
            pq.write_table(pa.Table.from_pylist([dict(row) for row in articles]), path, row_group_size=11)
        case _:
            path = folder / "archive"
            for number, row in enumerate(articles):
                inner = path / row["outlet"]
                inner.mkdir(parents=True, exist_ok=True)
                (inner / f"{number:03d}.txt").write_text(row["text"], "utf-8")
    return path


def cut_small(monkeypatch: pytest.MonkeyPatch, texts: int = 5) -> None:
    """Cut archives into batches of a few texts."""
    for module in (batches, columnar, cuts):
        monkeypatch.setattr(module, "BATCH_TEXTS", texts)
