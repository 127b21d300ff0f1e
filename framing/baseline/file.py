"""A baseline as one file: a ZIP of a manifest and Parquet tables, the same bytes for the same baseline."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from framing.baseline.values import VOICES, Baseline, BaselineArticle, Kept
from framing.errors import InputError
from framing.model import BaselineQuote, Measure

FORMAT = "framing-baseline"
VERSION = 1
MANIFEST = "manifest.json"

HASH = pa.binary(32)
INT = pa.int32()
TEXT = pa.string()

SCHEMAS: Mapping[str, pa.Schema] = {
    "articles.parquet": pa.schema(
        [
            pa.field("id", TEXT, nullable=False),
            pa.field("outlet", TEXT, nullable=False),
            pa.field("title", TEXT),
            pa.field("published", pa.date32()),
            pa.field("story", INT, nullable=False),
            pa.field("text_sha256", HASH, nullable=False),
            pa.field("words_sha256", HASH, nullable=False),
            pa.field("input_sha256", HASH),
        ]
    ),
    "terms.parquet": pa.schema([pa.field(name, TEXT, nullable=False) for name in ("frame", "facet", "term", "label")]),
    "units.parquet": pa.schema(
        [pa.field(name, INT, nullable=False) for name in ("article", "paragraph", "voice", "sentences", "tokens")]
    ),
    "hits.parquet": pa.schema(
        [pa.field(name, INT, nullable=False) for name in ("unit", "sentence", "term", "discounted", "count")]
    ),
    "forms.parquet": pa.schema([pa.field("form", TEXT, nullable=False)]),
    "words.parquet": pa.schema([pa.field(name, INT, nullable=False) for name in ("article", "form", "count", "taken")]),
    "quotes.parquet": pa.schema(
        [
            pa.field("article", INT, nullable=False),
            pa.field("measure", INT, nullable=False),
            pa.field("text", TEXT, nullable=False),
            pa.field("hits", TEXT, nullable=False),
        ]
    ),
}
"""The members besides the manifest, in their order, and the exact columns of each."""

SMALL = ("voice", "sentences", "discounted", "count", "taken", "story", "measure")
"""Columns of few different values, written as indexes into them; the others are written as differences."""

EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest time a ZIP can name: when a baseline was written is no part of it."""


def to_bytes(baseline: Baseline) -> bytes:
    """Return the file of a baseline. The same baseline gives the same bytes with the same version of pyarrow.

    Tables are not compressed, in a ZIP that is not either: nothing in the file can be larger opened than closed.

    Raises InputError for a baseline put together by hand, of which nothing was kept.
    """
    if baseline.kept is None:
        raise InputError(baseline.name, "the counts behind this baseline are not kept", "build it from articles")
    tables = _tables(baseline, baseline.kept)
    members = {name: _parquet(tables[name]) for name in SCHEMAS}
    manifest = _manifest(baseline, baseline.kept, {name: table.num_rows for name, table in tables.items()}, members)
    written = json.dumps(manifest, ensure_ascii=False, indent=1, sort_keys=True).encode()
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for name, content in {MANIFEST: written, **members}.items():
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.create_system, entry.external_attr = 3, 0o644 << 16
            archive.writestr(entry, content)
    return buffer.getvalue()


def _manifest(baseline: Baseline, kept: Kept, rows: Mapping[str, int], members: Mapping[str, bytes]) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "version": VERSION,
        "tool": baseline.version,
        "name": baseline.name,
        "by": baseline.by,
        "quotes": baseline.with_quotes,
        "voices": list(VOICES),
        "lexicons": [
            {"name": name, "version": baseline.lexicon_versions[name], "sha256": digest}
            for name, digest in sorted(baseline.lexicons.items())
        ],
        "cues_sha256": baseline.cues_sha256,
        "stop_words_sha256": kept.bags.stop_sha256,
        "tokens_sha256": baseline.tokens_sha256,
        "measures": [
            {
                "frame": measure.frame,
                "facet": measure.facet,
                "stance": measure.stance,
                "title": baseline.titles[measure],
            }
            for measure in baseline.tally.measures
        ],
        "members": [
            {"name": name, "rows": rows[name], "bytes": len(content), "sha256": sha256(content).hexdigest()}
            for name, content in members.items()
        ],
    }


def _tables(baseline: Baseline, kept: Kept) -> dict[str, pa.Table]:
    columns: dict[str, list[Any]] = {
        "articles.parquet": _articles(baseline),
        "terms.parquet": [list(column) for column in zip(*baseline.terms.terms, strict=True)] or [[]] * 4,
        "units.parquet": _fields(kept.units, "units.parquet"),
        "hits.parquet": _fields(kept.marks, "hits.parquet"),
        "forms.parquet": [list(kept.bags.forms)],
        "words.parquet": _fields(kept.bags, "words.parquet"),
        "quotes.parquet": _quotes(baseline.quotes, baseline.articles, baseline.tally.measures),
    }
    return {
        name: pa.table(
            [pa.array(values, type=field.type) for values, field in zip(columns[name], schema, strict=True)],
            schema=schema,
        )
        for name, schema in SCHEMAS.items()
    }


def _fields(rows: object, name: str) -> list[Any]:
    return [getattr(rows, field.name) for field in SCHEMAS[name]]


def _articles(baseline: Baseline) -> list[list[Any]]:
    articles = baseline.articles
    return [
        [article.id for article in articles],
        [article.outlet for article in articles],
        [article.title for article in articles],
        [article.published for article in articles],
        list(baseline.stories.story),
        [bytes.fromhex(article.sha256) for article in articles],
        [bytes.fromhex(article.words_sha256) for article in articles],
        [bytes.fromhex(baseline.inputs[article.id]) or None for article in articles],
    ]


def _quotes(
    quotes: tuple[BaselineQuote, ...], articles: tuple[BaselineArticle, ...], measures: tuple[Measure, ...]
) -> list[list[Any]]:
    place = {article.id: number for number, article in enumerate(articles)}
    column = {measure: number for number, measure in enumerate(measures)}
    return [
        [place[quote.article] for quote in quotes],
        [column[quote.measure] for quote in quotes],
        [quote.text for quote in quotes],
        [" ".join(f"{start}:{end}" for start, end in quote.hits) for quote in quotes],
    ]


def _parquet(table: pa.Table) -> bytes:
    numbers = [field.name for field in table.schema if field.type == INT]
    buffer = io.BytesIO()
    pq.write_table(
        table,
        buffer,
        compression="NONE",
        use_dictionary=[name for name in numbers if name in SMALL],
        column_encoding={name: "DELTA_BINARY_PACKED" for name in numbers if name not in SMALL},
        write_statistics=False,
        store_schema=False,
        row_group_size=max(1, table.num_rows),
    )
    return buffer.getvalue()
