"""A baseline as one file: a ZIP of a manifest, lines of JSON and columns of numbers; docs/baseline-format.md."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping
from hashlib import sha256
from typing import Any, NamedTuple

from framing.baseline.columns import TABLES, columns_of
from framing.baseline.records import articles_lines, forms_lines, quotes_lines, terms_lines
from framing.baseline.values import VOICES, Baseline, Kept
from framing.errors import InputError

FORMAT = "framing-baseline"
VERSION = 1
MANIFEST = "manifest.json"

LINES = ("articles.jsonl", "terms.jsonl", "forms.txt", "quotes.jsonl")
MEMBERS = (*LINES, *(f"{table}.{column}" for table, columns in TABLES.items() for column in columns))
"""The members besides the manifest, in their order."""

EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest time a ZIP can name: when a baseline was written is no part of it."""


class Part(NamedTuple):
    """One member: `lines`, or the kind of number that a column is made of; how many there are; its bytes."""

    kind: str
    rows: int
    content: bytes


def to_bytes(baseline: Baseline) -> bytes:
    """Return the file of a baseline: the same bytes for the same baseline.

    Nothing in it is compressed: a file cannot be larger opened than closed.

    Raises InputError for a baseline put together by hand, of which nothing was kept.
    """
    if baseline.kept is None:
        raise InputError(baseline.name, "the counts behind this baseline are not kept", "build it from articles")
    return packed(_manifest(baseline, baseline.kept), _parts(baseline, baseline.kept))


def packed(manifest: Mapping[str, Any], parts: Mapping[str, Part]) -> bytes:
    """Return the ZIP of parts and the manifest, which lists each part with its size and hash."""
    listed = [
        {
            "name": name,
            "kind": part.kind,
            "rows": part.rows,
            "bytes": len(part.content),
            "sha256": sha256(part.content).hexdigest(),
        }
        for name, part in parts.items()
    ]
    written = json.dumps({**manifest, "members": listed}, ensure_ascii=False, indent=1, sort_keys=True).encode()
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for name, content in {MANIFEST: written, **{name: part.content for name, part in parts.items()}}.items():
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.create_system, entry.external_attr = 3, 0o644 << 16
            archive.writestr(entry, content)
    return buffer.getvalue()


def _parts(baseline: Baseline, kept: Kept) -> dict[str, Part]:
    rows = {"units": len(kept.units.article), "hits": len(kept.marks.unit), "words": len(kept.bags.article)}
    lines = {
        "articles.jsonl": articles_lines(baseline),
        "terms.jsonl": terms_lines(baseline),
        "forms.txt": forms_lines(kept.bags.forms),
        "quotes.jsonl": quotes_lines(baseline),
    }
    columns = columns_of(kept)
    return {
        name: Part("lines", lines[name].count(b"\n"), lines[name])
        if name in lines
        else Part(columns[name].kind, rows[name.partition(".")[0]], columns[name].content)
        for name in MEMBERS
    }


def _manifest(baseline: Baseline, kept: Kept) -> dict[str, Any]:
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
    }
